"""Infos of some environments, gathered by name with Gymnasium's rules, on their way out of a worker."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

CARRIED = frozenset("?bBhHiIlLqQfd")
"""Type characters of the arrays that the protocol has types for."""

DEEPEST = 8
"""How many groups may lie within one another."""

Head = list[Any]
"""What a group is as JSON: its columns, and the names that were left out."""


class Columns:
    """The infos of a shard's environments: what each gave, by name and row."""

    def __init__(self, count: int, depth: int = 0) -> None:
        self._count = count
        self._depth = depth
        self._values: dict[str, list[tuple[int, Any]]] = {}
        self._groups: dict[str, Columns] = {}
        self._present: dict[str, list[int]] = {}
        self._omitted: dict[str, str] = {}

    def add(self, info: Mapping[str, Any], row: int) -> None:
        """Adds what one environment said."""
        for name, value in info.items():
            if not isinstance(name, str) or not is_unicode(name):
                self._omitted[ascii(name)[:64]] = "a name that is not Unicode text"
            elif isinstance(value, dict):
                if self._depth >= DEEPEST:
                    self._omitted[name] = "nested too deep"
                    continue
                if name not in self._groups:
                    self._groups[name] = Columns(self._count, self._depth + 1)
                self._groups[name].add(value, row)
                self._present.setdefault(name, []).append(row)
            elif name in self._values:
                self._values[name].append((row, value))
            else:
                self._values[name] = [(row, value)]

    @property
    def empty(self) -> bool:
        """Whether nobody said anything."""
        return not self._values and not self._groups and not self._omitted

    def pack(self, blobs: list[bytes]) -> Head:
        """Returns the head of this group and adds its arrays' bytes to `blobs`."""
        heads: list[Any] = []
        for name, values in self._values.items():
            runs = self._runs(name, values, blobs)
            if runs:
                heads.append([name, runs])
        for name, group in self._groups.items():
            heads.append([name, self._present[name], group.pack(blobs)])
        return [heads, self._omitted]

    def _runs(self, name: str, values: list[tuple[int, Any]], blobs: list[bytes]) -> list[Any]:
        """Parts a column where the kind of its values changes: Gymnasium casts later ones to the first one's."""
        runs: list[Any] = []
        written: list[bytes] = []
        first = 0
        kinds = [kind(value) for _, value in values]
        for end in range(1, len(values) + 1):
            if end < len(values) and kinds[end] == kinds[first]:
                continue
            here = [row for row, _ in values[first:end]]
            data = [value for _, value in values[first:end]]
            if isinstance(kinds[first], str):
                self._omitted[name] = str(kinds[first])
                return []
            packed = self._pack_run(name, kinds[first], data, written)
            if packed is None:
                return []
            runs.append([here if len(here) < self._count else None, *packed])
            first = end
        blobs.extend(written)
        return runs

    def _pack_run(self, name: str, kind: Any, data: list[Any], blobs: list[bytes]) -> list[Any] | None:
        if kind is None:
            return ["texts", [str(text) for text in data]]
        type, shape = kind
        try:
            array = np.array(data, np.dtype(type).newbyteorder("<"))
        except OverflowError:
            self._omitted[name] = "an int of more than 64 bits"
            return None
        blobs.append(array.tobytes())
        return [array.dtype.str, shape]


def kind(value: Any) -> Any:
    """Says how a value is carried: its type and shape, None for a text, or the name of a class that cannot be."""
    given = type(value)
    if given is float or given is np.float64:
        return (np.float64, ())
    if given is int or given is bool:
        return (given, ())
    if isinstance(value, np.generic | np.ndarray) and value.dtype.char in CARRIED:
        return (value.dtype, value.shape)
    if isinstance(value, str):
        return None if is_unicode(value) else "text that is not Unicode"
    return f"{value.dtype} array" if isinstance(value, np.ndarray) else given.__name__


def is_unicode(text: str) -> bool:
    """Says whether a text can be carried: it has no half of a character."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
