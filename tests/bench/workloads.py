"""What is timed: the same computation by hand in NumPy, by minigrad, and by every framework that is installed.

Each workload is a dict of functions without arguments; the one called 'numpy' is what a learner would write by hand.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

import numpy as np

import minigrad as mg
from minigrad.optim import adam

if TYPE_CHECKING:
    from collections.abc import Callable

    Workload = dict[str, Callable[[], object]]

f32 = np.float32


def installed(name: str) -> Any:
    """A framework, if it is installed here; none of them is needed."""
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def tutorial_loop() -> Workload:
    """Tutorial 1: nineteen steps of gradient descent on (y - x w)^2, with its line of print formatted."""

    def by_hand() -> None:
        y, x, w, lr = f32(2), f32(3), f32(1), f32(0.01)
        while True:
            loss = (y - x * w) ** 2
            slope = -2 * x * (y - x * w)
            w = w - lr * slope
            f"{w:.3f} {loss:.3f} {slope:.3f}"
            if abs(loss) < 0.001:
                break

    def ours() -> None:
        y, x, w, lr = 2.0, 3.0, mg.Variable(1.0), 0.01
        while True:
            with mg.GradientTape() as tape:
                tape.watch(w)
                loss = (y - x * w) ** 2
            slope = tape.gradient(loss, w)
            w = w - lr * slope
            f"{w.numpy():.3f} {loss:.3f} {slope:.3f}"
            if abs(loss) < 0.001:
                break

    return {"numpy": by_hand, "minigrad": ours} | _tutorial_loop_elsewhere()


def _tutorial_loop_elsewhere() -> Workload:
    found: Workload = {}
    if tf := installed("tensorflow"):

        def theirs() -> None:
            y, x, w, lr = 2.0, 3.0, tf.Variable(1.0), 0.01
            while True:
                with tf.GradientTape() as tape:
                    tape.watch(w)
                    loss = (y - x * w) ** 2
                slope = tape.gradient(loss, w)
                w = w - lr * slope
                f"{w.numpy():.3f} {loss:.3f} {slope:.3f}"
                if tf.abs(loss) < 0.001:
                    break

        found["tensorflow"] = theirs
    if micrograd := installed("micrograd.engine"):

        def small() -> None:
            w = micrograd.Value(1.0)
            while True:
                loss = (2.0 - 3.0 * w) ** 2
                loss.backward()
                slope = w.grad
                w = micrograd.Value(w.data - 0.01 * slope)
                f"{w.data:.3f} {loss.data:.3f} {slope:.3f}"
                if abs(loss.data) < 0.001:
                    break

        found["micrograd"] = small
    return found


def quadratic() -> Workload:
    """Tutorial 4: a thousand steps down x^2 - 2 x + 1."""

    def by_hand() -> object:
        a, b, c, x, lr = f32(1), f32(-2), f32(1), f32(0), f32(0.01)
        for _ in range(1000):
            a * x**2 + b * x + c
            x = x - lr * (2 * a * x + b)
        return x

    def ours() -> object:
        a, b, c, x = mg.constant(1.0), mg.constant(-2.0), mg.constant(1.0), mg.Variable(0.0)
        for _ in range(1000):
            with mg.GradientTape() as tape:
                y = a * x**2 + b * x + c
            x.assign_sub(0.01 * tape.gradient(y, x))
        return x

    return {"numpy": by_hand, "minigrad": ours}


def linear_regression() -> Workload:
    """Tutorial 5: ten epochs of 300 samples with two features."""
    rng = np.random.default_rng(0)
    features = rng.normal(size=(300, 2)).astype(f32)
    targets = (features @ np.array([[2.0], [-3.0]], f32) + 1).astype(f32)

    def by_hand() -> object:
        w, b, lr = np.zeros((2, 1), f32), np.zeros(1, f32), f32(0.001)
        for _ in range(10):
            error = features @ w + b - targets
            (error * error).sum()
            w = w - lr * (features.T @ (2 * error))
            b = b - lr * (2 * error).sum(0)
        return w

    def ours() -> object:
        x, t = mg.constant(features), mg.constant(targets)
        w, b = mg.Variable(np.zeros((2, 1), f32)), mg.Variable(np.zeros(1, f32))
        for _ in range(10):
            with mg.GradientTape() as tape:
                loss = ((x @ w + b - t) ** 2).sum()
            dw, db = tape.gradient(loss, [w, b])
            w.assign_sub(0.001 * dw)
            b.assign_sub(0.001 * db)
        return w

    found: Workload = {"numpy": by_hand, "minigrad": ours}
    if torch := installed("torch"):

        def theirs() -> object:
            x, t = torch.tensor(features), torch.tensor(targets)
            w, b = torch.zeros(2, 1, requires_grad=True), torch.zeros(1, requires_grad=True)
            for _ in range(10):
                loss = (x.mm(w) + b - t).pow(2).sum()
                loss.backward()
                with torch.no_grad():
                    w -= 0.001 * w.grad
                    b -= 0.001 * b.grad
                w.grad.zero_()
                b.grad.zero_()
            return w

        found["torch"] = theirs
    return found


def softmax_regression() -> Workload:
    """Tutorial 3: cross-entropy of 2 samples, 4 features, 3 classes, with both gradients."""
    x = np.array([[-2.0, 2.0, 2.0, -2.0], [2.1, 1.0, 1.5, -1.0]], f32)
    y = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]], f32)
    start = np.random.default_rng(0).normal(size=(4, 3)).astype(f32)

    def by_hand() -> object:
        w, b = start, np.zeros(3, f32)
        logits = x @ w + b
        shifted = logits - logits.max(1, keepdims=True)
        powers = np.exp(shifted)
        total = powers.sum(1, keepdims=True)
        (np.log(total) - (shifted * y).sum(1, keepdims=True)).mean()
        g = (powers / total - y) / f32(2)
        return x.T @ g, g.sum(0)

    def ours() -> object:
        w, b = mg.Variable(start), mg.Variable(np.zeros(3, f32))
        with mg.GradientTape() as tape:
            loss = mg.softmax_cross_entropy(x @ w + b, y).mean()
        return tape.gradient(loss, [w, b])

    found: Workload = {"numpy": by_hand, "minigrad": ours}
    if torch := installed("torch"):
        tx, ty = torch.tensor(x), torch.tensor(y)

        def theirs() -> object:
            w, b = torch.tensor(start, requires_grad=True), torch.zeros(3, requires_grad=True)
            torch.nn.functional.cross_entropy(tx @ w + b, ty).backward()
            return w.grad

        found["torch"] = theirs
    return found


def network(inputs: int, hidden: int, outputs: int, batch: int) -> Workload:
    """One SGD step of a relu network with softmax cross-entropy."""
    rng = np.random.default_rng(2)
    x = rng.uniform(size=(batch, inputs)).astype(f32)
    labels = np.eye(outputs, dtype=f32)[rng.integers(0, outputs, batch)]
    weights = [
        (rng.normal(size=(inputs, hidden)) / inputs**0.5).astype(f32),
        np.zeros(hidden, f32),
        (rng.normal(size=(hidden, outputs)) / hidden**0.5).astype(f32),
        np.zeros(outputs, f32),
    ]
    lr = f32(0.1)

    def by_hand() -> object:
        w1, c1, w2, c2 = weights
        h = np.maximum(x @ w1 + c1, 0)
        z = h @ w2 + c2
        z = z - z.max(1, keepdims=True)
        powers = np.exp(z)
        total = powers.sum(1, keepdims=True)
        (np.log(total) - (z * labels).sum(1, keepdims=True)).mean()
        gz = (powers / total - labels) / f32(batch)
        gh = (gz @ w2.T) * (h > 0)
        return w1 - lr * (x.T @ gh), c1 - lr * gh.sum(0), w2 - lr * (h.T @ gz), c2 - lr * gz.sum(0)

    variables = [mg.Variable(w) for w in weights]

    def ours() -> object:
        w1, c1, w2, c2 = variables
        with mg.GradientTape() as tape:
            h = mg.relu(x @ w1 + c1)
            loss = mg.softmax_cross_entropy(h @ w2 + c2, labels).mean()
        gradients = tape.gradient(loss, variables)
        return [v - 0.1 * g for v, g in zip(variables, gradients, strict=True)]

    found: Workload = {"numpy": by_hand, "minigrad": ours}
    if torch := installed("torch"):
        tx, ty = torch.tensor(x), torch.tensor(labels)
        parameters = [torch.tensor(w, requires_grad=True) for w in weights]

        def theirs() -> object:
            w1, c1, w2, c2 = parameters
            h = torch.relu(tx @ w1 + c1)
            loss = torch.nn.functional.cross_entropy(h @ w2 + c2, ty)
            gradients = torch.autograd.grad(loss, parameters)
            with torch.no_grad():
                return [p - 0.1 * g for p, g in zip(parameters, gradients, strict=True)]

        found["torch"] = theirs
    return found


def large_elementwise() -> Workload:
    """tanh(x) x + exp(-x x) on a million elements, with its gradient."""
    x = np.random.default_rng(0).normal(size=10**6).astype(f32)

    def by_hand() -> object:
        t, e = np.tanh(x), np.exp(-x * x)
        (t * x + e).sum()
        return (1 - t * t) * x + t - 2 * x * e

    leaf = mg.tensor(x, requires_grad=True)

    def ours() -> object:
        y = (mg.tanh(leaf) * leaf + mg.exp(-leaf * leaf)).sum()
        leaf.grad = None
        y.backward()
        return leaf.grad

    found: Workload = {"numpy": by_hand, "minigrad": ours}
    if torch := installed("torch"):
        theirs_x = torch.tensor(x, requires_grad=True)

        def theirs() -> object:
            y = (torch.tanh(theirs_x) * theirs_x + torch.exp(-theirs_x * theirs_x)).sum()
            theirs_x.grad = None
            y.backward()
            return theirs_x.grad

        found["torch"] = theirs
    return found


def small_network_adam() -> Workload:
    """A hundred Adam steps of a 5-10-1 tanh network on 100 examples; our weights lie in one flat buffer."""
    rng = np.random.default_rng(1)
    x = rng.normal(size=(100, 5)).astype(f32)
    y = np.sin(x.sum(1, keepdims=True)).astype(f32)
    shapes = [(5, 10), (10,), (10, 1), (1,)]
    start = [(rng.normal(size=shape) * 0.5).astype(f32) for shape in shapes]
    steps, rate, b1, b2, eps = 100, 1e-2, 0.9, 0.999, 1e-8

    def by_hand() -> object:
        weights = list(start)
        m, v = [np.zeros_like(w) for w in weights], [np.zeros_like(w) for w in weights]
        for t in range(1, steps + 1):
            w1, c1, w2, c2 = weights
            h = np.tanh(x @ w1 + c1)
            e = h @ w2 + c2 - y
            (e * e).mean()
            ge = e * f32(2 / len(x))
            gz = (ge @ w2.T) * (1 - h * h)
            scale = rate * (1 - b2**t) ** 0.5 / (1 - b1**t)
            for i, g in enumerate((x.T @ gz, gz.sum(0), h.T @ ge, ge.sum(0))):
                m[i] = b1 * m[i] + (1 - b1) * g
                v[i] = b2 * v[i] + (1 - b2) * (g * g)
                weights[i] = weights[i] - scale * m[i] / (np.sqrt(v[i]) + eps)
        return weights

    def ours() -> object:
        flat = np.concatenate([w.ravel() for w in start])
        ends = np.cumsum([w.size for w in start])
        state: dict[str, Any] = {}
        inputs, targets = mg.constant(x), mg.constant(y)
        weights = [mg.Variable(w) for w in start]
        for _ in range(steps):
            for w, part, shape in zip(weights, np.split(flat, ends[:-1]), shapes, strict=True):
                w.assign(part.reshape(shape))
            with mg.GradientTape() as tape:
                w1, c1, w2, c2 = weights
                loss = ((mg.tanh(inputs @ w1 + c1) @ w2 + c2 - targets) ** 2).mean()
            gradients = tape.gradient(loss, weights)
            gradient = np.concatenate([g.array.ravel() for g in gradients])
            flat = adam(flat, gradient, state, rate)
        return flat

    found: Workload = {"numpy": by_hand, "minigrad": ours}
    if torch := installed("torch"):
        tx, ty = torch.tensor(x), torch.tensor(y)

        def theirs() -> object:
            w1, c1, w2, c2 = weights = [torch.tensor(w, requires_grad=True) for w in start]
            optimizer = torch.optim.Adam(weights, lr=rate)
            for _ in range(steps):
                optimizer.zero_grad()
                ((torch.tanh(tx @ w1 + c1) @ w2 + c2 - ty) ** 2).mean().backward()
                optimizer.step()
            return weights

        found["torch"] = theirs
    return found


WORKLOADS: dict[str, Callable[[], Workload]] = {
    "tutorial 1's loop": tutorial_loop,
    "quadratic, 1000 steps": quadratic,
    "linear regression 300x2, 10 epochs": linear_regression,
    "softmax cross-entropy 2x4 to 3": softmax_regression,
    "MLP 5-10-1, Adam, 100 steps": small_network_adam,
    "MLP 784-128-10, batch 64": lambda: network(784, 128, 10, 64),
    "MLP 784-128-10, batch 256": lambda: network(784, 128, 10, 256),
    "tanh(x) x + exp(-x x), 10^6": large_elementwise,
}
