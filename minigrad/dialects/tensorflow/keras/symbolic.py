"""The functional style: layers called on `Input` are noted, and a Model plays them back."""

from __future__ import annotations

from typing import Any

from ..creation import zeros
from ..dtypes import as_dtype
from ..nest import flatten, map_structure


class KerasTensor:
    """A place for a value: its shape (None for the batch), and the layer that will make it."""

    def __init__(
        self,
        shape: tuple[Any, ...],
        dtype: Any = "float32",
        layer: Any = None,
        inputs: Any = None,
        name: str | None = None,
    ) -> None:
        self.shape, self.dtype, self.layer, self.inputs, self.name = (
            shape,
            as_dtype(dtype),
            layer,
            inputs,
            name,
        )

    def __repr__(self) -> str:
        return f"<KerasTensor shape={self.shape}, dtype={self.dtype.name}, name={self.name}>"


def Input(
    shape: Any = None,
    batch_size: int | None = None,
    name: str | None = None,
    dtype: Any = None,
    **_: Any,
) -> KerasTensor:
    """Where a model begins; ``shape`` is that of one example."""
    shape = (shape,) if isinstance(shape, int) else tuple(shape or ())
    return KerasTensor((batch_size, *shape), dtype or "float32", name=name)


def symbolic_call(layer: Any, inputs: Any) -> Any:
    """Build the layer by trying it on zeros, and note what it will make."""
    result = layer(map_structure(lambda t: zeros([n or 1 for n in t.shape], t.dtype), inputs))
    return map_structure(
        lambda y: KerasTensor((None, *y.shape[1:]), y.dtype, layer, inputs, layer.name), result
    )


def layers_between(outputs: Any) -> list[Any]:
    """The layers that lead to the outputs, in the order in which they run."""
    found: list[Any] = []

    def visit(place: KerasTensor) -> None:
        if place.layer is None:
            return
        for before in flatten(place.inputs):
            visit(before)
        if not any(place.layer is layer for layer in found):
            found.append(place.layer)

    for place in flatten(outputs):
        visit(place)
    return found


def play(outputs: Any, values: dict[int, Any]) -> Any:
    """The values of the outputs, given those of the inputs by identity; each layer runs once per call noted."""
    made: dict[tuple[int, int], Any] = {}

    def value(place: KerasTensor) -> Any:
        if id(place) in values:
            return values[id(place)]
        key = (id(place.layer), id(place.inputs))
        if key not in made:
            made[key] = place.layer(map_structure(value, place.inputs))
        return made[key]

    return map_structure(value, outputs)
