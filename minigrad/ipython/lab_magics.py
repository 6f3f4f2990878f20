"""``%%lr_sweep`` and ``%lr_find``: learning-rate experiments whose body is a cell, or a function of the user's."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import Any

from IPython.core.error import UsageError
from IPython.core.magic import Magics, cell_magic, line_magic, magics_class, no_var_expand
from IPython.display import display

from .checks import count, variable
from .executor import execute
from .parser import OptionParser


@dataclass
class SweepOptions:
    """What stands behind ``%%lr_sweep``."""

    lr: str = ""
    steps: str = "100"
    seed: str = "0"
    into: str = ""
    timeout: str = "60"
    strict: bool = False
    live: bool = True


@dataclass
class FindOptions:
    """What stands between ``%lr_find`` and the function's name."""

    low: str = "1e-5"
    high: str = "10"
    num: str = "60"
    into: str = ""


def sweep_parser() -> OptionParser[SweepOptions]:
    """The options of ``%%lr_sweep``.

    >>> sweep_parser().read("--lr 0.1,1 --steps 20")[0].lr
    '0.1,1'
    """
    parser = OptionParser("%%lr_sweep", SweepOptions)
    add = parser.add_argument
    add("--lr", metavar="RATES", help="learning rates with commas between, or a variable with them")
    add("--steps", metavar="N", help="the value of `steps` in the cell (100)")
    add("--seed", metavar="N", help="seed of the random generator `rng` in the cell (0)")
    add("-o", "--into", metavar="NAME", help="store the runs in this variable")
    add("--timeout", metavar="S", help="begin no further run after so many seconds (60)")
    add("--strict", action="store_true", help="stop at the first run that raises")
    add("--no-live", dest="live", action="store_false", help="show the picture at the end only")
    return parser


def find_parser() -> OptionParser[FindOptions]:
    """The options of ``%lr_find``.

    >>> find_parser().read("--from 0.001 train_step")
    (FindOptions(low='0.001', high='10', num='60', into=''), 'train_step')
    """
    parser = OptionParser("%lr_find", FindOptions)
    add = parser.add_argument
    add("--from", dest="low", metavar="LR", help="the smallest rate (1e-5)")
    add("--to", dest="high", metavar="LR", help="the largest rate (10)")
    add("--num", metavar="N", help="how many rates between (60)")
    add("-o", "--into", metavar="NAME", help="store what was found in this variable")
    return parser


SWEEP, FIND = sweep_parser(), find_parser()


@magics_class
class LabMagics(Magics):
    """Learning-rate experiments in cells."""

    shell: Any  # IPython annotates only parts of its InteractiveShell

    @no_var_expand
    @cell_magic
    def lr_sweep(self, line: str, cell: str) -> Any:
        """Run the cell once per learning rate and compare: a table, and a picture that grows while running.

        %%lr_sweep --lr 0.001,0.01,0.1,1 [--steps 100] [--seed 0] [-o NAME] [--timeout 60] [--strict] [--no-live]

        In the cell `lr`, `steps` and `rng` are given, and its last expression is the list of losses. Names that
        it sets stay in it. Make the model in the cell: what it shares with others is put back after every run.
        """
        from minigrad import lab

        options, rest = SWEEP.read(line)
        if rest:
            SWEEP.error(f"only options may follow %%lr_sweep, not {rest.split()[0]}")
        into = options.into and variable(options.into)
        rates = self._rates(options.lr)
        steps = count(options.steps, "--steps", self.shell.user_ns)
        shown = _Live(live=options.live)
        names = set(re.findall(r"[^\W\d]\w*", cell))
        namespace = self.shell.user_ns
        shared = {k: v for k, v in namespace.items() if k in names and not k.startswith("_")}
        try:
            runs = lab.experiment(
                self._body(cell), rates, steps=steps, seed=int(_number(options.seed, "--seed")), strict=options.strict,
                timeout=_number(options.timeout, "--timeout"), shared=shared, report=shown.update,
            )  # fmt: skip
        except KeyboardInterrupt as interrupt:
            self._keep(into, shown, getattr(interrupt, "runs", None))
            raise
        self._keep(into, shown, runs)

    @no_var_expand
    @line_magic
    def lr_find(self, line: str) -> Any:
        """Raise the learning rate step by step, draw the losses and suggest a rate; all is put back after.

        %lr_find [--from 1e-5] [--to 10] [--num 60] [-o NAME] FUNCTION

        FUNCTION(lr) makes one update at this rate and returns the loss.
        """
        from minigrad import lab

        options, name = FIND.read(line)
        if not name.isidentifier() or not callable(self.shell.user_ns.get(name)):
            FIND.error(
                f"name a function that takes lr and returns the loss, not {name or 'nothing'}"
            )
        found = lab.lr_find(
            self.shell.user_ns[name], low=_number(options.low, "--from"), high=_number(options.high, "--to"),
            num=count(options.num, "--num", self.shell.user_ns),
        )  # fmt: skip
        if options.into:
            self.shell.user_ns[variable(options.into)] = found
        return found

    def _rates(self, text: str) -> list[float]:
        """The rates behind ``--lr``: numbers with commas between, or the name of a variable."""
        if not text:
            SWEEP.error("which rates? Write for example --lr 0.001,0.01,0.1,1")
        if text.isidentifier() and text in self.shell.user_ns:
            return [float(rate) for rate in self.shell.user_ns[text]]
        return [_number(part, "--lr") for part in text.split(",") if part]

    def _body(self, cell: str) -> Any:
        """The cell as a function of ``lr``, ``steps`` and ``rng``; its names do not leave it."""
        code = self.shell.transform_cell(cell)
        name = self.shell.compile.cache(code, self.shell.execution_count)
        tree = self.shell.compile.ast_parse(code, filename=name)
        if not tree.body or not isinstance(tree.body[-1], ast.Expr):
            raise UsageError(
                "%%lr_sweep: end the cell with its list of losses, for example `losses`"
            )

        def cell_body(lr: float, steps: int, rng: Any) -> Any:
            namespace = {**self.shell.user_ns, "lr": lr, "steps": steps, "rng": rng}
            fresh = self.shell.compile.ast_parse(code, filename=name)
            return execute(self.shell, fresh, name, namespace, namespace)

        cell_body.__name__ = "cell"
        return cell_body

    def _keep(self, into: str, shown: _Live, runs: Any) -> None:
        if runs is not None:
            shown.finish(runs)
            if into:
                self.shell.user_ns[into] = runs


class _Live:
    """One output that is replaced while the runs come in."""

    def __init__(self, *, live: bool) -> None:
        self._live = live
        self._handle: Any = None

    def update(self, runs: Any) -> None:
        if self._live:
            self.finish(runs)

    def finish(self, runs: Any) -> None:
        if self._handle is None:
            self._handle = display(runs, display_id=True)  # type: ignore[no-untyped-call]
        else:
            self._handle.update(runs)


def _number(text: str, option: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise UsageError(f"{option} takes numbers, not {text[:40]}") from None
