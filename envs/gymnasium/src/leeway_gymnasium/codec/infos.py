"""Infos from messages: in the form of Gymnasium's vector environments, and as one environment gave them."""

from __future__ import annotations

from typing import Any

import numpy as np

from leeway.env.v1 import value_pb2
from leeway_gymnasium.codec.bits import Flags, unpack_bits
from leeway_gymnasium.codec.errors import CodecError
from leeway_gymnasium.codec.items import decode_item
from leeway_gymnasium.codec.tensors import decode_tensor

DEEPEST = 8
"""How many groups may lie within one another."""

Infos = dict[str, Any]


def decode_infos(message: value_pb2.Infos, count: int, finals: Infos | None = None, over: Flags | None = None) -> Infos:
    """Returns infos as Gymnasium's vectors give them, `{name: array, "_name": mask}`, in their order.

    Args:
        message: the columns.
        count: how many environments there are.
        finals: in mode SAME_STEP what `final_obs` and `final_info` are; they stand where Gymnasium puts them.
        over: which episodes are over, where there are finals.

    Raises:
        CodecError: if a column has not one value for each environment.
    """
    infos: Infos = {}
    first_over = int(np.argmax(over)) if finals and over is not None else count
    for column in message.columns:
        what = f"the info '{column.name}'"
        present = unpack_bits(column.present, count, what) if column.present else np.ones(count, np.bool_)
        if finals and present.any() and int(np.argmax(present)) >= first_over:
            _add_finals(infos, finals, over)
            finals = None
        _add(infos, column, present, count, 0, what)
    if finals:
        _add_finals(infos, finals, over)
    return infos


def _add_finals(infos: Infos, finals: Infos, over: Any) -> None:
    for name, value in finals.items():
        mask = infos.get(f"_{name}", np.zeros(len(over), np.bool_))
        if isinstance(
            infos.get(name), np.ndarray
        ):  # an info of that name: it comes after the final one of its environment
            rest = over & ~mask
            infos[name][rest] = value[rest]
        else:
            infos[name] = value
        infos[f"_{name}"] = mask | over


def _add(infos: Infos, column: value_pb2.InfoColumn, present: Flags, count: int, depth: int, what: str) -> None:
    """Adds a column as Gymnasium does, which takes what has the name of another's mask for that mask."""
    name = column.name
    if column.WhichOneof("kind") == "group":
        value: Any = _group(column.group, count, depth + 1, what)
    else:
        value = _values(column, count, present, what)
        if isinstance(infos.get(name), np.ndarray):
            value = _into(infos[name], value, present, what)
    mask = infos.get(f"_{name}")
    if not isinstance(mask, np.ndarray):
        mask = np.zeros(count, np.bool_)
    mask[present] = True
    infos[name], infos[f"_{name}"] = value, mask


def _into(array: np.ndarray[Any, Any], values: np.ndarray[Any, Any], present: Flags, what: str) -> Any:
    try:
        array[present] = values[present]
    except (TypeError, ValueError) as error:
        raise CodecError(f"{what} has the name of another's mask, but cannot be one: {error}") from error
    return array


def _group(message: value_pb2.Infos, count: int, depth: int, what: str) -> Infos:
    if depth > DEEPEST:
        raise CodecError(f"infos lie deeper than {DEEPEST} groups")
    infos: Infos = {}
    for column in message.columns:
        inner = f"{what}['{column.name}']"
        present = unpack_bits(column.present, count, inner) if column.present else np.ones(count, np.bool_)
        _add(infos, column, present, count, depth, inner)
    return infos


def _values(column: value_pb2.InfoColumn, count: int, present: Flags, what: str) -> np.ndarray[Any, Any]:
    kind = column.WhichOneof("kind")
    if kind == "numbers":
        array = decode_tensor(column.numbers, what)
        if array.ndim == 0 or array.shape[0] != count:
            raise CodecError(f"{what} has the shape {array.shape}, but there are {count} environments")
        flags = array.dtype == np.bool_ and column.number_kind == value_pb2.NUMBER_KIND_SCALAR
        if flags or column.name == "final_obs":
            return _objects([_number(value, column.number_kind) for value in array], present)
        copy: np.ndarray[Any, Any] = array.copy()
        return copy
    if kind == "texts":
        if len(column.texts.values) != count:
            raise CodecError(f"{what} has {len(column.texts.values)} texts, but there are {count} environments")
        return _objects(list(column.texts.values), present)
    if kind == "items":
        if len(column.items.items) != count:
            raise CodecError(f"{what} has {len(column.items.items)} values, but there are {count} environments")
        pairs = zip(column.items.items, present, strict=True)
        values = [decode_item(item, what) if there else None for item, there in pairs]
        return _arrays(values, present) if column.name != "final_obs" else _objects(values, present)
    raise CodecError(f"{what} is of no kind that is known here")


def _objects(values: list[Any], present: Flags) -> np.ndarray[Any, Any]:
    result = np.full(len(values), None, object)
    for index in np.flatnonzero(present):
        result[index] = values[index]
    return result


def _arrays(values: list[Any], present: Flags) -> np.ndarray[Any, Any]:
    """Stacks arrays, of texts or objects, that have one shape; else gives an array of objects."""
    given = [values[index] for index in np.flatnonzero(present)]
    if not all(isinstance(each, np.ndarray) and each.dtype.kind in "UO" for each in given):
        return _objects(values, present)
    if not given or any(each.shape != given[0].shape for each in given):
        return _objects(values, present)
    result = np.zeros((len(values), *given[0].shape), given[0].dtype)
    for index, each in zip(np.flatnonzero(present), given, strict=True):
        result[index] = each
    return result


def decode_info(message: value_pb2.Infos, depth: int = 0) -> Infos:
    """Returns the info of the only environment of a vector, as it gave it.

    Raises:
        CodecError: if the message is of more environments, or not valid.
    """
    if depth > DEEPEST:
        raise CodecError(f"infos lie deeper than {DEEPEST} groups")
    info: Infos = {}
    for column in message.columns:
        what = f"the info '{column.name}'"
        if column.present and not unpack_bits(column.present, 1, what)[0]:
            continue
        kind = column.WhichOneof("kind")
        if kind == "group":
            info[column.name] = decode_info(column.group, depth + 1)
        elif kind == "items" and len(column.items.items) == 1:
            info[column.name] = decode_item(column.items.items[0], what)
        elif kind == "texts" and len(column.texts.values) == 1:
            info[column.name] = column.texts.values[0]
        elif kind == "numbers" and tuple(column.numbers.shape[:1]) == (1,):
            info[column.name] = _number(decode_tensor(column.numbers, what)[0], column.number_kind)
        else:
            raise CodecError(f"{what} does not have one value of a kind that is known here")
    return info


def _number(value: Any, kind: int) -> Any:
    if isinstance(value, np.ndarray) or kind == value_pb2.NUMBER_KIND_ARRAY:
        return np.array(value)
    untold = kind == value_pb2.NUMBER_KIND_UNSPECIFIED and isinstance(value, np.bool_ | np.int64 | np.float64)
    return value.item() if kind == value_pb2.NUMBER_KIND_PYTHON or untold else value
