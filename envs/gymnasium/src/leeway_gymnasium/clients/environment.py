"""One environment on a server, as a `gymnasium.Env`."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from typing import Any

import gymnasium
import numpy as np
from gymnasium import spaces
from gymnasium.envs.registration import EnvSpec
from gymnasium.vector import AutoresetMode

from leeway_gymnasium.clients.failures import EnvironmentFailure, FailureKind
from leeway_gymnasium.clients.specs import metadata
from leeway_gymnasium.clients.vector import RemoteVectorEnv
from leeway_gymnasium.codec import copied, decode_info, decode_value, row, stack, unpack_bits

_REWARD = struct.Struct("<d")


class RemoteEnv(gymnasium.Env[Any, Any]):
    """One environment on a server: `gymnasium.make("leeway/Remote-v0", target=..., env_id="HalfCheetah-v5")`.

    Args:
        target: HOST:PORT, or unix:PATH.
        env_id: what the server is to make.
        kwargs: what the environment's constructor takes; the server has a list of what it allows.
        render_mode: None or "rgb_array".
        max_episode_steps: another time limit than the registered one; -1 for none.
        connection: what `Connection` takes besides: tls, token_file, deadline and so on.
    """

    def __init__(
        self,
        target: str,
        env_id: str,
        *,
        kwargs: Mapping[str, Any] | None = None,
        render_mode: str | None = None,
        max_episode_steps: int | None = None,
        **connection: Any,
    ) -> None:
        self.render_mode = render_mode
        self.vector = RemoteVectorEnv(
            target,
            env_id,
            1,
            autoreset_mode=AutoresetMode.DISABLED,
            kwargs=kwargs,
            render_mode=render_mode,
            max_episode_steps=max_episode_steps,
            **connection,
        )
        modes = [mode for mode in self.vector.remote_spec.render_modes if mode == "rgb_array"]
        self.metadata = metadata(self.vector.remote_spec, modes)
        self.observation_space = self.vector.single_observation_space
        self.action_space = self.vector.single_action_space

    @property
    def spec(self) -> EnvSpec:
        """What it is: Gymnasium's spec, with what the server says of the environment."""
        return self.vector.spec

    @spec.setter
    def spec(self, spec: EnvSpec | None) -> None:
        self.vector.spec = spec

    def __getattr__(self, name: str) -> Any:
        """Returns an attribute or method of the remote environment, of those that the server allows."""
        vector = self.__dict__.get("vector")
        if vector is None or name not in vector.remote_spec.attributes:
            raise AttributeError(
                f"{type(self).__name__} has no attribute '{name}', and its server allows none of that name"
            )
        try:
            return vector.get_attr(name)[0]
        except EnvironmentFailure as failure:
            if failure.kind is not FailureKind.UNSUPPORTED or "is a method" not in str(failure):
                raise
            return lambda *arguments, **named: self.call(name, *arguments, **named)

    def set_wrapper_attr(self, name: str, value: Any, *, force: bool = True) -> bool:
        """Sets an attribute, of the remote environment where the server allows that."""
        if name in self.vector.remote_spec.attributes:
            self.vector.set_attr(name, [value])
            return True
        return bool(super().set_wrapper_attr(name, value, force=force))

    def call(self, name: str, *arguments: Any, **named: Any) -> Any:
        """Calls a method of the remote environment; the server has a list of those that it allows."""
        return self.vector.call(name, *arguments, **named)[0]

    def compute_reward(self, achieved_goal: Any, desired_goal: Any, info: Any = None) -> Any:
        """Returns the reward of a goal, or of a batch of them, where the environment has goals.

        Args:
            achieved_goal: of the goal's shape, or (n, *shape).
            desired_goal: the same.
            info: a dict, one dict a row, or None.
        """
        achieved, desired = np.asarray(achieved_goal), np.asarray(desired_goal)
        space: Any = self.observation_space
        alone = not isinstance(space, spaces.Dict) or achieved.shape == space["achieved_goal"].shape
        if alone:
            achieved, desired = achieved[None], desired[None]
        infos = [info] if isinstance(info, dict) and alone else None if not len(info or ()) else list(info)
        rewards = self.vector.compute_reward(achieved, desired, infos)
        return rewards[0] if alone else rewards

    def reset(self, *, seed: int | None = None, options: dict[str, Any] | None = None) -> tuple[Any, dict[str, Any]]:
        """Begins an episode."""
        super().reset(seed=seed)
        reply = self.vector.ask_reset([seed], None, options)
        return self._first(reply.observations), decode_info(reply.infos)

    def step(self, action: Any) -> tuple[Any, float, bool, bool, dict[str, Any]]:
        """Takes one step."""
        self.vector.step_async(stack(self.action_space, [action]))
        reply = self.vector.take_step()
        return (
            self._first(reply.observations),
            _REWARD.unpack(reply.rewards)[0],
            bool(unpack_bits(reply.terminated, 1, "terminated")[0]),
            bool(unpack_bits(reply.truncated, 1, "truncated")[0]),
            decode_info(reply.infos),
        )

    def render(self) -> Any:
        """Returns a picture, uint8 of the shape (height, width, 3); None without a render mode."""
        return self.vector.render()[0] if self.render_mode == "rgb_array" else None

    def close(self) -> None:
        """Ends the session; again and again does no harm."""
        self.vector.close()

    @property
    def omitted_infos(self) -> list[str]:
        """The infos that were said so far and cannot be carried, each with the kind of its value."""
        return self.vector.omitted_infos

    def _first(self, message: Any) -> Any:
        observations = decode_value(self.observation_space, message, 1, "the observation")
        return copied(row(self.observation_space, observations, 0, alone=True))
