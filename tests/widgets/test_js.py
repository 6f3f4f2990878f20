"""The JavaScript that the widgets and the drawn tapes share, tested by Node itself."""

import subprocess
from pathlib import Path

import pytest

JS_TESTS = Path(__file__).resolve().parents[2] / "widgets" / "js_tests"


@pytest.mark.parametrize("file", sorted(JS_TESTS.glob("*.test.mjs")), ids=lambda path: path.name)
def test_node_passes(node, file):
    done = subprocess.run(
        [node, "--test", str(file)], cwd=JS_TESTS, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
