"""Hand-made recordings for the tests of the views: small ones checkable on paper, and large ones."""

from __future__ import annotations

import ast
from dataclasses import replace

import numpy as np

from minigrad.views import Edge, Gradient, Node, Recording, Span, Value

ROLES = {
    "subtract": ("left", "right"),
    "divide": ("numerator", "denominator"),
    "power": ("base", "exponent"),
    "matmul": ("left", "right"),
}


class Builder:
    """Writes a recording node by node; methods return the node's id."""

    def __init__(self, source=""):
        self.source = source
        self.nodes, self.edges = [], []

    def leaf(self, kind, name, data, grad=None, **more):
        return self._node(Node(len(self.nodes), kind, name=name, value=_value(data), **more), grad)

    def op(self, op, inputs, data, name="", grad=None, text="", cut="", stretched=None, **more):
        span = self._span(text) if text else more.pop("span", None)
        node = Node(
            len(self.nodes), "operation", op=op, name=name, value=_value(data), span=span, **more
        )
        roles = ROLES.get(op, ("",) * len(inputs))
        for place, (source, role) in enumerate(zip(inputs, roles, strict=False)):
            axes = (stretched or {}).get(place, ())
            self.edges.append(Edge(source, node.id, role, cut, axes))
        return self._node(node, grad)

    def recording(self, **more):
        return Recording(self.source, tuple(self.nodes), tuple(self.edges), **more)

    def _node(self, node, grad):
        gradient = grad if isinstance(grad, Gradient) else _gradient(grad)
        self.nodes.append(replace(node, gradient=gradient))
        return node.id

    def _span(self, text):
        for number, line in enumerate(self.source.splitlines(), start=1):
            if (start := line.find(text)) >= 0:
                return Span(number, start, number, start + len(text))
        raise AssertionError(text)


def _value(data):
    return None if data is None else Value.of(np.asarray(data, np.float32))


def _gradient(grad):
    return Gradient() if grad is None else Gradient.of(_value(grad))


def lesson_one():
    """The loss of the first lesson: y = 2, x = 3, w = 1; dL/dw = 6."""
    b = Builder("yhat = x * w\nL = (y - yhat)**2")
    x = b.leaf("input", "x", 3.0)
    w = b.leaf("variable", "w", 1.0, 6.0, watched=True)
    yhat = b.op("multiply", [x, w], 3.0, "yhat", 2.0, "x * w", saved_bytes=8)
    y = b.leaf("input", "y", 2.0)
    d = b.op("subtract", [y, yhat], -1.0, "", -2.0, "y - yhat")
    two = b.leaf("constant", "", 2.0)
    b.op("power", [d, two], 1.0, "L", 1.0, "(y - yhat)**2", target=True, saved_bytes=4)
    return b.recording()


def two_layers():
    """A small network on a batch of four rows, with arrays, broadcasting and scopes."""
    rng = np.random.default_rng(0)
    source = "h = mg.tanh(X @ W1 + b1)\nyhat = h @ W2 + b2\ne = yhat - Y\nL = mg.mean(e**2)"
    X, W1, b1 = rng.normal(size=(4, 3)), rng.normal(size=(3, 5)), np.zeros(5)
    W2, b2, Y = rng.normal(size=(5, 2)), np.zeros(2), rng.normal(size=(4, 2))
    z, h = X @ W1 + b1, np.tanh(X @ W1 + b1)
    out = h @ W2 + b2
    e = out - Y
    de = 2 * e / e.size
    dh = de @ W2.T
    dz = dh * (1 - h**2)
    b = Builder(source)
    x = b.leaf("input", "X", X)
    w1 = b.leaf("variable", "W1", W1, X.T @ dz, watched=True)
    m1 = b.op("matmul", [x, w1], X @ W1, "", dz, "X @ W1", scope="layer1", saved_bytes=108)
    v1 = b.leaf("variable", "b1", b1, dz.sum(0), watched=True)
    a1 = b.op("add", [m1, v1], z, "", dz, "X @ W1 + b1", stretched={1: (0,)}, scope="layer1")
    h1 = b.op("tanh", [a1], h, "h", dh, "mg.tanh(X @ W1 + b1)", scope="layer1", saved_bytes=80)
    w2 = b.leaf("variable", "W2", W2, h.T @ de, watched=True)
    m2 = b.op("matmul", [h1, w2], h @ W2, "", de, "h @ W2", scope="layer2", saved_bytes=120)
    v2 = b.leaf("variable", "b2", b2, de.sum(0), watched=True)
    a2 = b.op("add", [m2, v2], out, "yhat", de, "h @ W2 + b2", stretched={1: (0,)}, scope="layer2")
    y = b.leaf("input", "Y", Y)
    d = b.op("subtract", [a2, y], e, "e", de, "yhat - Y")
    two = b.leaf("constant", "", 2.0)
    s = b.op("power", [d, two], e**2, "", np.full(e.shape, 1 / e.size), "e**2", saved_bytes=32)
    b.op("mean", [s], (e**2).mean(), "L", 1.0, "mg.mean(e**2)", target=True)
    return b.recording()


def accumulation():
    """(a + a) squared at a = 3: the gradient meets twice, 6 + 6 = ... 24."""
    b = Builder("s = a + a\nL = s * s")
    a = b.leaf("variable", "a", 3.0, 24.0, watched=True)
    s = b.op("add", [a, a], 6.0, "s", 12.0, "a + a")
    b.op("multiply", [s, s], 36.0, "L", 1.0, "s * s", target=True)
    return b.recording()


def cut():
    """A path that stop_gradient cuts, and a variable whose gradient is None."""
    b = Builder("h = a * x\nk = mg.stop_gradient(h)\nL = k * c")
    a = b.leaf("variable", "a", 2.0, Gradient("none", reason="cut by stop_gradient in line 2"),
               watched=True)  # fmt: skip
    x = b.leaf("input", "x", 3.0)
    none = Gradient("none", reason="cut by stop_gradient in line 2")
    h = b.op("multiply", [a, x], 6.0, "h", none, "a * x")
    k = b.op("stop_gradient", [h], 6.0, "k", 0.5, "mg.stop_gradient(h)", cut="stop_gradient")
    c = b.leaf("variable", "c", 0.5, 6.0, watched=True)
    b.op("multiply", [k, c], 3.0, "L", 1.0, "k * c", target=True)
    return b.recording()


def states():
    """All four gradient states beside each other, and an operation that made a NaN."""
    b = Builder("u = mg.relu(a)\nv = mg.log(b)\nL = u + v")
    a = b.leaf("variable", "a", -1.0, 0.0, watched=True)
    bb = b.leaf("variable", "b", -2.0, float("nan"), watched=True)
    none = Gradient("none", reason="L does not depend on it")
    b.leaf("variable", "unused", 1.0, none, watched=True)
    b.leaf("input", "x", 1.0)
    u = b.op("relu", [a], 0.0, "u", 1.0, "mg.relu(a)")
    v = b.op("log", [bb], float("nan"), "v", 1.0, "mg.log(b)")
    b.op("add", [u, v], float("nan"), "L", 1.0, "u + v", target=True)
    return b.recording()


def shared_parameter(turns=4):
    """A recurrent cell unrolled: one W at every turn."""
    b = Builder("for x in xs:\n    h = mg.tanh(h * W + x)\nL = h**2")
    h = b.leaf("input", "h", 0.0)
    w = b.leaf("variable", "W", 0.5, 0.7, watched=True)
    for t in range(turns):
        more = {"loop": 1, "iteration": t}
        x = b.leaf("input", "x", t + 1.0)
        m = b.op("multiply", [h, w], 0.1 * t, "", 0.2, "h * W", saved_bytes=8, **more)
        s = b.op("add", [m, x], 1.0 + t, "", 0.2, "h * W + x", **more)
        h = b.op("tanh", [s], 0.9, "h", 0.3, "mg.tanh(h * W + x)", saved_bytes=4, **more)
    two = b.leaf("constant", "", 2.0)
    b.op("power", [h, two], 0.81, "L", 1.0, "h**2", target=True)
    return b.recording()


def training(turns=12):
    """A loop that trains: every turn has its own tape, its own loss and a new w."""
    b = Builder("for step in range(12):\n    L = (w * x - y)**2\n    w.assign_sub(0.1 * g)")
    w_now = 1.0
    for t in range(turns):
        more = {"loop": 1, "iteration": t}
        x = b.leaf("input", "x", 3.0)
        y = b.leaf("input", "y", 2.0)
        w = b.leaf("variable", "w", w_now, 6 * (3 * w_now - 2), watched=True)
        m = b.op("multiply", [w, x], 3 * w_now, "", 1.0, "w * x", **more)
        d = b.op("subtract", [m, y], 3 * w_now - 2, "", 1.0, "w * x - y", **more)
        b.op("square", [d], (3 * w_now - 2) ** 2, "L", 1.0, "(w * x - y)**2", target=True, **more)
        w_now *= 0.9
    return b.recording()


def scalar_net(layers=(3, 4, 4, 1), name="scalar"):
    """Neurons of single numbers, as in a first hand-written network."""
    b = Builder(
        "for layer in net:\n    x = [tanh(sum(w * x for w, x in zip(ws, xs)) + b)]\nL = x**2"
    )
    rng = np.random.default_rng(1)
    xs = [b.leaf("input", f"x{i}", rng.normal()) for i in range(layers[0])]
    for number, width in enumerate(layers[1:], start=1):
        new = []
        for j in range(width):
            total = None
            for i, x in enumerate(xs):
                w = b.leaf("variable", f"w{number}{j}{i}", rng.normal(), rng.normal(), watched=True)
                total_new = b.op("multiply", [w, x], rng.normal(), "", rng.normal(), "w * x",
                                 scope=f"layer{number}/neuron{j}")  # fmt: skip
                if total is not None:
                    total_new = b.op("add", [total, total_new], rng.normal(), "", rng.normal(),
                                     "sum", scope=f"layer{number}/neuron{j}")  # fmt: skip
                total = total_new
            new.append(b.op("tanh", [total], rng.normal(), f"h{j}", rng.normal(), "tanh",
                            scope=f"layer{number}/neuron{j}"))  # fmt: skip
        xs = new
    b.op("square", [xs[0]], 0.5, "L", 1.0, "x**2", target=True)
    return b.recording()


def long_chain(operations=500):
    """A plain chain without loop or scope, a new line for every fifty operations."""
    lines = [f"x = step{i}(x)" for i in range(operations // 50 + 1)]
    b = Builder("\n".join(lines))
    x = b.leaf("input", "x", 1.0)
    for i in range(operations):
        x = b.op("tanh", [x], 0.5, "", 0.1, f"step{i // 50}(x)", saved_bytes=4)
    return b.recording()


def compiles(tape):
    """Whether the recording's source is Python, so that the spans mean something."""
    return bool(ast.parse(tape.source))
