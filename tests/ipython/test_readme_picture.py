"""The picture in the README is what the code draws today."""

from pathlib import Path

from minigrad.views.view import TapeView

PICTURE = Path(__file__).parents[2] / ".github" / "tape.svg"
CELL = """%%tape --backward loss --quiet --into readme
w = mg.Variable(1.0, name="w")
loss = (y - x * w) ** 2
"""


def draw(shell) -> str:
    """Run the README's cell and draw it with the source as the README shows it."""
    shell.run_cell("import minigrad as mg\nx, y = 3.0, 2.0")
    shell.run_cell(CELL)
    tape: TapeView = shell.user_ns["readme"]
    return tape.svg().replace("&#160;--quiet&#160;--into&#160;readme", "")


def test_the_picture_in_the_readme_is_drawn_by_this_code(shell):
    assert PICTURE.read_text(encoding="utf-8") == draw(shell)
