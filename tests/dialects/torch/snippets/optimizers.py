import torch
from torch import nn, optim


def run(make, steps=3, start=(1.0, -2.0)):
    w = nn.Parameter(torch.tensor(start))
    opt = make([w])
    out = []
    for _ in range(steps):
        opt.zero_grad()
        loss = (w**2 * torch.tensor([1.0, 0.5])).sum() + (w[0] * w[1]) * 0.1
        loss.backward()
        opt.step()
        out.append(w.detach().clone())
    return torch.stack(out)


# %% sgd: plain SGD
run(lambda p: optim.SGD(p, lr=0.1))
# %% sgd_default_lr: the default rate is 1e-3
run(lambda p: optim.SGD(p), 1)
# %% sgd_momentum: momentum, dampening, Nesterov
run(lambda p: optim.SGD(p, lr=0.1, momentum=0.9)), run(lambda p: optim.SGD(p, lr=0.1, momentum=0.9, nesterov=True)), run(lambda p: optim.SGD(p, lr=0.1, momentum=0.9, dampening=0.5))
# %% sgd_weight_decay: weight_decay and maximize
run(lambda p: optim.SGD(p, lr=0.1, weight_decay=0.1)), run(lambda p: optim.SGD(p, lr=0.1, maximize=True))
# %% adam: Adam
run(lambda p: optim.Adam(p, lr=0.1)), run(lambda p: optim.Adam(p)), run(lambda p: optim.Adam(p, lr=0.1, weight_decay=0.1))
# %% adam_amsgrad: Adam with amsgrad and betas
run(lambda p: optim.Adam(p, lr=0.1, betas=(0.8, 0.9), amsgrad=True), 5)
# %% adamw: AdamW decouples the decay
run(lambda p: optim.AdamW(p, lr=0.1)), run(lambda p: optim.AdamW(p, lr=0.1, weight_decay=0.5))
# %% rmsprop: RMSprop
run(lambda p: optim.RMSprop(p, lr=0.1)), run(lambda p: optim.RMSprop(p, lr=0.1, momentum=0.9)), run(lambda p: optim.RMSprop(p, lr=0.1, centered=True))
# %% adagrad: Adagrad
run(lambda p: optim.Adagrad(p, lr=0.1)), run(lambda p: optim.Adagrad(p, lr=0.1, lr_decay=0.1))
# %% adadelta_adamax: Adadelta, Adamax, NAdam
run(lambda p: optim.Adadelta(p)), run(lambda p: optim.Adamax(p, lr=0.1)), run(lambda p: optim.NAdam(p, lr=0.1))
# %% adam_first_step: lr 0.1 on x = 1 is 0.9
x = nn.Parameter(torch.tensor(1.0))
o = optim.Adam([x], lr=0.1)
(x**2).backward()
o.step()
x
# %% lr_change_mid_run: changing lr in the middle
w = nn.Parameter(torch.tensor(1.0))
o = optim.SGD([w], lr=0.1, momentum=0.9)
for lr in (0.1, 0.01):
    o.param_groups[0]["lr"] = lr
    o.zero_grad()
    (w * w).backward()
    o.step()
w
# %% param_groups: groups with their own options
a, b = nn.Parameter(torch.ones(1)), nn.Parameter(torch.ones(1))
o = optim.SGD([{"params": [a]}, {"params": [b], "lr": 1.0}], lr=0.1)
(a * 2 + b * 2).sum().backward()
o.step()
a, b, [g["lr"] for g in o.param_groups]
# %% add_param_group: adding a group later
a, b = nn.Parameter(torch.ones(1)), nn.Parameter(torch.ones(1))
o = optim.SGD([a], lr=0.1)
o.add_param_group({"params": [b], "lr": 0.5})
(a + b).sum().backward()
o.step()
a, b, len(o.param_groups)
# %% zero_grad_none: zero_grad sets None, set_to_none=False zeros
w = nn.Parameter(torch.ones(1))
o = optim.SGD([w], lr=0.1)
(w * 2).sum().backward()
o.zero_grad()
a = w.grad
(w * 2).sum().backward()
o.zero_grad(set_to_none=False)
a, w.grad
# %% skips_none: a parameter without gradient is skipped
a, b = nn.Parameter(torch.ones(1)), nn.Parameter(torch.ones(1))
o = optim.Adam([a, b], lr=0.1)
(a * 2).sum().backward()
o.step()
b, len(o.state)
# %% step_closure: step(closure) returns the loss
w = nn.Parameter(torch.tensor(1.0))
o = optim.SGD([w], lr=0.1)


def closure():
    o.zero_grad()
    loss = w * w
    loss.backward()
    return loss


r = o.step(closure)
r.item(), w
# %% empty_list: no parameters is a ValueError
optim.SGD([], lr=0.1)
# %% negative_lr: a negative rate is a ValueError
optim.SGD([nn.Parameter(torch.ones(1))], lr=-1.0)
# %% nesterov_needs_momentum: Nesterov without momentum is a ValueError
optim.SGD([nn.Parameter(torch.ones(1))], lr=0.1, nesterov=True)
# %% non_leaf: a non-leaf is a ValueError
w = torch.ones(1, requires_grad=True)
optim.SGD([w * 2], lr=0.1)
# %% bare_tensor: a bare tensor instead of a list is a TypeError
optim.SGD(torch.ones(1, requires_grad=True), lr=0.1)
# %% not_a_tensor: numbers are a TypeError
optim.SGD([1.0], lr=0.1)
# %% optimizer_repr: printing an optimizer
print(str(optim.SGD([nn.Parameter(torch.ones(1))], lr=0.1)).splitlines()[0])
type(optim.SGD([nn.Parameter(torch.ones(1))], lr=0.1).param_groups[0]["params"]).__name__
# %% state_dict_of_optimizer: saving and loading the state
w = nn.Parameter(torch.ones(1))
o = optim.Adam([w], lr=0.1)
(w * w).sum().backward()
o.step()
_s = o.state_dict()
v = nn.Parameter(torch.ones(1))
p = optim.Adam([v], lr=0.5)
p.load_state_dict(_s)
sorted(_s), _s["param_groups"][0]["params"], sorted(_s["state"][0]), p.param_groups[0]["lr"], _s["state"][0]["exp_avg"]
# %% training_loop: a small regression
x = torch.linspace(-1, 1, 8).unsqueeze(1)
y = 2 * x + 1
net = nn.Linear(1, 1)
with torch.no_grad():
    net.weight.fill_(0.0)
    net.bias.fill_(0.0)
o = optim.SGD(net.parameters(), lr=0.3)
losses = []
for _ in range(5):
    o.zero_grad()
    loss = nn.functional.mse_loss(net(x), y)
    loss.backward()
    o.step()
    losses.append(loss.item())
losses, net.weight, net.bias
# %% xor_training: XOR with fixed weights
X = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
Y = torch.tensor([[0.0], [1.0], [1.0], [0.0]])
net = nn.Sequential(nn.Linear(2, 3), nn.Tanh(), nn.Linear(3, 1))
with torch.no_grad():
    for i, p in enumerate(net.parameters()):
        p.copy_(torch.sin(torch.arange(p.numel(), dtype=torch.float32) + i).reshape(p.shape))
o = optim.Adam(net.parameters(), lr=0.1)
for _ in range(30):
    o.zero_grad()
    loss = nn.BCEWithLogitsLoss()(net(X), Y)
    loss.backward()
    o.step()
round(loss.item(), 3)
