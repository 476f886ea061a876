"""Infos of some environments, gathered by name with Gymnasium's rules, on their way out of a worker."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from leeway_gymnasium.codec import CodecError, encode_item
from leeway_gymnasium.codec.tensors import is_carried

DEEPEST = 8
"""How many groups may lie within one another."""

PYTHON, SCALAR, ARRAY = 1, 2, 3
"""The protocol's kinds of numbers."""

TEXTS = "texts"
ITEMS = "items"

Head = list[Any]
"""What a group is as JSON: its columns in order, and the names that were left out."""

Kind = Any
"""How a value is carried: (type, shape, kind of number), TEXTS or ITEMS."""


class Columns:
    """The infos of a shard's environments: what each gave, by name and row.

    Args:
        count: how many environments there are.
        items: whether values without a common type and shape are carried one by one.
    """

    def __init__(self, count: int, items: bool = True, depth: int = 0) -> None:
        self._count = count
        self._items = items
        self._depth = depth
        self._values: dict[str, list[tuple[int, Any]]] = {}
        self._omitted: dict[str, str] = {}

    def add(self, info: Mapping[str, Any], row: int) -> None:
        """Adds what one environment said."""
        for name, value in info.items():
            if not is_name(name):
                self._omitted[ascii(name)[:64]] = "a name that is not Unicode text"
            elif name in self._values:
                self._values[name].append((row, value))
            else:
                self._values[name] = [(row, value)]

    @property
    def empty(self) -> bool:
        """Whether nobody said anything."""
        return not self._values and not self._omitted

    def pack(self, blobs: list[bytes]) -> Head:
        """Returns the head of this group and adds its arrays' bytes to `blobs`."""
        heads: list[Any] = []
        for name, values in self._values.items():
            if all(self._is_group(value) for _, value in values):
                group = Columns(self._count, self._items, self._depth + 1)
                for row, value in values:
                    group.add(value, row)
                heads.append([name, [row for row, _ in values], group.pack(blobs)])
            elif runs := self._runs(name, values, blobs):
                heads.append([name, runs])
        return [heads, self._omitted]

    def _is_group(self, value: Any) -> bool:
        if not isinstance(value, dict):
            return False
        return not self._items or (self._depth < DEEPEST and all(map(is_name, value)))

    def _runs(self, name: str, values: list[tuple[int, Any]], blobs: list[bytes]) -> list[Any]:
        """Parts a column where the kind of its values changes: Gymnasium casts later ones to the first one's."""
        runs: list[Any] = []
        written: list[bytes] = []
        first = 0
        kinds = [self._kind(value) for _, value in values]
        for end in range(1, len(values) + 1):
            if end < len(values) and kinds[end] == kinds[first]:
                continue
            here = [row for row, _ in values[first:end]]
            try:
                packed = _pack_run(kinds[first], [value for _, value in values[first:end]], written)
            except CodecError as error:
                self._omitted[name] = str(error)
                return []
            runs.append([here if len(here) < self._count else None, *packed])
            first = end
        blobs.extend(written)
        return runs

    def _kind(self, value: Any) -> Kind:
        found = kind(value)
        if self._items or (found != ITEMS and (found == TEXTS or found[0] != np.float16)):
            return found
        return (_said(value),)


def _said(value: Any) -> str:
    """Names the kind of a value that is left out."""
    if isinstance(value, np.ndarray):
        return f"{value.dtype} array"
    if isinstance(value, str):
        return "text that is not Unicode"
    return "int of more than 64 bits" if type(value) is int else type(value).__name__


def _pack_run(kind: Kind, data: list[Any], blobs: list[bytes]) -> list[Any]:
    if kind == TEXTS:
        return [TEXTS, [str(text) for text in data]]
    if kind == ITEMS:
        items = [encode_item(value).SerializeToString() for value in data]
        blobs.extend(items)
        return [ITEMS, [len(item) for item in items]]
    if len(kind) == 1:
        raise CodecError(kind[0])
    type, shape, number = kind
    array = np.array(data, np.dtype(type).newbyteorder("<"))
    blobs.append(array.tobytes())
    return [array.dtype.str, shape, number]


def kind(value: Any) -> Kind:
    """Says how a value is carried."""
    given = type(value)
    if given is float:
        return (np.float64, (), PYTHON)
    if given is bool:
        return (np.bool_, (), PYTHON)
    if given is int:
        return (np.int64, (), PYTHON) if -(2**63) <= value < 2**63 else ITEMS
    if isinstance(value, np.ndarray):
        return (value.dtype, value.shape, ARRAY) if is_carried(value.dtype) else ITEMS
    if isinstance(value, np.generic) and is_carried(value.dtype):
        return (value.dtype, (), SCALAR)
    return TEXTS if isinstance(value, str) and is_name(value) else ITEMS


def is_name(text: Any) -> bool:
    """Says whether something is a text that can be carried: it has no half of a character."""
    try:
        return isinstance(text, str) and text.encode() is not None
    except UnicodeEncodeError:
        return False
