"""Thin clients: any server of the protocol as a `gymnasium.Env` or a `gymnasium.vector.VectorEnv`."""

import gymnasium

from leeway_gymnasium.clients.connection import Connection
from leeway_gymnasium.clients.environment import RemoteEnv
from leeway_gymnasium.clients.failures import EnvironmentFailure, FailureKind
from leeway_gymnasium.clients.vector import RemoteVectorEnv

__all__ = ["Connection", "EnvironmentFailure", "FailureKind", "RemoteEnv", "RemoteVectorEnv"]

if "leeway/Remote-v0" not in gymnasium.registry:
    gymnasium.register(
        "leeway/Remote-v0",
        entry_point="leeway_gymnasium.clients.environment:RemoteEnv",
        vector_entry_point="leeway_gymnasium.clients.vector:RemoteVectorEnv",
    )
