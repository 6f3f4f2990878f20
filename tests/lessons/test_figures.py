"""Figures: the same bytes each time, in the page's colours, with words for who cannot see them."""

import sys

import pytest

from minigrad.course import figure, figures
from minigrad.errors import MissingExtra


@pytest.fixture
def shown(monkeypatch):
    """The pictures that were displayed."""
    pictures = []
    monkeypatch.setattr(figures, "show", pictures.append)
    return pictures


def draw(alt="A line."):
    with figure(alt=alt) as axes:
        axes.plot([0, 1], [1, 0], label="loss")
        axes.set(xlabel="step")
        axes.legend()


def test_the_alternative_text_stands_in_the_page_and_is_escaped(shown):
    draw('a <b> & "c"')
    assert 'alt="a &lt;b&gt; &amp; &quot;c&quot;"' in shown[0]._repr_html_()
    assert str(shown[0]) == 'a <b> & "c"'


def test_the_same_figure_has_the_same_bytes(shown):
    draw()
    draw()
    assert shown[0].svg == shown[1].svg


def test_letters_and_axes_take_the_colour_of_the_theme(shown):
    draw()
    assert figures.INK not in shown[0].svg
    assert "currentColor" in shown[0].svg
    assert "prefers-color-scheme:dark" in shown[0].svg


def test_several_panels_come_as_a_tuple(shown):
    with figure(alt="Two.", panels=2) as (left, right):
        assert left is not right
    assert len(shown) == 1


def test_an_error_in_the_body_is_raised_and_nothing_is_shown(shown):
    with pytest.raises(ZeroDivisionError), figure(alt="None."):
        1 / 0  # noqa: B018
    assert shown == []


def test_without_matplotlib_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(MissingExtra, match=r"pip install 'minigrad-course\[lab\]'"):
        draw()
