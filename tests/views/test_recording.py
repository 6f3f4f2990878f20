"""The recording: plain data that survives a file, and refuses one that lies."""

import json
import math
from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from minigrad.views import Edge, Gradient, Node, Part, Recording, Step, Value
from tests.views import tapes

ALL = [
    tapes.lesson_one,
    tapes.two_layers,
    tapes.accumulation,
    tapes.cut,
    tapes.states,
    tapes.shared_parameter,
    tapes.training,
    tapes.scalar_net,
]


@pytest.mark.parametrize("tape", ALL, ids=lambda make: make.__name__)
def test_a_recording_read_again_is_the_same(tape):
    first = tape()
    assert Recording.from_json(first.to_json()).to_json() == first.to_json()


def test_a_file_is_strict_json_even_with_nan():
    text = tapes.states().to_json()
    assert json.loads(text, parse_constant=pytest.fail)["version"] == 1
    again = Recording.from_json(text)
    assert math.isnan(again.nodes[5].value.numbers[0])


def test_what_is_at_its_default_is_not_written():
    tape = Recording("x", (Node(0, "input"),))
    assert tape.to_json() == '{"source":"x","nodes":[{"id":0,"kind":"input"}],"version":1}'


@pytest.mark.parametrize(
    ("number", "state"),
    [
        (0.0, "zero"),
        (-0.0, "zero"),
        (6.0, "number"),
        (math.nan, "nonfinite"),
        (math.inf, "nonfinite"),
    ],
)
def test_a_computed_gradient_is_zero_nonfinite_or_a_number(number, state):
    assert Gradient.of(Value.scalar(number)).state == state


def test_an_array_that_holds_zeros_and_others_is_not_zero():
    assert Gradient.of(Value.of([0.0, 1.0])).state == "number"


def test_large_arrays_keep_their_summary_only():
    value = Value.of([[float(i % 5) for i in range(40)] for _ in range(30)])
    assert (value.numbers, value.mean, value.low, value.high) == (None, 2.0, 0.0, 4.0)


def test_huge_numbers_do_not_overflow_the_summary():
    assert Value.of([1e300, -1e300]).spread == 1e300


@given(st.lists(st.floats(width=32), max_size=20))
def test_every_float32_survives_the_file(numbers):
    value = Value.of(__import__("numpy").array(numbers, "float32"))
    tape = Recording("", (Node(0, "input", value=value),))
    again = Recording.from_json(tape.to_json()).nodes[0].value
    assert list(map(str, again.numbers)) == list(map(str, value.numbers))


def test_fan_out_counts_both_uses_of_a_plus_a():
    assert tapes.accumulation().fan_out() == [2, 2, 0]


# -- files that lie -----------------------------------------------------------------------------

LIES = {
    "[]": "should hold an object, not a list",
    "{": "not a saved tape: Expecting",
    "[" * 100_000: "nested too deeply|not a saved tape",
    '{"version":2}': "has version 2, but this minigrad reads version 1",
    '{"version":1,"nodes":{}}': "nodes should hold a list, not an object",
    '{"version":1,"nodes":[{"id":1,"kind":"input"}]}': "the node at place 0 calls itself 1",
    '{"version":1,"nodes":[{"id":0,"kind":"weapon"}]}': "kind should be one of input, variable",
    '{"version":1,"nodes":[{"id":0}]}': 'should have a "kind"',
    '{"version":1,"nodes":[{"id":0,"kind":"input","exec":"rm"}]}': "a field that is not known",
    '{"version":1,"nodes":[{"id":true,"kind":"input"}]}': "a whole number, not true or false",
    '{"version":1,"nodes":[{"id":0,"kind":"input","value":{"shape":[2],"numbers":[1.0]}}]}': (
        "has 2 elements, but 1 numbers are given"
    ),
    '{"version":1,"nodes":[{"id":0,"kind":"input","value":{"shape":[9999999999999999999999]}}]}': (
        "out of range"
    ),
    '{"version":1,"nodes":[{"id":0,"kind":"input","value":{"mean":NaN}}]}': "NaN is not JSON",
    '{"version":1,"nodes":[{"id":0,"kind":"input","saved_bytes":-5}]}': "out of range",
    '{"version":1,"edges":[{"source":0,"target":1}]}': "joins nodes that are not there",
    '{"version":1,"nodes":[{"id":0,"kind":"input"}],"steps":[{"node":3,"upstream":{}}]}': (
        "visits node 3, which is not there"
    ),
    '{"version":1,"failure":{"message":"x","node":4}}': "failing node 4 is not there",
}


@pytest.mark.parametrize(("text", "sentence"), LIES.items(), ids=range(len(LIES)))
def test_a_file_that_lies_is_refused_with_one_sentence(text, sentence):
    with pytest.raises(ValueError, match=sentence) as caught:
        Recording.from_json(text)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 250


def test_a_huge_file_is_refused_before_it_is_parsed(monkeypatch):
    monkeypatch.setattr("minigrad.views.serial.MAX_BYTES", 1000)
    with pytest.raises(ValueError, match="too large to read: 1,001 bytes"):
        Recording.from_json(" " * 1001)


def test_too_many_nodes_are_refused(monkeypatch):
    monkeypatch.setattr("minigrad.views.serial.MAX_ITEMS", 3)
    with pytest.raises(ValueError, match="holds 7 items, the limit is 3"):
        Recording.from_json(tapes.lesson_one().to_json())


def test_an_edge_may_not_go_back_in_time():
    nodes = (Node(0, "input"), Node(1, "operation"))
    with pytest.raises(ValueError, match="from node 1 to node 0, which is not later"):
        Recording("", nodes, (Edge(1, 0),))


def test_a_step_may_send_along_its_own_edges_only():
    one = Value.scalar(1.0)
    tape = tapes.lesson_one()
    with pytest.raises(ValueError, match="sends along an edge of another node"):
        replace(tape, steps=(Step(6, one, (Part(0, one, one),)),))
    with pytest.raises(ValueError, match="sends along edge 99, which is not there"):
        replace(tape, steps=(Step(6, one, (Part(99, one, one),)),))
