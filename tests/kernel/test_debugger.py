"""Breakpoints in a recorded cell, set and hit as JupyterLab does it."""

CELL = "%%tape\ny = x * x\nz = y + 1\nz"


def test_a_breakpoint_stops_on_its_line(kernel):
    kernel.debug("initialize", clientID="test", adapterID="", linesStartAt1=True, pathFormat="path")
    kernel.debug("attach", justMyCode=False)
    path = kernel.debug("dumpCell", code=CELL)["sourcePath"]
    breakpoints = [{"line": 3}]
    kernel.debug(
        "setBreakpoints", breakpoints=breakpoints, source={"path": path}, sourceModified=False
    )
    kernel.debug("configurationDone")
    request = kernel.client.execute(CELL)
    thread = kernel.debug_event("stopped")["threadId"]
    frame = kernel.debug("stackTrace", threadId=thread)["stackFrames"][0]
    assert (frame["line"], frame["source"]["path"]) == (3, path)
    kernel.debug("continue", threadId=thread)
    assert kernel.finish(request).kinds == ["execute_result", "display_data"]
    kernel.debug("disconnect", restart=False, terminateDebuggee=False)
