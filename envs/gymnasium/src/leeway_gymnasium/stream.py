"""One stream of a client, which others may end."""

from __future__ import annotations

import logging
import threading
import time
from typing import Any

import grpc
from grpc import _server

_log = logging.getLogger("leeway.streams")

SESSION_ENDED = (("leeway-session", "ended"),)
"""The trailing metadata of a stream whose session has ended."""


class Stream:
    """Ends a stream from outside of its own thread, with a status.

    gRPC's synchronous servers give only a stream's own thread a way to say its status, and that thread waits for the
    client's next request. So the status is sent as gRPC itself does it; `cancel` is what is left where that fails.
    """

    def __init__(self, context: grpc.ServicerContext) -> None:
        self._context: Any = context
        self.began = time.monotonic()
        self.attached = False
        self.gone = threading.Event()
        self._lock = threading.Lock()
        self._ending = False
        self._finished = False
        if not context.add_callback(self.gone.set):
            self.gone.set()

    def end(self, code: grpc.StatusCode, details: str, with_session: bool = False) -> None:
        """Ends the stream, unless it ends by itself already; again does no harm.

        Args:
            code: the status.
            details: why.
            with_session: whether its session has ended too, so that nobody need attach again.
        """
        with self._lock:
            if self._ending or self._finished or self.gone.is_set():
                return
            self._ending = True
            try:
                state = self._context._state
                with state.condition:
                    if not state.statused:
                        if with_session:
                            state.trailing_metadata = SESSION_ENDED
                        _server._abort(state, self._context._rpc_event.call, code.value[0], details.encode())
            except Exception:
                _log.warning("a stream could not be ended with its status and is cancelled", exc_info=True)
                self._context.cancel()

    def cut(self) -> None:
        """Cancels a stream that does not take its status."""
        self._context.cancel()

    def finish(self) -> None:
        """Comes last in the stream's own thread: from here on gRPC sends a status, or has none to send after `end`.

        Two statuses of one call would end gRPC's serving thread.
        """
        with self._lock:
            self._finished = True
            if not self._ending:
                return
        error = grpc.RpcError()
        self._context._state.rpc_errors.append(error)
        raise error

    @property
    def ending(self) -> bool:
        """Whether it was ended."""
        return self._ending
