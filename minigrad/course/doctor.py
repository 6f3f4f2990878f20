"""What this installation has, what it lacks, and how to get that."""

from __future__ import annotations

import platform
import shutil
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from typing import NamedTuple

from minigrad.course.lab import has_browser

PACKAGES = {
    "minigrad-course": "the engine and the lessons",
    "numpy": "the arithmetic",
    "ipython": "the %%tape magic",
    "ipykernel": "running Python in a notebook",
    "ipywidgets": "sliders and buttons",
    "anywidget": "the stepper",
    "matplotlib": "curves",
    "scikit-learn": "the digits of lesson 10",
    "graphviz": "handing graphs to dot",
    "jupyterlab": "opening the lessons",
}
"""Every package that a student needs, and what for."""


class Finding(NamedTuple):
    """One thing that was looked for; `found` is empty where it is missing."""

    name: str
    found: str
    use: str
    cure: str
    required: bool = True


def findings() -> Iterator[Finding]:
    """Look for everything the course uses, importing none of it."""
    yield Finding("python", platform.python_version(), "3.11 or newer", "")
    for name, use in PACKAGES.items():
        yield Finding(name, _version(name), use, f"{sys.executable} -m pip install {name}")
    dot = "apt install graphviz, or brew install graphviz, or graphviz.org"
    yield Finding("dot", shutil.which("dot") or "", 'engine="dot"', dot, required=False)
    found = "found" if has_browser() else ""
    cure = "open the address that `minigrad course` prints in any browser"
    yield Finding("browser", found, "opening by itself", cure, required=False)


def report() -> tuple[str, bool]:
    """The findings as a table, one line each, and whether all that is required is there."""
    lines, healthy = [], True
    for finding in findings():
        if finding.found:
            lines.append(f"✓ {finding.name:<16} {finding.found:<10} {finding.use}")
            continue
        kind = "missing" if finding.required else "optional"
        lines.append(f"✗ {finding.name:<16} {kind:<10} {finding.use}\n  → {finding.cure}")
        healthy = healthy and not finding.required
    lines.append(
        "All that the course needs is here." if healthy else "Something is missing: see →."
    )
    return "\n".join(lines), healthy


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
