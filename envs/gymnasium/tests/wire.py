"""A server in its own process, and a client that says exactly what a test wants said."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import grpc
import numpy as np

from leeway.env.v1 import environment_pb2 as m
from leeway.env.v1 import environment_pb2_grpc, value_pb2
from leeway_gymnasium import codec

ROOT = Path(__file__).parent.parent
MODES = {"NEXT_STEP": 1, "SAME_STEP": 2, "DISABLED": 3}
ODD = ("--allow-import", "--allow-kwargs", "ends_after")


class Running:
    """A server process."""

    def __init__(self, process: subprocess.Popen[str], log: Path) -> None:
        self.process = process
        self._log = log
        first = process.stdout.readline()
        assert first.startswith("Listening on "), self.log()
        self.address = first.removeprefix("Listening on ").strip()

    def log(self) -> str:
        return self._log.read_text(errors="replace")

    def stub(self, channel: grpc.Channel | None = None) -> environment_pb2_grpc.EnvironmentServiceStub:
        return environment_pb2_grpc.EnvironmentServiceStub(channel or grpc.insecure_channel(self.address))

    def workers(self) -> list[int]:
        """The process ids of the forge's children."""
        return [worker for forge in children(self.process.pid) for worker in children(forge)]


def environment() -> dict[str, str]:
    paths = (str(ROOT / "src"), str(ROOT / "tests"), os.environ.get("PYTHONPATH", ""))
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}


def command(*options: str) -> list[str]:
    return [sys.executable, "-m", "leeway_gymnasium", *options]


@contextmanager
def running(*options: str) -> Iterator[Running]:
    with tempfile.NamedTemporaryFile("w", suffix=".log") as log:
        process = subprocess.Popen(command(*options), stdout=subprocess.PIPE, stderr=log, text=True, env=environment())
        try:
            yield Running(process, Path(log.name))
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
                try:
                    process.wait(40)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()
                    raise


def children(process: int) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            if int(fields[1]) == process and fields[0] != "Z":
                found.append(int(entry.name))
    return sorted(found)


def alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def eventually(condition: Any, seconds: float = 10.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not come about in time"
        time.sleep(0.02)


class Line:
    """One stream of a session."""

    def __init__(self, stub: Any, made: m.MakeResponse, acknowledged: int = 0, attach: bool = True) -> None:
        self._requests: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self.replies = stub.Session(iter(self._requests.get, None))
        if attach:
            attach_message = m.Attach(session_id=made.session_id, session_token=made.session_token)
            self.send(m.SessionRequest(acknowledged=acknowledged, attach=attach_message))
            self.first = self.receive()

    def send(self, request: m.SessionRequest) -> None:
        self._requests.put(request)

    def receive(self) -> m.SessionResponse:
        return next(self.replies)

    def finish(self) -> None:
        self._requests.put(None)

    def cancel(self) -> None:
        self.replies.cancel()


class Player:
    """A session that is played in order."""

    def __init__(self, stub: Any, id: str, count: int = 2, mode: str = "NEXT_STEP", **arguments: Any) -> None:
        infos = arguments.pop("infos", m.InfoSelection(all=True, items=True))
        self.stub = stub
        self.made = stub.Make(m.MakeRequest(id=id, count=count, autoreset=MODES[mode], infos=infos, **arguments))
        self.count = count
        self.line = Line(stub, self.made)
        self.sequence = 0
        self.observation_space = codec.decode_space(self.made.spec.observation_space)
        self.action_space = codec.decode_space(self.made.spec.action_space)

    def ask(self, **command: Any) -> m.SessionResponse:
        self.sequence += 1
        self.line.send(m.SessionRequest(sequence=self.sequence, acknowledged=self.sequence - 1, **command))
        return self.line.receive()

    def reset(self, seeds: list[int | None] | None = None, mask: list[bool] | None = None, options: str = "") -> Any:
        given = [m.Seed(value=seed) if seed is not None else m.Seed() for seed in seeds or ()]
        bits = codec.pack_bits(np.array(mask)) if mask is not None else b""
        return self.ask(reset=m.Reset(seeds=given, mask=bits, options_json=options))

    def step(self, actions: Any) -> m.SessionResponse:
        return self.ask(step=m.Step(actions=codec.encode_value(self.action_space, actions)))

    def close(self) -> None:
        self.line.finish()
        self.stub.Close(m.CloseRequest(session_id=self.made.session_id, session_token=self.made.session_token))


def discrete(*actions: int) -> value_pb2.Value:
    return value_pb2.Value(tensor=codec.encode_tensor(np.array(actions, np.int64)))


def step_request(sequence: int, *actions: int, acknowledged: int | None = None) -> m.SessionRequest:
    return m.SessionRequest(
        sequence=sequence,
        acknowledged=sequence - 1 if acknowledged is None else acknowledged,
        step=m.Step(actions=discrete(*actions)),
    )


def reset_request(sequence: int, seed: int = 0, count: int = 2) -> m.SessionRequest:
    seeds = [m.Seed(value=seed + i) for i in range(count)]
    return m.SessionRequest(sequence=sequence, acknowledged=sequence - 1, reset=m.Reset(seeds=seeds))
