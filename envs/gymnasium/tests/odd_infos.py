"""Environments that say infos of every kind: one name, one family of kinds."""

from __future__ import annotations

import collections
import enum
from typing import Any

import gymnasium
import numpy as np
from gymnasium import spaces

Point = collections.namedtuple("Point", "x y")


class Colour(enum.IntEnum):
    RED = 3


def same(n):
    """What Gymnasium's vectors gather without complaint."""
    return {
        "none": None,
        "text": f"ü{n}",
        "float": 0.1 * n,
        "float64": np.float64(0.1) * n,
        "float32": np.float32(0.1) * n,
        "half": np.float16(n),
        "nan": float("nan"),
        "int": n,
        "int64": np.int64(n),
        "uint64": np.uint64(2**63 + n),
        "enumerated": Colour.RED,
        "flag": n % 2 == 0,
        "bool_": np.bool_(n % 2),
        "array": np.arange(4.0).reshape(2, 2) * n,
        "scalar array": np.array(2.5 * n),
        "empty array": np.zeros(0, np.int16),
        "texts": np.array(["a", "bü"]),
        "objects": np.array([1, "x", None], object),
        "list": [1, 2.5, [n, None]],
        "tuple": (n, "a", (np.float32(1), b"z")),
        "bytes": b"ab\x00\xff",
        "nested": {"deep": {"x": n, "none": None}, "list": [n]},
        "empty": {},
        "": "no name",
        "a/b": 1.0,
        "list of arrays": [np.arange(n), np.array("ö")],
        "list of dicts": [{"a": 1, 2: "b", (1, "t"): None, None: True}],
    }


def sometimes(n):
    """Values that come and go."""
    return {"even": n, "list": [n]} if n % 2 == 0 else {"odd": "text", "deep": {"er": {"n": None if n % 3 else [n]}}}


def names(n):
    """Names that are those of Gymnasium's masks and finals."""
    return {"_private": 1, "final_obs": 5 + n, "a": 1, "_a": 2, "ü": 1.0, "__": n}


def alone(n):
    """What Gymnasium's vectors cannot gather."""
    kinds = [[1, 2.5], 2.5, "t", np.arange(3), True, {"a": {"b": n}}, None, 2**70, -(2**70), np.int8(3), b"x", (1,)]
    return {
        "big": 2**70 + n,
        "ragged": np.arange(n),
        "replaced": kinds[n % len(kinds)],
        "keys": {3: n, "deep": {("t", 1): [None]}},
        "sometimes dict": {"x": n} if n % 2 else n,
        "nested": {"v": kinds[(n + 3) % len(kinds)]},
    }


def left(n):
    """What nothing carries."""
    return {
        "object": object(),
        "set": {1},
        "complex": 1j,
        "list": [1, object()],
        "deep": {"type": int},
        3: n,
        "good": n,
    }


class Saying(gymnasium.Env):
    """Says infos; its step count begins with its seed, so that environments say different things."""

    def __init__(self, what: str, length: int = 4) -> None:
        self.observation_space = spaces.Box(-np.inf, np.inf, (2,), np.float64)
        self.action_space = spaces.Discrete(2)
        self._say = {"same": same, "sometimes": sometimes, "names": names, "alone": alone, "left": left}[what]
        self._length = length
        self._steps = self._from = 0

    def reset(self, *, seed: int | None = None, options: dict[str, Any] | None = None):
        super().reset(seed=seed)
        if seed is not None:
            self._from = seed % 13
        self._steps = 0
        return np.array([self._from, 0.0]), self._say(self._from)

    def step(self, action: int):
        self._steps += 1
        info = self._say(self._from + self._steps)
        over = self._steps >= self._length + self._from % 3
        return np.array([self._from, self._steps], float), 1.0, over, False, info


class Speechless(gymnasium.Env):
    """Says what is no info."""

    def __init__(self) -> None:
        self.observation_space = self.action_space = spaces.Discrete(2)

    def reset(self, *, seed: int | None = None, options: dict[str, Any] | None = None):
        super().reset(seed=seed)
        return 0, {}

    def step(self, action: int):
        return 0, 1.0, False, False, None


for _name in (Saying, Speechless):
    if f"{_name.__name__}-v0" not in gymnasium.registry:
        gymnasium.register(f"{_name.__name__}-v0", entry_point=_name, disable_env_checker=True)
