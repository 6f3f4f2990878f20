"""check, hint and progress, as a student meets them."""

import json

import numpy as np
import pytest

import minigrad as mg
from minigrad.course import checks
from minigrad.course.checks import check, hint, progress
from minigrad.course.diagnosis import diagnose
from minigrad.course.ledger import NAME, Ledger
from minigrad.course.verdict import Verdict


@pytest.fixture(autouse=True)
def ledger(tmp_path, monkeypatch):
    """A student's folder, and a kernel that has just started in it."""
    monkeypatch.delenv("MINIGRAD_PROGRESS", raising=False)
    monkeypatch.setattr(checks, "_ledger", Ledger.beside(tmp_path))
    monkeypatch.setattr(checks, "_hinted", {})
    return tmp_path / NAME


def said(capsys):
    return capsys.readouterr().out.strip()


class TestCheck:
    def test_a_right_answer_is_explained_and_kept(self, capsys, ledger):
        check("01.4", 0.8)
        assert said(capsys).startswith("✓ 01.4  0.8: the slope was negative")
        assert json.loads(ledger.read_text()) == {"version": 1, "passed": ["01.4"]}

    def test_a_wrong_answer_says_what_kind_of_mistake_and_where_help_is(self, capsys, ledger):
        check("01.4", 0.2)
        assert said(capsys) == (
            "✗ 01.4  The step went uphill. Subtract the slope: minus a minus is plus.\n"
            "Stuck? `hint('01.4')` says more."
        )
        assert not ledger.exists()

    def test_an_open_exercise_is_no_mistake_and_writes_nothing(self, capsys, ledger):
        check("01.4", ...)
        assert said(capsys).startswith("○ 01.4")
        assert not ledger.exists()

    def test_an_unknown_key_names_those_there_are(self, capsys):
        check("01.7", 1)
        assert said(capsys) == "→ 01.7  There is no such exercise. This lesson has 01.1 to 01.6."

    def test_when_all_are_right_the_lesson_is_done(self, capsys):
        answers = [6.9, lambda w: 18 * w - 12, 2, 0.8, "c", 1 / 9]
        for number, answer in enumerate(answers, 1):
            assert "All visible checks" not in said(capsys)
            check(f"01.{number}", answer)
        assert "✓ 01  All visible checks of this lesson passed." in said(capsys)

    def test_a_function_that_raises_is_told_with_which_number(self, capsys):
        check("01.2", lambda w: 1 / (w - 1))
        assert "With (1) your function raised ZeroDivisionError" in said(capsys)

    def test_a_function_is_asked_for_and_not_its_result(self, capsys):
        check("01.2", 6.0)
        assert "its name, without brackets" in said(capsys)

    def test_a_tensor_is_an_answer_like_a_number(self, capsys):
        for answer in (mg.constant(2.0), np.float32(2.0), np.array(2.0), mg.tensor(2.0)):
            check("01.3", answer)
            assert said(capsys).startswith("✓")


class TestDiagnosis:
    @pytest.mark.parametrize(
        ("answer", "kind", "words"),
        [
            (-6, "sign", "the sign is turned round"),
            (3, "factor", "A factor of 2 is missing."),
            (12, "factor", "There is a factor of 2 too much."),
            (-2, "factor", "A factor of 3 is missing, and the sign is turned round."),
            ([6], "shape", "Its shape is (1,); one number is wanted."),
            (6.05, "rounding", "Very close."),
            (5, "value", "That is not it yet."),
            (float("inf"), "value", "not a finite number"),
            ("6", "type", "without quotation marks"),
            (None, "path", "no path"),
            (len, "type", "That is a function."),
        ],
    )
    def test_where_6_is_expected(self, answer, kind, words):
        mistake = diagnose(answer, 6.0)
        assert mistake.kind == kind
        assert words in mistake.text

    def test_round_off_is_no_mistake(self):
        assert diagnose(5.9999, 6.0) is None
        assert diagnose([0.0, 1e-7], [0.0, 0.0]) is None


class TestHints:
    def test_there_are_three_and_the_last_stays(self, capsys):
        for number in (1, 2, 3, 3):
            hint("01.4")
            assert said(capsys).startswith(f"→ 01.4  Hint {number} of 3: ")


class TestProgress:
    def test_it_counts_per_lesson(self, capsys):
        check("01.4", 0.8)
        capsys.readouterr()
        progress("01")
        assert said(capsys).startswith(
            "Lesson 01: 1 of 6 checks passed  ○ 01.1 ○ 01.2 ○ 01.3 ✓ 01.4"
        )

    def test_without_a_number_it_shows_every_lesson(self, capsys):
        progress()
        assert len(said(capsys).splitlines()) == len(checks.lesson_numbers())

    def test_it_is_shared_by_the_notebooks_of_a_folder(self, capsys, ledger):
        Ledger(ledger).add("01.1")
        Ledger(ledger).add("02.1")
        assert Ledger(ledger).passed() == {"01.1", "02.1"}

    @pytest.mark.parametrize("content", ["", "{", "[]", "null", '{"passed": 3}', "[" * 100_000])
    def test_a_file_that_makes_no_sense_is_set_aside(self, capsys, ledger, content):
        ledger.write_text(content)
        check("01.4", 0.8)
        out = said(capsys)
        assert "could not be understood; it is now minigrad-progress.broken.json." in out
        assert json.loads(ledger.read_text())["passed"] == ["01.4"]
        assert ledger.with_suffix(".broken.json").read_text() == content

    def test_where_nothing_can_be_written_it_says_so_once_and_counts_on(
        self, capsys, ledger, monkeypatch
    ):
        monkeypatch.setattr(checks, "_ledger", Ledger(ledger.parent / "gone" / NAME))
        check("01.3", 2)
        assert "counts in this session only" in said(capsys)
        check("01.4", 0.8)
        assert "session" not in said(capsys)
        progress("01")
        assert "2 of 6" in said(capsys)

    def test_it_can_be_switched_off(self, ledger, monkeypatch):
        monkeypatch.setenv("MINIGRAD_PROGRESS", "off")
        Ledger.beside(ledger.parent).add("01.1")
        assert not ledger.exists()


class TestCards:
    def test_a_card_escapes_what_a_student_wrote(self):
        card = Verdict("wrong", "01.1", "raised <script>alert(1)</script> in `f`")._repr_html_()
        assert "<script>" not in card
        assert "<code>f</code>" in card
