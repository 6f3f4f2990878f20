"""``%%tape`` and ``%tape``: parse the line, open a recording, and leave the rest to the cell."""

from __future__ import annotations

import inspect
import re
import sys
from collections import ChainMap
from typing import TYPE_CHECKING, Any, NoReturn

from IPython.core.error import UsageError
from IPython.core.magic import Magics, needs_local_scope, no_var_expand
from traitlets import Enum, Int

from .cell import locate, show_in_tracebacks, user_frame
from .checks import count, new_file, variable
from .executor import run_body, run_expression
from .lifecycle import Executions
from .options import LAYOUTS, PARSER, VALUES, VIEWS, Options
from .picture import styled
from .recording import CellTape, deliver, show_steps

if TYPE_CHECKING:
    from collections.abc import Callable

    from minigrad.views import TapeView

IN_BROWSER = sys.platform == "emscripten"


def _with_options(magic: Callable[..., Any]) -> Callable[..., Any]:
    """Append the options to the docstring, which is what ``%tape?`` shows."""
    options = PARSER.format_help().partition("options:")[2]
    magic.__doc__ = f"{inspect.cleandoc(magic.__doc__ or '')}\n\nOptions:{options}"
    return magic


class TapeMagics(Magics):
    """Record what a cell computes, and show it as a graph."""

    shell: Any  # IPython annotates only parts of its InteractiveShell
    # What IPython's decorators would write here, in the open and typed:
    registered = True
    magics: dict[str, dict[str, Any]] = {  # noqa: RUF012
        "line": {"tape": "tape", "step": "step"},
        "cell": {"tape": "tape"},
    }

    view = Enum(VIEWS, "auto", help="What to show: a graph, a table, or text").tag(config=True)
    layout = Enum(
        LAYOUTS, "auto", help="The direction of the graph: auto, to the right (LR), down (TB)"
    ).tag(config=True)
    values = Enum(VALUES, "short", help="How numbers are written on the graph").tag(config=True)
    max_nodes = Int(200, min=1, help="The largest number of nodes drawn").tag(config=True)
    max_ops = Int(100_000, min=1, help="The largest number of operations recorded").tag(config=True)

    def __init__(self, shell: Any) -> None:
        super().__init__(shell=shell)
        self.executions = Executions()
        self.last: TapeView | None = None

    @no_var_expand
    @needs_local_scope
    @_with_options
    def tape(
        self, line: str, cell: str | None = None, local_ns: dict[str, Any] | None = None
    ) -> Any:
        """Record every operation and show the graph, with values, gradients and source lines.

        %%tape [options]               above a cell: records the cell

        %tape [options]                in a cell: records the rest of it

        %tape [options] EXPRESSION     records the expression and returns its value

        A gradient is shown where the code asks for one: tape.gradient(...), L.backward(), or -b NAME.
        """
        __tracebackhide__ = True
        options, rest = PARSER.read(line)
        if options.end:
            return self._end()
        local = local_ns or self.shell.user_ns
        if rest and (options.cell or cell is not None or not self._is_expression(rest, local)):
            self._refuse(rest.split()[0])
        self._settle(options)
        if options.last:
            return self._show_last(options)
        if cell is not None:
            return self._run_body(options, cell)
        if rest:
            return self._run_expression(options, rest, local)
        return self._begin(options)

    @no_var_expand
    def step(self, line: str) -> None:
        """Step through the backward pass of a tape.

        %step          of the last tape

        %step NAME     of the tape in this variable
        """
        from minigrad.views import TapeView

        name = line.strip()
        tape = self.shell.user_ns.get(name) if name else self._last()
        if not isinstance(tape, TapeView):
            raise UsageError(
                f"%step {name[:40]}: {name[:40]} is not a tape; store one with %%tape -o NAME"
            )
        show_steps(self.shell, tape)

    def closes_itself(self, line: str) -> bool:
        """Whether a cell with this ``%tape`` line needs ``%tape --end`` behind its last statement.

        Going backward is part of the cell: an error in it is the cell's. And the browser's kernel does not tell
        when a cell with ``await`` has ended.
        """
        try:
            options, expression = PARSER.read(line)
        except UsageError:
            return False  # the magic itself will say so
        return bool(options.backward or IN_BROWSER) and not expression

    def _settle(self, options: Options) -> None:
        """Check the options, before anything runs, and fill in what is configured."""
        options.into = options.into and variable(options.into)
        if options.save:
            new_file(options.save, force=options.force)
        for name in ("view", "layout", "values"):
            setattr(options, name, getattr(options, name) or getattr(self, name))
        for name in ("max_nodes", "max_ops"):
            option, given = "--" + name.replace("_", "-"), getattr(options, name)
            number = count(given, option, self.shell.user_ns) if given else getattr(self, name)
            setattr(options, name, number)

    def _refuse(self, word: str) -> NoReturn:
        """Say why this word cannot follow the options."""
        if word.startswith("-"):
            PARSER.unknown(word)
        PARSER.error(
            f"only options may follow %%tape, not {word}; to keep the tape write -o {word}"
        )

    def _is_expression(self, text: str, local: dict[str, Any]) -> bool:
        """Whether the text behind the options can be one, and not a misspelt ``-x``."""
        option = re.match(r"-([A-Za-z]\w*)(?=\s|$)", text)
        return not option or option[1] in local or option[1] in self.shell.user_ns

    def _keep(self, tape: TapeView) -> None:
        self.last = tape

    def _show_last(self, options: Options) -> None:
        """Show the last tape again, perhaps otherwise; or store it, or save it."""
        deliver(self.shell, styled(self._last(), options), options)

    def _last(self) -> TapeView:
        if self.last is None:
            raise UsageError("nothing is recorded yet: write %%tape on the first line of a cell")
        return self.last

    def _begin(self, options: Options) -> None:
        """Record from here to the end of the cell; IPython tells when that is."""
        execution = self.executions.current()
        if execution.open:
            raise UsageError("this cell is recorded already: one %tape is enough")
        frame = user_frame(self.shell.user_ns)
        cell = locate(frame, execution.raw)
        show_in_tracebacks(cell, frame)
        tape = CellTape(self.shell, options, cell, self._keep)
        execution.open.append(tape.__enter__())

    def _end(self) -> None:
        """The cell's last statement has run; see `closes_itself`."""
        execution = self.executions.current()
        if execution.open and IN_BROWSER:
            execution.open.pop().__exit__(None, None, None)
        elif execution.open:
            execution.open[-1].end()

    def _run_body(self, options: Options, body: str) -> Any:
        """The real cell magic, for what the input transformer does not rewrite."""
        __tracebackhide__ = True
        if not body.strip():
            raise UsageError("%%tape is a cell magic, but the cell body is empty.")
        frame = user_frame(self.shell.user_ns)
        cell = locate(frame, self.executions.current().raw)
        with CellTape(self.shell, options, cell, self._keep):
            return run_body(self.shell, body, cell, frame)

    def _run_expression(self, options: Options, text: str, local: dict[str, Any]) -> Any:
        __tracebackhide__ = True
        frame = user_frame(self.shell.user_ns)
        cell = locate(frame, self.executions.current().raw)
        names = ChainMap(local, self.shell.user_ns)
        with CellTape(self.shell, options, cell, self._keep, names):
            return run_expression(self.shell, text, cell, frame, local)
