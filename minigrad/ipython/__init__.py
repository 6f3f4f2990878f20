"""The extension for IPython and Jupyter: what ``%load_ext minigrad`` and ``%unload_ext minigrad`` do."""

from __future__ import annotations

from typing import Any

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
