"""check, hint and progress: what a lesson's cells call."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

from minigrad.course.exercises import exercises, find, lesson_numbers, lesson_of
from minigrad.course.ledger import Ledger
from minigrad.course.verdict import Verdict, show

_ledger = Ledger.beside(Path.cwd())  # a kernel starts in its notebook's folder
_hinted: dict[str, int] = {}


def check(key: str, answer: Any = ...) -> None:
    """Say whether the answer to an exercise is right, and if not, what kind of mistake it is.

    Never raises, so that a notebook always runs to its end.

    >>> check("01.2", ...)
    ○ 01.2  Not answered yet: put your answer in place of `...`
    """
    exercise = find(key)
    if exercise is None:
        show(_unknown(key))
        return
    try:
        verdict = exercise.check(answer)
    except Exception as error:  # noqa: BLE001 - an answer may be an object that raises at anything
        said = f"That answer cannot be read ({type(error).__name__}: {error})."
        verdict = Verdict("wrong", key, said, "type")
    show(verdict)
    if verdict.state == "right":
        _ledger.add(key)
        _tell_ledger(key)
        lesson = {one.key for one in exercises(lesson_of(key))}
        if lesson <= _ledger.passed():
            show(Verdict("right", lesson_of(key), "All visible checks of this lesson passed."))


def hint(key: str) -> None:
    """The next of three hints for an exercise; after the third, the third again.

    >>> hint("01.9")
    → 01.9  There is no such exercise. This lesson has 01.1 to 01.6.
    """
    exercise = find(key)
    if exercise is None:
        show(_unknown(key))
        return
    given = min(_hinted.get(key, 0) + 1, 3)
    _hinted[key] = given
    show(Verdict("note", key, f"Hint {given} of 3: {exercise.hints[given - 1]}"))


def progress(lesson: str | None = None) -> None:
    """Show what is done, of one lesson ("01") or of all.

    Kept in minigrad-progress.json beside the notebooks: take that file with you to another machine.
    """
    show(table(_ledger, lesson))
    _tell_ledger("progress")


def table(ledger: Ledger, lesson: str | None = None) -> Table:
    """What a ledger says of one lesson, or of all."""
    passed = ledger.passed()
    wanted = lesson_numbers() if lesson is None else (lesson,)
    return Table(tuple((n, {one.key: one.key in passed for one in exercises(n)}) for n in wanted))


class Table:
    """One line a lesson, one mark an exercise."""

    def __init__(self, rows: tuple[tuple[str, dict[str, bool]], ...]) -> None:
        self.rows = rows

    def __str__(self) -> str:
        return "\n".join(
            f"Lesson {number}: {sum(marks.values())} of {len(marks)} checks passed  "
            + " ".join(f"{'✓' if done else '○'} {key}" for key, done in marks.items())
            for number, marks in self.rows
        )

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        printer.text(str(self))

    def _repr_html_(self) -> str:
        rows = "".join(
            f'<tr><th scope="row" style="text-align:left">Lesson {escape(number)}</th>'
            f'<td style="text-align:left">{sum(marks.values())} of {len(marks)} checks passed</td>'
            f'<td style="text-align:left">{_spelled(marks)}</td></tr>'
            for number, marks in self.rows
        )
        return f"<table><tbody>{rows}</tbody></table>"


def _spelled(marks: dict[str, bool]) -> str:
    return " &ensp;".join(f"{'✓' if done else '○'} {key}" for key, done in marks.items())


def _unknown(key: str) -> Verdict:
    keys = [exercise.key for exercise in exercises(lesson_of(key))]
    there = f" This lesson has {keys[0]} to {keys[-1]}." if keys else ""
    return Verdict("note", str(key), f"There is no such exercise.{there}")


def _tell_ledger(key: str) -> None:
    if note := _ledger.said():
        show(Verdict("note", key, note))
