"""What is shown of a tape, and where it is kept."""

import sys

import pytest

from minigrad.ipython import last_tape
from minigrad.views import TapeView

CELL = "a = x * x\nb = x + 1\nc = a * 2"


def shown(run, options, cell=CELL):
    """The mime bundle that a cell with these options shows."""
    (bundle,) = run(f"%%tape {options}\n{cell}").displayed
    return bundle


def test_a_notebook_gets_a_picture_and_a_table_in_words(run):
    bundle = shown(run, "")
    assert "<img" in bundle["text/html"]
    assert "multiply" in bundle["text/plain"]


def test_a_terminal_gets_text_alone(shell, run):
    shell.display_formatter.active_types = ["text/plain"]
    assert set(shown(run, "")) == {"text/plain"}
    assert "└─ x" in shown(run, "--view graph")["text/plain"]


def test_a_table_in_place_of_the_picture(run):
    bundle = shown(run, "--view table")
    assert "<table" in bundle["text/html"]
    assert "<img" not in bundle["text/html"]


def test_text_in_place_of_the_picture(run):
    bundle = shown(run, "--view text")
    assert set(bundle) == {"text/plain"}
    assert "└─ x" in bundle["text/plain"]


def test_above_the_largest_number_of_nodes_a_table_is_shown(run):
    assert "<img" not in shown(run, "--max-nodes 2")["text/html"]
    assert "<img" in shown(run, "--max-nodes 20")["text/html"]


def test_the_direction_may_be_chosen_and_configured(run):
    shown(run, "--layout TB")
    assert last_tape().direction == "TB"
    run("%config TapeMagics.layout = 'LR'")
    shown(run, "")
    assert last_tape().direction == "LR"


def test_numbers_in_full(run):
    shown(run, "--values full")
    assert last_tape().digits == 9


@pytest.mark.parametrize(
    ("options", "hidden", "left"),
    [
        ("", set(), {">value<", ">grad<", "(2,)", "mg.Variable"}),
        ("--values shape", {">value<"}, {">grad<", "(2,)", "mg.Variable"}),
        ("--values none", {">value<", "(2,)"}, {">grad<", "mg.Variable"}),
        ("--no-grads", {">grad<"}, {">value<", "(2,)", "mg.Variable"}),
        ("--no-source", {"mg.Variable"}, {">value<", ">grad<", "(2,)"}),
    ],
)
def test_parts_of_the_picture_may_be_left_out(run, options, hidden, left):
    shown(run, options, "v = mg.Variable([1.0, 2.0])\nv * v;")
    svg = last_tape().svg()
    assert {word for word in hidden | left if word in svg} == left


def test_only_what_a_value_was_made_from(run):
    shown(run, "--of c")
    assert [node.name for node in last_tape().recording.nodes] == ["x", "a", "", "c"]


def test_without_such_a_value_the_whole_tape_is_shown(run):
    ran = run(f"%%tape --of nowhere\n{CELL}")
    told = "--of nowhere: no operation of this cell made or used nowhere; the whole tape is shown\n"
    assert ran.stderr == told
    assert len(ran.displayed) == 1


def test_a_tape_is_stored_in_a_variable(run, shell):
    shown(run, "-o t")
    assert shell.user_ns["t"] is last_tape()


def test_a_tape_is_saved_and_read_again(run, tmp_path):
    file = tmp_path / "tape.json"
    shown(run, f"--save '{file}'")
    assert TapeView.load(file).recording == last_tape().recording


def test_a_saved_tape_is_overwritten_only_by_force(run, tmp_path, shell):
    file = tmp_path / "tape.json"
    file.write_text("precious")
    ran = run(f"%%tape --save {file}\nran = True")
    assert not ran.ok
    assert "the file is there already; add --force to overwrite it" in ran.stderr
    assert file.read_text() == "precious"
    assert "ran" not in shell.user_ns
    shown(run, f"--save {file} --force")
    assert file.read_text() != "precious"


def test_the_last_tape_is_shown_again_and_otherwise(run, shell):
    shown(run, "")
    (again,) = run("%tape --last --view text -o t").displayed
    assert set(again) == {"text/plain"}
    assert shell.user_ns["t"].recording == last_tape().recording


def test_a_widget_below_the_graph_steps_through_the_backward_pass(run):
    pytest.importorskip("anywidget", reason="needs anywidget: pip install anywidget")
    graph, widget = run("%%tape -b a --step\na = x * x").displayed
    assert "<img" in graph["text/html"]
    assert widget["text/plain"].startswith("TapeWidget(step=")


def test_without_widgets_the_steps_are_told_in_sentences(run, monkeypatch):
    monkeypatch.setitem(sys.modules, "minigrad_widgets", None)
    ran = run("%%tape -q -s -b a\na = x * x")
    assert "Type: pip install 'minigrad-course[notebook]'" in ran.stderr
    assert "1. a = multiply(x, x) has the gradient 1.0; it sends 3.0 to x" in ran.text


def test_the_steps_of_a_stored_tape_in_a_terminal(run, shell):
    shell.display_formatter.active_types = ["text/plain"]
    run("%%tape -q -b a -o t\na = x * x")
    run("%%tape -q\nx + 1")
    assert "sends 3.0 to x" in run("%step t").text
    assert run("%step").text == "No backward pass was recorded."


def test_steps_need_a_tape(run):
    assert "nothing is recorded yet" in run("%step").stderr
    assert "%step x: x is not a tape; store one with %%tape -o NAME" in run("%step x").stderr


def test_a_cell_without_operations_says_so(run):
    assert shown(run, "", "1 + 1") == {
        "text/plain": "Nothing was recorded: no minigrad operation ran in this cell."
    }


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "</svg>", "a\x00b\x1b[31m", "x" * 10**6]
)
def test_a_hostile_name_is_shown_harmlessly(run, shell, name):
    shell.user_ns["name"] = name
    bundle = shown(run, "", "v = mg.Variable(1.0, name=name)\nv * v")
    assert "<script>alert" not in bundle["text/html"]
    assert "\x1b" not in bundle["text/plain"]
    assert len(bundle["text/html"]) < 100_000
