"""The server's hold on the forge, and through it on every worker."""

from __future__ import annotations

import json
import logging
import os
import socket
import subprocess
import sys
import threading
from dataclasses import dataclass
from typing import Any

from leeway_gymnasium.workers.channel import Channel, ChannelClosed, Kind
from leeway_gymnasium.workers.commands import Command
from leeway_gymnasium.workers.output import log_output

_log = logging.getLogger("leeway.workers")
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "PYTHONUNBUFFERED": "1"}
_START_SECONDS = 60.0


@dataclass(frozen=True)
class Process:
    """A running worker."""

    id: int
    channel: Channel
    forge: int


class Forge:
    """Starts and ends workers. Safe for threads; starts its own process anew when that has ended."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._closed = False
        self._process, self._channel = self._launch()
        self.listed: dict[str, Any] | None = None

    def ready(self) -> dict[str, Any]:
        """Waits until workers can start; returns the registry and the versions."""
        with self._lock:
            return self._ready()

    def start(self) -> Process:
        """Starts a worker."""
        with self._lock:
            self._revive()
            ours, theirs = socket.socketpair()
            try:
                self._channel.send_with_file(Command.FORK.kind, b"", theirs.fileno())
                kind, reply = self._channel.receive()
                if kind is Kind.REFUSED:
                    raise OSError(int(reply), os.strerror(int(reply)))
                worker = int(reply)
            except BaseException:
                ours.close()
                raise
            finally:
                theirs.close()
            return Process(worker, Channel(ours), self._process.pid)

    def end(self, worker: Process) -> str:
        """Ends a worker, whatever it is doing, and says how it ended."""
        worker.channel.close()
        with self._lock:
            if self._closed or worker.forge != self._process.pid:
                return "ended with the process that it was forked from"
            try:
                self._channel.send(Command.END.kind, str(worker.id).encode())
                status = int(self._channel.receive()[1])
            except ChannelClosed:
                return "ended with the process that it was forked from"
        return f"was killed by signal {os.WTERMSIG(status)}" if os.WIFSIGNALED(status) else f"exited with {status >> 8}"

    def close(self) -> None:
        """Ends the forge and every worker that is left."""
        with self._lock:
            self._closed = True
            self._channel.close()
            self._process.kill()
            self._process.wait()

    def _ready(self) -> dict[str, Any]:
        if self.listed is None:
            try:
                self.listed = json.loads(self._channel.receive()[1])
            except (ChannelClosed, TimeoutError) as error:
                raise RuntimeError(
                    "the process that environments are started from did not start; its output says why"
                ) from error
        assert self.listed is not None
        return self.listed

    def _revive(self) -> None:
        if self._closed:
            raise ChannelClosed
        if self._process.poll() is not None:
            _log.warning("the process that workers are forked from has ended and is started again")
            self._channel.close()
            self._process, self._channel = self._launch()
            self.listed = None
        self._ready()

    def _launch(self) -> tuple[subprocess.Popen[bytes], Channel]:
        ours, theirs = socket.socketpair()
        process = subprocess.Popen(
            [sys.executable, "-m", "leeway_gymnasium.workers.forge"],
            stdin=theirs.fileno(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**os.environ, **_ONE_THREAD},
            start_new_session=True,
        )
        theirs.close()
        assert process.stdout is not None
        threading.Thread(target=log_output, args=(process.stdout,), name="worker-output", daemon=True).start()
        channel = Channel(ours)
        channel.limit_waiting(_START_SECONDS)
        return process, channel
