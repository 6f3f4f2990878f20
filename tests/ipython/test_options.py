"""What may follow ``%%tape``, and what is said about what may not."""

import pytest
from IPython.core.error import UsageError

from minigrad.ipython.checks import count, new_file, variable
from minigrad.ipython.options import PARSER


def test_options_are_read_up_to_the_expression_which_stays_as_it_was_typed():
    options, rest = PARSER.read('--layout=TB -q -o t f("a  b", -1)')
    assert (options.layout, options.quiet, options.into) == ("TB", True, "t")
    assert rest == 'f("a  b", -1)'


def test_a_value_may_be_quoted():
    options, rest = PARSER.read("--save 'my tape.json' --of=\"L\"")
    assert (options.save, options.of, rest) == ("my tape.json", "L", "")


@pytest.mark.parametrize("line", ["-x * y", "-- -q", "--  -q"])
def test_an_expression_may_begin_with_a_minus_sign(line):
    assert PARSER.read(line)[1] in {"-x * y", "-q"}


def test_a_comment_is_not_an_expression():
    assert PARSER.read("-q  # quiet")[1] == ""


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("--layot TB", "there is no option --layot; did you mean --layout?"),
        ("--max 3", "there is no option --max"),  # abbreviations would break with the next option
        ("--layout XY", "invalid choice: 'XY'"),
        ("--into", "expected one argument"),
        ("-b -q", "expected one argument"),
        ("--quiet=3", "ignored explicit argument"),
    ],
)
def test_a_wrong_option_is_named_on_one_line_with_the_place_of_the_help(line, message):
    with pytest.raises(UsageError, match=r"^%tape: [^\n]+ \(%tape\? lists the options\)$") as error:
        PARSER.read(line)
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("a b", "is not a name"),
        ("1st", "is not a name"),
        ("x;import os", "is not a name"),
        ("d['k']", "is not a name"),
        ("<script>", "is not a name"),
        ("", "is not a name"),
        ("class", "is a word of Python itself"),
        ("print", "is a word of Python itself"),
        ("__builtins__", "belongs to IPython"),
        ("_", "belongs to IPython"),
        ("_12", "belongs to IPython"),
        ("In", "belongs to IPython"),
        ("\u2110n", "belongs to IPython"),  # script capital I: Python reads it as In
        ("get_ipython", "belongs to IPython"),
    ],
)
def test_a_tape_is_stored_only_under_a_name_of_the_users_own(name, why):
    with pytest.raises(UsageError, match=f"{why}: choose another name, for example tape"):
        variable(name)


def test_a_name_is_stored_as_python_reads_it():
    assert variable("\ufb01rst") == "first"  # the ligature fi


def test_a_number_may_be_written_or_named():
    assert count("12", "--max-nodes", {}) == 12
    assert count("n", "--max-nodes", {"n": 3}) == 3


@pytest.mark.parametrize("text", ["0", "-3", "2.5", "n", "'3'", "True", "__import__('os')"])
def test_anything_but_a_positive_whole_number_is_refused(text):
    with pytest.raises(UsageError, match="--max-nodes takes a whole number above 0, not"):
        count(text, "--max-nodes", {"n": "three"})


def test_a_file_is_overwritten_only_by_force(tmp_path):
    file = tmp_path / "tape.json"
    assert new_file(str(file), force=False) == file
    file.write_text("{}")
    with pytest.raises(UsageError, match="is there already; add --force to overwrite it"):
        new_file(str(file), force=False)
    assert new_file(str(file), force=True) == file


def test_a_file_needs_a_folder(tmp_path):
    with pytest.raises(UsageError, match="there is no folder"):
        new_file(str(tmp_path / "none" / "tape.json"), force=False)
    with pytest.raises(UsageError, match="or the name is a folder"):
        new_file(str(tmp_path), force=True)
