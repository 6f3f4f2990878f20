"""The course as a student starts it."""

import os
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.jupyter import Server, served

COURSE = os.environ.get("MINIGRAD_COURSE", f"{sys.executable} -m minigrad.course.cli course")
"""The command under test; `.ci/run` puts `python3 lessons` in its place."""


@contextmanager
def course(folder: Path) -> Iterator[Server]:
    """Start the course on a folder that does not exist yet, without a browser of its own."""
    command = [*shlex.split(COURSE), "--no-browser", "--dir", str(folder)]
    with served(command, folder, "lab/tree") as server:
        yield server
