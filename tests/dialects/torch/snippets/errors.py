import numpy as np
import torch

# %% mm_shapes: inner sizes
torch.mm(torch.ones(2, 3), torch.ones(2, 3))
# %% item_of_vector: item of two elements
torch.ones(2).item()
# %% float_of_vector: float of two elements
float(torch.ones(2))
# %% bool_of_vector: bool of two elements
bool(torch.ones(2))
# %% if_of_vector: if on a vector
if torch.tensor([1.0, 2.0]) > 0:
    pass
# %% numpy_of_grad: numpy() of a tensor that requires grad
torch.ones(1, requires_grad=True).numpy()
# %% asarray_of_grad: np.asarray of a tensor that requires grad
np.asarray(torch.ones(1, requires_grad=True))
# %% numpy_force: numpy(force=True) detaches
torch.ones(1, requires_grad=True).numpy(force=True).tolist()
# %% add_string: a tensor and a string
torch.ones(1) + "a"
# %% tensor_of_string: a tensor of strings
torch.tensor(["a"])
# %% tensor_of_none: a tensor of None
torch.tensor(None)
# %% unknown_attribute: a name that a tensor does not have
torch.ones(1).not_a_method
# %% unknown_name: a name that torch does not have
torch.not_a_function
# %% wrong_keyword: an unexpected keyword
torch.ones(2).sum(dimension=0)
# %% softmax_without_dim: softmax of torch needs a dim
torch.softmax(torch.ones(2))
# %% cat_of_nothing: cat of an empty list
torch.cat([])
# %% stack_mismatch: stack of different shapes
torch.stack([torch.ones(2), torch.ones(3)])
# %% expand_too_small: expand of a size that is not 1
torch.ones(2).expand(3)
# %% squeeze_out_of_range: squeeze of a dim that is not there
torch.ones(2).squeeze(3)
# %% mean_dtype: mean of ints
torch.arange(3).mean()
# %% gather_int32: gather with float indices
torch.ones(2, 2).gather(1, torch.tensor([[0.0]]))
# %% backward_in_no_grad_result: backward of a no_grad result
x = torch.ones(1, requires_grad=True)
with torch.no_grad():
    y = x * 2
y.backward()
# %% retain_grad_on_constant: retain_grad on a constant
torch.ones(1).retain_grad()
# %% item_assignment_wrong: assigning a list of the wrong length
t = torch.zeros(2)
t[:] = torch.ones(3)
# %% permute_wrong: permute with too few dims
torch.ones(2, 3).permute(0)
# %% split_wrong: split sizes that do not add up
torch.arange(5).split([1, 2])
# %% matmul_scalar: matmul with a 0-d tensor
torch.matmul(torch.tensor(1.0), torch.ones(2))
# %% module_on_numpy: a module applied to an array
torch.nn.Linear(2, 1)(np.ones((1, 2), dtype=np.float32))
# %% linalg_inv_singular: inverse of a singular matrix
torch.linalg.inv(torch.zeros(2, 2))
# %% reshape_ambiguous: two -1
torch.arange(6).reshape(-1, -1)
# %% negative_size: a negative size
torch.zeros(-1)
# %% one_hot_float: one_hot of floats
torch.nn.functional.one_hot(torch.tensor([1.0]))
# %% deepcopy_nonleaf: deepcopy of a non-leaf
import copy

x = torch.ones(1, requires_grad=True)
copy.deepcopy(x * 2)
# %% deepcopy_leaf: deepcopy of a leaf keeps requires_grad and grad
import copy

x = torch.ones(1, requires_grad=True)
(x * 2).sum().backward()
y = copy.deepcopy(x)
y, y.grad, y is x, copy.copy(x).requires_grad
# %% grad_mode_typo: torch.nograd is not there
torch.nograd()
# %% cuda_missing: .cuda() without a GPU
torch.ones(1).cuda()
# %% numpy_bool_index: an array as index
t = torch.arange(3.0)
t[np.array([True, False, True])], t[np.array([0, 2])]
