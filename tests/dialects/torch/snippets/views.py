import torch

# %% views_share: view, reshape, slices, t, squeeze share memory
t = torch.zeros(4)
t.view(2, 2)[0, 1] = 1
t.reshape(2, 2)[1, 1] = 2
t[0:1].fill_(3)
t.view(2, 2).t()[0, 1] = 4
t
# %% data_ptr_of_views: a view has the same storage
t = torch.zeros(4)
t.view(2, 2).data_ptr() == t.data_ptr(), t.clone().data_ptr() == t.data_ptr(), t[1:].data_ptr() - t.data_ptr()
# %% is_view_base: _base is the base
t = torch.zeros(4)
v = t[1:]
v._base is t, v._is_view(), t._is_view()
# %% advanced_index_copies: an index tensor copies
t = torch.zeros(3)
t[torch.tensor([0])].fill_(5)
t[t == 0].fill_(5)
t
# %% write_to_view_of_intermediate: a write through a view reaches the base and its gradient
x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
y = x * 2
v = y[1:]
v.mul_(10)
y.sum().backward()
y, x.grad
# %% view_grad_fn_after_write: the view and base both get new grad_fns
x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
y = x * 2
v = y[1:]
a = type(v.grad_fn).__name__
v.mul_(10)
a, type(y.grad_fn).__name__, type(v.grad_fn).__name__
# %% write_to_base_seen_by_view: a write to the base is seen by the view, gradient too
x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
y = x * 2
v = y[1:]
y.mul_(10)
v.sum().backward()
v, x.grad
# %% write_to_view_of_view: two steps of views
x = torch.arange(4.0, requires_grad=True)
y = x * 1
y.view(2, 2)[1].mul_(5)
y.sum().backward()
y, x.grad
# %% view_of_leaf_write: writing to a view of a leaf is a RuntimeError
x = torch.tensor([1.0, 2.0], requires_grad=True)
x[:1].add_(1)
# %% view_version_shared: a view shares the version counter
t = torch.zeros(3)
v = t[1:]
v.add_(1)
t._version, v._version, t.detach()._version
# %% detach_write_is_caught: writing through detach is caught at backward
x = torch.tensor([1.0, 2.0], requires_grad=True)
y = (x * x).sum()
x.detach().mul_(7)
y.backward()
# %% data_write_is_silent: writing through .data is not caught
x = torch.tensor([1.0, 2.0], requires_grad=True)
y = (x * x).sum()
x.data.mul_(7)
y.backward()
x.grad
# %% no_grad_write_is_caught: a write under no_grad is caught at backward
x = torch.tensor([1.0, 2.0], requires_grad=True)
y = (x * x).sum()
with torch.no_grad():
    x.mul_(2)
y.backward()
# %% view_made_in_no_grad_written: view in no_grad of a non-leaf written in grad mode
x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 2
with torch.no_grad():
    _v = y[:1]
_v.mul_(2)
# %% unbind_view_write: writing to one output of unbind is an error
x = torch.ones(2, 2, requires_grad=True)
a, b = (x * 1).unbind(0)
a.mul_(2)
# %% expanded_write: writing to an expanded tensor is an error
torch.ones(1).expand(3).add_(1)
# %% saved_through_view: a write through a view is caught when the base was saved
x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 1
z = (y * y).sum()
y[0] = 5.0
z.backward()
# %% setitem_slice_gradient: a slice assignment replaces its part of the gradient
x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
v = torch.tensor([4.0, 5.0], requires_grad=True)
y = x * x
y[:2] = v * 3
(y * y).sum().backward()
y, x.grad, v.grad
# %% diagonal_view: fill the diagonal
t = torch.zeros(2, 2)
t.diagonal().fill_(3)
t.fill_diagonal_(4)
t
# %% chunk_write_plain: chunks of a plain tensor are views
t = torch.zeros(4)
a, b = t.chunk(2)
b += 1
t
# %% transposed_inplace_gradient: writing into a transposed view
x = torch.arange(4.0).reshape(2, 2).requires_grad_()
y = x * 1
y.t()[0] *= 10
y.sum().backward()
y, x.grad
# %% loop_of_writes: filling a tensor row by row in a loop
w = torch.tensor(2.0, requires_grad=True)
out = torch.zeros(4)
out[0] = w
for i in range(1, 4):
    out[i] = out[i - 1].clone() * w
out[3].backward()
out, w.grad
