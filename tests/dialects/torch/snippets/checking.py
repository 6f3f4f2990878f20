import torch
from torch.autograd import gradcheck, gradgradcheck

# %% gradcheck_true: gradcheck of a smooth function
x = torch.tensor([0.5, 1.5], dtype=torch.float64, requires_grad=True)
gradcheck(lambda x: (x.sin() * x.exp()).sum(), (x,))
# %% gradcheck_two_inputs: gradcheck of matmul
a = torch.tensor([[1.0, 2.0], [0.5, -1.0]], dtype=torch.float64, requires_grad=True)
b = torch.tensor([[0.1, 0.2], [0.3, 0.4]], dtype=torch.float64, requires_grad=True)
gradcheck(torch.matmul, (a, b)), gradgradcheck(torch.matmul, (a, b))
# %% gradcheck_wrong: a wrong backward is found
class Wrong(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * x

    @staticmethod
    def backward(ctx, g):
        return 3 * ctx.saved_tensors[0] * g


x = torch.tensor([1.0], dtype=torch.float64, requires_grad=True)
gradcheck(Wrong.apply, (x,))
# %% gradcheck_wrong_no_raise: raise_exception=False gives False
class Wrong(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x * 2

    @staticmethod
    def backward(ctx, g):
        return g


x = torch.tensor([1.0], dtype=torch.float64, requires_grad=True)
gradcheck(Wrong.apply, (x,), raise_exception=False)
# %% gradcheck_needs_grad: no input that requires grad is a ValueError
gradcheck(torch.sin, (torch.ones(1, dtype=torch.float64),))
# %% anomaly_names_node: detect_anomaly raises where NaN appears
import warnings

x = torch.tensor([-1.0], requires_grad=True)
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    with torch.autograd.detect_anomaly():
        y = x.sqrt()
        y.sum().backward()
# %% anomaly_silent_when_fine: no NaN, no complaint
import warnings

x = torch.tensor([4.0], requires_grad=True)
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    with torch.autograd.detect_anomaly():
        x.sqrt().sum().backward()
x.grad
# %% anomaly_warns_on_enter: entering warns
import warnings

with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    with torch.autograd.detect_anomaly():
        on = torch.is_anomaly_enabled()
on, torch.is_anomaly_enabled(), len(w) >= 1
# %% set_detect_anomaly: set_detect_anomaly as a function
torch.autograd.set_detect_anomaly(True)
a = torch.is_anomaly_enabled()
torch.autograd.set_detect_anomaly(False)
a, torch.is_anomaly_enabled()
# %% anomaly_message: the message names the node
import warnings

x = torch.tensor([0.0], requires_grad=True)
try:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with torch.autograd.set_detect_anomaly(True):
            (x.sqrt() * 0).sum().backward()
except RuntimeError as e:
    r = "SqrtBackward0" in str(e)
r
