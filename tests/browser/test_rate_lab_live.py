"""The rate lab in a real JupyterLab: by key, alive without a kernel, and shared with Python as a widget."""

CELLS = (
    "from minigrad import lab",
    "lab.explore(lambda w: (2.0 - 3.0 * w) ** 2, 1.0, 0.2)",
)
LIVE = """
import ipywidgets, traitlets
from minigrad_widgets.rate_lab import RateLab
shown, label = RateLab(_), ipywidgets.Label()
traitlets.dlink((shown, "rate"), (label, "value"), lambda _: f"Python sees {shown.lr:g}")
ipywidgets.VBox([shown, label])
"""
ROOT = ".jp-OutputArea-output .mg-rate-lab"


def test_the_slider_moves_by_key_and_the_hosts_shortcuts_stay_quiet(lab, visit):
    notebook = visit(lab, lab.write("rates.ipynb", *CELLS))
    notebook.run_all()
    slider = notebook.page.locator(ROOT).get_by_role("slider", name="learning rate")
    slider.focus()
    cells = notebook.page.locator(".jp-Notebook .jp-Cell").count()
    for key in ("Home", "b", "d", "d"):
        notebook.page.keyboard.press(key)
    assert slider.get_attribute("aria-valuetext") == "0.00111, too small"
    assert notebook.page.locator(".jp-Notebook .jp-Cell").count() == cells
    assert notebook.violations() == []
    assert notebook.outside == []
    assert notebook.errors == []


def test_the_widget_shares_its_rate_with_python(lab, visit):
    notebook = visit(lab, lab.write("shared.ipynb", *CELLS, LIVE))
    notebook.run_all()
    notebook.page.get_by_text("Python sees 0.2").wait_for()
    notebook.page.locator(ROOT).last.get_by_role("slider", name="learning rate").press("Home")
    notebook.page.get_by_text("Python sees 0.001111").wait_for()


def test_a_saved_notebook_slides_without_a_kernel(lab, visit):
    notebook = visit(lab, lab.write("kept.ipynb", *CELLS))
    notebook.run_all()
    notebook.page.evaluate("window.jupyterapp.commands.execute('docmanager:save')")
    notebook.page.wait_for_timeout(1000)
    notebook.page.evaluate("window.jupyterapp.shell.currentWidget.sessionContext.shutdown()")
    notebook.page.reload()
    slider = notebook.page.locator(ROOT).get_by_role("slider", name="learning rate")
    slider.press("Home")
    assert slider.get_attribute("aria-valuetext") == "0.00111, too small"
