"""The picture: what is in it, that it can be read, and that its bytes are always the same."""

import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest

from minigrad.views import Failure, Node, TapeView
from minigrad.views.scene import build_scene
from minigrad.views.svg import draw
from minigrad.views.theme import STYLES
from tests.views import tapes

GOLDEN = Path(__file__).parent / "golden"
TAPES = {
    "lesson_one": tapes.lesson_one,
    "two_layers": tapes.two_layers,
    "accumulation": tapes.accumulation,
    "cut": tapes.cut,
    "states": tapes.states,
    "shared_parameter": tapes.shared_parameter,
    "training": tapes.training,
    "folded_chain": tapes.long_chain,
}
SVG = "{http://www.w3.org/2000/svg}"


def texts(view):
    return [node.text for node in ET.fromstring(view.svg()).iter(f"{SVG}text")]


# -- the same bytes -----------------------------------------------------------------------------


def compare(name, suffix, content):
    file = GOLDEN / f"{name}.{suffix}"
    if os.environ.get("MINIGRAD_WRITE_GOLDEN"):
        file.write_text(content, encoding="utf-8", newline="\n")
    assert content == file.read_text(encoding="utf-8"), f"{file.name} differs; look at both"


@pytest.mark.parametrize("name", TAPES)
def test_the_picture_is_the_one_that_was_looked_at(name):
    compare(name, "svg", TapeView(TAPES[name]()).svg())


@pytest.mark.parametrize("name", TAPES)
def test_the_text_is_the_one_that_was_looked_at(name):
    view = TapeView(TAPES[name]())
    compare(name, "txt", f"{view!r}\n\n{view.table(100)}\n\n{view.text(100)}\n")


@pytest.mark.parametrize("name", ["lesson_one", "two_layers", "states"])
def test_the_saved_form_is_the_one_that_was_looked_at(name):
    compare(name, "json", TapeView(TAPES[name]()).json() + "\n")


def test_no_hash_seed_changes_a_byte():
    program = (
        "import hashlib; from minigrad.views import TapeView; from tests.views import test_picture as t\n"
        "print([hashlib.sha256(repr(sorted(TapeView(make())._repr_mimebundle_().items())).encode())"
        ".hexdigest() for make in t.TAPES.values()])"
    )
    root = Path(__file__).parents[2]
    answers = {
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(root)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1")
    }
    assert len(answers) == 1


# -- what it tells ------------------------------------------------------------------------------


def test_a_node_shows_name_operation_value_gradient_and_line():
    said = texts(TapeView(tapes.lesson_one()))
    for word in ("yhat", "multiply", "3.0", "6.0", "target", "y - yhat", "left", "right"):
        assert word in said
    assert said.count("2") == 3  # the number of line 2, and its plate on two boxes


def test_the_four_states_of_a_gradient_look_different():
    said = texts(TapeView(tapes.states()))
    assert {"–", "None", "0", "nan"} <= set(said)
    assert "unused: None, L does not depend on it" in said


def test_the_first_nan_is_marked_and_no_later_one():
    assert texts(TapeView(tapes.states())).count("first NaN or inf") == 1


def test_kinds_differ_in_shape_and_label_and_not_in_colour_alone():
    root = ET.fromstring(TapeView(tapes.lesson_one()).svg())
    outlines = {}
    for group in root.iter(f"{SVG}g"):
        if group.get("data-box"):
            label = group.find(f"{SVG}g/{SVG}text").text
            frame = next(element for element in group if element.get("class") != "mg-target")
            outlines[label] = re.sub(r"[\d .-]+", "", frame.get("d", "")) or frame.get("rx")
    assert outlines["input"] == "MLLLz"
    assert outlines["variable"] == "MLLLLLz"
    assert outlines["constant"] == "MLLLLLLLz"
    assert outlines["multiply"] == "9"


def test_a_cut_edge_is_dotted_and_says_why():
    view = TapeView(tapes.cut())
    assert "cut: stop_gradient" in texts(view)
    assert 'stroke-dasharray="2 5" class="mg-cut"' in view.svg()
    assert "a: None, cut by stop_gradient in line 2" in texts(view)


def test_broadcasting_names_the_axis_that_was_repeated():
    assert texts(TapeView(tapes.two_layers())).count("axis 0 repeated") == 2


def test_fan_out_is_a_number_of_uses():
    assert texts(TapeView(tapes.accumulation())).count("2 uses") == 2


def test_small_arrays_are_shown_as_heat_maps():
    assert 'class="mg-more"' in TapeView(tapes.two_layers()).svg()
    assert 'class="mg-more"' not in TapeView(tapes.lesson_one()).svg()


def test_memory_kept_for_the_backward_pass_stands_below():
    assert "12 B kept for the backward pass." in texts(TapeView(tapes.lesson_one()))


def test_a_failed_cell_shows_the_operation_that_failed():
    tape = tapes.lesson_one()
    failed = Node(7, "operation", op="x @ w")
    tape = replace(tape, nodes=(*tape.nodes, failed), failure=Failure("ShapeError: no", 7))
    said = texts(TapeView(tape))
    assert {"x @ w", "failed here", "ShapeError: no"} <= set(said)


def test_an_unusual_dtype_is_told():
    tape = tapes.lesson_one()
    wide = replace(tape.nodes[0], value=replace(tape.nodes[0].value, dtype="float64"))
    said = texts(TapeView(replace(tape, nodes=(wide, *tape.nodes[1:]))))
    assert said.count("input float64") == 1


def test_the_cell_stands_beside_the_graph_with_all_its_lines():
    root = ET.fromstring(TapeView(tapes.shared_parameter()).svg())
    lines = [t for t in root.iter(f"{SVG}text") if t.get("data-line")]
    assert [t.get("data-line") for t in lines] == ["1", "2", "3"]
    assert lines[1].text.replace("\u00a0", " ") == "    h = mg.tanh(h * W + x)"


def test_of_a_long_cell_only_the_lines_that_recorded_are_shown():
    tape = tapes.lesson_one()
    tape = replace(tape, source=tape.source + "\n# more" * 100)
    root = ET.fromstring(TapeView(tape).svg())
    shown = [t.get("data-line") for t in root.iter(f"{SVG}text") if t.get("data-line")]
    assert shown == ["1", "2", "3", "0"]


# -- directions and hidden things ----------------------------------------------------------------


def test_small_graphs_flow_to_the_right_and_others_down():
    assert draw(build_scene(tapes.lesson_one())).plan.direction == "LR"
    assert draw(build_scene(tapes.two_layers())).plan.direction == "TB"
    assert TapeView(tapes.lesson_one(), direction="TB").drawing.plan.direction == "TB"


def test_constants_can_be_hidden():
    view = TapeView(tapes.lesson_one(), constants=False)
    assert "constant" not in texts(view)
    assert "Hidden: 1 constant." in texts(view)


@pytest.mark.parametrize("option", [{"engine": "paint"}, {"direction": "UP"}, {"fold": "yes"}])
def test_an_unknown_option_names_the_choices(option):
    with pytest.raises(ValueError, match="is not known; choose"):
        TapeView(tapes.lesson_one(), **option)


# -- it can be read -----------------------------------------------------------------------------


def luminance(colour):
    parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


GROUNDS = ["paper", "panel", "operation", "input", "variable", "constant", "fold", "failed"]
CARDS = GROUNDS[2:]


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("ink", ["ink", "muted", "gradient", "none", "failure", "target-ink"])
@pytest.mark.parametrize("ground", GROUNDS)
def test_texts_have_a_contrast_of_4_5(ink, ground, mode):
    assert contrast(STYLES[ink]["fill"][mode], STYLES[ground]["fill"][mode]) >= 4.5


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("line", [*CARDS, "edge", "cut", "target"])
def test_lines_have_a_contrast_of_3(line, mode):
    assert contrast(STYLES[line]["stroke"][mode], STYLES["paper"]["fill"][mode]) >= 3


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
def test_line_numbers_have_a_contrast_of_4_5_on_their_plates(mode):
    assert contrast(STYLES["ink"]["fill"][mode], STYLES["chip"]["fill"][mode]) >= 4.5


def test_the_picture_needs_no_style_sheet():
    bare = ET.fromstring(re.sub(r"<style>.*?</style>", "", TapeView(tapes.two_layers()).svg()))

    def check(element, inherited):
        fill = element.get("fill", inherited)
        assert element.tag not in {f"{SVG}text", f"{SVG}rect"} or re.match("#|none", fill)
        for child in element:
            check(child, fill)

    check(bare, "")


def test_the_picture_has_no_ids_and_asks_for_nothing():
    svg = TapeView(tapes.two_layers()).svg()
    assert " id=" not in svg
    assert "url(" not in svg
    assert svg.count("http") == 1  # the namespace


# -- how large, how fast -------------------------------------------------------------------------


def test_a_picture_of_fifty_boxes_is_small():
    view = TapeView(tapes.scalar_net((3, 3, 2, 1)))
    assert 45 <= len(view.scene.boxes) <= 70
    assert len(view._repr_mimebundle_()["text/html"]) < 200_000


def test_a_tangled_picture_suggests_the_other_engine():
    tangled = tapes.scalar_net((3, 8, 8, 1))
    advice = 'Many lines cross here: .view(engine="dot") may untangle them, where Graphviz is.'
    assert advice in texts(TapeView(tangled, fold="none"))
    assert advice not in texts(TapeView(tapes.scalar_net((3, 4, 1))))
