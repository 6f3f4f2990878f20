"""The `minigrad` command: the lessons in a student's folder, and the doctor."""

import errno
import json
import os
import sys
from pathlib import Path

import pytest

from minigrad.course import cli, doctor, lab, lessons


def notebook(*sources, output="1"):
    cells = [{"cell_type": "code", "source": [text], "outputs": [output]} for text in sources]
    return json.dumps({"cells": cells})


@pytest.fixture
def shipped(tmp_path, monkeypatch):
    """A folder with two lessons, as if they had come with the installation."""
    folder = tmp_path / "shipped"
    folder.mkdir()
    (folder / "01_slope.ipynb").write_text(notebook("# 1. The slope\nprint(1)"))
    (folder / "02_chain.ipynb").write_text(notebook("# The chain rule"))
    monkeypatch.setattr(lessons, "source", lambda: folder)
    monkeypatch.setattr(cli, "source", lambda: folder)
    return folder


@pytest.fixture
def mine(tmp_path):
    return tmp_path / "mine"


@pytest.fixture
def started(monkeypatch):
    """The commands that would have taken this process's place."""
    commands = []
    monkeypatch.setattr(os, "execv", lambda _, argv: commands.append(argv))
    monkeypatch.setattr(lab, "has_browser", lambda: True)
    return commands


def complaint(capsys, *argv):
    """What a failing command says, after checking that it fails with one line and status 1."""
    with pytest.raises(SystemExit) as stopped:
        cli.main(argv)
    assert isinstance(stopped.value.code, str)  # Python prints it and exits with status 1
    assert "\n" not in stopped.value.code
    return stopped.value.code


class TestReset:
    def test_a_lesson_is_as_it_came_and_the_students_copy_is_kept(self, shipped, mine, capsys):
        lessons.copy(mine)
        (mine / "01_slope.ipynb").write_text(notebook("my own work"))
        cli.main(["course", "reset", "1", "--dir", str(mine)])
        assert (mine / "01_slope.ipynb").read_bytes() == (shipped / "01_slope.ipynb").read_bytes()
        assert "my own work" in (mine / "01_slope.mine.ipynb").read_text()
        assert "yours is 01_slope.mine.ipynb" in capsys.readouterr().out

    def test_a_second_reset_keeps_both(self, shipped, mine):
        for work in ("first", "second"):
            lessons.copy(mine)
            (mine / "01_slope.ipynb").write_text(notebook(work))
            lessons.reset(mine, shipped / "01_slope.ipynb")
        assert "first" in (mine / "01_slope.mine.ipynb").read_text()
        assert "second" in (mine / "01_slope.mine1.ipynb").read_text()
        assert list(lessons.lessons(mine)) == [1, 2]

    def test_the_lessons_themselves_are_not_reset(self, shipped, capsys):
        said = complaint(capsys, "course", "reset", "1", "--dir", str(shipped))
        assert "--dir" in said


class TestProgress:
    def test_it_tells_what_is_done_in_a_folder(self, mine, capsys, monkeypatch):
        monkeypatch.delenv("MINIGRAD_PROGRESS", raising=False)
        mine.mkdir()
        (mine / "minigrad-progress.json").write_text('{"version": 1, "passed": ["01.2"]}')
        cli.main(["course", "progress", "--dir", str(mine)])
        out = capsys.readouterr().out
        assert "✓ 01.2" in out
        assert "○ 01.1" in out


class TestCopies:
    def test_every_lesson_is_copied(self, shipped, mine):
        assert lessons.copy(mine) == {"01_slope.ipynb": "copied", "02_chain.ipynb": "copied"}
        assert (mine / "01_slope.ipynb").read_bytes() == (shipped / "01_slope.ipynb").read_bytes()

    def test_an_edited_copy_is_left_alone(self, shipped, mine):
        lessons.copy(mine)
        (mine / "01_slope.ipynb").write_text(notebook("my answer"))
        assert lessons.copy(mine)["01_slope.ipynb"] == "yours, left alone"
        assert "my answer" in (mine / "01_slope.ipynb").read_text()

    def test_a_new_version_of_an_edited_copy_is_written_beside_it(self, shipped, mine):
        lessons.copy(mine)
        (mine / "01_slope.ipynb").write_text(notebook("my answer"))
        (shipped / "01_slope.ipynb").write_text(notebook("better text"))
        assert lessons.copy(mine)["01_slope.ipynb"].endswith(
            "the new version is 01_slope.new.ipynb"
        )
        assert "my answer" in (mine / "01_slope.ipynb").read_text()
        assert "better text" in (mine / "01_slope.new.ipynb").read_text()
        assert lessons.copy(mine)["01_slope.ipynb"] == "yours, left alone"  # and told only once

    def test_an_edited_new_version_is_left_alone_too(self, shipped, mine):
        lessons.copy(mine)
        for text in ("second", "third"):
            (mine / "01_slope.ipynb").write_text(notebook("my answer"))
            (shipped / "01_slope.ipynb").write_text(notebook(text))
            fate = lessons.copy(mine)["01_slope.ipynb"]
            (mine / "01_slope.new.ipynb").write_text(notebook("my second answer"))
        assert fate == "yours, left alone, and so is 01_slope.new.ipynb"
        assert "my second answer" in (mine / "01_slope.new.ipynb").read_text()

    def test_a_copy_that_was_only_run_is_brought_up_to_date(self, shipped, mine):
        lessons.copy(mine)
        (mine / "02_chain.ipynb").write_text(notebook("# The chain rule", output="run"))
        assert lessons.copy(mine)["02_chain.ipynb"] == "as it was"
        (shipped / "02_chain.ipynb").write_text(notebook("# The chain rule, again"))
        assert lessons.copy(mine)["02_chain.ipynb"] == "brought up to date"

    def test_a_file_of_that_name_from_elsewhere_is_left_alone(self, shipped, mine):
        mine.mkdir()
        (mine / "01_slope.ipynb").write_text("not a notebook")
        assert lessons.copy(mine)["01_slope.ipynb"].startswith("yours, left alone; the new version")
        assert (mine / "01_slope.ipynb").read_text() == "not a notebook"

    def test_a_full_disk_leaves_no_half_file_and_one_sentence(
        self, shipped, mine, monkeypatch, capsys
    ):
        def full(path, content):
            path.touch()
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))

        monkeypatch.setattr(Path, "write_bytes", full)
        said = complaint(capsys, "course", "copy", "--dir", str(mine))
        reason = f"minigrad: {mine} cannot be written: No space left on device"
        assert said == f"{reason}; name another folder with --dir."
        assert list(mine.iterdir()) == []

    def test_a_folder_that_cannot_be_made_is_one_sentence(self, shipped, tmp_path, capsys):
        (tmp_path / "file").touch()
        said = complaint(capsys, "course", "copy", "--dir", str(tmp_path / "file"))
        assert "file cannot be written: File exists; name another folder with --dir." in said


class TestCourse:
    def test_it_opens_the_first_lesson(self, shipped, mine, started):
        cli.main(["course", "--dir", str(mine)])
        [argv] = started
        assert argv[:3] == [sys.executable, "-m", "jupyterlab"]
        assert "--LabApp.default_url=/lab/tree/01_slope.ipynb" in argv
        assert f"--ServerApp.root_dir={mine}" in argv

    def test_it_listens_on_this_machine_and_keeps_the_token(self, shipped, mine, started):
        cli.main(["course", "--dir", str(mine), "--port", "0", "--no-browser"])
        [argv] = started
        assert "--ServerApp.ip=127.0.0.1" in argv
        assert not any("token" in argument or "password" in argument for argument in argv)

    def test_open_takes_a_number(self, shipped, mine, started):
        cli.main(["course", "open", "2", "--dir", str(mine)])
        assert "--LabApp.default_url=/lab/tree/02_chain.ipynb" in started[0]

    def test_the_shipped_folder_itself_is_opened_in_place(self, shipped, started):
        cli.main(["course", "--dir", str(shipped)])
        assert sorted(path.name for path in shipped.iterdir()) == [
            "01_slope.ipynb",
            "02_chain.ipynb",
        ]

    def test_list_shows_numbers_and_headings(self, shipped, capsys):
        cli.main(["course", "list"])
        assert capsys.readouterr().out == " 1  The slope\n 2  The chain rule\n"

    def test_a_missing_browser_is_said_and_does_not_stop(
        self, shipped, mine, started, monkeypatch, capsys
    ):
        monkeypatch.setattr(lab, "has_browser", lambda: False)
        cli.main(["course", "--dir", str(mine)])
        assert "No browser was found here: open the address below" in capsys.readouterr().out
        assert "--no-browser" in started[0]

    def test_a_taken_port_is_one_sentence(self, shipped, mine, started, capsys):
        with lab.socket.socket() as other:
            other.bind(("127.0.0.1", 0))
            other.listen()
            port = str(other.getsockname()[1])
            said = complaint(capsys, "course", "--dir", str(mine), "--port", port)
        assert said == f"minigrad: port {port} is taken; leave out --port and a free one is found."
        assert started == []

    def test_without_jupyterlab_it_says_what_to_install(
        self, shipped, mine, started, monkeypatch, capsys
    ):
        monkeypatch.setattr(lab.importlib.util, "find_spec", lambda _: None)
        said = complaint(capsys, "course", "--dir", str(mine))
        assert said == (
            "minigrad: The course needs jupyterlab, which is not installed. "
            "Type: pip install 'minigrad-course[course]'"
        )

    def test_an_unknown_lesson_is_one_sentence(self, shipped, capsys):
        assert "there is no lesson 7" in complaint(capsys, "course", "open", "7")

    def test_an_installation_without_lessons_is_one_sentence(self, shipped, capsys):
        for lesson in shipped.iterdir():
            lesson.unlink()
        assert "no lessons were found" in complaint(capsys, "course", "list")


class TestDoctor:
    def test_a_whole_installation_is_healthy(self):
        text, healthy = doctor.report()
        assert healthy
        assert "✓ numpy" in text

    def test_a_missing_package_comes_with_its_cure(self, monkeypatch, capsys):
        monkeypatch.setitem(doctor.PACKAGES, "no-such-package", "nothing")
        with pytest.raises(SystemExit) as stopped:
            cli.main(["doctor"])
        assert stopped.value.code == 1
        said = capsys.readouterr().out
        assert "✗ no-such-package  missing" in said
        assert f"→ {sys.executable} -m pip install no-such-package" in said

    def test_a_missing_dot_is_optional(self, monkeypatch):
        monkeypatch.setattr(doctor.shutil, "which", lambda _: None)
        text, healthy = doctor.report()
        assert healthy
        assert "✗ dot              optional" in text
        assert "apt install graphviz" in text
