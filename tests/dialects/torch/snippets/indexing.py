import torch

# %% basic_index: integers, slices, ellipsis, None
t = torch.arange(24).reshape(2, 3, 4)
(
    t[0].shape,
    t[0, 1, 2],
    t[:, 1].shape,
    t[..., -1].shape,
    t[None].shape,
    t[0, :, 1:3],
    t[-1, -1, -1],
    t[:, None].shape,
    t[::1, ::2].shape,
)
# %% bool_mask: boolean masks
t = torch.tensor([1.0, -2.0, 3.0])
t[t > 0], t[torch.tensor([True, False, True])], torch.masked_select(t, t < 0)
# %% integer_arrays: index tensors
t = torch.arange(6).reshape(2, 3)
(
    t[torch.tensor([1, 0])],
    t[[0, 1], [1, 2]],
    t[:, torch.tensor([0, 0])],
    t[torch.tensor([[0, 1]])].shape,
    t[1, torch.tensor([2, 1])],
)
# %% index_gradient: gradient of a row
x = torch.arange(4.0).reshape(2, 2).requires_grad_()
(x[0] * 3).sum().backward()
x.grad
# %% repeated_index_gradient: a repeated index accumulates
x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
x[torch.tensor([0, 0, 2])].sum().backward()
x.grad
# %% mask_gradient: gradient through a mask
x = torch.tensor([1.0, -2.0, 3.0], requires_grad=True)
(x[x > 0] ** 2).sum().backward()
x.grad
# %% slice_gradient: gradient through a stepped slice
x = torch.arange(5.0, requires_grad=True)
(x[1::2] * torch.tensor([10.0, 20.0])).sum().backward()
x.grad
# %% index_out_of_range: an integer out of range is an IndexError
torch.arange(3)[3]
# %% too_many_indices: too many indices is an IndexError
torch.arange(3)[0, 0]
# %% index_zero_dim: indexing a 0-d tensor is an IndexError
torch.tensor(1.0)[0]
# %% float_index: a float index is an IndexError
torch.arange(3)[torch.tensor([0.0])]
# %% setitem_plain: assignment to a plain tensor
t = torch.zeros(2, 3)
t[0, 1] = 5.0
t[1] = torch.tensor([1.0, 2.0, 3.0])
t[:, 0] = 9
t
# %% setitem_mask: assignment through a mask
t = torch.tensor([1.0, -2.0, 3.0])
t[t < 0] = 0.0
t
# %% setitem_index_tensor: assignment through an index tensor
t = torch.zeros(4)
t[torch.tensor([1, 3])] = torch.tensor([5.0, 6.0])
t[[0]] = 1.0
t
# %% setitem_gradient: gradient flows to the value and around the hole
x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
v = torch.tensor(5.0, requires_grad=True)
y = x * 2
y[1] = v * v
y.sum().backward()
x.grad, v.grad, y
# %% setitem_grad_fn: after an assignment grad_fn is CopySlices
x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 2
y[0] = 7.0
type(y.grad_fn).__name__, y
# %% setitem_into_constant: assigning a grad value makes a constant part of the graph
x = torch.tensor(3.0, requires_grad=True)
t = torch.zeros(3)
t[1] = x * x
t.sum().backward()
t.requires_grad, t.is_leaf, x.grad
# %% setitem_shape_mismatch: a value of the wrong shape
t = torch.zeros(3)
t[0:2] = torch.tensor([1.0, 2.0, 3.0])
# %% setitem_on_leaf: assigning into a leaf is an error
x = torch.tensor([1.0, 2.0], requires_grad=True)
x[0] = 5.0
# %% setitem_no_grad: under no_grad it is allowed
x = torch.tensor([1.0, 2.0], requires_grad=True)
with torch.no_grad():
    x[0] = 5.0
x
# %% gather: gather and its gradient
x = torch.tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True)
y = x.gather(1, torch.tensor([[1], [0]]))
y.sum().backward()
y, x.grad, torch.gather(x.detach(), 0, torch.tensor([[1, 0]]))
# %% scatter: scatter and scatter_
t = torch.zeros(2, 3)
t.scatter_(1, torch.tensor([[2], [0]]), 1.0)
t, torch.zeros(3).scatter(0, torch.tensor([1]), torch.tensor([5.0]))
# %% scatter_add: scatter_add and index_add
t = torch.zeros(3).scatter_add(0, torch.tensor([0, 0, 2]), torch.tensor([1.0, 2.0, 3.0]))
(
    t,
    torch.zeros(3).index_add(0, torch.tensor([1, 1]), torch.tensor([1.0, 2.0])),
    torch.zeros(3).index_fill(0, torch.tensor([0]), 4.0),
    torch.zeros(3).index_copy(0, torch.tensor([2]), torch.tensor([7.0])),
)
# %% one_hot: F.one_hot
(
    torch.nn.functional.one_hot(torch.tensor([0, 2]), 3),
    torch.nn.functional.one_hot(torch.tensor([0, 2])),
    torch.nn.functional.one_hot(torch.tensor([1]), num_classes=2).dtype,
)
# %% take_along_dim: take_along_dim
t = torch.tensor([[3.0, 1.0, 2.0]])
torch.take_along_dim(t, t.argsort(1), 1)
# %% argwhere: argwhere and nonzero as_tuple
t = torch.tensor([[0, 1], [2, 0]])
torch.argwhere(t), torch.nonzero(t, as_tuple=True), t.nonzero()
# %% index_put: index_put_ with accumulate
t = torch.zeros(3)
t.index_put_((torch.tensor([0, 0]),), torch.tensor([1.0, 2.0]), accumulate=True)
t
# %% masked_scatter: masked_fill_ in place
t = torch.arange(4.0)
t.masked_fill_(t > 1, -1.0)
t
# %% negative_step: a negative step is a ValueError
torch.arange(3)[::-1]
# %% second_order_index: second derivative through an index
x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
(_g,) = torch.autograd.grad((x[torch.tensor([0, 0, 1])] ** 3).sum(), x, create_graph=True)
(h,) = torch.autograd.grad(_g.sum(), x)
_g.tolist(), h
