"""One stream of a session, whose replies are waited for no longer than is allowed."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from queue import SimpleQueue
from typing import Any

import grpc

from leeway.env.v1 import environment_pb2
from leeway_gymnasium.clients.connection import Connection

_Request = environment_pb2.SessionRequest
_Response = environment_pb2.SessionResponse


class Stream:
    """One bidirectional stream of a session."""

    def __init__(self, connection: Connection, first: _Request) -> None:
        self._requests: SimpleQueue[_Request | None] = SimpleQueue()
        self._requests.put(first)
        self._call: Any = connection.stub.Session(iter(self._requests.get, None), metadata=connection.metadata)
        self._replies: Iterator[_Response] = self._call
        self._watch = _Watch(self._call)

    def send(self, request: _Request) -> None:
        """Sends a request, when there is room."""
        self._requests.put(request)

    def receive(self, give_up: float) -> _Response:
        """Waits for the next reply; the call is cancelled soon after the time `give_up`."""
        self._watch.limit = give_up
        try:
            return next(self._replies)
        except StopIteration as ended:
            raise StreamEnded from ended
        finally:
            self._watch.limit = None

    def close(self) -> None:
        """Ends the stream; the session lives on for the resume window."""
        self._requests.put(None)
        self._watch.ended.set()
        self._call.cancel()


class _Watch:
    """Cancels a call whose reply is overdue. One thread a stream: a timer a request would cost more than the request."""

    _PERIOD = 0.1

    def __init__(self, call: Any) -> None:
        self._call = call
        self.limit: float | None = None
        self.ended = threading.Event()
        threading.Thread(target=self._run, name="leeway-deadline", daemon=True).start()

    def _run(self) -> None:
        while not self.ended.wait(self._PERIOD):
            limit = self.limit
            if limit is not None and time.monotonic() >= limit:
                self._call.cancel()
                return


class StreamEnded(grpc.RpcError):
    """The server ended the stream without an error."""

    def code(self) -> grpc.StatusCode:
        """Returns what this counts as."""
        return grpc.StatusCode.UNAVAILABLE

    def details(self) -> str:
        """Returns what happened."""
        return "the server ended the stream"

    def trailing_metadata(self) -> Any:
        """Returns nothing: there was no status."""
        return ()


def has_ended(error: Any) -> bool:
    """Says whether a stream ended because its session did."""
    return ("leeway-session", "ended") in tuple(map(tuple, error.trailing_metadata() or ()))
