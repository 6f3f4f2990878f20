"""The lessons are tests: see `tests/support/lessons.py`."""

from tests.support.lessons import pytest_collect_file, pytest_xdist_make_scheduler

__all__ = ["pytest_collect_file", "pytest_xdist_make_scheduler"]

collect_ignore_glob = ["*.py", "solutions/*"]  # the notebooks only: the rest is no module
