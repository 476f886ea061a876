"""Large batches as the bytes of their message, without a copy of their arrays until the reply is put together."""

from __future__ import annotations

from typing import Any

import numpy as np
from gymnasium import spaces

from leeway.env.v1 import value_pb2
from leeway_gymnasium.codec.batches import RAGGED, Batch, Space
from leeway_gymnasium.codec.tensors import data_type
from leeway_gymnasium.codec.values import encode_value

Pieces = list[bytes | memoryview]

_BYTES = 2
"""Protobuf's wire type of what has a length."""

_ENTRIES, _ITEMS, _TENSOR = (
    value_pb2.Value.DESCRIPTOR.fields_by_name[name].number for name in ("entries", "items", "tensor")
)


def pieces(space: Space, batch: Batch, what: str) -> Pieces:
    """Returns what joined is the message that `encode_value` gives.

    Raises:
        CodecError: if the batch is not of the space.
    """
    if isinstance(space, spaces.Dict):
        entries: Pieces = []
        for name, inner in space.spaces.items():
            value = pieces(inner, batch[name], f"{what}['{name}']")
            entry = [
                value_pb2.ValueEntry(name=name).SerializeToString(),
                *within(value_pb2.ValueEntry.VALUE_FIELD_NUMBER, value),
            ]
            entries += within(1, entry)
        return within(_ENTRIES, entries)
    if isinstance(space, spaces.Tuple):
        items: Pieces = []
        for i, inner in enumerate(space.spaces):
            items += within(1, pieces(inner, batch[i], f"{what}[{i}]"))
        return within(_ITEMS, items)
    ready = isinstance(batch, np.ndarray) and batch.dtype == space.dtype and batch.dtype.byteorder != ">"
    if isinstance(space, RAGGED) or not ready:
        return [encode_value(space, batch, what).SerializeToString()]
    head = value_pb2.Tensor(type=data_type(batch.dtype, what), shape=batch.shape).SerializeToString()
    flat: Any = np.ascontiguousarray(batch).reshape(-1)
    data = memoryview(flat.view(np.uint8)) if batch.size else b""
    return within(_TENSOR, [head, *within(value_pb2.Tensor.DATA_FIELD_NUMBER, [data])])


def within(field: int, inner: Pieces) -> Pieces:
    """Returns pieces as a field of a message."""
    size = sum(len(piece) for piece in inner)
    return [_varint(field << 3 | _BYTES) + _varint(size), *inner]


def _varint(number: int) -> bytes:
    data = bytearray()
    while number > 0x7F:
        data.append(number & 0x7F | 0x80)
        number >>= 7
    data.append(number)
    return bytes(data)


def size(batch: Any) -> int:
    """Returns how many bytes a batch's arrays have."""
    if isinstance(batch, np.ndarray):
        return batch.nbytes
    if isinstance(batch, dict):
        return sum(map(size, batch.values()))
    return sum(map(size, batch)) if isinstance(batch, tuple) else 0
