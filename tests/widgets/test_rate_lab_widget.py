"""The rate lab's Python side, driven as the page drives it: by setting traits."""

from minigrad_widgets.rate_lab import RateLab

from minigrad import lab


def test_it_opens_at_the_asked_rate_and_stays_within_the_runs():
    shown = RateLab(lab.explore(lambda w: w**2, 1.0, 0.5))
    assert shown.lr == 0.5
    shown.rate, shown.series = 10_000, -3
    assert shown.rate == len(shown.data["rates"]) - 1
    assert shown.series == 0


def test_python_hears_of_every_move():
    shown, heard = RateLab(lab.explore(lambda w: w**2, 1.0, 0.5)), []
    shown.observe(lambda change: heard.append(change["new"]), "rate")
    shown.rate = 0
    assert heard == [0]
