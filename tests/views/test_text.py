"""The tape in a terminal."""

import pytest

from minigrad.views import Edge, Node, Part, Step, TapeView, Value
from minigrad.views.metrics import columns, text_width
from minigrad.views.table import transcript
from minigrad.views.text import text_graph, text_table
from minigrad.views.wording import memory, number, value
from tests.views import tapes


def test_the_table_of_lesson_one():
    assert text_table(tapes.lesson_one(), width=100).splitlines() == [
        "   name  made by               shape  value  grad  line  notes",
        "0  x     input                 ()     3.0    –",
        "1  w     variable              ()     1.0    6.0",
        "2  yhat  multiply(x, w)        ()     3.0    2.0   1",
        "3  y     input                 ()     2.0    –",
        "4        subtract(y, yhat)     ()     -1.0   -2.0  2",
        "5        constant              ()     2.0    –",
        "6  L     power(y - yhat, 2.0)  ()     1.0    1.0   2     target",
    ]


@pytest.mark.parametrize("width", [40, 60, 80, 100, 200])
@pytest.mark.parametrize("make", [tapes.lesson_one, tapes.two_layers, tapes.scalar_net])
def test_no_line_is_wider_than_the_window(make, width):
    tape = make()
    for text in (text_table(tape, width=width), text_graph(tape, width=width)):
        assert max(columns(line) for line in text.splitlines()) <= width


def test_in_a_narrow_window_the_notes_go_first():
    wide, narrow = (text_table(tapes.lesson_one(), width=w).splitlines()[0] for w in (100, 60))
    assert "notes" in wide
    assert "notes" not in narrow
    assert "grad" in narrow


def test_a_terminal_without_unicode_gets_ascii():
    view = TapeView(tapes.two_layers())
    assert view.table(100, ascii_only=True).isascii()
    assert view.text(100, ascii_only=True).isascii()
    assert "0.0221 +- 0.704" in view.table(100, ascii_only=True)


def test_the_tree_tells_shared_values_once():
    text = text_graph(tapes.accumulation())
    assert text.splitlines() == [
        "L  multiply  36.0  grad 1.0",
        "├─ s  add  6.0  grad 12.0",
        "│  ├─ a  variable  3.0  grad 24.0",
        "│  └─ a  variable  3.0  grad 24.0",
        "└─ s  add  6.0  grad 12.0  (see above)",
    ]


def test_the_tree_names_the_roles():
    assert "├─ left: y  input  2.0" in text_graph(tapes.lesson_one())


def test_a_very_deep_tape_is_told_without_recursion():
    text = text_graph(tapes.long_chain(5000))
    assert text.endswith("…")
    assert len(text.splitlines()) < 300


def test_a_long_table_shows_both_ends():
    lines = text_table(tapes.long_chain(500)).splitlines()
    assert len(lines) == 62
    assert "… 441 more …" in lines[31]


def test_the_transcript_adds_up_what_arrives():
    nodes = (
        Node(0, "variable", name="a", value=Value.scalar(3.0)),
        Node(1, "operation", op="add", name="s", value=Value.scalar(6.0)),
    )
    one = Value.scalar(1.0)
    parts = (Part(0, one, one), Part(1, one, Value.scalar(2.0)))
    tape = tapes.Recording("s = a + a", nodes, (Edge(0, 1), Edge(0, 1)), (Step(1, one, parts),))
    assert transcript(tape) == [
        "1. s = add(a, a) has the gradient 1.0; it sends 1.0 to a and 1.0 to a (now 2.0)."
    ]


@pytest.mark.parametrize(
    ("x", "text"),
    [(6.0, "6.0"), (-0.5, "-0.5"), (1 / 3, "0.3333"), (4254.123, "4254"), (1e-9, "1e-9"),
     (1.5e20, "1.5e20"), (float("inf"), "inf"), (100000.0, "100000.0"), (-0.0, "-0.0")],
)  # fmt: skip
def test_numbers_are_short_and_alike_everywhere(x, text):
    assert number(x) == text


def test_rounding_noise_is_not_shown_as_a_mean():
    assert value(Value.of([[1.0, -1.0], [1e-9, 0.0]])).startswith("0.0 ±")


def test_memory_is_told_in_units():
    assert [memory(n) for n in (0, 1023, 1024, 5 * 2**20)] == [
        "0 B",
        "1023 B",
        "1.0 KiB",
        "5.0 MiB",
    ]


def test_text_widths_are_those_of_helvetica():
    # the widths of Adobe's Helvetica metrics: g 556, r 333, a 556, d 556
    assert text_width("grad", 1000) == 2001


def test_the_repr_is_one_deterministic_line():
    assert repr(TapeView(tapes.lesson_one())) == (
        "<Graph of a tape: 3 operations on 4 leaves, target L.>"
    )
