"""A vector of environments on a server, as Gymnasium's own vectors are."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from gymnasium.envs.registration import EnvSpec
from gymnasium.vector import AutoresetMode, VectorEnv
from gymnasium.vector.utils import batch_space

from leeway.env.v1 import environment_pb2
from leeway_gymnasium.clients.connection import Connection
from leeway_gymnasium.clients.failures import EnvironmentFailure, FailureKind
from leeway_gymnasium.clients.questions import Questions
from leeway_gymnasium.clients.requests import make_request, reset_request
from leeway_gymnasium.clients.session import Session
from leeway_gymnasium.clients.specs import described, metadata
from leeway_gymnasium.codec import (
    copied,
    decode_infos,
    decode_space,
    decode_tensor,
    decode_value,
    encode_value,
    row,
    unpack_bits,
)

_LOCAL = {
    "spec": "spec",
    "metadata": "metadata",
    "render_mode": "render_mode",
    "observation_space": "single_observation_space",
    "action_space": "single_action_space",
}
"""Attributes that the client knows without asking."""

Step = tuple[Any, np.ndarray[Any, Any], np.ndarray[Any, Any], np.ndarray[Any, Any], dict[str, Any]]


class RemoteVectorEnv(VectorEnv[Any, Any, Any]):
    """A vector of environments on a server, stepped together.

    What it gives equals what `gymnasium.vector.SyncVectorEnv` gives where the server runs, bit for bit.

    Args:
        target: HOST:PORT, or unix:PATH.
        env_id: what the server is to make.
        num_envs: how many.
        autoreset_mode: what happens when an episode is over.
        kwargs: what the environment's constructor takes; the server has a list of what it allows.
        render_mode: None or "rgb_array".
        max_episode_steps: another time limit than the registered one; -1 for none.
        infos: the names of the infos that are needed, None for all; an empty list is fastest.
        connection: what `Connection` takes besides: tls, token_file, deadline and so on.
    """

    def __init__(
        self,
        target: str,
        env_id: str,
        num_envs: int = 1,
        *,
        autoreset_mode: AutoresetMode | str = AutoresetMode.NEXT_STEP,
        kwargs: Mapping[str, Any] | None = None,
        render_mode: str | None = None,
        max_episode_steps: int | None = None,
        infos: Sequence[str] | None = None,
        **connection: Any,
    ) -> None:
        self.num_envs = num_envs
        self.render_mode = render_mode
        mode = AutoresetMode(autoreset_mode)
        self._mode = mode
        self.omitted_infos: list[str] = []
        """The infos that were said so far and cannot be carried, each with the kind of its value."""
        self.connection = Connection(target, **connection)
        try:
            request = make_request(env_id, num_envs, mode, kwargs, render_mode, max_episode_steps, infos)
            self._session = Session(self.connection, request)
        except BaseException:
            self.connection.close()
            raise
        self.remote_spec = self._session.made.spec
        self._questions = Questions(self._session, num_envs)
        self._arguments = {"target": target, "env_id": env_id, "kwargs": kwargs, **connection}
        self._spec: EnvSpec | None = None
        self.metadata = {"autoreset_mode": mode, **metadata(self.remote_spec, list(self.remote_spec.render_modes))}
        self.single_observation_space = decode_space(self.remote_spec.observation_space, "the observation space")
        self.single_action_space = decode_space(self.remote_spec.action_space, "the action space")
        self.observation_space = batch_space(self.single_observation_space, num_envs)
        self.action_space = batch_space(self.single_action_space, num_envs)

    @property
    def spec(self) -> EnvSpec:
        """What it is: Gymnasium's spec, with what the server says of the environment."""
        return described(self._spec, self.remote_spec, self._arguments)

    @spec.setter
    def spec(self, spec: EnvSpec | None) -> None:
        self._spec = spec

    def get_attr(self, name: str) -> tuple[Any, ...]:
        """Returns an attribute of every environment; the server has a list of those that it allows."""
        local = _LOCAL.get(name)
        return (getattr(self, local),) * self.num_envs if local else self._questions.get(name)

    def set_attr(self, name: str, values: Any) -> None:
        """Sets an attribute of every environment; a list or tuple has one value for each."""
        self._questions.set(name, values)

    def call(self, name: str, *arguments: Any, **named: Any) -> tuple[Any, ...]:
        """Calls a method of every environment, or returns what is no method; the server has a list of those it allows."""
        if name == "render" and not arguments and not named:
            return self.render()
        return self.get_attr(name) if name in _LOCAL else self._questions.call(name, arguments, named)

    def compute_reward(self, achieved_goal: Any, desired_goal: Any, info: Sequence[Any] | None = None) -> Any:
        """Returns the rewards of rows of goals, where the environment has goals.

        Args:
            achieved_goal: (n, *shape).
            desired_goal: (n, *shape).
            info: one dict a row, or None for empty ones.
        """
        return self._questions.compute_reward(self.single_observation_space, achieved_goal, desired_goal, info)

    def reset(
        self, *, seed: int | Sequence[int | None] | None = None, options: dict[str, Any] | None = None
    ) -> tuple[Any, dict[str, Any]]:
        """Begins episodes; see `SyncVectorEnv.reset`, options["reset_mask"] included."""
        if seed is None or isinstance(seed, int | np.integer):
            seeds = [None if seed is None else int(seed) + i for i in range(self.num_envs)]
        else:
            seeds = [None if each is None else int(each) for each in seed]
        mask = None
        if options is not None and "reset_mask" in options:
            options = dict(options)
            mask = np.asarray(options.pop("reset_mask"), np.bool_)
        reply = self.ask_reset(seeds, mask, options)
        return self._observations(reply.observations), decode_infos(reply.infos, self.num_envs)

    def ask_reset(self, seeds: Sequence[int | None], mask: Any, options: dict[str, Any] | None) -> Any:
        """Begins episodes and returns the reply as it came."""
        reply = self._session.command(reset=reset_request(seeds, mask, options)).reset
        self._note_omitted(reply.infos)
        return reply

    def step(self, actions: Any) -> Step:
        """Steps every environment once."""
        self.step_async(actions)
        return self.step_wait()

    def step_async(self, actions: Any) -> None:
        """Begins a step; the server works while the caller does something else."""
        value = encode_value(self.single_action_space, actions, "the actions", self.connection.is_current)
        self._session.send(step=environment_pb2.Step(actions=value))

    def take_step(self) -> environment_pb2.StepReply:
        """Returns the reply to the oldest step that was begun, as it came."""
        reply = self._session.receive().step
        self._note_omitted(reply.infos)
        self._note_omitted(reply.final_infos)
        if len(reply.rewards) != 8 * self.num_envs:
            raise EnvironmentFailure(
                FailureKind.BAD_REQUEST, f"the reply has {len(reply.rewards)} bytes of rewards for {self.num_envs}"
            )
        return reply

    def step_wait(self) -> Step:
        """Returns what the oldest step that was begun gives."""
        reply = self.take_step()
        rewards = np.frombuffer(reply.rewards, "<f8").copy()
        terminated = unpack_bits(reply.terminated, self.num_envs, "terminated").copy()
        truncated = unpack_bits(reply.truncated, self.num_envs, "truncated").copy()
        over = terminated | truncated
        finals = self._finals(reply, over) if reply.HasField("final_observations") else None
        infos = decode_infos(reply.infos, self.num_envs, finals, over)
        return self._observations(reply.observations), rewards, terminated, truncated, infos

    def render(self) -> tuple[Any, ...]:
        """Returns a picture of each environment, uint8 of the shape (height, width, 3)."""
        self._session.check()
        pictures = []
        for index in range(self.num_envs):
            request = environment_pb2.RenderRequest(
                session_id=self._session.made.session_id,
                session_token=self._session.made.session_token,
                environment=index,
            )
            reply = self.connection.call(self.connection.stub.Render, request)
            pictures.append(decode_tensor(reply.image, "the picture").copy())
        return tuple(pictures)

    def save_state(self) -> bytes:
        """Returns everything that the environments' future depends on."""
        return self._session.command(save_state=environment_pb2.SaveState()).save_state.state

    def load_state(self, state: bytes) -> None:
        """Puts the environments back into a saved state."""
        self._session.command(load_state=environment_pb2.LoadState(state=state))

    def transition(self, observations: Any, actions: Any) -> tuple[Any, Any, Any]:
        """Returns the true next observations, rewards and terminations of rows of (observation, action)."""
        self._session.check()
        request = environment_pb2.TransitionRequest(
            session_id=self._session.made.session_id,
            session_token=self._session.made.session_token,
            observations=encode_value(self.single_observation_space, observations, "the observations"),
            actions=encode_value(self.single_action_space, actions, "the actions"),
        )
        reply = self.connection.call(self.connection.stub.Transition, request)
        rewards = np.frombuffer(reply.rewards, "<f8").copy()
        following = decode_value(self.single_observation_space, reply.next_observations, len(rewards))
        return following, rewards, unpack_bits(reply.terminated, len(rewards), "terminated")

    def close_extras(self, **_: Any) -> None:
        """Ends the session and closes the channel."""
        if hasattr(self, "_session"):
            self._session.close()
            self.connection.close()

    def _observations(self, message: Any) -> Any:
        return copied(decode_value(self.single_observation_space, message, self.num_envs, "the observations"))

    def _note_omitted(self, infos: Any) -> None:
        if infos.omitted and (new := [name for name in infos.omitted if name not in self.omitted_infos]):
            self.omitted_infos.extend(new)
            warnings.warn(
                f"{self.connection.target}: infos of {self.remote_spec.id} that cannot be carried are left out: "
                f"{', '.join(new)}",
                stacklevel=4,
            )

    def _finals(self, reply: environment_pb2.StepReply, over: np.ndarray[Any, Any]) -> dict[str, Any]:
        batch = copied(decode_value(self.single_observation_space, reply.final_observations, self.num_envs))
        finals = np.full(self.num_envs, None, object)
        for index in np.flatnonzero(over).tolist():
            finals[index] = row(self.single_observation_space, batch, index)
        infos: dict[str, Any] = {"final_obs": finals}
        if reply.HasField("final_infos"):
            infos["final_info"] = decode_infos(reply.final_infos, self.num_envs)
        return infos
