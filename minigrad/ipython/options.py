"""The options of ``%%tape`` and ``%tape``."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from typing import Any

from .parser import TENSOR, OptionParser

VIEWS = ("auto", "graph", "table", "text")
LAYOUTS = ("auto", "LR", "TB")
VALUES = ("short", "shape", "full", "none")


@dataclass
class Options:
    """What the user asked for on one ``%tape`` line; empty means "as configured" or "not at all"."""

    into: str = ""
    quiet: bool = False
    backward: str = ""
    of: str = ""
    view: str = ""
    layout: str = ""
    values: str = ""
    grads: bool = True
    source: bool = True
    max_nodes: Any = None
    max_ops: Any = None
    save: str = ""
    force: bool = False
    step: bool = False
    last: bool = False
    cell: bool = False
    end: bool = False


def tape_parser() -> OptionParser[Options]:
    """The options of ``%%tape`` and ``%tape``.

    >>> "--max-nodes" in tape_parser().actions()
    True
    """
    parser = OptionParser("%tape", Options)
    add = parser.add_argument
    add("-o", "--into", metavar="NAME", help="store the tape in this variable")
    add("-q", "--quiet", action="store_true", help="record, but show nothing")
    add("-b", "--backward", metavar=TENSOR, help="then go backward from this tensor")
    add("--of", metavar=TENSOR, help="show only what this tensor was made from")
    add("--view", choices=VIEWS, metavar="VIEW", help=_choice("what to show", VIEWS, "view"))
    add("--layout", choices=LAYOUTS, metavar="DIR", help=_choice("direction", LAYOUTS, "layout"))
    add("--values", choices=VALUES, metavar="HOW", help=_choice("numbers", VALUES, "values"))
    add("--no-grads", dest="grads", action="store_false", help="leave out the gradients")
    add("--no-source", dest="source", action="store_false", help="leave out the cell's text")
    add("--max-nodes", metavar="N", help="draw at most N nodes (%%config TapeMagics.max_nodes)")
    add("--max-ops", metavar="N", help="record at most N operations (%%config TapeMagics.max_ops)")
    add("--save", metavar="FILE", help="write the tape to this file, as JSON")
    add("--force", action="store_true", help="with --save: overwrite the file")
    add(
        "-s",
        "--step",
        action="store_true",
        help="add a widget that steps through the backward pass",
    )
    add("--last", action="store_true", help="show the last tape again")
    add("--cell", action="store_true", help=argparse.SUPPRESS)
    add("--end", action="store_true", help=argparse.SUPPRESS)
    return parser


def _choice(what: str, choices: tuple[str, ...], trait: str) -> str:
    return f"{what}: {', '.join(choices)} (%%config TapeMagics.{trait})"


PARSER = tape_parser()
