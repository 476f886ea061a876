"""Whose doing a failure is."""

from __future__ import annotations

from enum import Enum

from leeway.env.v1 import environment_pb2


class FailureKind(Enum):
    """Whose doing a failure is, and with it what to do."""

    ENVIRONMENT_ERROR = "environment error"
    """The environment raised. Reset to go on."""
    TIMEOUT = "timeout"
    """No answer came in time. Reset all to go on."""
    WORKER_LOST = "worker lost"
    """The environment's process died and was started again. Reset all to go on."""
    LOST_SESSION = "lost session"
    """The server, or the session on it, is gone. Make the environment anew."""
    BAD_REQUEST = "bad request"
    """The request makes no sense; nothing was done."""
    RESOURCE_EXHAUSTED = "resource exhausted"
    """More than the server's limits allow; nothing was done."""
    UNSUPPORTED = "unsupported"
    """The environment cannot do that; nothing was done."""


class EnvironmentFailure(RuntimeError):
    """A request failed.

    Attributes:
        kind: whose doing it is.
        environments: which environments it was; empty where it was not one's doing.
    """

    def __init__(self, kind: FailureKind, message: str, environments: tuple[int, ...] = ()) -> None:
        super().__init__(message)
        self.kind = kind
        self.environments = environments


_KINDS: dict[int, FailureKind] = {
    environment_pb2.FAILURE_KIND_ENVIRONMENT_ERROR: FailureKind.ENVIRONMENT_ERROR,
    environment_pb2.FAILURE_KIND_TIMEOUT: FailureKind.TIMEOUT,
    environment_pb2.FAILURE_KIND_WORKER_LOST: FailureKind.WORKER_LOST,
    environment_pb2.FAILURE_KIND_BAD_REQUEST: FailureKind.BAD_REQUEST,
    environment_pb2.FAILURE_KIND_RESOURCE_EXHAUSTED: FailureKind.RESOURCE_EXHAUSTED,
    environment_pb2.FAILURE_KIND_OUT_OF_SEQUENCE: FailureKind.LOST_SESSION,
    environment_pb2.FAILURE_KIND_SESSION_LOST: FailureKind.LOST_SESSION,
    environment_pb2.FAILURE_KIND_UNSUPPORTED: FailureKind.UNSUPPORTED,
}


def failure_of(message: environment_pb2.Failure) -> EnvironmentFailure:
    """Returns the exception that a message stands for."""
    kind = _KINDS.get(message.kind, FailureKind.ENVIRONMENT_ERROR)
    return EnvironmentFailure(kind, message.message, tuple(message.environments))
