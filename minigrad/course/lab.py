"""JupyterLab, opened on a lesson: on this machine only, and behind the token that Jupyter makes."""

from __future__ import annotations

import importlib.util
import os
import signal
import socket
import subprocess
import sys
import webbrowser
from pathlib import Path
from urllib.parse import quote

from minigrad.errors import missing

SETTINGS = Path(__file__).resolve().parent / "jupyter"
"""Settings for the course's JupyterLab: it asks no question about Jupyter's news, nor fetches any."""


def open_lab(lesson: Path, *, port: int | None = None, browser: bool = True) -> None:
    """Become a JupyterLab that opens on this lesson; its folder is all that it serves.

    Exits with a sentence where JupyterLab is not installed or a port that was asked for is taken.
    """
    if importlib.util.find_spec("jupyterlab") is None:
        raise missing("jupyterlab", "The course", "course")
    if port is not None and not _is_free(port):
        raise OSError(f"port {port} is taken; leave out --port and a free one is found.")
    if browser and not has_browser():
        print("No browser was found here: open the address below in one.", flush=True)
        browser = False
    also = os.environ.get("JUPYTER_CONFIG_PATH")
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, [str(SETTINGS), also]))
    _become(command(lesson, port=port, browser=browser))


def command(lesson: Path, *, port: int | None, browser: bool) -> list[str]:
    """The command that starts JupyterLab: a list of arguments that no shell reads."""
    arguments = [
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.root_dir={lesson.parent}",
        f"--LabApp.default_url=/lab/tree/{quote(lesson.name)}",
    ]
    if port is not None:
        arguments += [f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]
    if not browser:
        arguments.append("--no-browser")
    if getattr(os, "geteuid", lambda: 1)() == 0:
        arguments.append("--allow-root")  # in a container everybody is root
    return [sys.executable, "-m", "jupyterlab", *arguments]


def has_browser() -> bool:
    """Whether Python finds a web browser on this machine."""
    try:
        webbrowser.get()
    except webbrowser.Error:
        return False
    return True


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        if os.name != "nt":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _become(argv: list[str]) -> None:
    """Let the server take this process's place, so that Ctrl-C reaches it alone."""
    if os.name == "nt":  # Windows has no exec
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        sys.exit(subprocess.call(argv))
    os.execv(argv[0], argv)
