"""Each refusal says what happened, with names and shapes, and what to type next."""

import pytest

from minigrad.dialects import torch

nn, F, optim = torch.nn, torch.nn.functional, torch.optim


def leaf(*values: float) -> torch.Tensor:
    return torch.tensor(list(values), requires_grad=True)


def twice(y: torch.Tensor) -> None:
    y.backward()
    y.backward()


def overwritten() -> None:
    x = leaf(1.0, 2.0)
    y = x * 2
    z = (y * y).sum()
    y += 1
    z.backward()


def in_no_grad() -> None:
    x = leaf(1.0)
    with torch.no_grad():
        y = x * 2
    y.backward()


def made_in_inference() -> None:
    with torch.inference_mode():
        t = torch.ones(1)
    t.requires_grad_()


def bad_function(gradients: object) -> None:
    class Bad(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x):  # noqa: ARG004
            return x * 2

        @staticmethod
        def backward(ctx, g):  # noqa: ARG004
            return gradients

    Bad.apply(leaf(1.0, 2.0)).sum().backward()


def assigned_tensor() -> None:
    layer = nn.Linear(1, 1)
    layer.weight = torch.ones(1, 1)


class NoSuper(nn.Module):
    def __init__(self):
        self.fc = nn.Linear(1, 1)


REFUSALS = [
    # the graph
    ((leaf(1.0, 2.0) * 2).backward, RuntimeError, r"from one number.*\.sum\(\)"),
    (lambda: twice((leaf(1.0) * leaf(2.0)).sum()), RuntimeError, "second time.*retain_graph=True"),
    (lambda: torch.ones(1).backward(), RuntimeError, "does not require grad"),
    (in_no_grad, RuntimeError, r"outside\s+of no_grad"),
    (lambda: (leaf(1.0) * 2).backward(torch.ones(3)), RuntimeError, r"\(\[3\]\).*must be the same"),
    (lambda: torch.autograd.grad(leaf(1.0).sum(), leaf(2.0)), RuntimeError, "index 0.*allow_unused"),
    (lambda: torch.autograd.grad(leaf(1.0).sum(), torch.ones(1)), RuntimeError, "index 0 does not require"),
    (lambda: torch.autograd.grad(leaf(1.0).sum(), []), RuntimeError, "at least one input"),
    (lambda: torch.ones(1).retain_grad(), RuntimeError, "requires_grad=False"),
    (lambda: torch.tensor([1], requires_grad=True), RuntimeError, "floating point.*3.0 instead of 3"),
    (lambda: (leaf(1.0) * 2).requires_grad_(False), RuntimeError, r"\.detach\(\)"),
    (made_in_inference, RuntimeError, r"inference_mode.*no_grad\(\)"),
    (lambda: bad_function((torch.ones(2), None)[:1] * 2), RuntimeError, "expected 1.*got 2"),
    (lambda: bad_function(torch.ones(3)), RuntimeError, r"\(3,\).*\(2,\)"),
    # in place
    (lambda: leaf(1.0).add_(1), RuntimeError, r"leaf Variable.*no_grad\(\)"),
    (lambda: leaf(1.0)[:1].add_(1), RuntimeError, "view of a leaf Variable"),
    (overwritten, RuntimeError, "modified by an inplace operation.*x = x"),
    (lambda: torch.ones(2).add_(torch.ones(3, 2)), RuntimeError, r"cannot change a shape.*\(\[3, 2\]\)"),
    (lambda: torch.tensor([1]).add_(0.5), RuntimeError, r"\.float\(\)"),
    (lambda: torch.ones(1).expand(3).add_(1), RuntimeError, r"expanded.*\.clone\(\)"),
    (lambda: torch.zeros(3).__setitem__(slice(0, 2), torch.ones(3)), RuntimeError, r"shape \(3,\) does not fit"),
    # shapes and dtypes
    (lambda: torch.ones(2, 3) + torch.ones(2, 4), RuntimeError, r"\[2, 3\].*\[2, 4\].*What to do"),
    (lambda: torch.ones(2, 3) @ torch.ones(2, 3), RuntimeError, r"\(2, 3\) and \(2, 3\).*Transpose"),
    (lambda: torch.arange(6).reshape(4), RuntimeError, r"\[4\] is invalid.*6 elements"),
    (lambda: torch.arange(6).reshape(2, 3).t().view(6), RuntimeError, r"\.contiguous\(\)\.view"),
    (lambda: torch.ones(2) @ torch.ones(2, dtype=torch.float64), RuntimeError, "float32 and torch.float64"),
    (lambda: torch.arange(3).mean(), RuntimeError, r"\.float\(\)\.mean\(\)"),
    (lambda: torch.tensor([2]) ** -1, RuntimeError, "negative"),
    (lambda: torch.ones(2, 3).sum(2), IndexError, "dim=2.*from -2 to 1"),
    (lambda: torch.arange(3)[3], IndexError, "index 3"),
    (lambda: torch.arange(3)[::-1], ValueError, r"\.flip\(dim\)"),
    (lambda: torch.arange(3)[torch.tensor([0.0])], IndexError, r"\.long\(\)"),
    (lambda: torch.cat([torch.ones(2, 2), torch.ones(2, 3)]), RuntimeError, r"\(2, 2\), \(2, 3\)"),
    (lambda: torch.linalg.inv(torch.zeros(2, 2)), RuntimeError, "singular"),
    # out of torch
    (lambda: leaf(1.0).numpy(), RuntimeError, r"\.detach\(\)\.numpy\(\)"),
    (lambda: torch.ones(2).item(), RuntimeError, r"2 elements.*\.tolist\(\)"),
    (lambda: bool(torch.ones(2)), RuntimeError, r"\.any\(\) or \.all\(\)"),
    (lambda: torch.ones(1) + "a", TypeError, r"torch\.tensor"),
    (lambda: torch.ones(1).cuda(), AssertionError, "CPU"),
    (lambda: torch.device("cuda"), RuntimeError, "device='cpu'"),
    # modules and losses
    (lambda: nn.Linear(3, 2)(torch.ones(1, 4)), RuntimeError, r"\(1, 4\).*3 features"),
    (lambda: nn.Linear(2, 1)(torch.ones(1, 2).double()), RuntimeError, r"layer\.double\(\)"),
    (assigned_tensor, TypeError, r"nn\.Parameter\(\.\.\.\)"),
    (NoSuper, AttributeError, r"super\(\)\.__init__\(\)"),
    (lambda: nn.Module()(1, 2), NotImplementedError, r"def forward\(self, x\)"),
    (lambda: nn.Linear(1, 1).wieght, AttributeError, "Did you mean weight"),
    (lambda: nn.Linear(2, 1).load_state_dict({}), RuntimeError, r"missing \['weight', 'bias'\].*strict=False"),
    (lambda: nn.BatchNorm1d(2)(torch.ones(1, 2)), ValueError, "more than one value per channel"),
    (lambda: F.cross_entropy(torch.zeros(1, 3), torch.tensor([3])), IndexError, "target 3.*3 classes"),
    (lambda: F.cross_entropy(torch.zeros(2, 3), torch.tensor([0])), ValueError, r"shape \(2,\), not \(1,\)"),
    (lambda: F.cross_entropy(torch.zeros(1, 3), torch.tensor([0.0])), RuntimeError, r"target\.long\(\)"),
    (lambda: F.mse_loss(torch.ones(1), torch.ones(1), reduction="avg"), ValueError, "'mean', 'sum' or 'none'"),
    (lambda: nn.Embedding(3, 2)(torch.tensor([3])), IndexError, "3 rows"),
    # optimizers
    (lambda: optim.SGD([], lr=0.1), ValueError, r"model\.parameters\(\)"),
    (lambda: optim.SGD(leaf(1.0), lr=0.1), TypeError, r"Write \[w\]"),
    (lambda: optim.SGD([leaf(1.0) * 2], lr=0.1), ValueError, "non-leaf"),
    (lambda: optim.Adam([leaf(1.0)], lr=-1.0), ValueError, "lr must be at least 0"),
    # names
    (lambda: torch.nograd, AttributeError, "Did you mean no_grad"),
    (lambda: torch.compile, AttributeError, r"minigrad\.function"),
    (lambda: nn.LSTM, AttributeError, "out of minigrad's scope"),
    (lambda: torch.func.grad(lambda x: x * 2)(torch.ones(2)), RuntimeError, "scalar.*jacrev"),
    (lambda: torch.vmap(lambda x: x if x > 0 else -x)(torch.ones(2)), RuntimeError, r"torch\.where"),
    (lambda: torch.save(nn.Linear(1, 1), "nowhere"), TypeError, r"state_dict\(\)"),
]  # fmt: skip


@pytest.mark.parametrize(("act", "kind", "says"), REFUSALS, ids=[r[2][:30] for r in REFUSALS])
def test_a_refusal_has_torchs_class_and_says_what_to_do(act, kind, says) -> None:
    with pytest.raises(kind, match=f"(?s){says}"):
        act()
