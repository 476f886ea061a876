"""At most once: duplicates, lost replies, reconnects, takeovers, windows."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import grpc
import pytest
from odd_environments import Counting
from wire import ODD, Line, Player, discrete, eventually, reset_request, running, step_request

from leeway.env.v1 import environment_pb2 as m

ID = "odd_environments:Counting-v0"
LIMITS = ("--resume-seconds", "1", "--idle-seconds", "3", "--pipeline-depth", "4")


@pytest.fixture(scope="module")
def server():
    with running(*ODD, *LIMITS) as started:
        yield started


@pytest.fixture
def made(server):
    return server.stub().Make(m.MakeRequest(id=ID, count=2, autoreset=1, kwargs_json='{"ends_after": 1000}'))


def total(reply):
    """How many steps the first environment has ever done."""
    import numpy as np

    return np.frombuffer(reply.step.observations.tensor.data, np.float64)[1]


def test_a_duplicate_gets_the_kept_reply_and_is_not_stepped(server, made):
    line = Line(server.stub(), made)
    line.send(reset_request(1))
    line.receive()
    line.send(step_request(2, 0, 0))
    first = line.receive()
    line.send(step_request(2, 0, 0))
    assert line.receive() == first
    line.send(step_request(3, 0, 0))
    assert total(line.receive()) == total(first) + 1


def test_an_acknowledged_reply_is_gone(server, made):
    line = Line(server.stub(), made)
    line.send(reset_request(1))
    line.receive()
    line.send(step_request(2, 0, 0))
    line.receive()
    line.send(step_request(1, 0, 0, acknowledged=1))
    assert line.receive().failure.kind == m.FAILURE_KIND_OUT_OF_SEQUENCE
    with pytest.raises(StopIteration):
        line.receive()


@pytest.mark.parametrize(("sequence", "acknowledged"), [(0, 0), (3, 0), (2**64 - 1, 0), (2, 5), (2, 2**64 - 1)])
def test_other_numbers_are_out_of_sequence(server, made, sequence, acknowledged):
    line = Line(server.stub(), made)
    line.send(reset_request(1))
    line.receive()
    line.send(step_request(sequence, 0, 0, acknowledged=acknowledged))
    failure = line.receive().failure
    assert failure.kind == m.FAILURE_KIND_OUT_OF_SEQUENCE
    assert "next number is 2" in failure.message
    with pytest.raises(StopIteration):
        line.receive()
    again = Line(server.stub(), made)
    assert again.first.attached.last_sequence == 1


def test_a_lost_reply_is_sent_again_and_never_stepped_again(server, made):
    line = Line(server.stub(), made)
    line.send(reset_request(1))
    line.receive()
    line.send(step_request(2, Counting.SLOW, 0))
    time.sleep(0.1)
    line.cancel()
    again = Line(server.stub(), made, acknowledged=1)
    assert again.first.attached.last_sequence == 2
    reply = again.receive()
    assert reply.sequence == 2
    again.send(step_request(3, 0, 0))
    assert total(again.receive()) == total(reply) + 1


def test_replies_come_again_in_order(server, made):
    line = Line(server.stub(), made)
    line.send(reset_request(1))
    for sequence in (2, 3, 4):
        line.send(step_request(sequence, 0, 0, acknowledged=0))
    replies = [line.receive() for _ in range(4)]
    line.cancel()
    again = Line(server.stub(), made, acknowledged=1)
    assert again.first.attached.last_sequence == 4
    assert [again.receive() for _ in range(3)] == replies[1:]


def test_a_takeover_aborts_the_older_stream(server, made):
    older = Line(server.stub(), made)
    older.send(reset_request(1))
    older.receive()
    newer = Line(server.stub(), made)
    with pytest.raises(grpc.RpcError) as ended:
        older.receive()
    assert ended.value.code() == grpc.StatusCode.ABORTED
    assert newer.first.attached.last_sequence == 1
    assert newer.receive().sequence == 1
    newer.send(step_request(2, 0, 0))
    assert newer.receive().sequence == 2


def test_a_takeover_during_a_step_gets_its_reply(server, made):
    older = Line(server.stub(), made)
    older.send(reset_request(1))
    older.receive()
    older.send(step_request(2, Counting.SLOW, 0))
    time.sleep(0.1)
    newer = Line(server.stub(), made, acknowledged=1)
    assert newer.first.attached.last_sequence == 2
    assert newer.receive().sequence == 2
    with pytest.raises(grpc.RpcError):
        older.receive()


def test_more_than_the_pipeline_depth_is_refused_and_not_done(server, made):
    line = Line(server.stub(), made)
    line.send(reset_request(1))
    line.receive()
    for sequence in range(2, 5):
        line.send(step_request(sequence, 0, 0, acknowledged=0))
        last = line.receive()
    line.send(step_request(5, 0, 0, acknowledged=0))
    failure = line.receive().failure
    assert failure.kind == m.FAILURE_KIND_RESOURCE_EXHAUSTED
    assert "4" in failure.message
    line.send(step_request(5, 0, 0, acknowledged=4))
    assert total(line.receive()) == total(last) + 1


def test_the_resume_window_ends(server, made):
    Line(server.stub(), made).cancel()
    time.sleep(1.6)
    failure = Line(server.stub(), made).first.failure
    assert failure.kind == m.FAILURE_KIND_SESSION_LOST
    assert "1 s, which is resume-seconds" in failure.message


def test_an_idle_session_ends(server, made):
    line = Line(server.stub(), made)
    with pytest.raises(grpc.RpcError) as ended:
        line.receive()
    assert "idle-seconds" in ended.value.details()


def test_another_token_is_no_key(server, made):
    wrong = m.MakeResponse(session_id=made.session_id, session_token=made.session_token[:-1] + "~")
    assert Line(server.stub(), wrong).first.failure.kind == m.FAILURE_KIND_SESSION_LOST
    assert Line(server.stub(), made).first.HasField("attached")


def test_a_stream_begins_with_attach(server, made):
    line = Line(server.stub(), made, attach=False)
    line.send(step_request(1, 0, 0))
    assert "begins with Attach" in line.receive().failure.message


def test_closing_ends_the_stream_and_the_workers(server):
    before = set(server.workers())
    player = Player(server.stub(), ID, 2)
    player.reset([0, 1])
    workers = set(server.workers()) - before
    assert len(workers) >= 1
    player.stub.Close(m.CloseRequest(session_id=player.made.session_id, session_token=player.made.session_token))
    eventually(lambda: not workers & set(server.workers()))
    with pytest.raises((grpc.RpcError, StopIteration)):
        player.line.receive()
    player.close()


def test_a_flood_of_requests_is_held_back(server):
    """A client that sends and never reads: the server stops reading, and others go on."""
    made = server.stub().Make(
        m.MakeRequest(id="HalfCheetah-v5", count=64, autoreset=1, infos=m.InfoSelection(all=True))
    )
    line = Line(server.stub(grpc.insecure_channel(server.address)), made)
    line.send(m.SessionRequest(sequence=1, reset=m.Reset()))
    line.receive()
    for _ in range(20_000):
        line.send(m.SessionRequest(sequence=1, reset=m.Reset()))
    other = Player(server.stub(), "CartPole-v1", 1)
    other.reset([0])
    for _ in range(200):
        assert other.step([0]).HasField("step")
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    resident = int(status.split("VmRSS:")[1].split()[0])
    assert resident < 600_000
    other.close()
    line.cancel()


def test_sessions_do_not_wait_for_one_another(server):
    slow = Player(server.stub(), ID, 1)
    fast = Player(server.stub(), ID, 1)
    slow.reset([0])
    fast.reset([0])
    done = threading.Event()

    def play():
        slow.ask(step=m.Step(actions=discrete(Counting.SLOW)))
        done.set()

    threading.Thread(target=play).start()
    for _ in range(20):
        fast.step([0])
    assert not done.is_set()
    assert done.wait(5)
    slow.close()
    fast.close()
