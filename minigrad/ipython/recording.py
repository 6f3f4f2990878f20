"""One recording that a magic has opened: begun, ended (with a backward pass if asked), kept and shown."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Self

from IPython.core.error import UsageError
from IPython.display import display

from minigrad.errors import MinigradError, missing
from minigrad.observe import Log
from minigrad.tape import GradientTape
from minigrad.tensor import TensorBase

from .picture import bundle, draw, made_from, steps

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import TracebackType

    from minigrad.views import TapeView

    from .cell import Cell
    from .options import Options


class CellTape:
    """The recording of a cell, of the rest of one, or of an expression.

    A context manager where the code runs inside of the magic. Where the cell itself runs it, IPython's
    callbacks call `close`, which never raises: there is nobody left to catch.
    """

    def __init__(
        self,
        shell: Any,
        options: Options,
        cell: Cell,
        keep: Callable[[TapeView], None],
        names: Mapping[str, Any] | None = None,
    ) -> None:
        self._shell, self._options, self._cell, self._keep = shell, options, cell, keep
        self._names = shell.user_ns if names is None else names
        self._log = Log(namespace=shell.user_ns, limit=options.max_ops)
        self._tape = GradientTape()
        self._result_before = shell.last_execution_result
        self._ended = False

    def __enter__(self) -> Self:
        self._log.__enter__()
        if self._options.backward:
            self._tape.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if error is None:
                self.end()
        except BaseException as failed:
            error = failed
            raise
        finally:
            self._finish(error)

    def end(self) -> None:
        """The body has run to its end: go backward if that was asked for, and stop listening."""
        self._ended = True
        try:
            if self._options.backward:
                go_backward(self._options.backward, self._names, self._tape)
        finally:
            self._stop()

    def close(self) -> None:
        """The cell has ended, one way or another: stop, keep and show what there is. Never raises."""
        error = self._failure()
        if error is None and not self._ended:
            try:
                self.end()
            except Exception as failed:  # noqa: BLE001
                complain(f"{type(failed).__name__}: {failed}")
        self._finish(error)

    def _stop(self) -> None:
        if self._options.backward:
            self._tape.__exit__(None, None, None)
        self._log.close()

    def _failure(self) -> BaseException | None:
        """The exception that ended the cell."""
        result = self._shell.last_execution_result
        if result is None or result is self._result_before:
            return None
        error: BaseException | None = result.error_in_exec
        return error

    def _finish(self, error: BaseException | None) -> None:
        try:
            self._stop()
            if self._log.truncated:
                limit = self._options.max_ops
                complain(f"%tape recorded the first {limit} operations only (--max-ops)")
            if isinstance(error, UsageError):
                error = None  # it is about the line of options, not about an operation
            tape = draw(self._log, self._cell, self._options, self._names, error)
            if self._options.of:
                tape = self._part(tape)
            self._keep(tape)
            deliver(self._shell, tape, self._options)
        except Exception as failed:  # noqa: BLE001 - the user's cell is not to blame
            complain(f"%tape could not show the recording: {type(failed).__name__}: {failed}")

    def _part(self, tape: TapeView) -> TapeView:
        """What was asked for with ``--of``; everything where there is no such tensor."""
        try:
            return made_from(tape, self._options.of, self._names)
        except ValueError as failed:
            complain(f"{failed}; the whole tape is shown")
            return tape


def deliver(shell: Any, tape: TapeView, options: Options) -> None:
    """Store a tape, save it and show it, as the options say; a terminal shows text alone."""
    if options.into:
        shell.user_ns[options.into] = tape
    if options.save:
        tape.json(options.save)
    if not options.quiet:
        try:
            data = bundle(tape, options, terminal=in_terminal(shell))
        except Exception as failed:  # noqa: BLE001 - words are left where no picture can be drawn
            complain(f"%tape could not draw the graph: {type(failed).__name__}: {failed}")
            data = {"text/plain": tape.table(100)}
        show(data)
    if options.step:
        show_steps(shell, tape)


def show_steps(shell: Any, tape: TapeView) -> None:
    """Display the backward pass as a widget that steps through it; in a terminal, in sentences.

    Without the packages for widgets the sentences are shown too, and one line says what to install.
    """
    if tape.recording.steps and not in_terminal(shell):
        try:
            from minigrad_widgets import TapeWidget
        except ImportError:
            complain(str(missing("anywidget", "Stepping in a widget", "notebook")))
        else:
            display(TapeWidget(tape))  # type: ignore[no-untyped-call]
            return
    show(steps(tape))


def in_terminal(shell: Any) -> bool:
    """Whether the shell can show text alone."""
    return bool(shell.display_formatter.active_types == ["text/plain"])


def show(data: dict[str, str]) -> None:
    """Display a mime bundle below the cell that is running."""
    display(data, raw=True)  # type: ignore[no-untyped-call]


def go_backward(name: str, namespace: Mapping[str, Any], tape: GradientTape) -> None:
    """Differentiate the tensor called ``name``: ``backward()`` where it has one, else by the tape.

    Raises UsageError where there is no such tensor, and where the gradient cannot be taken.
    """
    target = namespace.get(name)
    if not isinstance(target, TensorBase):
        found = f"is a {type(target).__name__}" if name in namespace else "is not defined"
        raise UsageError(f"-b {name}: {name} {found}; name a tensor that the cell made")
    try:
        if getattr(target, "requires_grad", False):
            target.backward()  # type: ignore[attr-defined]
        else:
            tape.gradient(target, _sources(name, tape))
    except MinigradError as error:
        raise UsageError(f"-b {name}: {error}") from None


def _sources(name: str, tape: GradientTape) -> tuple[Any, ...]:
    variables = tape.watched_variables()
    if not variables:
        raise UsageError(
            f"-b {name}: the cell used no Variable, so there is nothing to differentiate by; "
            "make one: x = mg.Variable(3.0), or mg.tensor(3.0, requires_grad=True)"
        )
    return variables


def complain(message: str) -> None:
    """One line on stderr, for what goes wrong after the cell has ended."""
    print(message, file=sys.stderr)  # noqa: T201
