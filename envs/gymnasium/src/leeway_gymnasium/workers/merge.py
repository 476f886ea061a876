"""Infos of several shards, put together as one SyncVectorEnv over all environments would have gathered them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from leeway.env.v1 import value_pb2
from leeway_gymnasium.codec import encode_tensor, pack_bits
from leeway_gymnasium.codec.tensors import data_type

MOST_OMITTED = 32


@dataclass(frozen=True)
class Run:
    """Values of one type and shape that follow one another in a column."""

    rows: list[int]
    type: np.dtype[Any] | None
    shape: tuple[int, ...]
    data: Any
    """The elements' bytes, or the texts where the type is None."""
    place: slice | None = None
    """Where the elements' bytes are among the shard's."""


class Part:
    """The infos of one shard: what `Columns.pack` wrote, read back with the vector's rows."""

    def __init__(self, head: list[Any], reader: Reader) -> None:
        heads, self.omitted = head
        self.runs: dict[str, list[Run]] = {}
        self.groups: dict[str, tuple[list[int], Part]] = {}
        for entry in heads:
            if len(entry) == 2:
                self.runs[entry[0]] = [reader.run(run) for run in entry[1]]
            else:
                rows = [row + reader.first for row in entry[1]]
                self.groups[entry[0]] = (rows, Part(entry[2], reader))


class Reader:
    """Takes a shard's arrays from its message, one after the other."""

    def __init__(self, data: memoryview, first: int, count: int) -> None:
        self._data = data
        self._offset = 0
        self.first = first
        self._all = list(range(first, first + count))

    def run(self, head: list[Any]) -> Run:
        """Takes the next run."""
        given, type_name, rest = head
        rows = self._all if given is None else [row + self.first for row in given]
        if type_name == "texts":
            return Run(rows, None, (), rest)
        type, shape = np.dtype(type_name), tuple(rest)
        size = len(rows) * type.itemsize * int(np.prod(shape, dtype=np.int64))
        place = slice(self._offset, self._offset + size)
        self._offset += size
        return Run(rows, type, shape, self._data[place], place)


class Template:
    """A message that repeats with other numbers: each column's place in the shards' bytes is known."""

    def __init__(self, message: value_pb2.Infos, places: list[list[slice]]) -> None:
        self._message = message
        self._columns = [
            (column.numbers, list(enumerate(pieces))) for column, pieces in zip(message.columns, places, strict=True)
        ]

    @staticmethod
    def of(message: value_pb2.Infos, parts: list[Part], count: int) -> Template | None:
        """Returns what `merge` gave of these parts as a template; None where a column is more than all rows' numbers."""
        names = [column.name for column in message.columns]
        if not names or message.omitted or any(part.groups or part.omitted for part in parts):
            return None
        places = []
        for name in names:
            runs = [part.runs.get(name, []) for part in parts]
            if any(len(each) != 1 for each in runs) or sum(len(each[0].rows) for each in runs) != count:
                return None
            alone = [each[0] for each in runs]
            first = alone[0]
            if any(run.place is None or run.type != first.type or run.shape != first.shape for run in alone):
                return None
            places.append([run.place for run in alone if run.place is not None])
        return Template(value_pb2.Infos.FromString(message.SerializeToString()), places)

    def fill(self, pieces: list[memoryview]) -> value_pb2.Infos:
        """Returns the message with the numbers of these bytes of each shard; it changes with the next call."""
        for numbers, places in self._columns:
            numbers.data = b"".join([pieces[shard][place] for shard, place in places])
        return self._message


def merge(parts: list[Part], count: int) -> value_pb2.Infos:
    """Returns all shards' infos as one message."""
    message = value_pb2.Infos()
    omitted: dict[str, str] = {}
    for part in parts:
        omitted.update(part.omitted)
    for name in _names(part.runs for part in parts):
        if name in omitted or any(name in part.groups for part in parts):
            omitted.setdefault(name, "values of several kinds")
            continue
        column = _column(name, [run for part in parts for run in part.runs.get(name, ())], count)
        if column is None:
            omitted[name] = "values of several kinds"
        else:
            message.columns.append(column)
    for name in _names(part.groups for part in parts):
        if name in omitted:
            continue
        given = [part.groups[name] for part in parts if name in part.groups]
        present = [row for rows, _ in given for row in rows]
        group = merge([part for _, part in given], count)
        message.columns.add(name=name, present=_bits(present, count)).group.CopyFrom(group)
    message.omitted.extend(f"{name} ({what})" for name, what in list(omitted.items())[:MOST_OMITTED])
    return message


def _names(maps: Iterable[dict[str, Any]]) -> list[str]:
    return list(dict.fromkeys(name for names in maps for name in names))


def _column(name: str, runs: list[Run], count: int) -> value_pb2.InfoColumn | None:
    present = [row for run in runs for row in run.rows]
    column = value_pb2.InfoColumn(name=name, present=_bits(present, count))
    first = runs[0]
    if any((run.type is None) != (first.type is None) for run in runs):
        return None
    if first.type is None:
        texts = [""] * count
        for run in runs:
            for row, text in zip(run.rows, run.data, strict=True):
                texts[row] = text
        column.texts.values.extend(texts)
        return column
    if len(present) == count and all(run.type == first.type and run.shape == first.shape for run in runs):
        column.numbers.type = data_type(first.type, name)
        column.numbers.shape.extend((count, *first.shape))
        column.numbers.data = b"".join(run.data for run in runs)
        return column
    array = np.zeros((count, *first.shape), first.type)
    try:
        for run in runs:
            array[run.rows] = np.frombuffer(run.data, run.type).reshape(len(run.rows), *run.shape)
    except ValueError:
        return None
    column.numbers.CopyFrom(encode_tensor(array, name))
    return column


def _bits(present: list[int], count: int) -> bytes:
    if len(present) == count:
        return b""
    flags = np.zeros(count, np.bool_)
    flags[present] = True
    return pack_bits(flags)
