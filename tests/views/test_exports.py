"""Pages and files: HTML, Graphviz, TikZ, PNG and PDF."""

import base64
import re
import xml.etree.ElementTree as ET

import pytest

from minigrad.errors import MissingExtra
from minigrad.views import TapeView, dot
from minigrad.views.interactive import payload
from tests.views import tapes


@pytest.fixture
def view():
    return TapeView(tapes.lesson_one())


def test_the_cells_output_holds_the_picture_in_an_image_that_carries_its_data(view):
    bundle = view._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html"}
    data = re.search(r'src="data:image/svg\+xml;base64,([^"]+)"', bundle["text/html"])[1]
    assert base64.b64decode(data).decode() == view.svg()


def test_the_image_says_what_it_shows(view):
    page = view._repr_mimebundle_()["text/html"]
    assert 'alt="Graph of a tape: 3 operations on 4 leaves, target L."' in page


def test_the_table_has_headings_for_screen_readers(view):
    page = view._repr_mimebundle_()["text/html"]
    table = ET.fromstring(re.search(r"<table.*?</table>", page)[0])
    assert [th.text for th in table.iter("th") if th.get("scope") == "col"] == [
        "#", "name", "made by", "shape", "value", "grad", "line", "notes",
    ]  # fmt: skip
    assert len(table.findall("tbody/tr")) == 7
    assert table.find("caption").text == "The tape, oldest first"


def test_a_terminal_is_not_sent_a_page(view):
    assert set(view._repr_mimebundle_(include={"text/plain"})) == {"text/plain"}


def test_wide_pictures_scroll_and_narrow_ones_shrink_while_they_are_legible():
    for tape, share in ((tapes.lesson_one(), 0.7), (tapes.scalar_net(), 1.0)):
        view = TapeView(tape)
        least = int(re.search(r"min-width:(\d+)px", view.html())[1])
        assert least == pytest.approx(share * view.drawing.width, abs=1)


def test_files_are_written_and_read_again(view, tmp_path):
    for form in ("svg", "html", "json", "tikz"):
        file = tmp_path / f"tape.{form}"
        text = getattr(view, form)(file)
        assert file.read_bytes().decode() == text
    assert TapeView.load(tmp_path / "tape.json") == view


def test_a_page_asks_nobody_for_anything(view):
    page = view.html()
    assert not re.search(r'(?:src|href)="(?!data:)', page)
    assert "@import" not in page


def test_the_scripts_data_finds_every_box_again(view):
    data = payload(view.drawing)
    assert [box["nodes"] for box in data["boxes"]] == [[0], [1], [2], [3], [4], [5], [6]]
    assert data["recording"]["nodes"][2]["name"] == "yhat"
    assert [link["edges"] for link in data["links"]] == [[0], [1], [2], [3], [4], [5]]


def test_the_scripts_data_leaves_out_the_numbers_of_larger_arrays():
    builder = tapes.Builder("x")
    builder.leaf("input", "x", [[1.0] * 10] * 10)
    data = payload(TapeView(builder.recording()).drawing)
    assert "numbers" not in data["recording"]["nodes"][0]["value"]


# -- Graphviz -------------------------------------------------------------------------------------


def test_to_graphviz_needs_no_program(view):
    source = view.to_graphviz().source
    assert source.startswith("digraph tape {")
    assert 'label="yhat\\nmultiply\\nvalue 3.0\\ngrad 2.0\\nline 1"' in source


def test_dot_draws_the_same_content(view, dot):
    said = set(re.findall(r"<text[^>]*>([^<]*)</text>", view.view(engine="dot").svg()))
    assert {"yhat", "multiply", "value 3.0", "grad 2.0", "L", "target", "left"} <= said


def test_without_dot_our_own_layout_draws_and_says_why(view, monkeypatch):
    monkeypatch.setattr(dot.shutil, "which", lambda _: None)
    svg = view.view(engine="dot").svg()
    assert "Drawn without Graphviz: dot was not found; install Graphviz" in svg
    assert ">yhat<" in svg


def test_a_slow_dot_is_given_up(view, monkeypatch, tmp_path):
    slow = tmp_path / "dot"
    slow.write_text("#!/bin/sh\nsleep 30\n")
    slow.chmod(0o755)
    monkeypatch.setattr(dot.shutil, "which", lambda _: str(slow))
    monkeypatch.setattr(dot, "SECONDS", 0.2)
    assert "dot did not answer within 0.2 seconds" in view.view(engine="dot").svg()


def test_a_failing_dot_is_quoted_in_one_line(view, monkeypatch, tmp_path):
    broken = tmp_path / "dot"
    broken.write_text("#!/bin/sh\necho no plugins >&2\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setattr(dot.shutil, "which", lambda _: str(broken))
    assert "Drawn without Graphviz: dot failed: no plugins." in view.view(engine="dot").svg()


def test_without_the_package_the_install_line_is_told(view, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "graphviz", None)
    with pytest.raises(MissingExtra, match=r"pip install 'minigrad-course\[views\]'"):
        view.to_graphviz()


# -- PNG, PDF, TikZ ---------------------------------------------------------------------------------


def test_png_and_pdf_are_written_the_same_each_time(view, tmp_path):
    pytest.importorskip("matplotlib", reason="PNG needs Matplotlib")
    for form, magic in (("png", b"\x89PNG"), ("pdf", b"%PDF")):
        files = [tmp_path / f"{k}.{form}" for k in (1, 2)]
        for file in files:
            getattr(view, form)(file)
        assert files[0].read_bytes().startswith(magic)
        assert files[0].read_bytes() == files[1].read_bytes()


def test_without_matplotlib_dot_writes_the_png(view, tmp_path, monkeypatch, dot):
    monkeypatch.setitem(__import__("sys").modules, "matplotlib.figure", None)
    view.png(tmp_path / "tape.png")
    assert (tmp_path / "tape.png").read_bytes().startswith(b"\x89PNG")


def test_without_both_the_install_line_is_told(view, tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "matplotlib.figure", None)
    monkeypatch.setattr(dot.shutil, "which", lambda _: None)
    with pytest.raises(MissingExtra, match=r"Writing PDF needs matplotlib.*\[lab\]"):
        view.pdf(tmp_path / "tape.pdf")


def test_tikz_draws_every_box_and_line(view):
    text = view.tikz()
    assert text.count("\\draw[draw=mg-") == 7
    assert text.count("\\draw[->,mg-edge-stroke]") == 6
    assert "\\bfseries yhat" in text


def test_the_page_of_a_very_long_tape_has_no_script():
    page = TapeView(tapes.long_chain(2000))._repr_mimebundle_()["text/html"]
    assert "<script" not in page
    assert "<img" in page
    assert len(page) < 200_000
