"""The tape in a terminal: a table, and the graph as a tree, as wide as the window and no wider."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minigrad.views import wording
from minigrad.views.escape import clean
from minigrad.views.metrics import columns
from minigrad.views.table import HEADINGS, label, table_lines, transcript

if TYPE_CHECKING:
    from minigrad.views.recording import Node, Recording

MOST_LINES = 60
GAP = 2
ASCII = str.maketrans({"–": "-", "±": "+-", "…": "~", "×": "x", "−": "-", "÷": "/",
                       "├": "|", "└": "`", "─": "-", "│": "|", "⋯": "."})  # fmt: skip


def text_table(tape: Recording, *, width: int = 100, ascii_only: bool = False) -> str:
    """The tape as a table of at most `width` columns.

    In a narrow window the notes, the shape and then the line's number give way. Long tapes are
    told by their first and last lines.

    >>> from minigrad.views.recording import Node, Recording
    >>> from minigrad.views.value import Value
    >>> x = Node(0, "input", name="x", value=Value.scalar(3.0))
    >>> print(text_table(Recording("", (x,))))
       name  made by  shape  value  grad
    0  x     input    ()     3.0    –
    """
    rows = [HEADINGS, *(line.cells for line in table_lines(tape))]
    if len(rows) > MOST_LINES + 1:
        half = MOST_LINES // 2
        between = f"… {len(rows) - 1 - MOST_LINES:,} more …"
        gap = ("", between, *[""] * (len(HEADINGS) - 2))
        rows = [*rows[: half + 1], gap, *rows[-half:]]
    lines = _aligned(rows, width)
    if tape.failure:
        lines.append(_shortened(clean(tape.failure.message, 330), max(width, 20)))
    return _finish(lines, ascii_only)


def _aligned(rows: list[tuple[str, ...]], width: int) -> list[str]:
    shown = [k for k in range(len(HEADINGS)) if k == 0 or any(row[k] for row in rows[1:])]
    for optional in (7, 3, 6):
        if sum(_widest(rows, k) + GAP for k in shown) - GAP <= width:
            break
        shown = [k for k in shown if k != optional]
    spare = width - sum(_widest(rows, k) + GAP for k in shown) + GAP
    room = {k: _widest(rows, k) for k in shown}
    for k in sorted(room, key=lambda k: -room[k]):  # the widest columns give way first
        if spare < 0:
            less = min(-spare, max(room[k] - 5, 0))
            room[k] -= less
            spare += less
    return [(" " * GAP).join(_padded(row[k], room[k]) for k in shown).rstrip() for row in rows]


def _widest(rows: list[tuple[str, ...]], column: int) -> int:
    return max(columns(row[column]) for row in rows)


def _padded(text: str, width: int) -> str:
    text = _shortened(text, width)
    return text + " " * (width - columns(text))


def _shortened(text: str, width: int) -> str:
    text = text[: 4 * width]  # so that a huge text costs no more than a long one
    if columns(text) <= width:
        return text
    while text and columns(text) > width - 1:
        text = text[:-1]
    return text + "…"


def text_graph(tape: Recording, *, width: int = 100, ascii_only: bool = False) -> str:
    """The graph as a tree from the result down to the leaves; what was told is not told again.

    >>> from minigrad.views.recording import Edge, Node, Recording
    >>> nodes = (Node(0, "input", name="x"), Node(1, "operation", op="exp", name="y"))
    >>> print(text_graph(Recording("", nodes, (Edge(0, 1),))))
    y  exp
    └─ x  input
    """
    uses = tape.fan_out()
    roots = [node.id for node in tape.nodes if not uses[node.id]]
    arguments = tape.arguments()
    told: set[int] = set()
    lines: list[str] = []
    stack = [(root, "", "", "") for root in reversed(roots)]
    while stack and len(lines) < 4 * MOST_LINES:
        number, lead, branch, role = stack.pop()
        again = number in told and arguments[number]
        words = _words(tape, tape.nodes[number]) + ("  (see above)" if again else "")
        lines.append(_shortened(f"{lead}{branch}{f'{role}: ' if role else ''}{words}", width))
        told.add(number)
        if again:
            continue
        below = lead + {"": "", "└─ ": "   ", "├─ ": "│  "}[branch]
        edges = [tape.edges[edge] for edge in arguments[number]]
        for place, edge in reversed(list(enumerate(edges))):
            last = place == len(edges) - 1
            stack.append((edge.source, below, "└─ " if last else "├─ ", clean(edge.role, 24)))
    if stack:
        lines.append("…")
    return _finish(lines, ascii_only)


def _words(tape: Recording, node: Node) -> str:
    """A node in one line of the tree."""
    what = clean(node.op) or node.kind
    name = label(tape, node)
    words = [name, what if name != what else ""]
    if node.shape:
        words.append(wording.shape(node.shape))
    if wording.value(node.value) != name:
        words.append(wording.value(node.value))
    if node.gradient.state != "pending":
        words.append(f"grad {wording.gradient(node.gradient)}")
    return "  ".join(word for word in words if word)


def text_steps(tape: Recording, *, ascii_only: bool = False) -> str:
    """The transcript of the backward passes; a sentence where there was none.

    >>> from minigrad.views.recording import Recording
    >>> text_steps(Recording())
    'No backward pass was recorded.'
    """
    return _finish(transcript(tape) or ["No backward pass was recorded."], ascii_only)


def _finish(lines: list[str], ascii_only: bool) -> str:
    text = "\n".join(lines)
    return text.translate(ASCII).encode("ascii", "replace").decode() if ascii_only else text
