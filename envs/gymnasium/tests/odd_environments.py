"""Environments that misbehave, and ones whose spaces and infos are of every kind."""

from __future__ import annotations

import copy
import os
import random
import sys
import time
from typing import Any

import gymnasium
import numpy as np
from gymnasium import spaces


class Counting(gymnasium.Env):
    """Counts its steps; an episode ends after as many as its seed says, by default 5. Its action says what goes wrong."""

    FINE, RAISE, HANG, DIE, PRINT, NOT_A_NUMBER, FLOOD, SLOW = range(8)

    def __init__(self, ends_after: int = 5) -> None:
        self.observation_space = spaces.Box(-np.inf, np.inf, (2,), np.float64)
        self.action_space = spaces.Discrete(8)
        self._ends_after = ends_after
        self._steps = 0
        self._total = 0

    def reset(self, *, seed: int | None = None, options: dict[str, Any] | None = None):
        super().reset(seed=seed)
        if options and options.get("raise"):
            raise KeyError("told to")
        self._steps = 0
        return np.array([0.0, self._total]), {"options": repr(options)}

    def step(self, action: int):
        self._steps += 1
        self._total += 1
        observation = np.array([self._steps, self._total], float)
        if action == self.RAISE:
            raise ZeroDivisionError("x" * 100_000)
        if action == self.HANG:
            while True:
                time.sleep(1000)
        if action == self.DIE:
            os._exit(7)
        if action == self.PRINT:
            print("hello from the environment")
            sys.stdout.write("\x00\xff{]" * 1000)
        if action == self.NOT_A_NUMBER:
            observation[0] = np.frombuffer(b"\x01\x02\x03\x04\x05\x06\xf8\x7f", np.float64)[0]
            return observation, np.nan, False, False, {"nan": np.float32(np.nan)}
        if action == self.FLOOD:
            for _ in range(20_000):
                print("y" * 100)
        if action == self.SLOW:
            time.sleep(0.5)
        return observation, 1.0, self._steps >= self._ends_after, False, {}


class Talkative(gymnasium.Env):
    """Says infos of every kind, some now and then, some that cannot be carried; its spaces are of every kind."""

    def __init__(self) -> None:
        inner = {
            "box": spaces.Box(-1, 1, (2, 3), np.float32),
            "discrete": spaces.Discrete(5, start=-2),
            "multi": spaces.MultiDiscrete([3, 4]),
            "binary": spaces.MultiBinary(4),
            "text": spaces.Text(6, min_length=1),
        }
        self.observation_space = spaces.Dict({**inner, "tuple": spaces.Tuple((spaces.Discrete(3), spaces.Text(4)))})
        self.action_space = spaces.Tuple(
            (spaces.Discrete(3), spaces.Dict({"text": spaces.Text(5), "box": inner["box"]}))
        )
        self._steps = 0

    def reset(self, *, seed: int | None = None, options: dict[str, Any] | None = None):
        super().reset(seed=seed)
        if seed is not None:
            self.observation_space.seed(seed)
        self._steps = 0
        return self.observation_space.sample(), {"began": True, "options": repr(options)}

    def step(self, action: Any):
        self._steps += 1
        draw = self.np_random
        info: dict[str, Any] = {
            "action": repr(action[0]) + action[1]["text"],
            "sum": np.float32(action[1]["box"].sum()),
            "float": float(draw.random()),
            "int": int(draw.integers(100)),
            "flag": bool(draw.random() < 0.5),
            "small": np.uint8(draw.integers(200)),
            "array": draw.random((2, 2)).astype(np.float32),
            "group": {"x": float(draw.random()), "deeper": {"y": np.int16(3), "name": "z"}},
        }
        if draw.random() < 0.5:
            info["rare"] = np.float64(draw.random())
            info["rare_text"] = "word" if draw.random() < 0.5 else ""
            info["rare_group"] = {"a": 1.5} if draw.random() < 0.5 else {"b": np.int64(2)}
        if draw.random() < 0.3:
            info["mixed"] = 3 if draw.random() < 0.5 else 2.75
        info["object"] = object()
        info["list"] = [1, 2]
        over = bool(draw.random() < 0.2)
        return self.observation_space.sample(), float(draw.random()), over, bool(draw.random() < 0.1), info


class Raising(gymnasium.Env):
    """Cannot be made."""

    def __init__(self) -> None:
        raise OSError("no licence found")


class Halved(gymnasium.Env):
    """Says half a character: in its infos always, in its observation where the action says so."""

    def __init__(self) -> None:
        self.observation_space = spaces.Text(4)
        self.action_space = spaces.Discrete(2)

    def reset(self, *, seed: int | None = None, options: dict[str, Any] | None = None):
        super().reset(seed=seed)
        return "a", {"half": "\ud800", "whole": "b"}

    def step(self, action: int):
        return ("\ud800" if action else "a"), 0.0, False, False, {"half": "\ud800", "whole": "b"}


class Pixels(gymnasium.Env):
    """Shows pictures that say how many steps were taken."""

    def __init__(self) -> None:
        self.observation_space = spaces.Box(0, 255, (84, 84, 3), np.uint8)
        self.action_space = spaces.Discrete(2)
        self._steps = 0

    def reset(self, *, seed: int | None = None, options: dict[str, Any] | None = None):
        super().reset(seed=seed)
        self._steps = 0
        return np.zeros((84, 84, 3), np.uint8), {}

    def step(self, action: int):
        self._steps += 1
        return np.full((84, 84, 3), self._steps, np.uint8), 1.0, False, False, {}


class Shared(gymnasium.Env):
    """Draws from the generators that all of a process share."""

    def __init__(self) -> None:
        self.observation_space = spaces.Box(0, 1, (2,), np.float64)
        self.action_space = spaces.Discrete(2)

    def reset(self, *, seed: int | None = None, options: dict[str, Any] | None = None):
        super().reset(seed=seed)
        return np.array([np.random.uniform(), random.random()]), {}

    def step(self, action: int):
        return np.array([np.random.uniform(), random.random()]), 0.0, False, False, {}


SPACES = {
    "sequence": spaces.Sequence(spaces.Box(-1, 1, (2,), np.float32)),
    "stacked": spaces.Sequence(spaces.Discrete(4), stack=True),
    "graph": spaces.Graph(spaces.Box(-1, 1, (2,)), spaces.Discrete(3)),
    "edgeless": spaces.Graph(spaces.Discrete(3), None),
    "one of": spaces.OneOf([spaces.Discrete(2), spaces.Box(-1, 1, (2,)), spaces.Text(4)]),
    "half": spaces.Box(-1, 1, (3,), np.float16),
    "long": spaces.Box(0, 2**40, (2,), np.uint64),
    "nothing": spaces.Dict({}),
    "none": spaces.Tuple(()),
    "deep": spaces.Dict(
        a=spaces.Tuple((spaces.Sequence(spaces.Text(3)), spaces.MultiBinary(2), spaces.Tuple(()))),
        b=spaces.Box(-1, 1, (), np.float64),
    ),
}


class Sampled(gymnasium.Env):
    """Observes and acts in a space of any kind; refuses actions that are not in it, and says what it got."""

    def __init__(self, kind: str = "sequence") -> None:
        self.observation_space = copy.deepcopy(SPACES[kind])
        self.action_space = copy.deepcopy(SPACES[kind])

    def reset(self, *, seed: int | None = None, options: dict[str, Any] | None = None):
        super().reset(seed=seed)
        if seed is not None:
            self.observation_space.seed(seed)
        return self.observation_space.sample(), {}

    def step(self, action: Any):
        if not self.action_space.contains(action):
            raise ValueError(f"{action!r} is not in {self.action_space}")
        return self.observation_space.sample(), 1.0, False, False, {"action": repr(action)}


class Echo(gymnasium.Env):
    """Says of which types its actions are."""

    def __init__(self) -> None:
        self.observation_space = spaces.Box(-np.inf, np.inf, (2,), np.float64)
        self.action_space = spaces.Dict(box=spaces.Box(-1, 1, (2,), np.float32), number=spaces.Discrete(9))

    def reset(self, *, seed: int | None = None, options: dict[str, Any] | None = None):
        super().reset(seed=seed)
        return np.zeros(2), {}

    def step(self, action: Any):
        types = f"{action['box'].dtype} {np.asarray(action['number']).dtype} {int(action['number'])}"
        return np.array(action["box"], np.float64), 0.0, False, False, {"types": types}


class Lying(gymnasium.Env):
    """Gives what it should not, from its third step on."""

    def __init__(self, kind: str = "fine") -> None:
        if kind == "exit when made":
            os._exit(3)
        self.observation_space = spaces.Box(-9, 9, (3,), np.float32)
        self.action_space = spaces.Discrete(2)
        self._kind = kind
        self._steps = 0

    def reset(self, *, seed: int | None = None, options: dict[str, Any] | None = None):
        super().reset(seed=seed)
        self._steps = 0
        return np.zeros(3, np.float32), {}

    def step(self, action: int):
        self._steps += 1
        plain = (np.ones(3, np.float32), 1.0, False, False, {})
        if self._steps < 3:
            return plain
        if self._kind == "assert":
            assert action == 7
        if self._kind == "sys.exit":
            sys.exit(9)
        if self._kind == "control":
            raise ValueError("a\x1b[31m\x00b")
        said = {
            "shape": (np.zeros(4, np.float32), *plain[1:]),
            "none": (None, *plain[1:]),
            "text": ("abc", *plain[1:]),
            "four": plain[:4],
            "list": ([0.5, 1.5, 2.5], *plain[1:]),
            "double": (np.full(3, 0.1), *plain[1:]),
            "reward": (plain[0], None, np.bool_(False), 0, {}),
            "reward array": (plain[0], np.array(1.0), False, False, {}),
            "rewards": (plain[0], np.array([1.0, 2.0]), False, False, {}),
        }
        return said.get(self._kind, plain)


for _name in (Counting, Talkative, Raising, Halved, Pixels, Shared, Sampled, Echo, Lying):
    if f"{_name.__name__}-v0" not in gymnasium.registry:
        gymnasium.register(f"{_name.__name__}-v0", entry_point=_name, disable_env_checker=_name in (Sampled, Lying))
