"""What is asked of environments besides stepping: their attributes and methods, and the rewards of other goals."""

from __future__ import annotations

from typing import Any

import gymnasium
import numpy as np
from gymnasium import spaces

from leeway.env.v1 import environment_pb2 as messages
from leeway.env.v1 import value_pb2
from leeway_gymnasium import codec
from leeway_gymnasium.workers.shard import EnvironmentRaised

Environment = gymnasium.Env[Any, Any]

GOALS = ("achieved_goal", "desired_goal")

IS_CALLED = "is a method, which is called and not got"
"""How a refusal to get a method ends; clients offer the method then."""


class Unanswerable(Exception):
    """The environments cannot answer; nothing was done."""


def answer(environments: list[Environment], data: bytes) -> bytes:
    """Answers a request that is one of the session's commands; returns InfoItems, a Tensor, or nothing, as bytes.

    Raises:
        Unanswerable: if the environments do not have what is asked, or what they give is of a kind that cannot be carried.
        EnvironmentRaised: if one raised.
    """
    request = messages.SessionRequest.FromString(data)
    command = request.WhichOneof("command")
    if command == "compute_reward":
        return compute_reward(environments[0], request.compute_reward).SerializeToString()
    if command == "set_attribute":
        _set(environments, request.set_attribute)
        return b""
    found = []
    for index, environment in enumerate(environments):
        if command == "get_attribute":
            name, value = request.get_attribute.name, _get(environment, request.get_attribute.name)
        else:
            name, value = request.call_method.name, _call(environment, index, request.call_method)
        if command == "get_attribute" and callable(value):
            raise Unanswerable(f"'{name}' {IS_CALLED}")
        try:
            found.append(codec.encode_item(value))
        except codec.CodecError as error:
            raise Unanswerable(f"'{name}' is of the kind {error}, which cannot be carried") from error
    return value_pb2.InfoItems(items=found).SerializeToString()


def _get(environment: Environment, name: str) -> Any:
    try:
        return environment.get_wrapper_attr(name)
    except AttributeError as error:
        raise Unanswerable(f"the environment has no attribute '{name}'") from error


def _set(environments: list[Environment], request: messages.SetAttribute) -> None:
    values = codec.decode_items(request.values, len(environments), f"'{request.name}'")
    for index, (environment, value) in enumerate(zip(environments, values, strict=True)):
        _get(environment, request.name)
        try:
            environment.set_wrapper_attr(request.name, value)
        except Exception as error:
            raise EnvironmentRaised(index, error) from error


def _call(environment: Environment, index: int, request: messages.CallMethod) -> Any:
    method = _get(environment, request.name)
    if not callable(method):
        return method
    arguments = [codec.decode_item(item, "an argument") for item in request.arguments]
    named = {entry.key.text: codec.decode_item(entry.value, "an argument") for entry in request.named_arguments}
    try:
        return method(*arguments, **named)
    except Exception as error:
        raise EnvironmentRaised(index, error) from error


def has_goals(environment: Environment) -> bool:
    """Says whether an environment computes the rewards of other goals than it pursued, as Gymnasium-Robotics' do."""
    space = environment.observation_space
    if not isinstance(space, spaces.Dict) or any(name not in space.spaces for name in GOALS):
        return False
    try:
        return callable(environment.get_wrapper_attr("compute_reward"))
    except AttributeError:
        return False


def compute_reward(environment: Environment, request: messages.ComputeReward) -> value_pb2.Tensor:
    """Returns the rewards of some goals: in one call where the environment takes batches, else row by row."""
    goals: Any = environment.observation_space
    achieved, desired = (
        codec.decode_value(goals[name], message, None, f"'{name}'")
        for name, message in zip(GOALS, (request.achieved_goals, request.desired_goals), strict=True)
    )
    count = codec.length(goals[GOALS[0]], achieved)
    if codec.length(goals[GOALS[1]], desired) != count:
        raise codec.CodecError(f"there are {count} achieved goals, but not as many desired ones")
    infos = codec.decode_items(request.infos, count, "'infos'") if request.infos.items else [{} for _ in range(count)]
    compute = environment.get_wrapper_attr("compute_reward")
    together = np.empty(count, object)
    together[:] = infos
    try:
        rewards = np.asarray(compute(achieved, desired, together))
    except Exception:
        rewards = np.empty(())
    if rewards.shape != (count,):
        rewards = np.asarray(_each(environment, compute, achieved, desired, infos))
    try:
        return codec.encode_tensor(rewards.reshape(count), "the rewards")
    except (codec.CodecError, ValueError) as error:
        raise Unanswerable(f"compute_reward gave no number a row: {error}") from error


def _each(environment: Environment, compute: Any, achieved: Any, desired: Any, infos: list[Any]) -> list[Any]:
    goals: Any = environment.observation_space
    try:
        return [
            compute(codec.row(goals[GOALS[0]], achieved, i), codec.row(goals[GOALS[1]], desired, i), info)
            for i, info in enumerate(infos)
        ]
    except Exception as error:
        raise EnvironmentRaised(0, error) from error
