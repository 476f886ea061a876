"""The rules by which simulators terminate, for steps that were not taken in them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gymnasium
import numpy as np
from gymnasium import spaces

from leeway_gymnasium.simulators.maze2d import Maze2dEnv
from leeway_gymnasium.simulators.placing import hidden, task

Array = np.ndarray[Any, np.dtype[Any]]
Rule = Callable[[Array, Array, Array], Array]
"""Says which steps terminate, bool (n,), of observations, actions and next observations, float64 and flat."""

_REACHED = 0.45
"""The distance from its goal at which a maze of Gymnasium-Robotics is solved."""

_TIP = 1.0
"""The height at which a double pendulum has fallen."""


def terminations(env: gymnasium.Env[Any, Any]) -> Rule | None:
    """Returns the rule of environments like this one; None where none is known that observations suffice for."""
    base: Any = env.unwrapped
    if env.observation_space != base.observation_space:
        return None
    if isinstance(base, Maze2dEnv):
        return _never
    if type(base).__module__ == "gymnasium_robotics.envs.maze.point_maze":
        return _never if base.continuing_task else _goal_rule(base.observation_space)
    find = _RULES.get(task(env))
    return find(base, hidden(env)) if find else None


def _never(_: Array, __: Array, following: Array) -> Array:
    return np.zeros(len(following), np.bool_)


def _goal_rule(space: spaces.Dict) -> Rule:
    places, first = {}, 0
    for name, part in space.spaces.items():
        places[name] = slice(first, first + spaces.flatdim(part))
        first += spaces.flatdim(part)

    def rule(_: Array, __: Array, following: Array) -> Array:
        apart = following[:, places["achieved_goal"]] - following[:, places["desired_goal"]]
        reached: Array = np.linalg.norm(apart, axis=1) <= _REACHED
        return reached

    return rule


def _unless_healthy(base: Any, healthy: Callable[[Array], Array]) -> Rule:
    return (lambda _, __, following: ~healthy(following)) if base._terminate_when_unhealthy else _never


def _inside(values: Array, bounds: tuple[float, float]) -> Array:
    inside: Array = (bounds[0] < values) & (values < bounds[1])
    return inside


def _hopper(base: Any, missing: int) -> Rule:
    """Velocities are shown clipped to ±10: one beyond the healthy 100 is not seen."""

    def healthy(following: Array) -> Array:
        angle = 2 - missing
        return (
            _inside(following[:, angle - 1], base._healthy_z_range)
            & _inside(following[:, angle], base._healthy_angle_range)
            & _inside(following[:, angle:], base._healthy_state_range).all(axis=1)
        )

    return _unless_healthy(base, healthy)


def _walker(base: Any, missing: int) -> Rule:
    def healthy(following: Array) -> Array:
        heights = _inside(following[:, 1 - missing], base._healthy_z_range)
        return heights & _inside(following[:, 2 - missing], base._healthy_angle_range)

    return _unless_healthy(base, healthy)


def _ant(base: Any, missing: int) -> Rule:
    def healthy(following: Array) -> Array:
        low, high = base._healthy_z_range
        height = following[:, 2 - missing]
        inside: Array = (low <= height) & (height <= high)
        return inside

    return _unless_healthy(base, healthy)


def _humanoid(base: Any, missing: int) -> Rule:
    return _unless_healthy(base, lambda following: _inside(following[:, 2 - missing], base._healthy_z_range))


def _pendulum(_: Any, __: int) -> Rule:
    return lambda _, __, following: np.abs(following[:, 1]) > 0.2


def _double_pendulum(base: Any, _: int) -> Rule | None:
    """The tip's height, of the sines and cosines that are shown.

    Gymnasium has the tip where the integrator's last stage left it, which was up to 1e-5 from where the observation has
    it.
    """
    model = base.model
    upper, tip = model.body("pole2").pos, model.site("tip").pos
    if upper[:2].any() or tip[:2].any() or model.body("cart").pos.any() or model.body("pole").pos.any():
        return None

    def rule(_: Array, __: Array, following: Array) -> Array:
        sine, other_sine, cosine, other_cosine = following[:, 1:5].T
        height = upper[2] * cosine + tip[2] * (cosine * other_cosine - sine * other_sine)
        fallen: Array = height <= _TIP
        return fallen

    return rule


def _none(_: Any, __: int) -> Rule:
    return _never


_RULES: dict[str, Callable[[Any, int], Rule | None]] = {
    "half_cheetah": _none,
    "swimmer": _none,
    "reacher": _none,
    "pusher": _none,
    "humanoidstandup": _none,
    "hopper": _hopper,
    "walker2d": _walker,
    "ant": _ant,
    "humanoid": _humanoid,
    "inverted_pendulum": _pendulum,
    "inverted_double_pendulum": _double_pendulum,
}
