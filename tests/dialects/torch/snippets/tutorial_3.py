# cells share one namespace
import numpy as np
import torch

torch.manual_seed(0)

# %% scalar_square: y = x**2 at 3
x = torch.tensor(3.0, requires_grad=True)
y = x**2
# %% grad_fn: the gradient function of y
print(f"Gradient function for y = {y.grad_fn}".split(" at ")[0])
# %% backward: derivatives of y
# computes gradients of y with respect to any dependent variables
# having requires_grad=True
y.backward()
# %% dy_dx: dy/dx is 6
dy_dx = x.grad
dy_dx
# %% dy_dx_numpy: as an array
dy_dx.numpy()
# %% data: two samples, three classes
x = [[-2., 2., 2., -2.], [ 2.1, 1., 1.5, -1.]] # input
y = [[1., 0., 0.], [0., 1., 0]] # expected output
# %% forward [shapes]: logits and cross-entropy, random weights as in the text
w = torch.randn(4, 3, requires_grad=True)
b = torch.zeros(3, requires_grad=True)

# NOTE in Pytorch we need to cast x and y to tensors explicitly
logits = torch.matmul(torch.tensor(x), w) + b

loss = torch.nn.functional.cross_entropy(logits, torch.tensor(y))
# %% forward_fixed: the same with fixed weights
w = torch.tensor(np.linspace(-1, 1, 12).reshape(4, 3), dtype=torch.float32, requires_grad=True)
b = torch.zeros(3, requires_grad=True)
logits = torch.matmul(torch.tensor(x), w) + b
loss = torch.nn.functional.cross_entropy(logits, torch.tensor(y))
# %% loss_backward: derivatives of the loss
loss.backward()
# %% gradients: w.grad and b.grad
[dl_dw, dl_db] = w.grad, b.grad
# %% shapes: the gradient has the shape of the source
print(w.shape)
print(dl_dw.shape)
# %% second_backward: this will raise an error
# this will raise an error
loss.backward()
# %% retain_graph: forward again, retain_graph=True
# need to recriate the forward graph and use retain_graph=True in backward call
logits = torch.matmul(torch.tensor(x), w) + b

loss = torch.nn.functional.cross_entropy(logits, torch.tensor(y))

loss.backward(retain_graph=True)
# %% after_retain: and once more
loss.backward()
w.grad, b.grad
