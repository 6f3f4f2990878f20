"""What kind of mistake a number is: a sign, a factor, a shape, or something else."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from minigrad.tensor import TensorBase

FACTORS = (2, 3, 4, 10)


class Mistake(NamedTuple):
    """A kind, in one word, and the sentence for the student."""

    kind: str
    text: str


def as_numbers(answer: Any) -> np.ndarray[Any, Any] | Mistake:
    """The answer as an array of float64, or what it is instead of numbers.

    >>> as_numbers([1, 2.5])
    array([1. , 2.5])
    >>> as_numbers("6.0").kind
    'type'
    """
    if answer is None:
        return Mistake(
            "path", "That is `None`: the tape found no path, or a function lacks its `return`."
        )
    if isinstance(answer, str):
        return Mistake("type", "That is text. Write the number without quotation marks.")
    if isinstance(answer, bool):
        return Mistake("type", "That is a truth value; a number is asked for.")
    if callable(answer):
        return Mistake("type", "That is a function. Call it: the number it returns is asked for.")
    try:
        return np.asarray(plain(answer), dtype=np.float64)
    except (TypeError, ValueError):
        return Mistake("type", f"A number is asked for, and that is a {type(answer).__name__}.")


def plain(value: Any) -> Any:
    """A tensor's value without its record; anything else as it is."""
    return value.array if isinstance(value, TensorBase) else value


def diagnose(answer: Any, expected: Any, rtol: float = 1e-3) -> Mistake | None:
    """Compare an answer with the expected numbers: None if they agree, else the likeliest mistake.

    >>> diagnose(6.0001, 6.0) is None
    True
    >>> diagnose(-6.0, 6.0).kind, diagnose(3.0, 6.0).kind, diagnose([6.0], 6.0).kind
    ('sign', 'factor', 'shape')
    """
    wanted = np.asarray(expected, dtype=np.float64)
    given = as_numbers(answer)
    if isinstance(given, Mistake):
        return given
    if given.shape != wanted.shape:
        asked = (
            f"the answer has the shape {wanted.shape}" if wanted.ndim else "one number is wanted"
        )
        return Mistake("shape", f"Its shape is {given.shape}; {asked}.")
    if not np.isfinite(given).all():
        return Mistake("value", "That is not a finite number.")
    if _close(given, wanted, rtol):
        return None
    return _sign_or_factor(given, wanted, rtol)


def _sign_or_factor(
    given: np.ndarray[Any, Any], wanted: np.ndarray[Any, Any], rtol: float
) -> Mistake:
    if _close(-given, wanted, rtol):
        return Mistake("sign", "The size is right; the sign is turned round.")
    for factor in sorted({*FACTORS, wanted.size} - {1}):
        turned = ", and the sign is turned round" if _close(-given, wanted / factor, rtol) else ""
        if turned or _close(given, wanted / factor, rtol):
            return Mistake("factor", f"A factor of {factor} is missing{turned}.")
        turned = ", and the sign is turned round" if _close(-given, wanted * factor, rtol) else ""
        if turned or _close(given, wanted * factor, rtol):
            return Mistake("factor", f"There is a factor of {factor} too much{turned}.")
    if _close(given, wanted, 0.02):
        return Mistake("rounding", "Very close. Keep more digits, or let Python do the arithmetic.")
    return Mistake("value", "That is not it yet.")


def _close(given: np.ndarray[Any, Any], wanted: np.ndarray[Any, Any], rtol: float) -> bool:
    """Close relative to the largest number: a zero among big numbers need not be exact."""
    scale = np.abs(wanted).max(initial=0.0) or 1.0
    return bool(np.abs(given - wanted).max(initial=0.0) <= rtol * scale)
