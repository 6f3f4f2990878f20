"""A value and everything that it was made from."""

from minigrad.views import Edge, Failure, Node, Part, Recording, Step, Value
from minigrad.views.ancestors import ancestors

ONE = Value.scalar(1.0)
TAPE = Recording(
    "",
    (
        Node(0, "input", name="x"),
        Node(1, "operation", op="exp", name="a"),
        Node(2, "operation", op="sin", name="b"),
        Node(3, "operation", op="tanh", name="c"),
    ),
    (Edge(0, 1), Edge(0, 2), Edge(2, 3)),
    (Step(3, ONE, (Part(2, ONE, ONE),)), Step(1, ONE, (Part(0, ONE, ONE),)), Step(2, ONE)),
    Failure("no", 1),
)


def test_what_does_not_lead_to_the_value_is_left_out():
    assert [node.name for node in ancestors(TAPE, 3).nodes] == ["x", "b", "c"]
    assert ancestors(TAPE, 3).edges == (Edge(0, 1), Edge(1, 2))


def test_the_steps_of_what_is_left_keep_their_edges():
    assert ancestors(TAPE, 3).steps == (Step(2, ONE, (Part(1, ONE, ONE),)), Step(1, ONE))


def test_a_failure_elsewhere_is_told_without_its_place():
    assert ancestors(TAPE, 3).failure == Failure("no")
    assert ancestors(TAPE, 1).failure == Failure("no", 1)


def test_the_last_value_of_a_chain_keeps_everything():
    chain = Recording("", TAPE.nodes[:2], TAPE.edges[:1])
    assert ancestors(chain, 1) == chain
