"""From a log to what stands under the cell. The views are imported here, when a cell is first shown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from minigrad.observe import Log
    from minigrad.views import TapeView

    from .cell import Cell
    from .options import Options

DIGITS = {"short": 4, "shape": 4, "full": 9, "none": 4}
HIDDEN = {"short": (), "shape": ("value",), "full": (), "none": ("value", "shape")}
NOTHING = "Nothing was recorded: no minigrad operation ran in this cell."


def draw(
    log: Log,
    cell: Cell,
    options: Options,
    names: Mapping[str, Any],
    error: BaseException | None,
) -> TapeView:
    """The tape of a cell: what was recorded, and how the options want it to be shown."""
    from minigrad.views import TapeView

    target = options.backward or options.of
    return styled(TapeView.from_log(log, cell, names, error=error, of=target), options)


def styled(tape: TapeView, options: Options) -> TapeView:
    """The same tape, drawn as the options say."""
    hide = list(HIDDEN[options.values])
    hide += [
        part for part, shown in (("grad", options.grads), ("source", options.source)) if not shown
    ]
    direction = None if options.layout == "auto" else options.layout
    return tape.view(direction=direction, digits=DIGITS[options.values], hide=tuple(hide))


def made_from(tape: TapeView, name: str, names: Mapping[str, Any]) -> TapeView:
    """What led to the tensor called ``name``. Raises ValueError where it is not on the tape."""
    from minigrad.views.ancestors import ancestors

    called = {other for other, value in names.items() if value is names.get(name)} | {name}
    found = [node.id for node in tape.recording.nodes if node.name in called]
    if not found:
        raise ValueError(f"--of {name}: no operation of this cell made or used {name}")
    return replace(tape, recording=ancestors(tape.recording, found[-1]))


def bundle(tape: TapeView, options: Options, *, terminal: bool) -> dict[str, str]:
    """What is shown of a tape, by mime type: a graph where it can be read, else a table or text."""
    if not tape.recording.nodes and not tape.recording.failure:
        return {"text/plain": NOTHING}
    if options.view == "text" or (terminal and options.view == "graph"):
        return {"text/plain": tape.text()}
    if terminal:
        return {"text/plain": tape.table()}
    if options.view == "table" or len(tape.scene.boxes) > options.max_nodes:
        from minigrad.views.html import tape_table

        return {"text/plain": tape.table(100), "text/html": tape_table(tape.recording)}
    return tape._repr_mimebundle_()


def steps(tape: TapeView) -> dict[str, str]:
    """The backward passes of a tape in sentences, by mime type."""
    from minigrad.views.html import tape_steps
    from minigrad.views.text import text_steps

    return {"text/plain": text_steps(tape.recording), "text/html": tape_steps(tape.recording)}
