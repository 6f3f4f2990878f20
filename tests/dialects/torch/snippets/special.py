import torch

t = torch.tensor([1.0, 4.0, 9.0])
m = torch.tensor([[1.0, 2.0], [3.0, 4.0]])

# %% constants: pi, e, inf, nan, newaxis
torch.pi, torch.e, torch.inf, torch.nan != torch.nan, t[torch.newaxis].shape
# %% diff_trapezoid: differences and integrals
torch.diff(t), t.diff(n=2), torch.trapezoid(t), torch.trapezoid(t, dx=0.5), torch.trapezoid(t, torch.tensor([0.0, 1.0, 3.0]))
# %% logit_gradient: logit and its gradient
x = torch.tensor([0.25, 0.5], requires_grad=True)
y = torch.logit(x)
y.sum().backward()
y.detach(), x.grad
# %% nan_reductions: nansum and nanmean
n = torch.tensor([1.0, float("nan"), 3.0])
torch.nansum(n), n.nanmean()
# %% cross_vdot: cross products and vdot
a, b = torch.tensor([1.0, 0.0, 0.0]), torch.tensor([0.0, 1.0, 0.0])
torch.cross(a, b, dim=0), torch.vdot(a, a), torch.linalg.cross(a, b)
# %% matrix_powers: matrix_power, cov, addr, baddbmm
torch.matrix_power(m, 3), torch.linalg.matrix_power(m, 2), torch.cov(m), torch.addr(m, t[:2], t[1:]), torch.baddbmm(m[None], m[None], m[None])
# %% sets_and_bins: isin, searchsorted, bucketize, histc
torch.isin(t, torch.tensor([4.0])), torch.searchsorted(t, torch.tensor([4.0, 5.0])), torch.bucketize(torch.tensor([4.0]), t, right=True), torch.histc(t, 4, 0, 8)
# %% triangles: tril_indices, triu_indices, block_diag
torch.tril_indices(2, 3), torch.triu_indices(2, 2, 1), torch.block_diag(m, torch.ones(1, 1))
# %% stacks: column_stack, dstack, atleast_3d, tensor_split
torch.column_stack([t, t]), torch.dstack([t, t]).shape, torch.atleast_3d(m).shape, torch.tensor_split(t, 2), torch.moveaxis(torch.zeros(2, 3), 0, 1).shape
# %% float_power_heaviside: float_power and heaviside
torch.float_power(t, 2), torch.heaviside(torch.tensor([-1.0, 0.0, 2.0]), torch.tensor(0.5))
# %% pooling_1d: one-dimensional pooling and convolution modules
x = torch.arange(6.0).reshape(1, 1, 6)
c = torch.nn.Conv1d(1, 1, 2, bias=False)
with torch.no_grad():
    c.weight.copy_(torch.tensor([[[1.0, -1.0]]]))
torch.nn.MaxPool1d(2)(x), torch.nn.AvgPool1d(3)(x), c(x).detach(), repr(c), repr(torch.nn.MaxPool1d(2))
# %% group_norm: GroupNorm over groups of channels
x = torch.arange(8.0).reshape(1, 4, 2)
torch.nn.GroupNorm(2, 4)(x).detach(), repr(torch.nn.GroupNorm(2, 4))
# %% inplace_functionals: relu_ and leaky_relu_
x = torch.tensor([-1.0, 2.0])
torch.nn.functional.leaky_relu_(x)
x, torch.relu_(torch.tensor([-1.0])), torch.nn.functional.elu_(torch.tensor([-1.0]))
# %% qr_eigh: decompositions without gradient
_q, _r = torch.linalg.qr(m)
w, _v = torch.linalg.eigh(m @ m.T)
torch.allclose(_q @ _r, m, atol=1e-5), w, torch.linalg.matrix_rank(m), torch.linalg.svdvals(m)
