"""A fresh IPython shell per test, with the extension loaded."""

import atexit
import re
from dataclasses import dataclass
from typing import Any

import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from traitlets.config import Config

from minigrad.ipython import last_tape, load, unload

COLOUR = re.compile(r"\x1b\[[\d;]*m")


@dataclass
class Ran:
    """What a cell did: whether it succeeded, its value, and what it printed and displayed."""

    ok: bool
    value: Any
    stdout: str
    stderr: str
    displayed: list[dict[str, Any]]
    error: BaseException | None

    @property
    def text(self) -> str:
        """All displayed outputs as text."""
        return "\n".join(output["text/plain"] for output in self.displayed)


@pytest.fixture
def shell():
    """A shell in which `x` is a Variable of 3."""
    InteractiveShell.clear_instance()
    config = Config()
    config.HistoryManager.hist_file = ":memory:"
    shell = InteractiveShell.instance(config=config)
    load(shell)
    shell.run_cell("import minigrad as mg\nx = mg.Variable(3.0, name='x')")
    yield shell
    unload(shell)
    shell.history_manager.end_session()
    atexit.unregister(shell.atexit_operations)
    InteractiveShell.clear_instance()


@pytest.fixture
def run(shell):
    """Run a cell as a user does, and say what it did."""

    def run(code):
        with capture_output() as captured:
            result = shell.run_cell(code, store_history=True)
        displayed = [output.data for output in captured.outputs]
        error = result.error_before_exec or result.error_in_exec
        stdout, stderr = (COLOUR.sub("", text) for text in (captured.stdout, captured.stderr))
        return Ran(result.success, result.result, stdout, stderr, displayed, error)

    return run


@pytest.fixture
def operations(shell):
    """The operations of the last tape, each with its line in the cell."""

    def operations():
        nodes = [node for node in last_tape().recording.nodes if not node.leaf]
        return [(node.op, node.span and node.span.line) for node in nodes]

    return operations
