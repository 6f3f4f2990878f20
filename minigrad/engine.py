"""The two walks over the records. Everything that needs a derivative calls one of them; nothing repeats it.

Backward is one loop, newest record first.

Serials fall with time, so a record's operands always have larger serials than the record itself. Popping the
smallest serial from a heap therefore visits each record after all records that used its output: a topological
order, without sorting the graph and without recursion. The first newly reached parent is walked next directly,
so that a chain of operations never touches the heap.
"""

from __future__ import annotations

from heapq import heappop, heappush, heappushpop
from typing import TYPE_CHECKING, Any

import numpy as np

from .errors import InPlaceError
from .records import OLDEST, PARENT_A, PARENT_B, RULE, SHAPE_A, SHAPE_B, A, B, Y, writes

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from .records import Record
    from .tensor import TensorBase

    Observer = Callable[[Record, Any, tuple[Any, Any], tuple[Any, Any]], None]
    Hook = Callable[[int, Any], Any] | None


def backward(  # noqa: C901, PLR0912, PLR0915 - the one hot loop: every call it made would be paid per record
    roots: Iterable[tuple[Record, Any]],
    *,
    keep: Collection[int] = (),
    newest: int = 0,
    oldest: int = OLDEST,
    holes: Collection[tuple[int, int]] = (),
    lift: type[TensorBase] | None = None,
    free: bool = False,
    hooked: Collection[int] = (),
    hook: Hook = None,
    observer: Observer | None = None,
) -> tuple[dict[int, Any], list[Record]]:
    """Carry the cotangents of ``roots`` back along the records.

    Args:
        roots: pairs of a record (or leaf) and its cotangent, an array; with ``lift`` a Tensor.
        keep: serials of records whose total is wanted although they are not leaves.
        newest: records with larger serials are constants, ...
        oldest: ... as are those with smaller ones: a tape is such an interval ...
        holes: ... with stretches left out.
        lift: record the walk itself. Saved arrays become Tensors of this class, connected to their records,
            so the rules run on Tensors and the result can be differentiated again.
        free: use each record up as it is walked: its memory goes at once, and a second walk raises.
        hooked: serials whose total ...
        hook: ... goes through ``hook(serial, total)``, which may replace it, before it is used.
        observer: called after each record with ``(record, upstream, (ga, gb), totals so far)``.

    Returns:
        The totals by serial (of leaves, and of what was to be kept), and the leaves that were reached.
    """
    totals: dict[int, Any] = {}
    heap: list[Record] = []
    kept: dict[int, Any] = {}
    leaves: list[Record] = []
    last_write = writes.latest
    for record, cotangent in roots:
        serial = record[0]
        if serial in totals:
            totals[serial] = totals[serial] + cotangent
        else:
            totals[serial] = cotangent
            heappush(heap, record)
    while heap:
        following: Record | None = heappop(heap)
        while following is not None:
            record = following
            following = None
            serial, rule = record[0], record[1]
            if rule is None:
                leaves.append(record)
                break
            if not oldest <= serial <= newest or (
                holes and any(low <= serial <= high for low, high in holes)
            ):
                break  # recorded elsewhere: for this tape a constant
            upstream = totals.pop(serial)
            if hook is not None and serial in hooked:
                upstream = hook(serial, upstream)
            if serial in keep:
                kept[serial] = upstream
            if serial > last_write:
                _check_saved(record)
            ga, gb = rule(upstream, record if lift is None else lifted(record, lift))
            pa, pb = record[2], record[3]
            if ga is not None:  # None: that side is not recorded, or nothing flows there
                serial = pa[0]
                if serial in totals:
                    totals[serial] = totals[serial] + ga
                else:
                    totals[serial] = ga
                    if pa[1] is None:
                        leaves.append(pa)
                    else:
                        following = pa
                if observer is not None:
                    after_a = totals[serial]
            if gb is not None:
                serial = pb[0]
                if serial in totals:
                    totals[serial] = totals[serial] + gb
                else:
                    totals[serial] = gb
                    if pb[1] is None:
                        leaves.append(pb)
                    elif following is None:
                        following = pb
                    else:
                        heappush(heap, pb)
            if observer is not None:
                running = None if ga is None else after_a, None if gb is None else totals[serial]
                observer(record, upstream, (ga, gb), running)
            if free and len(record) > A:  # what saved nothing may be walked again
                record[RULE] = rule.used_up
                record[PARENT_A] = record[PARENT_B] = None
                del record[A:]
            if following is not None and heap:
                following = heappushpop(heap, following)
    totals.update(kept)
    return totals, leaves


def lifted(record: Record, cls: type[TensorBase]) -> Record:
    """A copy of a record whose saved arrays are Tensors, connected to the records that made them."""
    copy = record.copy()
    for slot, node in ((A, record[PARENT_A]), (B, record[PARENT_B]), (Y, record)):
        if slot < len(copy) and hasattr(copy[slot], "dtype"):
            copy[slot] = cls.wrap(copy[slot], node)
    return copy


def forward(
    outputs: Iterable[Record | None],
    tangents: dict[int, Any],
    *,
    newest: int = 0,
    lift: type[TensorBase] | None = None,
) -> dict[int, Any]:
    """Carry tangents forward along the records, oldest first: the JVP.

    Args:
        outputs: the records whose tangents are wanted.
        tangents: by serial of the inputs' records; extended in place and returned.
        newest: records with larger serials, made before the function began, are constants.
        lift: as in `backward`.
    """
    for record in _reachable(outputs, tangents, newest):
        primitive = record[RULE].primitive
        used = record if lift is None else lifted(record, lift)
        total = None
        for operand, parent in enumerate((record[PARENT_A], record[PARENT_B])):
            if parent is not None and parent[0] in tangents:
                part = primitive.push(operand)(tangents[parent[0]], used)
                total = part if total is None else total + part
        if total is not None:
            if len(record) > SHAPE_B and primitive.kind == "elementwise":
                shape = np.broadcast_shapes(record[SHAPE_A], record[SHAPE_B])
                total = total if total.shape == shape else np.broadcast_to(total, shape)
            tangents[record[0]] = total
    return tangents


def _reachable(
    outputs: Iterable[Record | None], known: dict[int, Any], newest: int
) -> list[Record]:
    """The records between the inputs and the outputs, oldest first."""
    stack = [record for record in outputs if record is not None]
    seen: dict[int, Record] = {}
    while stack:
        record = stack.pop()
        if (
            record[RULE] is not None
            and record[0] <= newest
            and record[0] not in seen
            and record[0] not in known
        ):
            seen[record[0]] = record
            stack += [
                parent for parent in (record[PARENT_A], record[PARENT_B]) if parent is not None
            ]
    return [seen[serial] for serial in sorted(seen, reverse=True)]


def _check_saved(record: Record) -> None:
    for value in record[A : Y + 1]:
        if hasattr(value, "base") and writes.written_after(value, record[0]):
            raise InPlaceError(
                f"{record[RULE].primitive.name} saved a value of shape {value.shape} for its derivative, and "
                f"that value has been modified by an inplace operation since{writes.line(value)}. Make a new tensor "
                "instead (x = x + 1, not x += 1), or change the value before it is used."
            )
