"""The files from which Binder makes its image agree with the package that they are for."""

import runpy
import subprocess
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).resolve().parents[2]
BINDER = ROOT / "binder"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
PINS = {
    pin.name: pin
    for line in (BINDER / "requirements.txt").read_text().splitlines()
    if not line.startswith("#")
    for pin in [Requirement(line)]
}


def needs(extra):
    """What an extra asks for, through the extras that it names, beside the dependencies."""
    for text in PROJECT["optional-dependencies"][extra]:
        requirement = Requirement(text)
        if requirement.name == PROJECT["name"]:
            for other in requirement.extras:
                yield from needs(other)
        else:
            yield requirement
    yield from map(Requirement, PROJECT["dependencies"])


def test_every_requirement_is_pinned():
    assert all(str(pin.specifier).startswith("==") for pin in PINS.values())


def test_the_pins_are_what_a_student_installs_without_jupyterlab():
    wanted = {requirement.name: requirement for requirement in needs("course")}
    assert PINS.keys() == wanted.keys() - {"jupyterlab"}
    for name, pin in PINS.items():
        [version] = pin.specifier
        assert wanted[name].specifier.contains(version.version), name


def test_the_python_is_one_that_the_package_runs_on():
    name, _, version = (BINDER / "runtime.txt").read_text().strip().partition("-")
    assert name == "python"
    assert SpecifierSet(PROJECT["requires-python"]).contains(version)


def test_dot_comes_from_the_system():
    assert (BINDER / "apt.txt").read_text().split() == ["graphviz"]


def test_post_build_is_a_script_that_bash_can_read():
    script = BINDER / "postBuild"
    assert script.stat().st_mode & 0o111
    subprocess.run(["bash", "-n", str(script)], check=True)


def test_no_start_script_slows_a_launch():
    assert not (BINDER / "start").exists()


def test_the_readme_shows_the_link_that_is_built_here():
    badge = runpy.run_path(str(BINDER / "link.py"))["badge"]()
    assert badge in (ROOT / "README.md").read_text("utf-8"), "see: python3 binder/link.py"
