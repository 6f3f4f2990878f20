"""The lessons as they are stored, and the comparison that guards them."""

import base64
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from tests.support.lessons import first_difference, same_text

ROOT = Path(__file__).resolve().parents[2]
LESSONS = sorted((ROOT / "lessons").glob("*.ipynb"))
[FIRST] = (ROOT / "lessons").glob("01_*.ipynb")


def run_as_lesson(notebook, folder):
    """Run a notebook outside the repository as pytest runs a lesson; which of its cells pass?"""
    file, report = folder / "copy.ipynb", folder / "report.xml"
    nbformat.write(notebook, file)
    pytest_there = [
        "-m",
        "pytest",
        "-p",
        "tests.support.lessons",
        "-c",
        str(ROOT / "pyproject.toml"),
    ]
    subprocess.run(
        [sys.executable, *pytest_there, f"--junitxml={report}", str(file)], cwd=ROOT, check=False
    )
    return [len(case) == 0 for case in ET.parse(report).iter("testcase")]


def printing(source, text, **cell):
    stream = new_output("stream", name="stdout", text=text)
    return new_code_cell(source, outputs=[stream], **{"execution_count": 1} | cell)


def drawing(number):
    svg = base64.b64encode(f"<svg><text>w = {number}</text></svg>".encode()).decode()
    return f'<img alt="a tape" src="data:image/svg+xml;base64,{svg}">'


def showing(drawn, stored):
    source = f"from IPython.display import display\ndisplay({{'text/html': {drawn!r}}}, raw=True)"
    output = new_output("display_data", {"text/html": stored})
    return new_code_cell(source, outputs=[output], execution_count=1)


CASES = {
    "what is stored is what comes out": (printing("print(2 / 3)", "0.6666666666666666\n"), True),
    "round-off is forgiven": (printing("print(2 / 3)", "0.66666701\n"), True),
    "a wrong number is not": (printing("print(2 / 3)", "0.6667\n"), False),
    "a wrong whole number is not": (printing("print(10**7)", "10000001\n"), False),
    "a wrong word is not": (printing("print('slope 6.0')", "Slope 6.0\n"), False),
    "an output too few is not": (printing("1 + 1", ""), False),
    "a picture is compared": (showing(drawing(0.5), drawing(0.5)), True),
    "round-off in a picture is forgiven": (showing(drawing(0.5), drawing(0.5000001)), True),
    "a wrong number in a picture is not": (showing(drawing(0.5), drawing(0.6)), False),
    "a cell must have been run": (printing("print(1)", "1\n", execution_count=None), False),
    "a comment cannot hide an output": (printing("# NBVAL_IGNORE_OUTPUT\nprint(1)", "1\n"), False),
    "a tag cannot skip a cell": (
        printing("print(1)", "1\n", metadata={"tags": ["nbval-skip"]}),
        False,
    ),
}


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory):
    notebook = new_notebook(cells=[cell for cell, _ in CASES.values()])
    return dict(zip(CASES, run_as_lesson(notebook, tmp_path_factory.mktemp("lesson")), strict=True))


@pytest.mark.parametrize("case", CASES)
def test_a_stored_output(case, verdicts):
    assert verdicts[case] is CASES[case][1]


@pytest.mark.parametrize(
    ("stored", "computed"),
    [
        ("array([1., 2.])", "array([0.99999999, 2.])"),
        ("1e-05", "0.00001"),
        ("loss -0.0", "loss 0.0"),
        ("x1 = 0.1", "x1 = 0.1000000001"),
    ],
)
def test_numbers_that_differ_by_round_off_are_the_same(stored, computed):
    assert same_text(stored, computed)


@pytest.mark.parametrize(
    ("stored", "computed"),
    [("19 rows", "20 rows"), ("x1", "x2"), ("nan", "0.0"), ("1.0 2.0", "1.0"), ("0.666", "0.667")],
)
def test_other_texts_are_not(stored, computed):
    assert not same_text(stored, computed)


def test_a_difference_is_shown_with_what_stands_around_it():
    stored, computed = "loss 0.50, slope 6.0, end", "loss 0.5000001, slope 6.1, end"
    assert first_difference(stored, computed, around=8) == (
        "stored:   ', slope 6.0, end'\ncomputed: ', slope 6.1, end'"
    )


def with_one_number_changed(notebook):
    """The notebook, and the index of the code cell whose printed output now lies."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for index, cell in enumerate(cells):
        for output in cell.outputs:
            if output.output_type == "stream" and (found := re.search(r"\d\.\d+", output.text)):
                wrong = str(float(found[0]) + 0.25)
                output.text = output.text[: found.start()] + wrong + output.text[found.end() :]
                return notebook, index
    raise AssertionError("the lesson prints no number")


def test_one_changed_number_in_a_lesson_is_noticed(tmp_path):
    notebook, lie = with_one_number_changed(nbformat.read(FIRST, as_version=4))
    verdicts = run_as_lesson(notebook, tmp_path)
    assert [index for index, passed in enumerate(verdicts) if not passed] == [lie]


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_a_lesson_is_stored_as_one_clean_run_leaves_it(path):
    cells = [c for c in nbformat.read(path, as_version=4).cells if c.cell_type == "code"]
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
