import torch
from torch import nn, optim
from torch.optim import lr_scheduler


def rates(make, n=6, lr=1.0):
    o = optim.SGD([nn.Parameter(torch.ones(1))], lr=lr)
    s = make(o)
    out = []
    for _ in range(n):
        out.append(o.param_groups[0]["lr"])
        o.step()
        s.step()
    return out, s.get_last_lr()


# %% step_lr: StepLR
rates(lambda o: lr_scheduler.StepLR(o, step_size=2, gamma=0.1))
# %% multi_step_lr: MultiStepLR
rates(lambda o: lr_scheduler.MultiStepLR(o, milestones=[1, 4], gamma=0.5))
# %% exponential_lr: ExponentialLR
rates(lambda o: lr_scheduler.ExponentialLR(o, gamma=0.9))
# %% cosine: CosineAnnealingLR
rates(lambda o: lr_scheduler.CosineAnnealingLR(o, T_max=4, eta_min=0.1))
# %% lambda_lr: LambdaLR
rates(lambda o: lr_scheduler.LambdaLR(o, lambda e: 1 / (e + 1)))
# %% linear_lr: LinearLR and ConstantLR
rates(lambda o: lr_scheduler.LinearLR(o, start_factor=0.5, total_iters=4)), rates(lambda o: lr_scheduler.ConstantLR(o, factor=0.5, total_iters=2))
# %% polynomial: PolynomialLR
rates(lambda o: lr_scheduler.PolynomialLR(o, total_iters=4, power=2.0))
# %% one_cycle: OneCycleLR
rates(lambda o: lr_scheduler.OneCycleLR(o, max_lr=1.0, total_steps=7), 6)
# %% plateau: ReduceLROnPlateau
o = optim.SGD([nn.Parameter(torch.ones(1))], lr=1.0)
s = lr_scheduler.ReduceLROnPlateau(o, factor=0.1, patience=1)
out = []
for m in (1.0, 0.9, 0.9, 0.9, 0.9, 0.5):
    s.step(m)
    out.append(o.param_groups[0]["lr"])
out
# %% sequential_lr: warm up, then decay
rates(lambda o: lr_scheduler.SequentialLR(o, [lr_scheduler.ConstantLR(o, factor=0.1, total_iters=2), lr_scheduler.ExponentialLR(o, gamma=0.9)], milestones=[2]))
# %% warm_restarts: CosineAnnealingWarmRestarts
rates(lambda o: lr_scheduler.CosineAnnealingWarmRestarts(o, T_0=2, T_mult=2), 7)
# %% cyclic: CyclicLR
rates(lambda o: lr_scheduler.CyclicLR(o, base_lr=0.1, max_lr=1.0, step_size_up=2, cycle_momentum=False))
# %% initial_lr: initial_lr in the group and last_epoch
o = optim.SGD([nn.Parameter(torch.ones(1))], lr=0.5)
s = lr_scheduler.StepLR(o, 1)
o.step()
s.step()
o.param_groups[0]["initial_lr"], s.last_epoch, o.param_groups[0]["lr"]
# %% warns_without_optimizer_step: scheduler.step before optimizer.step warns
o = optim.SGD([nn.Parameter(torch.ones(1))], lr=0.5)
s = lr_scheduler.StepLR(o, 1)
s.step()
o.param_groups[0]["lr"]
# %% needs_an_optimizer: anything else is a TypeError
lr_scheduler.StepLR(3, 1)
