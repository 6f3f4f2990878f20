"""The command that runs lessons anew, stores their outputs, and says what changed."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from minigrad.course.refresh import main, spelled


@pytest.fixture
def lesson(tmp_path):
    """A lesson whose stored output is no longer what its cell prints."""
    stale = new_output("stream", name="stdout", text="5.0\n")
    cells = [
        new_code_cell("print(2 * 3.0)", id="slope", outputs=[stale]),
        new_code_cell("print('w')\nprint('L')", id="names"),
    ]
    file = tmp_path / "01_slope.ipynb"
    nbformat.write(new_notebook(cells=cells, metadata={"language_info": {"name": "python"}}), file)
    return file


def refresh(*arguments):
    with pytest.raises(SystemExit) as done:
        main([*map(str, arguments)])
    return done.value.code


def test_it_stores_the_outputs_and_shows_the_differences(lesson, capsys):
    assert not refresh(lesson)
    report = capsys.readouterr().out.splitlines()
    assert report[0] == "01_slope.ipynb: changed"
    assert {"--- cell slope", "-5.0", "+6.0", "+w", "+L"} <= {*report}
    stored = nbformat.read(lesson, as_version=4)
    assert [cell.execution_count for cell in stored.cells] == [1, 2]
    assert [cell.outputs[0].text for cell in stored.cells] == ["6.0\n", "w\nL\n"]
    assert stored.metadata == {"language_info": {"name": "python"}}  # not which Python it was


def test_a_second_run_changes_nothing(lesson, capsys):
    refresh(lesson)
    content = lesson.read_bytes()
    capsys.readouterr()
    refresh(lesson)
    assert capsys.readouterr().out == "01_slope.ipynb: as it was\n"
    assert lesson.read_bytes() == content


def test_a_check_writes_nothing_and_its_status_tells(lesson):
    content = lesson.read_bytes()
    assert refresh("--check", lesson)
    assert lesson.read_bytes() == content


def test_a_picture_is_told_by_its_digest_and_not_by_its_bytes():
    html = {"text/html": '<img src="data:image/svg+xml;base64,PHN2Zy8+">'}
    (kind, line) = spelled({"outputs": [new_output("display_data", html)]})
    assert kind == "[text/html]"
    assert "base64, digest " in line
    assert "PHN2Zy8+" not in line
