"""The extension for IPython and Jupyter: what ``%load_ext minigrad`` and ``%unload_ext minigrad`` do."""

from __future__ import annotations

from typing import Any

from IPython.core.getipython import get_ipython

from minigrad.errors import TapeError

from .extension import Extension

_ATTRIBUTE = "_minigrad_extension"


def load(shell: Any) -> None:
    """Register ``%%tape`` and its companions with a shell; loading twice leaves one of each.

    >>> from IPython.core.interactiveshell import InteractiveShell
    >>> shell = InteractiveShell()
    >>> load(shell)
    >>> "tape" in shell.magics_manager.magics["cell"]
    True
    """
    unload(shell)
    extension = Extension(shell)
    extension.attach()
    setattr(shell, _ATTRIBUTE, extension)  # on the shell: several shells may live in one process


def last_tape() -> Any:
    """The tape that ``%%tape`` recorded last in this notebook, as ``%tape --last`` shows it.

    Raises TapeError where nothing was recorded.

    >>> last_tape()
    Traceback (most recent call last):
    minigrad.errors.TapeError: no cell was recorded yet. Type %load_ext minigrad, then %%tape above a cell.
    """
    extension = getattr(get_ipython(), _ATTRIBUTE, None)
    if extension is None or extension.tape.last is None:
        raise TapeError(
            "no cell was recorded yet. Type %load_ext minigrad, then %%tape above a cell."
        )
    return extension.tape.last


def unload(shell: Any) -> None:
    """Take away all that `load` registered; nothing happens where nothing is loaded.

    >>> from IPython.core.interactiveshell import InteractiveShell
    >>> shell = InteractiveShell()
    >>> load(shell)
    >>> unload(shell)
    >>> "tape" in shell.magics_manager.magics["cell"]
    False
    """
    extension = getattr(shell, _ATTRIBUTE, None)
    if extension is not None:
        delattr(shell, _ATTRIBUTE)
        extension.detach()
