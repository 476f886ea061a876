"""What shared memory has no place for, because its elements have no common shape: a text or a line of Base64 an element."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import Any

from gymnasium import spaces

from leeway.env.v1 import value_pb2
from leeway_gymnasium import codec
from leeway_gymnasium.codec.batches import RAGGED, Batch, Space, columns

Column = list[str]
"""One text an environment."""


def written(space: Space, batch: Batch) -> tuple[Column, ...]:
    """Returns those parts of a batch, in the space's order.

    Raises:
        CodecError: if an element is not of its space.
    """
    return tuple([_write(inner, element) for element in column] for inner, column in columns(space, batch))


def restored(space: Space, batch: Batch, given: Iterator[Any]) -> Batch:
    """Returns a batch with those parts put where the space has them."""
    if isinstance(space, spaces.Dict):
        return {name: restored(inner, batch[name], given) for name, inner in space.spaces.items()}
    if isinstance(space, spaces.Tuple):
        return tuple(restored(inner, part, given) for inner, part in zip(space.spaces, batch, strict=True))
    return tuple(_read(space, text) for text in next(given)) if isinstance(space, RAGGED) else batch


def _write(space: Space, element: Any) -> str:
    if isinstance(space, spaces.Text):
        if not isinstance(element, str):
            raise codec.CodecError(f"a {type(element).__name__} is no text")
        return element
    value = codec.encode_value(space, (element,), "the element")
    return base64.b64encode(value.SerializeToString()).decode()


def _read(space: Space, text: str) -> Any:
    if isinstance(space, spaces.Text):
        return text
    value = value_pb2.Value.FromString(base64.b64decode(text))
    return codec.copied(codec.decode_value(space, value, 1)[0])
