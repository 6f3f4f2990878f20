"""The exercises of every lesson: one module a lesson, found by the number that begins each key."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from minigrad.course.questions import Exercise


def lesson_numbers() -> tuple[str, ...]:
    """The lessons that have exercises, as two digits.

    >>> "01" in lesson_numbers()
    True
    """
    here = Path(__file__).parent
    return tuple(sorted(path.stem[-2:] for path in here.glob("lesson_[0-9][0-9].py")))


def lesson_of(key: str) -> str:
    """The lesson that a key belongs to: "01" for "01.2"."""
    return str(key).partition(".")[0]


def exercises(lesson: str) -> tuple[Exercise, ...]:
    """The exercises of one lesson, in order; none for a lesson that does not exist."""
    if lesson not in lesson_numbers():
        return ()
    module = import_module(f"{__name__}.lesson_{lesson}")
    found: tuple[Exercise, ...] = module.EXERCISES
    return found


def find(key: str) -> Exercise | None:
    """The exercise with this key, or None.

    >>> find("01.2").key
    '01.2'
    """
    return next((one for one in exercises(lesson_of(key)) if one.key == key), None)
