"""``tf.keras.activations``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import elementwise as e, nn
from ..missing import missing
from ..rows import row
from ..tensor import tensor
from .naming import find

if TYPE_CHECKING:
    from collections.abc import Callable


def linear(x: Any) -> Any:
    """x itself."""
    return tensor(x)


def relu(
    x: Any, negative_slope: float = 0.0, max_value: float | None = None, threshold: float = 0.0
) -> Any:
    """max(x, 0), with a slope below, a ceiling or a threshold if wanted."""
    x = tensor(x)
    if threshold:
        x = x * (e.sign(e.maximum(x - threshold, 0.0)))
    y = nn.leaky_relu(x, negative_slope) if negative_slope else nn.relu(x)
    return y if max_value is None else e.minimum(y, max_value)


def softmax(x: Any, axis: int = -1) -> Any:
    """Probabilities along an axis."""
    return nn.softmax(x, axis)


def log_softmax(x: Any, axis: int = -1) -> Any:
    """The logarithm of the softmax."""
    return nn.log_softmax(x, axis)


def elu(x: Any, alpha: float = 1.0) -> Any:
    """x, and alpha * (exp(x) - 1) below 0."""
    return row("elu")(tensor(x), alpha)


def leaky_relu(x: Any, negative_slope: float = 0.2) -> Any:
    """x, and negative_slope * x below 0."""
    return nn.leaky_relu(x, negative_slope)


def gelu(x: Any, approximate: bool = False) -> Any:
    """x times the normal distribution function of x."""
    return nn.gelu(x, approximate)


def exponential(x: Any) -> Any:
    """exp(x)."""
    return e.exp(x)


def hard_sigmoid(x: Any) -> Any:
    """The sigmoid as three straight pieces: 0, x / 6 + 0.5, 1."""
    return nn.relu6(tensor(x) + 3.0) / 6.0


def mish(x: Any) -> Any:
    """x * tanh(softplus(x))."""
    return tensor(x) * e.tanh(e.softplus(x))


sigmoid, tanh, softplus, softsign = e.sigmoid, e.tanh, e.softplus, e.softsign
selu, silu, swish, relu6, log_sigmoid = nn.selu, nn.silu, nn.swish, nn.relu6, e.log_sigmoid


def get(identifier: Any) -> Callable[..., Any]:
    """An activation from its name, a function, or None (linear)."""
    if identifier is None:
        return linear
    found: Callable[..., Any] = find("activation", identifier, globals(), call=False)
    return found


def __getattr__(name: str) -> Any:
    return missing("tf.keras.activations", name, globals())
