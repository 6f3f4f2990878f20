"""Everything that is registered with one shell, so that all of it can be taken away again."""

from __future__ import annotations

from typing import Any

from .completion import Completion
from .lab_magics import FIND, SWEEP, LabMagics
from .magics import TapeMagics
from .options import PARSER
from .transformer import CloseAtEnd, tape_line


class Extension:
    """The magics, transformers, callbacks and completions of one shell.

    A further class of magics is one more entry of ``_magics``, and its options one more of the completion's.
    """

    def __init__(self, shell: Any) -> None:
        self._shell = shell
        self.tape = TapeMagics(shell)
        self._magics = (self.tape, LabMagics(shell))
        self._completion = Completion(shell, {"tape": PARSER, "lr_sweep": SWEEP, "lr_find": FIND})
        self._close_at_end = CloseAtEnd(self.tape.closes_itself)
        self._callbacks = {
            "pre_execute": self.tape.executions.begin,
            "pre_run_cell": self.tape.executions.describe,
            "post_execute": self.tape.executions.end,
        }

    def attach(self) -> None:
        """Register everything."""
        shell = self._shell
        shell.register_magics(*self._magics)
        shell.input_transformer_manager.line_transforms.insert(0, tape_line)
        shell.ast_transformers.append(self._close_at_end)
        for event, callback in self._callbacks.items():
            shell.events.register(event, callback)
        self._completion.attach()

    def detach(self) -> None:
        """Take everything away, and close what is still being recorded."""
        shell = self._shell
        self._completion.detach()
        for event, callback in self._callbacks.items():
            shell.events.unregister(event, callback)
        _remove(shell.ast_transformers, self._close_at_end)
        _remove(shell.input_transformer_manager.line_transforms, tape_line)
        for magics in self._magics:
            self._forget(magics)
        self.tape.executions.close()

    def _forget(self, magics: Any) -> None:
        """IPython has no way to unregister magics: remove our own entries from its tables."""
        manager = self._shell.magics_manager
        for table in manager.magics.values():
            for name in [n for n, f in table.items() if getattr(f, "__self__", None) is magics]:
                del table[name]
        manager.registry.pop(type(magics).__name__, None)
        _remove(self._shell.configurables, magics)


def _remove(items: list[Any], item: object) -> None:
    """Remove an item that somebody else may have removed before."""
    if item in items:
        items.remove(item)
