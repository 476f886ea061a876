"""Infos of several shards, put together as one SyncVectorEnv over all environments would have gathered them."""

from __future__ import annotations

import numpy as np

from leeway.env.v1 import value_pb2
from leeway_gymnasium.codec import encode_tensor
from leeway_gymnasium.codec.tensors import data_type
from leeway_gymnasium.workers.columns import SCALAR, TEXTS
from leeway_gymnasium.workers.mixture import mixed
from leeway_gymnasium.workers.parts import Part, Run, presence

MOST_OMITTED = 32


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
            if any(run.place is None or run.form != first.form or run.shape != first.shape for run in alone):
                return None
            places.append([run.place for run in alone if run.place is not None])
        return Template(value_pb2.Infos.FromString(message.SerializeToString()), places)

    def fill(self, pieces: list[memoryview]) -> value_pb2.Infos:
        """Returns the message with the numbers of these bytes of each shard; it changes with the next call."""
        for numbers, places in self._columns:
            numbers.data = b"".join([pieces[shard][place] for shard, place in places])
        return self._message


def merge(parts: list[Part], count: int, items: bool = True) -> value_pb2.Infos:
    """Returns all shards' infos as one message; `items` says whether it may hold values of several kinds in one column."""
    message = value_pb2.Infos()
    omitted: dict[str, str] = {}
    deeper: list[str] = []
    for part in parts:
        omitted.update(part.omitted)
    for name in dict.fromkeys(name for part in parts for name in part.names):
        if name in omitted:
            continue
        groups = [part.groups[name] for part in parts if name in part.groups]
        runs = [run for part in parts for run in part.runs.get(name, ())]
        if not runs:
            present = [row for rows, _ in groups for row in rows]
            group = merge([part for _, part in groups], count, items)
            deeper.extend(f"{name}.{said}" for said in group.omitted)
            group.ClearField("omitted")
            message.columns.add(name=name, present=presence(present, count)).group.CopyFrom(group)
            continue
        column = _column(name, runs, count) if not groups else None
        if column is None and items:
            column = mixed(name, runs, groups, count)
        if column is None:
            omitted[name] = "values of several kinds"
        else:
            message.columns.append(column)
    message.omitted.extend([*(f"{name} ({what})" for name, what in omitted.items()), *deeper][:MOST_OMITTED])
    return message


def _column(name: str, runs: list[Run], count: int) -> value_pb2.InfoColumn | None:
    """Returns a column of numbers or texts; None where the values are of several kinds."""
    present = [row for run in runs for row in run.rows]
    column = value_pb2.InfoColumn(name=name, present=presence(present, count))
    first = runs[0]
    if all(run.form == TEXTS for run in runs):
        texts = [""] * count
        for run in runs:
            for row, text in zip(run.rows, run.data, strict=True):
                texts[row] = text
        column.texts.values.extend(texts)
        return column
    if not all(run.are_numbers for run in runs) or not _is_cast(runs):
        return None
    column.number_kind = first.number if all(run.number == first.number for run in runs) else 0  # type: ignore[assignment]
    if len(present) == count and all(run.form == first.form and run.shape == first.shape for run in runs):
        column.numbers.type = data_type(np.dtype(first.form), name)
        column.numbers.shape.extend((count, *first.shape))
        column.numbers.data = b"".join(run.data for run in runs)
        return column
    array = np.zeros((count, *first.shape), first.form)
    try:
        for run in runs:
            array[run.rows] = run.array()
    except ValueError:
        return None
    column.numbers.CopyFrom(encode_tensor(array, name))
    return column


def _is_cast(runs: list[Run]) -> bool:
    """Says whether Gymnasium would cast all to the first's type: it keeps np.bool_ as objects."""
    first = runs[0]
    if np.dtype(first.form) == np.bool_ and first.number == SCALAR:
        return all(run.form == first.form and run.number == SCALAR for run in runs)
    return True
