"""A real kernel, spoken to as JupyterLab does."""

import os
import queue
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from jupyter_client.manager import start_new_kernel

PATIENCE = 120  # seconds: the machine may be slow, and only a broken test waits this long


@dataclass
class Ran:
    """A cell's reply and all that it sent, matched by the message's id."""

    reply: dict[str, Any]
    messages: list[dict[str, Any]] = field(default_factory=list)

    @property
    def status(self) -> str:
        return self.reply["status"]

    @property
    def shown(self) -> list[dict[str, Any]]:
        """The mime bundles of values and pictures, in order."""
        kinds = {"execute_result", "display_data"}
        return [m["content"]["data"] for m in self.messages if m["msg_type"] in kinds]

    @property
    def texts(self) -> list[str]:
        return [bundle["text/plain"] for bundle in self.shown]

    @property
    def kinds(self) -> list[str]:
        """The kinds of output, in order."""
        outputs = {"stream", "error", "execute_result", "display_data"}
        return [m["msg_type"] for m in self.messages if m["msg_type"] in outputs]

    @property
    def stdout(self) -> str:
        return self._stream("stdout")

    @property
    def stderr(self) -> str:
        return self._stream("stderr")

    def _stream(self, name: str) -> str:
        streams = [m["content"] for m in self.messages if m["msg_type"] == "stream"]
        return "".join(stream["text"] for stream in streams if stream["name"] == name)

    @property
    def traceback(self) -> str:
        return "\n".join(self.reply["traceback"])


class Kernel:
    """A kernel and its client."""

    def __init__(self, manager: Any, client: Any) -> None:
        self.manager, self.client = manager, client

    def run(self, code: str, during: Callable[[Ran], None] = lambda _: None) -> Ran:
        """Run a cell. `during` is called after each message it sends.

        Old kernels drop what arrives shortly after a failed cell, unless told not to.
        """
        return self.finish(self.client.execute(code, stop_on_error=False), during)

    def finish(self, request: str, during: Callable[[Ran], None] = lambda _: None) -> Ran:
        """Collect what a request sends until the kernel is idle, and its reply."""
        ran = Ran({})
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            message = self.client.get_iopub_msg(timeout=PATIENCE)
            if message["parent_header"].get("msg_id") != request:
                continue
            ran.messages.append(message)
            during(ran)
            if message["content"].get("execution_state") == "idle":
                ran.reply = self.reply(self.client.get_shell_msg, request)
                return ran
        pytest.fail("the kernel did not become idle")

    @staticmethod
    def reply(receive: Callable[..., dict[str, Any]], request: str) -> dict[str, Any]:
        """The content of the reply to a request."""
        while True:
            message = receive(timeout=PATIENCE)
            if message["parent_header"].get("msg_id") == request:
                return message["content"]

    def value(self, expression: str) -> str:
        """An expression's value as text."""
        (text,) = self.run(expression).texts
        return text

    def control(self, kind: str, **content: Any) -> dict[str, Any]:
        """Send a request on the control channel and return its reply."""
        message = self.client.session.msg(kind, content)
        self.client.control_channel.send(message)
        return self.reply(self.client.get_control_msg, message["header"]["msg_id"])

    def execute_in(self, subshell: str, code: str) -> None:
        """Run code in a subshell, without waiting for it."""
        content = {"code": code, "silent": False, "store_history": False, "allow_stdin": False}
        message = self.client.session.msg("execute_request", content)
        message["header"]["subshell_id"] = subshell
        self.client.shell_channel.send(message)

    def debug(self, command: str, **arguments: Any) -> dict[str, Any]:
        """Ask the kernel's debugger, as JupyterLab does."""
        request = {"type": "request", "seq": 1, "command": command, "arguments": arguments}
        return self.control("debug_request", **request).get("body", {})

    def debug_event(self, name: str) -> dict[str, Any]:
        """Wait for an event of the debugger."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                message = self.client.get_iopub_msg(timeout=PATIENCE)
            except queue.Empty:
                break
            content = message["content"]
            if message["msg_type"] == "debug_event" and content.get("event") == name:
                return content["body"]
        pytest.fail(f"the debugger did not send {name}")


@pytest.fixture(scope="module")
def a_kernel(tmp_path_factory):
    """One kernel for a file of tests, without the user's own settings."""
    settings = {"IPYTHONDIR": str(tmp_path_factory.mktemp("ipython"))}
    manager, client = start_new_kernel(startup_timeout=PATIENCE, env=os.environ | settings)
    yield Kernel(manager, client)
    client.stop_channels()
    manager.shutdown_kernel(now=True)


@pytest.fixture
def kernel(a_kernel):
    """The kernel, with the extension loaded and `x` a Variable of 3."""
    ran = a_kernel.run("%load_ext minigrad\nimport minigrad as mg\nx = mg.Variable(3.0, name='x')")
    assert ran.status == "ok"
    yield a_kernel
    assert a_kernel.value("__import__('minigrad.observe').observe.current() is None") == "True"
