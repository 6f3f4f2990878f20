"""Random programs: straight lines of operations on small arrays, with first and second gradients.

One generator writes both dialects, so a program with a given seed is the same mathematics in each. All numbers are
float64, and the functions are smooth or have their kinks where a random number will not fall.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

COUNT = 60
SHAPES = ((), (3,), (2, 3), (2, 1), (3, 3))

UNARY = {
    "tensorflow": (
        "tf.tanh({0})", "tf.sigmoid({0})", "tf.sin({0})", "tf.cos({0})",
        "tf.nn.softplus({0})", "tf.abs({0})",
        "tf.nn.relu({0})", "tf.sqrt(1.0 + tf.square({0}))", "tf.exp(tf.tanh({0}))",
        "tf.math.log(2.0 + tf.sin({0}))",
        "-{0}", "{0} ** 3 * 0.25", "1.0 / (2.0 + tf.square({0}))", "tf.atan({0})", "0.5 * {0} - 1.0",
        "tf.where({0} > 0.1, {0}, 0.3 * {0})", "tf.math.erf({0})", "tf.math.log1p(tf.square({0}))",
    ),
    "torch": (
        "torch.tanh({0})", "torch.sigmoid({0})", "torch.sin({0})", "torch.cos({0})",
        "torch.nn.functional.softplus({0})",
        "torch.abs({0})", "torch.relu({0})", "torch.sqrt(1.0 + torch.square({0}))", "torch.exp(torch.tanh({0}))",
        "torch.log(2.0 + torch.sin({0}))", "-{0}", "{0} ** 3 * 0.25", "1.0 / (2.0 + torch.square({0}))",
        "torch.atan({0})",
        "0.5 * {0} - 1.0", "torch.where({0} > 0.1, {0}, 0.3 * {0})", "torch.erf({0})", "torch.log1p(torch.square({0}))",
    ),
}  # fmt: skip
BINARY = {
    "tensorflow": ("{0} + {1}", "{0} - {1}", "{0} * {1}", "{0} / (1.5 + tf.square({1}))", "tf.maximum({0}, {1})",
                   "tf.minimum({0}, {1})", "tf.atan2({0}, 2.0 + tf.square({1}))"),
    "torch": ("{0} + {1}", "{0} - {1}", "{0} * {1}", "{0} / (1.5 + torch.square({1}))", "torch.maximum({0}, {1})",
              "torch.minimum({0}, {1})", "torch.atan2({0}, 2.0 + torch.square({1}))"),
}  # fmt: skip
REDUCE = {
    "tensorflow": ("tf.reduce_sum({0}, axis={1}, keepdims={2})", "tf.reduce_mean({0}, axis={1}, keepdims={2})",
                   "tf.reduce_logsumexp({0}, axis={1}, keepdims={2})",
                   "tf.math.reduce_variance({0}, axis={1}, keepdims={2})"),
    "torch": ("torch.sum({0}, dim={1}, keepdim={2})", "torch.mean({0}, dim={1}, keepdim={2})",
              "torch.logsumexp({0}, dim={1}, keepdim={2})", "torch.var({0}, dim={1}, keepdim={2}, correction=0)"),
}  # fmt: skip
ALONG = {
    "tensorflow": ("tf.nn.softmax({0}, axis={1})", "tf.nn.log_softmax({0}, axis={1})", "tf.cumsum({0}, axis={1})"),
    "torch": ("torch.softmax({0}, dim={1})", "torch.log_softmax({0}, dim={1})", "torch.cumsum({0}, dim={1})"),
}  # fmt: skip
TURN = {"tensorflow": "tf.transpose({0})", "torch": "torch.transpose({0}, 0, 1)"}

FRAME = {
    "tensorflow": """\
{inputs}
with tf.GradientTape() as _outer:
    with tf.GradientTape() as _tape:
{body}
    first = _tape.gradient(y, [{names}])
    _length = sum(tf.reduce_sum(_g * _g) for _g in first)
second = _outer.gradient(_length, [{names}])""",
    "torch": """\
{inputs}
if True:
    if True:
{body}
    first = torch.autograd.grad(y, [{names}], create_graph=True)
    _length = sum(torch.sum(_g * _g) for _g in first)
second = torch.autograd.grad(_length, [{names}])""",
}
INPUT = {
    "tensorflow": "{0} = tf.Variable({1}, dtype=tf.float64)",
    "torch": "{0} = torch.tensor({1}, dtype=torch.float64, requires_grad=True)",
}
TOTAL = {"tensorflow": "tf.reduce_sum({0})", "torch": "torch.sum({0})"}
PRELUDE = {"tensorflow": "import tensorflow as tf", "torch": "import torch"}


@dataclass
class Writer:
    """Writes one program; every choice comes from the seed, none from the dialect."""

    dialect: str
    rng: random.Random
    lines: list[str] = field(default_factory=list)
    shapes: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def name(self, text: str, shape: tuple[int, ...]) -> None:
        """Give a name to an expression."""
        name = f"_t{len(self.lines)}"
        self.lines.append(f"        {name} = {text}")
        self.shapes[name] = shape

    def operation(self) -> None:
        """One more line, on values that are there."""
        chosen = self.rng.choice(list(self.shapes))
        shape = self.shapes[chosen]
        kind = self.rng.choices(("unary", "binary", "reduce", "along", "product"), (4, 5, 1, 1, 1))[
            0
        ]
        spot = self.rng.random()
        if kind == "binary":
            self.pair(chosen, shape, spot)
        elif kind == "reduce" and shape:
            self.reduction(chosen, shape, spot)
        elif kind == "along" and shape:
            self.name(self.pick(ALONG, spot).format(chosen, len(shape) - 1), shape)
        elif kind == "product" and len(shape) == 2:
            self.name(
                f"0.5 * {chosen} @ " + TURN[self.dialect].format(chosen), (shape[0], shape[0])
            )
        else:
            self.name(self.pick(UNARY, spot).format(chosen), shape)

    def pick(self, table: Mapping[str, tuple[str, ...]], spot: float) -> str:
        """The spelling of one operation."""
        return table[self.dialect][int(spot * len(table[self.dialect]))]

    def pair(self, left: str, shape: tuple[int, ...], spot: float) -> None:
        """An operation of two values whose shapes broadcast."""
        fitting = [n for n, s in self.shapes.items() if broadcast(shape, s) is not None]
        right = self.rng.choice(fitting)
        self.name(
            self.pick(BINARY, spot).format(left, right), broadcast(shape, self.shapes[right]) or ()
        )

    def reduction(self, chosen: str, shape: tuple[int, ...], spot: float) -> None:
        """A reduction along one axis."""
        axis, keep = self.rng.randrange(len(shape)), self.rng.random() < 0.5
        kept = tuple(1 if i == axis else n for i, n in enumerate(shape))
        dropped = tuple(n for i, n in enumerate(shape) if i != axis)
        self.name(self.pick(REDUCE, spot).format(chosen, axis, keep), kept if keep else dropped)


def broadcast(a: tuple[int, ...], b: tuple[int, ...]) -> tuple[int, ...] | None:
    """The shape of two together; None where they do not fit."""
    n = max(len(a), len(b))
    lengths = list(zip((1,) * (n - len(a)) + a, (1,) * (n - len(b)) + b, strict=True))
    if any(i != j and 1 not in {i, j} for i, j in lengths):
        return None
    return tuple(max(pair) for pair in lengths)


def numbers(rng: random.Random, shape: tuple[int, ...]) -> object:
    """Nested lists of numbers with two digits."""
    if not shape:
        return round(rng.uniform(-1.5, 1.5), 2)
    return [numbers(rng, shape[1:]) for _ in range(shape[0])]


def program(dialect: str, seed: int) -> str:
    """The text of one program."""
    rng = random.Random(seed)  # noqa: S311 - programs, not secrets
    writer = Writer(dialect, rng)
    inputs = []
    for name in ("a", "b", "c")[: rng.randint(2, 3)]:
        writer.shapes[name] = rng.choice(SHAPES)
        inputs.append(INPUT[dialect].format(name, numbers(rng, writer.shapes[name])))
    sources = list(writer.shapes)
    for _ in range(rng.randint(4, 12)):
        writer.operation()
    total = " + ".join(
        TOTAL[dialect].format(f"0.1 * {n} * {n}") for n in (*sources, *list(writer.shapes)[-3:])
    )
    body = "\n".join([*writer.lines, f"        y = {total}"])
    return FRAME[dialect].format(inputs="\n".join(inputs), body=body, names=", ".join(sources))
