import torch

# %% grad_is_a_tuple: autograd.grad gives a tuple
x = torch.tensor(3.0, requires_grad=True)
torch.autograd.grad(x * x, x), x.grad
# %% grad_of_several: several inputs
x = torch.tensor(3.0, requires_grad=True)
y = torch.tensor(2.0, requires_grad=True)
torch.autograd.grad(x * y + x, [x, y])
# %% grad_wrt_intermediate: inputs may be intermediates
x = torch.tensor(3.0, requires_grad=True)
y = x * 2
torch.autograd.grad(y * y, (y, x))
# %% grad_outputs: grad_outputs weights
x = torch.tensor([1.0, 2.0], requires_grad=True)
torch.autograd.grad(x * x, x, grad_outputs=torch.tensor([1.0, 10.0]))
# %% several_outputs_summed: several outputs are summed
x = torch.tensor(3.0, requires_grad=True)
torch.autograd.grad([x * x, x * 5], [x])
# %% second_derivative: create_graph=True
x = torch.tensor(2.0, requires_grad=True)
(_g,) = torch.autograd.grad(x**3, x, create_graph=True)
(_h,) = torch.autograd.grad(_g, x, create_graph=True)
(_t,) = torch.autograd.grad(h, x)
[v.item() for v in (_g, _h, _t)], _g.requires_grad
# %% second_without_create_graph: without create_graph the gradient has no graph
x = torch.tensor(2.0, requires_grad=True)
(g,) = torch.autograd.grad(x**3, x)
torch.autograd.grad(g, x)
# %% unused_input: an unused input is a RuntimeError
x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(2.0, requires_grad=True)
torch.autograd.grad(x * x, [x, y])
# %% allow_unused: allow_unused gives None
x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(2.0, requires_grad=True)
torch.autograd.grad(x * x, [x, y], allow_unused=True)
# %% materialize_grads: materialize_grads gives zeros
x = torch.tensor(2.0, requires_grad=True)
y = torch.ones(3, requires_grad=True)
torch.autograd.grad(x * x, [x, y], materialize_grads=True)
# %% input_without_grad: an input that needs no gradient
x = torch.tensor(2.0, requires_grad=True)
c = torch.tensor(2.0)
torch.autograd.grad(x * c, [x, c])
# %% empty_inputs: no inputs
x = torch.tensor(2.0, requires_grad=True)
torch.autograd.grad(x * x, [])
# %% grad_frees_graph: the graph is freed
x = torch.tensor(2.0, requires_grad=True)
y = x * x
torch.autograd.grad(y, x)
torch.autograd.grad(y, x)
# %% grad_retain: retain_graph keeps it
x = torch.tensor(2.0, requires_grad=True)
y = x * x
torch.autograd.grad(y, x, retain_graph=True), torch.autograd.grad(y, x)
# %% grad_nonscalar: non-scalar outputs need grad_outputs
x = torch.ones(2, requires_grad=True)
torch.autograd.grad(x * 2, x)
# %% hessian_vector: Hessian-vector product by double backward
x = torch.tensor([1.0, 2.0], requires_grad=True)
v = torch.tensor([1.0, -1.0])
(g,) = torch.autograd.grad((x**3).sum() + x[0] * x[1], x, create_graph=True)
torch.autograd.grad(g, x, grad_outputs=v)
# %% gradient_penalty: a loss of a gradient
w = torch.tensor([1.0, -2.0], requires_grad=True)
x = torch.tensor([3.0, 0.5], requires_grad=True)
y = torch.tanh(w * x).sum()
(g,) = torch.autograd.grad(y, x, create_graph=True)
((g.norm() - 1) ** 2).backward()
w.grad
# %% jvp_double_vjp: a jvp by two vjps
x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x**2
v = torch.zeros(2, requires_grad=True)
(g,) = torch.autograd.grad(y, x, v, create_graph=True)
torch.autograd.grad(g, v, torch.tensor([1.0, 3.0]))
# %% is_grads_batched: is_grads_batched gives a Jacobian
x = torch.tensor([1.0, 2.0], requires_grad=True)
torch.autograd.grad(x**2, x, torch.eye(2), is_grads_batched=True)
# %% grad_same_input_twice: the same input twice
x = torch.tensor(3.0, requires_grad=True)
torch.autograd.grad(x * x, [x, x])
# %% grad_result_requires_grad: results require grad only with create_graph
x = torch.tensor(3.0, requires_grad=True)
(a,) = torch.autograd.grad(x * x, x)
(b,) = torch.autograd.grad(x * x, x, create_graph=True)
a.requires_grad, b.requires_grad, b.grad_fn is not None
# %% third_order_tanh: third derivative of tanh
x = torch.tensor(0.5, dtype=torch.float64, requires_grad=True)
y = torch.tanh(x)
out = []
for _ in range(3):
    (y,) = torch.autograd.grad(y, x, create_graph=True)
    out.append(y.item())
del y
out
# %% output_is_input: the output itself as input
x = torch.tensor(3.0, requires_grad=True)
torch.autograd.grad(x, x)
# %% maclaurin_exp: derivatives of exp(2x)
x = torch.tensor(0.0, dtype=torch.float64, requires_grad=True)
y = torch.exp(2 * x)
out = [y.item()]
for _ in range(5):
    (y,) = torch.autograd.grad(y, x, create_graph=True)
    out.append(y.item())
del y
out
