"""`python3 tests/lint.py` checks the style and the types of everything, recorded cells included."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RECORDED = re.compile(rb'^(\s*")(?=%%tape\b)', re.MULTILINE)
"""The beginning of a recorded cell, as it stands in a notebook's JSON."""


def main() -> None:
    """Run every check, and fail if one of them did."""
    sys.path.insert(0, str(ROOT / "lessons"))
    from environment import ensure

    python = ensure("dev")

    def fails(*check: str, stdin: "bytes | None" = None) -> int:
        return subprocess.run([python, "-m", *check], cwd=ROOT, input=stdin, check=False).returncode

    modules = (".", "--extend-exclude", "*.ipynb")
    failed = [
        fails("ruff", "check", *modules),
        fails("ruff", "format", "--check", *modules),
        fails("mypy"),
    ]
    for lesson in sorted(ROOT.glob("lessons/*.ipynb")):
        # ruff skips the cells under a magic that it does not know: show it a comment instead.
        opened = RECORDED.sub(rb"\1# ", lesson.read_bytes())
        there = ("--stdin-filename", str(lesson.relative_to(ROOT)), "-")
        failed.append(fails("ruff", "check", *there, stdin=opened))
        failed.append(fails("ruff", "format", "--check", *there, stdin=opened))
    sys.exit(any(failed))


if __name__ == "__main__":
    main()
