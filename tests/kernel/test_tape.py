"""``%%tape`` in a real kernel: replies, messages and their order."""

import re

import pytest


def test_the_value_comes_first_and_the_graph_follows(kernel):
    ran = kernel.run("%%tape\ny = x * x\ny + 1")
    assert ran.status == "ok"
    assert ran.kinds == ["execute_result", "display_data"]
    assert "10.0" in ran.texts[0]
    assert "multiply" in ran.texts[1]


def test_a_semicolon_silences_the_value(kernel):
    assert kernel.run("%%tape\nx * x;").kinds == ["display_data"]


def test_an_error_is_reported_on_its_line_and_the_graph_up_to_it_is_shown(kernel):
    ran = kernel.run("%%tape\ny = x * x\n1 / 0\ny + 1")
    assert ran.status == "error"
    assert ran.reply["ename"] == "ZeroDivisionError"
    assert "----> 3 1 / 0" in plain(ran.traceback)
    assert ran.kinds == ["error", "display_data"]
    assert "multiply" in ran.texts[0]
    assert "add" not in ran.texts[0]


def test_an_interrupt_ends_the_tape_and_the_graph_up_to_it_is_shown(kernel):
    ran = kernel.run(
        "%%tape\nimport time\ny = x * x\nprint('ready')\ntime.sleep(60)",
        when_ready(kernel.manager.interrupt_kernel),
    )
    assert ran.status == "error"
    assert ran.reply["ename"] == "KeyboardInterrupt"
    assert "multiply" in ran.texts[0]
    assert kernel.run("x * x").kinds == ["execute_result"]


def test_an_interrupt_ends_a_cell_that_awaits(kernel):
    ran = kernel.run(
        "%%tape\nimport asyncio\ny = x * x\nprint('ready')\nwhile True: await asyncio.sleep(0.01)",
        when_ready(kernel.manager.interrupt_kernel),
    )
    assert ran.status == "error"
    assert "multiply" in ran.texts[0]


def test_a_cell_may_await(kernel):
    ran = kernel.run("%%tape\nimport asyncio\ny = x * x\nawait asyncio.sleep(0)\ny + 1")
    assert ran.status == "ok"
    assert ran.kinds == ["execute_result", "display_data"]
    assert "add" in ran.texts[1]


def test_an_error_after_an_await_keeps_its_line(kernel):
    ran = kernel.run("%%tape\nimport asyncio\nawait asyncio.sleep(0)\n1 / 0")
    assert ran.status == "error"
    assert "----> 4 1 / 0" in plain(ran.traceback)


def test_a_background_task_that_outlives_the_cell_is_not_recorded(kernel):
    ran = kernel.run(
        "%%tape\n"
        "import asyncio\n"
        "async def later():\n"
        "    await asyncio.sleep(0.05)\n"
        "    return x - 1\n"
        "task = asyncio.create_task(later())\n"
        "y = x * x"
    )
    assert "multiply" in ran.texts[0]
    assert "subtract" not in ran.texts[0]
    ran = kernel.run("%%tape\nz = await task\nx + 1;")
    assert "add" in ran.texts[0]
    assert "subtract" not in ran.texts[0]


@pytest.mark.parametrize(
    "cell",
    [
        "%%tape\n%time y = x * x",
        "%%time\n%%tape\ny = x * x",
        "%%tape\n%%time\ny = x * x",
        "%%tape\n!echo\ny = x * x",
        "%tape\ny = x * x",
        "%%tape\n%%capture\ny = x * x",
    ],
)
def test_other_magics_inside_and_outside(kernel, cell):
    ran = kernel.run(cell)
    assert ran.status == "ok"
    assert any("multiply" in text for text in ran.texts)


def test_captured_from_outside_nothing_is_sent(kernel):
    assert kernel.run("%%capture c\n%%tape\ny = x * x").kinds == []
    assert kernel.value("len(c.outputs)") == "1"


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("%%tape --layot TB\nx", "there is no option --layot; did you mean --layout?"),
        ("%%tape -o a.b\nx", "'a.b' is not a name: choose another name, for example tape"),
        ("%%tape", "Did you mean the line magic %tape"),
        ("%%tape -b none\nx * x;", "-b none: none is not defined"),
    ],
)
def test_a_wrong_line_is_an_error_with_one_line_on_stderr(kernel, cell, message):
    ran = kernel.run(cell)
    assert ran.status == "error"
    assert ran.reply["ename"] == "UsageError"
    assert message in ran.stderr
    assert ran.stderr.count("\n") == 1


def test_a_syntax_error_is_pythons_own(kernel):
    ran = kernel.run("%%tape\ny = (")
    assert ran.reply["ename"] in {"SyntaxError", "_IncompleteInputError"}
    assert ran.kinds == ["error"]


def test_going_backward_is_part_of_the_cell(kernel):
    ran = kernel.run("%%tape -b y\ny = x * x\ny")
    assert ran.kinds == ["execute_result", "display_data"]
    assert "6" in ran.texts[1]  # dy/dx


def test_silent_code_is_recorded_too(kernel):
    request = kernel.client.execute("%%tape -q -o t\ny = x * x", silent=True)
    assert kernel.finish(request).status == "ok"
    assert "multiply" in kernel.value("t")


def test_unloading_leaves_ordinary_cells_and_loading_again_works(kernel):
    assert kernel.run("%unload_ext minigrad").status == "ok"
    assert kernel.run("%%tape\nx * x").reply["ename"] == "UsageError"
    assert kernel.run("%load_ext minigrad").status == "ok"
    assert kernel.run("%%tape\nx * x;").kinds == ["display_data"]
    assert kernel.run("%reload_ext minigrad").status == "ok"
    assert kernel.run("%%tape\nx * x;").kinds == ["display_data"]


def test_options_and_their_values_are_completed(kernel):
    def complete(line):
        return kernel.reply(kernel.client.get_shell_msg, kernel.client.complete(line))["matches"]

    # Before 8.6 IPython adds the files of the folder.
    assert {"--last", "--layout"} <= set(complete("%%tape --la"))
    assert {"LR", "TB"} <= set(complete("%tape --layout "))
    assert "x" in complete("%%tape -b ")


def test_code_in_a_subshell_neither_joins_nor_ends_the_cells_tape(kernel):
    """JupyterLab runs widgets and consoles in subshells, which are threads of their own."""
    info = kernel.reply(kernel.client.get_shell_msg, kernel.client.kernel_info())
    if "kernel subshells" not in info.get("supported_features", []):
        pytest.skip("needs a kernel with subshells: ipykernel 7")
    subshell = kernel.control("create_subshell_request")["subshell_id"]
    kernel.run("done = False")

    ran = kernel.run(
        "%%tape\nimport time\nprint('ready')\nwhile not done: time.sleep(0.01)\ny = x * x",
        when_ready(lambda: kernel.execute_in(subshell, "z = x + 1; done = True")),
    )
    assert ran.kinds[-1] == "display_data"
    assert "multiply" in ran.texts[0]
    assert "add" not in ran.texts[0]
    kernel.control("delete_subshell_request", subshell_id=subshell)


def when_ready(action):
    """Do something as soon as the cell has printed `ready`; its letters may come in pieces."""
    done = []

    def during(ran):
        if "ready" in ran.stdout and not done:
            done.append(action())

    return during


def plain(traceback):
    """A traceback without its colours."""
    return re.sub(r"\x1b\[[\d;]*m", "", traceback)
