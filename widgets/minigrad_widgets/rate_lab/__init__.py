"""The learning-rate lab as a widget, whose slider Python can read and set."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from minigrad.lab.explore import module_source

if TYPE_CHECKING:
    from minigrad.lab.explore import Explorer


class RateLab(anywidget.AnyWidget):
    """What `minigrad.lab.explore` made, with its state in traits.

    Traits:
        rate: which of the rates the slider is at, counted from 0.
        series: which row of runs is shown: the momenta first, then the other optimizers.

    >>> from minigrad import lab
    >>> RateLab(lab.explore(lambda w: w**2, 1.0, 0.5))
    RateLab(lr=0.5)
    """

    _esm = module_source() + (files(__package__) / "widget.js").read_text("utf-8")

    data = traitlets.Dict().tag(sync=True)
    rate = traitlets.Int().tag(sync=True)
    series = traitlets.Int().tag(sync=True)

    def __init__(self, explorer: Explorer, **traits: Any) -> None:
        data = explorer.data
        super().__init__(data=data, **{"rate": data["rate"], "series": data["series"]} | traits)

    @property
    def lr(self) -> float:
        """The learning rate that is shown."""
        return float(self.data["rates"][self.rate])

    @traitlets.validate("rate", "series")
    def _in_range(self, proposal: dict[str, Any]) -> int:
        known = self.data.get("rates" if proposal["trait"].name == "rate" else "runs", ())
        return (
            max(0, min(int(proposal["value"]), len(known) - 1)) if known else int(proposal["value"])
        )

    def __repr__(self) -> str:
        return f"RateLab(lr={self.lr:g})"
