"""A small table with a sentence: how the teaching modes answer in a terminal and in a notebook."""

from __future__ import annotations

from dataclasses import dataclass

from minigrad.views.escape import esc

MOST_ROWS = 300
LEFT = ' style="text-align:left"'


@dataclass(frozen=True)
class Report:
    """A caption, headings with rows of words below, and what is to be learnt from them.

    >>> Report("Squares", ("n", "n²"), (("2", "4"), ("3", "9")), "They grow.")
    Squares
    n  n²
    2  4
    3  9
    They grow.
    """

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""

    def __repr__(self) -> str:
        lines = [self.headings, *self.rows[:MOST_ROWS]]
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        table = (
            "  ".join(word.ljust(width) for word, width in zip(line, widths, strict=True)).rstrip()
            for line in lines
        )
        return "\n".join([self.caption, *table, *filter(None, [self._more(), self.note])])

    def _repr_html_(self) -> str:
        head = "".join(f'<th scope="col"{LEFT}>{esc(words)}</th>' for words in self.headings)
        body = "".join(
            f'<tr><th scope="row"{LEFT}>{esc(first, 160)}</th>'
            + "".join(f"<td{LEFT}>{esc(words, 300)}</td>" for words in rest)
            + "</tr>"
            for first, *rest in self.rows[:MOST_ROWS]
        )
        notes = "".join(f"<p>{esc(words, 400)}</p>" for words in (self._more(), self.note) if words)
        return (
            f'<table cellpadding="4"><caption{LEFT}>{esc(self.caption, 200)}</caption>'
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{notes}"
        )

    def _more(self) -> str:
        more = len(self.rows) - MOST_ROWS
        return f"{more:,} more rows are not shown." if more > 0 else ""
