"""Infos in the form of Gymnasium's vector environments, `{name: array, "_name": mask}`, to and from messages."""

from __future__ import annotations

from typing import Any

import numpy as np

from leeway.env.v1 import value_pb2
from leeway_gymnasium.codec.bits import pack_bits, unpack_bits
from leeway_gymnasium.codec.errors import CodecError
from leeway_gymnasium.codec.tensors import decode_tensor, encode_tensor

DEEPEST = 8
"""How many groups may lie within one another."""

MOST_OMITTED = 32
"""How many names of what was left out are told."""


def encode_infos(infos: dict[str, Any], count: int) -> value_pb2.Infos:
    """Returns infos as a message; what the protocol cannot carry is left out and named."""
    return _encode(infos, count, 0)


def _encode(infos: dict[str, Any], count: int, depth: int) -> value_pb2.Infos:
    message = value_pb2.Infos()
    for name, value in infos.items():
        if not isinstance(name, str) or not _is_unicode(name):
            if not (isinstance(name, str) and name[1:] in infos):
                _omit(message, f"{name!r}"[:64], value)
            continue
        if name.startswith("_") and name[1:] in infos:
            continue
        mask = np.asarray(infos.get(f"_{name}", np.ones(count, np.bool_)), np.bool_)
        column = value_pb2.InfoColumn(name=name, present=b"" if mask.all() else pack_bits(mask))
        if isinstance(value, dict) and depth < DEEPEST:
            column.group.CopyFrom(_encode(value, count, depth + 1))
        elif not _fill(column, value, mask):
            _omit(message, name, value)
            continue
        message.columns.append(column)
    return message


def _omit(message: value_pb2.Infos, name: str, value: Any) -> None:
    if len(message.omitted) < MOST_OMITTED:
        message.omitted.append(f"{name} ({_kind(value)})")


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _fill(column: value_pb2.InfoColumn, value: Any, mask: np.ndarray[Any, np.dtype[np.bool_]]) -> bool:
    array = np.asarray(value)
    if array.dtype == object or array.dtype.kind == "U":
        given = [array[i] for i in np.flatnonzero(mask)]
        if not all(isinstance(text, str) and _is_unicode(text) for text in given):
            return False
        column.texts.values.extend(str(text) if there else "" for text, there in zip(array, mask, strict=True))
        return True
    try:
        column.numbers.CopyFrom(encode_tensor(array))
    except CodecError:
        return False
    return True


def _kind(value: Any) -> str:
    if isinstance(value, np.ndarray) and value.dtype == object:
        return next((type(item).__name__ for item in value.flat if item is not None), "None")
    return str(value.dtype) if isinstance(value, np.ndarray) else type(value).__name__


def decode_infos(message: value_pb2.Infos, count: int) -> dict[str, Any]:
    """Returns infos in Gymnasium's form; strings are arrays of objects, None where absent.

    Raises:
        CodecError: if a column has not one value for each of `count` environments.
    """
    return _decode(message, count, 0)


def _decode(message: value_pb2.Infos, count: int, depth: int) -> dict[str, Any]:
    if depth > DEEPEST:
        raise CodecError(f"infos lie deeper than {DEEPEST} groups")
    infos: dict[str, Any] = {}
    for column in message.columns:
        what = f"the info '{column.name}'"
        present = unpack_bits(column.present, count, what) if column.present else np.ones(count, np.bool_)
        infos[column.name] = _value(column, count, present, depth, what)
        infos[f"_{column.name}"] = present.copy()
    return infos


def _value(
    column: value_pb2.InfoColumn, count: int, present: np.ndarray[Any, np.dtype[np.bool_]], depth: int, what: str
) -> Any:
    kind = column.WhichOneof("kind")
    if kind == "group":
        return _decode(column.group, count, depth + 1)
    if kind == "numbers":
        array = decode_tensor(column.numbers, what)
        if array.ndim == 0 or array.shape[0] != count:
            raise CodecError(f"{what} has the shape {array.shape}, but there are {count} environments")
        return array.copy()
    if kind == "texts":
        if len(column.texts.values) != count:
            raise CodecError(f"{what} has {len(column.texts.values)} texts, but there are {count} environments")
        texts = np.empty(count, object)
        texts[:] = [text if there else None for text, there in zip(column.texts.values, present, strict=True)]
        return texts
    raise CodecError(f"{what} is of no kind that is known here")
