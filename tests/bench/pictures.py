"""`python -m tests.bench.pictures` prints what drawing a tape costs, in CPU time, and how large it is.

The budgets: layout 5 ms at 50 boxes, 30 ms at 500 and 500 ms at 5,000.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from minigrad.views import TapeView
from minigrad.views.layout import lay_out
from tests.views import tapes

if TYPE_CHECKING:
    from collections.abc import Callable

    from minigrad.views import Recording

TAPES: dict[str, Callable[[], Recording]] = {
    "one weight": tapes.lesson_one,
    "two layers": tapes.two_layers,
    "scalar net": lambda: tapes.scalar_net((3, 3, 2, 1)),
    "recurrent net": lambda: tapes.shared_parameter(100),
    "large scalar net": lambda: tapes.scalar_net((9, 9, 6, 1)),
    "very long recurrence": lambda: tapes.shared_parameter(980),
}


def cpu(action: Callable[[], object]) -> float:
    """The best of three, in milliseconds of CPU time."""
    best = float("inf")
    for _ in range(3):
        begin = time.process_time()
        action()
        best = min(best, time.process_time() - begin)
    return best * 1e3


def main() -> None:
    """Print a line per tape, every box drawn."""
    print(f"{'tape':22}{'boxes':>7}{'layout':>11}{'output':>11}{'HTML':>10}")
    for title, make in TAPES.items():
        view = TapeView(make(), fold="none")
        sizes = [card.size for card in view.drawing.cards]
        links = [(link.source, link.target) for link in view.scene.links]
        layout = cpu(lambda sizes=sizes, links=links: lay_out(sizes, links))
        output = cpu(lambda view=view: view.view()._repr_mimebundle_())
        page = len(view._repr_mimebundle_()["text/html"]) / 1024
        print(f"{title:22}{len(sizes):7,}{layout:8.1f} ms{output:8.1f} ms{page:7.0f} KB")


if __name__ == "__main__":
    main()
