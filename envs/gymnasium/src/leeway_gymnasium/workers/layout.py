"""Where a batch of a space's elements lies in shared memory."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from mmap import mmap
from typing import Any

import numpy as np
from gymnasium import spaces

_ALIGNMENT = 64

Batch = Any
"""Arrays with a leading dimension, in the space's nesting of dicts and tuples; a tuple of strings for a Text."""


@dataclass(frozen=True)
class Leaf:
    """One array of a batch: where it begins and what it holds."""

    offset: int
    type: np.dtype[Any]
    shape: tuple[int, ...]

    def view(self, memory: mmap, count: int) -> np.ndarray[Any, Any]:
        """Returns the array of all rows, without copying."""
        elements = count * int(np.prod(self.shape, dtype=np.int64))
        return np.frombuffer(memory, self.type, elements, self.offset).reshape(count, *self.shape)


class Layout:
    """The places of observations, final observations, actions, rewards and flags of a vector of environments.

    Both sides compute the same layout from the same spaces, so that only the memory itself is handed over. Texts have no
    place here: they travel in messages.
    """

    def __init__(self, observation: spaces.Space[Any], action: spaces.Space[Any], count: int) -> None:
        self.observation = observation
        self.action = action
        self.count = count
        self.size = 0
        self._observations = self._place(observation)
        observed = self.size
        self._finals = self._place(observation)
        self._actions = self._place(action)
        self.largest = max(observed, self.size - 2 * observed)
        """Bytes of the larger of a batch of observations and one of actions."""
        self._rewards = self._leaf(np.dtype(np.float64), ())
        self._terminated = self._leaf(np.dtype(np.bool_), ())
        self._truncated = self._leaf(np.dtype(np.bool_), ())

    def bind(self, memory: mmap) -> Memory:
        """Returns the arrays in `memory`."""

        def views(places: Any) -> Batch:
            if isinstance(places, Leaf):
                return places.view(memory, self.count)
            if isinstance(places, dict):
                return {name: views(place) for name, place in places.items()}
            return tuple(views(place) for place in places) if places is not None else None

        return Memory(
            observations=views(self._observations),
            final_observations=views(self._finals),
            actions=views(self._actions),
            rewards=views(self._rewards),
            terminated=views(self._terminated),
            truncated=views(self._truncated),
        )

    def _place(self, space: spaces.Space[Any]) -> Any:
        if isinstance(space, spaces.Dict):
            return {name: self._place(inner) for name, inner in space.spaces.items()}
        if isinstance(space, spaces.Tuple):
            return tuple(self._place(inner) for inner in space.spaces)
        if isinstance(space, spaces.Text):
            return None
        assert space.dtype is not None
        assert space.shape is not None
        return self._leaf(space.dtype, space.shape)

    def _leaf(self, type: np.dtype[Any], shape: tuple[int, ...]) -> Leaf:
        leaf = Leaf(self.size, type, shape)
        size = self.count * type.itemsize * int(np.prod(shape, dtype=np.int64))
        self.size += max(-(-size // _ALIGNMENT) * _ALIGNMENT, _ALIGNMENT)
        return leaf


@dataclass(frozen=True)
class Memory:
    """The arrays of a vector of environments, shared with its workers."""

    observations: Batch
    final_observations: Batch
    actions: Batch
    rewards: np.ndarray[Any, np.dtype[np.float64]]
    terminated: np.ndarray[Any, np.dtype[np.bool_]]
    truncated: np.ndarray[Any, np.dtype[np.bool_]]

    def rows(self, first: int, last: int) -> Memory:
        """Returns the rows from `first` up to `last`, without copying."""
        return Memory(
            observations=rows(self.observations, first, last),
            final_observations=rows(self.final_observations, first, last),
            actions=rows(self.actions, first, last),
            rewards=self.rewards[first:last],
            terminated=self.terminated[first:last],
            truncated=self.truncated[first:last],
        )


def rows(batch: Batch, first: int, last: int) -> Batch:
    """Returns some rows of a batch, without copying."""
    if isinstance(batch, dict):
        return {name: rows(inner, first, last) for name, inner in batch.items()}
    if isinstance(batch, tuple) and not is_texts(batch):
        return tuple(rows(inner, first, last) for inner in batch)
    return None if batch is None else batch[first:last]


def row(batch: Batch, index: int) -> Any:
    """Returns one element of a batch."""
    if isinstance(batch, dict):
        return {name: row(inner, index) for name, inner in batch.items()}
    if isinstance(batch, tuple) and not is_texts(batch):
        return tuple(row(inner, index) for inner in batch)
    return batch[index]


def copied(batch: Batch) -> Batch:
    """Returns a batch that later steps leave alone."""
    if isinstance(batch, dict):
        return {name: copied(inner) for name, inner in batch.items()}
    if isinstance(batch, np.ndarray):
        return batch.copy()
    if isinstance(batch, tuple) and not is_texts(batch):
        return tuple(copied(inner) for inner in batch)
    return batch


def texts(batch: Batch) -> Iterator[tuple[str, ...]]:
    """Returns a batch's texts, in the space's order."""
    if isinstance(batch, dict):
        batch = tuple(batch.values())
    if is_texts(batch):
        yield batch
    elif isinstance(batch, tuple):
        for inner in batch:
            yield from texts(inner)


def with_texts(space: spaces.Space[Any], batch: Batch, given: Iterator[Any]) -> Batch:
    """Returns a batch with the texts put where the space has them."""
    if isinstance(space, spaces.Dict):
        return {name: with_texts(inner, batch[name], given) for name, inner in space.spaces.items()}
    if isinstance(space, spaces.Tuple):
        return tuple(with_texts(inner, part, given) for inner, part in zip(space.spaces, batch, strict=True))
    return tuple(next(given)) if isinstance(space, spaces.Text) else batch


def has_texts(space: spaces.Space[Any]) -> bool:
    """Says whether a space holds texts."""
    if isinstance(space, spaces.Dict):
        return any(has_texts(inner) for inner in space.spaces.values())
    if isinstance(space, spaces.Tuple):
        return any(has_texts(inner) for inner in space.spaces)
    return isinstance(space, spaces.Text)


def is_texts(batch: Batch) -> bool:
    """Says whether a batch is that of a Text."""
    return isinstance(batch, tuple) and bool(batch) and isinstance(batch[0], str)


def anonymous_file(size: int) -> int:
    """Opens a file of so many zero bytes that has no name and ends with its last user."""
    if hasattr(os, "memfd_create"):
        file = os.memfd_create("leeway-environments", os.MFD_CLOEXEC)
    else:
        with tempfile.TemporaryFile() as temporary:
            file = os.dup(temporary.fileno())
    os.ftruncate(file, size)
    return file
