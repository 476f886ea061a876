"""The sessions of a server: made within its limits, found by their tokens, closed when their time is over."""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor

import grpc

from leeway_gymnasium.limits import Limits
from leeway_gymnasium.metrics import Metrics
from leeway_gymnasium.session import Ended, Session
from leeway_gymnasium.stream import Stream
from leeway_gymnasium.workers import failures
from leeway_gymnasium.workers.failures import Failed
from leeway_gymnasium.workers.forge_client import Forge
from leeway_gymnasium.workers.handle import Plan
from leeway_gymnasium.workers.vector import Vector

_log = logging.getLogger("leeway.sessions")
_CHECK_SECONDS = 0.1
_ATTACH_SECONDS = 10.0
_CUT_SECONDS = 1.0
_MOST_REMEMBERED = 1000
_UNKNOWN = "There is no such session, or it has ended: make a new one"
_CLOSERS = 16


class Sessions:
    """All sessions and streams. Safe for threads."""

    def __init__(self, forge: Forge, limits: Limits, metrics: Metrics) -> None:
        self._forge = forge
        self._limits = limits
        self._metrics = metrics
        self._lock = threading.Lock()
        self._open: dict[str, Session] = {}
        self._reserved: dict[str, int] = {}
        self._ended: OrderedDict[str, Ended] = OrderedDict()
        self._streams: dict[Stream, float] = {}
        self._stopped = threading.Event()
        self._draining = False
        threading.Thread(target=self._watch, name="session-watch", daemon=True).start()

    def make(self, plan: Plan) -> tuple[Session, str]:
        """Makes a session; returns it and its token. Raises Failed."""
        id = secrets.token_hex(16)
        token = secrets.token_urlsafe(24)
        self._reserve(id, plan.count)
        try:
            vector = Vector(self._forge, plan, self._limits.tensor_bytes)
            session = Session(id, token, vector, self._limits, self._metrics)
        except BaseException:
            self._release(id)
            raise
        with self._lock:
            self._open[id] = session
            draining = self._draining
        if draining:
            self.close(session, "The server is shutting down")
            raise Failed(failures.SESSION_LOST, "The server is shutting down")
        _log.info("session %s opens: %d of %s", id[:8], plan.count, plan.id)
        return session, token

    def find(self, id: str, token: str) -> Session:
        """Returns a session; raises Failed where there is none, or the token is another one's."""
        with self._lock:
            session = self._open.get(id)
            known = session or self._ended.get(id)
        if known is None or not known.shows(token):
            raise Failed(failures.SESSION_LOST, _UNKNOWN)
        if session is None or session.ended:
            raise Failed(failures.SESSION_LOST, known.ended)
        return session

    def close(self, session: Session, why: str, code: grpc.StatusCode = grpc.StatusCode.ABORTED) -> None:
        """Ends a session and lets its environments go."""
        session.close(why, code)
        with self._lock:
            if self._open.pop(session.id, None) is None:
                return
            self._ended[session.id] = session.remembered()
            if len(self._ended) > _MOST_REMEMBERED:
                self._ended.popitem(last=False)
        self._release(session.id)
        _log.info("session %s ends: %s", session.id[:8], why)

    def joins(self, stream: Stream) -> None:
        """Watches a stream until it leaves."""
        with self._lock:
            self._streams[stream] = 0.0

    def leaves(self, stream: Stream) -> None:
        """Forgets a stream."""
        with self._lock:
            self._streams.pop(stream, None)

    def drain(self, seconds: float) -> None:
        """Ends all sessions: requests under way may take so long still."""
        with self._lock:
            self._draining = True
            sessions = list(self._open.values())
            streams = list(self._streams)
        deadline = time.monotonic() + seconds

        def end(session: Session) -> None:
            session.close(
                "The server is shutting down", grpc.StatusCode.UNAVAILABLE, max(deadline - time.monotonic(), 0.0)
            )
            self.close(session, "The server is shutting down")

        with ThreadPoolExecutor(max(len(sessions), 1)) as pool:
            list(pool.map(end, sessions))
        for stream in streams:
            stream.end(grpc.StatusCode.UNAVAILABLE, "The server is shutting down", with_session=True)

    def stop(self) -> None:
        """Ends the watch."""
        self._stopped.set()

    def _reserve(self, id: str, count: int) -> None:
        limits = self._limits
        with self._lock:
            if self._draining:
                raise Failed(failures.SESSION_LOST, "The server is shutting down")
            if len(self._reserved) >= limits.sessions:
                raise Failed(
                    failures.RESOURCE_EXHAUSTED, f"This server holds at most {limits.sessions} sessions, and does"
                )
            held = sum(self._reserved.values())
            if held + count > limits.environments:
                raise Failed(
                    failures.RESOURCE_EXHAUSTED,
                    f"This server holds at most {limits.environments} environments: {held} are open, {count} more were asked",
                )
            self._reserved[id] = count
            self._metrics.holds(len(self._reserved), held + count)

    def _release(self, id: str) -> None:
        with self._lock:
            self._reserved.pop(id, None)
            self._metrics.holds(len(self._reserved), sum(self._reserved.values()))

    def _watch(self) -> None:
        with ThreadPoolExecutor(_CLOSERS, "session-close") as closers:
            while not self._stopped.wait(_CHECK_SECONDS):
                try:
                    self._check_streams()
                    with self._lock:
                        sessions = list(self._open.values())
                    for session in sessions:
                        if why := session.expiry():
                            closers.submit(self.close, session, why)
                except Exception:
                    _log.exception("watching the sessions failed")

    def _check_streams(self) -> None:
        now = time.monotonic()
        with self._lock:
            streams = list(self._streams.items())
        for stream, ending_since in streams:
            if stream.ending and not ending_since:
                with self._lock:
                    if stream in self._streams:
                        self._streams[stream] = now
            elif stream.ending and now - ending_since > _CUT_SECONDS:
                stream.cut()
            elif not stream.attached and now - stream.began > _ATTACH_SECONDS:
                stream.end(grpc.StatusCode.DEADLINE_EXCEEDED, f"no Attach came within {_ATTACH_SECONDS:g} s")
