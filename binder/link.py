"""The link that opens the course on Binder: `python3 binder/link.py` prints the README's badge.

To launch another copy of the repository, or a tag of it, change the two names below. A tag keeps
its image when the branch moves on.
"""

from pathlib import Path
from urllib.parse import quote

REPOSITORY = "minigrad/minigrad-course"
REF = "HEAD"


def link() -> str:
    """The address that opens lesson 1 in JupyterLab."""
    lessons = Path(__file__).resolve().parent.parent / "lessons"
    first = next(lessons.glob("01_*.ipynb")).name
    return f"https://mybinder.org/v2/gh/{REPOSITORY}/{REF}?urlpath={quote('lab/tree/lessons/' + first)}"


def badge() -> str:
    """The same as a picture in Markdown."""
    return f"[![Open the course on Binder](https://mybinder.org/badge_logo.svg)]({link()})"


if __name__ == "__main__":
    print(badge())
