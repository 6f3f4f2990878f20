"""torch.utils.data: data sets, samplers, and the loader that makes batches."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import numpy as np

from .. import factories
from ..joining import stack
from ..randomness import Generator, stream
from ..tensor import Tensor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence


class Dataset:
    """Write ``__getitem__`` and ``__len__``."""

    def __getitem__(self, index: Any) -> Any:
        raise NotImplementedError(f"{type(self).__name__} needs __getitem__(self, index).")

    def __add__(self, other: Dataset) -> ConcatDataset:
        return ConcatDataset([self, other])


class IterableDataset(Dataset):
    """Write ``__iter__``."""

    def __iter__(self) -> Iterator[Any]:
        raise NotImplementedError(f"{type(self).__name__} needs __iter__(self).")


class TensorDataset(Dataset):
    """Rows of several tensors of one length.

    >>> from minigrad.dialects import torch
    >>> TensorDataset(torch.ones(3, 2), torch.arange(3))[1]
    (tensor([1., 1.]), tensor(1))
    """

    def __init__(self, *tensors: Tensor) -> None:
        if len({t.shape[0] for t in tensors}) != 1:
            raise AssertionError(
                f"the tensors need one length, and have {[t.shape[0] for t in tensors]}."
            )
        self.tensors = tensors

    def __getitem__(self, index: Any) -> tuple[Tensor, ...]:
        return tuple(t[index] for t in self.tensors)

    def __len__(self) -> int:
        return self.tensors[0].shape[0]


class Subset(Dataset):
    """Some of another's items."""

    def __init__(self, dataset: Any, indices: Sequence[int]) -> None:
        self.dataset, self.indices = dataset, indices

    def __getitem__(self, index: int) -> Any:
        return self.dataset[self.indices[index]]

    def __len__(self) -> int:
        return len(self.indices)


class ConcatDataset(Dataset):
    """Several data sets, one after the other."""

    def __init__(self, datasets: Iterable[Any]) -> None:
        self.datasets = list(datasets)
        self.cumulative_sizes = list(itertools.accumulate(len(d) for d in self.datasets))

    def __getitem__(self, index: int) -> Any:
        place = index % len(self) if index < 0 else index
        if place >= len(self):
            raise IndexError(f"index {index} is out of range: there are {len(self)} items.")
        which = int(np.searchsorted(self.cumulative_sizes, place, side="right"))
        before = self.cumulative_sizes[which - 1] if which else 0
        return self.datasets[which][place - before]

    def __len__(self) -> int:
        return self.cumulative_sizes[-1]


def random_split(
    dataset: Any, lengths: Sequence[float], generator: Generator | None = None
) -> list[Subset]:
    """Subsets of these lengths, or of these fractions, at random."""
    count = len(dataset)
    if abs(sum(lengths) - 1) < 1e-9 and any(isinstance(n, float) for n in lengths):
        sizes = [int(count * share) for share in lengths]
        for i in range(count - sum(sizes)):
            sizes[i % len(sizes)] += 1
    else:
        sizes = [int(n) for n in lengths]
    if sum(sizes) != count:
        raise ValueError(
            f"the lengths {sizes} add up to {sum(sizes)}, and the data set has {count} items."
        )
    order = stream(generator).permutation(count).tolist()
    ends = [0, *itertools.accumulate(sizes)]
    return [Subset(dataset, order[a:b]) for a, b in itertools.pairwise(ends)]


# -- samplers -----------------------------------------------------------------------------------------------


class Sampler:
    """Write ``__iter__`` over indices, and ``__len__``."""

    def __init__(self, data_source: Any = None) -> None:
        self.data_source = data_source

    def __iter__(self) -> Iterator[Any]:
        raise NotImplementedError(f"{type(self).__name__} needs __iter__(self).")

    def __len__(self) -> int:
        return len(self.data_source)


class SequentialSampler(Sampler):
    """0, 1, 2, ..."""

    def __iter__(self) -> Iterator[int]:
        return iter(range(len(self)))


class RandomSampler(Sampler):
    """Each index once, in random order."""

    def __init__(self, data_source: Any, generator: Generator | None = None) -> None:
        super().__init__(data_source)
        self.generator = generator

    def __iter__(self) -> Iterator[int]:
        return iter(stream(self.generator).permutation(len(self)).tolist())


class WeightedRandomSampler(Sampler):
    """Indices drawn with these weights."""

    def __init__(
        self,
        weights: Sequence[float],
        num_samples: int,
        replacement: bool = True,
        generator: Generator | None = None,
    ) -> None:
        super().__init__()
        self.weights, self.num_samples, self.replacement, self.generator = (
            np.asarray(weights),
            num_samples,
            replacement,
            generator,
        )

    def __iter__(self) -> Iterator[int]:
        shares = self.weights / self.weights.sum()
        return iter(
            stream(self.generator)
            .choice(len(shares), self.num_samples, self.replacement, shares)
            .tolist()
        )

    def __len__(self) -> int:
        return self.num_samples


class BatchSampler(Sampler):
    """Lists of indices."""

    def __init__(self, sampler: Any, batch_size: int, drop_last: bool) -> None:
        super().__init__(sampler)
        self.sampler, self.batch_size, self.drop_last = sampler, batch_size, drop_last

    def __iter__(self) -> Iterator[list[int]]:
        yield from batched(self.sampler, self.batch_size, self.drop_last)

    def __len__(self) -> int:
        whole, rest = divmod(len(self.sampler), self.batch_size)
        return whole + bool(rest and not self.drop_last)


def batched(items: Iterable[Any], size: int, drop_last: bool) -> Iterator[list[Any]]:
    """Lists of ``size`` items; the last may be shorter, or is dropped."""
    source = iter(items)
    while batch := list(itertools.islice(source, size)):
        if len(batch) == size or not drop_last:
            yield batch


# -- loading ------------------------------------------------------------------------------------------------


def default_collate(batch: Sequence[Any]) -> Any:  # noqa: PLR0911 - one line per kind
    """Many samples as one: tensors stacked, numbers as tensors, tuples and dicts part by part.

    >>> default_collate([(1, 2.0), (3, 4.0)])
    [tensor([1, 3]), tensor([2., 4.], dtype=torch.float64)]
    """
    first = batch[0]
    if isinstance(first, Tensor):
        return stack(batch)
    if isinstance(first, (np.ndarray, np.generic)):
        return factories.as_tensor(np.stack(batch))
    if isinstance(first, float):
        return factories.tensor(np.asarray(batch, np.float64))
    if isinstance(first, (bool, int)):
        return factories.tensor(list(batch))
    if isinstance(first, dict):
        return {key: default_collate([sample[key] for sample in batch]) for key in first}
    if isinstance(first, (tuple, list)):
        columns = [default_collate(column) for column in zip(*batch, strict=True)]
        return type(first)(*columns) if hasattr(first, "_fields") else columns
    return batch


class DataLoader:
    """Batches of a data set; ``num_workers`` is accepted and everything is loaded here.

    >>> from minigrad.dialects import torch
    >>> [x.tolist() for (x,) in DataLoader(TensorDataset(torch.arange(3)), batch_size=2)]
    [[0, 1], [2]]
    """

    def __init__(
        self,
        dataset: Any,
        batch_size: int | None = 1,
        shuffle: bool = False,
        sampler: Any = None,
        batch_sampler: Any = None,
        num_workers: int = 0,
        collate_fn: Callable[[list[Any]], Any] | None = None,
        pin_memory: bool = False,
        drop_last: bool = False,
        generator: Generator | None = None,
        **_: Any,
    ) -> None:
        if shuffle and sampler is not None:
            raise ValueError("shuffle=True and a sampler both choose the order. Pass one of them.")
        self.dataset, self.batch_size, self.drop_last = dataset, batch_size, drop_last
        self.collate_fn = collate_fn or default_collate
        self.sampler = None
        if not isinstance(dataset, IterableDataset):
            self.sampler = sampler or (
                RandomSampler(dataset, generator) if shuffle else SequentialSampler(dataset)
            )
        self.batch_sampler = batch_sampler

    def __iter__(self) -> Iterator[Any]:
        if self.batch_size is None:
            yield from (
                (self.dataset[i] for i in self.sampler) if self.sampler else iter(self.dataset)
            )
        elif self.sampler is None:
            for samples in batched(self.dataset, self.batch_size, self.drop_last):
                yield self.collate_fn(samples)
        else:
            for indices in self.batch_sampler or batched(
                self.sampler, self.batch_size, self.drop_last
            ):
                yield self.collate_fn([self.dataset[i] for i in indices])

    def __len__(self) -> int:
        if self.batch_sampler is not None:
            return len(self.batch_sampler)
        whole, rest = divmod(
            len(self.sampler if self.sampler is not None else self.dataset), self.batch_size or 1
        )
        return whole + bool(rest and not self.drop_last)
