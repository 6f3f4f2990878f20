"""``-b NAME``: going backward from a value is part of the cell."""

import pytest

from minigrad.ipython import last_tape, unload


def test_the_gradient_is_taken_after_the_body(run, shell):
    ran = run("%%tape -b y\ny = x * x\ny + 1")
    assert float(ran.value) == 10
    assert gradients() == {"x": 6.0}


def test_a_semicolon_still_silences_the_value(run):
    assert run("%%tape -b y\ny = x * x\ny;").stdout == ""


def test_a_body_that_ends_with_an_assignment(run):
    assert run("%%tape -b y\ny = x * x").value is None
    assert gradients() == {"x": 6.0}


def test_a_tensor_that_requires_grad_goes_backward_itself(run, shell):
    run("t = mg.tensor(3.0, requires_grad=True)")
    run("%%tape -b y\ny = t * t")
    assert float(shell.user_ns["t"].grad) == 6


def test_tapes_inside_of_the_cell_keep_working(run, shell):
    run("%%tape -b y\nwith mg.GradientTape() as g:\n    y = x * x\ndy = g.gradient(y, x)")
    assert float(shell.user_ns["dy"]) == 6


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("-b none", "-b none: none is not defined; name a tensor that the cell made"),
        ("-b n", "-b n: n is a int; name a tensor that the cell made"),
        ("-b 'y.data'", "-b y.data: y.data is not defined"),
    ],
)
def test_a_name_without_a_tensor_is_the_cells_error(run, line, why):
    ran = run(f"%%tape {line}\nn = 1\ny = x * x\n")
    assert not ran.ok
    assert why in ran.stderr
    assert len(ran.displayed) == 1


def test_an_error_of_the_backward_pass_is_the_cells_error(run):
    run("t = mg.tensor([1.0, 2.0], requires_grad=True)")
    ran = run("%%tape -b y\ny = t * t")
    assert not ran.ok
    assert ran.stderr.startswith("UsageError: -b y: ")


def test_a_cell_without_variables_has_nothing_to_differentiate_by(run):
    ran = run("%%tape -b y\nc = mg.constant(3.0)\ny = c * c")
    assert not ran.ok
    assert "-b y: the cell used no Variable, so there is nothing to differentiate by" in ran.stderr


def test_a_refused_backward_pass_does_not_mark_an_operation_as_failed(run):
    run("%%tape -b none\ny = x * x\ny")
    assert last_tape().recording.failure is None


def test_there_is_no_backward_pass_after_an_error(run):
    ran = run("%%tape -b y\ny = x * x\n1 / 0")
    assert isinstance(ran.error, ZeroDivisionError)
    assert ran.stderr == ""
    assert gradients() == {"x": None}


def test_the_fallback_goes_backward_too(run):
    run("%%tape -b y\n%%time\ny = x * x")
    assert gradients() == {"x": 6.0}


def test_the_cell_that_loads_the_extension_goes_backward_when_it_ends(shell, run):
    """Its statements were compiled before the extension was there."""
    unload(shell)
    run("%load_ext minigrad\n%tape -b y\ny = x * x")
    assert gradients() == {"x": 6.0}
    run("%unload_ext minigrad")
    ran = run("%load_ext minigrad\n%tape -b none\ny = x * x")
    assert (
        ran.stderr == "UsageError: -b none: none is not defined; name a tensor that the cell made\n"
    )


def gradients():
    """The gradients of the last tape's inputs, by name."""
    nodes = [node for node in last_tape().recording.nodes if node.leaf and node.name]
    return {n.name: n.gradient.value and n.gradient.value.numbers[0] for n in nodes}


@pytest.mark.parametrize(
    "cell",
    [
        "v = tf.Variable(3.0)\nwith tf.GradientTape() as g:\n    y = v * v\ng.gradient(y, v)",
        "v = torch.tensor(3.0, requires_grad=True)\ny = v * v\ny.backward()",
    ],
)
def test_the_gradients_that_the_cell_itself_computes_are_shown_in_both_dialects(run, cell):
    run("from minigrad.dialects import tensorflow as tf, torch")
    run(f"%%tape\n{cell}")
    assert gradients() == {"v": 6.0}
