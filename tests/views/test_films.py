"""The steps as pictures: frames, an animated GIF, and a page to print."""

import re
import sys
import xml.etree.ElementTree as ET

import pytest

from minigrad.errors import MissingExtra, TapeError
from minigrad.views import TapeView
from minigrad.views.moments import moments
from tests.views.test_from_log import LESSON, record
from tests.views.test_steps import SOFTMAX, TWICE


def view(text):
    return TapeView(record(text))


def test_a_node_waits_is_ready_is_at_work_and_done():
    at = list(moments(record(LESSON)))
    names = [node.name or "y - yhat" for node in at[0].tape.nodes]
    told = [{names[node]: word for node, word in moment.phases.items()} for moment in at]
    assert told == [
        {},
        {"L": "now", "y - yhat": "ready"},
        {"L": "done", "y - yhat": "now", "yhat": "ready"},
        {"L": "done", "y - yhat": "done", "yhat": "now", "w": "done"},
    ]


def test_gradients_appear_one_after_the_other():
    at = list(moments(record(TWICE)))
    states = [[node.gradient.state for node in moment.tape.nodes] for moment in at]
    assert states == [
        ["pending", "pending", "pending"],
        ["pending", "number", "number"],
        ["number", "number", "number"],
    ]
    assert at[1].tape.nodes[1].gradient.value.numbers == (12.0,)


def test_half_of_the_contributions_are_counted():
    tape = record("""
        a = mg.Variable(3.0)
        with mg.GradientTape() as tape:
            u = a * 2.0
            L = u + a
        g = tape.gradient(L, a)
    """)
    assert [moment.phases.get(0) for moment in moments(tape)] == [None, "1 of 2", "done"]


def test_frames_are_one_svg_per_step_all_of_one_size(tmp_path):
    files = view(TWICE).frames(tmp_path / "slides")
    assert [file.name for file in files] == ["step-000.svg", "step-001.svg", "step-002.svg"]
    roots = [ET.fromstring(file.read_text("utf-8")) for file in files]
    assert len({(root.get("width"), root.get("height")) for root in roots}) == 1
    texts = [[text.text for text in root.iter() if text.get("data-grad") == ""] for root in roots]
    assert texts == [["–", "–", "–"], ["–", "12.0", "1.0"], ["24.0", "12.0", "1.0"]]


def test_frames_are_the_same_every_time(tmp_path):
    once, again = (view(SOFTMAX).frames(tmp_path / name) for name in ("a", "b"))
    assert [f.read_bytes() for f in once] == [f.read_bytes() for f in again]


def test_a_gif_has_a_picture_for_every_moment_and_repeats(tmp_path):
    from PIL import Image

    view(TWICE).gif(tmp_path / "twice.gif")
    with Image.open(tmp_path / "twice.gif") as film:
        assert (film.n_frames, film.info["loop"], film.info["duration"]) == (3, 0, 1200)
        assert film.convert("RGB").getpixel((2, 2)) == (255, 255, 255)


def test_without_matplotlib_a_gif_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(MissingExtra, match=r"Writing a GIF needs matplotlib.*pip install"):
        view(TWICE).gif(tmp_path / "twice.gif")


def test_the_page_to_print_has_every_step_with_its_formula(tmp_path):
    view(LESSON).steps_page(tmp_path / "steps.html")
    text = (tmp_path / "steps.html").read_text("utf-8")
    assert text.count("<section>") == text.count("<img ") == 4
    last = re.sub("<[^>]*>", "", text.split("<math>")[-1].split("</math>")[0])
    assert last == "w¯=yhat¯·∂yhat∂w=yhat¯·x=2.0·3.0=6.0"
    assert "http" not in text.replace("http://www.w3.org/", "")


def test_a_name_cannot_break_the_page(tmp_path):
    view("""
        a = mg.Variable(3.0, name="<img src=x>")
        with mg.GradientTape() as tape:
            L = a * 2.0
        g = tape.gradient(L, a)
        del a
    """).steps_page(tmp_path / "steps.html")
    assert "<img src=x>" not in (tmp_path / "steps.html").read_text("utf-8")


def test_without_a_backward_pass_there_are_no_frames(tmp_path):
    with pytest.raises(TapeError, match="there are no steps: write %%tape -b L"):
        view("a = mg.Variable(3.0)\nL = a * a").frames(tmp_path)


def test_too_many_steps_are_refused(tmp_path):
    long = view("""
        a = x = mg.Variable(1.0)
        with mg.GradientTape() as tape:
            for _ in range(400):
                x = x * 1.0
        g = tape.gradient(x, a)
    """).view(fold="none")
    with pytest.raises(TapeError, match="400 steps are too many pictures"):
        long.frames(tmp_path)
