"""Every tape of the lessons, stepped: each final total is the engine's gradient, to the last bit."""

import json
from pathlib import Path

import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from traitlets.config import Config

from minigrad.errors import TapeError
from minigrad.ipython import load, unload
from minigrad.tensor import TensorBase
from minigrad.views import TapeView, Value

LESSONS = sorted((Path(__file__).parents[2] / "lessons").glob("*.ipynb"))


def cells(lesson):
    """The code cells up to the last one with a tape; none where there is no tape."""
    found = ["".join(cell["source"]) for cell in json.loads(lesson.read_text("utf-8"))["cells"]
             if cell["cell_type"] == "code"]  # fmt: skip
    taped = [place for place, text in enumerate(found) if text.startswith("%%tape")]
    return found[: taped[-1] + 1] if taped else []


@pytest.fixture
def shell(tmp_path, monkeypatch):
    """A shell in an empty folder, in which no progress is kept."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MINIGRAD_PROGRESS", "off")
    InteractiveShell.clear_instance()
    config = Config()
    config.HistoryManager.enabled = False
    shell = InteractiveShell.instance(config=config)
    load(shell)
    yield shell
    unload(shell)
    InteractiveShell.clear_instance()


@pytest.fixture
def tapes(monkeypatch):
    """What the engine told while each tape was made, with the view that came of it."""
    kept = []
    made = TapeView.from_log.__func__

    def from_log(cls, log, *args, **options):
        view = made(cls, log, *args, **options)
        kept.append((log, view))
        return view

    monkeypatch.setattr(TapeView, "from_log", classmethod(from_log))
    return kept


def value(data):
    return Value.of(data.array if isinstance(data, TensorBase) else data)


def engine_totals(walk):
    """The gradient of every record that received one, in the order of first arrival."""
    totals = {}
    for event in walk.events:
        for parent, total in zip(event.record[2:4], event.totals, strict=True):
            if parent is not None and total is not None:
                totals[id(parent)] = value(total)
    return list(totals.values())


def stepped_totals(view, walk):
    """The same from the steps: the total with which each operand was complete."""
    totals = {}
    for step in view.steps():
        if step.walk == walk + 1:
            totals[view.recording.edges[step.edge].source] = (step.total, step.final)
    assert all(final for _, final in totals.values())
    return [total for total, _ in totals.values()]


@pytest.mark.parametrize("lesson", [x for x in LESSONS if cells(x)], ids=lambda path: path.stem)
def test_each_final_total_is_the_engines_gradient(lesson, shell, tapes):
    with capture_output():
        for text in cells(lesson):
            shell.run_cell(text)
    walks = 0
    for log, view in tapes:
        for number, walk in enumerate(log.passes):
            try:
                totals = stepped_totals(view, number)
            except TapeError:
                assert not any(walk.results)
                continue
            assert totals == engine_totals(walk)
            if walk.kind != "backward":  # .grad holds earlier passes, too
                given = [value(result) for result in walk.results if result is not None]
                assert all(result in totals for result in given)
            walks += 1
    assert walks
