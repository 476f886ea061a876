"""Batches of a space's elements to and from messages.

A batch is what `gymnasium.vector.utils.batch_space` describes: arrays with a leading dimension in the nesting of the
space's dicts and tuples, and tuples of elements for a Text, Sequence, Graph or OneOf.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from gymnasium import spaces

from leeway.env.v1 import value_pb2
from leeway_gymnasium.codec.batches import RAGGED, Batch
from leeway_gymnasium.codec.errors import CodecError
from leeway_gymnasium.codec.ragged import decode_ragged, encode_ragged
from leeway_gymnasium.codec.tensors import Array, decode_tensor, encode_tensor, is_carried

_ARRAYS = (spaces.Box, spaces.Discrete, spaces.MultiDiscrete, spaces.MultiBinary)
"""Spaces whose batches are arrays; asked first, since Gymnasium's composite spaces are slow to recognise."""

_KINDS = ((spaces.Sequence, "sequences"), (spaces.Graph, "graphs"), (spaces.OneOf, "choices"))


def encode_value(
    space: spaces.Space[Any], batch: Batch, what: str = "the value", as_given: bool = False
) -> value_pb2.Value:
    """Returns a batch as a message.

    Args:
        space: what one element is from; its bounds are not looked at.
        batch: the elements.
        what: the batch's name in errors.
        as_given: whether numbers keep the type that they have; else they are cast to the space's, integers only where that
            changes none.

    Raises:
        CodecError: if the batch is not of the space.
    """
    if isinstance(space, _ARRAYS):
        return _encode_array(space, batch, what, as_given)
    if isinstance(space, spaces.Dict):
        if not isinstance(batch, dict) or batch.keys() != space.spaces.keys():
            raise CodecError(f"{what} must have the keys {', '.join(space.spaces)}")
        entries = [
            value_pb2.ValueEntry(name=name, value=encode_value(inner, batch[name], f"{what}['{name}']", as_given))
            for name, inner in space.spaces.items()
        ]
        return value_pb2.Value(entries=value_pb2.ValueEntries(entries=entries))
    if isinstance(space, spaces.Tuple):
        if not isinstance(batch, tuple | list) or len(batch) != len(space.spaces):
            raise CodecError(f"{what} must be a tuple of {len(space.spaces)}")
        items = [
            encode_value(inner, part, f"{what}[{i}]", as_given)
            for i, (inner, part) in enumerate(zip(space.spaces, batch, strict=True))
        ]
        return value_pb2.Value(items=value_pb2.ValueItems(items=items))
    if isinstance(space, spaces.Text):
        return _encode_texts(batch, what)
    return encode_ragged(space, batch, what, encode_value)


def _encode_array(space: spaces.Space[Any], batch: Batch, what: str, as_given: bool) -> value_pb2.Value:
    given = _array(batch, what)
    array = given if as_given and _is_kept(space, given.dtype) else _cast(given, space.dtype, what)
    if array.ndim == 0 or array.shape[1:] != space.shape:
        raise CodecError(f"{what} has the shape {array.shape}, but needs one of (count, *{space.shape})")
    return value_pb2.Value(tensor=encode_tensor(array, what))


def _encode_texts(batch: Batch, what: str) -> value_pb2.Value:
    try:
        return value_pb2.Value(texts=value_pb2.TextBatch(values=batch))
    except (TypeError, ValueError) as error:
        raise CodecError(f"{what} must be a tuple of strings of Unicode: {error}") from error


def _is_kept(space: spaces.Space[Any], given: np.dtype[Any]) -> bool:
    """Says whether an action of this type may be given where the space has another: Gymnasium casts none."""
    return is_carried(given) and (isinstance(space, spaces.Box) or given.kind in "biu")


def _array(batch: Batch, what: str) -> Array:
    try:
        return np.asarray(batch)
    except ValueError as error:
        raise CodecError(f"{what} is not an array: {error}") from error


def _cast(given: Array, type: Any, what: str) -> Array:
    if given.dtype == type:
        return given
    if given.dtype.kind not in "biuf":
        raise CodecError(f"{what} is of type {given.dtype}, but must be {type}")
    with np.errstate(all="ignore"):
        array = given.astype(type)
    if array.dtype.kind != "f" and not (array == given).all():
        raise CodecError(f"{what} has values that {type} does not have, such as {given[array != given].flat[0]}")
    return array


def decode_value(
    space: spaces.Space[Any],
    message: value_pb2.Value,
    count: int | None = None,
    what: str = "the value",
    as_given: bool = False,
) -> Batch:
    """Returns the batch of a message; its arrays are read-only and share the message's bytes.

    Args:
        space: what one element is from; its bounds are not looked at.
        message: the batch.
        count: how many elements there must be, or None for any number.
        what: the value's name in errors.
        as_given: whether numbers may be of another type than the space's.

    Raises:
        CodecError: if it is not a batch of the space's kind, type and shape.
    """
    if isinstance(space, _ARRAYS):
        return _decode_array(space, message, count, what, as_given)
    if isinstance(space, spaces.Dict):
        _check_kind(message, "entries", what)
        given = {entry.name: entry.value for entry in message.entries.entries}
        if given.keys() != space.spaces.keys() or len(given) != len(message.entries.entries):
            raise CodecError(f"{what} has the keys {', '.join(given)}, but must have {', '.join(space.spaces)}")
        return {
            name: decode_value(inner, given[name], count, f"{what}['{name}']", as_given)
            for name, inner in space.spaces.items()
        }
    if isinstance(space, spaces.Tuple):
        _check_kind(message, "items", what)
        items = message.items.items
        if len(items) != len(space.spaces):
            raise CodecError(f"{what} has {len(items)} items, but must have {len(space.spaces)}")
        return tuple(
            decode_value(inner, item, count, f"{what}[{i}]", as_given)
            for i, (inner, item) in enumerate(zip(space.spaces, items, strict=True))
        )
    if isinstance(space, spaces.Text):
        _check_kind(message, "texts", what)
        texts = tuple(message.texts.values)
        _check_count(len(texts), count, what)
        longest = max(map(len, texts), default=0)
        if longest > space.max_length:
            raise CodecError(f"{what} has a text of {longest} characters, but at most {space.max_length} are allowed")
        return texts
    if not isinstance(space, RAGGED):
        return _decode_array(space, message, count, what, as_given)
    _check_kind(message, next(kind for type, kind in _KINDS if isinstance(space, type)), what)
    elements = decode_ragged(space, message, what, decode_value)
    _check_count(len(elements), count, what)
    return elements


def _decode_array(
    space: spaces.Space[Any], message: value_pb2.Value, count: int | None, what: str, as_given: bool
) -> Array:
    _check_kind(message, "tensor", what)
    array = decode_tensor(message.tensor, what)
    if array.dtype != space.dtype and not (as_given and _is_kept(space, array.dtype)):
        raise CodecError(f"{what} is of type {array.dtype}, but must be {space.dtype}")
    if array.ndim == 0 or array.shape[1:] != space.shape:
        raise CodecError(f"{what} has the shape {array.shape}, but needs one of (count, *{space.shape})")
    _check_count(array.shape[0], count, what)
    return array


def _check_kind(message: value_pb2.Value, kind: str, what: str) -> None:
    if message.WhichOneof("kind") != kind:
        raise CodecError(f"{what} is given as {message.WhichOneof('kind') or 'nothing'}, but must be {kind}")


def _check_count(given: int, count: int | None, what: str) -> None:
    if count is not None and given != count:
        raise CodecError(f"{what} has {given} elements, but there are {count} environments")
