import torch

# %% inplace_methods: methods ending in _ return the same object
t = torch.tensor([1.0, 2.0])
t.add_(1) is t, t.sub_(1), t.mul_(2), t.div_(4), t.pow_(2), t.neg_(), t.abs_(), t.sqrt_(), t.exp_(), t.zero_(), t.fill_(3), t.clamp_(0, 1)
# %% inplace_alpha: add_ with alpha, addcmul_, addcdiv_, lerp_
t = torch.ones(2)
t.add_(torch.tensor([1.0, 2.0]), alpha=0.5)
t.addcmul_(torch.ones(2), torch.ones(2), value=2)
t.addcdiv_(torch.ones(2), torch.tensor([2.0, 4.0]), value=1)
t.lerp_(torch.zeros(2), 0.5)
t
# %% inplace_unary: sigmoid_, tanh_, relu_, round_, floor_, reciprocal_
[torch.tensor([0.5, 2.0]).sigmoid_(), torch.tensor([0.5]).tanh_(), torch.tensor([-0.5]).relu_(), torch.tensor([1.6]).round_(), torch.tensor([1.6]).floor_(), torch.tensor([4.0]).reciprocal_()]
# %% augmented_keeps_identity: += keeps the object
t = torch.ones(2)
s = t
t += 1
t *= 3
t -= 1
t /= 5
s is t, s
# %% version_counts: _version counts writes
t = torch.ones(2)
a = t._version
t.add_(1)
t[0] = 5
t += 1
a, t._version
# %% inplace_of_intermediate: in place on a non-leaf changes its grad_fn
x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 2
y.add_(1)
y.mul_(3)
y.sum().backward()
type(y.grad_fn).__name__, y, x.grad
# %% inplace_of_constant_joins_graph: a constant that gets a grad value joins the graph
x = torch.tensor([1.0, 2.0], requires_grad=True)
t = torch.zeros(2)
t += x * x
t.sum().backward()
t.requires_grad, type(t.grad_fn).__name__, x.grad
# %% leaf_inplace: in place on a leaf is a RuntimeError
x = torch.tensor([1.0], requires_grad=True)
x.add_(1)
# %% leaf_augmented: += on a leaf is a RuntimeError
x = torch.tensor([1.0], requires_grad=True)
x += 1
# %% leaf_inplace_no_grad: under no_grad a leaf may be changed and stays a leaf
x = torch.tensor([1.0, 2.0], requires_grad=True)
with torch.no_grad():
    x -= 0.5
    x.mul_(2)
x, x.is_leaf, x.requires_grad
# %% saved_input_modified: x*x saves x
x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 2
z = y * y
y += 1
z.sum().backward()
# %% saved_output_modified: exp saves its output
x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x.exp()
y += 1
y.sum().backward()
# %% not_saved_is_fine: add saves nothing
x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 2
y += 1
z = y + 1
y *= 2
(z.sum() + y.sum()).backward()
x.grad
# %% sigmoid_inplace_fine: in place of an op that saves its output only
x = torch.tensor([0.5], requires_grad=True)
y = (x * 2).sigmoid_()
y.backward()
x.grad
# %% mul_inplace_by_itself: y.mul_(y)
x = torch.tensor([3.0], requires_grad=True)
y = x * 1
z = y.mul_(2)
z.backward()
x.grad, z is y
# %% inplace_relu: F.relu(inplace=True)
x = torch.tensor([-1.0, 2.0], requires_grad=True)
y = torch.nn.functional.relu(x * 2, inplace=True)
y.sum().backward()
y, x.grad
# %% inplace_shape_grows: in place may not broadcast the target
t = torch.ones(2)
t += torch.ones(3, 2)
# %% copy_passes_gradient: copy_ passes the gradient to the source
x = torch.tensor([1.0, 2.0], requires_grad=True)
t = torch.zeros(2)
t.copy_(x * 3)
t.sum().backward()
x.grad, type(t.grad_fn).__name__
# %% fill_zero_cut_gradient: zero_ on a non-leaf cuts it
x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 2
y.zero_()
(y.sum() + x.sum()).backward()
x.grad
# %% requires_grad_inplace: requires_grad_ returns self
t = torch.ones(2)
t.requires_grad_() is t, t.requires_grad, t.requires_grad_(False).requires_grad
# %% detach_inplace: detach_ makes a leaf
x = torch.tensor([1.0], requires_grad=True)
y = x * 2
y.detach_()
y.requires_grad, y.is_leaf, y.grad_fn
# %% detach_shares: detach shares memory
x = torch.tensor([1.0, 2.0], requires_grad=True)
d = x.detach()
d[0] = 7.0
x, d.requires_grad
# %% data_shares: .data shares memory and has no graph
x = torch.tensor([1.0, 2.0], requires_grad=True)
x.data[0] = 7.0
x.data.mul_(2)
x, x.data.requires_grad
# %% set_data: x.data = t replaces the value
x = torch.tensor([1.0, 2.0], requires_grad=True)
x.data = torch.tensor([5.0, 6.0])
(x * x).sum().backward()
x, x.grad
# %% grad_zero: x.grad.zero_()
x = torch.tensor([1.0, 2.0], requires_grad=True)
(x * x).sum().backward()
g = x.grad
g.zero_()
x.grad is g, x.grad
# %% random_inplace [shapes]: normal_, uniform_ change the value in place
torch.manual_seed(0)
t = torch.zeros(1000)
a = t.uniform_(2, 3).min().item() >= 2 and t.max().item() < 3
t.normal_(5, 0.1)
a, 4.9 < t.mean().item() < 5.1, t.bernoulli_(1.0).sum(), torch.zeros(2).random_(1, 2)
# %% clamp_inplace_gradient: clamp_ in the graph
x = torch.tensor([-1.0, 0.5], requires_grad=True)
y = (x * 2).clamp_(0, 2)
y.sum().backward()
x.grad
# %% squeeze_inplace: unsqueeze_, squeeze_, t_
t = torch.ones(3)
t.unsqueeze_(0)
a = t.shape
t.squeeze_(0)
a, t.shape, torch.ones(2, 3).t_().shape
