"""Batches of a space's elements, taken apart and put together.

A batch holds arrays with a leading dimension in the nesting of the space's dicts and tuples. Elements of a Text, Sequence,
Graph or OneOf have no common shape: their batch is a tuple of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from gymnasium import spaces

Batch = Any
Space = spaces.Space[Any]

RAGGED = (spaces.Text, spaces.Sequence, spaces.Graph, spaces.OneOf)
"""Spaces whose batches are tuples of elements."""


def row(space: Space, batch: Batch, index: int, alone: bool = False) -> Any:
    """Returns one element of a batch.

    Args:
        space: what it is from.
        batch: the elements.
        index: which one.
        alone: whether that of a Box without dimensions is an array, as a single environment gives it, and no NumPy scalar,
            as a vector of environments does.
    """
    if isinstance(batch, np.ndarray):
        return np.array(batch[index]) if alone and batch.ndim == 1 and isinstance(space, spaces.Box) else batch[index]
    if isinstance(space, spaces.Dict):
        return {name: row(inner, batch[name], index, alone) for name, inner in space.spaces.items()}
    if isinstance(space, spaces.Tuple):
        return tuple(row(inner, part, index, alone) for inner, part in zip(space.spaces, batch, strict=True))
    return batch[index]


def rows(space: Space, batch: Batch, first: int, last: int) -> Batch:
    """Returns some rows of a batch, without copying."""
    if isinstance(space, spaces.Dict):
        return {name: rows(inner, batch[name], first, last) for name, inner in space.spaces.items()}
    if isinstance(space, spaces.Tuple):
        return tuple(rows(inner, part, first, last) for inner, part in zip(space.spaces, batch, strict=True))
    return batch[first:last]


def stack(space: Space, items: Sequence[Any]) -> Batch:
    """Returns elements as a batch; KeyError, TypeError or ValueError where they are not of the space's form."""
    if isinstance(space, spaces.Dict):
        return {name: stack(inner, [item[name] for item in items]) for name, inner in space.spaces.items()}
    if isinstance(space, spaces.Tuple):
        columns = zip(*items, strict=True) if items else ((),) * len(space.spaces)
        return tuple(stack(inner, list(column)) for inner, column in zip(space.spaces, columns, strict=True))
    if isinstance(space, RAGGED):
        return tuple(items)
    return np.array(items) if items else np.zeros((0, *(space.shape or ())), space.dtype)


def joined(space: Space, batches: Sequence[Batch]) -> Batch:
    """Returns batches as one, in order."""
    if isinstance(space, spaces.Dict):
        return {name: joined(inner, [batch[name] for batch in batches]) for name, inner in space.spaces.items()}
    if isinstance(space, spaces.Tuple):
        return tuple(joined(inner, [batch[i] for batch in batches]) for i, inner in enumerate(space.spaces))
    if isinstance(space, RAGGED):
        return tuple(item for batch in batches for item in batch)
    return np.concatenate(batches) if batches else stack(space, [])


def length(space: Space, batch: Batch) -> int:
    """Returns how many elements a batch has; 0 where it holds nothing that says so."""
    if isinstance(space, spaces.Dict):
        return max((length(inner, batch[name]) for name, inner in space.spaces.items()), default=0)
    if isinstance(space, spaces.Tuple):
        return max((length(inner, part) for inner, part in zip(space.spaces, batch, strict=True)), default=0)
    return len(batch)


def columns(space: Space, batch: Batch) -> Iterator[tuple[Space, tuple[Any, ...]]]:
    """Returns a batch's parts that are tuples of elements, each with its space, in the space's order."""
    if isinstance(space, spaces.Dict):
        for name, inner in space.spaces.items():
            yield from columns(inner, batch[name])
    elif isinstance(space, spaces.Tuple):
        for inner, part in zip(space.spaces, batch, strict=True):
            yield from columns(inner, part)
    elif isinstance(space, RAGGED):
        yield space, batch


def is_ragged(space: Space) -> bool:
    """Says whether a space's batches hold tuples of elements."""
    if isinstance(space, spaces.Dict):
        return any(is_ragged(inner) for inner in space.spaces.values())
    if isinstance(space, spaces.Tuple):
        return any(is_ragged(inner) for inner in space.spaces)
    return isinstance(space, RAGGED)


def copied(batch: Batch) -> Batch:
    """Returns a batch whose arrays are its own and may be written to."""
    if isinstance(batch, np.ndarray):
        return batch.copy()
    if isinstance(batch, dict):
        return {name: copied(inner) for name, inner in batch.items()}
    if isinstance(batch, spaces.GraphInstance):
        return spaces.GraphInstance(*map(copied, batch))
    return tuple(copied(inner) for inner in batch) if isinstance(batch, tuple) else batch
