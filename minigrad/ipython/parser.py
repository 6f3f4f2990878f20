"""Options of magics: argparse's table and help, read from a line that may go on with Python."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING, Generic, NoReturn, TypeVar

from IPython.core.error import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

WORD = r"""("[^"]*"|'[^']*'|\S+)"""
OPTION = re.compile(rf"(--?[A-Za-z][\w-]*)(?:={WORD})?(?=\s|$)\s*")
VALUE = re.compile(rf"{WORD}\s*")

TENSOR = "TENSOR"
"""The metavar of options that take the name of a tensor: completion offers those there are."""

Settings = TypeVar("Settings")


class _Help(argparse.RawDescriptionHelpFormatter):
    """Help of a fixed width: it is made once, when the extension is loaded, and shown anywhere."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=26, width=90)


class OptionParser(argparse.ArgumentParser, Generic[Settings]):
    """argparse for magics: it raises UsageError, abbreviates nothing and suggests what was meant.

    ``settings`` is the class whose attributes the options set; made without arguments, it holds the defaults.

    >>> class Settings:
    ...     quiet = False
    >>> parser = OptionParser("%tape", Settings)
    >>> _ = parser.add_argument("-q", "--quiet", action="store_true")
    >>> settings, rest = parser.read('-q f("a  b") - 1')
    >>> settings.quiet, rest
    (True, 'f("a  b") - 1')
    """

    def __init__(self, magic: str, settings: type[Settings]) -> None:
        super().__init__(
            magic,
            usage=argparse.SUPPRESS,  # the magic's docstring shows it
            add_help=False,
            allow_abbrev=False,
            formatter_class=_Help,
        )
        self._settings = settings

    def read(self, line: str) -> tuple[Settings, str]:
        """Split a magic's line into its leading options and the rest, which stays as it was typed.

        Raises UsageError for an option that is unknown, lacks its value or has a wrong one.
        """
        words, rest = self._split(line)
        return self.parse_args(words, self._settings()), rest

    def actions(self) -> dict[str, argparse.Action]:
        """Every option by its spelling, the internal ones left out."""
        shown = [action for action in self._actions if action.help is not argparse.SUPPRESS]
        return {name: action for action in shown for name in action.option_strings}

    def error(self, message: str) -> NoReturn:
        """Say on one line what is wrong, and where the options are explained."""
        raise UsageError(f"{self.prog}: {message} ({self.prog}? lists the options)")

    def unknown(self, option: str) -> NoReturn:
        """Refuse an option that does not exist, and name the nearest one that does."""
        import difflib

        near = difflib.get_close_matches(option, self.actions(), n=1, cutoff=0.5)
        meant = f"; did you mean {near[0]}?" if near else ""
        self.error(f"there is no option {option}{meant}")

    def completions(self, line: str, tensors: Iterable[str]) -> list[str]:
        """What may stand where the last word of ``line`` does: options, their choices, or tensors.

        ``line`` is what stands between the magic's name and the cursor.
        """
        *before, word = line.replace("=", " ").split(" ")
        known = self.actions()
        previous = known.get(before[-1]) if before else None
        found: Iterable[str] = known if word.startswith("-") else ()
        if previous is not None and previous.nargs != 0:
            found = tensors if previous.metavar == TENSOR else previous.choices or ()
        return [candidate for candidate in found if candidate.startswith(word)]

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
