import numpy as np
import torch

# %% tensor_of_float_is_float32: A Python float becomes float32
torch.tensor(1.0), torch.tensor([1.0, 2.0]).dtype, torch.tensor(1.0).shape
# %% tensor_of_int_is_int64: A Python int becomes int64
torch.tensor(1), torch.tensor([1, 2]).dtype
# %% tensor_of_bool: A Python bool becomes bool
torch.tensor([True, False]), torch.tensor(True).dtype
# %% tensor_mixed_list: A list with one float is float32
torch.tensor([1, 2.5]), torch.tensor([[1, 2], [3, 4.0]]).shape
# %% tensor_nested_shape: Nested lists give the shape
torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]).shape
# %% tensor_empty_list: An empty list is float32 with shape (0,)
t = torch.tensor([])
t.shape, t.dtype, t.numel()
# %% tensor_ragged: Ragged lists are refused
torch.tensor([[1.0], [2.0, 3.0]])
# %% tensor_dtype_argument: dtype= wins
torch.tensor([1, 2], dtype=torch.float64), torch.tensor([1.7, -1.7], dtype=torch.int64)
# %% tensor_of_numpy_keeps_dtype: A float64 array stays float64
(
    torch.tensor(np.array([1.0, 2.0])),
    torch.tensor(np.float64(3.0)).dtype,
    torch.tensor(np.int32(3)).dtype,
)
# %% tensor_copies_numpy: torch.tensor copies
a = np.array([1.0, 2.0])
t = torch.tensor(a)
a[0] = 9.0
t
# %% from_numpy_shares: from_numpy shares memory both ways
a = np.array([1.0, 2.0])
t = torch.from_numpy(a)
a[0] = 9.0
t[1] = 7.0
t, a.tolist()
# %% as_tensor_shares: as_tensor shares with an array of the same dtype
a = np.array([1.0, 2.0])
t = torch.as_tensor(a)
a[0] = 5.0
t, torch.as_tensor([1, 2])
# %% as_tensor_same_object: as_tensor of a tensor is the tensor
t = torch.tensor([1.0])
torch.as_tensor(t) is t
# %% from_numpy_needs_array: from_numpy of a list is a TypeError
torch.from_numpy([1.0, 2.0])
# %% Tensor_class_of_list: torch.Tensor(list) is float32
torch.Tensor([1, 2]), torch.Tensor([1, 2]).dtype
# %% Tensor_class_of_sizes: torch.Tensor(2, 3) is a shape
torch.Tensor(2, 3).shape, torch.Tensor().shape
# %% zeros_shapes: zeros takes sizes, a tuple or a Size
torch.zeros(2), torch.zeros(2, 3), torch.zeros((2, 1)), torch.zeros(torch.Size([1, 2]))
# %% zeros_dtype: zeros with dtype and requires_grad
t = torch.zeros(2, dtype=torch.float64, requires_grad=True)
t, t.is_leaf
# %% ones_full: ones and full
torch.ones(3), torch.full((2, 2), 7.0), torch.full((2,), 7), torch.full((), 2.5)
# %% empty_shape: empty has the shape
torch.empty(2, 3).shape, torch.empty((0, 3)).shape, torch.empty(2, dtype=torch.int32).dtype
# %% likes: zeros_like, ones_like, full_like keep the dtype
t = torch.tensor([[1, 2], [3, 4]])
(
    torch.zeros_like(t),
    torch.ones_like(t),
    torch.full_like(t, 3),
    torch.zeros_like(t, dtype=torch.float32),
)
# %% likes_drop_grad: zeros_like of a grad tensor does not require grad
t = torch.ones(2, requires_grad=True)
torch.zeros_like(t).requires_grad, torch.ones_like(t, requires_grad=True).requires_grad
# %% new_methods: new_zeros, new_ones, new_full, new_tensor
t = torch.tensor([1.0, 2.0], dtype=torch.float64)
t.new_zeros(2), t.new_ones((1, 2)), t.new_full((2,), 3.0), t.new_tensor([1, 2])
# %% eye: identity
torch.eye(2), torch.eye(2, 3), torch.eye(2, dtype=torch.int64)
# %% arange_int: arange of ints is int64
torch.arange(3), torch.arange(1, 4), torch.arange(0, 10, 3)
# %% arange_float: arange of floats is float32
(
    torch.arange(3.0),
    torch.arange(0, 1, 0.25),
    torch.arange(1.0, 0.0, -0.5),
    torch.arange(3, dtype=torch.float32),
)
# %% linspace: linspace includes both ends
(
    torch.linspace(0, 1, 5),
    torch.linspace(-1, 1, steps=3, dtype=torch.float64),
    torch.logspace(0, 2, 3),
)
# %% rand_in_range [shapes]: rand, randn, randint have shape and dtype
torch.manual_seed(0)
a, b, c = torch.rand(2, 3), torch.randn(4), torch.randint(0, 5, (3,))
a.shape, b.shape, c.dtype, bool((a >= 0).all() and (a < 1).all()), bool((c < 5).all())
# %% manual_seed_repeats [shapes]: The same seed gives the same numbers
torch.manual_seed(3)
a = torch.randn(4)
torch.manual_seed(3)
bool(torch.equal(a, torch.randn(4)))
# %% generator [shapes]: A Generator has its own stream
g = torch.Generator().manual_seed(1)
a = torch.rand(3, generator=g)
g.manual_seed(1)
bool(torch.equal(a, torch.rand(3, generator=g)))
# %% rand_likes [shapes]: rand_like and randn_like
t = torch.zeros(2, 3, dtype=torch.float64)
torch.rand_like(t).shape, torch.randn_like(t).dtype, torch.randint_like(t, 3).dtype
# %% randperm [shapes]: randperm is a permutation
torch.manual_seed(0)
torch.randperm(5).sort()[0], torch.randperm(5).dtype
# %% normal_function [shapes]: torch.normal with sizes
torch.manual_seed(0)
torch.normal(0.0, 1.0, size=(2, 3)).shape, torch.normal(torch.zeros(3), torch.ones(3)).shape
# %% tril_triu: triangular parts
t = torch.arange(1.0, 10.0).reshape(3, 3)
torch.tril(t), torch.triu(t, 1), t.tril(-1)
# %% diag: diag both ways
(
    torch.diag(torch.tensor([1.0, 2.0])),
    torch.diag(torch.arange(4.0).reshape(2, 2)),
    torch.diagonal(torch.arange(4.0).reshape(2, 2)),
)
# %% dtype_objects: dtypes compare and print
(
    torch.float32 == torch.float,
    torch.float64 is torch.double,
    torch.long is torch.int64,
    str(torch.float32),
    repr(torch.int64),
)
# %% dtype_flags: is_floating_point
(
    torch.float32.is_floating_point,
    torch.int64.is_floating_point,
    torch.tensor(1.0).is_floating_point(),
    torch.is_floating_point(torch.tensor(1)),
)
# %% finfo_iinfo: finfo and iinfo
(
    torch.finfo(torch.float32).eps,
    torch.finfo(torch.float64).max > 1e300,
    torch.iinfo(torch.int64).max,
    torch.finfo(torch.float32).tiny,
)
# %% default_dtype: set_default_dtype changes what floats become
torch.set_default_dtype(torch.float64)
try:
    r = torch.tensor(1.0).dtype, torch.get_default_dtype(), torch.zeros(1).dtype
finally:
    torch.set_default_dtype(torch.float32)
r, torch.tensor(1.0).dtype
# %% size_is_a_tuple: torch.Size is a tuple
s = torch.zeros(2, 3).shape
s == (2, 3), isinstance(s, tuple), len(s), s[0], s.numel(), repr(s), s[1:], list(s)
# %% size_methods: size(), size(dim), dim(), numel()
t = torch.zeros(2, 3, 4)
t.size(), t.size(0), t.size(-1), t.dim(), t.ndim, t.numel(), t.nelement(), len(t)
# %% device: Everything is on the cpu
t = torch.zeros(1)
(
    str(t.device),
    repr(torch.device("cpu")),
    t.is_cuda,
    torch.cuda.is_available(),
    t.cpu() is t,
    t.to("cpu") is t,
)
# %% is_tensor: is_tensor and isinstance
torch.is_tensor(torch.zeros(1)), torch.is_tensor([1.0]), isinstance(torch.zeros(1), torch.Tensor)
# %% typed_classes: FloatTensor, LongTensor, DoubleTensor
torch.FloatTensor([1, 2]), torch.LongTensor([1, 2]), torch.DoubleTensor([1.0]).dtype
# %% type_strings: type() names the class, type(dtype) casts
t = torch.tensor([1.5])
t.type(), t.type(torch.float64), t.type(torch.FloatTensor).dtype, torch.tensor(1).type()
# %% casts: float, double, int, long, bool, half
t = torch.tensor([0.0, 1.9, -1.9])
t.int(), t.long(), t.double(), t.bool(), t.half().dtype, torch.tensor([1, 0]).float()
# %% to_dtype: to(dtype) and to(other)
t = torch.tensor([1.5, 2.5])
(
    t.to(torch.int64),
    t.to(torch.float64).dtype,
    t.to(torch.zeros(1, dtype=torch.float64)).dtype,
    t.type_as(torch.tensor([1])),
    t.to(torch.float32) is t,
)
# %% tolist_item: tolist and item give Python numbers
t = torch.tensor([[1.0, 2.0]])
(
    t.tolist(),
    torch.tensor(3).item(),
    torch.tensor([2.5]).item(),
    torch.tensor(True).item(),
    torch.tensor(4.0).tolist(),
)
# %% tensor_of_tensor_warns: tensor(tensor) copies and warns
import warnings

with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    t = torch.tensor(torch.tensor([1.0]))
t, [x.category.__name__ for x in w]
# %% clone_is_a_copy: clone copies, and passes the gradient
t = torch.tensor([1.0, 2.0], requires_grad=True)
c = t.clone()
c.sum().backward()
c.requires_grad, c.is_leaf, t.grad
# %% meshgrid: meshgrid with indexing
a, b = torch.meshgrid(torch.arange(2), torch.arange(3), indexing="ij")
a, b
# %% cartesian_prod: combinations of vectors
torch.cartesian_prod(torch.tensor([1, 2]), torch.tensor([3, 4]))
