"""What a picture leaves out on request."""

import pytest

from minigrad.views import Node, Recording, TapeView, Value

TAPE = Recording("x=[1,2]", (Node(0, "variable", name="x", value=Value.of([1.0, 2.0])),))


@pytest.mark.parametrize(
    ("part", "text"),
    [("value", ">value<"), ("grad", ">grad<"), ("shape", "(2,)"), ("source", "[1,2]")],
)
def test_each_part_is_drawn_unless_it_is_hidden(part, text):
    assert text in TapeView(TAPE).svg()
    assert text not in TapeView(TAPE, hide=(part,)).svg().replace("[1.0, 2.0]", "")


def test_a_part_that_does_not_exist_is_refused():
    with pytest.raises(
        ValueError, match=r"hide=\['colour'\] is not known; choose from value, grad"
    ):
        TapeView(TAPE, hide=("colour",))
