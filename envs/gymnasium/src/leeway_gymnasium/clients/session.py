"""A session on a server: requests in order, each executed at most once whatever happens to the stream."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Iterator
from queue import SimpleQueue
from typing import Any

import grpc

from leeway.env.v1 import environment_pb2
from leeway_gymnasium.clients.connection import Connection
from leeway_gymnasium.clients.failures import EnvironmentFailure, FailureKind, failure_of

_Request = environment_pb2.SessionRequest
_Response = environment_pb2.SessionResponse

_FIRST_PAUSE = 0.05
_LONGEST_PAUSE = 1.0
_FINAL = {
    grpc.StatusCode.UNAUTHENTICATED,
    grpc.StatusCode.PERMISSION_DENIED,
    grpc.StatusCode.UNIMPLEMENTED,
    grpc.StatusCode.INVALID_ARGUMENT,
    grpc.StatusCode.FAILED_PRECONDITION,
    grpc.StatusCode.NOT_FOUND,
    grpc.StatusCode.RESOURCE_EXHAUSTED,
}
"""Statuses that another try does not change."""


class Session:
    """One vector of environments on a server. Not safe for several threads.

    Args:
        connection: the way to the server.
        request: what to make.
    """

    def __init__(self, connection: Connection, request: environment_pb2.MakeRequest) -> None:
        self._connection = connection
        self.made: environment_pb2.MakeResponse = connection.call(connection.stub.Make, request)
        self._sent = 0
        self._received = 0
        self._abandoned = 0
        self._broken: Any = None
        self._pending: deque[_Request] = deque()
        self._stream = _Stream(self._connection, self._attach())
        try:
            self._expect_attached()
        except grpc.RpcError as error:
            self.close()
            raise connection.failure(error) from error

    def send(self, **command: Any) -> None:
        """Sends a request without waiting for its reply; as many may be under way as the server's pipeline is deep.

        Raises:
            EnvironmentFailure: if that is more, or a larger message, than the server allows: nothing is sent.
        """
        request = _Request(sequence=self._sent + 1, acknowledged=self._received, **command)
        limits = self._connection.server.limits
        if limits.message_bytes and request.ByteSize() > limits.message_bytes:
            raise self._too_much(f"a request of {request.ByteSize()} bytes, {limits.message_bytes} at most")
        if limits.pipeline_depth and len(self._pending) >= limits.pipeline_depth:
            raise self._too_much(f"more than {limits.pipeline_depth} requests without a reply: take one first")
        self._sent += 1
        self._pending.append(request)
        self._stream.send(request)

    def receive(self) -> _Response:
        """Waits for the reply to the oldest request that has none yet and was not given up.

        Raises:
            EnvironmentFailure: if the request failed, or no reply came in time, or the session is lost.
        """
        give_up = time.monotonic() + self._connection.deadline
        while True:
            try:
                if self._broken is not None:
                    self._resume(self._broken)
                response = self._stream.receive(give_up)
            except grpc.RpcError as error:
                self._broken = error
                if time.monotonic() >= give_up:
                    self._abandoned = max(self._abandoned, self._received) + 1
                    raise self._timeout() from error
                continue
            if response.WhichOneof("reply") == "failure" and response.sequence == 0:
                raise failure_of(response.failure)
            if response.sequence <= self._received:
                continue
            if response.sequence != self._received + 1:
                raise EnvironmentFailure(
                    FailureKind.LOST_SESSION,
                    f"{self._connection.target}: the reply {response.sequence} came where {self._received + 1} was due",
                )
            self._received = response.sequence
            self._pending.popleft()
            if response.sequence <= self._abandoned:
                continue
            if response.WhichOneof("reply") == "failure":
                raise failure_of(response.failure)
            return response

    def command(self, **command: Any) -> _Response:
        """Sends a request and waits for its reply."""
        self.send(**command)
        return self.receive()

    def close(self) -> None:
        """Ends the session on the server, if it is still to be reached."""
        self._stream.close()
        request = environment_pb2.CloseRequest(session_id=self.made.session_id, session_token=self.made.session_token)
        try:
            self._connection.stub.Close(request, timeout=5, metadata=self._connection.metadata)
        except grpc.RpcError:
            return

    def _too_much(self, what: str) -> EnvironmentFailure:
        return EnvironmentFailure(
            FailureKind.RESOURCE_EXHAUSTED, f"{self._connection.target}: the server does not allow {what}"
        )

    def _timeout(self) -> EnvironmentFailure:
        return EnvironmentFailure(
            FailureKind.TIMEOUT, f"{self._connection.target}: no reply within {self._connection.deadline:g} s"
        )

    def _attach(self) -> _Request:
        attach = environment_pb2.Attach(session_id=self.made.session_id, session_token=self.made.session_token)
        return _Request(acknowledged=self._received, attach=attach)

    def _expect_attached(self) -> int:
        response = self._stream.receive(time.monotonic() + self._connection.deadline)
        if response.WhichOneof("reply") == "failure":
            raise failure_of(response.failure)
        return response.attached.last_sequence

    def _resume(self, cause: Any) -> None:
        """Attaches a new stream and sends again what the server has not had."""
        if cause.code() == grpc.StatusCode.ABORTED:
            raise EnvironmentFailure(
                FailureKind.LOST_SESSION, f"{self._connection.target}: another client took the session over"
            ) from cause
        if cause.code() in _FINAL:
            raise self._connection.failure(cause) from cause
        give_up = time.monotonic() + self._connection.server.limits.resume_seconds
        pause = _FIRST_PAUSE
        while True:
            try:
                self._stream.close()
                self._stream = _Stream(self._connection, self._attach())
                last = self._expect_attached()
                break
            except grpc.RpcError as error:
                if error.code() in _FINAL:
                    raise self._connection.failure(error) from error
                if time.monotonic() + pause > give_up:
                    raise EnvironmentFailure(
                        FailureKind.LOST_SESSION,
                        f"{self._connection.target}: the connection broke and did not come back within "
                        f"{self._connection.server.limits.resume_seconds:g} s",
                    ) from error
                time.sleep(pause)
                pause = min(2 * pause, _LONGEST_PAUSE)
        for request in self._pending:
            if request.sequence > last:
                self._stream.send(request)
        self._broken = None


class _Stream:
    """One bidirectional stream."""

    def __init__(self, connection: Connection, first: _Request) -> None:
        self._requests: SimpleQueue[_Request | None] = SimpleQueue()
        self._requests.put(first)
        self._call: Any = connection.stub.Session(iter(self._requests.get, None), metadata=connection.metadata)
        self._replies: Iterator[_Response] = self._call
        self._watch = _Watch(self._call)

    def send(self, request: _Request) -> None:
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
