"""%%lr_sweep and %lr_find: the cell's body is the experiment."""

import pytest
from IPython.core.error import UsageError
from IPython.core.interactiveshell import InteractiveShell

BODY = """
w, losses = 1.0, []
for _ in range(steps):
    losses.append((2 - 3 * w) ** 2)
    w -= lr * 18 * (w - 2 / 3)
losses
"""


@pytest.fixture
def shell():
    shell = InteractiveShell()
    shell.run_line_magic("load_ext", "minigrad")
    yield shell
    shell.run_line_magic("unload_ext", "minigrad")


def test_the_cell_runs_once_per_rate_and_the_runs_are_kept(shell, capsys):
    shell.run_cell_magic("lr_sweep", "--lr 0.01,0.2 --steps 40 -o runs --no-live", BODY)
    assert [run.regime for run in shell.user_ns["runs"]] == ["good", "diverges"]
    assert "0.2   diverges" in capsys.readouterr().out


def test_names_of_the_cell_stay_in_it(shell, capsys):
    shell.run_cell_magic("lr_sweep", "--lr 0.01", BODY)
    assert not {"w", "losses", "lr"} & shell.user_ns.keys()


def test_a_rate_at_which_the_cell_raises_is_marked_and_the_others_go_on(shell, capsys):
    shell.run_cell_magic("lr_sweep", "--lr 0.01,0.02,0.03 -o runs", "1 / (lr != 0.02)\n" + BODY)
    assert [run.status for run in shell.user_ns["runs"]] == ["converged", "failed", "converged"]
    assert "ZeroDivisionError" in shell.user_ns["runs"][1].reason


def test_strict_lets_the_error_through(shell):
    with pytest.raises(ZeroDivisionError):
        shell.run_cell_magic("lr_sweep", "--lr 0.02 --strict", "1 / 0\n[1.0]")


def test_what_the_cell_shares_with_others_is_put_back_and_told(shell, capsys):
    shell.run_cell("history = []")
    shell.run_cell_magic(
        "lr_sweep", "--lr 0.01,0.02 -o runs", "history.append(lr)\n[float(len(history)), 0.5]"
    )
    assert [list(run.losses) for run in shell.user_ns["runs"]] == [[1.0, 0.5], [1.0, 0.5]]
    assert shell.user_ns["history"] == []
    assert "share history" in shell.user_ns["runs"].notes[0]


def test_an_interrupt_keeps_the_finished_rates_and_goes_on_up(shell, capsys):
    with pytest.raises(KeyboardInterrupt):
        shell.run_cell_magic(
            "lr_sweep",
            "--lr 0.01,0.02 -o runs",
            "if lr > 0.01: raise KeyboardInterrupt\n[1.0, 0.5]",
        )
    assert [run.rate for run in shell.user_ns["runs"]] == [0.01]


def test_lr_find_takes_a_function_of_the_rate_and_puts_everything_back(shell):
    shell.run_cell(
        "w = [1.0]\ndef step(lr):\n    loss = (2 - 3*w[0])**2\n    w[0] -= lr*18*(w[0]-2/3)\n    return loss"
    )
    found = shell.run_line_magic("lr_find", "--from 1e-4 --to 1 step")
    assert 1e-3 < found.rate < 1 / 9
    assert shell.user_ns["w"] == [1.0]


@pytest.mark.parametrize(
    ("line", "said"),
    [("", "which rates"), ("--lr a,b", "--lr takes numbers"), ("--lr 1 x", "only options"),
     ("--lr 1 --steps 0", "whole number")],
)  # fmt: skip
def test_a_line_that_cannot_be_meant_is_refused_before_anything_runs(shell, line, said):
    with pytest.raises(UsageError, match=said):
        shell.run_cell_magic("lr_sweep", line, "raise SystemExit")


def test_a_cell_without_losses_says_what_to_end_it_with(shell):
    with pytest.raises(UsageError, match="list of losses"):
        shell.run_cell_magic("lr_sweep", "--lr 1", "x = 1")
