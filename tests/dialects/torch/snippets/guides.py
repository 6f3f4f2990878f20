import math
import warnings

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch import optim

# %% polynomial_by_hand: a cubic fitted to the sine, gradients by hand
x = torch.linspace(-math.pi, math.pi, 200)
y = torch.sin(x)
a, b, c, d = (torch.tensor(v) for v in (0.1, 0.2, -0.1, 0.05))
learning_rate = 1e-6
for t in range(20):
    y_pred = a + b * x + c * x**2 + d * x**3
    loss = (y_pred - y).pow(2).sum().item()
    if t % 10 == 9:
        print(t, loss)
    grad_y_pred = 2.0 * (y_pred - y)
    a -= learning_rate * grad_y_pred.sum()
    b -= learning_rate * (grad_y_pred * x).sum()
    c -= learning_rate * (grad_y_pred * x**2).sum()
    d -= learning_rate * (grad_y_pred * x**3).sum()
print(f"Result: y = {a.item():.4f} + {b.item():.4f} x + {c.item():.4f} x^2 + {d.item():.4f} x^3")
# %% polynomial_autograd: the same by autograd
dtype = torch.float
device = torch.device("cpu")
x = torch.linspace(-1, 1, 200, dtype=dtype)
y = torch.exp(x)
a = torch.full((), 0.1, dtype=dtype, requires_grad=True)
b = torch.full((), 0.2, dtype=dtype, requires_grad=True)
learning_rate = 1e-5
for t in range(10):
    y_pred = a + b * x
    loss = (y_pred - y).pow(2).sum()
    loss.backward()
    with torch.no_grad():
        a -= learning_rate * a.grad
        b -= learning_rate * b.grad
        a.grad = None
        b.grad = None
print(f"Result: y = {a.item():.5f} + {b.item():.5f} x")
# %% polynomial_nn: nn.Sequential, manual update of parameters
x = torch.linspace(-math.pi, math.pi, 50)
y = torch.sin(x)
p = torch.tensor([1, 2, 3])
xx = x.unsqueeze(-1).pow(p)
model = torch.nn.Sequential(torch.nn.Linear(3, 1), torch.nn.Flatten(0, 1))
with torch.no_grad():
    model[0].weight.fill_(0.01)
    model[0].bias.zero_()
loss_fn = torch.nn.MSELoss(reduction="sum")
for t in range(10):
    y_pred = model(xx)
    loss = loss_fn(y_pred, y)
    model.zero_grad()
    loss.backward()
    with torch.no_grad():
        for param in model.parameters():
            param -= 1e-6 * param.grad
linear_layer = model[0]
print(f"y = {linear_layer.bias.item():.5f} + {linear_layer.weight[:, 0].item():.5f} x + {linear_layer.weight[:, 1].item():.5f} x^2")
xx.shape, loss.item()
# %% polynomial_module: a Module with Parameters of its own
class Polynomial3(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.a = torch.nn.Parameter(torch.tensor(0.1))
        self.b = torch.nn.Parameter(torch.tensor(-0.2))

    def forward(self, x):
        return self.a + self.b * x

    def string(self):
        return f"y = {self.a.item():.4f} + {self.b.item():.4f} x"


x = torch.linspace(0, 1, 20)
model = Polynomial3()
criterion = torch.nn.MSELoss(reduction="sum")
optimizer = torch.optim.SGD(model.parameters(), lr=1e-2)
for t in range(20):
    loss = criterion(model(x), 3 * x)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
print(f"Result: {model.string()}")
# %% dynamic_net: control flow in forward, shared parameters
class DynamicNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.e = nn.Parameter(torch.tensor(0.5))

    def forward(self, x, n):
        y = x
        for exp in range(2, 2 + n):
            y = y + self.e * x**exp
        return y


m = DynamicNet()
total = 0
for n in (0, 1, 3):
    m.zero_grad()
    out = m(torch.tensor([1.0, 2.0]), n).sum()
    if n:
        out.backward()
        total += m.e.grad.item()
total
# %% autograd_blitz: the first pages of the autograd tutorial
a = torch.tensor([2., 3.], requires_grad=True)
b = torch.tensor([6., 4.], requires_grad=True)
Q = 3*a**3 - b**2
external_grad = torch.tensor([1., 1.])
Q.backward(gradient=external_grad)
print(9*a**2 == a.grad)
print(-2*b == b.grad)
x = torch.ones(2, 2)
z = torch.ones((2, 2), requires_grad=True)
(x + x).requires_grad, (x + z).requires_grad
# %% basics_autograd: one layer, its loss, its functions
x = torch.ones(5)
y = torch.zeros(3)
w = torch.full((5, 3), 0.1, requires_grad=True)
b = torch.zeros(3, requires_grad=True)
z = torch.matmul(x, w)+b
loss = torch.nn.functional.binary_cross_entropy_with_logits(z, y)
print(f"Gradient function for z = {z.grad_fn}".split(" at")[0])
print(f"Gradient function for loss = {loss.grad_fn}".split(" at")[0])
loss.backward()
print(w.grad)
print(b.grad)
print(z.requires_grad)
with torch.no_grad():
    z = torch.matmul(x, w)+b
print(z.requires_grad)
inp = torch.eye(4, 5, requires_grad=True)
out = (inp+1).pow(2).t()
out.backward(torch.ones_like(out), retain_graph=True)
print(f"First call\n{inp.grad}")
out.backward(torch.ones_like(out), retain_graph=True)
print(f"\nSecond call\n{inp.grad}")
inp.grad.zero_()
out.backward(torch.ones_like(out), retain_graph=True)
print(f"\nCall after zeroing gradients\n{inp.grad}")
# %% basics_tensors: the tensors tutorial
data = [[1, 2],[3, 4]]
x_data = torch.tensor(data)
np_array = np.array(data)
x_np = torch.from_numpy(np_array)
x_ones = torch.ones_like(x_data)
print(f"Ones Tensor: \n {x_ones} \n")
shape = (2,3,)
print(f"Zeros Tensor: \n {torch.zeros(shape)}")
tensor = torch.ones(4, 4)
print(f"First row: {tensor[0]}")
print(f"First column: {tensor[:, 0]}")
print(f"Last column: {tensor[..., -1]}")
tensor[:,1] = 0
print(tensor)
t1 = torch.cat([tensor, tensor, tensor], dim=1)
print(t1)
y1 = tensor @ tensor.T
y2 = tensor.matmul(tensor.T)
y3 = torch.zeros_like(y1)
torch.matmul(tensor, tensor.T, out=y3)
z1 = tensor * tensor
agg = tensor.sum()
agg_item = agg.item()
print(agg_item, type(agg_item))
tensor.add_(5)
t = torch.ones(5)
n = t.numpy()
t.add_(1)
print(f"t: {t}")
print(f"n: {n}")
n = np.ones(5)
t = torch.from_numpy(n)
np.add(n, 1, out=n)
print(f"t: {t}")
print(f"Shape of tensor: {tensor.shape}")
print(f"Datatype of tensor: {tensor.dtype}")
print(f"Device tensor is stored on: {tensor.device}")
# %% quickstart_model: the quickstart's network
class NeuralNetwork(nn.Module):
    def __init__(self):
        super().__init__()
        self.flatten = nn.Flatten()
        self.linear_relu_stack = nn.Sequential(
            nn.Linear(28*28, 512),
            nn.ReLU(),
            nn.Linear(512, 512),
            nn.ReLU(),
            nn.Linear(512, 10)
        )

    def forward(self, x):
        x = self.flatten(x)
        logits = self.linear_relu_stack(x)
        return logits

device = torch.accelerator.current_accelerator().type if torch.accelerator.is_available() else "cpu"
model = NeuralNetwork().to(device)
print(model)
X = torch.rand(1, 28, 28, device=device)
logits = model(X)
pred_probab = nn.Softmax(dim=1)(logits)
y_pred = pred_probab.argmax(1)
ok = 0 <= y_pred.item() < 10
for name, param in model.named_parameters():
    print(f"Layer: {name} | Size: {param.size()}")
del X, logits, pred_probab, y_pred, param
# %% train_test_loops: the optimisation tutorial's loops
from torch.utils.data import DataLoader, TensorDataset

X = torch.linspace(-1, 1, 24).reshape(12, 2)
Y = (X.sum(1) > 0).long()
dataloader = DataLoader(TensorDataset(X, Y), batch_size=4)
model = nn.Linear(2, 2)
with torch.no_grad():
    model.weight.copy_(torch.tensor([[0.1, -0.2], [0.3, 0.1]]))
    model.bias.zero_()
loss_fn = nn.CrossEntropyLoss()
optimizer = torch.optim.SGD(model.parameters(), lr=1e-1)


def train_loop(dataloader, model, loss_fn, optimizer):
    size = len(dataloader.dataset)
    model.train()
    for batch, (X, y) in enumerate(dataloader):
        pred = model(X)
        loss = loss_fn(pred, y)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        if batch % 2 == 0:
            loss, current = loss.item(), batch * 4 + len(X)
            print(f"loss: {loss:>7f}  [{current:>5d}/{size:>5d}]")


def test_loop(dataloader, model, loss_fn):
    model.eval()
    size = len(dataloader.dataset)
    num_batches = len(dataloader)
    test_loss, correct = 0, 0
    with torch.no_grad():
        for X, y in dataloader:
            pred = model(X)
            test_loss += loss_fn(pred, y).item()
            correct += (pred.argmax(1) == y).type(torch.float).sum().item()
    test_loss /= num_batches
    correct /= size
    print(f"Test Error: \n Accuracy: {(100*correct):>0.1f}%, Avg loss: {test_loss:>8f} \n")


for t in range(2):
    print(f"Epoch {t+1}\n-------------------------------")
    train_loop(dataloader, model, loss_fn, optimizer)
    test_loop(dataloader, model, loss_fn)
del dataloader
# %% nn_tutorial: what is torch.nn really
x = torch.linspace(-1, 1, 40).reshape(8, 5)
y = torch.arange(8) % 3
weights = (torch.arange(15.0).reshape(5, 3) / 15 - 0.5) / math.sqrt(5)
weights.requires_grad_()
bias = torch.zeros(3, requires_grad=True)


def log_softmax(x):
    return x - x.exp().sum(-1).log().unsqueeze(-1)


def model(xb):
    return log_softmax(xb @ weights + bias)


def nll(input, target):
    return -input[range(target.shape[0]), target].mean()


def accuracy(out, yb):
    preds = torch.argmax(out, dim=1)
    return (preds == yb).float().mean()


bs = 4
for epoch in range(2):
    for i in range((8 - 1) // bs + 1):
        xb, yb = x[i * bs:i * bs + bs], y[i * bs:i * bs + bs]
        loss = nll(model(xb), yb)
        loss.backward()
        with torch.no_grad():
            weights -= weights.grad * 0.5
            bias -= bias.grad * 0.5
            weights.grad.zero_()
            bias.grad.zero_()
print(nll(model(x), y), accuracy(model(x), y))
torch.allclose(nll(model(x), y), F.cross_entropy(x @ weights + bias, y))
# %% mnist_cnn: the nn tutorial's CNN
class Mnist_CNN(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 2, kernel_size=3, stride=2, padding=1)
        self.conv2 = nn.Conv2d(2, 3, kernel_size=3, stride=2, padding=1)

    def forward(self, xb):
        xb = xb.view(-1, 1, 8, 8)
        xb = F.relu(self.conv1(xb))
        xb = F.relu(self.conv2(xb))
        xb = F.avg_pool2d(xb, 2)
        return xb.view(-1, xb.size(1))


m = Mnist_CNN()
with torch.no_grad():
    for i, p in enumerate(m.parameters()):
        p.copy_(torch.cos(torch.arange(p.numel()).float() + i).view_as(p))
opt = optim.SGD(m.parameters(), lr=0.01, momentum=0.9)
xb = torch.linspace(0, 1, 128).reshape(2, 64)
for _ in range(3):
    loss = F.cross_entropy(m(xb), torch.tensor([0, 2]))
    loss.backward()
    opt.step()
    opt.zero_grad()
round(loss.item(), 4)
# %% sequential_lambda: a Lambda module in a Sequential
class Lambda(nn.Module):
    def __init__(self, func):
        super().__init__()
        self.func = func

    def forward(self, x):
        return self.func(x)


net = nn.Sequential(Lambda(lambda x: x.view(-1, 4)), nn.AdaptiveAvgPool1d(2) if hasattr(nn, "AdaptiveAvgPool1d") and False else nn.Identity(), Lambda(lambda x: x.view(x.size(0), -1)))
net(torch.arange(8.0)).shape
# %% logistic_regression: binary classification from scratch
X = torch.tensor([[0.0], [1.0], [2.0], [3.0]])
Y = torch.tensor([[0.0], [0.0], [1.0], [1.0]])
w = torch.zeros(1, 1, requires_grad=True)
b = torch.zeros(1, requires_grad=True)
for i in range(50):
    p = torch.sigmoid(X @ w + b)
    loss = -(Y * torch.log(p) + (1 - Y) * torch.log(1 - p)).mean()
    loss.backward()
    with torch.no_grad():
        for t in (w, b):
            t -= 0.5 * t.grad
            t.grad.zero_()
(torch.sigmoid(X @ w + b) > 0.5).int().flatten(), loss
# %% early_style_variable: code of the years before torch.tensor
from torch.autograd import Variable

x = Variable(torch.Tensor([1.0, 2.0]), requires_grad=True)
y = (x * x).sum()
y.backward()
x.data -= 0.1 * x.grad.data
x.grad.data.zero_()
x, x.grad, y.data
# %% physics_gradient: forces from a potential
pos = torch.tensor([[0.0, 0.0], [1.0, 0.5], [-0.5, 1.0]], requires_grad=True)
diff = pos.unsqueeze(0) - pos.unsqueeze(1)
mask = ~torch.eye(3, dtype=torch.bool)
r2 = (diff**2).sum(-1)[mask]
energy = (1 / r2**3 - 1 / r2**1.5).sum() / 2
forces = -torch.autograd.grad(energy, pos)[0]
energy, forces
# %% newton: Newton's method with a Hessian
def f(x):
    return (x[0] - 1) ** 2 + 5 * (x[1] - x[0] ** 2) ** 2


x = torch.tensor([0.5, 0.5])
for _ in range(6):
    g = torch.func.grad(f)(x)
    H = torch.func.hessian(f)(x)
    x = x - torch.linalg.solve(H, g)
x
# %% adversarial: the fast gradient sign
m = nn.Linear(2, 2)
with torch.no_grad():
    m.weight.copy_(torch.tensor([[1.0, -1.0], [-0.5, 0.5]]))
    m.bias.zero_()
x = torch.tensor([[0.2, 0.1]], requires_grad=True)
loss = F.nll_loss(F.log_softmax(m(x), dim=1), torch.tensor([0]))
m.zero_grad()
loss.backward()
x_adv = torch.clamp(x + 0.1 * x.grad.data.sign(), 0, 1)
x_adv.detach(), m(x_adv).argmax(1)
# %% ema_and_copy: a moving average of weights
import copy

m = nn.Linear(1, 1)
with torch.no_grad():
    m.weight.fill_(1.0)
    m.bias.fill_(0.0)
ema = copy.deepcopy(m)
for p in ema.parameters():
    p.requires_grad_(False)
with torch.no_grad():
    m.weight.add_(1.0)
    for e, p in zip(ema.parameters(), m.parameters()):
        e.mul_(0.9).add_(p, alpha=0.1)
ema.weight, m.weight
# %% gradient_accumulation: four small batches make one large
def make():
    m = nn.Linear(2, 1)
    with torch.no_grad():
        m.weight.fill_(0.5)
        m.bias.fill_(0.1)
    return m


X, Y = torch.arange(16.0).reshape(8, 2) / 16, torch.arange(8.0).unsqueeze(1)
a, b = make(), make()
F.mse_loss(a(X), Y).backward()
for xb, yb in zip(X.split(2), Y.split(2)):
    (F.mse_loss(b(xb), yb) / 4).backward()
torch.allclose(a.weight.grad, b.weight.grad), a.weight.grad
# %% embedding_bag_of_words: a tiny language model step
emb = nn.Embedding(5, 3)
out = nn.Linear(3, 5)
with torch.no_grad():
    emb.weight.copy_(torch.arange(15.0).reshape(5, 3) / 10)
    out.weight.copy_(torch.arange(15.0).reshape(5, 3) / 20 - 0.3)
    out.bias.zero_()
ctx = torch.tensor([[0, 1], [3, 3]])
logits = out(emb(ctx).mean(dim=1))
loss = F.cross_entropy(logits, torch.tensor([2, 4]))
loss.backward()
loss, emb.weight.grad
# %% clip_and_schedule: clipping, a scheduler, an optimizer together
p = nn.Parameter(torch.tensor([10.0, -10.0]))
opt = optim.Adam([p], lr=1.0)
sched = optim.lr_scheduler.StepLR(opt, 2, 0.5)
for _ in range(4):
    opt.zero_grad()
    (p**4).sum().backward()
    nn.utils.clip_grad_norm_([p], 1.0)
    opt.step()
    sched.step()
p, sched.get_last_lr()
