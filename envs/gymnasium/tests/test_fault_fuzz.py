"""Mutated messages against a real server: it neither falls, hangs nor grows, and others go on playing."""

from __future__ import annotations

import os
import random
import socket
from pathlib import Path

import grpc
from wire import ODD, Player, discrete, eventually, running

from leeway.env.v1 import environment_pb2 as m
from leeway_gymnasium import codec

MESSAGES = 100_000 if os.environ.get("LEEWAY_FULL_TESTS") else 5_000
SEED = 20240229
METHODS = ("Handshake", "ListSpecs", "Make", "Render", "Transition", "Close")
GROWTH_KILOBYTES = 150_000
PREFIX = "/leeway.env.v1.EnvironmentService/"


def resident(process: int) -> int:
    return int(Path(f"/proc/{process}/status").read_text().split("VmRSS:")[1].split()[0])


def mutate(draw: random.Random, data: bytes) -> bytes:
    """Changes, drops, repeats and inserts bytes, or makes them up."""
    if draw.random() < 0.05:
        return draw.randbytes(draw.randrange(200))
    result = bytearray(data)
    for _ in range(draw.randrange(1, 6)):
        at = draw.randrange(len(result) + 1)
        kind = draw.randrange(5)
        if kind == 0 and at < len(result):
            result[at] ^= 1 << draw.randrange(8)
        elif kind == 1 and at < len(result):
            result[at] = draw.choice((0, 1, 0x7F, 0x80, 0xFF))
        elif kind == 2:
            del result[at : at + draw.randrange(1, 9)]
        elif kind == 3:
            result[at:at] = draw.randbytes(draw.randrange(1, 9))
        else:
            result[at:at] = result[max(0, at - 8) : at] * draw.randrange(1, 4)
    return bytes(result)


class Fuzzer:
    """Sends mutations of valid requests over one channel, as bytes that no stub would check."""

    def __init__(self, address: str, player: Player, draw: random.Random) -> None:
        self._draw = draw
        self._channel = grpc.insecure_channel(address)
        self._made = player.made
        session = {"session_id": player.made.session_id, "session_token": player.made.session_token}
        self._unary = {
            "Handshake": m.HandshakeRequest(protocol_version="1.0", client="fuzz"),
            "ListSpecs": m.ListSpecsRequest(contains="Cart", page_size=3),
            "Make": m.MakeRequest(id="CartPole-v1", count=1, autoreset=1, kwargs_json='{"sutton_barto_reward": true}'),
            "Render": m.RenderRequest(**session),
            "Transition": m.TransitionRequest(**session, observations=discrete(1, 2), actions=discrete(1, 2)),
            "Close": m.CloseRequest(session_id="0" * 32, session_token="t"),
        }
        self.codes: set[grpc.StatusCode] = set()

    def call(self) -> int:
        """Makes one call of a unary method."""
        method = self._draw.choice(METHODS)
        data = mutate(self._draw, self._unary[method].SerializeToString())
        call = self._channel.unary_unary(PREFIX + method)
        try:
            reply = call(data, timeout=20)
        except grpc.RpcError as error:
            assert error.code() != grpc.StatusCode.DEADLINE_EXCEEDED, (method, data)
            self.codes.add(error.code())
        else:
            if method == "Make":
                made = m.MakeResponse.FromString(reply)
                end = m.CloseRequest(session_id=made.session_id, session_token=made.session_token)
                self._channel.unary_unary(PREFIX + "Close")(end.SerializeToString(), timeout=20)
        return 1

    def stream(self) -> int:
        """Plays a stream whose requests are mutated, after a valid Attach most of the time."""
        draw = self._draw
        attach = m.Attach(session_id=self._made.session_id, session_token=self._made.session_token)
        first = m.SessionRequest(attach=attach).SerializeToString()
        requests = [first if draw.random() < 0.9 else mutate(draw, first)]
        for sequence in range(1, draw.randrange(2, 40)):
            request = m.SessionRequest(sequence=sequence, acknowledged=max(sequence - 2, 0))
            command = draw.randrange(8)
            if command == 0:
                request.reset.seeds.extend([m.Seed(value=1), m.Seed()])
                request.reset.options_json = '{"a": [1, 2]}'
            elif command == 1:
                request.load_state.state = draw.randbytes(50)
            elif command == 2:
                request.get_attribute.name = "gravity"
            elif command == 3:
                request.set_attribute.CopyFrom(m.SetAttribute(name="gravity", values=codec.encode_items([1.0, 2.0])))
            elif command == 4:
                request.call_method.CopyFrom(m.CallMethod(name="gravity", arguments=[codec.encode_item([{"a": None}])]))
            else:
                request.step.actions.CopyFrom(discrete(0, 0))
            data = request.SerializeToString()
            requests.append(mutate(draw, data) if draw.random() < 0.7 else data)
        try:
            for _ in self._channel.stream_stream(PREFIX + "Session")(iter(requests), timeout=30):
                pass
        except grpc.RpcError as error:
            assert error.code() != grpc.StatusCode.DEADLINE_EXCEEDED, requests
            self.codes.add(error.code())
        return len(requests)


def test_mutated_messages():
    draw = random.Random(SEED)
    with running(*ODD, "--workers", "2", "--step-timeout", "10", "--allow-attributes", "gravity") as server:
        bystander = Player(server.stub(), "CartPole-v1", 2)
        bystander.reset([0, 1])
        victim = Player(server.stub(), "CartPole-v1", 2)
        fuzzer = Fuzzer(server.address, victim, draw)
        sent = 0
        before = None
        while sent < MESSAGES:
            sent += fuzzer.call() if draw.random() < 0.5 else fuzzer.stream()
            if before is None and sent > MESSAGES // 5:
                before = resident(server.process.pid)
            if sent % 50 == 0:
                assert bystander.step([0, 1]).HasField("step")
        assert bystander.step([0, 1]).HasField("step")
        assert server.process.poll() is None
        assert resident(server.process.pid) - before < GROWTH_KILOBYTES
        assert grpc.StatusCode.INVALID_ARGUMENT in fuzzer.codes
        victim.line.cancel()
        victim.stub.Close(m.CloseRequest(session_id=victim.made.session_id, session_token=victim.made.session_token))
        bystander.close()
        eventually(lambda: not server.workers())


def test_bytes_that_are_no_messages():
    """Truncated frames and noise on bare connections."""
    draw = random.Random(SEED + 1)
    preface = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + b"\x00\x00\x00\x04\x00\x00\x00\x00\x00"
    with running() as server:
        host, port = server.address.rsplit(":", 1)
        for i in range(MESSAGES // 25):
            with socket.create_connection((host, int(port)), timeout=5) as connection:
                data = draw.randbytes(draw.randrange(1, 2000))
                try:
                    connection.sendall(data if i % 2 else preface + data)
                except OSError:
                    continue
        player = Player(server.stub(), "CartPole-v1", 2)
        player.reset([0, 1])
        assert player.step([0, 1]).HasField("step")
        player.close()
        descriptors = Path(f"/proc/{server.process.pid}/fd")
        eventually(lambda: len(list(descriptors.iterdir())) < 100)
