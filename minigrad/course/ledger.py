"""Which exercises are done: a small JSON file beside the notebooks."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path

NAME = "minigrad-progress.json"
VERSION = 1


class Ledger:
    """The keys of the exercises that were passed, in memory and, where it can be written, in a file.

    The file is written whole or not at all. One that cannot be read is set aside, never overwritten.
    `MINIGRAD_PROGRESS` names another file; `MINIGRAD_PROGRESS=off` keeps nothing.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.note = ""  # what went wrong with the file, until it has been said once
        self._here: set[str] = set()

    @classmethod
    def beside(cls, folder: Path) -> Ledger:
        """The ledger of a folder of notebooks."""
        chosen = os.environ.get("MINIGRAD_PROGRESS", "")
        if chosen == "off":
            return cls(None)
        return cls(Path(chosen) if chosen else folder / NAME)

    def passed(self) -> frozenset[str]:
        """All keys passed so far, here or in another notebook of the folder."""
        return frozenset(self._here | self._read())

    def add(self, key: str) -> None:
        """Note one as passed; a file that cannot be written is one sentence in `note`."""
        known = self._read()
        self._here |= known | {key}
        if self.path is None or key in known:
            return
        text = json.dumps({"version": VERSION, "passed": sorted(self._here)}, indent=1)
        part = self.path.with_name(f".{self.path.name}.{os.getpid()}")
        try:
            part.write_text(text + "\n", encoding="utf-8")
            part.replace(self.path)
        except OSError as error:
            self.note = (
                f"Progress counts in this session only: {self.path.name} cannot be written "
                f"({error.strerror or error})."
            )
            self.path = None
        finally:
            _remove(part)

    def said(self) -> str:
        """The note, once."""
        note, self.note = self.note, ""
        return note

    def _read(self) -> set[str]:
        if self.path is None:
            return set()
        try:
            stored = json.loads(self.path.read_text(encoding="utf-8"))
            return {str(key) for key in stored["passed"]}
        except FileNotFoundError:
            return set()
        except OSError as error:
            self.note = f"{self.path.name} cannot be read ({error.strerror or error})."
            self.path = None
        except (ValueError, LookupError, TypeError, RecursionError):
            self._set_aside(self.path)
        return set()

    def _set_aside(self, path: Path) -> None:
        aside = path.with_suffix(".broken.json")
        try:
            path.replace(aside)
            self.note = f"{path.name} could not be understood; it is now {aside.name}."
        except OSError:
            self.note = f"{path.name} could not be understood; it is left as it is."
            self.path = None


def _remove(part: Path) -> None:
    with contextlib.suppress(OSError):  # a folder that cannot be written holds no part to remove
        part.unlink(missing_ok=True)
