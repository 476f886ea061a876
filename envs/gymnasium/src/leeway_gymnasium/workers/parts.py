"""The infos of single shards, as their messages have them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from leeway_gymnasium.codec import pack_bits
from leeway_gymnasium.workers.columns import ITEMS, TEXTS


@dataclass(frozen=True)
class Run:
    """Values of one kind that follow one another in a column."""

    rows: list[int]
    form: str
    """"texts", "items", or the numbers' type as NumPy writes it."""
    data: Any
    """The elements' bytes, the texts, or the items."""
    shape: tuple[int, ...] = ()
    number: int = 0
    """The protocol's kind of number."""
    place: slice | None = None
    """Where the numbers' bytes are among the shard's."""

    @property
    def are_numbers(self) -> bool:
        """Whether they are of one type and shape."""
        return self.form not in (TEXTS, ITEMS)

    def array(self) -> np.ndarray[Any, Any]:
        """Returns the numbers, one row a value."""
        return np.frombuffer(self.data, self.form).reshape(len(self.rows), *self.shape)


class Part:
    """The infos of one shard: what `Columns.pack` wrote, read back with the vector's rows."""

    def __init__(self, head: list[Any], reader: Reader) -> None:
        heads, self.omitted = head
        self.runs: dict[str, list[Run]] = {}
        self.groups: dict[str, tuple[list[int], Part]] = {}
        self.names: list[str] = []
        for entry in heads:
            self.names.append(entry[0])
            if len(entry) == 2:
                self.runs[entry[0]] = [reader.run(run) for run in entry[1]]
            else:
                rows = [row + reader.first for row in entry[1]]
                self.groups[entry[0]] = (rows, Part(entry[2], reader))


class Reader:
    """Takes a shard's arrays and items from its message, one after the other."""

    def __init__(self, data: memoryview, first: int, count: int) -> None:
        self._data = data
        self._offset = 0
        self.first = first
        self._all = list(range(first, first + count))

    def run(self, head: list[Any]) -> Run:
        """Takes the next run."""
        given, form, rest = head[:3]
        rows = self._all if given is None else [row + self.first for row in given]
        if form == TEXTS:
            return Run(rows, form, rest)
        if form == ITEMS:
            return Run(rows, form, [bytes(self._data[self._take(size)]) for size in rest])
        shape = tuple(rest)
        place = self._take(len(rows) * np.dtype(form).itemsize * int(np.prod(shape, dtype=np.int64)))
        return Run(rows, form, self._data[place], shape, head[3], place)

    def _take(self, size: int) -> slice:
        place = slice(self._offset, self._offset + size)
        self._offset += size
        return place


def presence(present: list[int], count: int) -> bytes:
    """Returns which environments gave a value, as the protocol says it: nothing where all did."""
    if len(present) == count:
        return b""
    flags = np.zeros(count, np.bool_)
    flags[present] = True
    return pack_bits(flags)
