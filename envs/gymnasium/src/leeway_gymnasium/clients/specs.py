"""What Gymnasium's wrappers look for in an environment: its EnvSpec and metadata, with what the server says of it."""

from __future__ import annotations

import copy
from typing import Any

from gymnasium.envs.registration import EnvSpec

from leeway.env.v1 import environment_pb2

ID = "leeway/Remote-v0"


def described(spec: EnvSpec | None, remote: environment_pb2.Spec, arguments: dict[str, Any]) -> EnvSpec:
    """Returns a spec with the remote environment's time limit, threshold and determinism.

    Args:
        spec: what `gymnasium.make` was told, or None where the environment was made without it.
        remote: what the server says of the environment.
        arguments: what the client was made with.
    """
    result = copy.deepcopy(spec) if spec is not None else EnvSpec(ID, _ENTRY, kwargs=arguments)
    if remote.HasField("maximum_episode_steps") and result.max_episode_steps is None:
        result.max_episode_steps = remote.maximum_episode_steps
    if remote.HasField("reward_threshold"):
        result.reward_threshold = remote.reward_threshold
    result.nondeterministic = remote.nondeterministic
    return result


def metadata(remote: environment_pb2.Spec, modes: list[str]) -> dict[str, Any]:
    """Returns an environment's metadata."""
    found: dict[str, Any] = {"render_modes": modes}
    if remote.HasField("render_fps"):
        fps = remote.render_fps
        found["render_fps"] = int(fps) if fps.is_integer() else fps
    return found


_ENTRY = "leeway_gymnasium.clients.environment:RemoteEnv"
