"""The kinds of exercise: a value, a function, a choice, an order of steps.

An exercise holds no stored answer that could be read off. A value is computed anew when it is
checked, a function is compared with another road to the same numbers, an order with its reasons.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from minigrad.course.diagnosis import Mistake, diagnose, plain
from minigrad.course.verdict import Verdict


def slope(function: Callable[[Any], Any], x: Any, step: float = 1e-4) -> Any:
    """The derivative of a scalar-valued function by central differences, in the shape of `x`.

    >>> print(round(slope(lambda w: (2 - 3 * w) ** 2, 1.0), 6))
    6.0
    """
    at = np.asarray(x, dtype=np.float64)
    result = np.empty_like(at)
    for index in np.ndindex(at.shape):
        nudge = np.zeros_like(at)
        nudge[index] = step
        rise = np.asarray(function((at + nudge)[()])) - np.asarray(function((at - nudge)[()]))
        result[index] = float(rise) / (2 * step)
    return result[()]


@dataclass(frozen=True)
class Slip:
    """A wrong answer that students are known to give, and what it shows."""

    answer: Any
    kind: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Exercise(ABC):
    """One exercise of a lesson.

    `praise` is said with a right answer; it explains, for a right guess teaches nothing. `about` numbers the
    misconceptions of the course's list that the exercise is meant to cure.
    """

    key: str
    hints: tuple[str, str, str]
    praise: str
    about: tuple[int, ...] = ()
    slips: tuple[Slip, ...] = ()

    def check(self, answer: Any) -> Verdict:
        """Judge an answer; Ellipsis means that there is none yet. Never raises."""
        if answer is ...:
            return Verdict("open", self.key, "Not answered yet: put your answer in place of `...`")
        mistake = self.judge(answer)
        if mistake is None:
            return Verdict("right", self.key, self.praise)
        if mistake.kind == "open":
            return Verdict("open", self.key, mistake.text)
        said = mistake.text
        if mistake.kind in {"value", "shape"}:
            said = f"{said} {self.hints[0]}"
        return Verdict(
            "wrong", self.key, f"{said}\nStuck? `hint({self.key!r})` says more.", mistake.kind
        )

    @abstractmethod
    def judge(self, answer: Any) -> Mistake | None:
        """What is wrong with an answer, or None."""

    def common_mistakes(self) -> Iterator[tuple[Any, str, str]]:
        """Wrong answers, with the kind and the words that each must be met with."""
        for slip in self.slips:
            yield slip.answer, slip.kind, slip.text


@dataclass(frozen=True, kw_only=True)
class Value(Exercise):
    """A number or an array of numbers, computed when it is asked for."""

    expected: Callable[[], Any]
    rtol: float = 1e-3

    def judge(self, answer: Any) -> Mistake | None:
        """Known slips first, then sign, factor and shape."""
        mistake = diagnose(answer, self.expected(), self.rtol)
        if mistake is None:
            return None
        for slip in self.slips:
            if diagnose(answer, slip.answer, self.rtol) is None:
                return Mistake(slip.kind, slip.text)
        return mistake


@dataclass(frozen=True, kw_only=True)
class Function(Exercise):
    """A function to write, compared at several points with another road to the same numbers.

    Or one to mend: `planted` computes what it computes with its bug, and that is no answer yet.
    """

    expected: Callable[..., Any]
    at: tuple[tuple[Any, ...], ...]
    planted: Callable[..., Any] | None = None
    rtol: float = 1e-3

    def judge(self, answer: Any) -> Mistake | None:
        """Call it at every point; all points together show a sign or a factor."""
        if not callable(answer):
            return Mistake("type", "Give the function itself: its name, without brackets.")
        results = []
        for point in self.at:
            try:
                result = answer(*point)
            except Exception as error:  # noqa: BLE001 - a student's function may raise anything
                call = ", ".join(map(brief, point))
                said = f"{type(error).__name__}: {error}"
                return Mistake("raises", f"With ({call}) your function raised {said}")
            if result is ...:
                return Mistake("open", "Not answered yet: let the function return its result.")
            results.append(result)
        return self._compare(results)

    def _compare(self, results: list[Any]) -> Mistake | None:
        if self.planted is not None and self._equal(results, self.planted):
            return Mistake("open", "The bug is still in there. What does the function do wrong?")
        wanted = [self.expected(*point) for point in self.at]
        for result, right in zip(results, wanted, strict=True):
            mistake = diagnose(result, right, self.rtol)
            if mistake is not None and mistake.kind in {"type", "shape", "path"}:
                return mistake
        mistake = diagnose(_joined(results), _joined(wanted), self.rtol)
        if mistake is None:
            return None
        for slip in self.slips:
            if self._equal(results, slip.answer):
                return Mistake(slip.kind, slip.text)
        first = next(
            i
            for i, (r, w) in enumerate(zip(results, wanted, strict=True))
            if diagnose(r, w, self.rtol)
        )
        call = ", ".join(map(brief, self.at[first]))
        return Mistake(
            mistake.kind, f"With ({call}) it returns {brief(results[first])}. {mistake.text}"
        )

    def _equal(self, results: list[Any], other: Callable[..., Any]) -> bool:
        wanted = [other(*point) for point in self.at]
        return all(
            result is right is None or diagnose(result, right, self.rtol) is None
            for result, right in zip(results, wanted, strict=True)
        )


@dataclass(frozen=True, kw_only=True)
class Choice(Exercise):
    """One letter of several; every option has its own answer."""

    right: str
    feedback: Mapping[str, str]

    def judge(self, answer: Any) -> Mistake | None:
        """Look the letter up."""
        letter = answer.strip().lower() if isinstance(answer, str) else ""
        if letter == self.right:
            return None
        if letter not in self.feedback:
            letters = ", ".join(sorted({self.right, *self.feedback}))
            return Mistake("type", f'Answer with one of the letters {letters}, like "a".')
        return Mistake("choice", self.feedback[letter])

    def common_mistakes(self) -> Iterator[tuple[Any, str, str]]:
        """Every wrong option."""
        for letter, text in self.feedback.items():
            yield letter, "choice", text


@dataclass(frozen=True, kw_only=True)
class Order(Exercise):
    """Steps to put in order. Every order that breaks no rule is right: (earlier, later, why)."""

    steps: str
    rules: tuple[tuple[str, str, str], ...]

    def judge(self, answer: Any) -> Mistake | None:
        """The first broken rule is the mistake."""
        said = "".join(map(str, answer)) if isinstance(answer, str | list | tuple) else ""
        letters = "".join(said.replace(",", "").lower().split())
        if sorted(letters) != sorted(self.steps):
            return Mistake("type", f'Use each letter of "{self.steps}" once, as one string.')
        for earlier, later, why in self.rules:
            if letters.index(earlier) > letters.index(later):
                return Mistake("order", f"{earlier} must come before {later}: {why}")
        return None

    def common_mistakes(self) -> Iterator[tuple[Any, str, str]]:
        """The steps as they stand if they break a rule, and the right ones backwards."""
        for earlier, later, why in self.rules:
            yield self._breaking(earlier, later), "order", why

    def _breaking(self, earlier: str, later: str) -> str:
        """An order that breaks one rule and, as far as the steps allow, no rule listed before it."""
        from itertools import permutations

        for steps in permutations(self.steps):
            broken = [r[:2] for r in self.rules if steps.index(r[0]) > steps.index(r[1])]
            if broken[:1] == [(earlier, later)]:
                return "".join(steps)
        raise AssertionError(f"{self.key}: no order breaks ({earlier}, {later}) first")


def brief(value: Any) -> str:
    """A value in a few characters."""
    data = plain(value)
    if callable(data):
        return getattr(data, "__name__", "a function")
    if isinstance(data, int | str):
        return repr(data)
    if np.ndim(data) == 0:
        return f"{float(data):.4g}"
    text = np.array2string(np.asarray(data), precision=4, threshold=8, separator=", ")
    return " ".join(text.split())


def _joined(results: list[Any]) -> np.ndarray[Any, Any]:
    return np.concatenate([np.ravel(np.asarray(plain(r), dtype=np.float64)) for r in results])
