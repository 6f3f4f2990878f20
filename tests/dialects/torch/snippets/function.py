import torch
from torch.autograd import Function


class Square(Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * x

    @staticmethod
    def backward(ctx, g):
        (x,) = ctx.saved_tensors
        return 2 * x * g


# %% square: forward and backward of a Function
x = torch.tensor([1.0, 3.0], requires_grad=True)
y = Square.apply(x)
y.sum().backward()
y, x.grad, type(y.grad_fn).__name__
# %% double_backward: a backward of torch operations is differentiable
x = torch.tensor(3.0, requires_grad=True)
(g,) = torch.autograd.grad(Square.apply(x), x, create_graph=True)
torch.autograd.grad(g, x)
# %% legendre: the Legendre polynomial of the tutorial
class LegendrePolynomial3(Function):
    @staticmethod
    def forward(ctx, input):
        ctx.save_for_backward(input)
        return 0.5 * (5 * input**3 - 3 * input)

    @staticmethod
    def backward(ctx, grad_output):
        (input,) = ctx.saved_tensors
        return grad_output * 1.5 * (5 * input**2 - 1)


x = torch.tensor([0.1, 0.5], requires_grad=True)
P3 = LegendrePolynomial3.apply
P3(x).sum().backward()
x.grad
# %% exp_saves_output: saving the output
class Exp(Function):
    @staticmethod
    def forward(ctx, i):
        result = i.exp()
        ctx.save_for_backward(result)
        return result

    @staticmethod
    def backward(ctx, grad_output):
        (result,) = ctx.saved_tensors
        return grad_output * result


x = torch.tensor(1.0, requires_grad=True)
Exp.apply(x).backward()
x.grad
# %% non_tensor_argument: a number argument gets None
class Scale(Function):
    @staticmethod
    def forward(ctx, x, factor):
        ctx.factor = factor
        return x * factor

    @staticmethod
    def backward(ctx, g):
        return g * ctx.factor, None


x = torch.tensor([1.0, 2.0], requires_grad=True)
Scale.apply(x, 3.0).sum().backward()
x.grad
# %% two_inputs_needs_input_grad: needs_input_grad says who needs one
seen = []


class Mul(Function):
    @staticmethod
    def forward(ctx, a, b):
        ctx.save_for_backward(a, b)
        return a * b

    @staticmethod
    def backward(ctx, g):
        a, b = ctx.saved_tensors
        seen.append(ctx.needs_input_grad)
        return (g * b if ctx.needs_input_grad[0] else None), (g * a if ctx.needs_input_grad[1] else None)


x = torch.tensor(2.0, requires_grad=True)
Mul.apply(x, torch.tensor(5.0)).backward()
seen, x.grad
# %% two_outputs: a Function with two outputs
class SinCos(Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x.sin(), x.cos()

    @staticmethod
    def backward(ctx, gs, gc):
        (x,) = ctx.saved_tensors
        return gs * x.cos() - gc * x.sin()


x = torch.tensor(0.5, requires_grad=True)
s, c = SinCos.apply(x)
(s * 2 + c * 3).backward()
x.grad
# %% unused_output_is_zeros: the gradient of an unused output is zeros
seen = []


class Two(Function):
    @staticmethod
    def forward(ctx, x):
        return x * 2, x * 3

    @staticmethod
    def backward(ctx, a, b):
        seen.append((a, b))
        return a * 2 + b * 3


x = torch.ones(2, requires_grad=True)
Two.apply(x)[0].sum().backward()
seen, x.grad
# %% straight_through: a straight-through estimator
class STE(Function):
    @staticmethod
    def forward(ctx, x):
        return (x > 0).float()

    @staticmethod
    def backward(ctx, g):
        return g


x = torch.tensor([-0.5, 0.7], requires_grad=True)
y = STE.apply(x)
(y * torch.tensor([1.0, 2.0])).sum().backward()
y, x.grad
# %% gradient_reversal: a gradient reversal layer
class Reverse(Function):
    @staticmethod
    def forward(ctx, x):
        return x.view_as(x)

    @staticmethod
    def backward(ctx, g):
        return -g


x = torch.tensor([1.0, 2.0], requires_grad=True)
Reverse.apply(x).sum().backward()
x.grad
# %% too_many_gradients: returning two gradients for one input
class Bad(Function):
    @staticmethod
    def forward(ctx, x):
        return x * 2

    @staticmethod
    def backward(ctx, g):
        return g, g


x = torch.ones(2, requires_grad=True)
Bad.apply(x).sum().backward()
# %% wrong_shape_gradient: returning a gradient of the wrong shape
class Bad(Function):
    @staticmethod
    def forward(ctx, x):
        return x * 2

    @staticmethod
    def backward(ctx, g):
        return torch.ones(3)


x = torch.ones(2, requires_grad=True)
Bad.apply(x).sum().backward()
# %% forward_is_not_recorded: forward runs without recording
flags = []


class F1(Function):
    @staticmethod
    def forward(ctx, x):
        flags.append(torch.is_grad_enabled())
        return x * 2

    @staticmethod
    def backward(ctx, g):
        flags.append(torch.is_grad_enabled())
        return g * 2


x = torch.tensor(1.0, requires_grad=True)
F1.apply(x).backward()
flags
# %% function_of_constant: without a grad input there is no graph
y = Square.apply(torch.tensor(3.0))
y.requires_grad, y
# %% saved_freed: saved tensors are freed
x = torch.tensor(3.0, requires_grad=True)
y = Square.apply(x)
y.backward()
y.backward()
# %% setup_context: forward without ctx and setup_context
class Cube(Function):
    @staticmethod
    def forward(x):
        return x**3

    @staticmethod
    def setup_context(ctx, inputs, output):
        (x,) = inputs
        ctx.save_for_backward(x)

    @staticmethod
    def backward(ctx, g):
        (x,) = ctx.saved_tensors
        return 3 * x**2 * g


x = torch.tensor(2.0, requires_grad=True)
Cube.apply(x).backward()
x.grad
# %% once_differentiable: once_differentiable forbids the second derivative
from torch.autograd.function import once_differentiable


class Sq(Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * x

    @staticmethod
    @once_differentiable
    def backward(ctx, g):
        return 2 * ctx.saved_tensors[0] * g


x = torch.tensor(3.0, requires_grad=True)
(g,) = torch.autograd.grad(Sq.apply(x), x, create_graph=True)
g.backward()
# %% mark_non_differentiable: an output that is not differentiable
class SortIt(Function):
    @staticmethod
    def forward(ctx, x):
        s, i = x.sort()
        ctx.mark_non_differentiable(i)
        ctx.save_for_backward(i)
        return s, i

    @staticmethod
    def backward(ctx, g, _):
        (i,) = ctx.saved_tensors
        return torch.zeros_like(g).index_add(0, i, g)


x = torch.tensor([3.0, 1.0], requires_grad=True)
s, i = SortIt.apply(x)
(s * torch.tensor([1.0, 10.0])).sum().backward()
x.grad, i.requires_grad
# %% legacy_instance: calling a Function instance is an error
Square()(torch.tensor(1.0))
# %% backward_none: returning None gives no gradient
class Stop(Function):
    @staticmethod
    def forward(ctx, x):
        return x * 2

    @staticmethod
    def backward(ctx, g):
        return None


x = torch.tensor(1.0, requires_grad=True)
(Stop.apply(x) + x).backward()
x.grad
# %% gradcheck_function: gradcheck of a Function
x = torch.tensor([0.5, 1.5], dtype=torch.float64, requires_grad=True)
torch.autograd.gradcheck(Square.apply, (x,)), torch.autograd.gradgradcheck(Square.apply, (x,))
