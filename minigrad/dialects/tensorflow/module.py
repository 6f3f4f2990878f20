"""``tf.Module``: an object that knows the Variables in its attributes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from .scopes import name_scope
from .variables import Variable

if TYPE_CHECKING:
    from collections.abc import Iterator


def snake_case(name: str) -> str:
    """A class's name as a layer is called: ``BatchNormalization`` becomes ``batch_normalization``.

    >>> snake_case("BatchNormalization"), snake_case("Conv2D")
    ('batch_normalization', 'conv2d')
    """
    first = re.sub(r"(.)([A-Z][a-z0-9]+)", r"\1_\2", name)
    return re.sub(r"([a-z])([A-Z])", r"\1_\2", first).lower()


class Module:
    """Gathers the Variables of its attributes, of lists and dicts in them, and of Modules in those."""

    def __init__(self, name: str | None = None) -> None:
        self._name = name or snake_case(type(self).__name__)

    @property
    def name(self) -> str:
        """Its name, from the class unless given."""
        return getattr(self, "_name", None) or snake_case(type(self).__name__)

    @property
    def name_scope(self) -> Any:
        """A name scope of its name."""
        return name_scope(self.name)

    @staticmethod
    def with_name_scope(method: Any) -> Any:
        """A decorator that runs a method in its module's name scope."""

        def inside(self: Module, *args: Any, **named: Any) -> Any:
            with self.name_scope:
                return method(self, *args, **named)

        return inside

    @property
    def variables(self) -> tuple[Variable, ...]:
        """All Variables, attributes in the order of their names."""
        return tuple(x for x in walk(self) if isinstance(x, Variable))

    @property
    def trainable_variables(self) -> tuple[Variable, ...]:
        """The trainable Variables, attributes in the order of their names."""
        return tuple(v for v in self.variables if v.trainable)

    @property
    def non_trainable_variables(self) -> tuple[Variable, ...]:
        """The other Variables."""
        return tuple(v for v in self.variables if not v.trainable)

    @property
    def submodules(self) -> tuple[Module, ...]:
        """All Modules inside."""
        return tuple(x for x in walk(self) if isinstance(x, Module))


def walk(root: Any) -> Iterator[Any]:
    """The Variables and Modules below an object, each once: those at hand first, then what is in the Modules."""
    seen: set[int] = {id(root)}
    level = [root]
    while level:
        below: list[Any] = []
        for owner in level:
            for x in _contents(owner):
                if id(x) not in seen:
                    seen.add(id(x))
                    yield x
                    if isinstance(x, Module):
                        below.append(x)
        level = below


def _contents(owner: Any) -> Iterator[Any]:
    for key in sorted(vars(owner), key=str):
        yield from _flat(vars(owner)[key])


def _flat(value: Any) -> Iterator[Any]:
    if isinstance(value, (Variable, Module)):
        yield value
    elif isinstance(value, dict):
        for key in sorted(value, key=str):
            yield from _flat(value[key])
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _flat(item)
