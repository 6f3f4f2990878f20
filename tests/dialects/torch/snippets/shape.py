import torch

# %% reshape_view: reshape and view with -1
t = torch.arange(6.0)
(
    t.reshape(2, 3),
    t.view(3, -1),
    t.reshape((2, -1)),
    t.view(torch.Size([6, 1])).shape,
    torch.reshape(t, (3, 2)),
    t.view(2, 3).view_as(torch.zeros(3, 2)),
    t.reshape_as(torch.zeros(3, 2)).shape,
)
# %% reshape_bad: a shape of the wrong size
torch.arange(6).reshape(4)
# %% view_bad: view with the wrong size
torch.arange(6).view(4)
# %% view_of_transposed: view of a non-contiguous tensor is an error
torch.arange(6).reshape(2, 3).t().view(6)
# %% contiguous: contiguous and is_contiguous
t = torch.arange(6).reshape(2, 3).t()
(
    t.is_contiguous(),
    t.contiguous().is_contiguous(),
    t.contiguous().view(6),
    t.stride(),
    t.contiguous().stride(),
)
# %% transpose: t, T, transpose, permute, mT
t = torch.arange(6.0).reshape(2, 3)
(
    t.t(),
    t.T,
    t.transpose(0, 1).shape,
    torch.zeros(2, 3, 4).permute(2, 0, 1).shape,
    torch.zeros(2, 3, 4).mT.shape,
    torch.zeros(2, 3, 4).swapaxes(0, 2).shape,
    torch.permute(t, (1, 0)).shape,
    torch.movedim(torch.zeros(2, 3, 4), 0, -1).shape,
)
# %% t_of_3d: t() of a 3-d tensor is an error
torch.zeros(2, 3, 4).t()
# %% squeeze: squeeze and unsqueeze
t = torch.zeros(1, 3, 1)
(
    t.squeeze().shape,
    t.squeeze(0).shape,
    t.squeeze(1).shape,
    t.unsqueeze(0).shape,
    t.unsqueeze(-1).shape,
    torch.unsqueeze(torch.ones(2), 1),
)
# %% flatten: flatten, unflatten, ravel
t = torch.arange(24.0).reshape(2, 3, 4)
(
    t.flatten().shape,
    t.flatten(1).shape,
    torch.flatten(t, start_dim=0, end_dim=1).shape,
    t.ravel().shape,
    t.flatten(1).unflatten(1, (3, 4)).shape,
)
# %% expand: expand and expand_as, gradient sums
x = torch.tensor([[1.0], [2.0]], requires_grad=True)
y = x.expand(2, 3)
(y * torch.arange(6.0).reshape(2, 3)).sum().backward()
y, x.grad, x.detach().expand(-1, 2), torch.ones(1).expand_as(torch.zeros(2, 2)).shape
# %% broadcast_to: broadcast_to and broadcast_tensors
a, b = torch.broadcast_tensors(torch.ones(2, 1), torch.ones(3))
(
    torch.broadcast_to(torch.tensor([1.0, 2.0]), (2, 2)),
    a.shape,
    b.shape,
    torch.broadcast_shapes((2, 1), (3,)),
)
# %% repeat: repeat, tile, repeat_interleave, gradient sums
x = torch.tensor([1.0, 2.0], requires_grad=True)
(x.repeat(2) * torch.arange(4.0)).sum().backward()
x.repeat(2, 2), torch.tile(x, (2,)), x.repeat_interleave(2), x.grad
# %% cat_stack: cat, stack and their gradients
x = torch.tensor([1.0, 2.0], requires_grad=True)
y = torch.tensor([3.0], requires_grad=True)
z = torch.cat([x, y, x])
(z * torch.arange(5.0)).sum().backward()
(
    z,
    x.grad,
    y.grad,
    torch.stack([x, x], dim=1),
    torch.cat((torch.ones(1, 2), torch.zeros(1, 2)), dim=0),
    torch.hstack([x, y]),
    torch.vstack([x, x]).shape,
    torch.concat([y, y]),
)
# %% cat_mismatch: cat of shapes that do not fit
torch.cat([torch.ones(2, 2), torch.ones(2, 3)], dim=0)
# %% split_chunk: split, chunk, unbind
t = torch.arange(5)
t.split(2), torch.split(t, [1, 4]), t.chunk(2), torch.tensor([[1, 2], [3, 4]]).unbind(1)
# %% split_gradient: gradient through split
x = torch.arange(4.0, requires_grad=True)
a, b = x.split(2)
(a * b).sum().backward()
x.grad
# %% flip_roll: flip, roll, rot90
t = torch.arange(4).reshape(2, 2)
t.flip(0), torch.flip(t, [0, 1]), torch.roll(torch.arange(4), 1), torch.fliplr(t), t.rot90()
# %% pad: F.pad
(
    torch.nn.functional.pad(torch.ones(1, 2), (1, 0)),
    torch.nn.functional.pad(torch.ones(1, 1), (1, 1, 1, 1), value=2.0),
)
# %% matmul_ranks: matmul of every rank
v, m, b = torch.arange(3.0), torch.ones(3, 3), torch.ones(2, 3, 3)
(
    torch.matmul(v, v),
    m @ v,
    v @ m,
    (b @ m).shape,
    (b @ v).shape,
    torch.mm(m, m),
    torch.mv(m, v),
    torch.dot(v, v),
    torch.bmm(b, b).shape,
    v.dot(v),
    m.mm(m),
    m.matmul(v),
    torch.outer(v, v),
    torch.ger(v, v).shape,
    torch.inner(v, v),
)
# %% matmul_mismatch: inner sizes that differ
torch.ones(2, 3) @ torch.ones(2, 3)
# %% mm_needs_matrices: mm of a vector is an error
torch.mm(torch.ones(3), torch.ones(3, 3))
# %% dot_needs_vectors: dot of matrices is an error
torch.dot(torch.ones(2, 2), torch.ones(2, 2))
# %% matmul_gradient: gradients of matmul
a = torch.arange(6.0).reshape(2, 3).requires_grad_()
b = torch.ones(3, 2, requires_grad=True)
(a @ b).pow(2).sum().backward()
a.grad, b.grad
# %% matvec_gradient: gradients of matrix times vector
a = torch.arange(6.0).reshape(2, 3).requires_grad_()
v = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
(a @ v).sum().backward()
a.grad, v.grad
# %% batched_gradient: gradient of a batch times a matrix sums over the batch
a = torch.ones(2, 2, 3, requires_grad=True)
b = torch.ones(3, 2, requires_grad=True)
(a @ b).sum().backward()
a.grad.shape, b.grad
# %% addmm: addmm and baddbmm forms
i, m = torch.eye(2), torch.ones(2, 2)
(
    torch.addmm(i, m, m),
    torch.addmm(i, m, m, beta=0.5, alpha=2),
    i.addmv(m, torch.ones(2)) if False else torch.addmv(torch.ones(2), m, torch.ones(2)),
)
# %% einsum: einsum and its gradient
a = torch.arange(6.0).reshape(2, 3).requires_grad_()
b = torch.arange(3.0).requires_grad_()
torch.einsum("ij,j->i", a, b).sum().backward()
torch.einsum("ij->ji", a).shape, torch.einsum("ij,kj->ik", a, a), a.grad, b.grad
# %% tensordot_kron: tensordot and kron
(
    torch.tensordot(torch.ones(2, 3), torch.ones(3, 2), dims=1),
    torch.kron(torch.eye(2), torch.ones(1, 2)),
)
# %% permute_gradient: gradient through permute and reshape
x = torch.arange(6.0).reshape(1, 2, 3).requires_grad_()
(x.permute(2, 0, 1).reshape(3, 2) * torch.arange(6.0).reshape(3, 2)).sum().backward()
x.grad
# %% unfold_select_narrow: narrow, select, index_select
t = torch.arange(6).reshape(2, 3)
(
    t.narrow(1, 0, 2),
    t.select(0, 1),
    torch.index_select(t, 1, torch.tensor([2, 0])),
    torch.take(t, torch.tensor([0, 5])),
)
# %% unsqueeze_bad_dim: a dim out of range is an IndexError
torch.ones(2).unsqueeze(3)
# %% resize_like_size: shape arithmetic
s = torch.zeros(2, 3).size()
s + (4,), torch.Size([2]) + torch.Size([3]), s.numel(), torch.zeros(s).shape
# %% atleast: atleast_1d, atleast_2d
(
    torch.atleast_1d(torch.tensor(1.0)).shape,
    torch.atleast_2d(torch.ones(3)).shape,
    torch.squeeze(torch.zeros(1, 2), 0).shape,
)
