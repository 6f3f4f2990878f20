"""The `minigrad` command.

minigrad course [open [N] | list]    the lessons, in a folder of yours, in JupyterLab
minigrad course copy                 bring the folder up to date, never over your own work
minigrad course reset N              a fresh copy of one lesson; yours is kept beside it
minigrad course progress             which exercises are done
minigrad doctor                      what is installed, what is missing, how to get it
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from minigrad.course.checks import table
from minigrad.course.doctor import report
from minigrad.course.lab import open_lab
from minigrad.course.ledger import Ledger
from minigrad.course.lessons import copy, lessons, reset, source, title
from minigrad.errors import MinigradError

ACTIONS = ("open", "list", "copy", "reset", "progress")


def main(argv: Sequence[str] | None = None) -> None:
    """Run one command; what goes wrong is one sentence on stderr and exit status 1.

    >>> main(["course", "open", "99"])
    Traceback (most recent call last):
    SystemExit: minigrad: there is no lesson 99; `minigrad course list` shows them.
    """
    options = _parser().parse_args(argv)
    try:
        options.run(options)
    except (MinigradError, LookupError, OSError) as error:
        sys.exit(f"minigrad: {error.args[0]}")


def _course(options: argparse.Namespace) -> None:
    lesson = _wanted(options.lesson)
    if options.action == "list":
        for number, path in lessons().items():
            print(f"{number:>2}  {title(path)}")
        return
    folder = options.dir.expanduser().absolute()
    if options.action == "progress":
        print(table(Ledger.beside(folder)))
        return
    if options.action == "reset":
        _reset(folder, lesson)
        return
    if folder != source():
        _report_copies(folder)
    if options.action == "open":
        open_lab(folder / lesson.name, port=options.port, browser=options.browser)


def _reset(folder: Path, lesson: Path) -> None:
    if folder == source():
        raise LookupError("these are the lessons themselves; name your folder with --dir.")
    try:
        kept = reset(folder, lesson)
    except OSError as error:
        raise OSError(f"{folder} cannot be written: {error.strerror}.") from error
    print(f"{folder / lesson.name} is as it came" + (f"; yours is {kept.name}" if kept else ""))


def _wanted(number: int | None) -> Path:
    there = lessons()
    if not there:
        raise LookupError(f"no lessons were found in {source()}; reinstall minigrad-course.")
    if number is None:
        return there.get(1, next(iter(there.values())))
    if number not in there:
        raise LookupError(f"there is no lesson {number}; `minigrad course list` shows them.")
    return there[number]


def _report_copies(folder: Path) -> None:
    try:
        fates = copy(folder)
    except OSError as error:
        reason = f"{folder} cannot be written: {error.strerror}"
        raise OSError(f"{reason}; name another folder with --dir.") from error
    print(f"Lessons in {folder}")
    for name, fate in fates.items():
        print(f"  {name}: {fate}")
    sys.stdout.flush()


def _doctor(_: argparse.Namespace) -> None:
    text, healthy = report()
    print(text)
    sys.exit(not healthy)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="minigrad", description="Automatic differentiation you can see.", allow_abbrev=False
    )
    commands = parser.add_subparsers(required=True, metavar="{course,doctor}")
    course = commands.add_parser(
        "course",
        help="open the lessons in JupyterLab",
        allow_abbrev=False,
        description=_course_help(),
    )
    course.add_argument("action", nargs="?", default="open", choices=ACTIONS, help="default: open")
    course.add_argument(
        "lesson", nargs="?", type=int, metavar="N", help="the lesson to open or reset (1)"
    )
    course.add_argument(
        "--dir", type=Path, default=Path("~/minigrad-lessons"), help="your folder (%(default)s)"
    )
    course.add_argument("--port", type=int, help="the server's port (a free one)")
    course.add_argument(
        "--no-browser", dest="browser", action="store_false", help="print the address only"
    )
    course.set_defaults(run=_course)
    doctor = commands.add_parser("doctor", help="say what is installed and what is missing")
    doctor.set_defaults(run=_doctor)
    return parser


def _course_help() -> str:
    return (
        "Copy the lessons to a folder of yours, never over your own work, and open JupyterLab "
        "there: on this machine only, behind the token that Jupyter makes."
    )


if __name__ == "__main__":
    main()
