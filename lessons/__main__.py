"""`python3 lessons` sets up this checkout once and opens the course; see `python3 lessons --help`."""

import sys

from environment import ROOT, become, ensure

if __name__ == "__main__":
    course = ["-m", "minigrad.course.cli", "course", "--dir", str(ROOT / "lessons")]
    become([ensure("course"), *course, *sys.argv[1:]])
