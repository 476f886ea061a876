"""The true outcome of any action in any observation, where a simulator can be put into the state that is observed."""

from __future__ import annotations

import weakref
from typing import Any, Protocol

import gymnasium
import mujoco
import numpy as np

from leeway_gymnasium.simulators.maze2d import Maze2dEnv
from leeway_gymnasium.simulators.placing import Place, place, task

Array = np.ndarray[Any, np.dtype[Any]]
Outcome = tuple[Array, Array, Array]

_TASKS = ("half_cheetah", "hopper", "walker2d", "ant")
"""Gymnasium's module names of those whose observations show all that a step depends on."""


class Oracle(Protocol):
    """Says the true outcome of rows that have nothing to do with each other."""

    def transition(self, observations: Array, actions: Array) -> Outcome:
        """Computes one step from every row.

        Args:
            observations: (n, *observation shape).
            actions: (n, *action shape).

        Returns:
            The next observations, (n, *observation shape); the rewards, float64 (n,); whether each terminated, bool (n,).

        Raises:
            ValueError: if an observation shows no state, naming its row.
        """


_ORACLES: weakref.WeakKeyDictionary[Any, Oracle | None] = weakref.WeakKeyDictionary()


def oracle(env: gymnasium.Env[Any, Any]) -> Oracle | None:
    """Returns what says the true outcomes for environments like this one, which it leaves alone; None where there is none."""
    base = env.unwrapped
    if base not in _ORACLES:
        _ORACLES[base] = _find(env)
    return _ORACLES[base]


def _find(env: gymnasium.Env[Any, Any]) -> Oracle | None:
    base = env.unwrapped
    if isinstance(base, Maze2dEnv):
        return MazeOracle(base)
    put = place(env) if task(env) in _TASKS else None
    return None if put is None or env.spec is None else MujocoOracle(env.spec, put)


class MazeOracle:
    """The oracle of Leeway's mazes: an observation is the whole state."""

    def __init__(self, env: Maze2dEnv) -> None:
        self._env = Maze2dEnv.__new__(Maze2dEnv)
        self._env.__dict__.update(env.__dict__)
        self._env.data = mujoco.MjData(env.model)

    def transition(self, observations: Array, actions: Array) -> Outcome:
        """See Oracle."""
        following = np.empty((len(observations), 4))
        rewards = np.empty(len(observations))
        env = self._env
        check_finite(observations)
        for row, (observation, action) in enumerate(zip(observations, actions, strict=True)):
            mujoco.mj_resetData(env.model, env.data)
            env.data.qpos[:] = observation[:2]
            env.data.qvel[:] = observation[2:]
            following[row], rewards[row], *_ = env.step(action)
        return following, rewards, np.zeros(len(observations), np.bool_)


class MujocoOracle:
    """The oracle of Gymnasium's HalfCheetah, Hopper, Walker2d and Ant, versions 4 and 5.

    The positions that an observation leaves out are put to 0: dynamics and rewards do not depend on them. The solver
    begins without a warm start, so that no row depends on another. A live environment has one: in 12,000 steps the two
    were mostly within 1e-14, 2e-12 apart at worst, but for a single 1e-7 where the solver stopped at another iteration.
    Hopper and Walker2d show velocities clipped to ±10: at ±10 the true state is not seen, and the outcome is that of the
    clipped one. Ant's reward is from body positions as the integrator's last stage left them, which no observation
    shows: it was up to 0.12 off.
    """

    def __init__(self, spec: gymnasium.envs.registration.EnvSpec, put: Place) -> None:
        self._spec = spec
        self._place = put
        self._made: Any = None

    def transition(self, observations: Array, actions: Array) -> Outcome:
        """See Oracle."""
        check_finite(observations)
        if self._made is None:
            self._made = gymnasium.make(self._spec, disable_env_checker=True).unwrapped
            self._made.reset(seed=0)
        env = self._made
        following = np.empty((len(observations), *env.observation_space.shape), env.observation_space.dtype)
        rewards = np.empty(len(observations))
        terminated = np.empty(len(observations), np.bool_)
        for row, (observation, action) in enumerate(zip(observations, actions, strict=True)):
            self._place(env, observation)
            following[row], rewards[row], terminated[row], *_ = env.step(action)
        return following, rewards, terminated


def check_finite(observations: Array) -> None:
    """Raises ValueError for the first row that is not finite."""
    finite = np.isfinite(observations.reshape(len(observations), -1)).all(axis=1)
    if not finite.all():
        row = int(np.argmin(finite))
        raise ValueError(f"row {row} of the observations is not finite: {observations[row]}")
