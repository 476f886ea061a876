"""What an environment gave otherwise than Gymnasium's interface and its own spaces say."""

from __future__ import annotations

from typing import Any

import numpy as np
from gymnasium import spaces

from leeway_gymnasium.codec.batches import RAGGED, Space


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


def _said(value: Any) -> str:
    if isinstance(value, np.ndarray):
        return f"an array of {value.dtype} and the shape {value.shape}"
    if isinstance(value, tuple | list):
        return f"a {type(value).__name__} of {len(value)}"
    return "None" if value is None else f"a {type(value).__name__}"
