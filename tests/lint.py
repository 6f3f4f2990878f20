"""`python3 tests/lint.py` checks the style and the types of everything, recorded cells included."""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OWN_MAGIC = re.compile(r'^(\s*")(%%tape\b)', re.MULTILINE)
"""The first line of a recorded cell, as it stands in a notebook's JSON."""


def uncover(folder: Path) -> None:
    """Copy the lessons there with `%%tape` turned into a comment, for ruff skips a cell under it."""
    for lesson in (ROOT / "lessons").glob("*.ipynb"):
        (folder / lesson.name).write_text(
            OWN_MAGIC.sub(r"\1# \2", lesson.read_text("utf-8")), "utf-8"
        )


def main() -> None:
    """Run every check, and fail if one of them did."""
    sys.path.insert(0, str(ROOT / "lessons"))
    from environment import ensure

    python = ensure("dev")
    with tempfile.TemporaryDirectory() as uncovered:
        uncover(Path(uncovered))
        strict = ("--config", str(ROOT / "pyproject.toml"))
        checks = (
            ("ruff", "check", "."),
            ("ruff", "format", "--check", "."),
            ("ruff", "check", *strict, uncovered),
            ("ruff", "format", "--check", *strict, uncovered),
            ("mypy",),
        )
        failed = [check for check in checks if subprocess.call([python, "-m", *check], cwd=ROOT)]
    for check in failed:
        print("failed:", " ".join(check))
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
