"""Arrays to and from tensors."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from leeway.env.v1 import value_pb2
from leeway_gymnasium.codec.errors import CodecError

Array = np.ndarray[Any, np.dtype[Any]]

LARGEST_EMPTY = 1 << 31
"""How many bytes an empty array's other dimensions may take."""

_TYPES: dict[int, np.dtype[Any]] = {
    value_pb2.DATA_TYPE_BOOL: np.dtype(np.bool_),
    value_pb2.DATA_TYPE_INT8: np.dtype("<i1"),
    value_pb2.DATA_TYPE_UINT8: np.dtype("<u1"),
    value_pb2.DATA_TYPE_INT16: np.dtype("<i2"),
    value_pb2.DATA_TYPE_UINT16: np.dtype("<u2"),
    value_pb2.DATA_TYPE_INT32: np.dtype("<i4"),
    value_pb2.DATA_TYPE_UINT32: np.dtype("<u4"),
    value_pb2.DATA_TYPE_INT64: np.dtype("<i8"),
    value_pb2.DATA_TYPE_UINT64: np.dtype("<u8"),
    value_pb2.DATA_TYPE_FLOAT16: np.dtype("<f2"),
    value_pb2.DATA_TYPE_FLOAT32: np.dtype("<f4"),
    value_pb2.DATA_TYPE_FLOAT64: np.dtype("<f8"),
}
_NUMBERS: dict[np.dtype[Any], Any] = {type: number for number, type in _TYPES.items()}


def is_carried(type: np.dtype[Any]) -> bool:
    """Says whether the protocol has a type."""
    return type.newbyteorder("<") in _NUMBERS


def data_type(type: np.dtype[Any], what: str) -> value_pb2.DataType:
    """Returns the protocol's number of a type.

    Raises:
        CodecError: if the protocol has none.
    """
    number: value_pb2.DataType | None = _NUMBERS.get(type.newbyteorder("<"))
    if number is None:
        raise CodecError(f"{what} is of type {type}, which the protocol does not carry")
    return number


def array_type(number: int, what: str) -> np.dtype[Any]:
    """Returns the type of the protocol's number.

    Raises:
        CodecError: if there is no such number.
    """
    if number not in _TYPES:
        raise CodecError(f"{what} has the data type {number}, which is none of the protocol's")
    return _TYPES[number]


def encode_tensor(array: Array, what: str = "an array") -> value_pb2.Tensor:
    """Returns an array as a tensor."""
    little = array if array.dtype.byteorder != ">" else array.astype(array.dtype.newbyteorder("<"))
    return value_pb2.Tensor(type=data_type(array.dtype, what), shape=array.shape, data=little.tobytes())


def decode_tensor(tensor: value_pb2.Tensor, what: str = "a tensor") -> Array:
    """Returns a tensor as a read-only array that shares its bytes.

    Raises:
        CodecError: if its bytes are not as many as its type and shape take.
    """
    type = array_type(tensor.type, what)
    if len(tensor.shape) > 32:
        raise CodecError(f"{what} has {len(tensor.shape)} dimensions, more than 32")
    elements = math.prod(tensor.shape)
    if not elements and math.prod(filter(None, tensor.shape)) * type.itemsize > LARGEST_EMPTY:
        raise CodecError(f"{what} has the shape {tuple(tensor.shape)}, which no array can have")
    data = tensor.data  # every access is a copy
    if elements * type.itemsize != len(data):
        raise CodecError(
            f"{what} has {len(data)} bytes, but the shape {tuple(tensor.shape)} of {type} takes "
            f"{elements * type.itemsize}"
        )
    array = np.frombuffer(data, type).reshape(tuple(tensor.shape))
    if type == np.bool_ and array.view(np.uint8).max(initial=0) > 1:
        raise CodecError(f"{what} has a flag that is neither 0 nor 1")
    return array
