"""Writes gymnasium_reference.json beside itself: what Gymnasium's own wrappers and spaces answer.

Made with gymnasium 1.4.0 and numpy 2.4.6: python gymnasium_reference.py
"""

import json
import pathlib

import gymnasium as gym
import numpy as np
from gymnasium import spaces
from gymnasium.vector import AutoresetMode, VectorEnv
from gymnasium.vector.utils import batch_space
from gymnasium.wrappers import RescaleAction
from gymnasium.wrappers.vector import NormalizeObservation


class Recorded(VectorEnv):
    """Gives observations that were written down before."""

    def __init__(self, observations):
        self.given = iter(observations)
        self.num_envs = observations.shape[1]
        self.metadata = {"autoreset_mode": AutoresetMode.NEXT_STEP}
        self.single_observation_space = spaces.Box(-np.inf, np.inf, observations.shape[2:], np.float64)
        self.observation_space = batch_space(self.single_observation_space, self.num_envs)
        self.single_action_space = spaces.Box(-1, 1, (1,))
        self.action_space = batch_space(self.single_action_space, self.num_envs)

    def reset(self, *, seed=None, options=None):
        return next(self.given), {}

    def step(self, actions):
        n = self.num_envs
        return next(self.given), np.zeros(n), np.zeros(n, bool), np.zeros(n, bool), {}


def normalized():
    rng = np.random.default_rng(1)
    observations = rng.normal(size=(12, 3, 2)) * [3.0, 0.01] + [100.0, -2.0]
    env = NormalizeObservation(Recorded(observations))
    given = [env.reset()[0]] + [env.step(None)[0] for _ in range(11)]
    return {"observations": observations.tolist(), "normalized": [each.tolist() for each in given]}


class Bounded(gym.Env):
    observation_space = spaces.Box(-1, 1, (1,))

    def __init__(self, dtype):
        self.action_space = spaces.Box(np.array([-2, 0.1, -7]), np.array([6, 0.4, -3.3]), dtype=dtype)


def rescaled(dtype):
    env = RescaleAction(Bounded(dtype), np.float64(-1), np.float64(1)) if dtype == np.float64 else RescaleAction(
        Bounded(dtype), np.float32(-1), np.float32(1)
    )
    rng = np.random.default_rng(2)
    actions = rng.uniform(-1, 1, (9, 3)).astype(dtype)
    actions[0], actions[1], actions[2] = -1, 1, 0
    return {"actions": actions.tolist(), "rescaled": [np.asarray(env.func(each)).tolist() for each in actions]}


def flattened():
    space = spaces.Dict(
        {
            "position": spaces.Box(-1, 2, (2, 2), np.float64),
            "choice": spaces.Discrete(3, start=-1),
            "pair": spaces.Tuple((spaces.MultiDiscrete([2, 3], start=[0, 10]), spaces.MultiBinary(2))),
            "word": spaces.Text(4, min_length=1, charset="abc"),
        }
    )
    value = {
        "position": np.array([[0.5, -1.0], [2.0, 0.25]]),
        "choice": np.int64(1),
        "pair": (np.array([1, 11]), np.array([0, 1], np.int8)),
        "word": "cab",
    }
    flat = spaces.flatten_space(space)
    return {
        "order": list(space.spaces),
        "value": spaces.flatten(space, value).tolist(),
        "low": flat.low.tolist(),
        "high": flat.high.tolist(),
    }


reference = {
    "normalized": normalized(),
    "rescaled32": rescaled(np.float32),
    "rescaled64": rescaled(np.float64),
    "flattened": flattened(),
}
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(reference, indent=1) + "\n")
