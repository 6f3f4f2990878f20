import torch
import torch.nn.functional as F
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(2, 3)
        self.fc2 = nn.Linear(3, 1)

    def forward(self, x):
        return self.fc2(torch.relu(self.fc1(x)))


def fill(module):
    with torch.no_grad():
        for i, p in enumerate(module.parameters()):
            p.copy_(torch.arange(p.numel(), dtype=p.dtype).reshape(p.shape) * 0.1 - 0.2 * i)
    return module


# %% parameter: a Parameter requires grad and is a leaf
p = nn.Parameter(torch.tensor([1.0, 2.0]))
p.requires_grad, p.is_leaf, isinstance(p, torch.Tensor), nn.Parameter(torch.ones(1), requires_grad=False).requires_grad
# %% named_parameters: names in order of construction
[(n, tuple(p.shape)) for n, p in Net().named_parameters()]
# %% forward_values: the network computes
fill(Net())(torch.tensor([[1.0, 2.0], [0.5, -1.0]]))
# %% backward_fills_parameters: backward fills the parameters' grads
net = fill(Net())
net(torch.tensor([[1.0, 2.0]])).sum().backward()
[p.grad for p in net.parameters()]
# %% zero_grad: zero_grad sets None by default
net = fill(Net())
net(torch.ones(1, 2)).sum().backward()
net.zero_grad()
a = [p.grad for p in net.parameters()]
net(torch.ones(1, 2)).sum().backward()
net.zero_grad(set_to_none=False)
a, net.fc2.bias.grad
# %% train_eval: train and eval spread to children
net = nn.Sequential(nn.Linear(1, 1), nn.Dropout(0.5))
net.eval()
a = [m.training for m in net.modules()]
net.train()
a, [m.training for m in net.modules()]
# %% modules_children: modules, children, named_modules
net = nn.Sequential(nn.Linear(1, 2), nn.Sequential(nn.ReLU(), nn.Linear(2, 1)))
[type(m).__name__ for m in net.modules()], [type(m).__name__ for m in net.children()], [n for n, _ in net.named_modules()], [n for n, _ in net.named_children()]
# %% state_dict [shapes]: keys and shapes
sd = nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 1)).state_dict()
type(sd).__name__, {k: tuple(v.shape) for k, v in sd.items()}, sd["0.weight"].requires_grad
# %% load_state_dict: loads and reports
net = nn.Linear(2, 1)
r = net.load_state_dict({"weight": torch.tensor([[1.0, 2.0]]), "bias": torch.tensor([3.0])})
net.weight, net.bias, str(r)
# %% load_state_dict_missing: a missing key is a RuntimeError
nn.Linear(2, 1).load_state_dict({"weight": torch.zeros(1, 2)})
# %% load_state_dict_not_strict: strict=False says what is missing
r = nn.Linear(2, 1).load_state_dict({"weight": torch.zeros(1, 2), "more": torch.zeros(1)}, strict=False)
r.missing_keys, r.unexpected_keys
# %% load_state_dict_wrong_shape: a wrong shape is a RuntimeError
nn.Linear(2, 1).load_state_dict({"weight": torch.zeros(2, 2), "bias": torch.zeros(1)})
# %% state_dict_is_live: state_dict shares memory
net = nn.Linear(1, 1)
net.state_dict()["weight"].fill_(7.0)
net.weight
# %% buffers: register_buffer is in the state_dict, not in parameters
class B(nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("mean", torch.zeros(2))
        self.register_buffer("temp", torch.zeros(1), persistent=False)


b = B()
list(b.state_dict()), len(list(b.parameters())), [n for n, _ in b.named_buffers()], b.mean
# %% register_parameter: register_parameter and None
class R(nn.Module):
    def __init__(self):
        super().__init__()
        self.register_parameter("w", nn.Parameter(torch.ones(2)))
        self.register_parameter("b", None)


r = R()
[n for n, _ in r.named_parameters()], r.b, r.w
# %% module_list: ModuleList registers, a plain list does not
class A(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(1, 1) for _ in range(2)])
        self.plain = [nn.Linear(1, 1)]


m = A()
m.layers.append(nn.Linear(1, 1))
len(m.layers), len(list(m.parameters())), [n for n, _ in m.named_parameters()], type(m.layers[0]).__name__
# %% module_dict: ModuleDict
m = nn.ModuleDict({"a": nn.Linear(1, 1), "b": nn.ReLU()})
list(m), "a" in m, len(m), [n for n, _ in m.named_parameters()], type(m["b"]).__name__
# %% parameter_list: ParameterList and ParameterDict
m = nn.ParameterList([nn.Parameter(torch.ones(1)), nn.Parameter(torch.zeros(2))])
d = nn.ParameterDict({"w": nn.Parameter(torch.ones(1))})
[n for n, _ in m.named_parameters()], len(m), [n for n, _ in d.named_parameters()], d["w"]
# %% sequential: indexing, slicing, append, iteration
net = nn.Sequential(nn.Linear(1, 2), nn.ReLU(), nn.Linear(2, 1))
net.append(nn.Sigmoid())
len(net), type(net[1]).__name__, len(net[:2]), [type(m).__name__ for m in net], type(net[-1]).__name__
# %% sequential_named: an OrderedDict or add_module names the layers
from collections import OrderedDict

net = nn.Sequential(OrderedDict([("fc", nn.Linear(1, 1)), ("act", nn.ReLU())]))
net.add_module("out", nn.Linear(1, 1))
[n for n, _ in net.named_children()], net.fc.in_features
# %% assign_tensor_to_parameter: a plain tensor is refused
net = nn.Linear(1, 1)
net.weight = torch.ones(1, 1)
# %% assign_parameter: a new Parameter replaces
net = nn.Linear(1, 1)
net.weight = nn.Parameter(torch.full((1, 1), 5.0))
net.weight, len(list(net.parameters()))
# %% forgotten_super: assigning a module before super().__init__()
class Bad(nn.Module):
    def __init__(self):
        self.fc = nn.Linear(1, 1)


Bad()
# %% missing_forward: a module without forward
class Nothing(nn.Module):
    pass


Nothing()(torch.ones(1))
# %% missing_attribute: an unknown attribute is an AttributeError
nn.Linear(1, 1).wight
# %% apply_function: apply visits children, then self
net = nn.Sequential(nn.Linear(2, 1), nn.ReLU())
seen = []
net.apply(lambda m: seen.append(type(m).__name__))
seen
# %% apply_init: apply to initialise
def init(m):
    if isinstance(m, nn.Linear):
        nn.init.constant_(m.weight, 0.5)
        nn.init.zeros_(m.bias)


net = nn.Sequential(nn.Linear(2, 1), nn.ReLU())
net.apply(init)
net(torch.tensor([[1.0, 3.0]]))
# %% double_and_to: double() casts the parameters
net = nn.Linear(2, 1).double()
net.weight.dtype, net.to(torch.float32).weight.dtype, nn.Linear(1, 1, dtype=torch.float64).bias.dtype, net.float() is net
# %% freeze: requires_grad_(False) freezes
net = fill(Net())
net.fc1.requires_grad_(False)
net(torch.ones(1, 2)).sum().backward()
net.fc1.weight.grad, net.fc2.weight.grad is not None, [p.requires_grad for p in net.parameters()]
# %% shared_parameters [shapes]: a shared parameter is listed once
class Tied(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Linear(2, 2, bias=False)
        self.b = nn.Linear(2, 2, bias=False)
        self.b.weight = self.a.weight


t = Tied()
len(list(t.parameters())), list(t.state_dict()), t.a.weight is t.b.weight
# %% count_parameters: counting
net = nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))
sum(p.numel() for p in net.parameters()), sum(p.numel() for p in net.parameters() if p.requires_grad)
# %% get_submodule: get_submodule and get_parameter
net = nn.Sequential(nn.Sequential(nn.Linear(2, 1)))
type(net.get_submodule("0.0")).__name__, net.get_parameter("0.0.weight").shape
# %% deepcopy_module: deepcopy is independent
import copy

a = fill(nn.Linear(1, 1))
b = copy.deepcopy(a)
with torch.no_grad():
    b.weight.fill_(9.0)
a.weight, b.weight, b.weight.is_leaf
# %% extra_repr: printing modules
class Scale(nn.Module):
    def __init__(self, k):
        super().__init__()
        self.k = k
        self.fc = nn.Linear(2, 1)

    def extra_repr(self):
        return f"k={self.k}"


print(Scale(3))
print(Net())
print(nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Dropout(0.2)))
# %% reprs_of_layers: reprs of single layers
[repr(m) for m in (nn.Linear(3, 2), nn.Linear(3, 2, bias=False), nn.ReLU(), nn.Sigmoid(), nn.Tanh(), nn.Dropout(0.3), nn.Flatten(), nn.Identity(), nn.Softmax(dim=1), nn.LeakyReLU(0.1), nn.GELU(), nn.MSELoss(), nn.CrossEntropyLoss(), nn.BatchNorm1d(4), nn.Conv2d(1, 6, 5), nn.MaxPool2d(2, 2), nn.Embedding(10, 3), nn.LayerNorm(4), nn.ELU(), nn.Softplus(), nn.Unflatten(1, (2, 2)))]
# %% repr_repeated_layers: repeated layers are folded
print(nn.ModuleList([nn.Linear(1, 1), nn.Linear(1, 1)]))
print(nn.Sequential())
# %% repr_parameter: printing a Parameter
print(nn.Parameter(torch.tensor([[1.0, 2.0]])))
# %% call_kwargs: forward takes keywords
class K(nn.Module):
    def forward(self, x, scale=1.0):
        return x * scale


K()(torch.ones(2), scale=3.0)
# %% training_flag: self.training in forward
class D(nn.Module):
    def forward(self, x):
        return x * 2 if self.training else x


d = D()
a = d(torch.ones(1))
d.eval()
a, d(torch.ones(1))
# %% delattr_parameter: deleting a parameter
net = nn.Linear(1, 1)
del net.bias
[n for n, _ in net.named_parameters()]
