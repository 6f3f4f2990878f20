"""Loading, unloading, and knowing which cell is running."""

import asyncio
import subprocess
import sys
import threading

import pytest

from minigrad import observe
from minigrad.ipython import load, unload
from minigrad.ipython.lifecycle import Executions


def registered(shell):
    """Everything of ours that can be found in a shell, by place."""
    hooks = shell.strdispatchers.get("complete_command")
    return {
        "line magics": [n for n in shell.magics_manager.magics["line"] if n in {"tape", "step"}],
        "cell magics": [n for n in shell.magics_manager.magics["cell"] if n == "tape"],
        "registry": [n for n in shell.magics_manager.registry if n.startswith("Tape")],
        "configurables": [c for c in shell.configurables if type(c).__name__ == "TapeMagics"],
        "input": [f for f in shell.input_transformer_manager.line_transforms if ours(f)],
        "ast": [t for t in shell.ast_transformers if ours(type(t))],
        "events": [f for fs in shell.events.callbacks.values() for f in fs if ours(f)],
        "matchers": [f for f in getattr(shell.Completer, "custom_matchers", []) if ours(f)],
        "hooks": list(hooks.s_matches("%tape")) if hooks else [],
        "shell": [name for name in vars(shell) if "minigrad" in name],
    }


def ours(function):
    return getattr(function, "__module__", "").startswith("minigrad")


def test_unloading_leaves_nothing_behind(shell):
    unload(shell)
    assert {place: found for place, found in registered(shell).items() if found} == {}


def test_loading_twice_leaves_one_of_each(shell):
    once = {place: len(found) for place, found in registered(shell).items()}
    assert once["events"] == 3
    load(shell)
    assert {place: len(found) for place, found in registered(shell).items()} == once
    unload(shell)
    unload(shell)
    load(shell)
    assert {place: len(found) for place, found in registered(shell).items()} == once


def test_ipythons_own_commands_load_reload_and_unload(shell, run):
    unload(shell)
    once = {place: len(found) for place, found in registered(shell).items()}
    assert run("%load_ext minigrad\n%reload_ext minigrad").stderr == ""
    assert run("%%tape\nx * x").displayed
    run("%unload_ext minigrad")
    assert {place: len(found) for place, found in registered(shell).items()} == once
    assert "not found" in run("%tape").stderr


def test_loading_imports_nothing_that_only_showing_needs():
    heavy = (
        "matplotlib",
        "ipywidgets",
        "anywidget",
        "graphviz",
        "minigrad_widgets",
        "minigrad.views",
    )
    code = (
        "import sys; from IPython.core.interactiveshell import InteractiveShell as Shell\n"
        "before = set(sys.modules); Shell().run_line_magic('load_ext', 'minigrad')\n"
        f"print([name for name in {heavy} if name in set(sys.modules) - before])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"


def test_the_cell_that_loads_the_extension_can_be_recorded(shell, run):
    unload(shell)
    ran = run("%load_ext minigrad\n%tape\nget_ipython().run_cell('1')\nx * x")
    assert len(ran.displayed) == 1


def test_unloading_inside_of_a_recorded_cell_closes_the_recording(shell, run):
    run(
        "%%tape -q\nx * x\n%unload_ext minigrad\nfrom minigrad.ipython import unload\nunload(get_ipython())"
    )
    assert observe.current() is None


@pytest.mark.parametrize("body", ["x * x", "1 / 0", "raise KeyboardInterrupt", "raise SystemExit"])
@pytest.mark.filterwarnings("ignore:To exit:UserWarning")
def test_nothing_stays_open_however_the_cell_ends(run, body):
    run(f"%%tape\ny = x * x\n{body}")
    assert observe.current() is None
    assert run("x * x").displayed == []


def test_a_tape_is_closed_in_the_cell_after_one_whose_end_was_never_told(shell, run):
    end = shell._minigrad_extension.tape.executions.end
    shell.events.unregister("post_execute", end)
    assert run("%%tape\nx * x").displayed == []
    shell.events.register("post_execute", end)
    assert len(run("x * x").displayed) == 1
    assert observe.current() is None


def test_a_widgets_callback_that_raises_does_not_keep_the_cells_tape_open(run):
    """A widget's message begins inside of the cell and never ends."""
    ran = run("%%tape\nget_ipython().events.trigger('pre_execute')\nx * x")
    assert len(ran.displayed) == 1


def test_a_widgets_message_inside_of_a_cell_does_not_close_its_tape(run, operations):
    trigger = "get_ipython().events.trigger('{}')\n"
    run("%%tape\n" + trigger.format("pre_execute") + trigger.format("post_execute") + "x * x")
    assert operations() == [("multiply", 4)]


def test_another_thread_does_not_close_the_tape(shell, run):
    """Widgets and subshells send the same messages from threads of their own."""
    shell.user_ns["Thread"] = threading.Thread
    ran = run(
        "%%tape\n"
        "def message():\n"
        "    get_ipython().events.trigger('pre_execute')\n"
        "    get_ipython().events.trigger('post_execute')\n"
        "thread = Thread(target=message); thread.start(); thread.join()\n"
        "x * x"
    )
    assert len(ran.displayed) == 1


def test_what_a_thread_computes_belongs_to_no_cell(shell, run, operations):
    shell.user_ns["Thread"] = threading.Thread
    run("%%tape\nthread = Thread(target=lambda: x + 1); thread.start(); thread.join()\nx * x")
    assert [name for name, _ in operations()] == ["multiply"]


def test_a_cell_that_waits_in_its_own_task_is_still_running():
    executions = Executions()

    async def cell(started, go_on):
        executions.begin()
        executions.current().raw = "waiting"
        started.set()
        await go_on.wait()

    async def main():
        started, go_on = asyncio.Event(), asyncio.Event()
        task = asyncio.create_task(cell(started, go_on))
        await started.wait()
        executions.begin()  # a message comes meanwhile ...
        executions.end()
        assert executions.current().raw == "waiting"
        go_on.set()
        await task
        executions.end()
        assert executions.current().raw == ""

    asyncio.run(main())


def test_the_display_never_raises(shell, run, monkeypatch):
    def fail(*_):
        raise RuntimeError("no picture")

    monkeypatch.setattr("minigrad.ipython.recording.draw", fail)
    ran = run("%%tape\nx * x")
    assert ran.ok
    assert ran.stderr == "%tape could not show the recording: RuntimeError: no picture\n"


def test_without_a_picture_the_table_is_shown(run, monkeypatch):
    def fail(*_, **__):
        raise RuntimeError("no picture")

    monkeypatch.setattr("minigrad.ipython.recording.bundle", fail)
    ran = run("%%tape\nx * x")
    assert ran.stderr == "%tape could not draw the graph: RuntimeError: no picture\n"
    assert "multiply(x, x)" in ran.text


def test_the_tensors_of_a_cell_are_not_kept_alive(shell, run):
    run("import weakref, gc\ndel x\n%config TapeMagics.layout\n")
    run("%%tape -q\na = mg.Variable(1.0)\nr = weakref.ref(a)\nb = a * a;")
    run("del a, b")
    assert run("gc.collect(); r() is None").value
