"""What somebody gets who installs the wheel, without a clone."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """A wheel built from this checkout."""
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    [file] = folder.glob("*.whl")
    return file


@pytest.fixture(scope="module")
def names(wheel):
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


def test_its_name_is_not_the_imports_name(wheel):
    assert wheel.name.startswith("minigrad_course-0.1.0-py3-none-any")


def test_it_brings_two_packages_and_its_own_data(names):
    tops = {name.split("/")[0] for name in names}
    assert tops == {"minigrad", "minigrad_widgets", "minigrad_course-0.1.0.dist-info"}
    assert "minigrad/py.typed" in names


def test_it_brings_every_lesson_and_no_solution(names):
    brought = {Path(name).name for name in names if name.startswith("minigrad/course/notebooks/")}
    assert brought == {path.name for path in (ROOT / "lessons").glob("*.ipynb")}


def test_every_file_of_the_packages_is_in_it(names):
    for package, root in (("minigrad", ROOT), ("minigrad_widgets", ROOT / "widgets")):
        for path in (root / package).rglob("*"):
            name = path.relative_to(root).as_posix()
            if path.is_file() and "__pycache__" not in name and "/." not in name:
                assert name in names


def test_its_command_finds_its_lessons(wheel, tmp_path):
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    command = [sys.executable, "-m", "minigrad.course.cli", "course", "copy", "--dir", "mine"]
    there = os.environ | {"PYTHONPATH": str(tmp_path)}
    done = subprocess.run(
        command, cwd=tmp_path, env=there, check=True, capture_output=True, text=True
    )
    assert "01_one_weight.ipynb: copied" in done.stdout
    assert list((tmp_path / "mine").glob("01_*.ipynb"))
