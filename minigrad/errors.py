"""What can go wrong, as one small tree, and the sentences that say so.

    MinigradError
    ├── TapeError            (RuntimeError)   a tape used in a way it cannot answer
    ├── BackwardError        (RuntimeError)   backward() with nothing, or no longer anything, to walk
    ├── InPlaceError         (RuntimeError)   a value that a derivative needs was overwritten
    ├── AnomalyError         (RuntimeError)   detect_anomaly() met the first NaN
    ├── ShapeError           (ValueError)     shapes that do not fit together
    ├── DtypeError           (TypeError)      a dtype that has no derivative
    ├── BatchError           (TypeError)      one value was asked of what stands for many under vmap
    ├── NoRuleError          (TypeError)      a function without a derivative rule
    ├── GradientMismatch     (AssertionError) check_gradient() found a wrong derivative
    └── MissingExtra         (ImportError)    an optional package is not installed

    GradientCutWarning       (UserWarning)    a value left the tape without being asked to

Every class is also the built-in exception that TensorFlow and PyTorch raise in its place, so that code
written for them keeps catching what it caught.
"""

from __future__ import annotations


class MinigradError(Exception):
    """The base of everything that minigrad raises on purpose."""


class TapeError(MinigradError, RuntimeError):
    """A tape was asked for something it cannot answer: twice, before recording, or while closed."""


class BackwardError(MinigradError, RuntimeError):
    """``backward()`` has no recorded path to walk, or its records are used up."""


class InPlaceError(MinigradError, RuntimeError):
    """A saved value was overwritten between the forward and the backward pass."""


class AnomalyError(MinigradError, RuntimeError):
    """The first operation that made a NaN while ``detect_anomaly()`` watched."""


class ShapeError(MinigradError, ValueError):
    """Shapes that cannot be combined."""


class DtypeError(MinigradError, TypeError):
    """A dtype that cannot carry a gradient, or is not numeric at all."""


class BatchError(MinigradError, TypeError):
    """Under `vmap` one value was asked of what stands for many."""


class NoRuleError(MinigradError, TypeError):
    """A function that has no derivative rule here."""


class GradientCutWarning(UserWarning):
    """A value left the tape without being asked to: what is computed from it has no gradient."""


class GradientMismatch(MinigradError, AssertionError):  # noqa: N818 - it reports a finding, as AssertionError does
    """The derivative of a function does not agree with finite differences."""


class MissingExtra(MinigradError, ImportError):  # noqa: N818 - named after what it reports
    """An optional package is needed here and is not installed."""


def missing(package: str, purpose: str, extra: str) -> MissingExtra:
    """The error for an optional package: what it is for, and the line that installs it.

    >>> print(missing("matplotlib", "Drawing curves", "lab"))
    Drawing curves needs matplotlib, which is not installed. Type: pip install 'minigrad-course[lab]'
    """
    return MissingExtra(
        f"{purpose} needs {package}, which is not installed. "
        f"Type: pip install 'minigrad-course[{extra}]'"
    )
