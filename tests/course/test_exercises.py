"""The exercises: right answers are praised, and each common mistake is called by its name."""

import numpy as np
import pytest

from minigrad.course.exercises import exercises, find, lesson_numbers
from minigrad.course.questions import Choice, Function, Order, Value
from tests.support.solutions import solutions

ALL = [exercise for lesson in lesson_numbers() for exercise in exercises(lesson)]
MISTAKES = [
    pytest.param(exercise, *mistake, id=f"{exercise.key}-{number}")
    for exercise in ALL
    for number, mistake in enumerate(exercise.common_mistakes(), 1)
]


@pytest.fixture(params=ALL, ids=lambda exercise: exercise.key)
def exercise(request):
    return request.param


@pytest.mark.parametrize(("exercise", "answer", "kind", "words"), MISTAKES)
def test_a_common_mistake_is_met_with_its_own_words(exercise, answer, kind, words):
    verdict = exercise.check(answer)
    assert verdict.state == "wrong"
    assert verdict.kind == kind
    assert words in verdict.text


def test_an_exercise_has_three_different_hints_and_says_why_the_answer_is_right(exercise):
    assert len({*exercise.hints}) == 3
    assert all(len(hint) > 3 for hint in exercise.hints)
    assert len(exercise.praise) > 20


def test_an_unanswered_exercise_is_open(exercise):
    assert exercise.check(...).state == "open"
    if isinstance(exercise, Function):
        assert exercise.check(lambda *_: ...).state == "open"


NONSENSE = [None, "six", [], {}, float("nan"), np.zeros((2, 7)), lambda: 1 / 0, object(), True]


@pytest.mark.parametrize("answer", NONSENSE, ids=lambda answer: type(answer).__name__)
def test_no_answer_however_strange_makes_a_check_raise(exercise, answer):
    assert exercise.check(answer).state == "wrong"


def test_a_value_with_its_sign_turned_round_is_told_so(exercise):
    if isinstance(exercise, Value) and np.all(exercise.expected()):
        known = [np.ravel(slip.answer)[0] for slip in exercise.slips]
        wrong = -np.asarray(exercise.expected())
        if np.ravel(wrong)[0] not in known:
            assert exercise.check(wrong).kind == "sign"


def test_every_wrong_option_and_no_right_one_has_an_answer_of_its_own(exercise):
    if isinstance(exercise, Choice):
        assert exercise.right not in exercise.feedback
        assert len({*exercise.feedback.values()}) == len(exercise.feedback) >= 2


def test_an_order_that_breaks_no_rule_exists(exercise):
    if isinstance(exercise, Order):
        steps = sorted(exercise.steps)
        while steps:
            free = [
                s for s in steps if not any(b == s and a in steps for a, b, _ in exercise.rules)
            ]
            assert free
            steps.remove(free[0])


def test_a_lesson_does_not_hold_an_answer_that_is_not_an_exercise():
    for lesson in lesson_numbers():
        assert [*solutions(lesson)] == [one.key for one in exercises(lesson)]


def test_keys_are_found_and_numbered_in_order():
    for lesson in lesson_numbers():
        keys = [one.key for one in exercises(lesson)]
        assert keys == [f"{lesson}.{n}" for n in range(1, len(keys) + 1)]
        assert find(keys[0]).key == keys[0]
    assert find("99.1") is None
    assert find("nonsense") is None


def test_each_of_the_25_misconceptions_is_met_by_an_exercise():
    assert {number for exercise in ALL for number in exercise.about} == {*range(1, 26)}
