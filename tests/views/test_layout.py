"""The layout: properties that hold for every graph."""

import time
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings, strategies as st

from minigrad.views.crossings import count_crossings, reduce_crossings
from minigrad.views.layers import layered
from minigrad.views.layout import lay_out
from minigrad.views.scene import REACH, build_scene
from tests.views import tapes


@st.composite
def graphs(draw):
    count = draw(st.integers(1, 24))
    sizes = draw(
        st.lists(
            st.tuples(st.integers(20, 200), st.integers(20, 120)), min_size=count, max_size=count
        )
    )
    edges = []
    for target in range(1, count):
        sources = draw(st.lists(st.integers(0, target - 1), max_size=3))
        edges += [(source, target) for source in sources]
    return sizes, edges


directions = st.sampled_from(["TB", "LR"])


@given(graphs(), directions)
def test_boxes_never_overlap(graph, direction):
    sizes, edges = graph
    corners = lay_out(sizes, edges, direction).corners
    boxes = [(x, y, x + w, y + h) for (x, y), (w, h) in zip(corners, sizes, strict=True)]
    for a, b in combinations(boxes, 2):
        assert a[2] <= b[0] + 0.2 or b[2] <= a[0] + 0.2 or a[3] <= b[1] or b[3] <= a[1]


@given(graphs())
def test_every_edge_goes_down_from_box_to_box(graph):
    sizes, edges = graph
    plan = lay_out(sizes, edges)
    for (source, target), route in zip(edges, plan.routes, strict=True):
        assert route[0][1] == pytest.approx(plan.corners[source][1] + sizes[source][1], abs=0.2)
        assert route[-1][1] == pytest.approx(plan.corners[target][1], abs=0.2)
        assert all(above[1] <= below[1] for above, below in pairwise(route))


@given(graphs(), directions)
def test_nothing_lies_outside_the_picture(graph, direction):
    sizes, edges = graph
    plan = lay_out(sizes, edges, direction)
    corners = [(x + w, y + h) for (x, y), (w, h) in zip(plan.corners, sizes, strict=True)]
    for x, y in [*plan.corners, *corners, *(point for route in plan.routes for point in route)]:
        assert -0.2 <= x <= plan.width + 0.2
        assert -0.2 <= y <= plan.height + 0.2


@given(graphs())
def test_no_edge_runs_under_a_box(graph):
    sizes, edges = graph
    plan = lay_out(sizes, edges)
    for (source, target), route in zip(edges, plan.routes, strict=True):
        for box, ((left, top), (width, height)) in enumerate(zip(plan.corners, sizes, strict=True)):
            if box in {source, target}:
                continue
            for (x0, y0), (x1, y1) in pairwise(route):
                beside = max(x0, x1) <= left + 0.2 or min(x0, x1) >= left + width - 0.2
                assert beside or y1 <= top + 0.2 or y0 >= top + height - 0.2


@given(graphs(), directions)
def test_the_same_graph_has_the_same_layout(graph, direction):
    assert lay_out(*graph, direction) == lay_out(*graph, direction)


@given(graphs())
def test_reordering_never_adds_crossings(graph):
    sizes, edges = graph
    drawn = layered(len(sizes), edges)
    before = count_crossings(drawn)
    reduce_crossings(drawn)
    assert count_crossings(drawn) <= before


def test_two_crossing_edges_are_uncrossed():
    drawn = layered(4, [(0, 3), (1, 2), (0, 2), (1, 3)])
    assert count_crossings(drawn) == 1
    drawn = layered(4, [(0, 3), (1, 2)])
    reduce_crossings(drawn)
    assert count_crossings(drawn) == 0


def test_a_chain_is_a_straight_line_and_parameters_stand_beside_it():
    # 0 -> 2 -> 4 is the spine, 1 and 3 are parameters of 2 and 4
    plan = lay_out([(80, 40)] * 5, [(0, 2), (1, 2), (2, 4), (3, 4)])
    x = [corner[0] for corner in plan.corners]
    assert x[0] == x[2] == x[4]
    assert plan.corners[3][1] == plan.corners[2][1]


def test_a_skip_edge_keeps_to_a_lane_beside_the_chain():
    plan = lay_out([(80, 40)] * 4, [(0, 1), (1, 2), (2, 3), (0, 3)])
    lane = {x for x, y in plan.routes[3] if 74 <= y <= 188}
    assert all(x < 0.2 or x > 80 for x in lane)


def test_an_approach_is_a_straight_piece_before_the_arrow():
    plan = lay_out([(80, 40)] * 3, [(0, 2), (1, 2)], "TB", [16.0, 16.0])
    for route in plan.routes:
        assert route[-2][0] == route[-1][0]
        assert route[-1][1] - route[-2][1] >= 16


def test_nothing_at_all_has_no_size():
    plan = lay_out([], [])
    assert (plan.width, plan.height) == (0, 0)


def seconds(make):
    best = 9.0
    for _ in range(3):
        begin = time.process_time()
        make()
        best = min(best, time.process_time() - begin)
    return best


def perceptron(count):
    """Layers of matmul, add, tanh with a skip connection; five boxes each, and one at the end."""
    edges = []
    for box in range(0, count - 5, 5):
        edges += [(box, box + 2), (box + 1, box + 2), (box + 2, box + 4), (box + 3, box + 4)]
        edges += [(box + 4, box + 5), (box, box + 5)]
    return [(120, 80)] * count, edges


def test_the_time_grows_with_the_size_and_not_faster():
    small, large = (seconds(lambda n=n: lay_out(*perceptron(n))) for n in (501, 4001))
    assert large < 8 * 3 * small  # eight times the boxes; three for the noise


def test_a_deep_net_stays_narrow():
    assert lay_out(*perceptron(1001)).width < 400


@settings(max_examples=20)
@given(st.integers(2, 200))
def test_lines_across_many_layers_become_ghosts(depth):
    builder = tapes.Builder("x")
    first = h = builder.op("tanh", [builder.leaf("input", "x", 1.0)], 1.0, "first")
    for _ in range(depth):
        h = builder.op("tanh", [h], 1.0)
    builder.op("add", [h, first], 1.0, "L")
    scene = build_scene(builder.recording(), fold="none")
    ghosts = [box for box in scene.boxes if box.ghost]
    assert len(ghosts) == (1 if depth >= REACH else 0)
