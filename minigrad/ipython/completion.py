"""Completion of the words behind our magics: options, their choices, and variables that hold tensors."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .parser import OptionParser

LINE = re.compile(r"\s*%%?(?P<magic>\w+) (?P<arguments>[^\n]*)$")


class Completion:
    """What IPython's completer asks about these magics, registered by `attach` and taken away by `detach`.

    IPython 8.6 and later take a *matcher*, which can say that its answers are the only ones; older ones know
    only hooks, whose answers appear beside others.
    """

    def __init__(self, shell: Any, parsers: Mapping[str, OptionParser[Any]]) -> None:
        self._shell = shell
        self._parsers = parsers
        self._matcher = _matcher(self.words)
        self._keys = [mark + magic for magic in parsers for mark in ("%", "%%")]

    def attach(self) -> None:
        """Let the shell's completer ask."""
        if self._matcher is not None:
            self._shell.Completer.custom_matchers.append(self._matcher)
            return
        for key in self._keys:
            self._shell.set_hook("complete_command", self._hook, str_key=key)

    def detach(self) -> None:
        """Let it no longer ask."""
        if self._matcher is not None:
            matchers = self._shell.Completer.custom_matchers
            matchers[:] = [matcher for matcher in matchers if matcher is not self._matcher]
            return
        for key in self._keys:
            self._shell.strdispatchers["complete_command"].strs.pop(key, None)

    def words(self, line: str) -> list[str]:
        """What may stand at the end of ``line``; nothing where it does not begin with one of the magics."""
        found = LINE.match(line)
        parser = self._parsers.get(found["magic"]) if found else None
        return parser.completions(found["arguments"], self._tensors()) if found and parser else []

    def _tensors(self) -> list[str]:
        from minigrad.tensor import TensorBase

        names = self._shell.user_ns.items()
        return [n for n, value in names if isinstance(value, TensorBase) and not n.startswith("_")]

    def _hook(self, _completer: object, event: Any) -> list[str]:
        return self.words(event.line)


def _matcher(words: Callable[[str], list[str]]) -> Callable[[Any], dict[str, Any]] | None:
    """The matcher, or None where IPython (before 8.6) knows none."""
    try:
        from IPython.core.completer import SimpleCompletion, context_matcher
    except ImportError:
        return None

    @context_matcher(identifier="minigrad.magics")  # type: ignore[untyped-decorator]
    def option_matcher(context: Any) -> dict[str, Any]:
        line = context.text_until_cursor.rpartition("\n")[2]
        found = words(line)
        return {
            "completions": [SimpleCompletion(text=word, type="param") for word in found],
            "suppress": bool(found),
            "matched_fragment": re.split("[ =]", line)[-1],
        }

    return option_matcher  # type: ignore[no-any-return]
