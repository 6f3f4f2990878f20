"""The one door through which a user's text enters a picture or a page.

Variable names, operation names, error messages and source lines are foreign text: they may hold
markup, characters that XML forbids (one of them makes a whole SVG unreadable), or marks that
reverse the reading direction of what follows.
"""

from __future__ import annotations

import html
import re

LIMIT = 80

_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_HARMFUL = re.compile(
    rf"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff{_BIDI}]"
)


def clean(text: str, limit: int = LIMIT) -> str:
    r"""Drop what no picture can show, join lines, and shorten to `limit` characters.

    >>> clean("a\x1b[31mb\u202e c\n  d")
    'a[31mb c d'
    >>> clean("x" * 100, limit=5)
    'xxxx…'
    """
    text = " ".join(_HARMFUL.sub("", text[: 4 * limit + 40]).split())
    return text if len(text) <= limit else text[: limit - 1] + "…"


def clean_line(line: str, limit: int = LIMIT) -> str:
    r"""The same for a source line: its spaces are kept, a tab becomes four.

    >>> clean_line("\tx  = 1\n")
    '    x  = 1'
    """
    line = _HARMFUL.sub("", line[: 4 * limit + 40]).expandtabs(4).rstrip()
    return line if len(line) <= limit else line[: limit - 1] + "…"


def esc(text: str, limit: int = LIMIT) -> str:
    """Clean a text and escape it for XML and HTML, in content and in attributes.

    >>> esc('<script>"&')
    '&lt;script&gt;&quot;&amp;'
    """
    return html.escape(clean(text, limit), quote=True)


def esc_line(line: str, limit: int = LIMIT) -> str:
    r"""Clean and escape a source line; its spaces become hard ones, so that no viewer joins them.

    >>> esc_line("  a<b")
    '&#160;&#160;a&lt;b'
    """
    return html.escape(clean_line(line, limit), quote=True).replace(" ", "&#160;")
