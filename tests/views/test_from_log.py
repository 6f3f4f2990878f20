"""From a cell that ran to its recording: the names, lines, loops and gradients that a learner sees."""

import textwrap

import numpy as np
import pytest

import minigrad as mg
from minigrad.observe import Log
from minigrad.views import Span
from minigrad.views.from_log import from_log
from minigrad.views.spans import Script


def record(text, *, of="", **space):
    """Run a cell as a notebook would, and make its recording."""
    source = textwrap.dedent(text).strip()
    space = {"mg": mg, "np": np} | space
    error = None
    with Log(space) as log:
        try:
            exec(compile(source, "<cell>", "exec"), space)  # noqa: S102 - it is what a cell does
        except Exception as caught:  # noqa: BLE001
            error = caught
    return from_log(log, Script(source, "<cell>"), space, error=error, of=of)


def named(tape, name):
    return next(node for node in reversed(tape.nodes) if node.name == name)


def number(node):
    return node.gradient.value.numbers[0]


LESSON = """
    x, y = mg.constant(3.0), mg.constant(2.0)
    w = mg.Variable(1.0)
    with mg.GradientTape() as tape:
        yhat = x * w
        L = (y - yhat)**2
    dL_dw = tape.gradient(L, w)
"""


def test_the_first_lesson_by_hand():
    tape = record(LESSON)
    assert [(n.name, n.op or n.kind) for n in tape.nodes] == [
        ("x", "input"), ("w", "variable"), ("yhat", "multiply"), ("y", "input"),
        ("", "subtract"), ("L", "square"),
    ]  # fmt: skip
    assert number(named(tape, "w")) == 6.0
    assert number(named(tape, "yhat")) == 2.0
    assert named(tape, "L").target
    assert named(tape, "x").gradient.state == "pending"


def test_the_steps_are_the_engines_events():
    tape = record(LESSON)
    assert [tape.nodes[step.node].op for step in tape.steps] == ["square", "subtract", "multiply"]
    last = tape.steps[-1].parts[0]
    assert last.formula == "multiply/1"
    assert dict(last.numbers) == {"a": 3.0, "b": 1.0, "g": 2.0, "y": 3.0}
    assert last.total.numbers == (6.0,)


def test_spans_are_characters_of_the_cell():
    tape = record("θ = mg.Variable(2.0)\nλ = θ*θ + 1.0")
    spans = {node.op: node.span for node in tape.nodes if node.op}
    assert spans == {"multiply": Span(2, 4, 2, 7), "add": Span(2, 4, 2, 13)}


def test_an_operation_over_several_lines_spans_them():
    tape = record("a = mg.Variable(2.0)\nb = (a\n     * a)")
    assert named(tape, "b").span == Span(2, 5, 3, 8)


def test_magics_in_the_cell_do_not_hide_the_names():
    source = "%%tape\ny = x * x\n!ls"
    space = {"x": mg.Variable(3.0)}
    with Log(space) as log:
        exec(compile("\ny = x * x", "<cell>", "exec"), space)  # noqa: S102
    del space["y"]
    tape = from_log(log, Script(source, "<cell>"), space)
    assert named(tape, "y").op == "multiply"


def test_a_helper_in_another_file_is_named(tmp_path):
    file = tmp_path / "helper.py"
    file.write_text("def double(x):\n    return x + x\n")
    space = {}
    exec(compile(file.read_text(), str(file), "exec"), space)  # noqa: S102
    tape = record("a = mg.Variable(2.0)\nb = double(a)", double=space["double"])
    node = named(tape, "b")
    assert node.span == Span(2, 4, 2, 13)
    assert (node.frame.function, node.frame.line, node.frame.text) == ("double", 2, "return x + x")


def test_the_turns_of_a_training_loop_are_counted():
    tape = record("""
        w = mg.Variable(1.0)
        for step in range(10):
            with mg.GradientTape() as tape:
                L = (2.0 - 3.0 * w)**2
            w.assign_sub(0.02 * tape.gradient(L, w))
    """)
    turns = [node.iteration for node in tape.nodes if node.op == "square"]
    assert turns == list(range(10))
    assert {node.loop for node in tape.nodes if node.op} == {2}
    weights = [node for node in tape.nodes if node.name == "w"]
    assert len(weights) == 10  # a new value is a new node
    assert [number(node) for node in weights[:2]] == pytest.approx([6.0, 6.0 * 0.64])


def test_an_inner_loop_does_not_count_as_turns_of_the_outer_one():
    tape = record("""
        w = mg.Variable(1.0)
        for step in range(3):
            L = w * 1.0
            for k in range(4):
                L = L + w
    """)
    assert [node.iteration for node in tape.nodes if node.op == "multiply"] == [0, 1, 2]
    assert [node.iteration for node in tape.nodes if node.op == "add"] == [0] * 4 + [1] * 4 + [
        2
    ] * 4


def test_a_comprehension_before_its_sum_belongs_to_the_same_turn():
    tape = record("""
        w = mg.Variable(1.0)
        for step in range(2):
            parts = [w * x for x in (1.0, 2.0)]
            L = parts[0] + parts[1]
    """)
    assert [node.iteration for node in tape.nodes if node.op == "multiply"] == [0, 0, 1, 1]


def test_a_function_called_in_a_loop_counts_its_turns():
    tape = record("""
        def loss(w):
            return w * w
        w = mg.Variable(1.0)
        for step in range(3):
            L = loss(w)
    """)
    assert [(n.loop, n.iteration) for n in tape.nodes if n.op] == [(4, 0), (4, 1), (4, 2)]


def test_a_chain_in_a_loop_has_its_name_at_every_turn():
    tape = record("""
        h = mg.Variable(0.5)
        for step in range(3):
            h = mg.tanh(h)
    """)
    assert [node.name for node in tape.nodes if node.op == "tanh"] == ["h"] * 3


# -- the states of a gradient -----------------------------------------------------------------------


def test_detach_is_a_cut_with_its_reason():
    tape = record("""
        a = mg.tensor(2.0, requires_grad=True)
        c = mg.tensor(0.5, requires_grad=True)
        k = (a * 3.0).detach()
        L = k * c
        L.backward()
    """)
    assert named(tape, "k").op == "detach"
    assert [edge.cut for edge in tape.edges if edge.target == named(tape, "k").id] == ["detach()"]
    assert named(tape, "a").gradient.state == "none"
    assert named(tape, "a").gradient.reason.startswith("cut by detach()")
    assert number(named(tape, "c")) == 6.0


def test_operations_while_recording_is_off_cut_the_way_back():
    tape = record("""
        a, b = mg.Variable(2.0), mg.Variable(5.0)
        with mg.GradientTape() as tape:
            with tape.stop_recording():
                h = a * 3.0
            L = h * b
        da, db = tape.gradient(L, [a, b])
    """)
    assert not named(tape, "h").recorded
    assert named(tape, "a").gradient.reason == "cut in line 4: not recorded"
    assert number(named(tape, "b")) == 6.0


def test_an_input_that_nobody_watched_says_so():
    tape = record("""
        x, w = mg.constant(3.0), mg.Variable(2.0)
        with mg.GradientTape() as tape:
            L = x * w
        dx = tape.gradient(L, x)
    """)
    assert named(tape, "x").gradient.reason.startswith("it was not watched")


def test_a_variable_that_nothing_used_is_shown_with_none():
    tape = record("""
        a, b = mg.Variable(2.0), mg.Variable(5.0)
        with mg.GradientTape() as tape:
            L = a * a
        grads = tape.gradient(L, [a, b])
    """)
    assert named(tape, "b").gradient.reason == "L does not depend on it"


def test_an_exact_zero_is_not_none():
    tape = record("""
        a = mg.Variable(-1.0)
        with mg.GradientTape() as tape:
            L = mg.maximum(a, 0.0)
        g = tape.gradient(L, a)
    """)
    assert named(tape, "a").gradient.state == "zero"


def test_without_a_tape_everything_is_shown_as_it_is():
    tape = record("w = mg.Variable(2.0)\nL = w * w", of="L")
    assert all(node.recorded for node in tape.nodes)
    assert named(tape, "L").target


# -- edges -----------------------------------------------------------------------------------------


def test_operands_have_roles_where_their_order_matters():
    tape = record("a, b = mg.Variable(2.0), mg.Variable(3.0)\nc = a - b\nd = a * b\ne = a / b")
    assert [edge.role for edge in tape.edges] == [
        "left", "right", "", "", "numerator", "denominator",
    ]  # fmt: skip


def test_broadcasting_is_told_by_its_axes():
    tape = record("""
        X, b = mg.Variable(np.ones((4, 5))), mg.Variable(np.ones(5))
        z = X + b
    """)
    assert [edge.stretched for edge in tape.edges] == [(), (0,)]


def test_literals_are_constants_and_named_arrays_are_inputs():
    tape = record("A = np.ones((2, 2))\nw = mg.Variable(np.ones((2, 2)))\ny = (w @ A) * 2.0")
    assert [(n.kind, n.name) for n in tape.nodes if n.leaf] == [
        ("variable", "w"), ("input", "A"), ("constant", ""),
    ]  # fmt: skip


def test_memory_that_the_records_keep_is_counted():
    tape = record("""
        w = mg.Variable(np.ones((10, 10), np.float32))
        with mg.GradientTape():
            y = mg.tanh(w)
    """)
    assert tape.saved_bytes() == 400


# -- a cell that fails --------------------------------------------------------------------------------


def test_the_graph_up_to_the_failing_operation_is_kept():
    tape = record("""
        X, W = mg.constant(np.ones((4, 3))), mg.Variable(np.ones((5, 2)))
        h = X * 2.0
        out = h @ W
        L = mg.sum(out)
    """)
    failed = tape.nodes[tape.failure.node]
    assert (failed.op, failed.span.line, failed.value) == ("h @ W", 3, None)
    sources = [tape.nodes[edge.source].name for edge in tape.edges if edge.target == failed.id]
    assert sources == ["h", "W"]
    assert "ShapeError" in tape.failure.message


def test_an_error_that_is_no_operation_adds_no_node():
    tape = record("w = mg.Variable(2.0)\ny = w * w\nraise KeyError('unrelated')")
    assert tape.failure.node is None
    assert [node.op for node in tape.nodes if node.op] == ["multiply"]


def test_an_empty_log_is_an_empty_recording():
    tape = record("pass")
    assert (tape.nodes, tape.edges, tape.steps) == ((), (), ())


# -- higher order ----------------------------------------------------------------------------------------


def test_operations_of_the_backward_pass_are_of_second_order():
    tape = record("""
        x = mg.Variable(2.0)
        with mg.GradientTape() as outer:
            with mg.GradientTape() as inner:
                y = x**3
            dy = inner.gradient(y, x)
        d2y = outer.gradient(dy, x)
    """)
    assert {node.order for node in tape.nodes if node.op == "power"} == {0}
    assert named(tape, "dy").order == 1
    assert number(named(tape, "x")) == 12.0
    assert {step.walk for step in tape.steps} == {0, 1}


def test_equal_literals_are_constants_of_their_own():
    tape = record("w = mg.Variable(3.0)\ny = 7.0 * w + 7.0")
    assert tape.fan_out() == [1, 1, 1, 1, 0]


def test_scopes_fold_by_their_names():
    tape = record("""
        w = mg.Variable(3.0)
        with mg.scope("net"):
            with mg.scope("layer1"):
                h = w * w
        y = h + w
    """)
    assert [node.scope for node in tape.nodes if node.op] == ["net/layer1", ""]


def test_a_weight_that_is_written_in_place_is_a_new_node_at_every_turn():
    tape = record("""
        from minigrad.dialects import torch
        w = torch.tensor([1.0, -2.0], requires_grad=True)
        for step in range(3):
            L = (w * w).sum()
            L.backward()
            with torch.no_grad():
                w -= 0.25 * w.grad
                w.grad = None
    """)
    weights = [node for node in tape.nodes if node.kind == "variable"]
    assert [node.value.numbers for node in weights] == [(1.0, -2.0), (0.5, -1.0), (0.25, -0.5)]
    assert [node.gradient.value.numbers for node in weights] == [
        (2.0, -4.0),
        (1.0, -2.0),
        (0.5, -1.0),
    ]


def test_a_gradient_that_is_zeroed_later_is_shown_as_it_was():
    tape = record("""
        w = mg.tensor([1.0, -2.0], requires_grad=True)
        mg.sum(w * w).backward()
        w.grad.array[:] = 0.0
    """)
    assert named(tape, "w").gradient.value.numbers == (2.0, -4.0)


def test_every_turns_variable_has_the_gradient_of_its_own_pass():
    tape = record("""
        w = mg.Variable(1.0)
        for step in range(4):
            with mg.GradientTape() as tape:
                L = w * w
            g = tape.gradient(L, w)
            w.assign_sub(0.25 * g)
    """)
    weights = [node for node in tape.nodes if node.name == "w"]
    assert [number(node) for node in weights] == [2.0, 1.0, 0.5, 0.25]
