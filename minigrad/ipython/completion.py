"""Completion of the words behind ``%%tape``: options, their choices, and variables that hold tensors."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from .options import PARSER, completions

if TYPE_CHECKING:
    from collections.abc import Callable

LINE = re.compile(r"\s*%%?tape (?P<arguments>[^\n]*)$")


class Completion:
    """What IPython's completer asks, registered by `attach` and taken away by `detach`.

    IPython 8.6 and later take a *matcher*, which can say that its answers are the only ones; older ones know
    only hooks, whose answers appear beside others.
    """

    def __init__(self, shell: Any) -> None:
        self._shell = shell
        self._matcher = _matcher(self.words)

    def attach(self) -> None:
        """Let the shell's completer ask."""
        if self._matcher is not None:
            self._shell.Completer.custom_matchers.append(self._matcher)
        else:
            for magic in ("%tape", "%%tape"):
                self._shell.set_hook("complete_command", self._hook, str_key=magic)

    def detach(self) -> None:
        """Let it no longer ask."""
        matchers = getattr(self._shell.Completer, "custom_matchers", [])
        if self._matcher in matchers:
            matchers.remove(self._matcher)
        hooks = self._shell.strdispatchers.get("complete_command")
        for magic in ("%tape", "%%tape"):
            if self._matcher is None and hooks is not None:
                hooks.strs.pop(magic, None)

    def words(self, line: str) -> list[str]:
        """What may stand at the end of ``line``; nothing where it is not a ``%tape`` line."""
        found = LINE.match(line)
        if not found:
            return []
        arguments = found["arguments"].replace("=", " ")
        return list(completions(PARSER, arguments, self._tensors()))

    def _tensors(self) -> list[str]:
        from minigrad.tensor import TensorBase

        names = self._shell.user_ns.items()
        return [
            name
            for name, value in names
            if isinstance(value, TensorBase) and not name.startswith("_")
        ]

    def _hook(self, _completer: object, event: Any) -> list[str]:
        return self.words(event.line)


def _matcher(words: Callable[[str], list[str]]) -> Callable[[Any], dict[str, Any]] | None:
    """The matcher, or None where IPython (before 8.6) knows none."""
    try:
        from IPython.core.completer import SimpleCompletion, context_matcher
    except ImportError:
        return None

    @context_matcher(identifier="minigrad.tape")  # type: ignore[untyped-decorator]
    def tape_matcher(context: Any) -> dict[str, Any]:
        line = context.text_until_cursor.rpartition("\n")[2]
        found = words(line)
        return {
            "completions": [SimpleCompletion(text=word, type="param") for word in found],
            "suppress": bool(found),
            "matched_fragment": re.split("[ =]", line)[-1],
        }

    return tape_matcher  # type: ignore[no-any-return]
