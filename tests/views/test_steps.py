"""The backward pass as plain data, and what a tape answers when it is asked: numbers checkable on paper."""

import pytest

from minigrad.errors import TapeError
from minigrad.views import Node, Recording, TapeView
from tests.views.test_from_log import LESSON, record

TWICE = """
    a = mg.Variable(3.0)
    with mg.GradientTape() as tape:
        s = a + a
        L = s * s
    g = tape.gradient(L, a)
"""
SOFTMAX = """
    x = mg.constant([[1.0, 2.0], [0.0, -1.0]])
    w = mg.Variable([[0.5, -0.5, 0.0], [1.0, 0.0, 2.0]])
    b = mg.Variable([0.1, 0.2, 0.3])
    with mg.GradientTape() as tape:
        p = mg.log_softmax(mg.tanh(x @ w + b))
        L = -mg.mean(p[:, 0])
    g = tape.gradient(L, [w, b])
"""


def view(text):
    return TapeView(record(text))


def numbers(value):
    return value.numbers


# -- steps -----------------------------------------------------------------------------------------


def test_the_steps_of_the_first_lesson_are_those_on_paper():
    steps = view(LESSON).steps()
    assert [(s.number, s.node, s.operation, s.operand) for s in steps] == [
        (1, "L", "square", "y - yhat"),
        (2, "y - yhat", "subtract", "yhat"),
        (3, "yhat", "multiply", "w"),
    ]
    assert [numbers(s.upstream) for s in steps] == [(1.0,), (-2.0,), (2.0,)]
    assert [s.local for s in steps] == [-2.0, -1.0, 3.0]
    assert [numbers(s.contribution) for s in steps] == [(-2.0,), (2.0,), (6.0,)]


def test_contributions_add_up_to_a_running_total():
    steps = view(TWICE).steps(sources="a")
    assert [numbers(s.total) for s in steps] == [(6.0,), (12.0,), (12.0,), (24.0,)]
    assert [(s.arrived, s.expected) for s in steps] == [(1, 2), (2, 2), (1, 2), (2, 2)]
    assert [s.final for s in steps] == [False, True, False, True]


def test_the_transcript_says_the_numbers():
    assert view(TWICE).steps().transcript().splitlines()[-1] == (
        "2. s (add) sends 12.0 · 1.0 = 12.0 to a, which has 24.0 now, 2 of 2 arrived."
    )


def test_steps_are_shown_as_a_table_with_headings():
    page = view(LESSON).steps()._repr_html_()
    assert page.count('<th scope="col"') == 9
    assert page.count('<th scope="row"') == 3
    assert "y - yhat" in repr(view(LESSON).steps())


def test_names_of_the_user_are_escaped_in_the_table():
    steps = view("L = mg.Variable(2.0, name='<script>') * 3.0\nL.shape").recording
    assert "<script>" not in TapeView(steps).cost()._repr_html_()


def test_of_two_passes_one_can_be_chosen():
    both = view("""
        a = mg.Variable(3.0)
        with mg.GradientTape(persistent=True) as tape:
            u = a * 2.0
            v = a * a
        tape.gradient(u, a), tape.gradient(v, a)
    """)
    assert [s.walk for s in both.steps()] == [1, 2, 2]
    assert [numbers(s.total) for s in both.steps("v")] == [(3.0,), (6.0,)]
    with pytest.raises(ValueError, match=r"No backward pass begins at a; they begin at u, v\."):
        both.steps("a")


def test_only_what_leads_to_a_source_is_told():
    steps = view(SOFTMAX).steps(sources=["b"])
    assert steps[-1].operand == "b"
    assert "w" not in [s.operand for s in steps]


def test_steps_survive_a_file():
    tape = view(SOFTMAX)
    assert TapeView(Recording.from_json(tape.json())).steps() == tape.steps()


def test_arrays_have_no_single_local_derivative():
    locals_ = {s.operation: s.local for s in view(SOFTMAX).steps()}
    assert locals_["matmul"] is None
    assert locals_["negative"] == -1.0


def test_without_a_backward_pass_the_way_to_one_is_told():
    with pytest.raises(TapeError, match="No backward pass was recorded: ask for a gradient"):
        view("a = mg.Variable(3.0)\nL = a * a").steps()


def test_a_target_that_reaches_nothing_is_told():
    text = "with mg.GradientTape() as t:\n    L = mg.constant(2.0) * 3.0\ng = t.gradient(L, L)"
    with pytest.raises(TapeError, match="reaches nothing that is watched, so no gradient flows"):
        view(text).steps()


def test_a_source_that_is_cut_off_is_told_with_the_reason():
    tape = view("""
        a, c = mg.Variable(3.0), mg.Variable(2.0)
        with mg.GradientTape() as tape:
            L = mg.stop_gradient(a * a) * c
        g = tape.gradient(L, [a, c])
    """)
    with pytest.raises(TapeError, match=r"No gradient flows from L to a: cut by detach\(\)"):
        tape.steps(sources="a")


def test_an_unknown_name_brings_the_known_ones():
    with pytest.raises(ValueError, match=r"called 'yhatt'. Names that are: yhat\."):
        view(LESSON).steps("yhatt")


# -- order -----------------------------------------------------------------------------------------


def test_depth_first_hands_on_half_of_a_shared_result():
    rows = {row[0]: row[1:] for row in view(TWICE).order().rows}
    assert rows["s"] == ("12.0", "12.0", "")
    assert rows["a"] == ("12.0", "24.0", "wrong")


def test_where_nothing_is_shared_both_orders_agree():
    assert "no result of an operation is used twice" in view(LESSON).order().note


def test_order_refuses_arrays_and_says_what_to_try():
    with pytest.raises(TapeError, match=r"single numbers, but x has the shape \(2, 2\)"):
        view(SOFTMAX).order()


def test_order_walks_a_long_chain_without_recursion():
    chain = view("""
        x = y = mg.Variable(1.0)
        for _ in range(3000):
            y = y * 1.0
    """)
    assert len(chain.order().rows) == 3001 + 3000


# -- paths -----------------------------------------------------------------------------------------


def test_a_gradient_is_the_sum_over_paths():
    report = view(TWICE).paths("a")
    assert report.rows == (("a → s → L", "1.0 · 6.0", "6.0"),) * 4
    assert report.note == "dL/da = 24.0, the sum of 4 paths."


def test_at_most_64_paths_are_listed_but_all_are_summed():
    report = view("""
        a = x = mg.Variable(1.0)
        for _ in range(10):
            x = x + x
        L = x * 1.0
    """).paths("a", "L")
    assert len(report.rows) == 64
    assert report.note.startswith("dL/da = 1024.0, the sum of 1,024 paths; 960 more are not listed")


def test_where_no_path_leads_the_gradient_is_none():
    with pytest.raises(ValueError, match="No path leads from b to L, so its gradient is None"):
        view("a, b = mg.Variable(1.0), mg.Variable(2.0)\nu = b * b\nL = a * a").paths("b", "L")


def test_arrays_beside_the_paths_do_no_harm():
    report = view("a, w = mg.Variable(2.0), mg.Variable([1.0, 2.0])\nL = a * mg.sum(w)").paths("a")
    assert report.rows == (("a → L", "3.0", "3.0"),)


# -- forward mode ----------------------------------------------------------------------------------


def test_forward_mode_pushes_one_tangent_from_the_source_to_the_target():
    report = view(TWICE).forward("a")
    assert report.rows == (
        ("a", "3.0", "seed", "1.0"),
        ("s", "6.0", "1.0 · 1.0 + 1.0 · 1.0", "2.0"),
        ("L", "36.0", "6.0 · 2.0 + 6.0 · 2.0", "24.0"),
    )
    assert report.note.startswith("dL/da = 24.0 after one walk with 4 edges")


def test_forward_mode_refuses_arrays():
    with pytest.raises(TapeError, match="works with single numbers"):
        view(SOFTMAX).forward("w")


# -- check -----------------------------------------------------------------------------------------


def test_differences_agree_with_every_recorded_gradient():
    for text in (LESSON, TWICE, SOFTMAX):
        report = view(text).check()
        assert {row[-1] for row in report.rows} == {"ok"}
        assert all(float(row[4]) < 1e-6 for row in report.rows)


def test_a_wrong_gradient_is_found():
    tape = view(TWICE).recording
    wrong = tape.to_json().replace('"numbers":[24.0]', '"numbers":[25.0]')
    report = TapeView(Recording.from_json(wrong)).check()
    assert [row[0] for row in report.rows if row[-1] == "differs"] == ["a"]


def test_what_an_earlier_pass_left_in_grad_does_not_count():
    report = view("""
        a = mg.tensor(3.0, requires_grad=True)
        (a * 2.0).backward()
        L = a * a
        L.backward()
    """).check()
    assert report.rows[0][:4] == ("a", "itself", "6.0", "6.0")


def test_nothing_is_measured_through_a_cut():
    report = view("""
        a = mg.Variable(3.0)
        with mg.GradientTape() as tape:
            L = mg.stop_gradient(a * a) * a
        g = tape.gradient(L, a)
    """).check()
    assert report.rows[0][2:4] == ("9.0", "9.0")


def test_a_seed_counts():
    report = view("""
        a = mg.Variable([1.0, 2.0])
        with mg.GradientTape() as tape:
            L = a * a
        g = tape.gradient(L, a, output_gradients=mg.constant([1.0, 10.0]))
    """).check()
    assert report.rows[0][:4] == ("a", "each element", "[2.0, 40.0]", "[2.0, 40.0]")


def test_larger_arrays_are_nudged_along_a_direction():
    tape = view("""
        a = mg.Variable(np.linspace(-1, 1, 40).reshape(4, 10))
        with mg.GradientTape() as tape:
            L = mg.sum(a.T[1:, ::2] ** 3, axis=0).reshape(-1)[1]
        g = tape.gradient(L, a)
    """)
    rows = tape.check().rows
    assert rows[0][1] == "along a direction"
    assert {row[-1] for row in rows} == {"ok"}


def test_what_the_recording_did_not_keep_is_told():
    text = """
        a = mg.Variable(np.ones(300))
        with mg.GradientTape() as tape:
            L = mg.sum(a)
        g = tape.gradient(L, a)
    """
    with pytest.raises(TapeError, match=r"a cannot be computed again .* of its 300 numbers"):
        view(text).check()


def test_of_a_long_tape_the_leaves_are_checked():
    report = view("""
        x = y = mg.Variable(1.0)
        with mg.GradientTape() as tape:
            for _ in range(300):
                y = mg.tanh(y) * 1.5
        g = tape.gradient(y, x)
    """).check()
    assert [row[0] for row in report.rows] == ["x"]
    assert report.caption.endswith("1 of 600 values")


def test_masks_indices_and_classes_are_replayed():
    tape = view("""
        from minigrad.primitive import TABLE
        cross_entropy = TABLE["sparse_cross_entropy"]
        x = mg.Variable([[1.0, 2.0, 3.0], [0.5, -1.0, 0.0]])
        with mg.GradientTape() as tape:
            kept = mg.where(x > 0.7, x * 2.0, x ** 2)
            first = kept[np.array([1, 0])][:, 0:2]
            L = mg.sum(cross_entropy(x, np.array([2, 0]))) + mg.sum(first)
        g = tape.gradient(L, x)
    """)
    assert {row[-1] for row in tape.check().rows} == {"ok"}
    assert {row[-1] for row in TapeView(Recording.from_json(tape.json())).check().rows} == {"ok"}


def test_nothing_can_be_compared_with_nan_on_the_way():
    report = view("""
        x = mg.Variable(-1.0)
        with mg.GradientTape() as tape:
            L = mg.log(x) * x
        g = tape.gradient(L, x)
    """).check()
    assert report.rows[0][0] == "x"
    assert report.rows[0][-1] == "not finite"
    assert "with NaN or infinity on the way nothing can be compared" in report.note


def test_second_order_has_steps_paths_and_differences():
    tape = view("""
        x = mg.Variable(3.0)
        with mg.GradientTape() as outer:
            with mg.GradientTape() as inner:
                y = x ** 3
            dy = inner.gradient(y, x)
        d2y = outer.gradient(dy, x)
    """)
    assert numbers(tape.steps("dy", "x")[-1].total) == (18.0,)
    assert tape.paths("x", "dy").note == "ddy/dx = 18.0, the sum of 1 path."
    assert tape.check().rows[0][2:4] == ("18.0", "18.0")


def test_check_needs_gradients():
    with pytest.raises(TapeError, match="no gradients to check: write %%tape -b L"):
        view("a = mg.Variable(3.0)\nL = a * a").check()


# -- cost ------------------------------------------------------------------------------------------


def test_three_inputs_and_one_output_cost_forward_mode_three_walks():
    report = view("""
        a, b, c = mg.Variable(1.0), mg.Variable(2.0), mg.Variable(3.0)
        L = a * b * c
    """).cost()
    assert report.rows == (("forward", "3", "5", "5"), ("reverse", "1", "4", "4"))
    assert report.note == "With 3 input numbers and 1 output number, reverse mode visits less."


def test_one_input_and_four_outputs_cost_reverse_mode_four_walks():
    report = view("a = mg.Variable(2.0)\nL = a * mg.constant([1.0, 2.0, 3.0, 4.0])").cost()
    assert report.rows == (("forward", "1", "1", "4"), ("reverse", "4", "4", "16"))


def test_cost_needs_something_that_can_change():
    with pytest.raises(TapeError, match="depends on no input that could be changed"):
        TapeView(Recording("", (Node(0, "constant", name="L"),))).cost()
