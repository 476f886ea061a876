"""States of single environments that can be saved and loaded, without pickle."""

from __future__ import annotations

import json
import struct
from typing import Any, Protocol

import gymnasium
import mujoco
import numpy as np
from gymnasium.wrappers import OrderEnforcing, PassiveEnvChecker, TimeLimit

from leeway_gymnasium.simulators.maze2d import Maze2dEnv

_LENGTH = struct.Struct("<I")
_VERSION = 1
_FLAGS = {
    OrderEnforcing: ("_has_reset",),
    PassiveEnvChecker: ("checked_reset", "checked_step", "checked_render", "close_called"),
    TimeLimit: ("_elapsed_steps",),
}


class Snapshots(Protocol):
    """Saves and loads one environment."""

    def save(self) -> bytes:
        """Returns everything that the environment's future depends on."""

    def load(self, state: bytes) -> None:
        """Puts the environment back, bit for bit; ValueError if the state is not one of its kind."""


def snapshots(env: gymnasium.Env[Any, Any]) -> Snapshots | None:
    """Returns what saves and loads an environment; None where its state is not known wholly.

    MuJoCo's environments of Gymnasium and Leeway's mazes are, in the wrappers that `gymnasium.make` puts around them.
    """
    layer = env
    while isinstance(layer, gymnasium.Wrapper):
        if type(layer) not in _FLAGS:
            return None
        layer = layer.env
    known = isinstance(layer, Maze2dEnv) or type(layer).__module__.startswith("gymnasium.envs.mujoco.")
    return MujocoSnapshots(env) if known and isinstance(getattr(layer, "model", None), mujoco.MjModel) else None


class MujocoSnapshots:
    """MuJoCo's integration state, what environments read of the step before, the random stream, and what wrappers count."""

    def __init__(self, env: gymnasium.Env[Any, Any]) -> None:
        self._env = env
        self._base: Any = env.unwrapped
        self._kind = int(mujoco.mjtState.mjSTATE_INTEGRATION)

    def save(self) -> bytes:
        """See Snapshots."""
        data = self._base.data
        state = np.empty(mujoco.mj_stateSize(self._base.model, self._kind))
        mujoco.mj_getState(self._base.model, data, state, self._kind)
        whole = np.concatenate([state, data.xpos.ravel(), data.cfrc_ext.ravel()])
        head = {
            "version": _VERSION,
            "wrappers": [[getattr(layer, name) for name in names] for layer, names in self._layers()],
            "random": self._base.np_random.bit_generator.state,
            "seed": self._base.np_random_seed,
        }
        text = json.dumps(head, separators=(",", ":")).encode()
        return _LENGTH.pack(len(text)) + text + whole.astype("<f8").tobytes()

    def load(self, state: bytes) -> None:
        """See Snapshots."""
        try:
            (length,) = _LENGTH.unpack_from(state)
            head = json.loads(state[_LENGTH.size : _LENGTH.size + length])
            physics = np.frombuffer(state[_LENGTH.size + length :], "<f8")
            wrappers = head["wrappers"]
            generator = np.random.Generator(np.random.PCG64())
            generator.bit_generator.state = head["random"]
            seed = head["seed"]
            fits = head["version"] == _VERSION and [len(values) for values in wrappers] == [
                len(names) for _, names in self._layers()
            ]
        except (struct.error, ValueError, KeyError, TypeError, OverflowError, RecursionError) as error:
            raise ValueError(f"it is not a state of this package: {error}") from error
        data = self._base.data
        size = mujoco.mj_stateSize(self._base.model, self._kind)
        if not fits or len(physics) != size + data.xpos.size + data.cfrc_ext.size:
            raise ValueError("it is the state of another kind of environment")
        mujoco.mj_setState(self._base.model, data, np.array(physics[:size]), self._kind)
        mujoco.mj_forward(self._base.model, data)
        mujoco.mj_setState(self._base.model, data, np.array(physics[:size]), self._kind)
        data.xpos[:] = physics[size : size + data.xpos.size].reshape(data.xpos.shape)
        data.cfrc_ext[:] = physics[size + data.xpos.size :].reshape(data.cfrc_ext.shape)
        self._base.np_random = generator
        self._base._np_random_seed = seed
        for (layer, names), values in zip(self._layers(), wrappers, strict=True):
            for name, value in zip(names, values, strict=True):
                setattr(layer, name, value)

    def _layers(self) -> list[tuple[Any, tuple[str, ...]]]:
        layers = []
        layer: Any = self._env
        while isinstance(layer, gymnasium.Wrapper):
            layers.append((layer, _FLAGS[type(layer)]))
            layer = layer.env
        return layers
