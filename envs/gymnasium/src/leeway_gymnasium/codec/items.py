"""Values of Python's of any kind, to and from the protocol's recursive items."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import numpy as np

from leeway.env.v1 import value_pb2
from leeway_gymnasium.codec.errors import CodecError
from leeway_gymnasium.codec.tensors import decode_tensor, encode_tensor, is_carried

DEEPEST = 16
"""How many lists, tuples, dicts and arrays of objects may lie within one another."""

MOST_DIGITS = 4300
"""Of a large integer; Python reads and writes no more in one go."""

Item = value_pb2.InfoItem


def encode_item(value: Any, depth: int = 0) -> Item:
    """Returns a value as a message.

    Raises:
        CodecError: if it is of a kind that is not carried, or has one within it; the text names the kind.
    """
    if value is None:
        return Item(none=True)
    if isinstance(value, np.ndarray):
        return _encode_array(value, depth)
    if isinstance(value, np.generic) and not isinstance(value, str | bytes):
        if not is_carried(value.dtype):
            raise CodecError(type(value).__name__)
        return Item(scalar=encode_tensor(np.asarray(value)))
    if isinstance(value, bool):
        return Item(flag=value)
    if isinstance(value, int):
        return _encode_integer(value)
    if isinstance(value, float):
        return Item(real=value)
    if isinstance(value, str):
        return Item(text=unicode(value))
    if isinstance(value, bytes):
        return Item(data=value)
    if isinstance(value, list | tuple | dict):
        if depth >= DEEPEST:
            raise CodecError(f"nested deeper than {DEEPEST}")
        if isinstance(value, dict):
            entries = [
                value_pb2.InfoEntry(key=_encode_key(key), value=encode_item(inner, depth + 1))
                for key, inner in value.items()
            ]
            return Item(dict=value_pb2.InfoEntries(entries=entries))
        items = value_pb2.InfoItems(items=[encode_item(inner, depth + 1) for inner in value])
        return Item(list=items) if isinstance(value, list) else Item(tuple=items)
    raise CodecError(type(value).__name__)


def encode_items(values: Iterable[Any]) -> value_pb2.InfoItems:
    """Returns values as a message, one an environment; see `encode_item`."""
    return value_pb2.InfoItems(items=[encode_item(value) for value in values])


def _encode_integer(value: int) -> Item:
    if -(2**63) <= value < 2**63:
        return Item(integer=int(value))
    if abs(value) >= 10**MOST_DIGITS:
        raise CodecError(f"int of more than {MOST_DIGITS} digits")
    return Item(big_integer=str(int(value)))


def _encode_array(array: np.ndarray[Any, Any], depth: int) -> Item:
    if is_carried(array.dtype):
        return Item(array=encode_tensor(array))
    if array.dtype.kind == "U":
        values = [unicode(text) for text in array.ravel().tolist()]
        return Item(texts=value_pb2.TextArray(shape=array.shape, values=values))
    if array.dtype.kind == "O" and depth < DEEPEST:
        items = [encode_item(value, depth + 1) for value in array.ravel().tolist()]
        return Item(objects=value_pb2.ItemArray(shape=array.shape, items=items))
    raise CodecError(f"{array.dtype} array")


def _encode_key(key: Any) -> Item:
    try:
        hash(key)
    except TypeError:
        raise CodecError(f"a {type(key).__name__} as a key") from None
    return encode_item(key, DEEPEST - 1)


def unicode(text: str) -> str:
    """Returns a text, which must have no half of a character.

    Raises:
        CodecError: if it has.
    """
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise CodecError("text that is not Unicode") from error
    return str(text)


def decode_item(item: Item, what: str, depth: int = 0) -> Any:
    """Returns the value of a message; its arrays are writable.

    Raises:
        CodecError: if it is not a valid one.
    """
    if depth > DEEPEST:
        raise CodecError(f"{what} lies deeper than {DEEPEST} values")
    kind = item.WhichOneof("kind")
    if kind is None:
        raise CodecError(f"{what} has no kind that is known here")
    if kind == "none":
        return None
    if kind == "scalar":
        return decode_tensor(item.scalar, what)[()]
    if kind == "array":
        return decode_tensor(item.array, what).copy()
    if kind == "big_integer":
        return _decode_integer(item.big_integer, what)
    if kind == "texts":
        return _shaped(item.texts.shape, list(item.texts.values), what, np.str_)
    if kind == "objects":
        values = [decode_item(inner, what, depth + 1) for inner in item.objects.items]
        return _shaped(item.objects.shape, values, what, np.object_)
    if kind in ("list", "tuple"):
        values = [decode_item(inner, what, depth + 1) for inner in getattr(item, kind).items]
        return values if kind == "list" else tuple(values)
    if kind == "dict":
        return {_decode_key(entry.key, what): decode_item(entry.value, what, depth + 1) for entry in item.dict.entries}
    return getattr(item, kind)


def decode_items(message: value_pb2.InfoItems, count: int, what: str) -> list[Any]:
    """Returns one value an environment.

    Raises:
        CodecError: if there are not as many as environments, or one is not valid.
    """
    if len(message.items) != count:
        raise CodecError(f"{what} has {len(message.items)} values, but there are {count} environments")
    return [decode_item(item, what) for item in message.items]


def _decode_integer(text: str, what: str) -> int:
    digits = text.removeprefix("-")
    if not digits.isascii() or not digits.isdigit() or len(digits) > MOST_DIGITS:
        raise CodecError(f"{what} has an integer that is not 1 to {MOST_DIGITS} decimal digits")
    return int(text)


def _decode_key(item: Item, what: str) -> Any:
    key = decode_item(item, what, DEEPEST - 1)
    try:
        hash(key)
    except TypeError:
        raise CodecError(f"{what} has a {type(key).__name__} as a key, which a dict cannot have") from None
    return key


def _shaped(shape: Iterable[int], values: list[Any], what: str, type: Any) -> np.ndarray[Any, Any]:
    sizes = tuple(shape)
    if len(sizes) > 32 or math.prod(sizes) != len(values):
        raise CodecError(f"{what} has {len(values)} elements, but the shape {sizes}")
    array: np.ndarray[Any, Any] = np.empty(len(values), object)
    array[:] = values
    return (array if type is np.object_ else np.array(values, type)).reshape(sizes)
