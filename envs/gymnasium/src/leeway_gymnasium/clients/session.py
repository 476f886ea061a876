"""A session on a server: requests in order, each executed at most once whatever happens to the stream."""

from __future__ import annotations

import time
from collections import deque
from typing import Any

import grpc

from leeway.env.v1 import environment_pb2
from leeway_gymnasium.clients.connection import Connection
from leeway_gymnasium.clients.failures import EnvironmentFailure, FailureKind, failure_of
from leeway_gymnasium.clients.stream import Stream, has_ended

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
        self._lost = ""
        """Why the session is no more; empty while it is."""
        self._pending: deque[_Request] = deque()
        self._stream = Stream(self._connection, self._attach())
        try:
            self._expect_attached(time.monotonic() + connection.deadline)
        except grpc.RpcError as error:
            self.close()
            raise connection.failure(error) from error

    def send(self, **command: Any) -> None:
        """Sends a request without waiting for its reply; as many may be under way as the server's pipeline is deep.

        Raises:
            EnvironmentFailure: if that is more, or a larger message, than the server allows: nothing is sent.
        """
        self.check()
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
        self.check()
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
                failure = failure_of(response.failure)
                raise self._lose(str(failure)) if failure.kind is FailureKind.LOST_SESSION else failure
            if response.sequence <= self._received:
                continue
            if response.sequence != self._received + 1:
                raise self._lose(f"the reply {response.sequence} came where {self._received + 1} was due")
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
        if self._lost:
            return
        request = environment_pb2.CloseRequest(session_id=self.made.session_id, session_token=self.made.session_token)
        try:
            self._connection.stub.Close(request, timeout=5, metadata=self._connection.metadata)
        except grpc.RpcError:
            return

    def check(self) -> None:
        """Raises at once what a call would find out: that the session is lost."""
        if self._lost:
            raise EnvironmentFailure(FailureKind.LOST_SESSION, self._lost)

    def _lose(self, why: str) -> EnvironmentFailure:
        target = self._connection.target
        self._lost = why if why.startswith(target) else f"{target}: {why}"
        return EnvironmentFailure(FailureKind.LOST_SESSION, self._lost)

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

    def _expect_attached(self, give_up: float) -> int:
        response = self._stream.receive(give_up)
        if response.WhichOneof("reply") == "failure":
            failure = failure_of(response.failure)
            raise self._lose(str(failure)) if failure.kind is FailureKind.LOST_SESSION else failure
        return response.attached.last_sequence

    def _resume(self, cause: Any) -> None:
        """Attaches a new stream and sends again what the server has not had."""
        self._stop_if_over(cause)
        window = self._connection.server.limits.resume_seconds
        give_up = time.monotonic() + window
        pause = _FIRST_PAUSE
        while True:
            try:
                self._stream.close()
                self._stream = Stream(self._connection, self._attach())
                last = self._expect_attached(give_up)
                break
            except grpc.RpcError as error:
                self._stop_if_over(error)
                if time.monotonic() + pause > give_up:
                    raise self._lose(
                        f"the connection broke and did not come back within {window:g} s, so that the session is lost "
                        f"({self._connection.failure(error)})"
                    ) from error
                time.sleep(pause)
                pause = min(2 * pause, _LONGEST_PAUSE)
        for request in self._pending:
            if request.sequence > last:
                self._stream.send(request)
        self._broken = None

    def _stop_if_over(self, error: Any) -> None:
        """Raises where attaching again cannot help."""
        if has_ended(error):
            raise self._lose(str(error.details())) from error
        if error.code() == grpc.StatusCode.ABORTED:
            raise self._lose("another client took the session over") from error
        if error.code() in _FINAL:
            failure = self._connection.failure(error)
            raise (self._lose(str(failure)) if failure.kind is FailureKind.LOST_SESSION else failure) from error
