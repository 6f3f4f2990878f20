"""The tape in a real JupyterLab and Notebook 7: stepped by key, alive without a kernel, shared with Python."""

import pytest

CELLS = (
    "%load_ext minigrad",
    (
        "%%tape -o t\nimport minigrad as mg\nx = mg.tensor(3.0, requires_grad=True)\n"
        "y = x * x\nz = y + x\nz.backward()"
    ),
)
LIVE = """
import ipywidgets, traitlets
shown, label = t.live(), ipywidgets.Label()
traitlets.dlink((shown, "step"), (label, "value"), lambda step: f"Python sees step {step}")
ipywidgets.VBox([shown, label])
"""
ROOT = ".jp-OutputArea-output .root"


@pytest.mark.parametrize("application", ["lab", "notebook7"])
def test_the_output_of_a_cell_can_be_stepped_and_the_hosts_shortcuts_stay_quiet(
    application, request, visit
):
    server = request.getfixturevalue(application)
    notebook = visit(server, server.write("steps.ipynb", *CELLS))
    notebook.run_all()
    root = notebook.page.locator(ROOT)
    root.focus()
    cells = notebook.page.locator(".jp-Notebook .jp-Cell").count()
    for key in (
        "Home",
        "ArrowRight",
        "b",
        "d",
        "d",
    ):  # b and d d insert and delete cells in JupyterLab
        notebook.page.keyboard.press(key)
    assert root.locator("output").text_content() == "1 / 2"
    assert notebook.page.locator(".jp-Notebook .jp-Cell").count() == cells
    assert notebook.violations() == []
    assert notebook.outside == []
    if application == "lab":  # Notebook 7 reports faults of its own while it starts
        assert notebook.errors == []


def test_a_live_picture_shares_its_step_with_python(lab, visit):
    notebook = visit(lab, lab.write("live.ipynb", *CELLS, LIVE))
    notebook.run_all()
    root = notebook.page.locator(ROOT).last
    root.focus()
    notebook.page.keyboard.press("Home")
    notebook.page.get_by_text("Python sees step 0").wait_for()
    notebook.page.keyboard.press("ArrowRight")
    notebook.page.get_by_text("Python sees step 1").wait_for()


def test_a_saved_notebook_steps_without_a_kernel(lab, visit):
    notebook = visit(lab, lab.write("saved.ipynb", *CELLS))
    notebook.run_all()
    notebook.page.evaluate("window.jupyterapp.commands.execute('docmanager:save')")
    notebook.page.wait_for_timeout(1000)
    notebook.page.evaluate("window.jupyterapp.shell.currentWidget.sessionContext.shutdown()")
    notebook.page.reload()
    root = notebook.page.locator(ROOT)
    root.focus()
    notebook.page.keyboard.press("Home")
    assert root.locator("output").text_content() == "0 / 2"
