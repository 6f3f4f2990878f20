import torch

# %% scalars: 0-d tensors
print(torch.tensor(6.0), torch.tensor(1), torch.tensor(True), torch.tensor(0.1), torch.tensor(1e-7), torch.tensor(123456.789))
# %% vectors: floats, ints, bools
print(torch.tensor([1.0, 2.0]))
print(torch.tensor([1.5, -2.25]))
print(torch.tensor([1, 20, 300]))
print(torch.tensor([True, False]))
# %% four_decimals: four decimals by default
print(torch.tensor([1 / 3, 2 / 3, 100.0]))
print(torch.tensor(3.14159265))
# %% matrices: nested brackets line up
print(torch.tensor([[1.0, 2.0], [3.0, 4.5]]))
print(torch.arange(6).reshape(2, 3))
print(torch.arange(8.0).reshape(2, 2, 2))
# %% negative_widths: signs make room
print(torch.tensor([[1.0, -2.0], [-3.0, 4.5]]))
print(torch.tensor([-1, 1]))
# %% scientific: scientific notation where the range is large
print(torch.tensor([1e-5, 1.0]))
print(torch.tensor([1e10, 1.0]))
print(torch.tensor([1000.0, 0.001]))
print(torch.tensor([12345.678, 1.0]))
print(torch.tensor(1e-10))
# %% nan_inf: nan and inf
print(torch.tensor([float("nan"), float("inf"), -float("inf"), 1.0]))
print(torch.tensor([float("nan"), 1.5]))
print(torch.tensor(float("inf")))
# %% dtype_shown: other dtypes are shown
print(torch.tensor([1.0], dtype=torch.float64))
print(torch.tensor([1], dtype=torch.int32), torch.tensor([1.0], dtype=torch.float16), torch.tensor([1], dtype=torch.uint8))
# %% requires_grad_shown: requires_grad and grad_fn
x = torch.tensor([1.0, 2.0], requires_grad=True)
print(x)
print(x * 2)
print((x * 2).sum())
print(x.exp().mean())
# %% dtype_and_grad_shown: dtype before requires_grad
print(torch.tensor([1.0], dtype=torch.float64, requires_grad=True))
# %% empty_tensors: empty tensors
print(torch.tensor([]), torch.zeros(0, 3), torch.zeros(2, 0, dtype=torch.int64))
# %% long_vectors: long lines are wrapped
print(torch.arange(30))
print(torch.linspace(0, 1, 15))
# %% summarised: more than 1000 elements are summarised
print(torch.arange(2000))
print(torch.zeros(100, 100))
# %% size_repr: torch.Size
print(torch.zeros(2, 3).shape, torch.zeros(()).shape, torch.Size([1]))
# %% dtype_repr: dtypes
print(torch.float32, torch.int64, torch.bool, [torch.float64])
# %% containers: tensors in lists and dicts
print([torch.tensor(1.0), torch.tensor([2])], {"a": torch.tensor([1.5])})
# %% format_scalar: formats of 0-d tensors
x = torch.tensor(2.0, requires_grad=True)
print(f"{x.item():.2f} {torch.tensor(2.0):.3f} {torch.tensor(3)} {torch.tensor(2.5)}")
print(f"{x}")
# %% parameter_repr: a Parameter
print(torch.nn.Parameter(torch.ones(2)))
# %% max_repr: the pair of max
print(torch.tensor([[1.0, 3.0]]).max(1))
# %% sort_repr: the pair of sort
print(torch.tensor([2, 1]).sort())
# %% matrix_with_grad: grad_fn after a matrix
w = torch.ones(2, 2, requires_grad=True)
print(w + 1)
print(w @ w)
print(w[0], w.T)
# %% printoptions: set_printoptions
torch.set_printoptions(precision=2)
print(torch.tensor([1 / 3]))
torch.set_printoptions(precision=4, sci_mode=False)
print(torch.tensor([1e-5, 1.0]))
torch.set_printoptions(profile="default")
# %% detached_repr: detach drops the annotation
x = torch.tensor([1.0], requires_grad=True)
print(x.detach(), x.data, x.clone().detach().requires_grad_())
# %% int_matrix_widths: ints are padded to the widest
print(torch.tensor([[1, 200], [30, 4]]))
# %% mixed_magnitudes: integers among floats
print(torch.tensor([0.5, 10.0, 200.25]))
print(torch.tensor([100000.0, 2.0]), torch.tensor([1e8, 2.0]))
# %% device_repr: device and layout
print(torch.device("cpu"), torch.ones(1).device, torch.strided)
# %% boolean_matrix: bools are padded
print(torch.tensor([[True, False], [False, True]]))
# %% grad_fn_wraps: a long line breaks before grad_fn
x = torch.linspace(0, 1, 8, requires_grad=True)
print(x * 2)
print(x.reshape(2, 4) * 2)
