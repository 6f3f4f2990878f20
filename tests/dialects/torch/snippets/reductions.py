import torch

# %% sum_dims: sum over all, one, several dims
t = torch.arange(6.0).reshape(2, 3)
(
    t.sum(),
    t.sum(0),
    t.sum(dim=1),
    t.sum(1, keepdim=True),
    t.sum((0, 1)),
    t.sum(-1),
    torch.sum(t, dim=[0, 1], keepdim=True),
    t.sum(axis=0),
)
# %% mean_dims: mean over dims
t = torch.arange(6.0).reshape(2, 3)
t.mean(), t.mean(0), t.mean(dim=1, keepdim=True), torch.mean(t, (0, 1))
# %% prod: prod and its gradient with a zero
x = torch.tensor([2.0, 0.0, 3.0], requires_grad=True)
x.prod().backward()
torch.tensor([[1.0, 2.0], [3.0, 4.0]]).prod(1), x.grad
# %% max_full: max of all, gradient splits on ties
x = torch.tensor([1.0, 3.0, 3.0], requires_grad=True)
x.max().backward()
x.max(), x.grad
# %% max_dim: max(dim) is a pair (values, indices)
t = torch.tensor([[1.0, 5.0, 2.0], [7.0, 0.0, 7.0]])
m = t.max(dim=1)
m.values, m.indices, t.max(1)[0], torch.max(t, 0).indices, t.max(1, keepdim=True).values
# %% min_dim: min(dim)
v, i = torch.tensor([[1.0, 5.0], [7.0, 0.0]]).min(dim=0)
v, i
# %% max_dim_gradient: gradient of max(dim) goes to the chosen one
x = torch.tensor([[1.0, 5.0, 2.0], [7.0, 0.0, 3.0]], requires_grad=True)
x.max(1).values.sum().backward()
x.grad
# %% amax_amin: amax and amin, gradient splits
x = torch.tensor([[1.0, 5.0, 5.0]], requires_grad=True)
x.amax(1).sum().backward()
x.amax(), x.amin(dim=1), x.grad
# %% argmax_argmin: argmax, argmin
t = torch.tensor([[1.0, 5.0, 2.0], [7.0, 0.0, 3.0]])
t.argmax(), t.argmax(1), t.argmin(dim=0), t.argmax(1, keepdim=True), torch.argmin(t)
# %% std_var: ddof 1 by default
t = torch.tensor([[1.0, 2.0, 4.0], [0.0, 0.0, 6.0]])
(
    t.std(),
    t.var(),
    t.std(1),
    t.var(dim=0),
    t.var(unbiased=False),
    torch.std(t, dim=1, correction=0),
    torch.var(t, 1, keepdim=True),
)
# %% std_gradient: gradient of std and var
x = torch.tensor([1.0, 2.0, 4.0], dtype=torch.float64, requires_grad=True)
(x.std() + x.var()).backward()
x.grad
# %% var_mean: var_mean and std_mean
t = torch.tensor([1.0, 2.0, 4.0])
torch.var_mean(t), torch.std_mean(t)
# %% norm: norms
t = torch.tensor([[3.0, 4.0], [0.0, 0.0]])
(
    t.norm(),
    torch.norm(t, dim=1),
    torch.norm(t, p=1),
    torch.linalg.norm(t),
    torch.linalg.vector_norm(t, ord=float("inf")),
    t.norm(2, dim=0),
)
# %% norm_gradient: gradient of the norm
x = torch.tensor([3.0, 4.0], requires_grad=True)
x.norm().backward()
x.grad
# %% any_all: any and all
t = torch.tensor([[True, False], [True, True]])
t.any(), t.all(), t.all(1), t.any(dim=0), torch.all(t), torch.tensor([0.0, 1.0]).any()
# %% cumsum_cumprod: cumulative sums and products
x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
(x.cumsum(0) * torch.tensor([1.0, 10.0, 100.0])).sum().backward()
x.cumsum(0), torch.cumprod(torch.tensor([1.0, 2.0, 3.0]), dim=0), x.grad
# %% logsumexp: gradient of logsumexp is softmax
x = torch.tensor([0.0, 1.0], requires_grad=True)
torch.logsumexp(x, 0).backward()
x.grad
# %% median_sort: median, sort, argsort, topk
t = torch.tensor([3.0, 1.0, 2.0, 5.0])
s = t.sort()
(
    t.median(),
    s.values,
    s.indices,
    torch.sort(t, descending=True)[0],
    t.argsort(),
    t.topk(2).values,
    torch.topk(t, 2, largest=False).indices,
)
# %% sort_gradient: gradient follows the permutation
x = torch.tensor([3.0, 1.0, 2.0], requires_grad=True)
(x.sort().values * torch.tensor([1.0, 10.0, 100.0])).sum().backward()
x.grad
# %% unique_bincount: unique, bincount, count_nonzero, nonzero
t = torch.tensor([1, 3, 1, 2])
torch.unique(t), torch.bincount(t), torch.count_nonzero(t), torch.nonzero(t == 1), (t == 1).sum()
# %% unique_inverse: unique with inverse and counts
torch.unique(torch.tensor([2, 1, 2]), return_inverse=True, return_counts=True)
# %% sum_gradient: gradient of sum and mean over dims
x = torch.ones(2, 3, requires_grad=True)
(x.sum(1) * torch.tensor([1.0, 2.0])).sum().backward()
a = x.grad.clone()
x.grad = None
(x.mean(0, keepdim=True) * torch.tensor([[1.0, 2.0, 3.0]])).sum().backward()
a, x.grad
# %% sum_bad_dim: a dim that is not there is an IndexError
torch.ones(2, 3).sum(2)
# %% max_of_empty: max of an empty tensor is an error
torch.tensor([]).max()
# %% sum_of_empty: sum of an empty tensor is 0
torch.tensor([]).sum(), torch.tensor([]).prod(), torch.tensor([]).mean().isnan()
# %% dist_and_cosine: dist, cosine_similarity, pairwise distances
a, b = torch.tensor([[1.0, 0.0]]), torch.tensor([[1.0, 1.0]])
torch.dist(a, b), torch.nn.functional.cosine_similarity(a, b), torch.cdist(a, b)
# %% trace_det: trace, det, inverse
m = torch.tensor([[2.0, 1.0], [1.0, 3.0]])
(
    m.trace(),
    torch.det(m),
    torch.linalg.det(m),
    torch.linalg.inv(m),
    torch.inverse(m),
    torch.linalg.solve(m, torch.tensor([1.0, 2.0])),
)
# %% histc_quantile: quantile
torch.quantile(torch.tensor([1.0, 2.0, 3.0, 4.0]), 0.5)
