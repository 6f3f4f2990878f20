"""A student opens the course and sees a tape."""

import pytest

from tests.support.course import course
from tests.support.jupyter import Notebook


@pytest.fixture(scope="module")
def lesson(browser, tmp_path_factory):
    """Whatever opens by itself, run from top to bottom."""
    with course(tmp_path_factory.mktemp("student") / "lessons") as server:
        notebook = Notebook.open(browser, server)
        notebook.run_all()
        yield notebook


def test_lesson_1_opens_and_runs_and_its_tape_is_drawn(lesson):
    assert lesson.page.title().startswith("01_")
    assert lesson.page.locator('[data-mime-type="application/vnd.jupyter.stderr"]').count() == 0
    recorded = lesson.page.locator(".jp-CodeCell").filter(has_text="%%tape").first
    # An image at first; where scripts may run it becomes a drawing that can be stepped through.
    drawings = recorded.locator('.jp-OutputArea :is(svg, img[src^="data:image/svg+xml;base64,"])')
    drawings.first.wait_for(state="attached")
    sizes = drawings.evaluate_all("all => all.map(d => [d.clientWidth, d.clientHeight])")
    assert any(width > 300 and height > 150 for width, height in sizes)
    assert "6.0" in recorded.locator(".jp-OutputArea").first.text_content()


def test_nothing_is_asked_of_another_machine(lesson):
    assert lesson.outside == []
    assert lesson.errors == []


def test_the_outputs_are_accessible(lesson):
    assert lesson.violations() == []


def test_the_lesson_can_be_shown_to_a_class_in_light_and_in_dark(lesson):
    light = lesson.screenshot("lesson-1-light").read_bytes()
    assert lesson.screenshot("lesson-1-dark", dark=True).read_bytes() != light
