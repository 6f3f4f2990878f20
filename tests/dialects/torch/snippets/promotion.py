import numpy as np
import torch

# %% float_plus_int_scalar: Python scalars are weak
(
    (torch.tensor([1.0]) + 1).dtype,
    (torch.tensor([1]) + 1).dtype,
    (torch.tensor([1]) + 1.5),
    (torch.tensor([1], dtype=torch.int32) + 1).dtype,
)
# %% float64_with_scalar: a float64 tensor stays float64
(
    (torch.tensor([1.0], dtype=torch.float64) * 2.0).dtype,
    (2.0 * torch.tensor([1.0], dtype=torch.float64)).dtype,
)
# %% zero_dim_is_weak: A 0-d tensor does not lift a vector of the same kind
(
    (torch.ones(1) + torch.tensor(1.0, dtype=torch.float64)).dtype,
    (torch.tensor(1.0) + torch.tensor(1.0, dtype=torch.float64)).dtype,
)
# %% zero_dim_category: A 0-d float lifts an int vector
(
    (torch.tensor([1, 2]) + torch.tensor(1.5)).dtype,
    (torch.tensor([1, 2], dtype=torch.int32) + torch.tensor(1)).dtype,
)
# %% half_with_zero_dim_double: f16[1] + f64() is f16
(torch.ones(1, dtype=torch.float16) + torch.tensor(1.0, dtype=torch.float64)).dtype
# %% two_vectors_promote: float32[n] + float64[n] is float64
(
    (torch.ones(2) + torch.ones(2, dtype=torch.float64)).dtype,
    (torch.ones(2, dtype=torch.int64) * torch.ones(2)).dtype,
)
# %% int64_float32: int64 with float32 is float32
(
    (torch.arange(3) * torch.tensor([1.0, 2.0, 3.0])),
    (torch.arange(3) + torch.ones(3, dtype=torch.float16)).dtype,
)
# %% bool_arithmetic: bool counts as the lowest kind
(
    (torch.tensor([True]) + 1).dtype,
    (torch.tensor([True]) + torch.tensor([True])).dtype,
    (torch.tensor([True]) * 2.0),
)
# %% int_true_division: int / int is float32
torch.tensor([1, 2]) / torch.tensor([2, 4]), torch.tensor(7) / 2, 1 / torch.tensor(4)
# %% floor_division: floor division rounds down
(
    torch.tensor([7, -7]) // 2,
    torch.tensor([7.0, -7.0]) // 2,
    torch.div(torch.tensor([7, -7]), 2, rounding_mode="trunc"),
    torch.div(torch.tensor([7, -7]), 2, rounding_mode="floor"),
)
# %% remainder: % has the sign of the divisor, fmod of the dividend
(
    torch.tensor([7, -7]) % 3,
    torch.tensor([7.5, -7.5]) % 2,
    torch.fmod(torch.tensor([7.5, -7.5]), 2),
    torch.remainder(torch.tensor(-3.0), 2),
)
# %% int_pow: powers of ints
(
    torch.tensor([1, 2, 3]) ** 2,
    2 ** torch.tensor([1, 2]),
    torch.tensor([2]) ** 0.5,
    torch.tensor([2]) ** torch.tensor([3]),
)
# %% int_negative_power: int to a negative int power is an error
torch.tensor([2]) ** -1
# %% exp_of_int: functions of ints give float32
(
    torch.exp(torch.tensor([0, 1])),
    torch.sin(torch.tensor(0)).dtype,
    torch.sqrt(torch.tensor([4])),
    torch.tensor([True]).exp().dtype,
)
# %% sum_of_ints: sum of ints and bools is int64
(
    torch.tensor([True, True]).sum(),
    torch.tensor([1, 2], dtype=torch.int32).sum().dtype,
    torch.tensor([1, 2], dtype=torch.int32).cumsum(0).dtype,
    torch.tensor([1, 2]).prod(),
)
# %% mean_of_ints: mean of ints is an error
torch.tensor([1, 2]).mean()
# %% mean_with_dtype: mean(dtype=)
(
    torch.tensor([1, 2]).mean(dtype=torch.float32),
    torch.tensor([1, 2]).float().mean(),
    torch.tensor([1, 2]).sum(dtype=torch.float64),
)
# %% comparison_is_bool: comparisons give bool
(
    torch.tensor([1.0, 2.0]) > 1,
    torch.tensor([1, 2]) == torch.tensor([1.0, 3.0]),
    torch.tensor(1.0).eq(1),
    (torch.tensor([1.0]) != 1),
)
# %% numpy_scalar_is_weak: np.float64 scalar stays weak
x = torch.tensor([1.0])
(x * np.float64(2)).dtype, (np.float64(2) * x).dtype, (x + np.float32(1)).dtype
# %% numpy_times_tensor: ndarray * tensor is a TypeError
np.array([1.0, 2.0]) * torch.tensor([1.0, 2.0])
# %% tensor_times_numpy: tensor * ndarray
try:
    r = (torch.tensor([1.0, 2.0]) * np.array([1.0, 2.0])).dtype
except TypeError:
    r = "TypeError"
r
# %% tensor_plus_list: tensor + list is a TypeError
torch.tensor([1.0]) + [1.0]
# %% matmul_dtypes: mm of different dtypes is an error
torch.ones(2, 2) @ torch.ones(2, 2, dtype=torch.float64)
# %% matmul_of_ints: matmul of ints stays int
torch.arange(4).reshape(2, 2) @ torch.arange(4).reshape(2, 2)
# %% result_type: result_type and promote_types
(
    torch.result_type(torch.tensor([1]), 1.0),
    torch.promote_types(torch.int32, torch.float32),
    torch.can_cast(torch.float32, torch.int32),
)
# %% where_promotes: where promotes its branches
(
    torch.where(torch.tensor([True, False]), torch.tensor([1.0, 2.0]), 0.0),
    torch.where(torch.tensor([True, False]), torch.tensor([1, 2]), torch.tensor([1.5, 2.5])),
)
# %% cat_promotes: cat promotes
(
    torch.cat([torch.tensor([1]), torch.tensor([1.5])]),
    torch.stack([torch.tensor(1), torch.tensor(2.5)]),
)
# %% bitwise: & | ^ ~ on bools and ints
a, b = torch.tensor([True, False]), torch.tensor([True, True])
(
    a & b,
    a | b,
    a ^ b,
    ~a,
    torch.tensor([6]) & 3,
    torch.logical_not(torch.tensor([0.0, 2.0])),
    torch.logical_and(a, b),
)
# %% grad_dtype_of_mixed: gradient of the float32 side stays float32
x = torch.ones(2, requires_grad=True)
y = torch.ones(2, dtype=torch.float64, requires_grad=True)
(x * y).sum().backward()
x.grad, y.grad
# %% int_times_grad: an int tensor is a constant
x = torch.tensor([1.0, 2.0], requires_grad=True)
(torch.tensor([2, 3]) * x).sum().backward()
x.grad
# %% inplace_result_type: in place into an int of a float is an error
t = torch.tensor([1, 2])
t += 0.5
# %% inplace_keeps_dtype: in place keeps the dtype
t = torch.ones(2)
t += torch.ones(2, dtype=torch.float64)
t.mul_(2)
t
# %% copy_casts: copy_ casts
t = torch.zeros(2)
t.copy_(torch.tensor([1, 2]))
t
