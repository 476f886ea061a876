"""A session: a vector of environments, its sequence of requests, and the stream that is attached to it."""

from __future__ import annotations

import hmac
import logging
import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import grpc
import numpy as np

from leeway.env.v1 import environment_pb2 as messages
from leeway_gymnasium import codec
from leeway_gymnasium.commands import Commands
from leeway_gymnasium.limits import Limits
from leeway_gymnasium.metrics import Metrics
from leeway_gymnasium.reply_log import ReplyLog, Verdict
from leeway_gymnasium.stream import Stream
from leeway_gymnasium.workers import failures
from leeway_gymnasium.workers.failures import Failed
from leeway_gymnasium.workers.vector import Vector

_log = logging.getLogger("leeway.sessions")
_KILL_AFTER_SECONDS = 1.0


class Ended:
    """A session that is no more: why, for those who still show its token."""

    def __init__(self, token: bytes, why: str) -> None:
        self._token = token
        self.ended = why

    def shows(self, token: str) -> bool:
        """Says whether a token was the session's."""
        return hmac.compare_digest(token.encode(), self._token)


class Session:
    """Executes requests one at a time, each at most once. Safe for threads."""

    def __init__(self, id: str, token: str, vector: Vector, limits: Limits, metrics: Metrics) -> None:
        self.id = id
        self.vector = vector
        self._token = token.encode()
        self._limits = limits
        self._metrics = metrics
        self._log = ReplyLog(limits.pipeline_depth)
        self._execution = threading.Lock()
        self._state = threading.Lock()
        self._stream: Stream | None = None
        self._heard = time.monotonic()
        self._busy = 0
        self._allowance = limits.renders_per_second
        self._drawn = time.monotonic()
        self.ended = ""
        """Why it is no more; empty while it is."""
        self._commands = Commands(id[:8], vector, limits, metrics.steps_of(vector.plan.id))

    def shows(self, token: str) -> bool:
        """Says whether a token is this session's."""
        return hmac.compare_digest(token.encode(), self._token)

    def remembered(self) -> Ended:
        """Returns what is kept of the session once it is no more."""
        return Ended(self._token, self.ended)

    def attach(self, stream: Stream, acknowledged: int) -> tuple[int, Iterator[bytes]]:
        """Binds a stream; an older one ends. Returns the last request's number, and the replies to send again."""
        with self._state:
            self._refuse_if_over()
            if not self._log.acknowledge(acknowledged):
                raise Failed(
                    failures.OUT_OF_SEQUENCE,
                    f"Attach acknowledges {acknowledged}, but the last reply is {self._log.executed}",
                )
            older, self._stream = self._stream, stream
            self._heard = time.monotonic()
            last = self._log.accepted
        if older is not None:
            older.end(grpc.StatusCode.ABORTED, "another stream was attached to the session")
        return last, self._replies_after(acknowledged)

    def _replies_after(self, acknowledged: int) -> Iterator[bytes]:
        with self._execution, self._state:
            kept = self._log.after(acknowledged)
        yield from kept

    def detach(self, stream: Stream) -> None:
        """Forgets a stream that is gone."""
        with self._state:
            if self._stream is stream:
                self._stream = None
                self._heard = time.monotonic()

    def answer(self, stream: Stream, request: messages.SessionRequest) -> tuple[bytes | None, bool]:
        """Answers a request of a stream. Returns the reply, if the stream is still the session's, and whether it goes on."""
        sequence = request.sequence
        with self._execution:
            with self._state:
                if self._stream is not stream:
                    return None, False
                if self.ended:
                    return failed(sequence, Failed(failures.SESSION_LOST, self.ended)), False
                self._heard = time.monotonic()
                if request.WhichOneof("command") == "attach":
                    return failed(sequence, Failed(failures.OUT_OF_SEQUENCE, "The stream is attached already")), False
                verdict = self._log.admit(sequence, request.acknowledged)
                if verdict is Verdict.ANSWER_AGAIN:
                    return self._log.reply(sequence), True
                if verdict is not Verdict.EXECUTE:
                    return self._refusal(request, verdict), verdict is Verdict.TOO_MANY
                self._busy += 1
            try:
                reply = self._execute(request)
            finally:
                with self._state:
                    self._busy -= 1
            with self._state:
                self._log.keep(reply)
                self._heard = time.monotonic()
                return (reply, True) if self._stream is stream else (None, False)

    def _refusal(self, request: messages.SessionRequest, verdict: Verdict) -> bytes:
        if verdict is Verdict.TOO_MANY:
            failure = Failed(
                failures.RESOURCE_EXHAUSTED,
                f"Request {request.sequence} would leave more than {self._limits.pipeline_depth} replies unacknowledged, "
                "which is pipeline-depth: acknowledge those that have come",
            )
        else:
            failure = Failed(
                failures.OUT_OF_SEQUENCE,
                f"Request {request.sequence} acknowledging {request.acknowledged} is out of sequence: "
                f"{self._log.expectation()}",
            )
        self._metrics.failed(failure)
        return failed(request.sequence, failure)

    def _execute(self, request: messages.SessionRequest) -> bytes:
        began = time.monotonic()
        command = request.WhichOneof("command") or ""
        try:
            reply = self._commands.execute(request)
            if len(reply) > self._limits.message_bytes:
                raise Failed(
                    failures.RESOURCE_EXHAUSTED,
                    f"The reply has {len(reply):,} bytes; this server's limit is {self._limits.message_bytes:,}. The request "
                    "was executed: ask for fewer infos",
                )
        except Failed as failure:
            self._metrics.failed(failure)
            _log.info("session %s: %s", self.id[:8], failure.message)
            return failed(request.sequence, failure)
        except Exception as error:
            _log.exception("session %s: a request failed unexpectedly", self.id[:8])
            self.vector.needs_reset = True
            unexpected = Failed(
                failures.ENVIRONMENT_ERROR, f"The server failed with {type(error).__name__}; reset all to go on"
            )
            self._metrics.failed(unexpected)
            return failed(request.sequence, unexpected)
        self._metrics.took(command, time.monotonic() - began)
        return reply

    def render(self, environment: int) -> messages.RenderResponse:
        """Draws one environment as it is after the last executed request."""
        with self._alone():
            self._take_picture()
            return messages.RenderResponse(image=self.vector.render(environment))

    def draw_state(self, request: messages.DrawStateRequest) -> messages.DrawStateResponse:
        """Draws the state that an observation shows."""
        with self._alone():
            self._take_picture()
            return messages.DrawStateResponse(image=self.vector.draw_state(request.observation))

    def _take_picture(self) -> None:
        now = time.monotonic()
        rate = self._limits.renders_per_second
        self._allowance = min(max(rate, 1.0), self._allowance + (now - self._drawn) * rate)
        self._drawn = now
        if self._allowance < 1:
            raise Failed(
                failures.RESOURCE_EXHAUSTED, f"This server draws at most {rate:g} pictures a second of a session"
            )
        self._allowance -= 1

    def terminations(self, request: messages.TerminationsRequest) -> messages.TerminationsResponse:
        """Says which steps terminate."""
        with self._alone():
            over = self.vector.terminations(request, self._limits.transition_rows)
            return messages.TerminationsResponse(terminated=np.packbits(over, bitorder="little").tobytes())

    def transition(self, request: messages.TransitionRequest) -> messages.TransitionResponse:
        """Says the true outcomes of actions in observations."""
        with self._alone():
            following, rewards, over = self.vector.transition(
                request.observations, request.actions, self._limits.transition_rows
            )
            return messages.TransitionResponse(
                next_observations=codec.encode_value(self.vector.observation_space, following),
                rewards=rewards,
                terminated=np.packbits(over, bitorder="little").tobytes(),
            )

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with self._state:
            self._refuse_if_over()
            self._busy += 1
        try:
            with self._execution:
                with self._state:
                    self._refuse_if_over()
                    self._heard = time.monotonic()
                try:
                    yield
                except Failed as failure:
                    self._metrics.failed(failure)
                    raise
        finally:
            with self._state:
                self._busy -= 1
                self._heard = time.monotonic()

    def _refuse_if_over(self) -> None:
        if self.ended:
            raise Failed(failures.SESSION_LOST, self.ended)

    def expiry(self) -> str:
        """Says why the session's time is over; empty where it is not."""
        with self._state:
            quiet = time.monotonic() - self._heard
            if self._busy or self.ended:
                return ""
            if self._stream is None and quiet > self._limits.resume_seconds:
                window = self._limits.resume_seconds
                return f"The session had no stream for {window:g} s, which is resume-seconds, and was closed"
            if quiet > self._limits.idle_seconds:
                return f"The session heard nothing for {self._limits.idle_seconds:g} s, which is idle-seconds, and was closed"
            return ""

    def close(self, why: str, code: grpc.StatusCode, wait: float = _KILL_AFTER_SECONDS) -> None:
        """Ends the session: what is under way gets `wait` seconds, then its processes are ended."""
        with self._state:
            if self.ended:
                return
            self.ended = why
        self.vector.closing()
        if not self._execution.acquire(timeout=wait):
            for process in self.vector.processes():
                os.kill(process, signal.SIGKILL)
            self._execution.acquire()
        try:
            with self._state:
                stream, self._stream = self._stream, None
            if stream is not None:
                stream.end(code, why, with_session=True)
            self.vector.close()
        finally:
            self._execution.release()


def failed(sequence: int, failure: Failed) -> bytes:
    """Returns a reply that carries a failure."""
    return messages.SessionResponse(sequence=sequence, failure=failure.to_message()).SerializeToString()
