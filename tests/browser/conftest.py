"""A browser and the servers it visits."""

import subprocess
import sys

import pytest
from playwright._impl._driver import compute_driver_executable
from playwright.sync_api import sync_playwright

from tests.support.components import absent
from tests.support.jupyter import Notebook, served

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]


@pytest.fixture(scope="module")
def browser(chromium):
    """A headless Chromium. Not for the whole session: it holds this thread's event loop."""
    driver, _ = compute_driver_executable()
    if subprocess.run([driver, "--version"], capture_output=True, check=False).returncode:
        absent("needs what playwright's own node needs: apt install libatomic1")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


def plain(application, folder):
    """The command for a server without browser on a free port."""
    options = ["--no-browser", "--allow-root", "--ServerApp.ip=127.0.0.1", "--ServerApp.port=0"]
    return [sys.executable, "-m", application, *options, f"--ServerApp.root_dir={folder}"]


@pytest.fixture(scope="session")
def lab(chromium, tmp_path_factory):
    """A JupyterLab on an empty folder."""
    folder = tmp_path_factory.mktemp("lab")
    with served(plain("jupyterlab", folder), folder, "lab/tree") as server:
        yield server


@pytest.fixture(scope="session")
def notebook7(chromium, tmp_path_factory):
    """A Notebook 7 on an empty folder."""
    folder = tmp_path_factory.mktemp("notebook7")
    with served(plain("notebook", folder), folder, "notebooks") as server:
        yield server


@pytest.fixture
def visit(browser):
    """Open a notebook of a server: `visit(lab, "name.ipynb")`. Its page is closed afterwards."""
    opened = []

    def visit(server, path=None):
        notebook = Notebook.open(browser, server, path)
        opened.append(notebook)
        return notebook

    yield visit
    for notebook in opened:
        notebook.page.close()
