import math

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

# %% hook_with_creategraph: Hook with create_graph
x = torch.tensor([2.0], requires_grad=True)
y = x ** 3
y.register_hook(lambda g: g * 2)
(g,) = torch.autograd.grad(y.sum(), x, create_graph=True)
(h,) = torch.autograd.grad(g.sum(), x)
_g = g; del g
h, _g.item()
# %% nested_inplace_on_views_of: Nested inplace on views of views
x = torch.arange(8.0).requires_grad_()
y = x * 2
a = y.view(2, 4)
b = a[0]
c = b[1:3]
c.mul_(10)
a.add_(1)
y.pow(2).sum().backward()
x.grad, y.detach(), c.detach()
# %% inplace_on_transpose_then_use: Inplace on transpose then use
x = torch.arange(6.0).reshape(2, 3).requires_grad_()
y = x.clone()
y.t().mul_(torch.tensor([1.0, 2.0]))
y.sum().backward()
x.grad
# %% indexput_setitem_with_broadcast_scalars: Index_put / setitem with broadcast scalars and tensors
x = torch.zeros(3, 3)
w = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
x[1] = w
x[:, 0] = w * 2
x[2, 2] = w[0]
(x ** 2).sum().backward()
x.detach(), w.grad
# %% list_index_assign: List index assign
x = torch.zeros(4)
x[[0, 2]] = torch.tensor([1.0, 2.0])
x[torch.tensor([True, False, False, True])] = 9.0
x
# %% masked_assign_with_gradient: Masked assign with gradient
x = torch.tensor([-1.0, 2.0, -3.0], requires_grad=True)
y = x * 1
y[y < 0] = 0
y.sum().backward()
x.grad, y
# %% augmented_with_slices: Augmented with slices
x = torch.arange(5.0, requires_grad=True)
y = x * 1
y[1:3] *= 3
y[0] += 10
y[-1] -= y[0]
y.sum().backward()
y, x.grad
# %% accumulate_through_loop_total_loss: Accumulate through loop, total += loss
w = torch.tensor(2.0, requires_grad=True)
total = 0
for i in range(3):
    total += w * i
total.backward()
total, w.grad
# %% total_tensor_inplace: Total tensor inplace
w = torch.tensor(2.0, requires_grad=True)
total = torch.zeros(())
for i in range(3):
    total += w ** 2
total.backward()
w.grad
# %% dtype_mix_in_loss: Dtype mix in loss
x = torch.tensor([1.0, 2.0], requires_grad=True)
y = np.array([1.0, 3.0])
loss = ((x - torch.from_numpy(y)) ** 2).mean()
loss.backward()
loss, x.grad
# %% min_max_pairs_unpack: Min max pairs unpack
t = torch.tensor([[1.0, 4.0], [3.0, 2.0]], requires_grad=True)
v, i = torch.max(t, dim=1)
v.sum().backward()
v, i, t.grad, torch.min(t.detach(), 0)
# %% functional_relu_on_0d: Functional relu on 0-d
x = torch.tensor(-1.0, requires_grad=True)
y = F.relu(x) + torch.sigmoid(x)
y.backward()
y, x.grad
# %% chain_of_0d_inplace: Chain of 0-d inplace
x = torch.tensor(3.0, requires_grad=True)
y = x * 2
y += 1
y *= y.detach()
y.backward()
y, x.grad
# %% detach_0d_share: Detach 0-d share
x = torch.tensor(3.0)
d = x.detach()
d.add_(1)
x, d
# %% data_0d_write: Data 0-d write
x = torch.tensor(3.0, requires_grad=True)
x.data.sub_(1)
x.data -= 0.5
x
# %% graddatazero_0d: Grad.data.zero_ 0-d
x = torch.tensor(3.0, requires_grad=True)
(x * x).backward()
x.grad.data.zero_()
x.grad
# %% view_of_0d: View of 0-d
x = torch.tensor(3.0)
v = x.view(1)
v[0] = 7.0
x, v
# %% select_write_through: Select write through
x = torch.zeros(3)
e = x[1]
e.fill_(5.0)
x, e
# %% iterate_and_modify_rows: Iterate and modify rows
x = torch.zeros(2, 2)
for i, row in enumerate(x):
    row.add_(i)
x
# %% requiresgrad_propagate_to_0d_index: Requires_grad propagate to 0-d index
x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
y = x[0] * x[1] + x[2]
y.backward()
x.grad
# %% swap_by_tuple: Swap by tuple
a, b = torch.tensor(1.0), torch.tensor(2.0)
a, b = b, a
a, b
# %% einsum_variants: Einsum variants
a = torch.arange(6.0).reshape(2, 3)
torch.einsum("ij->i", a), torch.einsum("ij,ij->", a, a).item(), torch.einsum("i,j->ij", a[0], a[1]).tolist(), torch.einsum("bij,bjk->bik", torch.ones(2, 2, 3), torch.ones(2, 3, 2)).shape, torch.einsum("ii->i", torch.eye(2))
# %% linear_bias_false_grads: Linear bias False grads
m = nn.Linear(2, 2, bias=False)
with torch.no_grad():
    m.weight.copy_(torch.eye(2))
m(torch.tensor([[1.0, 2.0]])).sum().backward()
m.weight.grad, m.bias
# %% int_index_list_negative: Int index list negative
x = torch.arange(10)
x[-3:], x[[-1, 0]], x[x % 2 == 0], x[2:8:3], x[torch.arange(3)]
# %% comparision_ops_chain: Comparision ops chain
x = torch.tensor([1.0, 2.0, 3.0])
(x > 1) & (x < 3), (x == 2) | (x == 3), ~(x > 2), (x > 1).sum(), (x > 1).any(), x[(x > 1) & (x < 3)]
# %% torchwhere_grads_both: Torch.where grads both
a = torch.tensor([1.0, 2.0], requires_grad=True)
b = torch.tensor([3.0, 4.0], requires_grad=True)
torch.where(torch.tensor([True, False]), a, b).sum().backward()
a.grad, b.grad
# %% sum_of_generators: Sum of generators
sum(p.sum() for p in [torch.ones(2), torch.ones(3)])
# %% stack_of_scalars_and_grad: Stack of scalars and grad
xs = [torch.tensor(float(i), requires_grad=True) for i in range(3)]
torch.stack(xs).pow(2).sum().backward()
[x.grad for x in xs]
# %% numpy_interop_functions: Numpy interop functions
t = torch.tensor([1.0, 4.0])
np.sqrt(t), np.asarray(t) + 1, np.mean(t.numpy()), float(np.sum(t.numpy()))
# %% tensor_in_fstring_formats: Tensor in f-string formats
x = torch.tensor(3.14159)
f"{x:.2f}", f"{x:8.3f}", "{:.1e}".format(x), "%.2f" % x, str(x)
# %% nnmodule_hierarchy_state: Nn.Module hierarchy state
class M(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(2, 2), nn.Linear(2, 1)])
        self.scale = nn.Parameter(torch.ones(1))
        self.register_buffer("k", torch.tensor([2.0]))
    def forward(self, x):
        for l in self.layers:
            x = torch.tanh(l(x))
        return x * self.scale * self.k
m = M()
names = [n for n, _ in m.named_parameters()], list(m.state_dict()), [n for n, _ in m.named_modules()]
names, str(m)
# %% optimizer_with_named_groups: Optimizer with named groups
m = nn.Sequential(nn.Linear(1, 1), nn.Linear(1, 1))
o = torch.optim.SGD([{"params": m[0].parameters(), "lr": 0.1}, {"params": m[1].parameters()}], lr=0.01, momentum=0.9)
[(g["lr"], g["momentum"], len(g["params"])) for g in o.param_groups]
# %% settonone_accumulate: Set_to_none accumulate
w = nn.Parameter(torch.tensor([1.0]))
o = torch.optim.SGD([w], lr=0.1)
for _ in range(3):
    o.zero_grad(set_to_none=True)
    (w ** 2).sum().backward()
    torch.nn.utils.clip_grad_value_(w, 0.5)
    o.step()
w
# %% grad_of_norm_along_dim: Grad of norm along dim
x = torch.tensor([[3.0, 4.0], [0.0, 0.0]], requires_grad=True)
x.norm(dim=1).sum().backward()
x.grad
# %% multi_dim_softmax_cross_entropy: Multi dim softmax cross entropy manual
x = torch.tensor([[1.0, 2.0, 3.0]], requires_grad=True)
p = F.softmax(x, dim=-1)
l = -torch.log(p[0, 2])
l.backward()
x.grad, l
# %% broadcasting_grads_keepdim: Broadcasting grads keepdim
x = torch.arange(6.0).reshape(2, 3).requires_grad_()
y = (x - x.mean(dim=1, keepdim=True)) / (x.std(dim=1, keepdim=True) + 1e-5)
(y * torch.arange(6.0).reshape(2, 3)).sum().backward()
y.detach(), x.grad
# %% clone_then_inplace_keeps_original: Clone then inplace keeps original
x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x.clone()
y[0] = 10.0
y.sum().backward()
x, x.grad
# %% backward_through_detach_in_the: Backward through detach in the middle
x = torch.tensor(2.0, requires_grad=True)
y = x * 3
z = y.detach().requires_grad_()
(z ** 2).backward()
y.backward(z.grad)
x.grad, z.grad
# %% retaingrad_several: Retain_grad several
x = torch.tensor(2.0, requires_grad=True)
y = x * 3; z = y ** 2
y.retain_grad(); z.retain_grad()
(z * 2).backward()
y.grad, z.grad, x.grad
# %% jacobian_of_vector_function_manually: Jacobian of vector function manually
x = torch.tensor([1.0, 2.0], requires_grad=True)
y = torch.stack([x[0] ** 2 * x[1], 5 * x[0] + torch.sin(x[1])])
torch.stack([torch.autograd.grad(y[i], x, retain_graph=True)[0] for i in range(2)])
# %% tensor_methods_chain: Tensor methods chain
torch.arange(12).view(3, 4).float().mean(0).unsqueeze(0).expand(2, -1).contiguous().sum(1)
# %% bool_tensor_arithmetic: Bool tensor arithmetic
b = torch.tensor([True, False, True])
b.sum(), b.float().mean(), b * 2, b + b, b.int(), (~b).long()
# %% floor_div_and_mod: Floor div and mod
torch.tensor([7, -7]) // torch.tensor([2, 2]), torch.tensor([5.5]) // 2, -7 % torch.tensor(3), 7 // torch.tensor([2.0])
# %% matmul_bmm_with_broadcasting_and: Matmul bmm with broadcasting and grad
a = torch.ones(2, 1, 2, 3, requires_grad=True)
b = torch.ones(4, 3, 2, requires_grad=True)
(a @ b).sum().backward()
a.grad.shape, b.grad, (a @ b).shape
# %% conv_with_groups_grads: Conv with groups grads
x = torch.arange(32.0).reshape(1, 2, 4, 4).requires_grad_()
w = torch.ones(2, 1, 3, 3, requires_grad=True)
F.conv2d(x, w, groups=2, padding=1, stride=2).sum().backward()
x.grad.sum(), w.grad
# %% dropout_p0_and_p1: Dropout p=0 and p=1
nn.Dropout(0.0)(torch.ones(2)), F.dropout(torch.ones(3), 1.0)
# %% eval_batchnorm_grads: Eval batchnorm grads
bn = nn.BatchNorm1d(2).eval()
x = torch.tensor([[1.0, 2.0]], requires_grad=True)
bn(x).sum().backward()
x.grad, bn.weight.grad
# %% embedding_with_tensor_weight_sharing: Embedding with tensor weight sharing
e = nn.Embedding(3, 2)
l = nn.Linear(2, 3, bias=False)
l.weight = e.weight
len({id(p) for p in list(e.parameters()) + list(l.parameters())})
# %% type_checks: Type checks
isinstance(torch.tensor(1), torch.LongTensor), isinstance(torch.tensor(1.0), torch.FloatTensor), torch.is_tensor(3), type(torch.tensor(1)).__name__
# %% scatter_softmax_index_add: Scatter softmax index add
torch.zeros(2, 3).scatter_(0, torch.tensor([[0, 1, 1]]), torch.tensor([[1.0, 2.0, 3.0]])), torch.zeros(3).index_add_(0, torch.tensor([0, 0]), torch.tensor([1.0, 2.0]))
# %% leaf_requires_grad_after_ops: Leaf requires grad after ops no effect
x = torch.ones(1)
y = x * 2
x.requires_grad_()
y.requires_grad, (x * 2).requires_grad
# %% double_use_after_nograd_update: Double use after no_grad update
w = torch.tensor([1.0], requires_grad=True)
(w ** 2).sum().backward()
with torch.no_grad():
    w -= w.grad
    w.grad.zero_()
(w * 3).sum().backward()
w, w.grad
# %% autogradgrad_with_no_requires_grad: Autograd.grad with no requires grad output
x = torch.ones(1, requires_grad=True)
torch.autograd.grad(x.detach() * 2, x)
# %% copy_of_numpy_conversions: Copy_ of numpy conversions
a = torch.empty(2, 2)
a.copy_(torch.from_numpy(np.eye(2)))
a, a.dtype
# %% tril_mask_attention: Tril mask attention
s = torch.zeros(3, 3).masked_fill(torch.tril(torch.ones(3, 3)) == 0, float("-inf"))
F.softmax(s, dim=-1)
# %% gather_loss: Gather loss
logp = F.log_softmax(torch.tensor([[1.0, 2.0], [3.0, 1.0]], requires_grad=True), dim=1)
-logp.gather(1, torch.tensor([[0], [1]])).squeeze().mean()
# %% topk_indexes: Topk indexes
t = torch.tensor([[1.0, 5.0, 3.0], [9.0, 2.0, 4.0]])
t.topk(2, dim=1), t.sort(dim=1, descending=True), t.argsort(1)
# %% repr_of_module_in_training: Repr of module in training loops
loss = torch.tensor(0.12345678, requires_grad=True) * 1
print("loss", loss)
print(f"{loss=}" if False else f"{loss.item():.4f}")
# %% rsub_with_tensor_and_hooks: Rsub with tensor and hooks order
x = torch.tensor([1.0, 2.0], requires_grad=True)
y = 5 - x
z = 10 / y
z.sum().backward()
z, x.grad
# %% mul_by_itself: Mul_ by itself
x = torch.tensor([3.0, 2.0], requires_grad=True)
y = x * 1
y.mul_(y)
y.sum().backward()
# %% div_by_tensor_requiring_grad: Div_ by tensor requiring grad
x = torch.tensor([3.0, 2.0], requires_grad=True)
w = torch.tensor([2.0, 4.0], requires_grad=True)
y = x * 1
y.div_(w)
y.sum().backward()
x.grad, w.grad
# %% mul_by_w: Mul_ by w
x = torch.tensor([3.0, 2.0], requires_grad=True)
w = torch.tensor([2.0, 4.0], requires_grad=True)
y = x * 1
y.mul_(w).add_(w)
y.sum().backward()
x.grad, w.grad
# %% pow_sqrt: Pow_ sqrt_
x = torch.tensor([3.0, 2.0], requires_grad=True)
y = x * 1
y.pow_(3).sqrt_()
y.sum().backward()
x.grad
# %% multiple_backward_with_accumulate_in: Multiple backward with accumulate in a loop with retain
x = torch.tensor([1.0], requires_grad=True)
y = (x ** 2).sum()
for _ in range(3):
    y.backward(retain_graph=True)
x.grad
# %% function_with_list_saved_kwargs: Function with list saved + kwargs attr
class F1(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, w, b=None):
        ctx.save_for_backward(x, w, b)
        out = x @ w.t()
        if b is not None:
            out = out + b
        return out

    @staticmethod
    def backward(ctx, g):
        x, w, b = ctx.saved_tensors
        gi = gw = gb = None
        if ctx.needs_input_grad[0]:
            gi = g @ w
        if ctx.needs_input_grad[1]:
            gw = g.t() @ x
        if b is not None and ctx.needs_input_grad[2]:
            gb = g.sum(0)
        return gi, gw, gb
x = torch.ones(2, 3, requires_grad=True)
w = torch.arange(6.0).reshape(2, 3).requires_grad_()
b = torch.zeros(2, requires_grad=True)
F1.apply(x, w, b).sum().backward()
x.grad, w.grad, b.grad
# %% gradient_checkpoint: Gradient checkpoint
from torch.utils.checkpoint import checkpoint
x = torch.tensor([1.0, 2.0], requires_grad=True)
l = nn.Linear(2, 1)
with torch.no_grad():
    l.weight.fill_(0.5); l.bias.fill_(0.0)
checkpoint(lambda t: torch.tanh(l(t)), x, use_reentrant=True).sum().backward()
x.grad, l.weight.grad
# %% hook_on_module_output_replaced: Hook on module output replaced
m = nn.Sequential(nn.Linear(1, 1), nn.ReLU())
acts = {}
def get(name):
    def hook(model, input, output):
        acts[name] = output.detach()
    return hook
m[0].register_forward_hook(get("lin"))
with torch.no_grad():
    m[0].weight.fill_(2.0); m[0].bias.fill_(1.0)
out = m(torch.tensor([[3.0]]))
acts["lin"]
# %% grad_check_of_conv: Grad check of conv
x = torch.randn(1, 1, 4, 4, dtype=torch.float64, requires_grad=True)
w = torch.randn(1, 1, 2, 2, dtype=torch.float64, requires_grad=True)
r = torch.autograd.gradcheck(lambda x, w: F.conv2d(x, w, padding=1), (x, w)), torch.autograd.gradgradcheck(lambda x, w: F.conv2d(x, w), (x, w))
del x, w
r
# %% gradcheck_pools_and_norms: Gradcheck pools and norms
x = torch.arange(16.0, dtype=torch.float64).reshape(1, 1, 4, 4).requires_grad_()
torch.autograd.gradcheck(lambda x: F.max_pool2d(x, 2), (x,)), torch.autograd.gradcheck(lambda x: F.avg_pool2d(x, 2), (x,)), torch.autograd.gradcheck(lambda x: F.layer_norm(x, (4,)), (x,)), torch.autograd.gradcheck(lambda x: F.softmax(x, -1), (x,))
# %% gradgradcheck_of_losses: Gradgradcheck of losses
x = torch.tensor([[0.1, -0.4], [0.7, 0.2]], dtype=torch.float64, requires_grad=True)
t = torch.tensor([0, 1])
torch.autograd.gradgradcheck(lambda x: F.cross_entropy(x, t), (x,)), torch.autograd.gradgradcheck(lambda x: F.binary_cross_entropy_with_logits(x, torch.ones_like(x)), (x,)), torch.autograd.gradcheck(lambda x: F.huber_loss(x, torch.zeros_like(x)), (x,))
# %% no_grad_function_returns_and: No grad function returns and generators
@torch.no_grad()
def predict(m, x):
    return m(x)
m = nn.Linear(1, 1)
predict(m, torch.ones(1, 1)).requires_grad
# %% item_assignment_of_python_lists: Item assignment of python lists
x = torch.zeros(2, 2)
x[0] = torch.tensor([1, 2])
x[1, :] = 3
x
# %% size_comparisons_and_unpack: Size comparisons and unpack
b, c = torch.zeros(2, 3).shape
b, c, torch.zeros(2, 3).shape == torch.Size([2, 3]), torch.zeros(2, 3).shape[-1] * 2
# %% tensor_to_and_back: Tensor to and back
x = torch.arange(3)
x.float().numpy().dtype.name, x.tolist(), x.double().dtype, list(x), [int(i) for i in x]
# %% autograd_through_indexing_with_tensor: Autograd through indexing with tensor index twice
e = torch.tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True)
idx = torch.tensor([0, 1, 0])
(e[idx] ** 2).sum().backward()
e.grad
# %% repeatinterleave_flip_grads: Repeat_interleave, flip grads
x = torch.tensor([1.0, 2.0], requires_grad=True)
(x.repeat_interleave(2) * torch.arange(4.0)).sum().backward()
a = x.grad.clone(); x.grad = None
(x.flip(0) * torch.tensor([1.0, 10.0])).sum().backward()
a, x.grad
# %% pad_grads_and_roll: Pad grads and roll
x = torch.tensor([[1.0, 2.0]], requires_grad=True)
(F.pad(x, (1, 2)) * torch.arange(5.0)).sum().backward()
x.grad
# %% lr_scheduler_with_optimizer_chain: Lr scheduler with optimizer chain
w = nn.Parameter(torch.tensor(1.0))
o = torch.optim.SGD([w], lr=1.0)
s = torch.optim.lr_scheduler.CosineAnnealingLR(o, T_max=3)
lrs = []
for _ in range(4):
    o.step(); lrs.append(round(o.param_groups[0]["lr"], 4)); s.step()
lrs
# %% data_loader_dict_collate: Data loader dict + collate
from torch.utils.data import DataLoader
[b for b in DataLoader([{"a": i, "b": torch.ones(2) * i} for i in range(3)], batch_size=2)]
# %% meshgrid_contour_gradients: Meshgrid contour gradients
xs, ys = torch.meshgrid(torch.linspace(0, 1, 2), torch.linspace(0, 1, 3), indexing="xy")
xs, ys
# %% functionalcall_vmap_ensemble: Functional_call + vmap ensemble
m = nn.Linear(2, 1)
ps = {"weight": torch.stack([torch.ones(1, 2), 2 * torch.ones(1, 2)]), "bias": torch.zeros(2, 1)}
torch.func.vmap(lambda p, x: torch.func.functional_call(m, p, (x,)), in_dims=(0, None))(ps, torch.ones(3, 2))
# %% jacrev_with_vmap: Jacrev with vmap
f = lambda x: torch.stack([x.sum(), x.prod()])
torch.func.vmap(torch.func.jacrev(f))(torch.tensor([[1.0, 2.0], [3.0, 4.0]]))
# %% hessian_of_multivariate: Hessian of multivariate
torch.autograd.functional.hessian(lambda x: (x[0] ** 2 * x[1] + torch.exp(x[1])), torch.tensor([1.0, 0.0]))
# %% linalg_grads: Linalg grads
A = torch.tensor([[2.0, 1.0], [1.0, 3.0]], dtype=torch.float64, requires_grad=True)
torch.linalg.inv(A).sum().backward()
g1 = A.grad.clone(); A.grad = None
torch.linalg.det(A).backward()
g2 = A.grad.clone(); A.grad = None
torch.linalg.solve(A, torch.ones(2, dtype=torch.float64)).sum().backward()
g1, g2, A.grad
# %% cumprod_logcumsumexplike_amax_grads: Cumprod, logcumsumexp-like, amax grads
x = torch.tensor([1.0, 2.0, 2.0], requires_grad=True)
x.amax().backward()
x.grad
# %% std_dims: Std dims
t = torch.arange(6.0).reshape(2, 3)
t.std(0), t.std(dim=1, unbiased=False), t.var(0, keepdim=True), torch.std(t, dim=(0, 1))
# %% setattr_parameter_none: Setattr parameter None
m = nn.Linear(1, 1)
m.bias = None
[n for n, _ in m.named_parameters()], m(torch.ones(1, 1)).shape
# %% module_call_before_init_error: Module call before init error types
class Bad(nn.Module):
    def __init__(self):
        self.w = nn.Parameter(torch.ones(1))
Bad()
# %% int_tensor_ops: Int tensor ops
a = torch.tensor([5, 3])
a ** 2, a / 2, a // 2, a % 2, -a, a.pow(2), a * 1.5, a.sum().item(), (a > 3).tolist()
# %% comparisons_with_none_equality: Comparisons with None / equality
x = torch.tensor([1.0])
(x == x).all().item(), x is x, x in [x]
# %% leaf_non_grad_inplace_ok: Leaf non grad inplace ok
x = torch.ones(2)
x.requires_grad_()
y = x.detach()
y += 1
x
# %% tensornew_type_as: Tensor.new / type as
x = torch.ones(1, dtype=torch.float64)
x.new_zeros(1).dtype, torch.ones(1).type_as(x).dtype, x.type("torch.FloatTensor").dtype
# %% abs_grads_at_neg_sign: Abs grads at neg, sign function etc
x = torch.tensor([-2.0, 0.0, 3.0], requires_grad=True)
(x.abs() * 2 + x.sign() + x.clamp(min=0)).sum().backward()
x.grad
# %% logsoftmax_nll_equals_cross_entropy: Log_softmax nll equals cross entropy with weights 2d
x = torch.randn(2, 3, 2, generator=torch.Generator().manual_seed(0)) * 0 + 0.5
F.cross_entropy(x, torch.tensor([[0, 1], [2, 0]]), weight=torch.tensor([1.0, 2.0, 3.0]))
# %% optimizer_state_after_load: Optimizer state after load
w = nn.Parameter(torch.tensor([1.0]))
o = torch.optim.Adam([w], lr=0.1)
for _ in range(2):
    o.zero_grad(); (w ** 2).sum().backward(); o.step()
o.state[w]["exp_avg"], o.state[w]["step"]
# %% print_grad_fn_of_various: Print grad fn of various
x = torch.ones(2, 2, requires_grad=True)
print(x.sum(), x.mean(dim=0), x.view(-1), x[0, 0], x.exp().log())
# %% split_list_sizes_grads: Split list sizes grads
x = torch.arange(5.0, requires_grad=True)
a, b = torch.split(x, [2, 3])
(a.sum() * 2 + b.prod()).backward()
x.grad
# %% torchnograd_as_decorator_on_method: Torch.no_grad as decorator on method
class A:
    @torch.no_grad()
    def f(self, x):
        return (x * 2).requires_grad
A().f(torch.ones(1, requires_grad=True))
