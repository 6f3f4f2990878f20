"""What `import minigrad as mg` offers."""

from __future__ import annotations

import pytest

import minigrad as mg


def test_every_public_name_is_there_once_and_in_order() -> None:
    assert sorted(set(mg.__all__)) == sorted(mg.__all__)
    assert [name for name in mg.__all__ if not hasattr(mg, name)] == []


def test_the_rooms_above_the_core_come_when_they_are_asked_for() -> None:
    assert mg.optim.SGD is not None
    assert mg.lab.sweep is not None


def test_a_name_that_is_not_there_says_where_to_look() -> None:
    with pytest.raises(AttributeError, match=r"no 'tahn'.*dir\(minigrad\)"):
        mg.tahn  # noqa: B018 - the question is the test
