"""Flags of environments: bit i % 8 of byte i / 8, the least significant first."""

from __future__ import annotations

from typing import Any

import numpy as np

from leeway_gymnasium.codec.errors import CodecError

Flags = np.ndarray[Any, np.dtype[np.bool_]]


def pack_bits(flags: Flags) -> bytes:
    """Returns flags as bits."""
    return np.packbits(flags, bitorder="little").tobytes()


def unpack_bits(data: bytes, count: int, what: str) -> Flags:
    """Returns `count` flags.

    Raises:
        CodecError: if there are not as many bytes as the flags take; `what` names them.
    """
    if len(data) != (count + 7) // 8:
        raise CodecError(f"{what} has {len(data)} bytes, but {count} flags take {(count + 7) // 8}")
    return np.unpackbits(np.frombuffer(data, np.uint8), count=count, bitorder="little").view(np.bool_)
