"""How wide a text will be, without a font at hand.

The widths are those of Helvetica, which Arial and Liberation Sans share to the unit (they are
metric-compatible by design), so boxes fit their texts on every system. In 1/1000 of the size.
"""

from __future__ import annotations

import unicodedata

_GROUPS = {
    222: "'ijl",
    278: " !,./:;I[\\]ftˈ·",
    333: "()-`r",
    355: '"',
    389: "*",
    469: "^",
    500: "Jcksvxyz",
    556: "#$0123456789?L_abdeghnopqu",
    584: "+<=>~−×±÷",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1000: "…—",
    1015: "@",
}
_WIDTHS = {letter: width for width, letters in _GROUPS.items() for letter in letters}
_OTHER, _WIDE, _BOLD = 620, 1000, 1.07
MONO = 0.61
"""Width of a character of the usual fixed-width fonts, as a part of the size."""


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width in pixels of a line set in Helvetica or Arial at `size` pixels.

    >>> text_width("grad", 10)
    20.01
    >>> text_width("θ", 10) == text_width("β", 10)
    True
    """
    units = sum([_WIDTHS.get(letter) or _unusual(letter) for letter in text])
    return round(units * size * (_BOLD if bold else 1) / 1000, 2)


def fit(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """Shorten a text until it fits into `room` pixels.

    >>> fit("a_rather_long_name", 10, 50)
    'a_rather…'
    """
    if text_width(text, size, bold=bold) <= room:
        return text
    while text and text_width(text + "…", size, bold=bold) > room:
        text = text[:-1]
    return text + "…"


def mono_width(text: str, size: float) -> float:
    """The width of a line of source in a fixed-width font; wide (East Asian) letters count two.

    >>> mono_width("x = 1", 10)
    30.5
    """
    return round(columns(text) * size * MONO, 2)


def columns(text: str) -> int:
    """The number of terminal columns that a text takes.

    >>> columns("损失 = 1")
    8
    """
    return sum([_columns(letter) for letter in text])


def _columns(letter: str) -> int:
    if letter.isascii():
        return 1
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def _unusual(letter: str) -> int:
    return (0, _OTHER, _WIDE)[_columns(letter)]
