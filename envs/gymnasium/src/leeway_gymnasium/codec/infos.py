"""Infos in the form of Gymnasium's vector environments, `{name: array, "_name": mask}`, from messages."""

from __future__ import annotations

from typing import Any

import numpy as np

from leeway.env.v1 import value_pb2
from leeway_gymnasium.codec.bits import unpack_bits
from leeway_gymnasium.codec.errors import CodecError
from leeway_gymnasium.codec.tensors import decode_tensor

DEEPEST = 8
"""How many groups may lie within one another."""


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
