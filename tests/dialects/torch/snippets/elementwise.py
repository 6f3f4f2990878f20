import torch

# %% unary_functions: elementwise functions as functions
t = torch.tensor([0.5, 1.0, 2.0])
(
    torch.exp(t),
    torch.log(t),
    torch.sqrt(t),
    torch.sin(t),
    torch.cos(t),
    torch.tan(t),
    torch.tanh(t),
    torch.sigmoid(t),
    torch.relu(t),
    torch.abs(-t),
)
# %% unary_methods: elementwise functions as methods
t = torch.tensor([0.25, 0.5])
(
    t.exp(),
    t.log(),
    t.sqrt(),
    t.sin(),
    t.cos(),
    t.tan(),
    t.tanh(),
    t.sigmoid(),
    t.relu(),
    t.abs(),
    t.neg(),
    t.square(),
    t.reciprocal(),
    t.rsqrt(),
)
# %% inverse_functions: asin, acos, atan, sinh, cosh, atanh
t = torch.tensor([0.25, 0.5])
(
    t.asin(),
    t.acos(),
    t.atan(),
    t.sinh(),
    t.cosh(),
    t.atanh(),
    torch.arcsin(t),
    torch.asinh(t),
    torch.acosh(t + 1),
)
# %% log_family: log1p, log2, log10, expm1, exp2
t = torch.tensor([0.5, 2.0])
torch.log1p(t), torch.log2(t), torch.log10(t), torch.expm1(t), torch.exp2(t), torch.logaddexp(t, t)
# %% rounding: floor, ceil, round, trunc, frac, sign
t = torch.tensor([-1.5, -0.5, 0.5, 1.5, 2.5])
(
    t.floor(),
    t.ceil(),
    t.round(),
    t.trunc(),
    t.frac(),
    t.sign(),
    torch.sgn(t),
    torch.round(torch.tensor([1.234]), decimals=2),
)


# %% unary_gradients: gradients of the elementwise functions
def g(f, v):
    x = torch.tensor(v, dtype=torch.float64, requires_grad=True)
    f(x).sum().backward()
    return x.grad


names = "exp log sqrt sin cos tan tanh sigmoid abs square reciprocal rsqrt asin acos atan sinh cosh log1p log2 log10 expm1 erf exp2 atanh asinh".split()
{n: g(getattr(torch, n), [0.25, 0.5]) for n in names}
# %% erf: erf and erfc
torch.erf(torch.tensor([0.0, 1.0])), torch.erfc(torch.tensor([0.0, 1.0]))
# %% operators: + - * / ** and their reflections
t = torch.tensor([1.0, 2.0])
t + 1, 1 + t, t - 1, 1 - t, t * 2, 2 * t, t / 2, 2 / t, t**2, 2**t, -t, +t, abs(-t), t @ t
# %% operator_methods: add, sub, mul, div, pow with alpha
t = torch.tensor([1.0, 2.0])
(
    t.add(1),
    t.add(t, alpha=2),
    t.sub(1),
    t.sub(t, alpha=0.5),
    t.mul(3),
    t.div(2),
    t.pow(3),
    torch.add(t, 1),
    torch.sub(t, t),
    torch.mul(t, 2),
    torch.div(t, t),
    torch.pow(2, t),
    torch.rsub(t, 1),
    t.multiply(2),
    t.divide(2),
    torch.true_divide(t, 2),
    t.subtract(1),
)
# %% binary_gradients: gradients of both operands with broadcasting
x = torch.tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True)
y = torch.tensor([0.5, 2.0], requires_grad=True)
((x + y) * (x - y) / y + x**y).sum().backward()
x.grad, y.grad
# %% addcmul_addcdiv: fused forms
t, a, b = torch.ones(2), torch.tensor([1.0, 2.0]), torch.tensor([3.0, 4.0])
(
    torch.addcmul(t, a, b, value=0.5),
    torch.addcdiv(t, a, b, value=2),
    t.addcmul(a, b),
    torch.lerp(t, a, 0.5),
)
# %% maximum_minimum: maximum, minimum, fmax
a, b = torch.tensor([1.0, 5.0]), torch.tensor([3.0, 2.0])
torch.maximum(a, b), torch.minimum(a, b), torch.max(a, b), torch.min(a, b), a.maximum(b)
# %% clamp: clamp, clip, clamp_min, clamp_max
t = torch.tensor([-2.0, 0.5, 3.0])
(
    t.clamp(-1, 1),
    t.clamp(min=0),
    t.clamp(max=1),
    torch.clamp(t, 0, 1),
    t.clip(0, 2),
    t.clamp_min(0),
    t.clamp_max(0),
    torch.clamp(t, min=torch.tensor([0.0, 1.0, 2.0])),
)
# %% where: where with three and one argument
c = torch.tensor([True, False, True])
(
    torch.where(c, torch.tensor([1.0, 2.0, 3.0]), torch.zeros(3)),
    torch.where(c),
    torch.where(c, 1.0, 0.0),
    torch.tensor([1.0, 2.0, 3.0]).where(c, torch.tensor(-1.0)),
)
# %% masked_fill_out: masked_fill out of place, and its gradient
x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
y = x.masked_fill(torch.tensor([True, False, False]), 0.0)
(y * y).sum().backward()
y, x.grad
# %% comparisons: eq, ne, lt, le, gt, ge
a, b = torch.tensor([1.0, 2.0]), torch.tensor([2.0, 2.0])
a.eq(b), a.ne(b), a.lt(b), a.le(b), a.gt(b), a.ge(b), torch.eq(a, 1), torch.gt(a, b), a == b
# %% equal_allclose: equal, allclose, isclose
a, b = torch.tensor([1.0, 2.0]), torch.tensor([1.0, 2.0 + 1e-7])
(
    torch.equal(a, a.clone()),
    torch.allclose(a, b),
    torch.isclose(a, torch.tensor([1.0, 3.0])),
    a.allclose(b),
    a.equal(torch.tensor([1.0])),
)
# %% isnan_isinf: isnan, isinf, isfinite, nan_to_num
t = torch.tensor([1.0, float("nan"), float("inf"), -float("inf")])
t.isnan(), torch.isinf(t), torch.isfinite(t), torch.nan_to_num(t, nan=0.0, posinf=9.0, neginf=-9.0)
# %% hypot_atan2: two argument functions
a, b = torch.tensor([3.0, 1.0]), torch.tensor([4.0, 1.0])
torch.hypot(a, b), torch.atan2(a, b), torch.copysign(a, torch.tensor(-1.0)), torch.xlogy(a, b)
# %% broadcasting_error: shapes that do not broadcast
torch.ones(3) + torch.ones(4)
# %% square_is_pow: square and pow agree with their gradients
x = torch.tensor([1.0, -3.0], requires_grad=True)
(x.square() + x.pow(2) + x**2).sum().backward()
x.grad
# %% pow_tensor_exponent: both gradients of a ** b
a = torch.tensor([2.0, 3.0], requires_grad=True)
b = torch.tensor([3.0, 2.0], requires_grad=True)
(a**b).sum().backward()
a.grad, b.grad
# %% floor_has_zero_gradient: floor, round and sign have gradient 0
x = torch.tensor([1.5, -0.5], requires_grad=True)
(x.floor() + x.round() + x.sign() + x.ceil() + x.trunc()).sum().backward()
x.grad
# %% softplus_silu_gelu: torch-level activations
t = torch.tensor([-1.0, 0.0, 2.0])
(
    torch.nn.functional.softplus(t),
    torch.nn.functional.silu(t),
    torch.nn.functional.gelu(t),
    torch.nn.functional.elu(t),
    torch.nn.functional.logsigmoid(t),
)
# %% softmax_methods: softmax and log_softmax need a dim
t = torch.tensor([[1.0, 2.0, 3.0], [1.0, 1.0, 1.0]])
(
    torch.softmax(t, dim=1),
    t.softmax(0),
    torch.log_softmax(t, 1),
    t.log_softmax(dim=-1),
    torch.logsumexp(t, 1),
    t.logsumexp(dim=0, keepdim=True),
)
# %% softmax_gradient: gradient of softmax and log_softmax
x = torch.tensor([1.0, 2.0, 3.0], dtype=torch.float64, requires_grad=True)
w = torch.tensor([1.0, -1.0, 2.0], dtype=torch.float64)
(torch.softmax(x, 0) * w).sum().backward()
a = x.grad.clone()
x.grad = None
(torch.log_softmax(x, 0) * w).sum().backward()
a, x.grad
# %% float_formats: float(), int(), bool(), f-strings
t = torch.tensor(2.5)
float(t), int(t), bool(t), f"{t:.3f}", f"{t}", f"{t.item():.1f}", round(t.item(), 1), t.item() + 1
# %% index_protocol: an int tensor may index a list
[10, 20, 30][torch.tensor(1)], list(range(torch.tensor(3)))
# %% math_functions: math functions take tensors
import math

(
    math.sqrt(torch.tensor(4.0)),
    math.exp(torch.tensor([0.0])),
    min(torch.tensor(1.0), torch.tensor(2.0)),
    sum([torch.tensor(1.0), torch.tensor(2.0)]),
)
# %% iteration: iterating gives rows
(
    [r for r in torch.tensor([[1.0, 2.0], [3.0, 4.0]])],
    [x.item() for x in torch.arange(3)],
    torch.tensor([1.0, 2.0]).unbind(),
)
# %% iterate_zero_dim: iterating over a 0-d tensor is a TypeError
list(torch.tensor(1.0))
# %% len_zero_dim: len of a 0-d tensor is a TypeError
len(torch.tensor(1.0))
# %% contains: in
2.0 in torch.tensor([1.0, 2.0]), 5 in torch.tensor([1, 2])
# %% numpy_ufunc_on_tensor: np.sin of a tensor is a tensor
import numpy as np

r = np.sin(torch.tensor([0.0, 1.0]))
isinstance(r, torch.Tensor), r
# %% asarray_of_tensor: np.asarray and np.array
import numpy as np

t = torch.tensor([1.0, 2.0])
(
    np.asarray(t).dtype.name,
    np.array(t).tolist(),
    t.numpy().tolist(),
    np.shares_memory(t.numpy(), np.asarray(t)),
)
# %% numpy_shares: numpy() shares memory
t = torch.zeros(2)
t.numpy()[0] = 5.0
t
