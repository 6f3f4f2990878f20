"""A cell under ``%%tape`` is an ordinary cell, and its graph follows."""

import pytest

from minigrad.ipython import last_tape


def test_the_last_expression_is_the_cells_value_and_the_graph_follows(run, operations):
    ran = run("%%tape\ny = x * x\ny + 1")
    assert float(ran.value) == 10
    assert len(ran.displayed) == 1
    assert operations() == [("multiply", 2), ("add", 3)]


@pytest.mark.parametrize("end", [";", ";  # quiet"])
def test_a_semicolon_silences_the_value_but_not_the_graph(run, end):
    ran = run(f"%%tape\nx * x{end}")
    assert ran.stdout == ""
    assert len(ran.displayed) == 1


def test_quiet_records_and_shows_nothing(run, shell, operations):
    ran = run("%%tape -q -o t\nx * x;")
    assert ran.displayed == []
    assert operations() == [("multiply", 2)]
    assert shell.user_ns["t"] is last_tape()


def test_an_error_is_the_cells_error_and_the_graph_up_to_it_is_shown(run, operations):
    ran = run("%%tape\ny = x * x\n1 / 0\ny + 1")
    assert isinstance(ran.error, ZeroDivisionError)
    assert "----> 3 1 / 0" in ran.stdout
    assert len(ran.displayed) == 1
    assert operations() == [("multiply", 2)]


def test_tracebacks_show_the_first_line_as_it_was_typed(run):
    ran = run("%%tape -o t\n1 / 0")
    assert "# %%tape -o t" in ran.stdout
    assert "run_line_magic" not in ran.stdout


def test_being_recorded_does_not_show_in_a_traceback(run):
    ran = run("%%tape\na = mg.constant([1.0, 2.0])\na + mg.constant([1.0, 2.0, 3.0])")
    assert "----> 3 a + mg.constant([1.0, 2.0, 3.0])" in ran.stdout
    assert "observe.py" not in ran.stdout


def test_a_syntax_error_is_shown_as_pythons_own_and_nothing_is_recorded(run):
    ran = run("%%tape\ny = (")
    assert isinstance(ran.error, SyntaxError)
    assert ran.displayed == []
    assert run("x * x").displayed == []


def test_an_empty_cell_is_refused_with_a_hint(run):
    assert "Did you mean the line magic %tape" in run("%%tape").stderr
    assert "the cell body is empty" in run("%%tape\n ").stderr


def test_an_unknown_option_runs_nothing_and_says_so_on_one_line(run, shell):
    ran = run("%%tape --vew graph\nran = True")
    assert not ran.ok
    assert ran.stderr.splitlines() == [
        "UsageError: %tape: there is no option --vew; did you mean --view? (%tape? lists the options)"
    ]
    assert "ran" not in shell.user_ns


def test_a_word_behind_the_magic_is_refused_with_what_was_meant(run):
    assert "only options may follow %%tape, not t; to keep the tape write -o t" in (
        run("%%tape t\nx * x").stderr
    )


@pytest.mark.parametrize("name", ["class", "_", "In", "a b", "x;y", "print"])
def test_a_hostile_name_is_refused_before_anything_runs(run, shell, name):
    before = dict(shell.user_ns)
    ran = run(f"%%tape --into '{name}'\nran = True")
    assert not ran.ok
    assert "choose another name, for example tape" in ran.stderr
    assert "ran" not in shell.user_ns
    assert shell.user_ns.get(name) is before.get(name)


def test_a_line_on_its_own_records_the_rest_of_the_cell(run, operations):
    ran = run("a = x + 1\n%tape\nx * x")
    assert float(ran.value) == 9
    assert operations() == [("multiply", 3)]


def test_an_expression_is_recorded_and_its_value_returned(run, operations):
    ran = run("%tape x * x + 1")
    assert float(ran.value) == 10
    assert operations() == [("multiply", 1), ("add", 1)]


def test_an_expression_keeps_its_spaces_and_may_begin_with_a_minus_sign(run):
    assert run("%tape len('a  b')").value == 4
    assert float(run("%tape -x * x").value) == -9


def test_a_semicolon_silences_an_expression(run):
    assert run("%tape x * x;").value is None


def test_an_expression_may_use_the_names_of_a_function(run, operations):
    run("def f(a):\n    b = a * a\n    %tape b + 1\n    return b")
    assert float(run("f(x)").value) == 9
    assert [op for op, _ in operations()] == ["add"]


def test_a_statement_in_a_function_goes_backward_from_the_functions_own_name(run):
    run("def f(a):\n    %tape -q -b b b = a * a\nf(x)")
    *_, b = last_tape().recording.nodes
    assert (b.name, b.target) == ("b", True)


def test_a_misspelt_option_is_not_taken_for_an_expression(run):
    assert "there is no option -z" in run("%tape -z").stderr


def test_a_second_tape_in_one_cell_is_refused(run):
    ran = run("%%tape\ny = x * x\n%tape\ny + 1")
    assert "this cell is recorded already: one %tape is enough" in ran.stderr


def test_there_is_no_last_tape_at_first(run):
    assert "nothing is recorded yet: write %%tape" in run("%tape --last").stderr


def test_a_program_goes_on_when_the_tape_is_full(run, operations):
    ran = run("%%tape --max-ops 2\nfor _ in range(5):\n    x * x\nx + 1")
    assert float(ran.value) == 4
    assert "%tape recorded the first 2 operations only (--max-ops)" in ran.stderr
    assert len(operations()) == 2


def test_the_help_lists_the_options(run):
    text = run("%%tape?").stdout
    assert "%%tape [options]" in text
    assert "--max-nodes N" in text
    assert "--end" not in text  # internal


def test_python_is_not_expanded_in_the_first_line(run):
    assert "not {x}; to keep" in run("%%tape {x}\nx").stderr


def test_future_imports_still_come_first(run):
    assert run("%%tape\nfrom __future__ import annotations\nx * x").ok


def test_operations_of_a_function_lie_in_the_cell_that_called_it(run, operations):
    run("def f(a):\n    return a * a")
    run("%%tape\n\n\nf(x)")
    assert operations() == [("multiply", None)]
