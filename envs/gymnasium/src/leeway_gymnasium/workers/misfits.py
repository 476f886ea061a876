"""What an environment gave otherwise than Gymnasium's interface and its own spaces say."""

from __future__ import annotations

from typing import Any

import numpy as np
from gymnasium import spaces

from leeway_gymnasium.codec.batches import RAGGED, Space

MOST_NOTES = 32


class Misfit(ValueError):
    """An environment gave what cannot be used; the text begins with "gave"."""


def unusable(space: Space, value: Any, what: str = "the observation") -> str:
    """Says why a value cannot stand where the space's elements do; empty where it can, if only by a cast."""
    if isinstance(space, spaces.Dict):
        if not isinstance(value, dict):
            return f"{what} is a {type(value).__name__}, but its space is a Dict"
        if missing := [name for name in space.spaces if name not in value]:
            return f"{what} has not the keys {', '.join(map(str, missing))}, which its space has"
        parts = [(inner, value[name], f"{what}['{name}']") for name, inner in space.spaces.items()]
        return next(filter(None, (unusable(*part) for part in parts)), "")
    if isinstance(space, spaces.Tuple):
        if not isinstance(value, tuple | list) or len(value) != len(space.spaces):
            return f"{what} is {_said(value)}, but its space is a Tuple of {len(space.spaces)}"
        parts = [(inner, value[i], f"{what}[{i}]") for i, inner in enumerate(space.spaces)]
        return next(filter(None, (unusable(*part) for part in parts)), "")
    if isinstance(space, RAGGED):
        return "" if space.contains(value) else f"{what} is {_said(value)}, which is not in {space}"
    try:
        array = np.asarray(value)
    except ValueError:
        return f"{what} is a {type(value).__name__} that is no array of numbers"
    if array.dtype.kind not in "biuf":
        return f"{what} is {_said(value)}, which is no array of {space.dtype}"
    if array.shape != space.shape:
        return f"{what} has the shape {array.shape}, but its space says {space.shape}"
    if not np.can_cast(array.dtype, space.dtype or array.dtype, "same_kind"):
        return f"{what} is of type {array.dtype}, which is not cast to {space.dtype}, as its space says"
    return ""


def notes(space: Space, value: Any, what: str = "the observation") -> list[str]:
    """Says where a value is not what its space says, though it can be cast to that."""
    if isinstance(space, spaces.Dict) and isinstance(value, dict):
        found = [
            note for name, inner in space.spaces.items() for note in notes(inner, value[name], f"{what}['{name}']")
        ]
        more = [str(name) for name in value if name not in space.spaces]
        return [*found, f"{what} has the keys {', '.join(more)}, which its space has not"] if more else found
    if isinstance(space, spaces.Tuple) and isinstance(value, tuple):
        pairs = zip(space.spaces, value, strict=True)
        return [note for i, (inner, part) in enumerate(pairs) for note in notes(inner, part, f"{what}[{i}]")]
    if isinstance(space, RAGGED):
        return []
    if isinstance(space, spaces.Discrete):
        alike = isinstance(value, int | np.integer) or (isinstance(value, np.ndarray) and value.dtype.kind in "iu")
        return [] if alike else [f"{what} is {_said(value)}, but its space says an integer"]
    if not isinstance(value, np.ndarray | np.generic):
        return [f"{what} is a {type(value).__name__}, but its space says an array of {space.dtype}"]
    if value.dtype != space.dtype:
        return [f"{what} is of type {value.dtype}, but its space says {space.dtype}"]
    return []


class Notes:
    """What environments of a shard gave otherwise than Gymnasium's interface and their spaces say, in one request.

    Args:
        space: of the observations.
        first: the number of the shard's first environment.
    """

    def __init__(self, space: Space, first: int) -> None:
        self._space = space
        self._first = first
        self._found: list[str] = []

    def of_observation(self, index: int, observation: Any) -> None:
        """Looks at an observation, before it is cast."""
        if not unusable(self._space, observation):
            self._add(index, notes(self._space, observation))

    def of_step(self, index: int, outcome: tuple[Any, ...]) -> None:
        """Looks at what a step gave."""
        observation, reward, terminated, truncated, _ = outcome
        self.of_observation(index, observation)
        if not isinstance(reward, float | int | np.floating | np.integer) or isinstance(reward, bool):
            self._add(index, [f"the reward is {_said(reward)}, but must be a number"])
        for name, flag in (("terminated", terminated), ("truncated", truncated)):
            if not isinstance(flag, bool | np.bool_):
                self._add(index, [f"{name} is {_said(flag)}, but must be a bool"])

    def take(self) -> list[str]:
        """Returns what was found since the last time."""
        found, self._found = self._found, []
        return found

    def _add(self, index: int, found: list[str]) -> None:
        for note in found:
            if len(self._found) < MOST_NOTES:
                self._found.append(f"environment {self._first + index}: {note}")


def number(reward: Any) -> Any:
    """Returns a reward, which NumPy must be able to put where a float is; raises Misfit where it is not."""
    try:
        np.empty(1)[0] = reward
    except (TypeError, ValueError) as error:
        raise Misfit(f"gave a reward that is no number, but {_said(reward)}") from error
    return reward


def _said(value: Any) -> str:
    if isinstance(value, np.ndarray):
        return f"an array of {value.dtype} and the shape {value.shape}"
    if isinstance(value, tuple | list):
        return f"a {type(value).__name__} of {len(value)}"
    return "None" if value is None else f"a {type(value).__name__}"
