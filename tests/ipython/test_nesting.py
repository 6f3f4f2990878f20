"""``%%tape`` beside other magics, inside of them and around them."""

import pytest


def test_a_timed_line_inside(run, operations):
    ran = run("%%tape\n%time y = x * x\ny + 1")
    assert float(ran.value) == 10
    assert "Wall time" in ran.stdout
    assert [name for name, _ in operations()] == ["multiply", "add"]


def test_timing_outside(run, operations):
    ran = run("%%time\n%%tape\ny = x * x\ny + 1")
    assert "Wall time" in ran.stdout
    assert len(ran.displayed) == 1
    assert operations() == [("multiply", 3), ("add", 4)]


def test_timing_on_the_second_line(run, operations):
    ran = run("%%tape\n%%time\ny = x * x\ny + 1")
    assert float(ran.value) == 10
    assert operations() == [("multiply", 3), ("add", 4)]


def test_captured_from_outside_the_graph_is_captured(run, shell, operations):
    ran = run("%%capture c\n%%tape\ny = x * x\ny + 1")
    assert ran.displayed == []
    assert len(shell.user_ns["c"].outputs) == 2  # the value and the graph
    assert operations() == [("multiply", 2), ("add", 3)]


def test_captured_on_the_second_line_the_graph_is_shown(run, operations):
    ran = run("%%tape\n%%capture c\ny = x * x\ny + 1")
    assert len(ran.displayed) == 1
    assert operations() == [("multiply", 3), ("add", 4)]


def test_shell_commands_inside(run, operations):
    ran = run("%%tape\nwords = !echo one\ny = x * x\nwords")
    assert list(ran.value) == ["one"]
    assert operations() == [("multiply", 3)]


def test_a_cell_run_by_a_cell_is_recorded_into_the_outer_tape(run, operations):
    run("%%tape\nget_ipython().run_cell('y = x * x')\nx + 1")
    assert [name for name, _ in operations()] == ["multiply", "add"]


def test_a_cell_run_by_a_cell_may_have_a_tape_of_its_own(run):
    ran = run("get_ipython().run_cell('%%tape\\nx * x')\nx + 1")
    assert len(ran.displayed) == 1


def test_the_magic_can_be_called_as_a_function(run, operations):
    ran = run("get_ipython().run_cell_magic('tape', '', 'y = x * x\\ny + 1')")
    assert float(ran.value) == 10
    assert operations() == [("multiply", 1), ("add", 2)]


def test_the_magic_can_be_called_outside_of_any_cell(shell):
    assert float(shell.run_cell_magic("tape", "-q", "x * x")) == 9
    assert float(shell.run_line_magic("tape", "-q x * x")) == 9


def test_an_error_on_the_second_lines_magic_keeps_its_line(run):
    ran = run("%%tape\n%%time\ny = x * x\n1 / 0")
    assert "----> 4 1 / 0" in ran.stdout or "ZeroDivisionError" in ran.stdout
    assert len(ran.displayed) == 1


def test_await_is_refused_where_only_the_cell_could_do_it(run):
    ran = run(
        "%%tape\n%time 1\nimport asyncio\nget_ipython().run_cell_magic('tape', '', 'await asyncio.sleep(0)')"
    )
    assert "write %tape on the cell's first line instead" in ran.stderr


def test_leading_blank_lines_are_counted(run, operations):
    run("\n\n%%tape\n\nx * x")
    assert operations() == [("multiply", 5)]


@pytest.mark.parametrize("before", ["", "    "])
def test_an_indented_cell(run, operations, before):
    run(f"{before}%%tape\n{before}y = x * x")
    assert operations() == [("multiply", 2)]
