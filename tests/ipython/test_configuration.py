"""``%config TapeMagics`` and completion."""

import pytest


def test_the_options_have_configured_defaults(run, shell):
    run("%config TapeMagics.layout = 'TB'")
    assert shell._minigrad_extension.tape.layout == "TB"
    assert "TapeMagics.max_nodes" in run("%config TapeMagics").stdout


def test_a_wrong_value_is_refused_and_the_old_one_stays(run, shell):
    run("%config TapeMagics.layout = 'sideways'")
    run("%config TapeMagics.max_nodes = 0")
    assert shell._minigrad_extension.tape.layout == "auto"
    assert shell._minigrad_extension.tape.max_nodes == 200


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("%%tape --la", ["--layout", "--last"]),
        ("%tape -q --layout ", ["auto", "LR", "TB"]),
        ("%tape --layout=T", ["TB"]),
        ("%%tape --view g", ["graph"]),
        ("%%tape -b ", ["x"]),
        ("%%tape --of x", ["x"]),
        ("%%tape -o ", []),
        ("%%tape ", []),
        ("%%tape --end", []),  # internal
        ("x --la", []),
    ],
)
def test_completion_offers_options_their_values_and_tensors(shell, line, words):
    assert shell._minigrad_extension._completion.words(line) == words


@pytest.mark.filterwarnings("ignore::PendingDeprecationWarning")  # IPython's own, from its own call
def test_the_completer_offers_nothing_else(shell):
    if not hasattr(shell.Completer, "custom_matchers"):
        pytest.skip("needs IPython 8.6: its completer has no matchers before")
    text, words = shell.complete("", "%%tape --la", 11)
    assert (text, sorted(words)) == ("--la", ["--last", "--layout"])
