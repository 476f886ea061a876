"""What a request to a vector of environments can fail with."""

from __future__ import annotations

import errno
from collections.abc import Sequence

from leeway.env.v1 import environment_pb2 as messages
from leeway_gymnasium.text import printable

FailureKind = messages.FailureKind

ENVIRONMENT_ERROR = messages.FAILURE_KIND_ENVIRONMENT_ERROR
TIMEOUT = messages.FAILURE_KIND_TIMEOUT
WORKER_LOST = messages.FAILURE_KIND_WORKER_LOST
BAD_REQUEST = messages.FAILURE_KIND_BAD_REQUEST
RESOURCE_EXHAUSTED = messages.FAILURE_KIND_RESOURCE_EXHAUSTED
OUT_OF_SEQUENCE = messages.FAILURE_KIND_OUT_OF_SEQUENCE
SESSION_LOST = messages.FAILURE_KIND_SESSION_LOST
UNSUPPORTED = messages.FAILURE_KIND_UNSUPPORTED


class Failed(Exception):
    """A request failed: whose doing it was, what was wrong and what to do, and which environments it was."""

    def __init__(self, kind: FailureKind, message: str, environments: Sequence[int] = ()) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = printable(message)
        self.environments = list(environments)

    def to_message(self) -> messages.Failure:
        """Returns it as the protocol says it."""
        return messages.Failure(kind=self.kind, message=self.message, environments=self.environments)


_REMEDIES = {
    errno.EMFILE: "this server has too many open files: close sessions or connections, or start it with a larger `ulimit -n`",
    errno.ENFILE: "this machine has too many open files: close sessions",
    errno.EAGAIN: "this machine allows no more processes: close sessions, or start the server with a larger `ulimit -u`",
    errno.ENOMEM: "this machine has too little memory: close sessions or ask for fewer environments",
    errno.ENOSPC: "this machine has too little shared memory: close sessions or ask for fewer environments",
}


def exhausted(error: OSError, what: str) -> Failed:
    """Returns what it means that the system did not give `what`."""
    why = _REMEDIES.get(error.errno or 0, error.strerror or str(error))
    return Failed(RESOURCE_EXHAUSTED, f"There is no room for {what}: {why}")


def span(environments: Sequence[int]) -> str:
    """Says which environments: '3', '0 to 3' or '1, 4'."""
    if len(environments) == 1:
        return f"environment {environments[0]}"
    if list(environments) == list(range(environments[0], environments[-1] + 1)):
        return f"environments {environments[0]} to {environments[-1]}"
    shown = ", ".join(map(str, environments[:16]))
    return f"environments {shown}" + (" and more" if len(environments) > 16 else "")
