"""Notebooks in a real JupyterLab or Notebook 7, in a headless Chromium that may not go outside."""

import json
import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import Browser, Locator, Page, Route

from minigrad.course.lab import SETTINGS

HEIGHT = 8000
"""Of the window: a front end lays out what is in sight, so let all of a lesson be in sight."""

OUTPUTS = ".jp-Notebook .jp-OutputArea-output"

# The status that the page shows is "idle" for seconds before the kernel is connected, and a command
# that is sent in between is lost: the application itself knows.
KERNEL_READY = """() => {
  const kernel = window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel;
  return kernel?.connectionStatus === 'connected' && kernel.status === 'idle';
}"""

# Stored outputs and counts must not pass for those of this run. The second command is not waited
# for: it answers only after the last cell.
RUN_ALL = """async () => {
  const commands = window.jupyterapp.commands;
  await commands.execute('notebook:clear-all-cell-outputs');
  commands.execute('notebook:run-all-cells');
}"""

# Every code cell has been numbered in this run, or one has failed and the rest never will be.
ALL_RUN = """() => {
  const panel = window.jupyterapp.shell.currentWidget;
  const cells = Array.from(panel.content.model.cells).filter(cell => cell.type === 'code');
  const failed = cells.some(cell => cell.outputs.toJSON().some(out => out.output_type === 'error'));
  const done = cells.every(cell => cell.executionCount !== null && cell.executionState === 'idle');
  return (done || failed) && panel.sessionContext.session.kernel.status === 'idle';
}"""

CHANGE_THEME = "theme => window.jupyterapp.commands.execute('apputils:change-theme', {theme})"

AXE = "where => axe.run({include: [[where]]}).then(result => result.violations)"


@dataclass(frozen=True)
class Server:
    """A Jupyter server on a free port of this machine, with the token that it made."""

    address: str
    token: str
    folder: Path
    page: str
    """Where it shows a notebook: `lab/tree` or `notebooks`."""

    def write(self, name: str, *cells: str) -> str:
        """Write a notebook of code cells that were never run into the server's folder."""
        kernel = {"name": "python3", "display_name": "Python 3"}  # else the page asks for one
        notebook = new_notebook(
            cells=[new_code_cell(cell) for cell in cells], metadata={"kernelspec": kernel}
        )
        nbformat.write(notebook, self.folder / name)
        return name


@contextmanager
def served(command: list[str], folder: Path, page: str) -> Iterator[Server]:
    """Run a command that starts a server, with settings of its own, until the block ends."""
    own = folder.with_name(folder.name + "-jupyter")
    config = own / "config"
    config.mkdir(parents=True)
    for name, application in (("lab", "LabApp"), ("notebook", "JupyterNotebookApp")):
        settings = {application: {"expose_app_in_browser": True}}  # as `window.jupyterapp`
        (config / f"jupyter_{name}_config.json").write_text(json.dumps(settings))
    environment = os.environ | {
        "JUPYTER_CONFIG_DIR": str(config),
        "JUPYTER_CONFIG_PATH": str(SETTINGS),
        "JUPYTER_DATA_DIR": str(own / "data"),
        "JUPYTER_RUNTIME_DIR": str(own / "runtime"),
        "JUPYTERLAB_SETTINGS_DIR": str(own / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(own / "workspaces"),
        "IPYTHONDIR": str(own / "ipython"),
    }
    log = own / "log"
    with log.open("wb") as out:
        server = subprocess.Popen(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=out
        )
    try:
        yield _answer(server, own / "runtime", log, page)
    finally:
        server.terminate()
        server.wait(60)


def _answer(server: subprocess.Popen[bytes], runtime: Path, log: Path, page: str) -> Server:
    """Wait for the file in which a server, once it answers, writes its address and token."""
    for _ in range(1200):
        for file in runtime.glob("jpserver-*.json"):
            try:
                said = json.loads(file.read_text())
            except json.JSONDecodeError:  # caught half written
                continue
            folder = Path(said["root_dir"])
            return Server(said["url"].rstrip("/"), said["token"], folder, page)
        if server.poll() is not None:
            break
        time.sleep(0.1)
    pytest.fail(f"the server did not start:\n{log.read_text()[-3000:]}")


@dataclass
class Notebook:
    """A notebook that is open in a page."""

    page: Page
    folder: Path
    outside: list[str] = field(default_factory=list)
    """Every request that would have left this machine. All were refused."""
    errors: list[str] = field(default_factory=list)
    """What the page reported as an error."""

    @classmethod
    def open(cls, browser: Browser, server: Server, path: str | None = None) -> "Notebook":
        """Open a notebook by its name, or whatever the server opens by itself."""
        page = browser.new_page(viewport={"width": 1200, "height": HEIGHT})
        page.set_default_timeout(60_000)
        notebook = cls(page, server.folder)
        page.route(lambda url: not url.startswith(server.address), notebook._refuse)
        page.on("pageerror", lambda error: notebook.errors.append(str(error)))
        where = "" if path is None else f"{server.page}/{path}"
        # `reset`: without it a page comes with the notebooks that the one before had open.
        page.goto(f"{server.address}/{where}?token={server.token}&reset")
        page.locator(".jp-Notebook .jp-Cell").first.wait_for()
        return notebook

    def _refuse(self, route: Route) -> None:
        self.outside.append(route.request.url)
        route.abort()

    def run_all(self) -> None:
        """Run all cells and wait until the last has run, or one has failed."""
        self.page.wait_for_function(KERNEL_READY)
        self.page.evaluate(RUN_ALL)
        self.page.wait_for_function(ALL_RUN)

    def outputs(self) -> Locator:
        """All outputs of all cells."""
        return self.page.locator(OUTPUTS)

    def use_theme(self, theme: str) -> None:
        """Change the theme: `JupyterLab Light` or `JupyterLab Dark`."""
        self.page.evaluate(CHANGE_THEME, theme)
        light = str(theme == "JupyterLab Light").lower()
        self.page.locator(f'body[data-jp-theme-light="{light}"]').wait_for(state="attached")
        self.page.locator("#jupyterlab-splash").wait_for(state="detached")

    def violations(self, where: str = OUTPUTS) -> list[str]:
        """What axe-core finds inaccessible in a part of the page."""
        package = resources.files("axe_playwright_python")
        self.page.evaluate(package.joinpath("axe.min.js").read_text("utf-8"))
        found = self.page.evaluate(AXE, where)
        return [f"{rule['id']}: {node['html']}" for rule in found for node in rule["nodes"]]

    def screenshot(self, name: str, *, dark: bool = False) -> Path:
        """A picture of the page down to the last cell, kept in the folder MINIGRAD_SCREENSHOTS."""
        self.use_theme("JupyterLab Dark" if dark else "JupyterLab Light")
        kept = Path(os.environ.get("MINIGRAD_SCREENSHOTS", self.folder))
        kept.mkdir(parents=True, exist_ok=True)
        file = kept / f"{name}.png"
        last = self.page.locator(".jp-Notebook .jp-Cell").last.bounding_box()
        height = min(HEIGHT, last["y"] + last["height"] + 20) if last else HEIGHT
        self.page.screenshot(path=file, clip={"x": 0, "y": 0, "width": 1200, "height": height})
        return file
