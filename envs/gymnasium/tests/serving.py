"""Real servers for tests: each a process of its own, ended when the test ends."""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator

STARTING_SECONDS = 60


class Server:
    """A running server."""

    def __init__(self, process: subprocess.Popen[str], address: str) -> None:
        self.process = process
        self.address = address

    def kill(self) -> None:
        """Ends the server as `kill -9` does."""
        self.process.kill()
        self.process.wait()


def start(*arguments: str, variables: dict[str, str] | None = None) -> Server:
    """Starts a server on a free port and waits until it listens."""
    command = [sys.executable, "-m", "leeway_gymnasium", *arguments]
    if not any(argument.startswith("--listen") for argument in arguments):
        command += ["--listen", "127.0.0.1:0"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, **(variables or {})}, start_new_session=True
    )
    lines: queue.Queue[str] = queue.Queue()

    def read() -> None:
        assert process.stdout is not None
        for line in process.stdout:
            lines.put(line)

    threading.Thread(target=read, daemon=True).start()
    try:
        line = lines.get(timeout=STARTING_SECONDS)
    except queue.Empty:
        process.kill()
        raise AssertionError("the server did not say where it listens") from None
    assert line.startswith("Listening on "), line
    return Server(process, line.removeprefix("Listening on ").strip())


@contextlib.contextmanager
def serving(*arguments: str, variables: dict[str, str] | None = None) -> Iterator[Server]:
    """Serves while the context is open."""
    server = start(*arguments, variables=variables)
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.process.send_signal(signal.SIGTERM)
            try:
                server.process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                server.kill()
