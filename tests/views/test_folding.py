"""Folding: a long tape stays a picture, and says what it leaves out."""

import pytest

from minigrad.views import Edge, Node, Recording, Span, TapeView
from minigrad.views.excerpt import excerpt
from minigrad.views.scene import DRAWABLE, READABLE, build_scene
from tests.views import tapes


def labels(scene):
    return [box.label for box in scene.boxes if box.folded]


def test_a_training_loop_shows_one_turn():
    scene = build_scene(tapes.training(800))
    assert len(scene.boxes) == 6
    assert scene.notes == ("Not drawn: loop in line 1, turns 2 to 800, 2,397 operations.",)


def test_another_turn_can_be_opened():
    scene = build_scene(tapes.training(12), turn=5)
    shown = {scene.tape.nodes[box.nodes[0]].iteration for box in scene.boxes}
    assert shown == {0, 5}  # leaves have no turn
    assert len(scene.boxes) == 6


def test_a_short_recurrence_is_drawn_in_full():
    assert labels(build_scene(tapes.shared_parameter(4))) == []


def test_a_long_recurrence_shows_one_turn_and_a_fold_for_the_others():
    scene = build_scene(tapes.shared_parameter(100))
    assert labels(scene) == ["loop in line 1, turns 2 to 100"]
    assert next(box.turns for box in scene.boxes if box.folded) == 99
    assert scene.notes == ("Folded: 297 operations in 1 box.",)


def test_modules_fold_before_their_parents():
    scene = build_scene(tapes.scalar_net((10, 10, 10, 1)))
    assert labels(scene)[0] == "layer1/neuron0"
    assert len(scene.boxes) <= READABLE


def test_without_loops_and_scopes_the_lines_fold():
    assert labels(build_scene(tapes.long_chain(500)))[:2] == ["line 1", "line 2"]


def test_without_anything_to_go_by_equal_pieces_fold():
    builder = tapes.Builder("x = f(x)")
    x = builder.leaf("input", "x", 1.0)
    for _ in range(2000):
        x = builder.op("tanh", [x], 1.0)
    scene = build_scene(builder.recording())
    assert len(scene.boxes) <= READABLE
    assert labels(scene)[0] == "operations 1 to 21"


def test_folding_all_folds_short_loops_and_scopes_too():
    assert labels(build_scene(tapes.two_layers(), fold="all")) == ["layer1", "layer2"]


def test_folding_none_draws_every_node():
    scene = build_scene(tapes.shared_parameter(100), fold="none")
    assert not labels(scene)
    assert len(scene.boxes) > len(scene.tape.nodes)  # with the ghosts


@pytest.mark.parametrize("fold", ["auto", "all", "none"])
@pytest.mark.parametrize("make", [tapes.training, tapes.shared_parameter, tapes.scalar_net])
def test_links_always_go_from_earlier_to_later_boxes(make, fold):
    scene = build_scene(make(), fold=fold)
    assert all(link.source < link.target for link in scene.links)


def test_above_the_limit_there_is_a_table_and_a_clear_word():
    view = TapeView(tapes.long_chain(DRAWABLE + 1), fold="none")
    with pytest.raises(ValueError, match=r"5,002 boxes are too many.*fold them with"):
        view.svg()
    assert "<table" in view._repr_mimebundle_()["text/html"]


def test_a_shared_leaf_has_a_ghost_at_every_further_use():
    scene = build_scene(tapes.shared_parameter(5))
    ghosts = [box for box in scene.boxes if box.ghost]
    assert len(ghosts) == 4
    assert {scene.tape.nodes[box.nodes[0]].name for box in ghosts} == {"W"}


def test_two_uses_close_together_are_joined_by_lines():
    scene = build_scene(tapes.accumulation())
    assert not any(box.ghost for box in scene.boxes)
    assert len(scene.links) == 4


def test_the_page_is_given_what_it_shows_and_no_more():
    view = TapeView(tapes.training(800))
    assert len(view.recording.nodes) == 4800
    small = excerpt(view.scene)
    assert len(small.tape.nodes) == 6
    assert [small.tape.nodes[b.nodes[0]].name for b in small.boxes] == [
        view.recording.nodes[b.nodes[0]].name for b in view.scene.boxes
    ]
    assert [small.tape.edges[e].target for link in small.links for e in link.edges] == [
        small.boxes[link.target].nodes[0] for link in small.links
    ]
    assert len(view.html()) < 150_000


def test_the_update_of_the_weights_is_not_drawn():
    builder = tapes.Builder("L = w * w\nw.assign_sub(0.1 * g)")
    w = builder.leaf("variable", "w", 1.0, 2.0, watched=True)
    builder.op("multiply", [w, w], 1.0, "L", 1.0, target=True)
    g, rate = builder.leaf("input", "g", 2.0), builder.leaf("constant", "", 0.1)
    builder.op("multiply", [rate, g], 0.2)
    scene = build_scene(builder.recording())
    assert len(scene.boxes) == 2
    assert scene.notes == ("Not drawn: 1 operation beside the tape.",)
    assert len(build_scene(builder.recording(), fold="none").boxes) == 5


def test_table_and_tree_tell_what_is_drawn():
    view = TapeView(tapes.training(800))
    assert len(view.table().splitlines()) == 7
    assert len(view.text().splitlines()) == 6
    assert len(view.view(fold="none").table().splitlines()) == 62


def test_inputs_of_folded_neurons_are_joined_to_them_by_lines():
    scene = build_scene(tapes.scalar_net((6, 6, 6, 1)))
    assert not any(box.ghost for box in scene.boxes)
    assert len(scene.boxes) == 6 + 6 + 6 + 1 + 1


def test_a_saved_fold_may_not_point_outside_the_cell():
    span = Span(99, 0, 99, 5)
    nodes = tuple(Node(k, "operation", op="exp", span=span) for k in range(300))
    edges = tuple(Edge(k, k + 1) for k in range(299))
    assert ">line 99<" in TapeView(Recording("x", nodes, edges)).svg()
