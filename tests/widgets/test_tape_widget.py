"""The widget's Python side, driven as the page drives it: by setting traits."""

import minigrad as mg
from minigrad.observe import Log
from minigrad.views.spans import Script
from minigrad.views.view import TapeView

SOURCE = "y = x * x + x\ny.backward()"


def widget():
    namespace = {"x": mg.tensor(3.0, requires_grad=True), "__name__": "cell"}
    with Log(namespace) as log:
        exec(compile(SOURCE, "<cell>", "exec"), namespace)  # noqa: S102 - the cell of this test
    return TapeView.from_log(log, Script(SOURCE, "<cell>"), namespace).live()


def test_it_opens_after_the_last_step_and_says_so():
    assert repr(widget()) == "TapeWidget(step=2 of 2)"


def test_a_step_or_node_out_of_range_from_the_page_is_put_right():
    shown = widget()
    shown.set_trait("step", -5)
    assert shown.step == 0
    shown.set_trait("step", 10_000)
    assert shown.step <= 4
    shown.set_trait("selected", 10_000)
    assert shown.selected == -1


def test_python_hears_of_every_step():
    shown, heard = widget(), []
    shown.observe(lambda change: heard.append(change["new"]), "step")
    shown.step = 1
    assert heard == [1]


def test_the_page_gets_the_data_and_the_same_module_as_a_saved_page():
    shown = widget()
    assert shown.data["recording"]["steps"]
    assert shown.svg.startswith("<svg")
    assert "export function mount" in str(shown._esm)
    assert "export default" in str(shown._esm)
