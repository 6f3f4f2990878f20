"""`python3 lessons` and `python3 tests` make their environment once, and make it whole."""

import ast
import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FIRST_READ = ["lessons/__main__.py", "lessons/environment.py", "tests/__main__.py", "tests/lint.py"]


@pytest.fixture
def checkout(tmp_path):
    """The module, read in a checkout of its own."""
    (tmp_path / "lessons").mkdir()
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    file = shutil.copy(ROOT / "lessons" / "environment.py", tmp_path / "lessons")
    spec = importlib.util.spec_from_file_location("environment", file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def environment(checkout, monkeypatch):
    """The same, where nothing is really made or installed."""
    module = checkout
    module.installed = []
    monkeypatch.setattr(module, "_works", module.VENV.exists)
    monkeypatch.setattr(module, "_create", module.VENV.mkdir)
    monkeypatch.setattr(module, "_install", module.installed.append)
    return module


def test_an_extra_is_installed_once(environment):
    assert environment.ensure("course") == environment.ensure("course")
    assert environment.installed == ["course"]


def test_each_extra_is_installed_for_itself(environment):
    for extra in ("course", "test", "course"):
        environment.ensure(extra)
    assert environment.installed == ["course", "test"]


def test_a_changed_pyproject_is_installed_again(environment):
    environment.ensure("course")
    (environment.ROOT / "pyproject.toml").write_text("[project]\nversion = '2'\n")
    environment.ensure("course")
    assert environment.installed == ["course", "course"]


def test_an_environment_that_broke_is_made_again(environment):
    environment.ensure("course")
    shutil.rmtree(environment.VENV)
    environment.ensure("course")
    assert environment.installed == ["course", "course"]


@pytest.mark.parametrize(
    ("failure", "sentence"),
    [
        (subprocess.CalledProcessError(1, "pip"), "could not be installed.*Is this machine online"),
        (KeyboardInterrupt(), "Interrupted; the next run begins anew"),
        (OSError(28, "No space left on device"), "Cannot make .*.venv: No space left on device"),
    ],
)
def test_a_failed_installation_is_one_sentence_and_not_done(
    environment, monkeypatch, failure, sentence
):
    def fail(extra):
        raise failure

    with monkeypatch.context() as patch:
        patch.setattr(environment, "_install", fail)
        with pytest.raises(SystemExit, match=sentence):
            environment.ensure("course")
    environment.ensure("course")
    assert environment.installed == ["course"]


def test_an_old_python_is_told_so(environment, monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 10, 1))
    with pytest.raises(SystemExit, match=r"minigrad needs Python 3\.11 or newer; this is 3\."):
        environment.ensure("course")


@pytest.mark.parametrize("file", FIRST_READ)
def test_an_old_python_can_read_what_tells_it_so(file):
    ast.parse((ROOT / file).read_text("utf-8"), feature_version=(3, 7))


@pytest.mark.parametrize("file", FIRST_READ)
def test_nothing_but_python_is_needed_to_begin(file):
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    names = {
        (node.module if isinstance(node, ast.ImportFrom) else node.names[0].name)
        for node in imports
    }
    assert {name.partition(".")[0] for name in names} <= sys.stdlib_module_names | {"environment"}


def test_debians_python_without_venv_is_told_what_to_install(checkout, monkeypatch):
    monkeypatch.setattr(checkout.shutil, "which", lambda _: None)
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(SystemExit, match="apt install python3-venv"):
        checkout.ensure("course")
