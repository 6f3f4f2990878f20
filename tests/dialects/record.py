"""Record what a real framework gives for a dialect's snippets.

Run ``python -m tests.dialects.record tensorflow [topic ...]`` with a Python that has the framework;
each topic runs in a process of its own, with the environment that the topic's file names.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys

from tests.dialects.snippets import run_topic, topics


def record(dialect: str, names: list[str]) -> int:
    """Record the named topics, or all; the number of those that failed."""
    wanted = [t for t in topics(dialect) if not names or t.name in names]
    failed = 0
    for topic in wanted:
        command = [sys.executable, "-m", "tests.dialects.record", "--one", dialect, topic.name]
        failed += (
            subprocess.run(command, env={**os.environ, **topic.environment}, check=False).returncode
            != 0
        )
    return failed


def record_one(dialect: str, name: str) -> None:
    """Record one topic in this process."""
    (topic,) = (t for t in topics(dialect) if t.name == name)
    results = run_topic(topic, real=True)
    lines = [f"{json.dumps(key)}: {json.dumps(value)}" for key, value in results.items()]
    topic.expected.parent.mkdir(exist_ok=True)
    topic.expected.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    print(f"{dialect} {name}: {len(results)} snippets")
    for key, value in results.items():
        if "raises" in value:
            print(f"   {key} raises {value['raises'][0]}")


if __name__ == "__main__":
    if sys.argv[1] == "--one":
        record_one(sys.argv[2], sys.argv[3])
    else:
        sys.exit(record(sys.argv[1], sys.argv[2:]))
