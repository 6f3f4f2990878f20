"""Checks of what an option was given, before anything runs."""

from __future__ import annotations

import ast
import builtins
import keyword
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from IPython.core.error import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping


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
