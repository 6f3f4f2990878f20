"""What the other browser tests rest on: notebooks run, nothing leaves, faults are found."""

import pytest

HTML = "from IPython.display import HTML, display\ndisplay(HTML({!r}))"


@pytest.fixture(params=["lab", "notebook7"])
def server(request):
    return request.getfixturevalue(request.param)


def test_all_cells_run_and_nothing_leaves_this_machine(server, visit):
    notebook = visit(
        server, server.write("sum.ipynb", "a = 2", "import time; time.sleep(1)", "a + 3")
    )
    notebook.run_all()
    assert notebook.outputs().last.inner_text() == "5"
    assert notebook.outside == []


def test_a_failing_cell_ends_the_run(server, visit):
    notebook = visit(server, server.write("fails.ipynb", "1 / 0", "'never'"))
    notebook.run_all()
    assert "ZeroDivisionError" in notebook.outputs().last.inner_text()


def test_a_request_to_another_machine_is_refused_and_counted(server, visit):
    picture = '<img alt="not here" src="http://example.org/a.png">'
    notebook = visit(server, server.write("outside.ipynb", HTML.format(picture)))
    notebook.run_all()
    notebook.outputs().locator("img").wait_for(state="attached")
    assert "http://example.org/a.png" in notebook.outside


def test_axe_finds_a_slider_without_a_name_and_passes_one_with_a_name(server, visit):
    slider = '<input type="range">'
    for name, html, fault in (
        ("bare", slider, True),
        ("named", f"<label>a {slider}</label>", False),
    ):
        notebook = visit(server, server.write(f"{name}.ipynb", HTML.format(html)))
        notebook.run_all()
        notebook.outputs().locator("input").wait_for()
        assert any(line.startswith("label: ") for line in notebook.violations()) is fault


def test_a_page_is_pictured_in_light_and_in_dark(lab, visit):
    notebook = visit(lab, lab.write("picture.ipynb", "1 + 1"))
    light = notebook.screenshot("fixture-light").read_bytes()
    assert notebook.screenshot("fixture-dark", dark=True).read_bytes() != light
