"""Strict JSON for frozen dataclasses, written for reading files that nobody vouches for.

Nothing in a file is executed or imported: the reader walks the *dataclass* and takes from the
file only what the dataclass's annotations ask for. Size, nesting and every single type are
checked; what does not fit is refused with one sentence. JSON has no NaN and no infinity, so these
three numbers are written as the strings "nan", "inf" and "-inf".
"""

from __future__ import annotations

import json
import math
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    NoReturn,
    TypeVar,
    get_args,
    get_origin,
    get_type_hints,
)

if TYPE_CHECKING:
    from collections.abc import Collection

MAX_BYTES = 64 * 2**20
MAX_ITEMS = 100_000
MAX_TEXT = 1_000_000
_SPECIAL = ("nan", "inf", "-inf")

T = TypeVar("T")


def encode(item: Any, always: Collection[str] = ()) -> str:
    """Write a dataclass as JSON, leaving out fields at their default except those in `always`.

    >>> from minigrad.views.value import Value
    >>> encode(Value(mean=math.inf), always=["dtype"])
    '{"dtype":"float32","mean":"inf"}'
    """
    return json.dumps(plain(item, always), allow_nan=False, separators=(",", ":"))


def plain(item: Any, always: Collection[str] = ()) -> Any:
    """The same as `encode`, as lists and dicts: what JSON can hold.

    >>> plain((1, math.nan))
    [1, 'nan']
    """
    if is_dataclass(item) and not isinstance(item, type):
        told = {
            name: getattr(item, name)
            for name, default in _defaults(type(item))
            if name in always or getattr(item, name) != default
        }
        return {name: plain(content) for name, content in told.items()}
    if isinstance(item, tuple):
        return [plain(part) for part in item]
    if isinstance(item, float) and not math.isfinite(item):
        return str(item)
    return item


@cache
def _defaults(cls: type) -> tuple[tuple[str, Any], ...]:
    return tuple((field.name, field.default) for field in fields(cls))


def decode(cls: type[T], text: str | bytes, version: int) -> T:
    """Read a `cls` from JSON. Raises ValueError, in one sentence, for anything unexpected.

    >>> from minigrad.views.recording import Span
    >>> decode(Span, '{"version": 1}', version=1)
    Traceback (most recent call last):
    ValueError: This is not a saved tape: the file should have a "line".
    """
    if len(text) > MAX_BYTES:
        raise ValueError(
            f"This tape is too large to read: {len(text):,} bytes, the limit is {MAX_BYTES:,}."
        )
    try:
        data = json.loads(text, parse_constant=_no_constant)
    except RecursionError:
        _refuse("it is nested too deeply")
    except ValueError as error:
        _refuse(f"{error}")
    if isinstance(data, dict):
        found = data.get("version")
        if found != version:
            raise ValueError(
                f"This tape has version {str(found)[:40]}, but this minigrad reads version "
                f"{version}: record it again, or install the minigrad that wrote it."
            )
    return _dataclass(cls, data, "the file")  # type: ignore[no-any-return]


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _refuse(what: str) -> NoReturn:
    raise ValueError(f"This is not a saved tape: {what}.")


def _wrong(where: str, expected: str, found: Any) -> NoReturn:
    kinds = {
        dict: "an object",
        list: "a list",
        str: "a text",
        bool: "true or false",
        int: "a number",
        float: "a number",
        NoneType: "null",
    }
    _refuse(f"{where} should hold {expected}, not {kinds[type(found)]}")


@cache
def _hints(cls: type) -> dict[str, Any]:
    return {
        name: hint
        for name, hint in get_type_hints(cls).items()
        if name in {field.name for field in fields(cls)}
    }


def _dataclass(cls: type, data: Any, where: str) -> Any:
    if not isinstance(data, dict):
        _wrong(where, "an object", data)
    hints = _hints(cls)
    known = {
        name: _read(hints[name], content, f"{where}'s {name}")
        for name, content in data.items()
        if name in hints
    }
    if len(known) < len(data) - ("version" in data and "version" not in hints):
        _refuse(f"{where} has a field that is not known here")
    for field in fields(cls):
        if field.name not in known and field.default is MISSING:
            _refuse(f'{where} should have a "{field.name}"')
    return cls(**known)


def _read(hint: Any, data: Any, where: str) -> Any:
    """Take what the annotation `hint` asks for."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is UnionType:
        return None if data is None else _read(arguments[0], data, where)
    if origin is Literal:
        if data not in arguments:
            _refuse(f"{where} should be one of {', '.join(arguments)}")
        return data
    if origin is tuple:
        return _tuple(arguments, data, where)
    if is_dataclass(hint) and isinstance(hint, type):
        return _dataclass(hint, data, where)
    return _READERS[hint](data, where)


def _tuple(arguments: tuple[Any, ...], data: Any, where: str) -> tuple[Any, ...]:
    if not isinstance(data, list):
        _wrong(where, "a list", data)
    if len(data) > MAX_ITEMS:
        _refuse(f"{where} holds {len(data):,} items, the limit is {MAX_ITEMS:,}")
    if arguments[-1] is Ellipsis:
        return tuple(_read(arguments[0], item, where) for item in data)
    if len(data) != len(arguments):
        _refuse(f"{where} should hold {len(arguments)} items, not {len(data)}")
    return tuple(_read(hint, item, where) for hint, item in zip(arguments, data, strict=True))


def _integer(data: Any, where: str) -> int:
    if type(data) is not int:
        _wrong(where, "a whole number", data)
    if not 0 <= data < 2**63:
        _refuse(f"{where} is out of range")
    return data


def _number(data: Any, where: str) -> float:
    if isinstance(data, str) and data in _SPECIAL:
        return float(data)
    if type(data) not in (int, float):
        _wrong(where, "a number", data)
    if abs(data) > 1.8e308:
        _refuse(f"{where} is out of range")
    return float(data)


def _text(data: Any, where: str) -> str:
    if not isinstance(data, str):
        _wrong(where, "a text", data)
    if len(data) > MAX_TEXT:
        _refuse(f"{where} holds {len(data):,} characters, the limit is {MAX_TEXT:,}")
    return data


def _truth(data: Any, where: str) -> bool:
    if not isinstance(data, bool):
        _wrong(where, "true or false", data)
    return data


_READERS = {int: _integer, float: _number, str: _text, bool: _truth}
