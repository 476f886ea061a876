"""Infos of the same names and types step after step, written without looking at how each value is carried."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from leeway_gymnasium.workers.channel import pack
from leeway_gymnasium.workers.columns import PYTHON, SCALAR

Said = list[tuple[int, Mapping[str, Any]]]
"""What environments of a shard said in one request, by row."""

_TYPES: dict[type, tuple[np.dtype[Any], int]] = {
    float: (np.dtype("<f8"), PYTHON),
    int: (np.dtype("<i8"), PYTHON),
    bool: (np.dtype(np.bool_), PYTHON),
    np.float64: (np.dtype("<f8"), SCALAR),
    np.float32: (np.dtype("<f4"), SCALAR),
    np.int64: (np.dtype("<i8"), SCALAR),
    np.int32: (np.dtype("<i4"), SCALAR),
    np.bool_: (np.dtype(np.bool_), SCALAR),
}
"""Plain numbers, and how they are carried."""


class Repeats:
    """Writes what every environment of a shard said, where all said plain numbers by the same names.

    What it writes equals what `Columns` would; so nothing depends on whether it could.
    """

    def __init__(self, count: int) -> None:
        self._count = count
        self._names: tuple[Any, ...] | None = None
        self._kinds: tuple[type, ...] = ()
        self._types: list[np.dtype[Any]] = []
        self._head = b""

    def pack(self, said: Said) -> bytes | None:
        """Returns the whole message of a request that gave nothing else; None where this way does not do."""
        if len(said) != self._count:
            return None
        infos = [info for _, info in said]
        names, kinds = tuple(infos[0]), tuple(map(type, infos[0].values()))
        for info in infos:
            if tuple(info) != names or tuple(map(type, info.values())) != kinds:
                return None
        if (names != self._names or kinds != self._kinds) and not self._learn(names, kinds):
            return None
        columns = zip(*(info.values() for info in infos), strict=True)
        try:
            blobs = [np.array(column, type).tobytes() for column, type in zip(columns, self._types, strict=True)]
        except OverflowError:
            return None
        return b"".join((self._head, *blobs))

    def _learn(self, names: tuple[Any, ...], kinds: tuple[type, ...]) -> bool:
        if not names or not all(isinstance(name, str) and name.isascii() for name in names):
            return False
        found = [_TYPES[kind] for kind in kinds if kind in _TYPES]
        if len(found) != len(kinds):
            self._names = None
            return False
        self._types = [type for type, _ in found]
        heads = [[name, [[None, type.str, [], kind]]] for name, (type, kind) in zip(names, found, strict=True)]
        self._head = pack([[], None, [heads, {}], [[], {}]])
        self._names, self._kinds = names, kinds
        return True
