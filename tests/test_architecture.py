"""Arrows point down: which room may import which, and what `import minigrad` loads."""

from __future__ import annotations

import ast
import graphlib
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "minigrad"

# From the ground up. Every module at the root of the package belongs to the core.
FLOORS = ["core", "nn", "optim", "schedules", "dialects", "views", "lab", "ipython", "course"]
GROUND = {"nn", "optim", "schedules"}  # side by side, above the core

# Imports inside functions that point up: a convenience of the lower room that the upper one provides.
UPWARD = {
    ("minigrad", "minigrad.ipython"),  # %load_ext minigrad
}


def modules() -> dict[str, Path]:
    found = {}
    for file in ROOT.rglob("*.py"):
        parts = file.relative_to(ROOT.parent).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = file
    return found


MODULES = modules()


def room(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 and parts[1] in FLOORS else "core"


class Imports(ast.NodeVisitor):
    """The modules of minigrad that one imports when it is imported (`now`) and later, in functions."""

    def __init__(self, module: str, file: Path) -> None:
        self.package = module if file.name == "__init__.py" else module.rpartition(".")[0]
        self.now: set[str] = set()
        self.later: set[str] = set()
        self.depth = 0
        self.visit(ast.parse(file.read_text(encoding="utf-8")))

    def visit_If(self, node: ast.If) -> None:
        if ast.unparse(node.test) != "TYPE_CHECKING":
            self.generic_visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self.depth += 1
        self.generic_visit(node)
        self.depth -= 1

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            self.note(alias.name)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        base = node.module or ""
        if node.level:
            parts = self.package.split(".")
            base = ".".join([*parts[: len(parts) - node.level + 1], *([base] if base else [])])
        for alias in node.names:
            inner = f"{base}.{alias.name}"
            self.note(inner if inner in MODULES else base)

    def note(self, module: str) -> None:
        if module in MODULES:
            (self.later if self.depth else self.now).add(module)


IMPORTS = {module: Imports(module, file) for module, file in MODULES.items()}


@pytest.mark.parametrize("module", sorted(MODULES))
def test_a_room_imports_only_from_its_own_floor_and_those_below(module: str) -> None:
    own = FLOORS.index(room(module))
    for imported in IMPORTS[module].now | IMPORTS[module].later:
        if (module, imported) in UPWARD:
            continue
        there = room(imported)
        assert FLOORS.index(there) <= own, f"{module} imports {imported} from a floor above"
        if room(module) in GROUND:
            assert there in {"core", room(module)}, f"{module} imports {imported} from beside it"


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = {module: {m for m in found.now if m != "minigrad"} for module, found in IMPORTS.items()}
    # A package runs before its modules; that is Python's own order and no arrow of ours.
    for module, imported in graph.items():
        imported.difference_update({module.rpartition(".")[0]})
    list(graphlib.TopologicalSorter(graph).static_order())


def test_importing_minigrad_loads_no_third_party_module_but_numpy() -> None:
    program = (
        "import sys, numpy; before = set(sys.modules)\n"
        "import minigrad\n"
        "new = {name.partition('.')[0] for name in set(sys.modules) - before}\n"
        "print(sorted(new - set(sys.stdlib_module_names)))"
    )
    said = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == "['minigrad']"


def test_no_file_is_too_long_to_read_at_a_sitting() -> None:
    lengths = {
        module: len(file.read_text(encoding="utf-8").splitlines())
        for module, file in MODULES.items()
        if module != "minigrad"  # a list of names, one a line
    }
    assert {m: n for m, n in lengths.items() if n > 360} == {}
