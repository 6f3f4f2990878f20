"""Run the lessons anew, store what they put out, and say what changed.

python -m minigrad.course.refresh [--check] [LESSON.ipynb ...]

Without names: all lessons. With --check nothing is written, and the exit status says whether
anything would change.
"""

from __future__ import annotations

import argparse
import difflib
import hashlib
import re
import sys
from collections.abc import Iterator, Sequence
from copy import deepcopy
from importlib import import_module
from pathlib import Path
from typing import Any

from minigrad.course.lessons import lessons
from minigrad.errors import missing

EMBEDDED = re.compile(r"base64,[A-Za-z0-9+/=]+")


def main(argv: Sequence[str] | None = None) -> None:
    """Refresh lessons and print, for each, the outputs that are not what they were."""
    parser = argparse.ArgumentParser(prog="python -m minigrad.course.refresh", description=__doc__)
    parser.add_argument("lesson", nargs="*", type=Path)
    parser.add_argument("--check", action="store_true", help="write nothing")
    options = parser.parse_args(argv)
    changed = False
    for path in options.lesson or lessons().values():
        changes = list(refresh(path, write=not options.check))
        print(f"{path.name}: {'as it was' if not changes else 'changed'}", *changes, sep="\n")
        changed = changed or bool(changes)
    sys.exit(options.check and changed)


def refresh(path: Path, *, write: bool = True) -> Iterator[str]:
    """Run one lesson in a fresh kernel and yield the lines of its outputs' differences."""
    try:
        from nbclient import NotebookClient

        v4: Any = import_module("nbformat.v4")  # publishes no types
    except ImportError:
        raise missing("nbclient", "Running the lessons anew", "test") from None
    stored = v4.reads(path.read_text(encoding="utf-8"))
    fresh = deepcopy(stored)
    metadata = {"metadata": {"path": str(path.parent)}}
    NotebookClient(fresh, record_timing=False, coalesce_streams=True, resources=metadata).execute()
    fresh.metadata = stored.metadata  # not which Python it was
    if write:
        path.write_text(v4.writes(fresh) + "\n", encoding="utf-8")
    for old, new in zip(stored.cells, fresh.cells, strict=True):
        before, after = spelled(old), spelled(new)
        if before != after:
            yield from difflib.unified_diff(
                before, after, f"cell {old.id}", f"cell {old.id}, now", "", "", 1, ""
            )


def spelled(cell: Any) -> list[str]:
    """What a cell puts out, as lines that a person can compare.

    >>> spelled({"outputs": [{"output_type": "stream", "text": "6.0"}]})
    ['6.0']
    """
    lines: list[str] = []
    for output in cell.get("outputs", ()):
        kind = output["output_type"]
        if kind == "stream":
            lines += output["text"].splitlines()
        elif kind == "error":
            lines.append(f"{output['ename']}: {output['evalue']}")
        else:
            for mime, data in sorted(output["data"].items()):
                lines += [f"[{mime}]", *EMBEDDED.sub(_digest, str(data)).splitlines()]
    return lines


def _digest(embedded: re.Match[str]) -> str:
    return f"base64, digest {hashlib.sha256(embedded[0].encode()).hexdigest()[:12]}"


if __name__ == "__main__":
    main()
