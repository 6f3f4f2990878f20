"""The kernel in the browser runs a cell with ``await`` without saying when it has ended."""

import asyncio

import pytest
from IPython.utils.capture import capture_output

from minigrad import observe


@pytest.fixture
def run_in_browser(shell, monkeypatch):
    """Run a cell as the browser's kernel does."""
    monkeypatch.setattr("minigrad.ipython.magics.IN_BROWSER", True)

    def run(code):
        cell = shell.run_cell_async(
            code, store_history=True, transformed_cell=shell.transform_cell(code)
        )
        with capture_output() as captured:
            result = asyncio.run(cell)
        return result, captured.outputs

    return run


def test_a_cell_that_awaits_shows_its_graph(run_in_browser):
    result, outputs = run_in_browser("%%tape\nimport asyncio\nawait asyncio.sleep(0)\nx * x")
    assert float(result.result) == 9
    assert len(outputs) == 1
    assert observe.current() is None


def test_after_an_error_the_next_cell_closes_the_tape(run_in_browser):
    result, outputs = run_in_browser("%%tape\nimport asyncio\nawait asyncio.sleep(0)\n1 / 0")
    assert isinstance(result.error_in_exec, ZeroDivisionError)
    assert outputs == []
    _, outputs = run_in_browser("x * x")
    assert len(outputs) == 1
    assert observe.current() is None


def test_an_ordinary_cell_shows_its_graph_once(run_in_browser, run):
    assert len(run("%%tape\nx * x").displayed) == 1
