import os
import tempfile

import torch
from torch import nn

path = os.path.join(tempfile.mkdtemp(), "t.pt")

# %% save_tensor: a tensor comes back
torch.save(torch.tensor([1.0, 2.0]), path)
torch.load(path)
# %% save_dict: a dict of tensors and numbers comes back
torch.save({"a": torch.tensor([1, 2]), "epoch": 3, "name": "x", "none": None, "list": [1.5, torch.ones(1)]}, path)
torch.load(path)
# %% save_state_dict: weights go and come back
a = nn.Linear(2, 1)
torch.save(a.state_dict(), path)
b = nn.Linear(2, 1)
b.load_state_dict(torch.load(path, weights_only=True))
bool(torch.equal(a.weight, b.weight)), b.weight.requires_grad
# %% save_checkpoint: model and optimizer together
m = nn.Linear(1, 1)
o = torch.optim.Adam(m.parameters())
m(torch.ones(1, 1)).sum().backward()
o.step()
torch.save({"model": m.state_dict(), "optim": o.state_dict(), "epoch": 5}, path)
_c = torch.load(path)
n = nn.Linear(1, 1)
n.load_state_dict(_c["model"])
p = torch.optim.Adam(n.parameters())
p.load_state_dict(_c["optim"])
_c["epoch"], bool(torch.equal(m.weight, n.weight)), sorted(_c["optim"])
# %% save_to_buffer: a file object will do
import io

f = io.BytesIO()
torch.save(torch.arange(3), f)
f.seek(0)
torch.load(f)
# %% saved_requires_grad: requires_grad is kept
torch.save(torch.ones(2, requires_grad=True), path)
torch.load(path).requires_grad
# %% save_many_dtypes: dtypes and shapes are kept
torch.save([torch.tensor(True), torch.zeros(2, 0), torch.tensor(3), torch.ones(1, dtype=torch.float64)], path)
torch.load(path)
# %% load_missing: a missing file is a FileNotFoundError
torch.load(path + ".not_there")
