"""Gymnasium's MuJoCo environments put into the state that an observation shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gymnasium
import mujoco
import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]
Place = Callable[[Any, Array], None]
"""Puts an environment into the state of an observation of it, and lets MuJoCo compute what follows from that."""

VERSIONS = ("_v4", "_v5")

_HIDDEN_POSITIONS = {
    "half_cheetah": 1,
    "hopper": 1,
    "walker2d": 1,
    "ant": 2,
    "swimmer": 2,
    "humanoid": 2,
    "humanoidstandup": 2,
    "inverted_pendulum": 0,
}
"""By Gymnasium's module name: how many leading positions an observation leaves out."""

_LARGEST = 1e10
"""Beyond it MuJoCo resets a simulation: its mjMAXVAL."""


def task(env: gymnasium.Env[Any, Any]) -> str:
    """Returns the name of the module of one of Gymnasium's MuJoCo environments without its version; else nothing."""
    module = type(env.unwrapped).__module__
    stem = module.removeprefix("gymnasium.envs.mujoco.")
    return stem[:-3] if module != stem and stem[-3:] in VERSIONS else ""


def hidden(env: gymnasium.Env[Any, Any]) -> int:
    """Returns how many leading positions the observations of an environment leave out; 0 where all are shown."""
    base: Any = env.unwrapped
    shown = not getattr(base, "_exclude_current_positions_from_observation", True)
    return 0 if shown else _HIDDEN_POSITIONS.get(task(env), 0)


def place(env: gymnasium.Env[Any, Any]) -> Place | None:
    """Returns what puts an environment like this one into the state of an observation; None where nothing is known to.

    The positions that an observation leaves out are put to 0.
    """
    if env.observation_space != env.unwrapped.observation_space:
        return None
    if task(env) == "inverted_double_pendulum":
        return _place_double_pendulum
    if task(env) not in _HIDDEN_POSITIONS:
        return None
    missing = hidden(env)

    def put(base: Any, observation: Array) -> None:
        shown = base.model.nq - missing
        positions = np.concatenate([np.zeros(missing), observation[:shown]])
        _put(base, positions, observation[shown : shown + base.model.nv])

    return put


def _place_double_pendulum(base: Any, observation: Array) -> None:
    """The observation is x, the sines of both angles, their cosines, and the velocities."""
    angles = np.arctan2(observation[1:3], observation[3:5])
    _put(base, np.concatenate([observation[:1], angles]), observation[5:8])


def _put(base: Any, positions: Array, velocities: Array) -> None:
    for name, values in (("position", positions), ("velocity", velocities)):
        if (np.abs(values) > _LARGEST).any():
            worst = float(values[np.argmax(np.abs(values))])
            raise ValueError(f"a {name} of {worst:g} is beyond what MuJoCo computes with, which is ±{_LARGEST:g}")
    mujoco.mj_resetData(base.model, base.data)
    base.data.qpos[:] = positions
    base.data.qvel[:] = velocities
    mujoco.mj_forward(base.model, base.data)
