"""The colours of the pictures, in light and in dark.

The palette follows Okabe and Ito's set, which stays apart for colour-blind readers, darkened (in
dark mode: lightened) until texts reach a contrast of 4.5 : 1 and lines 3 : 1 on what they stand on;
a test computes that. Colours are written as attributes, which every viewer understands; a media
query inside the same picture overrides them where the reader's theme is dark.
"""

from __future__ import annotations

from functools import cache

STYLES: dict[str, dict[str, tuple[str, str]]] = {
    # name: {attribute: (light, dark)}
    "paper": {"fill": ("#ffffff", "#15181d")},
    "panel": {"fill": ("#f4f6f8", "#1d2127")},
    "chip": {"fill": ("#e3e8ed", "#343b44")},
    "ink": {"fill": ("#1f2328", "#e9ecef")},
    "muted": {"fill": ("#57606a", "#aab3bd")},
    "rule": {"stroke": ("#d5dbe1", "#3a424b")},
    "edge": {"stroke": ("#6b7580", "#8d97a2")},
    "head": {"fill": ("#6b7580", "#8d97a2")},
    "cut": {"stroke": ("#a3407a", "#e59ac6")},
    "operation": {"fill": ("#fbfcfd", "#20252c"), "stroke": ("#77828d", "#8d97a2")},
    "input": {"fill": ("#e9f5fc", "#142f40"), "stroke": ("#2c86bd", "#56b4e9")},
    "variable": {"fill": ("#e4eefb", "#1a2b4d"), "stroke": ("#0060a0", "#7db2f0")},
    "constant": {"fill": ("#fbf7e6", "#2f2b17"), "stroke": ("#8a7715", "#d6c24a")},
    "fold": {"fill": ("#eef0f3", "#2a3038"), "stroke": ("#57606a", "#aab3bd")},
    "failed": {"fill": ("#fdecea", "#3d1a1a"), "stroke": ("#b42318", "#ff8a80")},
    "target": {"stroke": ("#008a64", "#2fc79a")},
    "target-ink": {"fill": ("#00694c", "#4fd6ac")},
    "gradient": {"fill": ("#a84300", "#ffa266")},
    "none": {"fill": ("#8f3269", "#eda5ce")},
    "failure": {"fill": ("#a01c12", "#ff9a91")},
    "more": {"fill": ("#d55e00", "#e8803a")},
    "less": {"fill": ("#0072b2", "#4aa3dc")},
}
"""Every style that a picture uses; `more` and `less` are the two ends of the heat-maps."""

SANS = "Helvetica, Arial, 'Liberation Sans', sans-serif"
MONO = "'DejaVu Sans Mono', Menlo, Consolas, 'Liberation Mono', monospace"


@cache
def paint(style: str) -> str:
    """The attributes of a style: its class, for the dark override, and its light colours.

    >>> paint("ink")
    'class="mg-ink" fill="#1f2328"'
    """
    colours = " ".join(f'{name}="{light}"' for name, (light, _) in STYLES[style].items())
    return f'class="mg-{style}" {colours}'


@cache
def dark_rules() -> str:
    """The style sheet that overrides the attributes where the reader prefers dark.

    >>> dark_rules()[:67]
    '@media (prefers-color-scheme:dark){.mg-paper{fill:#15181d}.mg-panel'
    """
    rules = "".join(
        f".mg-{style}{{{';'.join(f'{name}:{dark}' for name, (_, dark) in colours.items())}}}"
        for style, colours in STYLES.items()
    )
    return f"@media (prefers-color-scheme:dark){{{rules}}}"
