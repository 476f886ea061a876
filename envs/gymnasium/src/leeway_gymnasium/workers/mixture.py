"""Columns whose values are of several kinds: every value for itself."""

from __future__ import annotations

from leeway.env.v1 import value_pb2
from leeway_gymnasium.codec import encode_tensor
from leeway_gymnasium.workers.columns import ITEMS, PYTHON, SCALAR, TEXTS
from leeway_gymnasium.workers.parts import Part, Run, presence

Item = value_pb2.InfoItem
Groups = list[tuple[list[int], Part]]


def mixed(name: str, runs: list[Run], groups: Groups, count: int) -> value_pb2.InfoColumn:
    """Returns a column of what some environments gave as values, and some as groups."""
    found = dict(_valued(runs))
    for rows, part in groups:
        found.update({row: _grouped(part, row) for row in rows})
    absent = Item()
    items = value_pb2.InfoItems(items=[found.get(row, absent) for row in range(count)])
    return value_pb2.InfoColumn(name=name, present=presence(sorted(found), count), items=items)


def _valued(runs: list[Run]) -> list[tuple[int, Item]]:
    return [pair for run in runs for pair in zip(run.rows, _items(run), strict=True)]


def _items(run: Run) -> list[Item]:
    if run.form == TEXTS:
        return [Item(text=text) for text in run.data]
    if run.form == ITEMS:
        return [Item.FromString(data) for data in run.data]
    array = run.array()
    if run.number == SCALAR:
        return [Item(scalar=encode_tensor(value)) for value in array]
    if run.number != PYTHON:
        return [Item(array=encode_tensor(value)) for value in array]
    field = {"b": "flag", "i": "integer", "f": "real"}[array.dtype.kind]
    return [Item(**{field: value}) for value in array.tolist()]


def _grouped(part: Part, row: int) -> Item:
    """Returns what one environment gave as a group, as a dict."""
    entries = value_pb2.InfoEntries()
    for name in part.names:
        if name in part.groups:
            rows, inner = part.groups[name]
            item = _grouped(inner, row) if row in rows else None
        else:
            item = dict(_valued(part.runs[name])).get(row)
        if item is not None:
            entries.entries.add(key=Item(text=name), value=item)
    return Item(dict=entries)
