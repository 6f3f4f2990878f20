"""The solutions in lessons/solutions: parts of a file, each in the place of one exercise's cell."""

import re
from pathlib import Path

LESSONS = Path(__file__).resolve().parents[2] / "lessons"
PART = re.compile(r"^# %% (\d\d\.\d+)$", re.MULTILINE)
CHECKED = re.compile(r"""^ *check\("(\d\d\.\d+)",""", re.MULTILINE)


def solutions(lesson):
    """The solved cells of a lesson, by the key of their exercise."""
    file = LESSONS / "solutions" / f"{lesson}.py"
    _, *parts = PART.split(file.read_text("utf-8"))
    return {key: text.strip() for key, text in zip(parts[::2], parts[1::2], strict=True)}


def checked(cell):
    """The keys that a cell checks."""
    return CHECKED.findall(cell.source) if cell.cell_type == "code" else []
