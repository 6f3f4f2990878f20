import torch
import torch.nn.functional as F
from torch import nn


def fill(module):
    with torch.no_grad():
        for i, p in enumerate(module.parameters()):
            p.copy_(torch.arange(p.numel(), dtype=p.dtype).reshape(p.shape) * 0.1 - 0.2 * i)
    return module


# %% linear: x W^T + b
m = fill(nn.Linear(3, 2))
x = torch.tensor([[1.0, 2.0, 3.0]], requires_grad=True)
y = m(x)
y.sum().backward()
y, x.grad, m.weight.grad, m.bias.grad, m.weight.shape
# %% linear_vector_and_batch: any number of leading axes
m = fill(nn.Linear(3, 2))
m(torch.ones(3)), m(torch.ones(2, 2, 3)).shape, F.linear(torch.ones(1, 3), torch.ones(2, 3))
# %% linear_wrong_shape: a wrong number of features
nn.Linear(3, 2)(torch.ones(1, 4))
# %% linear_wrong_dtype: a float64 input to float32 weights
nn.Linear(2, 1)(torch.ones(1, 2, dtype=torch.float64))
# %% linear_init_bounds [shapes]: U(-1/sqrt(in), 1/sqrt(in))
torch.manual_seed(0)
m = nn.Linear(100, 50)
m.weight.abs().max().item() <= 0.1, m.weight.std().item() > 0.05, m.bias.abs().max().item() <= 0.1
# %% flatten: Flatten keeps the first axis
nn.Flatten()(torch.zeros(2, 3, 4)).shape, nn.Flatten(0)(torch.zeros(2, 3)).shape, nn.Unflatten(1, (2, 2))(torch.zeros(3, 4)).shape
# %% activations: activation modules
x = torch.tensor([-2.0, -0.5, 0.0, 1.5])
[m(x) for m in (nn.ReLU(), nn.Sigmoid(), nn.Tanh(), nn.LeakyReLU(), nn.ELU(), nn.SELU(), nn.GELU(), nn.GELU(approximate="tanh"), nn.SiLU(), nn.Softplus(), nn.Softsign(), nn.Hardtanh(), nn.ReLU6(), nn.LogSigmoid(), nn.Mish(), nn.Hardsigmoid(), nn.Hardswish(), nn.Threshold(0.1, 20.0), nn.Tanhshrink(), nn.CELU())]
# %% activation_gradients [rtol=1e-6]: gradients of the activations
def g(f):
    x = torch.tensor([-2.0, -0.5, 0.3, 1.5], dtype=torch.float64, requires_grad=True)
    f(x).sum().backward()
    return x.grad


[g(f) for f in (F.relu, F.sigmoid, F.tanh, F.leaky_relu, F.elu, F.selu, F.gelu, F.silu, F.softplus, F.softsign, F.hardtanh, F.relu6, F.logsigmoid, F.mish, F.hardsigmoid, F.hardswish)]
# %% softmax_modules: Softmax and LogSoftmax
x = torch.tensor([[1.0, 2.0, 3.0]])
nn.Softmax(dim=1)(x), nn.LogSoftmax(dim=-1)(x), F.softmin(x, dim=1)
# %% prelu: PReLU learns its slope
m = nn.PReLU()
x = torch.tensor([-2.0, 3.0])
m(x).sum().backward()
m(x), m.weight.grad, m.weight
# %% glu: glu halves
F.glu(torch.tensor([[1.0, 2.0, 0.0, 0.0]]))
# %% dropout_eval: dropout does nothing in eval mode
m = nn.Dropout(0.5)
m.eval()
m(torch.ones(4)), F.dropout(torch.ones(3), 0.5, training=False)
# %% dropout_train [shapes]: dropout zeroes or scales
torch.manual_seed(0)
y = nn.Dropout(0.25)(torch.ones(1000))
sorted({round(v, 4) for v in y.tolist()}), 0.65 < (y > 0).float().mean().item() < 0.85
# %% dropout_gradient [shapes]: the gradient has the same mask
torch.manual_seed(0)
x = torch.ones(50, requires_grad=True)
y = F.dropout(x, 0.5)
y.sum().backward()
bool(torch.equal(x.grad, y.detach()))
# %% batchnorm1d_train: normalises over the batch and updates running statistics
m = nn.BatchNorm1d(2)
x = torch.tensor([[1.0, 2.0], [3.0, 6.0], [5.0, 1.0]], requires_grad=True)
y = m(x)
(y * torch.tensor([[1.0], [2.0], [-1.0]])).sum().backward()
y, x.grad, m.running_mean, m.running_var, m.num_batches_tracked, m.weight.grad, m.bias.grad
# %% batchnorm1d_eval: eval uses the running statistics
m = nn.BatchNorm1d(2)
m(torch.tensor([[1.0, 2.0], [3.0, 6.0]]))
m.eval()
m(torch.tensor([[1.0, 2.0]]))
# %% batchnorm1d_one_sample: one value per channel in training is a ValueError
nn.BatchNorm1d(2)(torch.ones(1, 2))
# %% batchnorm_state_dict: state_dict of a BatchNorm
list(nn.BatchNorm1d(2).state_dict()), list(nn.BatchNorm1d(2, affine=False, track_running_stats=False).state_dict())
# %% batchnorm2d: BatchNorm2d over batch and pixels
m = nn.BatchNorm2d(2)
x = torch.arange(16.0).reshape(2, 2, 2, 2)
m(x), m.running_mean
# %% layernorm: LayerNorm over the last axis
m = nn.LayerNorm(3)
x = torch.tensor([[1.0, 2.0, 4.0]], requires_grad=True)
y = m(x)
(y * torch.tensor([1.0, -1.0, 2.0])).sum().backward()
y, x.grad, m.weight.grad
# %% embedding: rows of a table
m = fill(nn.Embedding(4, 2))
y = m(torch.tensor([[0, 2], [2, 3]]))
y.sum().backward()
y, m.weight.grad
# %% embedding_padding [shapes]: padding_idx gets no gradient
m = nn.Embedding(3, 2, padding_idx=0)
m(torch.tensor([0, 1, 1])).sum().backward()
m.weight.grad, m.weight[0], nn.Embedding.from_pretrained(torch.eye(2))(torch.tensor([1]))
# %% embedding_out_of_range: an index out of range is an IndexError
nn.Embedding(3, 2)(torch.tensor([3]))
# %% conv2d: a convolution and its gradients
m = fill(nn.Conv2d(1, 2, 2))
x = torch.arange(9.0).reshape(1, 1, 3, 3).requires_grad_()
y = m(x)
(y * y).sum().backward()
y, x.grad, m.weight.grad, m.bias.grad
# %% conv2d_stride_padding: stride, padding, dilation, groups
x = torch.arange(32.0).reshape(1, 2, 4, 4)
w = torch.arange(8.0).reshape(1, 2, 2, 2)
F.conv2d(x, w, stride=2), F.conv2d(x, w, padding=1).shape, F.conv2d(x, w, dilation=2), F.conv2d(x, torch.ones(2, 1, 2, 2), groups=2).shape, nn.Conv2d(2, 4, 3, padding="same")(x).shape
# %% conv2d_shapes: shapes of a small CNN
net = nn.Sequential(nn.Conv2d(1, 6, 5), nn.ReLU(), nn.MaxPool2d(2, 2), nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2, 2), nn.Flatten(), nn.Linear(16 * 5 * 5, 10))
net(torch.zeros(2, 1, 32, 32)).shape
# %% conv1d: a one-dimensional convolution
x = torch.tensor([[[1.0, 2.0, 3.0, 4.0]]], requires_grad=True)
y = F.conv1d(x, torch.tensor([[[1.0, -1.0]]]))
y.sum().backward()
y, x.grad
# %% conv2d_wrong_channels: wrong number of channels
nn.Conv2d(3, 1, 2)(torch.ones(1, 1, 4, 4))
# %% maxpool2d: max pooling and where its gradient goes
x = torch.tensor([[[[1.0, 2.0, 5.0, 3.0], [4.0, 0.0, 1.0, 1.0], [0.0, 0.0, 2.0, 2.0], [9.0, 8.0, 2.0, 7.0]]]], requires_grad=True)
y = nn.MaxPool2d(2)(x)
y.sum().backward()
y, x.grad
# %% avgpool2d: average pooling
x = torch.arange(16.0).reshape(1, 1, 4, 4).requires_grad_()
y = nn.AvgPool2d(2)(x)
(y * y).sum().backward()
y, x.grad, nn.AdaptiveAvgPool2d(1)(x), F.max_pool2d(x, 2, stride=1).shape
# %% identity_and_sequential: Identity
nn.Identity()(torch.ones(2)), nn.Sequential()(torch.ones(1))
# %% bilinear_cosine: CosineSimilarity and PairwiseDistance
a, b = torch.tensor([[1.0, 0.0]]), torch.tensor([[1.0, 1.0]])
nn.CosineSimilarity(dim=1)(a, b), F.normalize(torch.tensor([[3.0, 4.0]])), F.pairwise_distance(a, b)
# %% clip_grad_norm: utils.clip_grad_norm_ and clip_grad_value_
a = nn.Parameter(torch.tensor([3.0]))
b = nn.Parameter(torch.tensor([4.0]))
(a * 3 + b * 4).sum().backward()
n = torch.nn.utils.clip_grad_norm_([a, b], max_norm=1.0)
r = n, a.grad.clone(), b.grad.clone()
torch.nn.utils.clip_grad_value_([a, b], 0.5)
r, a.grad, b.grad
# %% parameters_to_vector: parameters as one vector
m = fill(nn.Linear(2, 1))
v = torch.nn.utils.parameters_to_vector(m.parameters())
torch.nn.utils.vector_to_parameters(v * 0 + 1, m.parameters())
v, m.weight
# %% rnn_by_hand: a recurrent network by hand
w = torch.tensor(0.5, requires_grad=True)
h = torch.tensor(0.0)
for x in (1.0, 2.0, 3.0):
    h = torch.tanh(w * h + x * w)
h.backward()
h, w.grad
# %% attention_by_hand: scaled dot product attention
q = torch.arange(6.0).reshape(1, 3, 2).requires_grad_()
k, v = torch.ones(1, 3, 2) * 0.5, torch.arange(6.0).reshape(1, 3, 2)
a = F.scaled_dot_product_attention(q, k, v)
b = torch.softmax(q @ k.transpose(-2, -1) / 2**0.5, -1) @ v
a.detach(), torch.allclose(a, b)
