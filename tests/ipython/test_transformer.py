"""The first line becomes a line magic; everything else stays as it was typed."""

import ast

import pytest
from IPython.core.inputtransformer2 import TransformerManager

from minigrad.ipython.transformer import CloseAtEnd, call, tape_line


def lines(cell):
    return cell.splitlines(keepends=True)


def test_only_the_first_line_changes_and_the_number_of_lines_stays():
    cell = lines("%%tape -q\n\nx * x\n")
    assert tape_line(cell) == ["get_ipython().run_line_magic('tape', '--cell -q')\n", *cell[1:]]


def test_quotes_and_braces_reach_the_magic_as_they_were_typed():
    (first, _) = tape_line(lines("""%%tape --save 'a "b" {x} $x'\nx\n"""))
    assert ast.literal_eval(first[first.index(", ") + 2 : -2]) == """--cell --save 'a "b" {x} $x'"""


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "x * x\n",
        "%%taper\nx\n",  # another magic
        "# first\n%%tape\nx\n",  # not on the first line
        "%%tape\n",  # nothing to record
        "%%tape\n \n",
        "%%tape?\n",  # help
        "%%tape ?\nx\n",
        "%%tape\n%%time\nx\n",  # the body belongs to another magic
    ],
)
def test_other_cells_are_left_alone(cell):
    assert tape_line(lines(cell)) == lines(cell)


def test_a_terminal_waits_for_more_lines():
    manager = TransformerManager()
    manager.line_transforms.insert(0, tape_line)
    assert manager.check_complete("%%tape\ny = x * x")[0] == "incomplete"


def close(code, *, needed=True):
    return ast.unparse(CloseAtEnd(lambda _: needed).visit(ast.parse(code)))


END = call("--end")


def test_the_end_is_put_behind_the_last_expression_whose_value_stays_the_cells_value():
    assert close(f"{call('-b L')}\nL") == f"{call('-b L')}\n(L, {END})[0]"


def test_the_end_is_put_behind_the_last_statement():
    assert close(f"{call('-b L')}\nL = 1") == f"{call('-b L')}\nL = 1\n{END}"


def test_a_cell_that_ends_with_the_magic_itself_ends_after_it():
    assert close(call("-b L")) == f"{call('-b L')}\n{END}"


def test_a_cell_without_the_magic_and_one_that_needs_no_end_are_left_alone():
    assert close("L") == "L"
    assert close(f"{call('-q')}\nL", needed=False) == f"{call('-q')}\nL"
