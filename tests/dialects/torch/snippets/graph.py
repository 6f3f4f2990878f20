import torch


def name(t):
    return type(t.grad_fn).__name__


# %% names_arithmetic: names of arithmetic nodes
x = torch.tensor([1.0, 2.0], requires_grad=True)
[name(t) for t in (x + 1, x - 1, 1 - x, x * 2, 2 / x, x / 2, x**2, x**x, 2**x, -x, x * x, x + x)]
# %% names_functions: names of function nodes
x = torch.tensor([0.5, 0.25], requires_grad=True)
[name(t) for t in (x.exp(), x.log(), x.sqrt(), x.sin(), x.cos(), x.tanh(), x.sigmoid(), x.relu(), x.abs(), x.square(), x.clamp(0, 1), x.reciprocal(), x.log1p(), x.erf(), x.floor(), x.sign())]
# %% names_reductions: names of reduction nodes
x = torch.ones(2, 2, requires_grad=True)
[name(t) for t in (x.sum(), x.sum(0), x.mean(), x.mean(0), x.max(), x.max(0).values, x.prod(), x.std(), x.var(), x.norm(), x.logsumexp(0), x.cumsum(0), x.min(), x.amax(0))]
# %% names_shapes: names of shape nodes
x = torch.ones(2, 2, requires_grad=True)
[name(t) for t in (x[0], x[0:1], x[:, None], x.T, x.t(), x.view(4), x.reshape(4), x.squeeze(), x.unsqueeze(0), x.permute(1, 0), x.transpose(0, 1), x.expand(3, 2, 2), x.flatten(), x.clone())]
# %% names_indexing: names of indexing nodes
x = torch.ones(3, 2, requires_grad=True)
[name(t) for t in (x[torch.tensor([0, 1])], x[x > 0], x.gather(1, torch.tensor([[0]])), torch.cat([x, x]), torch.stack([x, x]), x.repeat(2, 1), x.masked_fill(x > 0, 1), torch.where(x > 0, x, 0.0), x.index_select(0, torch.tensor([0])))]
# %% names_linear_algebra: names of products
m = torch.ones(2, 2, requires_grad=True)
v = torch.ones(2, requires_grad=True)
b = torch.ones(3, 2, 2, requires_grad=True)
[name(t) for t in (m @ m, m @ v, v @ v, b @ b, torch.mm(m, m), torch.dot(v, v), torch.nn.functional.linear(m, m, v), torch.nn.functional.linear(m, m), torch.bmm(b, b), torch.outer(v, v))]
# %% names_nn: names of nn nodes
x = torch.ones(2, 3, requires_grad=True)
F = torch.nn.functional
[name(t) for t in (F.softmax(x, 1), F.log_softmax(x, 1), F.cross_entropy(x, torch.tensor([0, 1])), F.mse_loss(x, torch.zeros(2, 3)), F.leaky_relu(x), F.gelu(x), F.softplus(x), F.elu(x), F.silu(x), F.binary_cross_entropy_with_logits(x, torch.zeros(2, 3)), F.l1_loss(x, torch.zeros(2, 3)), F.smooth_l1_loss(x, torch.zeros(2, 3)))]
# %% names_casts: names of casts and copies
x = torch.ones(2, requires_grad=True)
[name(t) for t in (x.double(), x.clone(), x.to(torch.float64), x.contiguous() * 1)]
# %% next_functions: next_functions of a product
x = torch.tensor(2.0, requires_grad=True)
y = x * 3
n = (y * x).grad_fn.next_functions
[(type(f).__name__, i) for f, i in n], y.grad_fn.next_functions[1]
# %% accumulate_grad: the leaf's node is AccumulateGrad with .variable
x = torch.tensor(2.0, requires_grad=True)
n = (x * 3).grad_fn.next_functions[0][0]
type(n).__name__, n.variable is x, n.next_functions
# %% walk_the_graph: following the graph to the leaves
a = torch.tensor(2.0, requires_grad=True)
b = torch.tensor(3.0, requires_grad=True)
L = ((a * b).tanh() + a) ** 2
seen = []


def walk(f, depth=0):
    if f is not None:
        seen.append("  " * depth + type(f).__name__)
        for g, _ in f.next_functions:
            walk(g, depth + 1)


walk(L.grad_fn)
seen
# %% grad_fn_of_leaf: leaves and constants have grad_fn None
torch.ones(1, requires_grad=True).grad_fn, torch.ones(1).grad_fn, (torch.ones(1) * 2).grad_fn
# %% node_name_method: name() and str
x = torch.tensor(2.0, requires_grad=True)
y = x * 2
y.grad_fn.name(), str(y.grad_fn).split(" at ")[0], repr(y.grad_fn)[:1]
# %% node_identity: the same node is reached from both sides
x = torch.tensor(2.0, requires_grad=True)
y = x * 2
(y + 1).grad_fn.next_functions[0][0] == y.grad_fn
# %% multi_output_index: index of an output of unbind and max
x = torch.ones(2, 2, requires_grad=True)
a, b = x.unbind(0)
(a * b).grad_fn.next_functions[1][1], name(b), name(x.split(1)[0])
# %% saved_tensors: saved tensors on a node
x = torch.tensor([2.0, 3.0], requires_grad=True)
y = x.exp()
z = x * y
torch.equal(y.grad_fn._saved_result, y), torch.equal(z.grad_fn._saved_self, x), x.pow(3).grad_fn._saved_exponent
# %% inplace_names: names after in-place operations
x = torch.ones(2, requires_grad=True)
y = x * 1
out = []
y.add_(1)
out.append(name(y))
y.mul_(2)
out.append(name(y))
y.zero_()
out.append(name(y))
y[0] = 3.0
out.append(name(y))
out
# %% linear_layer_graph: the graph of a Linear layer
m = torch.nn.Linear(2, 1)
f = m(torch.ones(3, 2)).grad_fn
type(f).__name__, [type(g).__name__ for g, _ in f.next_functions if g is not None]
