import warnings

import numpy as np
import torch
from torch import nn


def error(f):
    try:
        f()
    except Exception as e:
        return next(c.__name__ for c in type(e).__mro__ if c.__module__ == "builtins")
    return "no error"


# %% 40_non_scalar_backward: a vector needs gradient=, one element does not
x = torch.tensor([1.0, 2.0], requires_grad=True)
a = error(lambda: (x * 2).backward())
y = torch.ones(1, 1, requires_grad=True)
(y * 3).backward()
a, y.grad
# %% 41_second_backward: twice is an error, unless nothing was saved
x = torch.tensor(3.0, requires_grad=True)
y = x * x
y.backward()
a = error(y.backward)
z = torch.tensor(3.0, requires_grad=True)
s = z + z
s.backward()
s.backward()
a, z.grad
# %% 42_no_graph: nothing to differentiate
x = torch.tensor(3.0, requires_grad=True)
with torch.no_grad():
    y = x * x
(g,) = torch.autograd.grad(x**3, x)
error(y.backward), error(lambda: torch.autograd.grad(g, x)), error(torch.tensor(1.0).backward)
# %% 43_requires_grad_on_ints: refused both ways
error(lambda: torch.tensor([1, 2], requires_grad=True)), error(lambda: torch.tensor([1]).requires_grad_()), error(lambda: torch.zeros(2, dtype=torch.int64, requires_grad=True))
# %% 44_grad_accumulates: in place into the same object; out of place with create_graph
x = torch.tensor([1.0, 2.0], requires_grad=True)
(x * x).sum().backward()
g = x.grad
(x * x).sum().backward()
a = x.grad is g, x.grad.tolist()
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    (x * x).sum().backward(create_graph=True)
a, x.grad is g
# %% 45_non_leaf_grad: None and a warning; retain_grad
x = torch.tensor(2.0, requires_grad=True)
y = x * 3
g = y.grad
y.retain_grad()
(y * y).backward()
g, y.grad, error(lambda: torch.ones(1).retain_grad())
# %% 46_leaf_in_place: refused on a leaf, on its view and by setitem; allowed under no_grad
x = torch.tensor([1.0, 2.0], requires_grad=True)
a = error(lambda: x.add_(1)), error(lambda: x[:1].add_(1)), error(lambda: x.__setitem__(0, 5.0))
with torch.no_grad():
    x.add_(1)
    x[0] = 9.0
a, x, x.requires_grad
# %% 47_modified_saved_tensor: raised at backward, only if the op saved it
x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 2
z = (y * y).sum()
y += 1
a = error(z.backward)
y = x * 2
y += 1
y.sum().backward()
w = torch.tensor([1.0], requires_grad=True)
s = (w * w).sum()
with torch.no_grad():
    w.fill_(5.0)
a, x.grad, error(s.backward)
# %% 48_silent_writes: .data and detach().numpy() are silent, detach() is caught
x = torch.tensor([1.0, 2.0], requires_grad=True)
y = (x * x).sum()
x.data[0] = 7.0
y.backward()
a = x.grad.clone()
x = torch.tensor([1.0, 2.0], requires_grad=True)
y = (x * x).sum()
x.detach().numpy()[0] = 7.0
y.backward()
b = x.grad.clone()
x = torch.tensor([1.0, 2.0], requires_grad=True)
y = (x * x).sum()
x.detach()[0] = 7.0
a, b, error(y.backward)
# %% 49_requires_grad_false_on_non_leaf: refused
y = torch.ones(1, requires_grad=True) * 2


def off():
    y.requires_grad = False


error(off), error(lambda: y.requires_grad_(False))
# %% 50_forgotten_zero_grad: w = w - lr*grad makes a non-leaf; forgotten zero_grad gives 0.44
w = torch.tensor(1.0, requires_grad=True)
for _ in range(2):
    (w * w).backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
v = torch.tensor(1.0, requires_grad=True)
(v * v).backward()
v = v - 0.1 * v.grad
w, v.is_leaf
# %% 51_gradient_shape: must match exactly
x = torch.ones(2, requires_grad=True)
s = torch.tensor(1.0, requires_grad=True)
error(lambda: (x * 1).backward(torch.ones(3))), error(lambda: (x * 1).backward(torch.tensor(1.0))), error(lambda: (s * 1).backward(torch.ones(1)))
# %% 52_autograd_grad: unused, allow_unused, materialize, tuple, .grad untouched
x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
c = torch.tensor(1.0)
a = error(lambda: torch.autograd.grad(x * x, [x, y])), error(lambda: torch.autograd.grad(x * c, c)), error(lambda: torch.autograd.grad(x * x, []))
a, torch.autograd.grad(x * x, [x, y], allow_unused=True), torch.autograd.grad(x * x, [x, y], allow_unused=True, materialize_grads=True), torch.autograd.grad([x * x, x * 3], x), x.grad
# %% 53_backward_inputs: fills a non-leaf's .grad and skips other leaves
x = torch.tensor(2.0, requires_grad=True)
y = x * 3
(y * y).backward(inputs=[y])
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    r = y.grad
r, x.grad
# %% 54_create_graph_adds: x.grad.backward() adds to the old grad: 24
x = torch.tensor(2.0, requires_grad=True)
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    (x**3).backward(create_graph=True)
x.grad.backward()
x.grad.item()
# %% 55_hooks: replacement, composition, post-accumulate, node hooks
x = torch.tensor(1.0, requires_grad=True)
for f in (lambda g: g + 1, lambda g: g * 3, lambda g: g * 10):
    x.register_hook(f)
seen = []
x.register_post_accumulate_grad_hook(lambda t: seen.append(t.grad.item()))
y = x * 1
y.grad_fn.register_hook(lambda gi, go: seen.append((gi, go)))
y.backward()
x.grad, seen, error(lambda: torch.ones(1).register_hook(print))
# %% 56_grad_fn_names: names of nodes and next_functions
x = torch.tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True)
v = torch.tensor([1.0, 2.0], requires_grad=True)
names = [type(t.grad_fn).__name__ for t in (x + 1, x - 1, 1 - x, x * 2, 2 / x, x * x, x / 2, x**2, x.square(), x**x, 2**x, x @ x, x @ v, v @ v, x.sum(), x.sum(0), x.mean(), x.mean(0), x.max(), x.max(0).values, x[0], x.T, x.view(4), nn.functional.linear(x, x, v), nn.functional.cross_entropy(x, torch.tensor([0, 1])), nn.functional.mse_loss(x, x.detach()))]
nf = (v * 2).grad_fn.next_functions
y = v * 1
y[0] = 5.0
names, type(nf[0][0]).__name__, nf[1], type(y.grad_fn).__name__
# %% 57_function_gradients: wrong number and wrong shape
class Bad(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, kind):
        ctx.kind = kind
        return x * 2

    @staticmethod
    def backward(ctx, g):
        return (g, None, g) if ctx.kind == 0 else (torch.ones(3), None)


x = torch.ones(2, requires_grad=True)
error(lambda: Bad.apply(x, 0).sum().backward()), error(lambda: Bad.apply(x, 1).sum().backward())
# %% 58_anomaly: the error names the node, the warning shows the forward line
x = torch.tensor([-1.0], requires_grad=True)
with torch.autograd.detect_anomaly(check_nan=True):
    y = x.sqrt()
    try:
        y.sum().backward()
    except RuntimeError as e:
        r = "SqrtBackward0" in str(e) and "nan" in str(e)
r
# %% 59_gradcheck: wants float64; no input requiring grad is a ValueError
x = torch.tensor([1.0, 2.0], requires_grad=True)
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    a = error(lambda: torch.autograd.gradcheck(lambda t: t.exp() * 100, (x,)))
a, error(lambda: torch.autograd.gradcheck(torch.sin, (torch.ones(1, dtype=torch.float64),))), torch.autograd.gradcheck(torch.exp, (x.detach().double().requires_grad_(),))
# %% 60_default_dtypes: float32, int64, float64 arrays copied, from_numpy shared
a = np.array([1.0])
t, s = torch.tensor(a), torch.from_numpy(a)
a[0] = 5.0
h = torch.ones(1, dtype=torch.float16) + torch.tensor(1.0, dtype=torch.float64)
torch.tensor(1.0).dtype, torch.tensor(1).dtype, t, s, torch.Tensor([1, 2]), torch.arange(3), h.dtype, (torch.tensor(1) / torch.tensor(2)), error(lambda: torch.tensor([1, 2]).mean())
# %% 61_numpy_meets_torch: array*tensor TypeError; np.float64*tensor float32; np.sin a tensor
t = torch.tensor([1.0, 2.0])
a = error(lambda: np.ones(2) * t)
a, np.float64(2) * t, isinstance(np.sin(t), torch.Tensor), error(lambda: torch.ones(1, requires_grad=True).numpy())
# %% 62_float_item_bool: float warns, item does not; vectors refuse; hash by identity
x = torch.tensor(2.0, requires_grad=True)
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    x.item()
    n = len(w)
v = torch.tensor([1.0, 2.0])
d = {v: 1}
n, error(lambda: v.item()), error(lambda: bool(v)), d[v], v == v, hash(v) == hash(v)
# %% 62_float_warns: float(x) with grad warns
x = torch.tensor(2.0, requires_grad=True)
r = float(x)
# %% 63_negative_step: a negative step is a ValueError
error(lambda: torch.arange(3)[::-1]), torch.arange(3).flip(0)
# %% 64_max_pair: max(dim) is a named pair
m = torch.tensor([[1.0, 3.0], [5.0, 2.0]]).max(1)
m.values, m.indices, m[0], len(m), type(m).__name__
# %% 65_shape_errors: add, mm and reshape
error(lambda: torch.ones(2, 3) + torch.ones(2, 4)), error(lambda: torch.ones(2, 3) @ torch.ones(2, 3)), error(lambda: torch.arange(6).reshape(4))
# %% 66_cross_entropy: mean over non-ignored, weights, dtypes, bounds
x = torch.tensor([[1.0, 2.0, 3.0], [0.5, 0.2, 0.1]])
ce = nn.functional.cross_entropy
[ce(x, torch.tensor([0, -100])), ce(x, torch.tensor([-100, -100])), ce(x, torch.tensor([0, 1]), weight=torch.tensor([1.0, 2.0, 3.0])), ce(x, torch.tensor([0, 1], dtype=torch.uint8)), error(lambda: ce(x, torch.tensor([0.0, 1.0]))), error(lambda: ce(x, torch.tensor([0, 1], dtype=torch.int32))), ce(x, torch.softmax(x, 1)), error(lambda: ce(x, torch.tensor([0, 3])))]
# %% 67_mse_broadcasts: [2,1] against [2] warns and goes on: 7.5
r = nn.functional.mse_loss(torch.tensor([[1.0], [2.0]]), torch.tensor([3.0, 5.0]))
# %% 67_bce_and_softmax: log clamped at -100; softmax without dim warns
r = nn.functional.binary_cross_entropy(torch.tensor([0.0]), torch.tensor([1.0])), nn.functional.softmax(torch.tensor([1.0, 2.0]))
# %% 68_linear: weight (out, in), repr, keys, plain lists, tensors refused
m = nn.Linear(3, 2)


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = [nn.Linear(1, 1)]


def assign():
    m.weight = torch.ones(2, 3)


m.weight.shape, repr(m), list(nn.Sequential(m).state_dict()), list(Net().parameters()), error(assign)
# %% 69_optimizers: defaults and refusals
w = nn.Parameter(torch.tensor(1.0))
(w * w).backward()
o = torch.optim.SGD([w])
o.step()
d = torch.optim
o.param_groups[0]["lr"], w, error(lambda: d.SGD([], lr=0.1)), error(lambda: d.SGD([w * 2], lr=0.1)), d.Adam([w]).defaults["eps"], d.RMSprop([w]).defaults["alpha"], d.Adagrad([w]).defaults["eps"], d.Adagrad([w]).defaults["initial_accumulator_value"]
# %% 70_no_grad_and_inference: results are leaves; factories may require grad; inference tensors may not
x = torch.ones(1, requires_grad=True)
with torch.no_grad():
    y = x * 2
    z = torch.ones(1, requires_grad=True)
with torch.inference_mode():
    i = torch.ones(1)
y.is_leaf, y.requires_grad, z.requires_grad, error(lambda: i.requires_grad_()), i.is_inference()
# %% 71_copies_and_casts: deepcopy of a non-leaf; to(same) is self; a cast keeps float32 grads
import copy

x = torch.tensor([1.0], requires_grad=True)
a = error(lambda: copy.deepcopy(x * 2))
(x.double() * 3).sum().backward()
a, x.to(torch.float32) is x, x.grad
# %% 72_func_grad: needs a scalar; vmap refuses if, item and random
g = torch.func.grad(lambda x: x * 2)
a = error(lambda: g(torch.ones(2)))
v = torch.func.vmap
x = torch.ones(3)
a, error(lambda: v(lambda t: t if t > 0 else -t)(x)), error(lambda: v(lambda t: t.item())(x)), error(lambda: v(lambda t: t + torch.rand(1))(x))
