"""The words that may follow ``%%tape``: what they are, how they are read, and what is said about a wrong one."""

from __future__ import annotations

import argparse
import ast
import builtins
import keyword
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, cast

from IPython.core.error import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

VIEWS = ("auto", "graph", "table", "text")
LAYOUTS = ("LR", "TB")
VALUES = ("short", "shape", "full", "none")

WORD = r"""("[^"]*"|'[^']*'|\S+)"""
OPTION = re.compile(rf"(--?[A-Za-z][\w-]*)(?:={WORD})?(?=\s|$)\s*")
VALUE = re.compile(rf"{WORD}\s*")


@dataclass
class Options:
    """What the user asked for on one ``%tape`` line; None means "as configured"."""

    into: str | None = None
    quiet: bool = False
    backward: str | None = None
    of: str | None = None
    view: str | None = None
    layout: str | None = None
    values: str | None = None
    grads: bool = True
    source: bool = True
    max_nodes: Any = None
    max_ops: Any = None
    save: str | None = None
    force: bool = False
    step: bool = False
    last: bool = False
    cell: bool = False
    end: bool = False


class _Help(argparse.RawDescriptionHelpFormatter):
    """Help of a fixed width: it is made once, when the extension is loaded, and shown anywhere."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=26, width=90)


class OptionParser(argparse.ArgumentParser):
    """argparse for magics: it raises UsageError, abbreviates nothing and suggests what was meant."""

    def __init__(self, magic: str) -> None:
        super().__init__(
            magic,
            usage=argparse.SUPPRESS,  # the magic's docstring shows it
            add_help=False,
            allow_abbrev=False,
            formatter_class=_Help,
        )

    def error(self, message: str) -> NoReturn:
        """Say on one line what is wrong, and where the options are explained."""
        raise UsageError(f"{self.prog}: {message} ({self.prog}? lists the options)")

    def actions(self) -> dict[str, argparse.Action]:
        """Every option by its spelling, the internal ones left out."""
        shown = [action for action in self._actions if action.help is not argparse.SUPPRESS]
        return {name: action for action in shown for name in action.option_strings}

    def unknown(self, option: str) -> NoReturn:
        """Refuse an option that does not exist, and name the nearest one that does."""
        import difflib

        near = difflib.get_close_matches(option, self.actions(), n=1, cutoff=0.5)
        meant = f"; did you mean {near[0]}?" if near else ""
        self.error(f"there is no option {option}{meant}")

    def read(self, line: str) -> tuple[Options, str]:
        """Split a magic's line into its leading options and the rest, which stays as it was typed.

        Raises UsageError for an option that is unknown, lacks its value or has a wrong one.

        >>> parser = tape_parser()
        >>> options, rest = parser.read('--layout TB -q f("a  b") - 1')
        >>> options.layout, options.quiet, rest
        ('TB', True, 'f("a  b") - 1')
        """
        words, rest = self._split(line)
        return self.parse_args(words, Options()), rest

    def _split(self, line: str) -> tuple[list[str], str]:
        takes_value = {
            name: action.nargs != 0 for action in self._actions for name in action.option_strings
        }
        words: list[str] = []
        rest = line.strip()
        while found := OPTION.match(rest):
            name, value = found[1], found[2]
            if name not in takes_value:
                if not name.startswith("--"):
                    break  # -x * y is an expression
                self.unknown(name)
            rest = rest[found.end() :]
            following = VALUE.match(rest) if value is None and takes_value[name] else None
            if following and following[1] not in takes_value:
                value, rest = following[1], rest[following.end() :]
            words.append(name if value is None else f"{name}={_unquoted(value)}")
        if rest == "--" or rest.startswith("-- "):
            rest = rest[2:].lstrip()
        return words, "" if rest.startswith("#") else rest


def _unquoted(word: str) -> str:
    return word[1:-1] if word[0] in "\"'" and word[-1] == word[0] and len(word) > 1 else word


def tape_parser() -> OptionParser:
    """The options of ``%%tape`` and ``%tape``.

    >>> "--max-nodes" in tape_parser().actions()
    True
    """
    parser = OptionParser("%tape")
    add = parser.add_argument
    add("-o", "--into", metavar="NAME", help="store the tape in this variable")
    add("-q", "--quiet", action="store_true", help="record, but show nothing")
    add("-b", "--backward", metavar="NAME", help="then go backward from this variable")
    add("--of", metavar="NAME", help="show only what this variable was made from")
    add("--view", choices=VIEWS, metavar="VIEW", help=_choice("what to show", VIEWS, "view"))
    add("--layout", choices=LAYOUTS, metavar="DIR", help=_choice("direction", LAYOUTS, "layout"))
    add("--values", choices=VALUES, metavar="HOW", help=_choice("numbers", VALUES, "values"))
    add("--no-grads", dest="grads", action="store_false", help="leave out the gradients")
    add("--no-source", dest="source", action="store_false", help="leave out the cell's text")
    add("--max-nodes", metavar="N", help="draw at most N nodes (%%config TapeMagics.max_nodes)")
    add("--max-ops", metavar="N", help="record at most N operations (%%config TapeMagics.max_ops)")
    add("--save", metavar="FILE", help="write the tape to this file, as JSON")
    add("--force", action="store_true", help="with --save: overwrite the file")
    add("-s", "--step", action="store_true", help="add the stepper below the graph")
    add("--last", action="store_true", help="show the last tape again")
    add("--cell", action="store_true", help=argparse.SUPPRESS)
    add("--end", action="store_true", help=argparse.SUPPRESS)
    return parser


def _choice(what: str, choices: tuple[str, ...], trait: str) -> str:
    return f"{what}: {', '.join(choices)} (%%config TapeMagics.{trait})"


PARSER = tape_parser()


def variable(name: str) -> str:
    """``name`` as the name of a variable that a magic may store something in. Raises UsageError.

    >>> variable("tape")
    'tape'
    >>> variable("class")
    Traceback (most recent call last):
    IPython.core.error.UsageError: 'class' is a word of Python itself: choose another name, for example tape
    """
    plain = unicodedata.normalize("NFKC", name)  # as Python reads it
    if not plain.isidentifier():
        _refuse_name(name, "is not a name")
    if keyword.iskeyword(plain) or hasattr(builtins, plain):
        _refuse_name(name, "is a word of Python itself")
    if plain.startswith("_") or plain in {"In", "Out", "get_ipython", "exit", "quit"}:
        _refuse_name(name, "belongs to IPython")
    return plain


def _refuse_name(name: str, why: str) -> NoReturn:
    raise UsageError(f"{name[:40]!r} {why}: choose another name, for example tape")


def count(text: str, option: str, namespace: Mapping[str, Any]) -> int:
    """A positive whole number, written as one or as the name of a variable. Raises UsageError.

    >>> count("n", "--max-nodes", {"n": 20})
    20
    """
    try:
        number = ast.literal_eval(text)
    except (ValueError, SyntaxError):
        number = namespace.get(text)
    if type(number) is not int or number < 1:
        raise UsageError(f"{option} takes a whole number above 0, not {text[:40]}")
    return number


def new_file(name: str, *, force: bool) -> Path:
    """The path for ``--save``. Raises UsageError where it cannot be written, or would be overwritten.

    >>> new_file("tape.json", force=True).name
    'tape.json'
    """
    path = Path(name).expanduser()
    if path.is_dir() or not path.parent.is_dir():
        raise UsageError(
            f"--save {name}: there is no folder {path.parent}, or the name is a folder"
        )
    if path.exists() and not force:
        raise UsageError(f"--save {name}: the file is there already; add --force to overwrite it")
    return path


def completions(parser: OptionParser, line: str, names: list[str]) -> Iterator[str]:
    """What may stand where the last word of ``line`` does: options, their choices, or variables.

    ``line`` is what stands between ``%tape`` and the cursor; ``names`` are variables that hold tensors.

    >>> list(completions(tape_parser(), "-q --layout ", []))
    ['LR', 'TB']
    """
    *before, word = line.split(" ")
    known = parser.actions()
    previous = known.get(before[-1]) if before else None
    if previous is not None and previous.nargs != 0:
        found = list(cast("tuple[str, ...]", previous.choices or ()))
        if previous.dest in {"backward", "of"}:
            found = names
    else:
        found = list(known) if word.startswith("-") else []
    return (candidate for candidate in found if candidate.startswith(word))
