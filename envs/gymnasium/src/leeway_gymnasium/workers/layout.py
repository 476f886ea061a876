"""Where a batch of a space's elements lies in shared memory."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from mmap import mmap
from typing import Any

import numpy as np
from gymnasium import spaces

from leeway_gymnasium.codec.batches import RAGGED, Batch

_ALIGNMENT = 64

_WIDEST = 8
"""Bytes of the widest number: an action may be given in another type than the space's."""

Types = tuple[str, ...]
"""Types of a batch's arrays, in the space's order, as NumPy writes them."""


@dataclass(frozen=True)
class Leaf:
    """One array of a batch: where it begins and what it holds."""

    offset: int
    type: np.dtype[Any]
    shape: tuple[int, ...]

    def view(self, memory: mmap, count: int, type: str | None = None) -> np.ndarray[Any, Any]:
        """Returns the array of all rows, without copying; with another type than its own, where one is given."""
        elements = count * int(np.prod(self.shape, dtype=np.int64))
        return np.frombuffer(memory, type or self.type, elements, self.offset).reshape(count, *self.shape)


class Layout:
    """The places of observations, final observations, actions, rewards and flags of a vector of environments.

    Both sides compute the same layout from the same spaces, so that only the memory itself is handed over. What has no
    common shape (texts, sequences, graphs) has no place here: it travels in messages.
    """

    def __init__(self, observation: spaces.Space[Any], action: spaces.Space[Any], count: int) -> None:
        self.observation = observation
        self.action = action
        self.count = count
        self.size = 0
        self._observations = self._place(observation)
        observed = self.size
        self._finals = self._place(observation)
        self._actions = self._place(action, _WIDEST)
        self.largest = max(observed, self.size - 2 * observed)
        """Bytes of the larger of a batch of observations and one of actions."""
        self._rewards = self._leaf(np.dtype(np.float64), ())
        self._terminated = self._leaf(np.dtype(np.bool_), ())
        self._truncated = self._leaf(np.dtype(np.bool_), ())

    def bind(self, memory: mmap) -> Memory:
        """Returns the arrays in `memory`."""

        def views(places: Any) -> Batch:
            return self._views(places, memory, None)

        return Memory(
            observations=views(self._observations),
            final_observations=views(self._finals),
            actions=views(self._actions),
            rewards=views(self._rewards),
            terminated=views(self._terminated),
            truncated=views(self._truncated),
        )

    def actions(self, memory: mmap, types: Types | None) -> Batch:
        """Returns the actions' arrays with other types than the space's; None: with its own."""
        return self._views(self._actions, memory, iter(types) if types is not None else None)

    def _views(self, places: Any, memory: mmap, types: Iterator[str] | None) -> Batch:
        if isinstance(places, Leaf):
            return places.view(memory, self.count, next(types) if types is not None else None)
        if isinstance(places, dict):
            return {name: self._views(place, memory, types) for name, place in places.items()}
        return tuple(self._views(place, memory, types) for place in places) if places is not None else None

    def _place(self, space: spaces.Space[Any], widest: int = 0) -> Any:
        if isinstance(space, spaces.Dict):
            return {name: self._place(inner, widest) for name, inner in space.spaces.items()}
        if isinstance(space, spaces.Tuple):
            return tuple(self._place(inner, widest) for inner in space.spaces)
        if isinstance(space, RAGGED):
            return None
        assert space.dtype is not None
        assert space.shape is not None
        return self._leaf(space.dtype, space.shape, widest)

    def _leaf(self, type: np.dtype[Any], shape: tuple[int, ...], widest: int = 0) -> Leaf:
        leaf = Leaf(self.size, type, shape)
        size = self.count * max(type.itemsize, widest) * int(np.prod(shape, dtype=np.int64))
        self.size += max(-(-size // _ALIGNMENT) * _ALIGNMENT, _ALIGNMENT)
        return leaf


@dataclass(frozen=True)
class Memory:
    """The arrays of a vector of environments, shared with its workers."""

    observations: Batch
    final_observations: Batch
    actions: Batch
    """In the space's own types."""
    rewards: np.ndarray[Any, np.dtype[np.float64]]
    terminated: np.ndarray[Any, np.dtype[np.bool_]]
    truncated: np.ndarray[Any, np.dtype[np.bool_]]

    def rows(self, first: int, last: int) -> Memory:
        """Returns the rows from `first` up to `last`, without copying."""
        return Memory(
            observations=_rows(self.observations, first, last),
            final_observations=_rows(self.final_observations, first, last),
            actions=_rows(self.actions, first, last),
            rewards=self.rewards[first:last],
            terminated=self.terminated[first:last],
            truncated=self.truncated[first:last],
        )


class Actions:
    """The rows from `first` up to `last` of the actions in shared memory, in whatever types they were given."""

    def __init__(self, layout: Layout, memory: mmap, first: int, last: int) -> None:
        self._layout = layout
        self._memory = memory
        self._rows = (first, last)
        self._known: dict[Types | None, Batch] = {}

    def of(self, types: Sequence[str] | None) -> Batch:
        """Returns the arrays with these types; None: with the space's own."""
        key = None if types is None else tuple(types)
        if key not in self._known:
            self._known[key] = _rows(self._layout.actions(self._memory, key), *self._rows)
        return self._known[key]


def _rows(batch: Batch, first: int, last: int) -> Batch:
    """Returns some rows of a batch, without copying."""
    if isinstance(batch, dict):
        return {name: _rows(inner, first, last) for name, inner in batch.items()}
    if isinstance(batch, tuple):
        return tuple(_rows(inner, first, last) for inner in batch)
    return None if batch is None else batch[first:last]


def types_of(space: spaces.Space[Any], batch: Batch) -> Types | None:
    """Returns the types of a batch's arrays in the space's order; None where all are the space's own."""
    if isinstance(batch, np.ndarray):
        return None if batch.dtype == space.dtype else (batch.dtype.str,)
    found = list(_types(space, batch))
    return None if all(given == own for given, own in found) else tuple(given for given, _ in found)


def _types(space: spaces.Space[Any], batch: Batch) -> Iterator[tuple[str, str]]:
    if isinstance(space, spaces.Dict):
        for name, inner in space.spaces.items():
            yield from _types(inner, batch[name])
    elif isinstance(space, spaces.Tuple):
        for inner, part in zip(space.spaces, batch, strict=True):
            yield from _types(inner, part)
    elif not isinstance(space, RAGGED):
        assert space.dtype is not None
        yield batch.dtype.str, space.dtype.str


def put(place: Batch, batch: Batch) -> None:
    """Writes a batch's arrays where shared memory has them."""
    if isinstance(place, dict):
        for name, inner in place.items():
            put(inner, batch[name])
    elif isinstance(place, tuple):
        for inner, part in zip(place, batch, strict=True):
            put(inner, part)
    elif place is not None:
        np.copyto(place, batch)


def anonymous_file(size: int) -> int:
    """Opens a file of so many zero bytes that has no name and ends with its last user."""
    if hasattr(os, "memfd_create"):
        file = os.memfd_create("leeway-environments", os.MFD_CLOEXEC)
    else:
        with tempfile.TemporaryFile() as temporary:
            file = os.dup(temporary.fileno())
    os.ftruncate(file, size)
    return file
