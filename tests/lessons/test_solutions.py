"""Every lesson, with its solutions put in, runs to the end and passes all of its checks."""

import shutil

import nbformat
import pytest
from nbclient import NotebookClient

from minigrad.course.exercises import exercises
from tests.support.solutions import LESSONS, checked, solutions

NOTEBOOKS = sorted(LESSONS.glob("[0-9][0-9]_*.ipynb"))


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def lesson(request):
    return request.param


def keys(lesson):
    return [exercise.key for exercise in exercises(lesson.name[:2])]


def test_each_exercise_is_checked_once_and_in_order(lesson):
    notebook = nbformat.read(lesson, as_version=4)
    assert [key for cell in notebook.cells for key in checked(cell)] == keys(lesson)


def test_every_lesson_has_at_least_five_exercises(lesson):
    assert len(keys(lesson)) >= 5 or lesson.name.startswith("00")


def test_with_its_solutions_every_check_of_a_lesson_passes(lesson, tmp_path, monkeypatch):
    monkeypatch.setenv("MINIGRAD_PROGRESS", str(tmp_path / "progress.json"))
    notebook = nbformat.read(lesson, as_version=4)
    answers = solutions(lesson.name[:2])
    for cell in notebook.cells:
        for key in checked(cell):
            cell.source = answers[key]
    shutil.copy(lesson, tmp_path)
    where = {"metadata": {"path": str(tmp_path)}}
    NotebookClient(notebook, resources=where).execute()
    said = [
        output.data["text/plain"]
        for cell in notebook.cells
        for output in cell.get("outputs", ())
        if checked(cell) and output.output_type == "display_data"
    ]
    passed = [text[2:6] for text in said if text.startswith("✓") and "All visible" not in text]
    assert passed == keys(lesson)
    assert "All visible checks of this lesson passed." in said[-1]


def test_no_solution_stands_in_a_lesson(lesson):
    notebook = nbformat.read(lesson, as_version=4)
    answers = solutions(lesson.name[:2])
    for cell in notebook.cells:
        assert all(cell.source.strip() != answers[key] for key in checked(cell))
