"""A notebook that is run from its first cell to its last, as nbconvert and the lessons' tests do."""

import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat.v4 import new_code_cell, new_notebook

SETUP = "%load_ext minigrad\nimport minigrad as mg\nx = mg.Variable(3.0)"


def notebook(*cells):
    return new_notebook(cells=[new_code_cell(cell) for cell in (SETUP, *cells)])


def test_the_graph_is_stored_in_its_own_cell():
    ran = NotebookClient(notebook("%%tape\nx * x;", "1 + 1")).execute()
    assert [len(cell.outputs) for cell in ran.cells] == [0, 1, 1]
    assert ran.cells[1].outputs[0].output_type == "display_data"


def test_a_failing_cell_stops_the_notebook_and_keeps_its_graph():
    failing = notebook("%%tape\ny = x * x\n1 / 0", "1 + 1")
    with pytest.raises(CellExecutionError, match="ZeroDivisionError"):
        NotebookClient(failing).execute()
    kinds = [output.output_type for output in failing.cells[1].outputs]
    assert kinds == ["error", "display_data"]
    assert failing.cells[2].execution_count is None
