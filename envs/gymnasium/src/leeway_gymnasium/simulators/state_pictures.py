"""Pictures of states that nobody played."""

from __future__ import annotations

import weakref
from typing import Any

import gymnasium
import numpy as np
from gymnasium import spaces

from leeway_gymnasium.simulators.placing import place

Array = np.ndarray[Any, np.dtype[Any]]

_PICTURES: weakref.WeakKeyDictionary[Any, StatePictures] = weakref.WeakKeyDictionary()


class StatePictures:
    """Puts an environment of its own into the state of an observation, and draws it.

    The camera of most environments looks where the first picture's state had it, which is that of a reset with the seed 0:
    no picture depends on another.
    """

    def __init__(self, spec: gymnasium.envs.registration.EnvSpec) -> None:
        self.made: Any = gymnasium.make(spec, disable_env_checker=True)
        self.made.reset(seed=0)
        self.made.unwrapped.render()
        self._place = _place(self.made)

    def draw(self, observation: Array) -> Any:
        """Draws the state of an observation, float64 and flat.

        Raises:
            ValueError: if it shows no state that the simulator takes.
        """
        if not np.isfinite(observation).all():
            raise ValueError(f"the observation is not finite: {observation}")
        self._place(self.made.unwrapped, observation)
        return self.made.unwrapped.render()


def has_state_pictures(env: gymnasium.Env[Any, Any]) -> bool:
    """Says whether states of environments like this one can be drawn, once they are made with a render mode."""
    shows = "rgb_array" in env.metadata.get("render_modes", [])
    return shows and env.spec is not None and _place(env) is not None


def state_pictures(env: gymnasium.Env[Any, Any]) -> StatePictures | None:
    """Returns what draws states of environments like this one, which it leaves alone; None where nothing does."""
    if env.render_mode != "rgb_array" or env.spec is None or not has_state_pictures(env):
        return None
    base = env.unwrapped
    if base not in _PICTURES:
        _PICTURES[base] = StatePictures(env.spec)
    return _PICTURES[base]


def _place(env: gymnasium.Env[Any, Any]) -> Any:
    base: Any = env.unwrapped
    if type(base).__module__ == "gymnasium_robotics.envs.maze.point_maze":
        return _place_point if env.observation_space == base.observation_space else None
    return place(env)


def _place_point(base: Any, observation: Array) -> None:
    shown: Any = spaces.unflatten(base.observation_space, observation)
    if (np.abs(observation) > 1e10).any():
        raise ValueError("the observation is beyond what MuJoCo computes with, which is ±1e+10")
    base.goal = shown["desired_goal"]
    base.update_target_site_pos()
    base.point_env.set_state(shown["observation"][:2], shown["observation"][2:])
