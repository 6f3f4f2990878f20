"""A graph goes with its last tensor: nothing is left for the garbage collector."""

import gc

import pytest

from minigrad.dialects import torch


def plain() -> None:
    x = torch.ones(3, requires_grad=True)
    (x * x).exp().sum().backward()


def higher_order() -> None:
    x = torch.tensor(2.0, requires_grad=True)
    (g,) = torch.autograd.grad(x**3, x, create_graph=True)
    torch.autograd.grad(g, x)


def views_and_writes() -> None:
    x = torch.ones(4, requires_grad=True)
    y = x * 2
    part = y.view(2, 2)[0]
    part.mul_(3)
    y[1:] = 5.0
    y.sum().backward()


def function_that_saves_its_output() -> None:
    class Exp(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            ctx.save_for_backward(y := x.exp())
            return y

        @staticmethod
        def backward(ctx, g):
            return g * ctx.saved_tensors[0]

    x = torch.ones(2, requires_grad=True)
    Exp.apply(x).sum()  # never walked


def training() -> None:
    net = torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.Tanh(), torch.nn.Linear(3, 1))
    optimizer = torch.optim.Adam(net.parameters())
    for _ in range(2):
        optimizer.zero_grad()
        torch.nn.functional.mse_loss(net(torch.ones(4, 2)), torch.zeros(4, 1)).backward()
        optimizer.step()


def hooks() -> None:
    x = torch.ones(2, requires_grad=True)
    y = x * 2
    y.register_hook(lambda g: g * 2)
    y.retain_grad()
    y.sum().backward()


PROGRAMS = [plain, higher_order, views_and_writes, function_that_saves_its_output, training, hooks]


@pytest.mark.parametrize("program", PROGRAMS)
def test_program_leaves_no_tensor_in_a_cycle(program) -> None:
    program()
    gc.collect()
    gc.disable()
    try:
        before = tensors()
        program()
        assert tensors() == before
    finally:
        gc.enable()


def tensors() -> int:
    return sum(isinstance(x, torch.Tensor) for x in gc.get_objects())
