import torch
import torch.nn.functional as F
from torch import nn

# %% mse: mean squared error and its gradient
x = torch.tensor([[1.0], [2.0]], requires_grad=True)
y = torch.tensor([[0.0], [4.0]])
loss = nn.MSELoss()(x, y)
loss.backward()
loss, x.grad
# %% mse_reductions: mean, sum, none
x, y = torch.tensor([1.0, 2.0]), torch.tensor([0.0, 4.0])
[F.mse_loss(x, y, reduction=r) for r in ("mean", "sum", "none")]
# %% l1_and_huber: L1, smooth L1, Huber
x = torch.tensor([0.0, 0.5, 3.0], requires_grad=True)
y = torch.zeros(3)
a, b, c = F.l1_loss(x, y), F.smooth_l1_loss(x, y), F.huber_loss(x, y, delta=2.0)
(a + b + c).backward()
a, b, c, x.grad, nn.SmoothL1Loss(beta=0.5)(x, y), nn.HuberLoss()(x, y), nn.L1Loss(reduction="sum")(x, y)
# %% cross_entropy: from logits and class indices
x = torch.tensor([[1.0, 2.0, 3.0], [1.0, 0.0, -1.0]], requires_grad=True)
loss = nn.CrossEntropyLoss()(x, torch.tensor([2, 0]))
loss.backward()
loss, x.grad
# %% cross_entropy_probabilities: from logits and probabilities
x = torch.tensor([[-2.0, 2.0, 2.0], [2.1, 1.0, 1.5]], requires_grad=True)
loss = F.cross_entropy(x, torch.tensor([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]))
loss.backward()
loss, x.grad
# %% cross_entropy_weights: class weights make a weighted mean
x = torch.tensor([[1.0, 2.0], [0.5, 0.1]])
w = torch.tensor([1.0, 3.0])
t = torch.tensor([0, 1])
F.cross_entropy(x, t, weight=w), F.cross_entropy(x, t, weight=w, reduction="sum"), F.cross_entropy(x, t, reduction="none")
# %% cross_entropy_ignore: ignore_index
x = torch.tensor([[1.0, 2.0], [0.5, 0.1]], requires_grad=True)
loss = F.cross_entropy(x, torch.tensor([0, -100]))
loss.backward()
loss, x.grad, F.cross_entropy(x, torch.tensor([-100, -100])).isnan(), F.cross_entropy(x, torch.tensor([0, 1]), ignore_index=1)
# %% cross_entropy_label_smoothing: label_smoothing
F.cross_entropy(torch.tensor([[1.0, 2.0, 3.0]]), torch.tensor([2]), label_smoothing=0.1)
# %% cross_entropy_images: class axis 1 with more axes
x = torch.arange(12.0).reshape(1, 3, 2, 2) / 10
F.cross_entropy(x, torch.tensor([[[0, 1], [2, 0]]])), F.cross_entropy(torch.tensor([1.0, 2.0]), torch.tensor(1))
# %% cross_entropy_float_indices: float class indices are refused
F.cross_entropy(torch.zeros(2, 3), torch.tensor([0.0, 1.0]))
# %% cross_entropy_int32: int32 class indices are refused
F.cross_entropy(torch.zeros(2, 3), torch.tensor([0, 1], dtype=torch.int32))
# %% cross_entropy_out_of_bounds: a class that is not there is an IndexError
F.cross_entropy(torch.zeros(1, 3), torch.tensor([3]))
# %% cross_entropy_batch_mismatch: different batch sizes are a ValueError
F.cross_entropy(torch.zeros(2, 3), torch.tensor([0]))
# %% nll: NLL from log-probabilities
x = torch.log_softmax(torch.tensor([[1.0, 2.0, 3.0]]), 1)
F.nll_loss(x, torch.tensor([0])), nn.NLLLoss()(x, torch.tensor([2]))
# %% bce: BCE and BCE with logits
x = torch.tensor([0.2, -1.0, 3.0], requires_grad=True)
y = torch.tensor([1.0, 0.0, 1.0])
a = nn.BCEWithLogitsLoss()(x, y)
b = nn.BCELoss()(torch.sigmoid(x), y)
(a + b).backward()
a, b, x.grad
# %% bce_pos_weight: pos_weight and weight
x, y = torch.tensor([0.2, -1.0]), torch.tensor([1.0, 0.0])
F.binary_cross_entropy_with_logits(x, y, pos_weight=torch.tensor(3.0)), F.binary_cross_entropy_with_logits(x, y, weight=torch.tensor([1.0, 2.0]))
# %% bce_clamps_log: log is clamped at -100
F.binary_cross_entropy(torch.tensor([0.0, 1.0]), torch.tensor([1.0, 1.0])), F.binary_cross_entropy(torch.tensor([0.0]), torch.tensor([1.0]))
# %% bce_out_of_range: probabilities outside [0, 1]
F.binary_cross_entropy(torch.tensor([1.5]), torch.tensor([1.0]))
# %% bce_shape_mismatch: different shapes are a ValueError
F.binary_cross_entropy(torch.tensor([[0.5], [0.5]]), torch.tensor([1.0, 0.0]))
# %% kl_div: KL divergence takes log-probabilities
x = torch.log_softmax(torch.tensor([[1.0, 2.0]]), 1)
p = torch.tensor([[0.3, 0.7]])
F.kl_div(x, p, reduction="batchmean"), F.kl_div(x, p, reduction="sum"), nn.KLDivLoss(reduction="batchmean", log_target=True)(x, p.log())
# %% mse_broadcast_warns: different shapes broadcast with a warning
a = F.mse_loss(torch.tensor([[1.0], [2.0]]), torch.tensor([1.0, 5.0]))
a
# %% hinge_margin: margin losses
a, b, y = torch.tensor([1.0, 2.0]), torch.tensor([2.0, 1.0]), torch.tensor([1.0, 1.0])
F.margin_ranking_loss(a, b, y, margin=0.5), F.hinge_embedding_loss(a, torch.tensor([1.0, -1.0])), F.soft_margin_loss(a, y), F.triplet_margin_loss(torch.zeros(1, 2), torch.ones(1, 2), torch.full((1, 2), 2.0))
# %% multi_margin: multi-class margin
F.multi_margin_loss(torch.tensor([[0.1, 0.2, 0.4]]), torch.tensor([2])), F.cosine_embedding_loss(torch.ones(1, 2), torch.ones(1, 2), torch.tensor([1.0])), F.gaussian_nll_loss(torch.zeros(2), torch.ones(2), torch.ones(2)), F.poisson_nll_loss(torch.zeros(2), torch.ones(2))
# %% int_target_in_mse: an int target is promoted
F.mse_loss(torch.tensor([1.0, 2.0]), torch.tensor([1, 3]))
# %% bad_reduction: an unknown reduction is a ValueError
F.mse_loss(torch.ones(1), torch.ones(1), reduction="avg")
# %% double_backward_of_losses: second derivatives of losses
x = torch.tensor([0.5, -1.0], dtype=torch.float64, requires_grad=True)
y = torch.tensor([1.0, 0.0], dtype=torch.float64)
loss = F.binary_cross_entropy_with_logits(x, y) + F.mse_loss(x, y) + F.cross_entropy(x[None], torch.tensor([0]))
(g,) = torch.autograd.grad(loss, x, create_graph=True)
torch.autograd.grad(g.sum(), x)
