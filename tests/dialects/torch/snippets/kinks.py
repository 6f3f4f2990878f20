import torch


def grad(f, *values):
    xs = [torch.tensor(v, requires_grad=True) for v in values]
    f(*xs).sum().backward()
    return [x.grad for x in xs]


nan = float("nan")

# %% relu_at_zero_and_nan: relu at 0 and at NaN
grad(torch.relu, [0.0, nan])
# %% abs_sign_at_zero: abs and sign at 0
grad(torch.abs, [0.0]), grad(torch.sign, [0.0])
# %% sqrt_at_zero: sqrt at 0
grad(torch.sqrt, [0.0])
# %% where_sqrt: where does not stop the NaN of the branch not taken
grad(lambda x: torch.where(x > 0, torch.sqrt(x), torch.zeros(2)), [0.0, -1.0])
# %% power_zero_at_zero: x**0 at 0
grad(lambda x: x**0, [0.0]), grad(lambda x: x ** torch.tensor(0.0), [0.0])
# %% zero_to_x: 0**x at -1
grad(lambda x: torch.tensor(0.0) ** x, [-1.0, 2.0]), grad(lambda x: 0.0**x, [-1.0])
# %% negative_base: (-2)**x with respect to x
grad(lambda x: torch.tensor(-2.0) ** x, [2.0]), grad(lambda x: (-2.0) ** x, [2.0])
# %% maximum_tie: maximum and minimum on a tie
grad(torch.maximum, [1.0, 2.0], [1.0, 1.0]), grad(torch.minimum, [1.0], [1.0]), grad(torch.max, [1.0], [1.0])
# %% max_full_tie: max of all on a tie
grad(lambda x: x.max(), [1.0, 3.0, 3.0]), grad(lambda x: x.min(), [1.0, 1.0, 3.0])
# %% max_axis_tie: max over an axis on a tie
grad(lambda x: x.max(0).values, [1.0, 3.0, 3.0]), grad(lambda x: x.amax(0), [1.0, 3.0, 3.0])
# %% clip_at_bounds: clamp at its bounds
grad(lambda x: x.clamp(0, 1), [-0.5, 0.0, 0.5, 1.0, 1.5])
# %% norm_at_zero: norm at 0
grad(lambda x: x.norm(), [0.0, 0.0]), grad(lambda x: torch.linalg.norm(x), [0.0, 0.0])
# %% std_ddof: std of one value and of equal values
grad(lambda x: x.std(), [2.0, 2.0]), torch.tensor([1.0, 3.0]).std()
# %% std_of_one: std of one value is NaN and warns
r = torch.tensor([2.0]).std()
# %% leaky_slope: leaky_relu's default slope
torch.nn.functional.leaky_relu(torch.tensor([-1.0])), grad(torch.nn.functional.leaky_relu, [-1.0, 0.0])
# %% xlogy_at_zero: xlogy(x, x) at 0
grad(lambda x: torch.xlogy(x, x), [0.0])
# %% floor_round: floor and round have gradient 0
grad(torch.floor, [1.5]), grad(torch.round, [1.5])
# %% round_half_even: round half to even
torch.round(torch.tensor([0.5, 1.5, 2.5, -0.5]))
# %% prod_with_zeros: prod with one and two zeros
grad(lambda x: x.prod(), [2.0, 0.0, 3.0]), grad(lambda x: x.prod(), [0.0, 0.0, 3.0]), grad(lambda x: x.prod(0), [2.0, 0.0])
# %% repeated_index: a repeated index accumulates
grad(lambda x: x[torch.tensor([0, 0])], [1.0, 2.0])
# %% int_division: int / int
torch.tensor(1) / torch.tensor(2)
# %% gelu_default: gelu is exact by default
torch.nn.functional.gelu(torch.tensor([1.0]))
# %% more_kinks: kinks of other activations
[grad(f, [0.0, 1.0, -1.0]) for f in (torch.nn.functional.elu, torch.nn.functional.selu, torch.nn.functional.hardtanh, torch.nn.functional.relu6, torch.nn.functional.softsign, torch.nn.functional.softplus)]
# %% l1_at_zero: l1 and smooth l1 at 0
grad(lambda x: torch.nn.functional.l1_loss(x, torch.zeros(1)), [0.0]), grad(lambda x: torch.nn.functional.smooth_l1_loss(x, torch.zeros(2)), [1.0, 0.0])
# %% clamp_nan: clamp of NaN
torch.tensor([nan]).clamp(0, 1), grad(lambda x: x.clamp(0, 1), [nan])
# %% max_nan: max with NaN
torch.tensor([1.0, nan]).max(), torch.maximum(torch.tensor([1.0]), torch.tensor([nan])), torch.fmax(torch.tensor([1.0]), torch.tensor([nan]))
# %% division_by_zero: gradients of 1/0
grad(lambda x: 1 / x, [0.0]), grad(lambda x, y: x / y, [0.0], [0.0])
# %% log_at_zero: log at 0 and below
grad(torch.log, [0.0, -1.0]), torch.log(torch.tensor([0.0, -1.0]))
# %% pow_fractional_at_zero: x**0.5 and x**1.5 at 0
grad(lambda x: x**0.5, [0.0]), grad(lambda x: x**1.5, [0.0]), grad(lambda x: x**2, [0.0])
# %% softmax_extremes: softmax of huge logits
torch.softmax(torch.tensor([1000.0, 0.0]), 0), torch.log_softmax(torch.tensor([1000.0, 0.0]), 0), torch.logsumexp(torch.tensor([1000.0, 1000.0]), 0), torch.sigmoid(torch.tensor([-200.0, 200.0]))
# %% cumprod_zero: cumprod with a zero
grad(lambda x: x.cumprod(0), [2.0, 0.0, 3.0])
# %% median_gradient: median goes to one element
grad(lambda x: x.median(), [3.0, 1.0, 2.0])
