"""Read snippet files and run their snippets on minigrad or on the real framework.

A snippet file is read as text, one topic a file. Everything before the first header is the prelude,
run before each snippet; it holds the imports as a learner of the real framework would type them.
A header line starts a snippet::

    # %% mean_of_ints: The mean of integers is an integer
    tf.reduce_mean([1, 2])

Flags may follow the id in brackets: ``[shapes]`` compares types, dtypes and shapes but no numbers,
``[rtol=1e-3]`` widens the tolerance, ``[differs]`` marks what minigrad does otherwise.
Two lines may open a file: ``# cells share one namespace`` runs the snippets one after the other as
the cells of a notebook, and ``# environment: NAME=value`` names a variable that the real framework needs.
"""

from __future__ import annotations

import ast
import contextlib
import io
import itertools
import linecache
import os
import re
import sys
import tempfile
import types
import warnings
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.dialects import programs
from tests.dialects.normal import Skip, normalise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.dialects.normal import Json

HERE = Path(__file__).parent
HEADER = re.compile(r"^# %% (?P<id>[\w.-]+)(?: \[(?P<flags>[^\]]*)\])?: (?P<title>.+)$")
FRAMEWORKS = r"(tensorflow|torch)"
_count = itertools.count()


@dataclass(frozen=True)
class Snippet:
    """A few lines of a framework's own Python, with an id, a one-line title and flags."""

    id: str
    title: str
    source: str
    flags: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Topic:
    """One snippet file."""

    dialect: str
    name: str
    prelude: str
    snippets: tuple[Snippet, ...]
    shared: bool
    environment: dict[str, str]

    @property
    def expected(self) -> Path:
        """Where the real framework's results for this topic are stored."""
        return HERE / self.dialect / "expected" / f"{self.name}.json"


def topics(dialect: str) -> list[Topic]:
    """All topics of a dialect, by name, and its random programs."""
    files = [read(dialect, path) for path in sorted((HERE / dialect / "snippets").glob("*.*"))]
    made = tuple(
        Snippet(f"program_{seed}", f"Random program {seed}", programs.program(dialect, seed))
        for seed in range(programs.COUNT)
    )
    return [*files, Topic(dialect, "programs", programs.PRELUDE[dialect], made, False, {})]


def read(dialect: str, path: Path) -> Topic:
    """Parse one snippet file; a repeated id is an error."""
    prelude: list[str] = []
    found: list[tuple[re.Match[str], list[str]]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if header := HEADER.match(line):
            found.append((header, []))
        else:
            (found[-1][1] if found else prelude).append(line)
    snippets = tuple(_snippet(header, lines) for header, lines in found)
    ids = [snippet.id for snippet in snippets]
    if repeated := {i for i in ids if ids.count(i) > 1}:
        raise ValueError(
            f"{path.name} repeats the ids {sorted(repeated)}; give each snippet its own"
        )
    pairs = re.findall(r"^# environment: (\w+)=(.*)$", "\n".join(prelude), re.MULTILINE)
    shared = "# cells share one namespace" in prelude
    return Topic(dialect, path.stem, "\n".join(prelude), snippets, shared, dict(pairs))


def _snippet(header: re.Match[str], lines: list[str]) -> Snippet:
    flags = dict(
        (flag.strip() + "=").split("=")[:2] for flag in (header["flags"] or "").split(",") if flag
    )
    return Snippet(header["id"], header["title"], "\n".join(lines).strip("\n"), flags)


def run_topic(topic: Topic, *, real: bool) -> dict[str, Json]:
    """Run every snippet of the topic, each in a fresh namespace unless the cells share one."""
    results: dict[str, Json] = {}
    namespace: dict[str, Any] = {}
    for snippet in topic.snippets:
        if not (topic.shared and namespace):
            namespace = prepared(topic, real=real)
        results[snippet.id] = run(snippet, namespace, real=real)
    return results


def prepared(topic: Topic, *, real: bool) -> dict[str, Any]:
    """A namespace in which the topic's prelude has run."""
    namespace: dict[str, Any] = {"__name__": f"snippets_{topic.name}"}
    with contextlib.redirect_stdout(io.StringIO()):
        _execute(topic.prelude, namespace, real=real)
    return namespace


def run(snippet: Snippet, namespace: dict[str, Any], *, real: bool) -> Json:
    """What the snippet leaves: its named variables, the last expression, printed text, warnings, the error."""
    before = dict(namespace)
    result: dict[str, Json] = {}
    namespace.pop("Out", None)
    with warnings.catch_warnings(record=True) as caught, _captured() as printed:
        warnings.simplefilter("always")
        try:
            _execute(snippet.source, namespace, real=real)
        except Exception as error:  # noqa: BLE001  (whatever the snippet raises is its result)
            result["raises"] = [c.__name__ for c in type(error).__mro__ if issubclass(c, Exception)]
    if printed and printed[0]:
        result["printed"] = printed[0]
    if any(issubclass(w.category, UserWarning) for w in caught):
        result["warns"] = "UserWarning"
    result["names"] = {
        name: value
        for name, x in namespace.items()
        if not name.startswith("_")
        and before.get(name, run) is not x
        and (value := normalise(x)) is not Skip
    }
    return result


def _execute(source: str, namespace: dict[str, Any], *, real: bool) -> None:
    source = source if real else with_minigrad(source)
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    name = namespace["__name__"]
    filename = _remember(source, name)
    exec(compile(tree, filename, "exec"), namespace)  # noqa: S102
    if isinstance(last, ast.Expr):
        code = compile(ast.Expression(last.value), filename, "eval")
        namespace["Out"] = eval(code, namespace)  # noqa: S307


def _remember(source: str, name: str) -> str:
    """Keep the source where ``inspect`` finds it: tf.function reads the text of what it traces."""
    filename = f"<{name} {next(_count)}>"
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    return filename


def with_minigrad(source: str) -> str:
    """The same text with its import lines asking minigrad instead of the framework."""
    source = re.sub(
        rf"^(\s*)from {FRAMEWORKS}\b", r"\1from minigrad.dialects.\2", source, flags=re.MULTILINE
    )
    source = re.sub(
        rf"^(\s*)import {FRAMEWORKS}\.([\w.]+) as",
        r"\1import minigrad.dialects.\2.\3 as",
        source,
        flags=re.MULTILINE,
    )
    return re.sub(
        rf"^(\s*)import {FRAMEWORKS}\b",
        r"\1from minigrad.dialects import \2",
        source,
        flags=re.MULTILINE,
    )


@contextlib.contextmanager
def _captured() -> Iterator[list[str]]:
    """Collect what is printed, by Python and below it: TensorFlow prints from C++."""
    text: list[str] = []
    sys.stdout.flush()
    kept, before = os.dup(1), sys.stdout
    with tempfile.TemporaryFile("w+", encoding="utf-8") as file:
        os.dup2(file.fileno(), 1)
        sys.stdout = file
        try:
            yield text
        finally:
            file.flush()
            sys.stdout = before
            os.dup2(kept, 1)
            os.close(kept)
            file.seek(0)
            text.append(file.read())


def importable(dialect: str) -> bool:
    """Whether the real framework can be imported here."""
    try:
        return isinstance(__import__(dialect), types.ModuleType)
    except ImportError:
        return False
