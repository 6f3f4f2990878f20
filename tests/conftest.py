"""Fixtures for every room."""

import pytest

from tests.support.components import require


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium; tests that ask for it are skipped where there is none."""
    return require("chromium", "chromium-browser", "google-chrome", how="apt install chromium")


@pytest.fixture(scope="session")
def dot() -> str:
    """The path of Graphviz's `dot`; tests that ask for it are skipped where there is none."""
    return require("dot", how="apt install graphviz")


@pytest.fixture(scope="session")
def node() -> str:
    """The path of Node; tests that ask for it are skipped where there is none."""
    return require("node", how="apt install nodejs")
