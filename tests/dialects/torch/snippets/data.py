import torch
from torch.utils.data import DataLoader, Dataset, Subset, TensorDataset, random_split

# %% tensor_dataset: pairs of rows
d = TensorDataset(torch.arange(6.0).reshape(3, 2), torch.tensor([0, 1, 2]))
len(d), d[1], d[0:2]
# %% tensor_dataset_mismatch: different lengths are refused
TensorDataset(torch.zeros(3), torch.zeros(2))
# %% loader_batches: batches in order
d = TensorDataset(torch.arange(5.0), torch.arange(5))
[b for b in DataLoader(d, batch_size=2)], len(DataLoader(d, batch_size=2))
# %% drop_last: drop_last
d = TensorDataset(torch.arange(5.0))
[b for b in DataLoader(d, batch_size=2, drop_last=True)], len(DataLoader(d, batch_size=2, drop_last=True))
# %% shuffle: shuffle visits each once
torch.manual_seed(0)
d = TensorDataset(torch.arange(10))
sorted(v.item() for (b,) in DataLoader(d, batch_size=3, shuffle=True) for v in b)
# %% custom_dataset: a Dataset of your own
class Squares(Dataset):
    def __len__(self):
        return 4

    def __getitem__(self, i):
        return torch.tensor(float(i)), i * i


[b for b in DataLoader(Squares(), batch_size=2)], next(iter(DataLoader(Squares())))
# %% collate_dicts: dicts are collated by key
data = [{"x": torch.ones(2), "y": 1}, {"x": torch.zeros(2), "y": 2}]
next(iter(DataLoader(data, batch_size=2)))
# %% collate_floats: floats become float64, strings stay a list
next(iter(DataLoader([(1.5, "a"), (2.5, "b")], batch_size=2)))
# %% collate_numpy: arrays become tensors
import numpy as np

next(iter(DataLoader([np.array([1.0, 2.0]), np.array([3.0, 4.0])], batch_size=2)))
# %% collate_fn: a collate_fn of your own
next(iter(DataLoader([1, 2, 3], batch_size=3, collate_fn=sum)))
# %% subset_split: Subset and random_split
d = TensorDataset(torch.arange(10))
a, b = random_split(d, [7, 3], generator=torch.Generator().manual_seed(0))
len(a), len(b), sorted(int(x[0]) for x in list(a) + list(b)), Subset(d, [2, 4])[1]
# %% split_fractions: random_split with fractions
[len(s) for s in random_split(TensorDataset(torch.arange(10)), [0.7, 0.3])]
# %% list_dataset: a plain list is a dataset
[b for b in DataLoader(list(range(5)), batch_size=2)]
# %% training_with_loader: one epoch of mini-batches
x = torch.linspace(0, 1, 6).unsqueeze(1)
w = torch.zeros(1, requires_grad=True)
for xb, yb in DataLoader(TensorDataset(x, 3 * x), batch_size=2):
    loss = ((xb * w - yb) ** 2).mean()
    loss.backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
    w.grad.zero_()
w
# %% enumerate_twice: a loader can be walked again
loader = DataLoader(TensorDataset(torch.arange(3)), batch_size=2)
[len(list(loader)) for _ in range(2)], loader.batch_size, len(loader.dataset)
# %% samplers: RandomSampler, WeightedRandomSampler, BatchSampler
from torch.utils.data import BatchSampler, RandomSampler, SequentialSampler, WeightedRandomSampler

d = TensorDataset(torch.arange(4))
list(BatchSampler(SequentialSampler(d), 3, drop_last=False)), sorted(RandomSampler(d)), set(WeightedRandomSampler([0.0, 1.0], 5)), len(list(DataLoader(d, sampler=SequentialSampler(d))))
# %% concat_dataset: ConcatDataset
from torch.utils.data import ConcatDataset

c = ConcatDataset([[1, 2], [3]])
len(c), c[2], list(c)
# %% iterable_dataset: an IterableDataset
from torch.utils.data import IterableDataset


class Stream(IterableDataset):
    def __iter__(self):
        return iter(range(5))


[b for b in DataLoader(Stream(), batch_size=2)]
