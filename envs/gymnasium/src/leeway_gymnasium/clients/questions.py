"""Attributes, methods and rewards of other goals: what is asked of environments besides stepping."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gymnasium import spaces

from leeway.env.v1 import environment_pb2, value_pb2
from leeway_gymnasium.clients.failures import EnvironmentFailure, FailureKind
from leeway_gymnasium.clients.session import Session
from leeway_gymnasium.codec import decode_items, decode_tensor, encode_item, encode_items, encode_value


class Questions:
    """Asks a session's environments; the server has a list of the names that it allows."""

    def __init__(self, session: Session, count: int) -> None:
        self._session = session
        self._count = count

    def get(self, name: str) -> tuple[Any, ...]:
        """Returns an attribute of every environment."""
        asked = environment_pb2.GetAttribute(name=name)
        reply = self._session.command(get_attribute=asked).get_attribute
        return tuple(decode_items(reply.values, self._count, f"'{name}'"))

    def set(self, name: str, values: Any) -> None:
        """Sets an attribute of every environment: to its own value, where there is a list or tuple of them."""
        given = list(values) if isinstance(values, list | tuple) else [values] * self._count
        if len(given) != self._count:
            raise ValueError(f"'{name}' has {len(given)} values, but there are {self._count} environments")
        asked = environment_pb2.SetAttribute(name=name, values=encode_items(given))
        self._session.command(set_attribute=asked)

    def call(self, name: str, arguments: Sequence[Any], named: Mapping[str, Any]) -> tuple[Any, ...]:
        """Calls a method of every environment."""
        asked = environment_pb2.CallMethod(
            name=name,
            arguments=[encode_item(argument) for argument in arguments],
            named_arguments=[
                value_pb2.InfoEntry(key=encode_item(name), value=encode_item(value)) for name, value in named.items()
            ],
        )
        reply = self._session.command(call_method=asked).call_method
        return tuple(decode_items(reply.values, self._count, f"'{name}'"))

    def compute_reward(self, space: spaces.Space[Any], achieved: Any, desired: Any, infos: Sequence[Any] | None) -> Any:
        """Returns the rewards of rows of goals, as an array of the type that the environment gives."""
        if not isinstance(space, spaces.Dict) or "achieved_goal" not in space.spaces:
            raise EnvironmentFailure(
                FailureKind.UNSUPPORTED, "the environment has no goals: its observation is no Dict of them"
            )
        asked = environment_pb2.ComputeReward(
            achieved_goals=encode_value(space["achieved_goal"], achieved, "the achieved goals"),
            desired_goals=encode_value(space["desired_goal"], desired, "the desired goals"),
            infos=encode_items(infos) if infos is not None else None,
        )
        reply = self._session.command(compute_reward=asked).compute_reward
        return decode_tensor(reply.rewards, "the rewards").copy()
