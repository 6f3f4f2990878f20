"""How pytest runs the lessons: nbval, with a tolerance for round-off and without any exception.

A stored output is compared in full, HTML and SVG included: numbers to a relative 1e-5, text to the
letter. A picture that is embedded as a base64 data URI is compared as the text it holds; of one that
matplotlib drew, whose lines differ from version to version, only the words and numbers are compared,
and of one made of pixels only that it is there (its alternative text is compared).
"""

import base64
import math
import re
from collections.abc import Iterator

import pytest
from nbval.plugin import IPyNbCell, IPyNbFile

NUMBER = re.compile(r"(?<![\w.])[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
INTEGER = re.compile(r"[-+]?\d+")
PIECE = re.compile(rf"{NUMBER.pattern}|\w+|\s+|.", re.DOTALL)
EMBEDDED_SVG = re.compile(r"data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)")
EMBEDDED_PNG = re.compile(r"data:image/png;base64,[A-Za-z0-9+/=]+")
MATPLOTLIB = '<g id="figure_1">'
TAG = re.compile(r"<[^>]*>")
WORDS = re.compile(r"<text[^>]*>(.*?)</text>", re.DOTALL)


def same_number(a: str, b: str) -> bool:
    """Equal as printed, or close where at least one of the two is a decimal fraction."""
    if INTEGER.fullmatch(a) and INTEGER.fullmatch(b):
        return int(a) == int(b)
    return math.isclose(float(a), float(b), rel_tol=1e-5, abs_tol=1e-7)


def same_text(a: str, b: str) -> bool:
    """The same words with the same numbers between them, up to round-off."""
    return NUMBER.sub("#", a) == NUMBER.sub("#", b) and all(
        map(same_number, NUMBER.findall(a), NUMBER.findall(b))
    )


class Output(str):
    """An output that equals another one up to round-off; nbval compares with `!=`."""

    __slots__ = ()
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        return isinstance(other, str) and (str.__eq__(self, other) or same_text(self, other))

    def __ne__(self, other: object) -> bool:
        return not self == other


def first_difference(stored: str, computed: str, around: int = 60) -> str:
    """The place where two texts part, past all round-off, with what stands around it."""
    tokens = [PIECE.findall(text) for text in (stored, computed)]
    at = [0, 0]
    for a, b in zip(*tokens, strict=False):
        if not same_text(a, b):
            break
        at = [at[0] + len(a), at[1] + len(b)]
    stored, computed = (
        text[max(0, place - around) : place + around]
        for text, place in zip((stored, computed), at, strict=True)
    )
    return f"stored:   {stored!r}\ncomputed: {computed!r}"


def expand(text: str) -> str:
    """The text with every embedded SVG picture written out."""
    return EMBEDDED_SVG.sub(_picture, EMBEDDED_PNG.sub("pixels", text))


def _picture(found: re.Match[str]) -> str:
    svg = base64.b64decode(found[1]).decode()
    if MATPLOTLIB not in svg:
        return svg
    return "\n".join(" ".join(TAG.sub(" ", words).split()) for words in WORDS.findall(svg))


class LessonCell(IPyNbCell):
    """A code cell that must have been run, and whose outputs are always compared."""

    def runtest(self) -> None:
        if self.options["skip"] or not self.options["check"]:
            self.raise_cell_error(
                "A lesson's cell is always run and compared: remove the nbval mark"
            )
        if self.cell.execution_count is None:
            self.raise_cell_error("This cell was never run: restart, run all cells, save")
        super().runtest()

    def sanitize(self, s: object) -> object:
        cleaned = super().sanitize(s)
        return Output(expand(cleaned)) if isinstance(cleaned, str) else cleaned

    def format_output_compare(self, key: str, left: object, right: object) -> None:
        """Show where a page of HTML differs, not the page."""
        self.comparison_traceback.append(f"{key}\n{first_difference(str(left), str(right))}")


class LessonFile(IPyNbFile):
    """A notebook whose cells are `LessonCell`s, run by somebody who has solved nothing yet."""

    def setup(self) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("MINIGRAD_PROGRESS", "off")
            super().setup()

    def collect(self) -> Iterator[LessonCell]:
        for cell in super().collect():
            yield LessonCell.from_parent(
                self, name=cell.name, cell_num=cell.cell_num, cell=cell.cell, options=cell.options
            )


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(file_path, parent):
    """Put our own file in the place of nbval's."""
    return [
        LessonFile.from_parent(parent, path=file_path) if type(found) is IPyNbFile else found
        for found in (yield)
    ]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """With `-n`, keep each file on one worker: the cells of a notebook share a kernel."""
    from xdist.scheduler import LoadFileScheduling

    return LoadFileScheduling(config, log)
