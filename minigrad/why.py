"""Why is the gradient None?  The question that users of every framework ask most.

`explain` looks at the target, the source and the interval of a tape, in the order in which things go wrong: the
source cannot have a gradient, the tape does not follow it, the target was not recorded, or nothing connects the two.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .records import PARENT_A, PARENT_B, REFERENCE, RULE, SERIAL
from .tensor import TensorBase
from .variable import VariableMixin

if TYPE_CHECKING:
    from collections.abc import Callable

    from .records import Record


@dataclass(frozen=True)
class Reason:
    """Why a source has no gradient: a short kind for programs, a sentence, and what to do about it.

    The kinds: 'connected', 'not a tensor', 'dtype', 'not trainable', 'not watched', 'before the tape',
    'after the tape', 'target not recorded', 'not on the path'.
    """

    kind: str
    sentence: str
    advice: str = ""

    def __str__(self) -> str:
        return f"{self.sentence} {self.advice}".strip()


def explain(
    target: Any,
    source: Any,
    follows: Callable[[Any], Record | None],
    newest: int,
    oldest: int,
    automatic: bool = True,
) -> Reason:
    """Why the gradient of ``target`` with respect to ``source`` is None.

    Args:
        target: what was differentiated.
        source: with respect to what.
        follows: gives the node at which the gradient of a source ends, or None if the tape does not follow it.
        newest: the serial at which recording began.
        oldest: the serial at which it ended.
        automatic: whether the tape watches Variables by itself.
    """
    name = _name(source, "the source")
    if not isinstance(source, TensorBase):
        return Reason(
            "not a tensor",
            f"{name} is a {type(source).__name__}, and only Tensors and Variables have gradients.",
            "Make it a Variable before the tape: x = mg.Variable(...).",
        )
    if source.dtype.kind not in "fc":
        return Reason(
            "dtype",
            f"{name} has dtype {source.dtype}, and whole numbers have no derivative.",
            "Write it with a decimal point (3.0), or give dtype=np.float32.",
        )
    end = follows(source)
    if end is None:
        return _not_followed(name, source, newest, automatic)
    return _not_reached(target, name, end, newest, oldest)


def _not_followed(name: str, source: TensorBase, newest: int, automatic: bool) -> Reason:
    if isinstance(source, VariableMixin):
        if automatic and not source.trainable:
            return Reason(
                "not trainable",
                f"{name} was made with trainable=False, so tapes do not watch it by themselves.",
                "Call tape.watch on it inside the tape, or make it trainable.",
            )
        return Reason(
            "not watched",
            f"this tape was made with watch_accessed_variables=False, and {name} was not given to tape.watch.",
            "Call tape.watch on it inside the tape, before it is used.",
        )
    node = source.node
    if node is not None and node[RULE] is not None and node[SERIAL] > newest:
        return Reason(
            "before the tape",
            f"{name} was computed before this tape began to record, so for the tape it is a constant.",
            "Move its computation inside the `with`, or call tape.watch on it there.",
        )
    return Reason(
        "not watched",
        f"{name} is a plain Tensor that the tape does not watch.",
        "Call tape.watch on it inside the tape, before it is used, or make it a Variable. If it once was one: "
        "x = x - lr * g gives the name to a new Tensor, x.assign_sub(lr * g) changes the Variable.",
    )


def _not_reached(target: Any, name: str, end: Record, newest: int, oldest: int) -> Reason:
    node = getattr(target, "node", None)
    if node is None:
        return Reason(
            "target not recorded",
            "the target carries no record: it was computed outside the tape or under no_grad, or it left the tape on "
            "the way, through .numpy(), float(), stop_gradient or a function that returns plain numbers.",
            f"Compute it from {name} inside the `with`, with Tensors all the way.",
        )
    if node[SERIAL] < oldest:
        return Reason(
            "after the tape",
            "the target was computed after the tape had stopped recording.",
            "Indent that line, so that it belongs to the `with`.",
        )
    if node[SERIAL] > newest and node[RULE] is not None:
        return Reason(
            "before the tape",
            "the target was computed before this tape began to record.",
            "Move its computation inside the `with`.",
        )
    reached = _reached(node, newest, oldest)
    if end[SERIAL] in reached:
        return Reason("connected", f"the target does depend on {name}: its gradient is not None.")
    others = sorted(
        {
            _name(leaf[REFERENCE](), "an unnamed tensor")
            for leaf in reached.values()
            if leaf[RULE] is None
        }
    )
    depends = (
        f"it depends on {', '.join(others)}" if others else "it depends on nothing that is watched"
    )
    return Reason(
        "not on the path",
        f"no recorded operation leads from {name} to the target; {depends}.",
        "Either it was not used, or the path was cut on the way: through .numpy(), float(), stop_gradient, detach, "
        "a comparison, or a name that was given to another value.",
    )


def _reached(node: Record, newest: int, oldest: int) -> dict[int, Record]:
    """All records and leaves that a backward walk from this node would visit."""
    seen: dict[int, Record] = {}
    stack = [node]
    while stack:
        node = stack.pop()
        if node[SERIAL] in seen:
            continue
        seen[node[SERIAL]] = node
        if node[RULE] is not None and oldest <= node[SERIAL] <= newest:
            stack += [parent for parent in (node[PARENT_A], node[PARENT_B]) if parent is not None]
    return seen


def _name(value: Any, otherwise: str) -> str:
    return repr(value.name) if getattr(value, "name", None) else otherwise
