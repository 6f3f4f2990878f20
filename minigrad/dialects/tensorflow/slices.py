"""IndexedSlices: the gradient of a gather, as the rows that were read and where they came from."""

from __future__ import annotations

from typing import Any

import numpy as np

from minigrad.primitives.rows import RowSlices as RowSlices
from minigrad.tensor import TensorBase

from .tensor import EagerTensor, tensor


class IndexedSlices:
    """Rows, and the places of the larger array they stand for; ``tf.convert_to_tensor`` makes it dense."""

    def __init__(self, values: Any, indices: Any, dense_shape: Any = None) -> None:
        self.values = tensor(values)
        self.indices = tensor(indices)
        self.dense_shape = None if dense_shape is None else tensor(dense_shape)

    @classmethod
    def of(cls, rows: RowSlices) -> IndexedSlices:
        """The public form of what the engine carried."""
        shape = np.asarray(rows.shape, np.int32)
        return cls(
            EagerTensor.wrap(rows.values), EagerTensor.wrap(rows.indices), EagerTensor.wrap(shape)
        )

    @property
    def dtype(self) -> Any:
        """The kind of its numbers."""
        return self.values.dtype

    @property
    def shape(self) -> Any:
        """The shape of the dense array."""
        return (
            None
            if self.dense_shape is None
            else EagerTensor.sized(tuple(self.dense_shape.data.tolist()))
        )

    def dense(self) -> Any:
        """The dense tensor: repeated rows added up, zeros elsewhere."""
        if self.dense_shape is None:
            raise ValueError(
                "these IndexedSlices have no dense_shape, so they cannot be made dense."
            )
        shape = tuple(int(n) for n in self.dense_shape.data)
        return EagerTensor.wrap(RowSlices(self.values.data, self.indices.data, shape).dense())

    def __neg__(self) -> IndexedSlices:
        return IndexedSlices(-self.values, self.indices, self.dense_shape)

    def __repr__(self) -> str:
        return f"IndexedSlices(indices={self.indices}, values={self.values}, dense_shape={self.dense_shape})"


def dense(gradient: Any) -> Any:
    """A gradient as a tensor, whether it came as one or as IndexedSlices."""
    return gradient.dense() if isinstance(gradient, IndexedSlices) else gradient


def data_of(x: Any) -> Any:
    """The array in a tensor, IndexedSlices or anything NumPy can read."""
    x = dense(x)
    return x.data if isinstance(x, TensorBase) else np.asarray(x)
