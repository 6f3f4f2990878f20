"""nn.Module: what owns parameters, buffers and other modules, and is called like a function."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from ..missing import no_such_name
from ..node_hooks import RemovableHandle
from ..tensor import Tensor
from .parameter import Parameter
from .state import StateMixin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Module(StateMixin):
    """The base of all layers: assign parameters and modules as attributes, write ``forward``.

    >>> from minigrad.dialects import torch
    >>> class Double(torch.nn.Module):
    ...     def forward(self, x):
    ...         return 2 * x
    >>> Double()(torch.ones(2))
    tensor([2., 2.])
    """

    training: bool

    def __init__(self) -> None:
        for name in (
            "_parameters",
            "_buffers",
            "_modules",
            "_forward_hooks",
            "_forward_pre_hooks",
            "_backward_hooks",
        ):
            object.__setattr__(self, name, {})
        object.__setattr__(self, "_transient", set())
        object.__setattr__(self, "training", True)

    def forward(self, *args: Any, **named: Any) -> Any:
        """What the module computes; write it in your class."""
        raise NotImplementedError(
            f"{type(self).__name__} has no forward(). Define it: def forward(self, x): ..."
        )

    def __call__(self, *args: Any, **named: Any) -> Any:
        """``forward``, with the hooks around it."""
        for before in tuple(self._forward_pre_hooks.values()):
            replaced = before(self, args)
            if replaced is not None:
                args = replaced if isinstance(replaced, tuple) else (replaced,)
        result = self.forward(*args, **named)
        for after in tuple(self._forward_hooks.values()):
            replaced = after(self, args, result)
            result = result if replaced is None else replaced
        if self._backward_hooks:
            _watch_backward(self, args, result)
        return result

    # -- attributes ----------------------------------------------------------------------------------------

    def __setattr__(self, name: str, value: Any) -> None:
        known = vars(self)
        if isinstance(value, (Parameter, Module)) and "_parameters" not in known:
            raise AttributeError(
                "cannot assign parameters or modules before super().__init__() was called. Call it first in __init__."
            )
        if isinstance(value, Parameter):
            self._forget(name)
            self._parameters[name] = value
        elif isinstance(value, Module):
            self._forget(name)
            self._modules[name] = value
        elif name in known.get("_parameters", {}):
            if value is not None:
                raise TypeError(
                    f"cannot assign a {type(value).__name__} as parameter {name!r}. "
                    "Wrap it: nn.Parameter(...), or copy "
                    "its values: with torch.no_grad(): p.copy_(...)."
                )
            self._parameters[name] = None
        elif name in known.get("_buffers", {}):
            self._buffers[name] = value
        elif name in known.get("_modules", {}):
            if value is not None:
                raise TypeError(
                    f"cannot assign a {type(value).__name__} as the submodule {name!r}; it needs a Module."
                )
            self._modules[name] = None
        else:
            object.__setattr__(self, name, value)

    def _forget(self, name: str) -> None:
        vars(self).pop(name, None)
        for kind in (self._parameters, self._buffers, self._modules):
            kind.pop(name, None)

    def __getattr__(self, name: str) -> Any:
        known = vars(self)
        for kind in ("_parameters", "_buffers", "_modules"):
            if name in known.get(kind, {}):
                return known[kind][name]
        registered = [
            n for kind in ("_parameters", "_buffers", "_modules") for n in known.get(kind, {})
        ]
        raise no_such_name(
            f"{type(self).__name__} object", name, [*known, *dir(type(self)), *registered]
        )

    def __delattr__(self, name: str) -> None:
        for kind in (self._parameters, self._buffers, self._modules):
            if name in kind:
                del kind[name]
                return
        object.__delattr__(self, name)

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *self._parameters, *self._buffers, *self._modules})

    # -- registering ---------------------------------------------------------------------------------------

    def register_parameter(self, name: str, param: Parameter | None) -> None:
        """Add a parameter by name; None keeps the place free."""
        self._parameters[name] = param

    def register_buffer(self, name: str, tensor: Tensor | None, persistent: bool = True) -> None:
        """Add a tensor that is state but no parameter, such as a running mean."""
        self._buffers[name] = tensor
        if not persistent:
            self._transient.add(name)

    def add_module(self, name: str, module: Module | None) -> None:
        """Add a module by name."""
        self._modules[name] = module

    register_module = add_module

    def register_forward_hook(self, hook: Callable[..., Any]) -> RemovableHandle:
        """Call ``hook(module, args, output)`` after forward; what it returns replaces the output."""
        return RemovableHandle(self._forward_hooks, hook)

    def register_forward_pre_hook(self, hook: Callable[..., Any]) -> RemovableHandle:
        """Call ``hook(module, args)`` before forward; what it returns replaces the arguments."""
        return RemovableHandle(self._forward_pre_hooks, hook)

    def register_full_backward_hook(self, hook: Callable[..., Any]) -> RemovableHandle:
        """Call ``hook(module, grad_input, grad_output)`` once the gradient of the input is known."""
        return RemovableHandle(self._backward_hooks, hook)

    # -- walking -------------------------------------------------------------------------------------------

    def named_modules(
        self, memo: set[int] | None = None, prefix: str = ""
    ) -> Iterator[tuple[str, Module]]:
        """This module and all below it, each once, with dotted names."""
        seen = set() if memo is None else memo
        if id(self) in seen:
            return
        seen.add(id(self))
        yield prefix, self
        for name, module in self._modules.items():
            if module is not None:
                yield from module.named_modules(seen, f"{prefix}.{name}" if prefix else name)

    def modules(self) -> Iterator[Module]:
        """This module and all below it."""
        return (module for _, module in self.named_modules())

    def named_children(self) -> Iterator[tuple[str, Module]]:
        """The modules directly below, with their names."""
        return ((name, module) for name, module in self._modules.items() if module is not None)

    def children(self) -> Iterator[Module]:
        """The modules directly below."""
        return (module for _, module in self.named_children())

    def named_parameters(
        self, prefix: str = "", recurse: bool = True
    ) -> Iterator[tuple[str, Parameter]]:
        """All parameters with dotted names, each once."""
        return self._named("_parameters", prefix, recurse)

    def parameters(self, recurse: bool = True) -> Iterator[Parameter]:
        """All parameters, each once."""
        return (parameter for _, parameter in self.named_parameters(recurse=recurse))

    def named_buffers(self, prefix: str = "", recurse: bool = True) -> Iterator[tuple[str, Tensor]]:
        """All buffers with dotted names."""
        return self._named("_buffers", prefix, recurse)

    def buffers(self, recurse: bool = True) -> Iterator[Tensor]:
        """All buffers."""
        return (buffer for _, buffer in self.named_buffers(recurse=recurse))

    def _named(self, kind: str, prefix: str, recurse: bool) -> Iterator[tuple[str, Any]]:
        seen: set[int] = set()
        for path, module in self.named_modules(prefix=prefix) if recurse else [(prefix, self)]:
            for name, value in getattr(module, kind).items():
                if value is not None and id(value) not in seen:
                    seen.add(id(value))
                    yield (f"{path}.{name}" if path else name), value

    def get_submodule(self, target: str) -> Module:
        """The module at a dotted path."""
        module = self
        for name in filter(None, target.split(".")):
            module = getattr(module, name)
        return module

    def get_parameter(self, target: str) -> Parameter:
        """The parameter at a dotted path."""
        path, _, name = target.rpartition(".")
        found: Parameter = getattr(self.get_submodule(path), name)
        return found

    def apply(self, fn: Callable[[Module], Any]) -> Self:
        """Call ``fn`` on every module below, then on this one."""
        for module in self.children():
            module.apply(fn)
        fn(self)
        return self

    # -- modes ---------------------------------------------------------------------------------------------

    def train(self, mode: bool = True) -> Self:
        """Training mode for this module and all below: dropout drops, batch norm looks at the batch."""
        for module in self.modules():
            object.__setattr__(module, "training", mode)
        return self

    def eval(self) -> Self:
        """Evaluation mode for this module and all below."""
        return self.train(False)

    def requires_grad_(self, requires_grad: bool = True) -> Self:
        """Freeze (False) or unfreeze all parameters."""
        for parameter in self.parameters():
            parameter.requires_grad_(requires_grad)
        return self

    def zero_grad(self, set_to_none: bool = True) -> None:
        """Forget the gradients of all parameters, or set them to zeros."""
        for parameter in self.parameters():
            clear_grad(parameter, set_to_none)

    # -- printing ------------------------------------------------------------------------------------------

    def extra_repr(self) -> str:
        """What stands between the parentheses; write it in your class."""
        return ""

    def _get_name(self) -> str:
        return type(self).__name__

    def __repr__(self) -> str:
        from .state import module_text

        return module_text(self)


def clear_grad(parameter: Tensor, set_to_none: bool) -> None:
    """Forget a gradient, or overwrite it with zeros."""
    gradient = getattr(parameter, "_grad", None)
    if gradient is None:
        return
    if set_to_none:
        parameter.grad = None
    else:
        gradient.detach_()
        gradient.zero_()


def _watch_backward(module: Module, args: tuple[Any, ...], result: Any) -> None:
    """Call the module's backward hooks when the gradients of its input and output are known."""
    sent: dict[str, Any] = {}

    def arrived(gradient: Tensor) -> None:
        sent["output"] = gradient

    def left(gradient: Tensor) -> Tensor:
        for hook in tuple(module._backward_hooks.values()):
            replaced = hook(module, (gradient,), (sent.get("output"),))
            gradient = gradient if replaced is None else replaced[0]
        return gradient

    if isinstance(result, Tensor) and result.requires_grad:
        result.register_hook(arrived)
        first = next((a for a in args if isinstance(a, Tensor) and a.requires_grad), None)
        if first is not None:
            first.register_hook(left)
