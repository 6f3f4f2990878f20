import torch
from torch import nn
from torch.nn import init

# %% constants: zeros_, ones_, constant_, eye_
w = torch.empty(2, 2)
init.zeros_(w).clone(), init.ones_(w).clone(), init.constant_(w, 0.3).clone(), init.eye_(w).clone(), init.zeros_(w) is w
# %% uniform_normal [shapes]: uniform_ and normal_ statistics
torch.manual_seed(0)
w = torch.empty(100, 100)
init.uniform_(w, -2, 2)
a = w.abs().max().item() <= 2 and abs(w.mean().item()) < 0.1
init.normal_(w, 1.0, 0.5)
a, abs(w.mean().item() - 1) < 0.05, abs(w.std().item() - 0.5) < 0.05
# %% xavier [shapes]: xavier bounds
torch.manual_seed(0)
w = init.xavier_uniform_(torch.empty(30, 70))
n = init.xavier_normal_(torch.empty(100, 100), gain=2.0)
w.abs().max().item() <= (6 / 100) ** 0.5, abs(n.std().item() - 2 * (2 / 200) ** 0.5) < 0.02
# %% kaiming [shapes]: kaiming bounds
torch.manual_seed(0)
w = init.kaiming_uniform_(torch.empty(30, 50), nonlinearity="relu")
n = init.kaiming_normal_(torch.empty(200, 100), mode="fan_out")
w.abs().max().item() <= (6 / 50) ** 0.5, abs(n.std().item() - (2 / 200) ** 0.5) < 0.01
# %% gains: calculate_gain
init.calculate_gain("relu"), init.calculate_gain("tanh"), init.calculate_gain("linear"), init.calculate_gain("leaky_relu", 0.2)
# %% keeps_leaf: initialising a parameter keeps it a leaf
p = nn.Parameter(torch.empty(2))
init.ones_(p)
p, p.is_leaf
# %% orthogonal [shapes]: rows are orthonormal
torch.manual_seed(0)
w = init.orthogonal_(torch.empty(3, 5))
torch.allclose(w @ w.T, torch.eye(3), atol=1e-5)
# %% truncated [shapes]: trunc_normal_ stays in bounds
torch.manual_seed(0)
w = init.trunc_normal_(torch.empty(1000), std=1.0, a=-1.0, b=1.0)
w.abs().max().item() <= 1.0
# %% xavier_needs_two_axes: a vector has no fans
init.xavier_uniform_(torch.empty(3))
# %% sparse_dirac [shapes]: fans of a convolution
torch.manual_seed(0)
w = init.xavier_uniform_(torch.empty(4, 3, 2, 2))
w.abs().max().item() <= (6 / (3 * 4 + 4 * 4)) ** 0.5
