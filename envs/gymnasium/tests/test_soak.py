"""Sessions that come and go leave nothing behind: no descriptor, no memory, no process."""

from __future__ import annotations

import os
import resource
import socket
from pathlib import Path

import grpc
import numpy as np
import pytest
from wire import Player, children, eventually, running

from leeway.env.v1 import environment_pb2 as m
from leeway_gymnasium.clients import EnvironmentFailure, RemoteVectorEnv

SESSIONS = 5000 if os.environ.get("LEEWAY_FULL_TESTS", "false") not in ("", "false") else 100
WARM = 30


def held(process: int) -> dict[str, int]:
    """What a process holds: descriptors, threads, children of its own and of its forge, and megabytes."""
    status = dict(line.split(":", 1) for line in Path(f"/proc/{process}/status").read_text().splitlines())
    forges = children(process)
    return {
        "descriptors": len(os.listdir(f"/proc/{process}/fd")),
        "forge's descriptors": sum(len(os.listdir(f"/proc/{forge}/fd")) for forge in forges),
        "threads": int(status["Threads"]),
        "processes": len(forges) + sum(len(children(forge)) for forge in forges),
        "megabytes": int(status["VmRSS"].split()[0]) // 1024,
        "shared megabytes": int(status["RssShmem"].split()[0]) // 1024,
    }


def play(address: str) -> None:
    vector = RemoteVectorEnv(address, "odd_environments:Pixels-v0", 16)
    vector.reset(seed=0)
    vector.step(np.zeros(16, np.int64))
    vector.close()


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="counts what /proc shows")
def test_sessions_leave_nothing_behind():
    with running("--allow-import", "--workers", "2") as server:
        for _ in range(WARM):
            play(server.address)
        eventually(lambda: not server.workers())
        before = held(server.process.pid)
        for _ in range(SESSIONS):
            play(server.address)
        eventually(lambda: not server.workers())
        eventually(lambda: held(server.process.pid)["descriptors"] <= before["descriptors"] + 8)
        after = held(server.process.pid)
        print(f"{SESSIONS} sessions: {before} became {after}")
        assert after["processes"] == before["processes"]
        assert after["forge's descriptors"] <= before["forge's descriptors"]
        assert after["shared megabytes"] <= before["shared megabytes"] + 4
        assert after["threads"] <= before["threads"] + 8
        assert after["megabytes"] <= before["megabytes"] + 8 + SESSIONS // 100


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="limits a running process, which only Linux can")
@pytest.mark.parametrize("descriptors", [64, 160])
def test_a_server_without_descriptors_refuses_and_recovers(descriptors):
    with running("--allow-import", "--workers", "1", "--max-sessions", "500", "--id", "CartPole-v1") as server:
        stub = server.stub()
        first = Player(stub, "CartPole-v1", 1)
        first.close()
        resource.prlimit(server.process.pid, resource.RLIMIT_NOFILE, (descriptors, descriptors))
        counts = []
        for _ in range(2):
            players: list[Player] = []
            with pytest.raises(grpc.RpcError) as refusal:
                while len(players) < 500:
                    players.append(Player(stub, "CartPole-v1", 1))
            assert refusal.value.code() is grpc.StatusCode.RESOURCE_EXHAUSTED
            assert "too many open files" in refusal.value.details()
            assert "ulimit -n" in refusal.value.details()
            counts.append(len(players))
            assert players[-1].reset([0]).WhichOneof("reply") == "reset"
            assert server.stub().Handshake(m.HandshakeRequest(protocol_version="1.0")).protocol_version
            for player in players:
                player.close()
        assert counts[0] >= 1
        assert counts[1] == counts[0]


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="limits a running process, which only Linux can")
def test_a_server_whose_descriptors_are_all_connections_recovers():
    with running("--workers", "1", "--id", "CartPole-v1") as server:
        first = Player(server.stub(), "CartPole-v1", 1)
        first.reset([0])
        resource.prlimit(server.process.pid, resource.RLIMIT_NOFILE, (64, 64))
        host, _, port = server.address.rpartition(":")
        silent = [socket.create_connection((host, int(port))) for _ in range(100)]
        assert first.reset([1]).WhichOneof("reply") == "reset"
        for each in silent:
            each.close()
        eventually(lambda: is_served(server.address), 30)
        first.close()


def is_served(address: str) -> bool:
    try:
        RemoteVectorEnv(address, "CartPole-v1", 1, deadline=5).close()
    except EnvironmentFailure:
        return False
    return True
