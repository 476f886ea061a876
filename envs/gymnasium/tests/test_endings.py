"""Whatever ends, ends soon and says why: servers, sessions, clients that die, and connections that never speak."""

from __future__ import annotations

import selectors
import signal
import socket
import subprocess
import sys
import time

import numpy as np
import pytest
from wire import environment, eventually, running

from leeway_gymnasium.clients import EnvironmentFailure, FailureKind, RemoteEnv, RemoteVectorEnv

ACTIONS = np.zeros(2, np.int64)


def refusal(call, within):
    """Returns what a lost session's call says, which must come in time."""
    began = time.monotonic()
    with pytest.raises(EnvironmentFailure) as failure:
        call()
    assert time.monotonic() - began < within
    assert failure.value.kind is FailureKind.LOST_SESSION
    return str(failure.value)


def check_lost(vector, first, within):
    """Checks that a call fails in time, and every later one at once with the same words."""
    said = refusal(lambda: vector.step(ACTIONS), within)
    assert first in said
    for call in (lambda: vector.step(ACTIONS), vector.reset, vector.save_state, vector.render):
        assert refusal(call, 0.2) == said
    began = time.monotonic()
    vector.close()
    assert time.monotonic() - began < 1


def test_a_stopped_server_says_so_at_once():
    with running("--id", "CartPole-v1") as server:
        vector = RemoteVectorEnv(server.address, "CartPole-v1", 2)
        vector.reset(seed=0)
        server.process.send_signal(signal.SIGTERM)
        time.sleep(1)
        check_lost(vector, "The server is shutting down", 1)


def test_a_killed_server_is_waited_for_once():
    with running("--id", "CartPole-v1", "--resume-seconds", "2") as server:
        vector = RemoteVectorEnv(server.address, "CartPole-v1", 2)
        vector.reset(seed=0)
        server.process.kill()
        server.process.wait()
        check_lost(vector, "the connection broke and did not come back within 2 s", 4)


@pytest.mark.parametrize("option", ["idle-seconds", "resume-seconds"])
def test_an_expired_session_names_its_window(option):
    with running("--id", "CartPole-v1", f"--{option}", "0.5") as server:
        vector = RemoteVectorEnv(server.address, "CartPole-v1", 2)
        vector.reset(seed=0)
        if option == "resume-seconds":
            vector._session._stream.close()
            vector._session._broken = None
        eventually(lambda: not server.workers())
        check_lost(vector, option, 2)


def test_a_killed_clients_workers_end_soon():
    script = (
        "import sys, time; from leeway_gymnasium.clients import RemoteVectorEnv; "
        "vector = RemoteVectorEnv(sys.argv[1], 'CartPole-v1', 2); vector.reset(); print('made', flush=True); time.sleep(99)"
    )
    with running("--id", "CartPole-v1", "--workers", "2") as server:
        command = [sys.executable, "-c", script, server.address]
        client = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment())
        assert client.stdout.readline() == "made\n"
        assert len(server.workers()) == 2
        client.kill()
        client.wait()
        eventually(lambda: not server.workers(), 13)


def test_connections_that_never_speak_are_closed():
    with running("--id", "CartPole-v1") as server:
        host, _, port = server.address.rpartition(":")
        silent = [socket.create_connection((host, int(port))) for _ in range(300)]
        env = RemoteEnv(server.address, "CartPole-v1")
        env.reset(seed=0)
        deadline = time.monotonic() + 20
        with selectors.DefaultSelector() as selector:
            for each in silent:
                selector.register(each, selectors.EVENT_READ)
            while selector.get_map():
                assert time.monotonic() < deadline, f"{len(selector.get_map())} connections are open still"
                for key, _ in selector.select(1):
                    if is_closed(key.fileobj):
                        selector.unregister(key.fileobj)
        env.step(0)
        env.close()
        for each in silent:
            each.close()


def is_closed(connection: socket.socket) -> bool:
    """Reads what a server said; says whether that was all."""
    try:
        return not connection.recv(1 << 16)
    except ConnectionError:
        return True
