"""A module's state: state_dict, casts, and its text."""

from __future__ import annotations

from collections import OrderedDict, namedtuple
from typing import TYPE_CHECKING, Any, Self

from .. import dtypes, modes
from ..tensor import Tensor

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .module import Module


class _IncompatibleKeys(namedtuple("IncompatibleKeys", ("missing_keys", "unexpected_keys"))):  # noqa: PYI024
    """What `load_state_dict` did not find, and what it found too much."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "<All keys matched successfully>" if not any(self) else super().__repr__()

    __str__ = __repr__


class StateMixin:
    """The parts of Module that save, load and cast."""

    def state_dict(self: Any) -> OrderedDict[str, Tensor]:
        """All parameters and persistent buffers by dotted name; they share memory with the module."""
        return OrderedDict((name, tensor.detach()) for name, tensor in _state(self))

    def load_state_dict(
        self: Any, state_dict: Mapping[str, Any], strict: bool = True
    ) -> _IncompatibleKeys:
        """Copy values in by name; RuntimeError for keys or shapes that do not match (keys only if strict)."""
        own = dict(_state(self))
        missing = [name for name in own if name not in state_dict]
        unexpected = [name for name in state_dict if name not in own]
        wrong = [
            f"{name}: shape {tuple(state_dict[name].shape)} for {tuple(tensor.shape)}"
            for name, tensor in own.items()
            if name in state_dict and state_dict[name].shape != tensor.shape
        ]
        problems = [f"missing {missing}"] * bool(missing and strict) + [
            f"unexpected {unexpected}"
        ] * bool(unexpected and strict)
        if problems or wrong:
            raise RuntimeError(
                f"this state_dict does not fit {type(self).__name__}: {'; '.join(problems + wrong)}. "
                "Make the model with "
                "the same layers and sizes, or pass strict=False to leave out names."
            )
        with modes.no_grad():
            for name, tensor in own.items():
                if name in state_dict:
                    tensor.copy_(state_dict[name])
        return _IncompatibleKeys(missing, unexpected)

    def _cast(self, kind: dtypes.dtype) -> Self:
        owner: Any = self
        for module in owner.modules():
            for parameter in module._parameters.values():
                if parameter is not None and parameter.dtype.is_floating_point:
                    parameter.data = parameter.detach().to(kind)
            for name, buffer in module._buffers.items():
                if buffer is not None and buffer.dtype.is_floating_point:
                    module._buffers[name] = buffer.to(kind)
        return self

    def float(self) -> Self:
        """All floating parameters and buffers in float32."""
        return self._cast(dtypes.float32)

    def double(self) -> Self:
        """All floating parameters and buffers in float64."""
        return self._cast(dtypes.float64)

    def half(self) -> Self:
        """All floating parameters and buffers in float16."""
        return self._cast(dtypes.float16)

    def to(self, *target: Any, dtype: Any = None, device: Any = None) -> Self:
        """In another dtype; devices other than 'cpu' are refused."""
        for given in (*target, device):
            if isinstance(given, dtypes.dtype):
                dtype = given
            elif given is not None:
                dtypes.device(given)
        return self if dtype is None else self._cast(dtype)

    def cpu(self) -> Self:
        """The module itself: it is on the CPU."""
        return self


def _state(module: Module) -> list[tuple[str, Tensor]]:
    """Every parameter and persistent buffer; a shared one under each of its names."""
    found: list[tuple[str, Tensor]] = []

    def collect(m: Module, prefix: str) -> None:
        found.extend((prefix + n, p) for n, p in m._parameters.items() if p is not None)
        found.extend(
            (prefix + n, b)
            for n, b in m._buffers.items()
            if b is not None and n not in m._transient
        )
        for name, child in m._modules.items():
            if child is not None:
                collect(child, f"{prefix}{name}.")

    collect(module, "")
    return found


def module_text(module: Module) -> str:
    """A module as torch prints it: one submodule a line, equal neighbours folded."""
    extra = module.extra_repr().split("\n") if module.extra_repr() else []
    lines = _folded([(name, repr(child)) for name, child in module._modules.items()])
    head = module._get_name() + "("
    if len(extra) == 1 and not lines:
        return head + extra[0] + ")"
    inside = extra + lines
    return head + ("\n  " + "\n  ".join(inside) + "\n" if inside else "") + ")"


def _folded(children: list[tuple[str, str]]) -> list[str]:
    return [f"({name}): {_indented(text)}" for name, text in children]


def _indented(text: str) -> str:
    return text.replace("\n", "\n  ")
