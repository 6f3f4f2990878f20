import torch

# %% no_grad: results of no_grad need no gradient
x = torch.ones(2, requires_grad=True)
with torch.no_grad():
    y = x * 2
y.requires_grad, y.grad_fn, y.is_leaf, x.requires_grad
# %% no_grad_decorator: as a decorator, with and without ()
x = torch.ones(1, requires_grad=True)


@torch.no_grad()
def f(t):
    return t * 2


@torch.no_grad
def g(t):
    return t * 2


f(x).requires_grad, g(x).requires_grad, f.__name__
# %% enable_grad: enable_grad inside no_grad
x = torch.ones(1, requires_grad=True)
with torch.no_grad():
    with torch.enable_grad():
        a = x * 2
    b = x * 2
a.requires_grad, b.requires_grad
# %% set_grad_enabled: as a context and as a function
x = torch.ones(1, requires_grad=True)
with torch.set_grad_enabled(False):
    a = (x * 2).requires_grad
torch.set_grad_enabled(False)
b = (x * 2).requires_grad
torch.set_grad_enabled(True)
a, b, (x * 2).requires_grad, torch.is_grad_enabled()
# %% is_grad_enabled: is_grad_enabled follows
out = [torch.is_grad_enabled()]
with torch.no_grad():
    out.append(torch.is_grad_enabled())
out.append(torch.is_grad_enabled())
out
# %% exception_restores: an exception inside no_grad restores the mode
try:
    with torch.no_grad():
        raise ValueError
except ValueError:
    pass
torch.is_grad_enabled()
# %% factories_in_no_grad: factories in no_grad may require grad
with torch.no_grad():
    t = torch.ones(1, requires_grad=True)
t.requires_grad, t.is_leaf
# %% inference_mode: inference tensors
x = torch.ones(2, requires_grad=True)
with torch.inference_mode():
    y = x * 2
    on = torch.is_inference_mode_enabled()
    t = torch.ones(1)
y.requires_grad, t.is_inference(), on, torch.is_inference_mode_enabled()
# %% inference_requires_grad: inference tensors cannot require grad
with torch.inference_mode():
    y = torch.ones(2)
y.requires_grad_()
# %% inference_decorator: inference_mode as a decorator
@torch.inference_mode()
def f(t):
    return t * 2


f(torch.ones(1, requires_grad=True)).requires_grad
# %% graph_before_no_grad_survives: a graph made before is not harmed
x = torch.tensor(2.0, requires_grad=True)
y = x * x
with torch.no_grad():
    z = y * 10
y.backward()
x.grad, z
# %% backward_inside_no_grad: backward may be called inside no_grad
x = torch.tensor(2.0, requires_grad=True)
y = x * x
with torch.no_grad():
    y.backward()
x.grad
# %% no_grad_generator: nested no_grad
with torch.no_grad():
    with torch.no_grad():
        pass
    a = torch.is_grad_enabled()
a, torch.is_grad_enabled()
# %% threads_have_own_mode: another thread has its own mode
import threading

out = []
with torch.no_grad():
    t = threading.Thread(target=lambda: out.append(torch.is_grad_enabled()))
    t.start()
    t.join()
out
# %% detach_vs_no_grad: detach in a target network
x = torch.tensor(3.0, requires_grad=True)
target = (x * 2).detach()
((x - target) ** 2).backward()
x.grad, target.requires_grad
