"""vmap: a function written for one example gives for many what a loop gives."""

import numpy as np
import pytest

import minigrad as mg
from minigrad.batch import Batch, one_block
from minigrad.errors import BatchError, ShapeError
from minigrad.primitives import TABLE
from minigrad.vmap import vmap

RNG = np.random.default_rng(0)
# Inside every function's domain; arccosh and arctanh need different ones.
DOMAIN = {"arccosh": (1.5, 3.0), "arctanh": (-0.8, 0.8)}
UNARY = sorted(n for n, p in TABLE.items() if p.kind == "elementwise" and len(p.rules) == 1)
BINARY = sorted(n for n, p in TABLE.items() if p.kind == "elementwise" and len(p.rules) == 2)
MATRICES = RNG.uniform(0.5, 1.5, (4, 3, 5))


def looped(f, *args):
    return np.stack([np.asarray(f(*rows).data) for rows in zip(*args, strict=True)])


def agrees(f, *args):
    """The values of f, and its gradient with respect to the first argument, equal those of a loop."""
    np.testing.assert_allclose(vmap(f)(*args).numpy(), looped(f, *args), rtol=1e-12)
    slope = mg.grad(lambda *xs: (f(*xs) * 1.5).sum())
    np.testing.assert_allclose(vmap(slope)(*args).numpy(), looped(slope, *args), rtol=1e-12)


@pytest.mark.parametrize("name", UNARY)
def test_every_elementwise_function_of_one_operand_agrees_with_a_loop(name):
    low, high = DOMAIN.get(name, (0.2, 0.8))
    agrees(TABLE[name], RNG.uniform(low, high, (4, 3)))


@pytest.mark.parametrize("name", BINARY)
def test_every_elementwise_function_of_two_operands_agrees_with_a_loop(name):
    a, b = RNG.uniform(1.2, 2.8, (2, 4, 3))
    agrees(TABLE[name], a, b)
    agrees(lambda a, b: TABLE[name](a, b[0]), a, b)  # the second operand is stretched
    agrees(lambda a, b: TABLE[name](a[0], b), a, b)


GENERAL = sorted(
    n
    for n, p in TABLE.items()
    if p.kind != "elementwise" and not n.startswith(("vmap", "cast", "where"))
)
SQUARE = RNG.uniform(0.5, 1.5, (4, 3, 3)) + 3 * np.eye(3)


def works(f, x):
    try:
        return f(mg.constant(x)) is not None
    except Exception:  # noqa: BLE001 - it needs parameters, and has a test of its own
        return False


@pytest.mark.parametrize("name", GENERAL)
def test_every_other_row_of_the_table_agrees_with_a_loop(name):
    row = TABLE[name]
    f = (lambda x: row(x)) if len(row.rules) == 1 else (lambda x: row(x, x * 1.5))  # noqa: PLW0108
    for examples in (MATRICES, SQUARE):
        if works(f, examples[0]):
            np.testing.assert_allclose(vmap(f)(examples).numpy(), looped(f, examples), rtol=1e-9)
            slope = mg.grad(lambda x: f(x).sum())
            np.testing.assert_allclose(
                vmap(slope)(examples).numpy(), looped(slope, examples), rtol=1e-9, atol=1e-12
            )
            break


def test_writing_into_each_example_agrees_with_a_loop():
    agrees(lambda x, v: TABLE["setitem"](x, v, 0), MATRICES[:, 0], np.arange(4.0))


@pytest.mark.parametrize("name", ["sum", "mean", "prod", "max", "min", "var", "std", "logsumexp"])
@pytest.mark.parametrize("axis", [None, 0, -1, (0, 1)])
@pytest.mark.parametrize("keepdims", [False, True])
def test_reductions_agree_with_a_loop(name, axis, keepdims):
    agrees(lambda x: TABLE[name](x, axis=axis, keepdims=keepdims), MATRICES)


@pytest.mark.parametrize(
    ("left", "right"),
    [((3,), (3,)), ((2, 3), (3,)), ((3,), (3, 2)), ((2, 3), (3, 2)), ((5, 2, 3), (3, 2)), ((3, 2, 3), (3, 3, 2))],
)  # fmt: skip
def test_matmul_of_every_rank_agrees_with_a_loop(left, right):
    a, b = RNG.standard_normal((4, *left)), RNG.standard_normal((4, *right))
    agrees(lambda a, b: a @ b, a, b)
    agrees(lambda b, a: a @ b, b, a)
    agrees(lambda a: a @ b[0], a)  # one operand is the same for all
    agrees(lambda b: mg.matmul(a[0], b), b)


@pytest.mark.parametrize(
    "index",
    [0, -1, slice(1, None), (slice(None), 2), (Ellipsis, None, 1), [2, 0, 0], (np.array([0, 2]), np.array([1, 1])),
     (0, np.array([1, 3])), np.array([True, False, True])],
    ids=str,
)  # fmt: skip
def test_indexing_agrees_with_a_loop(index):
    agrees(lambda x: x[index], MATRICES)


def test_indexing_with_a_slice_between_arrays_agrees_with_a_loop():
    agrees(lambda x: x[np.array([0, 1]), :, np.array([1, 0])], RNG.standard_normal((4, 2, 3, 2)))


@pytest.mark.parametrize(
    "move",
    [lambda x: x.reshape(5, -1), lambda x: x.reshape(15), lambda x: x.transpose(), lambda x: x.T, lambda x: x[None],
     lambda x: mg.swapaxes(x, 0, 1), lambda x: mg.broadcast_to(x, (2, 3, 5)), lambda x: mg.expand_dims(x, -1),
     lambda x: mg.concatenate([x, x * 2], axis=1), lambda x: mg.stack([x, np.ones((3, 5))], axis=-1),
     lambda x: mg.where(x > 1, x, x * x), lambda x: mg.cumsum(x, axis=1), lambda x: mg.astype(x, np.float64)],
    ids=["reshape", "flat", "transpose", "T", "new axis", "swapaxes", "broadcast_to", "expand_dims", "concatenate",
         "stack", "where", "cumsum", "astype"],
)  # fmt: skip
def test_moving_elements_agrees_with_a_loop(move):
    agrees(move, MATRICES)


def test_the_softmax_cross_entropy_of_each_example_with_its_own_label_agrees_with_a_loop():
    logits, labels = RNG.standard_normal((6, 4)), np.array([0, 3, 1, 1, 2, 0])
    weights = RNG.standard_normal((4, 4))

    def loss(x, label):
        z = mg.tanh(mg.matmul(x, weights))
        return mg.logsumexp(z) - z[label]

    agrees(loss, logits, labels)


def test_a_network_gives_each_example_its_own_gradient():
    X, W = RNG.standard_normal((5, 3)), RNG.standard_normal((3, 2))
    gradient = mg.grad(lambda W, x: mg.sum(mg.tanh(x @ W) ** 2))
    found = vmap(gradient, in_axes=(None, 0))(W, X).numpy()
    assert found.shape == (5, 3, 2)
    np.testing.assert_allclose(found, np.stack([gradient(W, x).numpy() for x in X]), rtol=1e-12)


def test_arguments_and_results_may_be_nests_with_axes_of_their_own():
    def f(point, scale):
        return {"sum": point["x"] + point["y"], "scaled": point["x"] * scale}

    mapped = vmap(f, in_axes=({"x": 0, "y": 1}, None), out_axes={"sum": 0, "scaled": 1})
    made = mapped({"x": np.ones((2, 3)), "y": np.arange(6.0).reshape(3, 2)}, 10.0)
    assert made["sum"].numpy().tolist() == [[1, 3, 5], [2, 4, 6]]
    assert made["scaled"].shape == (3, 2)


def test_what_is_the_same_for_all_examples_is_repeated():
    assert vmap(lambda _: 7.0)(np.zeros(3)).tolist() == [7, 7, 7]


def test_two_vmaps_make_a_table():
    table = vmap(vmap(lambda a, b: a * b, in_axes=(None, 0)), in_axes=(0, None))
    assert table(np.array([1.0, 2.0]), np.array([1.0, 2.0, 3.0])).numpy().tolist() == [
        [1, 2, 3],
        [2, 4, 6],
    ]


def test_tapes_work_inside_on_what_is_watched_there():
    def slope(x):
        with mg.GradientTape() as tape:
            tape.watch(x)
            y = x * x * x
        return tape.gradient(y, x)

    assert vmap(slope)(mg.constant([1.0, 2.0])).numpy().tolist() == [3, 12]


def test_backward_works_inside_on_what_is_made_there():
    def slope(x):
        w = x.detach().requires_grad_()
        (w * w).backward()
        return w.grad

    assert vmap(slope)(mg.tensor([1.0, 2.0])).numpy().tolist() == [2, 4]


def test_a_tape_inside_gives_a_shared_variable_one_gradient_per_example():
    w = mg.Variable(2.0)

    def slope(x):
        with mg.GradientTape() as tape:
            y = w * x
        return tape.gradient(y, w)

    assert vmap(slope)(np.array([1.0, 5.0])).numpy().tolist() == [1, 5]


def test_a_tape_outside_gives_a_shared_variable_the_sum_over_examples():
    w, x = mg.Variable(2.0), mg.constant([1.0, 5.0])
    with mg.GradientTape() as tape:
        tape.watch(x)
        y = mg.sum(vmap(lambda x: w * x * w)(x))
    for_w, for_x = tape.gradient(y, [w, x])
    assert float(for_w) == 2 * 2 * (1 + 5)
    assert for_x.numpy().tolist() == [4, 4]


def test_backward_outside_reaches_what_all_examples_share():
    w = mg.tensor([1.0, 2.0], requires_grad=True)
    vmap(lambda x: (w * x).sum())(np.array([[1.0, 2.0], [3.0, 4.0]])).sum().backward()
    assert w.grad.numpy().tolist() == [4, 6]


def test_derivatives_through_vmap_agree_with_finite_differences_to_second_order():
    X, w = RNG.standard_normal((3, 2)), RNG.standard_normal(2)
    f = vmap(lambda w, x: mg.tanh(w @ x) * x[0], in_axes=(None, 0))
    mg.check_gradient(f, w, X, order=2)
    mg.check_gradient(lambda w: vmap(lambda x: mg.exp(w @ x))(X), w, order=2)


def test_jvp_and_vmap_commute():
    x, t = RNG.standard_normal((2, 4))
    along = lambda x, t: mg.jvp(mg.tanh, (x,), (t,))[1]  # noqa: E731
    np.testing.assert_allclose(
        vmap(along)(x, t).numpy(), mg.jvp(vmap(mg.tanh), (x,), (t,))[1].numpy()
    )


def test_a_hessian_is_the_hvp_mapped_over_the_unit_vectors():
    f = lambda w: w[0] * w[0] * w[1]  # noqa: E731
    w = np.array([2.0, 3.0])
    hessian = vmap(lambda v: mg.hvp(f, w, v))(np.eye(2)).numpy()
    assert hessian.tolist() == [[6, 4], [4, 0]]


def test_a_function_without_a_rule_of_its_own_runs_example_by_example():
    stack = RNG.standard_normal((4, 3))
    found = np.sort(Batch(stack))
    assert isinstance(found, Batch)
    np.testing.assert_array_equal(found.stack, np.sort(stack, axis=1))
    np.testing.assert_array_equal(Batch(stack).argmax().stack, stack.argmax(axis=1))


def test_a_weak_batch_keeps_float32_as_a_python_number_does():
    rate = Batch(np.array([0.1, 0.2]), weak=True)
    assert (rate * np.ones(3, np.float32)).dtype == np.float32
    assert (rate * np.ones(3)).dtype == np.float64
    assert (2.0 * rate).weak


def test_indices_keep_their_meaning_only_in_one_block():
    assert not one_block((np.array([0]), slice(None), 0))


@pytest.mark.parametrize(
    ("question", "said"),
    [(lambda x: x if x > 0 else -x, "`if`.*"), (float, r"float\(\)"), (lambda x: x.item(), r"\.item\(\)"),
     (lambda x: f"{x:.3f}", "the format '.3f'"), (lambda x: range(int(x)), r"int\(\)"),
     (lambda x: np.asarray(x.numpy()), "conversion to one array")],
    ids=["if", "float", "item", "format", "int", "array"],
)  # fmt: skip
def test_whatever_asks_for_one_value_says_what_to_do_instead(question, said):
    with pytest.raises(
        BatchError, match=rf"{said} asks for one value.*stands for 2 at once.*mg\.where"
    ):
        vmap(question)(np.array([1.0, -1.0]))


def test_arguments_that_disagree_on_the_number_of_examples_are_named():
    with pytest.raises(
        ShapeError, match=r"agree on one number of examples, and they have \[2, 3\].*in_axes"
    ):
        vmap(lambda a, b: a + b)(np.ones(2), np.ones(3))
    with pytest.raises(ShapeError, match=r"shape \(\) has no axis 0.*in_axes=None"):
        vmap(lambda a: a)(1.0)
    with pytest.raises(ShapeError, match=r"another structure"):
        vmap(lambda a, b: a + b, in_axes=(0,))(np.ones(2), np.ones(2))
