"""Which cells are running, thread by thread, and what is to be closed when one of them ends.

IPython tells when code begins (``pre_execute``) and ends (``post_execute``); the latter comes after success,
error and interrupt alike. They nest, because a cell may run cells; widgets and subshells send them from
threads of their own; and sometimes the end is never told: a widget's callback that raises, an ``await`` in the
browser's kernel. So every thread has a stack of what has begun, and what is no longer running is closed when
the next message comes.
"""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import asyncio
    from types import FrameType

    from .recording import CellTape


class Execution:
    """One piece of code that IPython has begun to run."""

    def __init__(self, frame: FrameType | None) -> None:
        self.raw = ""
        self.open: list[CellTape] = []
        self._frame = frame
        self._task = current_task()

    def is_running(self) -> bool:
        """Whether the code is still on this thread's stack, or waits in a task of its own."""
        if self._task is not None and self._task is not current_task():
            return not self._task.done()
        frame: FrameType | None = sys._getframe(1)  # noqa: SLF001
        while frame is not None and frame is not self._frame:
            frame = frame.f_back
        return frame is not None

    def close(self) -> None:
        """Close what is open, the newest first."""
        while self.open:
            self.open.pop().close()


class Executions(threading.local):
    """The stack of this thread: what has begun and has not ended, the innermost last."""

    def __init__(self) -> None:
        self._stack: list[Execution] = []

    def begin(self) -> None:
        """Something begins (the callback for ``pre_execute``)."""
        self._drop_ended()
        trigger = _caller("trigger")
        self._stack.append(Execution(trigger and trigger.f_back))

    def describe(self, info: Any) -> None:
        """What begins is this cell (the callback for ``pre_run_cell``)."""
        self.current().raw = info.raw_cell

    def end(self) -> None:
        """The innermost has ended (the callback for ``post_execute``)."""
        if self._stack:
            self._stack.pop().close()
        self._drop_ended()

    def current(self) -> Execution:
        """The innermost; a new one where the extension was loaded by the very cell that runs."""
        if not self._stack:
            self._stack.append(Execution(_caller("run_cell_async")))
        return self._stack[-1]

    def close(self) -> None:
        """Close everything that is open in this thread."""
        while self._stack:
            self._stack.pop().close()

    def _drop_ended(self) -> None:
        while self._stack and not self._stack[-1].is_running():
            self._stack.pop().close()


def current_task() -> asyncio.Task[Any] | None:
    """The asyncio task that is running in this thread, if any."""
    asyncio = sys.modules.get(
        "asyncio"
    )  # importing it takes 60 ms, and without it there is no task
    try:
        return asyncio.current_task() if asyncio else None
    except RuntimeError:
        return None


def _caller(function: str) -> FrameType | None:
    """The innermost running frame of this function: it lives as long as what it runs."""
    frame: FrameType | None = sys._getframe(1)  # noqa: SLF001
    while frame is not None and frame.f_code.co_name != function:
        frame = frame.f_back
    return frame
