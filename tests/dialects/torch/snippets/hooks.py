import torch

# %% tensor_hook_sees: a tensor hook sees the gradient
x = torch.tensor(2.0, requires_grad=True)
seen = []
x.register_hook(lambda g: seen.append(g.item()))
(x * x).backward()
seen, x.grad
# %% tensor_hook_replaces: what a hook returns replaces the gradient
x = torch.tensor(2.0, requires_grad=True)
x.register_hook(lambda g: g * 10)
(x * x).backward()
x.grad
# %% hooks_compose: hooks run in the order of registration
x = torch.tensor(1.0, requires_grad=True)
x.register_hook(lambda g: g + 1)
x.register_hook(lambda g: g * 3)
(x * 2).backward()
x.grad
# %% hook_on_intermediate: a hook on an intermediate changes what flows on
x = torch.tensor(2.0, requires_grad=True)
y = x * 3
y.register_hook(lambda g: g * 0.5)
(y * y).backward()
x.grad
# %% hook_remove: a handle removes it
x = torch.tensor(2.0, requires_grad=True)
h = x.register_hook(lambda g: g * 100)
h.remove()
(x * x).backward()
x.grad
# %% hook_with_accumulation: the hook runs before accumulation
x = torch.tensor(1.0, requires_grad=True)
seen = []
x.register_hook(lambda g: seen.append(float(g)))
(x * 2).backward()
(x * 3).backward()
seen, x.grad
# %% hook_once_per_backward: two uses, one call with the total
x = torch.tensor(3.0, requires_grad=True)
seen = []
x.register_hook(lambda g: seen.append(g.item()))
(x * x + x).backward()
seen
# %% hook_without_grad: a hook on a constant is a RuntimeError
torch.ones(1).register_hook(lambda g: g)
# %% hook_with_retain_grad: retained grad sees the hook's result
x = torch.tensor(2.0, requires_grad=True)
y = x * 3
y.register_hook(lambda g: g * 2)
y.retain_grad()
(y * 1).backward()
y.grad, x.grad
# %% hook_print_order: order of hooks in the walk
x = torch.tensor(2.0, requires_grad=True)
y = x * 2
z = y + 1
for n, t in (("x", x), ("y", y), ("z", z)):
    t.register_hook(lambda g, n=n: print(n, g.item()))
(z * z).backward()
# %% post_accumulate_hook: sees .grad
x = torch.tensor(2.0, requires_grad=True)
seen = []
x.register_post_accumulate_grad_hook(lambda t: seen.append((t is x, t.grad.item())))
(x * x).backward()
(x * x).backward()
seen
# %% node_hook: a node hook gets grad_inputs and grad_outputs
x = torch.tensor(2.0, requires_grad=True)
y = x * 3
seen = []
y.grad_fn.register_hook(lambda gi, go: seen.append((gi, go)))
(y * y).backward()
seen
# %% node_prehook: a node pre-hook may replace grad_outputs
x = torch.tensor(2.0, requires_grad=True)
y = x * 3
y.grad_fn.register_prehook(lambda go: (go[0] * 10,))
y.backward()
x.grad
# %% hook_in_autograd_grad: autograd.grad runs hooks too
x = torch.tensor(2.0, requires_grad=True)
y = x * 3
y.register_hook(lambda g: g + 1)
torch.autograd.grad(y * 1, [x])
# %% forward_hook: a module's forward hook
m = torch.nn.Linear(2, 1, bias=False)
seen = []
h = m.register_forward_hook(lambda mod, args, out: seen.append((args[0].shape, out.shape)))
m(torch.ones(3, 2))
h.remove()
m(torch.ones(3, 2))
seen
# %% forward_hook_replaces: a forward hook may replace the output
m = torch.nn.Identity()
m.register_forward_hook(lambda mod, args, out: out * 2)
m(torch.tensor([1.0]))
# %% forward_pre_hook: a pre hook may replace the input
m = torch.nn.Identity()
m.register_forward_pre_hook(lambda mod, args: (args[0] + 1,))
m(torch.tensor([1.0]))
# %% full_backward_hook: a module's backward hook
m = torch.nn.Linear(2, 1, bias=False)
with torch.no_grad():
    m.weight.copy_(torch.tensor([[2.0, 3.0]]))
seen = []
m.register_full_backward_hook(lambda mod, gi, go: seen.append((gi, go)))
x = torch.ones(1, 2, requires_grad=True)
m(x).sum().backward()
seen
# %% clip_by_hook: clipping a gradient by a hook
x = torch.tensor([10.0, -10.0], requires_grad=True)
x.register_hook(lambda g: g.clamp(-1, 1))
(x * x).sum().backward()
x.grad
