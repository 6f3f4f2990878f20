"""Variables as TensorFlow spells them: names with ``:0``, assignment to slices, initial values of every kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn, Self

import numpy as np

from minigrad.tensor import TensorBase
from minigrad.variable import VariableMixin

from .dtypes import numpy_dtype
from .keys import position
from .promotion import as_literal
from .scopes import scoped
from .shapes import TensorShape, shape_of
from .tensor import EagerTensor

if TYPE_CHECKING:
    from collections.abc import Iterator


class Births:
    """How many Variables were made: `tf.function` refuses those of later calls."""

    count = 0


births = Births()


class Variable(VariableMixin, EagerTensor):
    """A value that changes by assignment and is watched by every tape that sees it used.

    Args:
        initial_value: a number, list, array, tensor or Variable, or a function that returns one.
        trainable: False keeps tapes from watching it by themselves.
        name: shown as ``name:0``.
        dtype: what to convert the initial value to.
        shape: a shape with None in it allows assignments of other lengths.

    >>> w = Variable(1.0, name="w")
    >>> w.assign_sub(0.25)
    <tf.Variable 'w:0' shape=() dtype=float32, numpy=0.75>
    """

    __slots__ = ("_spec", "born", "leaf", "name", "trainable")

    def __init__(
        self,
        initial_value: Any = None,
        trainable: bool | None = None,
        validate_shape: bool = True,
        caching_device: Any = None,
        name: str | None = None,
        variable_def: Any = None,
        dtype: Any = None,
        import_scope: Any = None,
        constraint: Any = None,
        synchronization: Any = None,
        aggregation: Any = None,
        shape: Any = None,
    ) -> None:
        if initial_value is None:
            raise ValueError("a tf.Variable needs an initial value, for example tf.Variable(0.0).")
        value = initial_value() if callable(initial_value) else initial_value
        if isinstance(value, TensorBase) and dtype is not None:
            value = value.data.astype(numpy_dtype(dtype))
        self._begin(as_literal(value, dtype), None, trainable is not False)
        births.count += 1
        self.name = scoped(name or "Variable") + ":0"
        self.shape = shape_of(self.data.shape)
        self._spec = None if shape is None else TensorShape(shape)

    @property
    def path(self) -> str:
        """Its name without ``:0``, as Keras 3 has it."""
        return (self.name or "").removesuffix(":0")

    # -- assignment --------------------------------------------------------------------------------------

    def assign(
        self,
        value: Any,
        use_locking: bool = False,
        name: str | None = None,
        read_value: bool = True,
    ) -> Self:
        """Replace the value. ValueError where shape or dtype is another."""
        return self._replace(self._taken(value), "assign")

    def assign_add(
        self,
        delta: Any,
        use_locking: bool = False,
        name: str | None = None,
        read_value: bool = True,
    ) -> Self:
        """Add to the value; nothing of it is recorded."""
        return self._replace(self.data + self._taken(delta), "assign_add")

    def assign_sub(
        self,
        delta: Any,
        use_locking: bool = False,
        name: str | None = None,
        read_value: bool = True,
    ) -> Self:
        """Subtract from the value; nothing of it is recorded."""
        return self._replace(self.data - self._taken(delta), "assign_sub")

    def _taken(self, value: Any) -> Any:
        if isinstance(value, TensorBase):
            if value.data.dtype != self.data.dtype:
                raise ValueError(
                    f"a tensor of dtype {value.data.dtype.name} cannot be assigned to the Variable "
                    f"{self.name!r} of dtype {self.data.dtype.name}. Write tf.cast(value, v.dtype)."
                )
            return value.data
        return EagerTensor.convert(value, like=self).data

    def _replace(self, data: Any, how: str) -> Self:
        if self._spec is not None and data.shape != self.data.shape:
            self._spec.assert_is_compatible_with(data.shape)
            self.data, self.shape = data.copy(), shape_of(data.shape)
            return self
        return super()._replace(data, how)

    def scatter_nd_update(self, indices: Any, updates: Any) -> Self:
        """Overwrite the elements (or rows) that the last axis of ``indices`` names."""
        return self._scatter(indices, updates, np.copyto)

    def scatter_nd_add(self, indices: Any, updates: Any) -> Self:
        """Add to the elements (or rows) that ``indices`` names; repeated ones add up."""
        return self._scatter(indices, updates, np.add)

    def scatter_nd_sub(self, indices: Any, updates: Any) -> Self:
        """Subtract from the elements (or rows) that ``indices`` names."""
        return self._scatter(indices, updates, np.subtract)

    def scatter_add(self, sparse_delta: Any) -> Self:
        """Add IndexedSlices to the rows they name."""
        return self._scatter(sparse_delta.indices.data[..., None], sparse_delta.values, np.add)

    def scatter_sub(self, sparse_delta: Any) -> Self:
        """Subtract IndexedSlices from the rows they name."""
        return self._scatter(sparse_delta.indices.data[..., None], sparse_delta.values, np.subtract)

    def scatter_update(self, sparse_delta: Any) -> Self:
        """Overwrite the rows that IndexedSlices name."""
        return self._scatter(sparse_delta.indices.data[..., None], sparse_delta.values, np.copyto)

    def _scatter(self, indices: Any, updates: Any, function: Any) -> Self:
        place = tuple(np.moveaxis(np.asarray(indices), -1, 0))
        data, updates = self.data.copy(), self._taken(updates)
        if function is np.copyto:
            data[place] = updates
        else:
            function.at(data, place, updates)
        return self._replace(data, "scatter")

    # -- reading -----------------------------------------------------------------------------------------

    def value(self) -> Any:
        """The value as a tensor; gradients flow through."""
        from .creation import identity

        return identity(self)

    read_value = value

    def initialized_value(self) -> Any:
        """The value; eager variables are always initialized."""
        return self.value()

    def __getitem__(self, key: Any) -> Any:
        part = super().__getitem__(key)
        piece = AssignableSlice()
        piece.data, piece.shape, piece.node = part.data, part.shape, part.node
        piece.variable, piece.key = self, key
        return piece

    def __len__(self) -> int:
        raise TypeError("a tf.Variable has no len(). Use v.shape[0].")

    def __iter__(self) -> Iterator[Any]:
        return iter(self.value())

    def __iadd__(self, other: Any) -> NoReturn:
        raise RuntimeError(
            "v += x would make a tensor of the name. Use v.assign_add(x), or v = v + x."
        )

    def __isub__(self, other: Any) -> NoReturn:
        raise RuntimeError(
            "v -= x would make a tensor of the name. Use v.assign_sub(x), or v = v - x."
        )

    def __imul__(self, other: Any) -> NoReturn:
        raise RuntimeError(
            "v *= x would make a tensor of the name. Use v.assign(v * x), or v = v * x."
        )

    def __itruediv__(self, other: Any) -> NoReturn:
        raise RuntimeError(
            "v /= x would make a tensor of the name. Use v.assign(v / x), or v = v / x."
        )

    def __deepcopy__(self, memo: Any) -> Variable:
        copy = Variable(
            self.data, trainable=self.trainable, name=(self.name or "").removesuffix(":0")
        )
        memo[id(self)] = copy
        return copy

    def __format__(self, spec: str) -> str:
        if spec:
            raise TypeError("a tf.Variable takes no format code. Write f'{v.numpy():.3f}'.")
        return repr(self)

    def __repr__(self) -> str:
        return EagerTensor.__repr__(self).replace(
            f"<tf.Tensor: shape={tuple(self.shape)},",
            f"<tf.Variable {self.name!r} shape={tuple(self.shape)}",
            1,
        )

    __str__ = __repr__


class AssignableSlice(EagerTensor):
    """What ``v[i]`` gives: a tensor that can be assigned to as well."""

    __slots__ = ("key", "variable")
    variable: Variable
    key: Any

    def assign(self, value: Any) -> Variable:
        """Overwrite this part of the variable."""
        return self._write(lambda old: EagerTensor.convert(_data(value), like=self.variable).data)

    def assign_add(self, value: Any) -> Variable:
        """Add to this part of the variable."""
        return self._write(lambda old: old + _data(value))

    def assign_sub(self, value: Any) -> Variable:
        """Subtract from this part of the variable."""
        return self._write(lambda old: old - _data(value))

    def _write(self, change: Any) -> Variable:
        data = self.variable.data.copy()
        key = position(self.key)
        data[key] = change(data[key])
        return self.variable._replace(data, "assign")


def _data(value: Any) -> Any:
    return value.data if isinstance(value, TensorBase) else np.asarray(value)


for _class in (Variable, AssignableSlice):
    _class.__hash__ = EagerTensor.__hash__  # type: ignore[method-assign]
