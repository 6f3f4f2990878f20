"""Programs that some tests need and a bare machine lacks."""

import os
import shutil
from typing import NoReturn

import pytest

REQUIRE_ALL = os.environ.get("MINIGRAD_REQUIRE_ALL") == "1"


def require(*programs: str, how: str) -> str:
    """The path of the first of these programs that is installed.

    Without one the test is skipped, and the reason says how to get it. Where
    `MINIGRAD_REQUIRE_ALL=1` promises that nothing is missing, the test fails instead.
    """
    for program in programs:
        if path := shutil.which(program):
            return path
    return absent(f"needs {' or '.join(programs)}: {how}")


def absent(reason: str) -> NoReturn:
    """Skip the test for this reason, or fail it where nothing may be missing."""
    if REQUIRE_ALL:
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
