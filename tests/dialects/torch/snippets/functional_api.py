import torch
from torch.autograd import functional as AF


def f(x):
    return (x**3).sum()


def pair(x, y):
    return x * y + y**2


# %% jacobian: autograd.functional.jacobian
AF.jacobian(lambda x: x**2, torch.tensor([1.0, 2.0, 3.0]))
# %% jacobian_tuple: of two inputs
AF.jacobian(pair, (torch.tensor([1.0, 2.0]), torch.tensor([3.0, 4.0])))
# %% jacobian_shape: output shape + input shape
AF.jacobian(lambda x: x.sum(1), torch.ones(2, 3)).shape
# %% jacobian_create_graph: with create_graph it can be differentiated
x = torch.tensor([1.0, 2.0], requires_grad=True)
j = AF.jacobian(lambda x: x**3, x, create_graph=True)
j.sum().backward()
x.grad
# %% hessian: Hessian of a scalar function
AF.hessian(f, torch.tensor([1.0, 2.0]))
# %% hessian_two: blocks for two inputs
AF.hessian(lambda x, y: (x * y**2).sum(), (torch.tensor([2.0]), torch.tensor([3.0])))
# %% vjp: vjp gives (output, vjp)
AF.vjp(lambda x: x**2, torch.tensor([1.0, 2.0]), torch.tensor([1.0, 10.0]))
# %% jvp: jvp gives (output, jvp)
AF.jvp(lambda x: x**2, torch.tensor([1.0, 2.0]), torch.tensor([1.0, 10.0]))
# %% hvp: hvp and vhp
v = torch.tensor([1.0, -1.0])
AF.hvp(f, torch.tensor([1.0, 2.0]), v), AF.vhp(f, torch.tensor([1.0, 2.0]), v)
# %% hessian_needs_scalar: a vector function is refused
AF.hessian(lambda x: x**2, torch.ones(2))
# %% jacobian_strict: an independent output gives zeros
AF.jacobian(lambda x: torch.ones(2), torch.ones(3)).shape
# %% func_grad: torch.func.grad
torch.func.grad(f)(torch.tensor([1.0, 2.0])), torch.func.grad(torch.sin)(torch.tensor(0.0))
# %% func_grad_argnums: argnums
g = torch.func.grad(lambda x, y: (x**2 * y).sum(), argnums=(0, 1))
g(torch.tensor(3.0), torch.tensor(2.0)), torch.func.grad(lambda x, y: x * y, argnums=1)(torch.tensor(3.0), torch.tensor(2.0))
# %% func_grad_nested: nested grads
torch.func.grad(torch.func.grad(lambda x: x**3))(torch.tensor(2.0))
# %% func_grad_has_aux: has_aux
torch.func.grad(lambda x: (x**2, x + 1), has_aux=True)(torch.tensor(3.0))
# %% func_grad_and_value: grad_and_value gives (grad, value)
torch.func.grad_and_value(lambda x: x**2)(torch.tensor(3.0))
# %% func_vjp: func.vjp gives (output, function)
out, vjp = torch.func.vjp(lambda x: x**2, torch.tensor([1.0, 2.0]))
out, vjp(torch.tensor([1.0, 1.0]))
# %% func_jvp: func.jvp
torch.func.jvp(lambda x: x**2, (torch.tensor([1.0, 2.0]),), (torch.tensor([1.0, 1.0]),))
# %% func_jacrev: jacrev, jacfwd, hessian
x = torch.tensor([1.0, 2.0])
torch.func.jacrev(lambda x: x**2)(x), torch.func.jacfwd(lambda x: x**2)(x), torch.func.hessian(f)(x)
# %% func_vmap: vmap over a dot product
a = torch.arange(6.0).reshape(3, 2)
torch.func.vmap(torch.dot)(a, a), torch.vmap(lambda r: r.sum())(a)
# %% func_vmap_in_dims: in_dims and out_dims
a = torch.arange(6.0).reshape(3, 2)
w = torch.tensor([1.0, 2.0])
torch.func.vmap(lambda r, w: r * w, in_dims=(0, None))(a, w), torch.func.vmap(lambda r: r * 2, in_dims=1, out_dims=1)(a)
# %% func_per_sample_grads: vmap of grad
w = torch.tensor([1.0, -1.0])
xs = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
ys = torch.tensor([0.0, 1.0])
torch.func.vmap(torch.func.grad(lambda w, x, y: (x @ w - y) ** 2), in_dims=(None, 0, 0))(w, xs, ys)
# %% func_vmap_if: a data-dependent if is refused
torch.func.vmap(lambda x: x if x > 0 else -x)(torch.tensor([1.0, -1.0]))
# %% func_vmap_item: item in vmap is refused
torch.func.vmap(lambda x: x.item())(torch.tensor([1.0, -1.0]))
# %% func_functional_call: functional_call with a dict of parameters
m = torch.nn.Linear(2, 1)
p = {"weight": torch.tensor([[2.0, 3.0]]), "bias": torch.tensor([1.0])}
torch.func.functional_call(m, p, (torch.tensor([[1.0, 1.0]]),))
# %% func_grad_of_model: grad of a functional_call
m = torch.nn.Linear(2, 1)
p = {"weight": torch.tensor([[2.0, 3.0]]), "bias": torch.tensor([1.0])}
x, y = torch.tensor([[1.0, 2.0]]), torch.tensor([[0.0]])
torch.func.grad(lambda p: ((torch.func.functional_call(m, p, (x,)) - y) ** 2).mean())(p)
# %% func_grad_of_dict: grad with respect to a dict
torch.func.grad(lambda p: (p["w"] * 2 + p["b"] ** 2).sum())({"w": torch.tensor([1.0]), "b": torch.tensor([3.0])})
# %% func_grad_nonscalar: a vector function is a RuntimeError
torch.func.grad(lambda x: x * 2)(torch.ones(2))
# %% func_does_not_touch_grad: .grad is untouched
x = torch.tensor(3.0, requires_grad=True)
torch.func.grad(lambda x: x**2)(x), x.grad
# %% func_vmap_jacobian: jacobian by vmap of vjp
x = torch.tensor([1.0, 2.0])
_, vjp = torch.func.vjp(lambda x: torch.stack([x[0] * x[1], x.sum()]), x)
torch.func.vmap(vjp)(torch.eye(2))
