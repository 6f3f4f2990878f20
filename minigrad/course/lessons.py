"""The lessons that came with this installation, and their copies in a student's folder."""

from __future__ import annotations

import hashlib
import itertools
import json
import re
from pathlib import Path

DELIVERED = ".minigrad-lessons.json"
"""Beside the copies: for each file, the digest of what was last written there."""


def source() -> Path:
    """The folder of the lessons: a wheel's package data, or else the checkout's own folder."""
    here = Path(__file__).resolve()
    packaged = here.parent / "notebooks"
    return packaged if packaged.is_dir() else here.parents[2] / "lessons"


def lessons(folder: Path | None = None) -> dict[int, Path]:
    """The lessons of a folder by the number that begins each name.

    >>> all(path.name.startswith(f"{number:02}") for number, path in lessons().items())
    True
    """
    found = sorted((folder or source()).glob("[0-9][0-9]_*.ipynb"))
    return {int(path.name[:2]): path for path in found if "." not in path.stem}


def title(lesson: Path) -> str:
    """The lesson's first heading, without its number."""
    for cell in json.loads(lesson.read_bytes())["cells"]:
        first = "".join(cell["source"]).partition("\n")[0]
        if first.startswith("# "):
            return re.sub(r"^\d+\. ", "", first[2:])
    return lesson.stem


def copy(folder: Path) -> dict[str, str]:
    """Bring a folder up to date with the lessons, and say of each file what became of it.

    A student's work is never overwritten: where a copy was edited and the lesson has changed since,
    the new version is written beside it, as `name.new.ipynb`. Running a notebook is not editing it.
    Raises OSError where the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    register = folder / DELIVERED
    delivered = json.loads(register.read_text("utf-8")) if register.exists() else {}
    fates = {}
    for lesson in lessons().values():
        target = folder / lesson.name
        fates[lesson.name] = _deliver(lesson, target, delivered)
        _write(register, json.dumps(delivered, indent=1).encode())
    return fates


def reset(folder: Path, lesson: Path) -> Path | None:
    """Put a fresh copy of one lesson into a folder, and say where the old one was kept.

    What was there becomes `name.mine.ipynb`, or with a number where that exists: nothing is lost.
    Returns None where there was no copy. Raises OSError where the folder cannot be written.
    """
    target = folder / lesson.name
    kept = None
    if target.exists():
        names = (f"{target.stem}.mine{n or ''}.ipynb" for n in itertools.count())
        kept = next(folder / name for name in names if not (folder / name).exists())
        target.rename(kept)
    copy(folder)
    return kept


def _deliver(lesson: Path, target: Path, delivered: dict[str, str]) -> str:
    offered = digest(lesson)
    found = digest(target) if target.exists() else None
    before = delivered.get(target.name)
    if found == offered:
        fate = "as it was"
    elif found is None or found == before:
        _write(target, lesson.read_bytes())
        fate = "copied" if found is None else "brought up to date"
    elif before == offered or target.name.endswith(".new.ipynb"):
        return "yours, left alone"
    else:
        beside = target.with_suffix(".new.ipynb")
        if _deliver(lesson, beside, delivered) == "yours, left alone":
            return f"yours, left alone, and so is {beside.name}"
        fate = f"yours, left alone; the new version is {beside.name}"
    delivered[target.name] = offered
    return fate


def digest(notebook: Path) -> str:
    """A digest of what a person writes in a notebook: the cells' kinds and texts, not the outputs."""
    content = notebook.read_bytes()
    try:
        cells = json.loads(content)["cells"]
        content = repr([(cell["cell_type"], "".join(cell["source"])) for cell in cells]).encode()
    except (ValueError, LookupError, TypeError):
        pass  # not a notebook any more: then it is its bytes
    return hashlib.sha256(content).hexdigest()


def _write(target: Path, content: bytes) -> None:
    """Write all of the file or nothing: a full disk must not leave half a lesson."""
    part = target.with_name(f".{target.name}.part")
    try:
        part.write_bytes(content)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
