import torch

# %% quick_start: y = x**2
x = torch.tensor(3.0, requires_grad=True)
y = x**2
y.backward()
x.grad
# %% two_leaves: Q = 3a^3 - b^2 with an external gradient
a = torch.tensor([2.0, 3.0], requires_grad=True)
b = torch.tensor([6.0, 4.0], requires_grad=True)
Q = 3 * a**3 - b**2
Q.backward(gradient=torch.tensor([1.0, 1.0]))
a.grad, b.grad, 9 * a**2 == a.grad, -2 * b == b.grad
# %% accumulation: grads accumulate
x = torch.tensor(2.0, requires_grad=True)
for _ in range(3):
    (x * x).backward()
x.grad
# %% accumulates_in_place: .grad is the same object
x = torch.tensor([1.0, 2.0], requires_grad=True)
x.sum().backward()
g = x.grad
x.sum().backward()
g is x.grad, g
# %% grad_none_before: None before the first backward
x = torch.ones(2, requires_grad=True)
x.grad
# %% retain_graph: retain_graph=True allows a second walk
x = torch.tensor(3.0, requires_grad=True)
y = x * x
y.backward(retain_graph=True)
y.backward()
x.grad
# %% second_backward: the second walk is a RuntimeError
x = torch.tensor(3.0, requires_grad=True)
y = x * x
y.backward()
y.backward()
# %% second_backward_saved_nothing: a graph of sums may be walked twice
x = torch.tensor(3.0, requires_grad=True)
y = x + x
y.backward()
y.backward()
x.grad
# %% shared_trunk_freed: two heads on one trunk
x = torch.tensor(3.0, requires_grad=True)
h = x * x
a, b = h * 2, h * 3
a.backward()
b.backward()
# %% vector_backward: a vector needs a gradient
x = torch.ones(2, requires_grad=True)
(x * 2).backward()
# %% one_element_vector: one element is enough
x = torch.ones(1, 1, requires_grad=True)
(x * 2).backward()
x.grad
# %% gradient_argument: weights the elements
x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
(x * x).backward(torch.tensor([1.0, 0.0, 2.0]))
x.grad
# %% gradient_shape_mismatch: the shapes must agree exactly
x = torch.ones(2, requires_grad=True)
(x * 2).backward(torch.ones(3))
# %% gradient_scalar_not_broadcast: a scalar does not broadcast
x = torch.ones(2, requires_grad=True)
(x * 2).backward(torch.tensor(1.0))
# %% no_graph: nothing to walk
torch.ones(1).backward()
# %% create_graph: backward(create_graph=True) makes .grad part of the graph
import warnings

x = torch.tensor(2.0, requires_grad=True)
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    (x**3).backward(create_graph=True)
_g = x.grad
x.grad = None
_g.backward()
_g.item(), x.grad, [i.category.__name__ for i in w]
# %% inputs_argument: backward(inputs=) fills only those
x = torch.tensor(2.0, requires_grad=True)
w = torch.tensor(3.0, requires_grad=True)
y = x * w
(y * y).backward(inputs=[x])
x.grad, w.grad
# %% inputs_non_leaf: inputs may be non-leaves
x = torch.tensor(2.0, requires_grad=True)
y = x * 3
z = y * y
import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    z.backward(inputs=[y])
    r = y.grad
r, x.grad
# %% autograd_backward: torch.autograd.backward of several tensors
x = torch.tensor([1.0, 2.0], requires_grad=True)
a, b = (x * x).sum(), x * 3
torch.autograd.backward([a, b], [None, torch.ones(2)])
x.grad
# %% retain_grad: retain_grad keeps the gradient of an intermediate
x = torch.tensor(2.0, requires_grad=True)
y = x * 3
y.retain_grad()
(y * y).backward()
y.grad, y.retains_grad, x.grad
# %% non_leaf_grad_warns: .grad of a non-leaf is None and warns
import warnings

x = torch.tensor(2.0, requires_grad=True)
y = x * 3
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    g = y.grad
g, [i.category.__name__ for i in w]
# %% is_leaf: who is a leaf
x = torch.ones(2, requires_grad=True)
x.is_leaf, (x + 1).is_leaf, torch.ones(1).is_leaf, x.detach().is_leaf, (torch.ones(1) + 1).is_leaf
# %% requires_grad_spreads: requires_grad of results
x = torch.ones(2, requires_grad=True)
c = torch.ones(2)
(x + c).requires_grad, (c + c).requires_grad, (x > 0).requires_grad, x.argmax().requires_grad, x.long().requires_grad
# %% assign_grad: .grad may be assigned and deleted
x = torch.ones(2, requires_grad=True)
x.grad = torch.tensor([5.0, 6.0])
x.sum().backward()
a = x.grad.clone()
x.grad = None
a, x.grad
# %% assign_grad_wrong_shape: .grad of the wrong shape is refused
x = torch.ones(2, requires_grad=True)
x.grad = torch.ones(3)
# %% assign_grad_wrong_type: .grad must be a tensor
x = torch.ones(2, requires_grad=True)
x.grad = 3.0
# %% gradient_descent_loop: ten steps
w = torch.tensor(1.0, requires_grad=True)
for _ in range(10):
    loss = (w - 3) ** 2
    loss.backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
    w.grad = None
w
# %% used_twice: a value used twice gets both contributions
x = torch.tensor(3.0, requires_grad=True)
y = x * x + x.exp() + x * 2
y.backward()
x.grad
# %% diamond: a diamond of intermediates
x = torch.tensor(2.0, requires_grad=True)
a = x * 2
b = a * a
c = a + b
(b * c).backward()
x.grad
# %% constant_branch: a detached branch is a constant
x = torch.tensor(3.0, requires_grad=True)
(x.detach() * x).backward()
x.grad
# %% deep_chain: a long chain does not recurse
x = torch.tensor(1.0, requires_grad=True)
y = x
for _ in range(5000):
    y = y + 1
y.backward()
x.grad, y
# %% python_control_flow: loops and ifs are just Python
x = torch.tensor(0.5, requires_grad=True)
y = x
while y < 10:
    y = y * 3 if y < 2 else y + x
y.backward()
y, x.grad
# %% grad_of_leaf_of_other_dtype: float64 graph of a float32 leaf
x = torch.tensor([1.0, 2.0], requires_grad=True)
(x.double() ** 2).sum().backward()
x.grad
# %% broadcast_gradient: the gradient has the shape of the leaf
b = torch.zeros(3, requires_grad=True)
s = torch.tensor(2.0, requires_grad=True)
((torch.ones(2, 3) + b) * s).sum().backward()
b.grad, s.grad
# %% backward_returns_none: backward returns None
x = torch.tensor(1.0, requires_grad=True)
(x * 1).backward()
# %% backward_on_leaf: backward on a leaf itself
x = torch.tensor(1.0, requires_grad=True)
x.backward()
x.grad
# %% requires_grad_after: setting requires_grad later
x = torch.tensor([1.0, 2.0])
x.requires_grad = True
(x**2).sum().backward()
x.requires_grad = False
x.grad, x
# %% int_requires_grad: ints cannot require gradients
torch.tensor([1, 2], requires_grad=True)
# %% int_requires_grad_later: nor later
torch.tensor([1, 2]).requires_grad_()
# %% nonleaf_requires_grad_false: a non-leaf cannot be switched off
x = torch.ones(1, requires_grad=True)
y = x * 2
y.requires_grad = False
# %% nan_gradients: infinities and NaN come through
x = torch.tensor([0.0, 1.0], requires_grad=True)
(x.sqrt() + torch.log(x)).sum().backward()
x.grad
