"""Build hook: an installed wheel carries the lessons, as the package data `minigrad/course/notebooks`.

An editable install carries none: there the notebooks of this folder are the lessons.
"""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Lessons(BuildHookInterface):
    """Adds the notebooks, and nothing else of this folder, to a standard wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Map each notebook to its place in the wheel."""
        if version != "standard":
            return
        for notebook in Path(self.root, "lessons").glob("*.ipynb"):
            build_data["force_include"][str(notebook)] = (
                f"minigrad/course/notebooks/{notebook.name}"
            )
