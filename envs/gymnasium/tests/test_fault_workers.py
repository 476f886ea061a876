"""Workers that die, hang, raise and print; a server that dies; shutting down."""

from __future__ import annotations

import os
import signal
import threading
import time

import grpc
import numpy as np
import pytest
from odd_environments import Counting
from wire import ODD, Line, Player, alive, children, discrete, eventually, running

from leeway.env.v1 import environment_pb2 as m

ID = "odd_environments:Counting-v0"


@pytest.fixture(scope="module")
def server():
    with running(*ODD, "--workers", "2", "--step-timeout", "20") as started:
        yield started


@pytest.fixture
def player(server):
    result = Player(server.stub(), ID, 4, kwargs_json='{"ends_after": 1000}', step_timeout_seconds=1.0)
    result.reset([0, 1, 2, 3])
    yield result
    result.close()


def goes_on(player):
    refused = player.step([0, 0, 0, 0])
    assert refused.failure.kind == m.FAILURE_KIND_BAD_REQUEST
    assert "reset all" in refused.failure.message
    assert player.reset([0, 1, 2, 3], mask=[True, False, False, False]).failure.kind == m.FAILURE_KIND_BAD_REQUEST
    assert player.reset([0, 1, 2, 3]).HasField("reset")
    assert player.step([0, 0, 0, 0]).HasField("step")


def test_a_killed_worker_is_named_and_started_again(server, player):
    workers = server.workers()
    os.kill(workers[-1], signal.SIGKILL)
    failure = player.step([0, 0, 0, 0]).failure
    assert failure.kind == m.FAILURE_KIND_WORKER_LOST
    assert list(failure.environments) in ([0, 1], [2, 3])
    assert "killed by signal 9" in failure.message
    goes_on(player)
    assert workers[-1] not in server.workers()


def test_a_worker_killed_during_a_step(server, player):
    killer = threading.Timer(0.2, lambda: os.kill(server.workers()[0], signal.SIGKILL))
    killer.start()
    failure = player.step([Counting.SLOW] * 4).failure
    assert failure.kind == m.FAILURE_KIND_WORKER_LOST
    goes_on(player)


def test_an_environment_that_exits(player):
    failure = player.step([0, 0, 0, Counting.DIE]).failure
    assert failure.kind == m.FAILURE_KIND_WORKER_LOST
    assert list(failure.environments) == [2, 3]
    assert "exited with 7" in failure.message
    goes_on(player)


def test_a_hung_environment_times_out(server, player):
    before = time.monotonic()
    failure = player.step([0, Counting.HANG, 0, 0]).failure
    assert failure.kind == m.FAILURE_KIND_TIMEOUT
    assert list(failure.environments) == [0, 1]
    assert "1 s" in failure.message
    assert 0.9 < time.monotonic() - before < 10
    goes_on(player)
    assert len(server.workers()) == 2


def test_both_workers_hung_take_one_timeout(player):
    before = time.monotonic()
    failure = player.step([Counting.HANG, 0, 0, Counting.HANG]).failure
    assert list(failure.environments) == [0, 1, 2, 3]
    assert time.monotonic() - before < 5
    goes_on(player)


def test_an_environment_that_raises(server, player):
    failure = player.step([0, 0, Counting.RAISE, 0]).failure
    assert failure.kind == m.FAILURE_KIND_ENVIRONMENT_ERROR
    assert list(failure.environments) == [2]
    assert "ZeroDivisionError" in failure.message
    assert "Traceback" not in failure.message
    assert len(failure.message) < 3000
    eventually(lambda: "Traceback" in server.log())
    goes_on(player)


def test_a_reset_that_raises(player):
    failure = player.reset([0, 1, 2, 3], options='{"raise": true}').failure
    assert failure.kind == m.FAILURE_KIND_ENVIRONMENT_ERROR
    assert "KeyError" in failure.message
    goes_on(player)


def test_what_environments_print_goes_to_the_log(server, player):
    assert player.step([Counting.PRINT] * 4).HasField("step")
    assert player.step([Counting.FLOOD] * 4).HasField("step")
    eventually(lambda: "hello from the environment" in server.log())
    assert len(server.log()) < 2_000_000


def test_not_a_number_passes_unchanged(player):
    reply = player.step([Counting.NOT_A_NUMBER] * 4).step
    assert reply.observations.tensor.data[:8] == b"\x01\x02\x03\x04\x05\x06\xf8\x7f"
    assert np.isnan(np.frombuffer(reply.rewards)).all()
    assert np.isnan(np.frombuffer(reply.infos.columns[0].numbers.data, np.float32)).all()


def test_mujoco_is_drawn_or_what_is_missing_is_named(server):
    player = Player(server.stub(), "Hopper-v5", 1, render_mode="rgb_array")
    player.reset([0])
    request = m.RenderRequest(session_id=player.made.session_id, session_token=player.made.session_token)
    try:
        image = player.stub.Render(request).image
    except grpc.RpcError as refused:
        assert refused.code() == grpc.StatusCode.INTERNAL
        assert "libosmesa6" in refused.details()
    else:
        picture = np.frombuffer(image.data, np.uint8).reshape(image.shape)
        assert picture.shape[2] == 3
        assert picture.std() > 10
    assert player.step(np.zeros((1, 3), np.float32)).HasField("step")
    player.close()


def test_half_a_character_is_left_out_of_infos_and_refused_in_observations(server):
    player = Player(server.stub(), "odd_environments:Halved-v0", 2)
    infos = player.reset([0, 1]).reset.infos
    assert [column.name for column in infos.columns] == ["whole"]
    assert list(infos.omitted) == ["half (text that is not Unicode)"]
    assert player.step([0, 0]).HasField("step")
    failure = player.step([0, 1]).failure
    assert failure.kind == m.FAILURE_KIND_ENVIRONMENT_ERROR
    assert "odd_environments:Halved-v0 gave what cannot be carried" in failure.message
    assert player.reset([0, 1]).HasField("reset")
    player.close()


def test_requests_that_make_no_sense_change_nothing(player):
    for actions in (discrete(0, 0, 0), discrete(), m.Step().actions):
        assert player.ask(step=m.Step(actions=actions)).failure.kind == m.FAILURE_KIND_BAD_REQUEST
    for command in (
        {"reset": m.Reset(seeds=[m.Seed()])},
        {"reset": m.Reset(mask=b"\x01\x01")},
        {"reset": m.Reset(mask=b"\x00")},
        {"reset": m.Reset(options_json="[1]")},
        {"reset": m.Reset(options_json="{NaN")},
        {"load_state": m.LoadState(state=b"\xff" * 100)},
        {},
    ):
        assert player.ask(**command).failure.kind in (m.FAILURE_KIND_BAD_REQUEST, m.FAILURE_KIND_UNSUPPORTED), command
    assert player.step([0, 0, 0, 0]).HasField("step")


def test_what_an_environment_cannot_do_is_refused(player):
    assert player.ask(save_state=m.SaveState()).failure.kind == m.FAILURE_KIND_UNSUPPORTED
    session = {"session_id": player.made.session_id, "session_token": player.made.session_token}
    for call, request in (("Render", m.RenderRequest(**session)), ("Transition", m.TransitionRequest(**session))):
        with pytest.raises(grpc.RpcError) as refused:
            getattr(player.stub, call)(request)
        assert refused.value.code() == grpc.StatusCode.UNIMPLEMENTED


def test_an_environment_that_cannot_be_made_is_told(server):
    with pytest.raises(grpc.RpcError) as refused:
        server.stub().Make(m.MakeRequest(id="odd_environments:Raising-v0", count=1, autoreset=1))
    assert refused.value.code() == grpc.StatusCode.INVALID_ARGUMENT
    assert "OSError: no licence found" in refused.value.details()


def test_an_imported_environment_can_be_made_without_its_time_limit(server):
    player = Player(server.stub(), ID, 1, time_limit=m.TIME_LIMIT_OFF)
    assert player.made.spec.id == ID
    assert not player.made.spec.HasField("maximum_episode_steps")
    assert player.reset([0]).HasField("reset")
    assert player.step([0]).HasField("step")
    player.close()


def test_a_saved_state_plays_on_bit_for_bit(server):
    player = Player(server.stub(), "Hopper-v5", 3, time_limit=m.TIME_LIMIT_STEPS, maximum_episode_steps=30)
    player.reset([1, 2, 3])
    actions = np.random.default_rng(0).uniform(-1, 1, (80, 3, 3)).astype(np.float32)
    for action in actions[:20]:
        player.step(action)
    state = player.ask(save_state=m.SaveState()).save_state.state
    expected = [player.step(action).step for action in actions[20:]]
    assert any(reply.truncated != b"\x00" for reply in expected)
    assert player.ask(load_state=m.LoadState(state=state)).HasField("load_state")
    assert [player.step(action).step for action in actions[20:]] == expected
    other = Player(server.stub(), "Hopper-v5", 2)
    failure = other.ask(load_state=m.LoadState(state=state)).failure
    assert failure.kind == m.FAILURE_KIND_BAD_REQUEST
    assert "count was 3 and is 2" in failure.message
    player.close()
    other.close()


def test_true_outcomes_are_those_of_the_simulator(server):
    from leeway_gymnasium import codec

    player = Player(server.stub(), "HalfCheetah-v5", 2)
    reply = player.reset([0, 1]).reset
    actions = np.random.default_rng(0).uniform(-1, 1, (2, 6)).astype(np.float32)
    request = m.TransitionRequest(
        session_id=player.made.session_id,
        session_token=player.made.session_token,
        observations=reply.observations,
        actions=codec.encode_value(player.action_space, actions),
    )
    outcome = player.stub.Transition(request)
    stepped = player.step(actions).step
    given = codec.decode_value(player.observation_space, outcome.next_observations, 2)
    np.testing.assert_allclose(given, codec.decode_value(player.observation_space, stepped.observations, 2), atol=1e-9)
    np.testing.assert_allclose(np.frombuffer(outcome.rewards), np.frombuffer(stepped.rewards), atol=1e-9)
    assert outcome.terminated == b"\x00"
    player.close()


def test_a_killed_server_leaves_no_workers():
    with running(*ODD, "--workers", "2") as server:
        player = Player(server.stub(), ID, 4)
        player.reset([0, 1, 2, 3])
        idle = Player(server.stub(), "HalfCheetah-v5", 2)
        player.line.send(
            m.SessionRequest(sequence=2, acknowledged=1, step=m.Step(actions=discrete(*[Counting.HANG] * 4)))
        )
        time.sleep(0.3)
        processes = children(server.process.pid) + server.workers()
        assert len(processes) == 5
        server.process.kill()
        server.process.wait()
        eventually(lambda: not any(alive(process) for process in processes))
        idle.line.cancel()
        player.line.cancel()


def test_a_killed_forge_is_started_again(server, player):
    (forge,) = children(server.process.pid)
    workers = server.workers()
    os.kill(forge, signal.SIGKILL)
    eventually(lambda: not any(alive(worker) for worker in workers))
    failure = player.step([0, 0, 0, 0]).failure
    assert failure.kind == m.FAILURE_KIND_WORKER_LOST
    goes_on(player)


@pytest.mark.parametrize("action", [Counting.FINE, Counting.SLOW, Counting.HANG])
def test_shutting_down_finishes_the_step_and_leaves_nothing(action):
    with running(*ODD, "--drain-seconds", "2") as server:
        player = Player(server.stub(), ID, 2)
        player.reset([0, 1])
        workers = server.workers()
        request = m.Step(actions=discrete(action, 0))
        player.line.send(m.SessionRequest(sequence=2, acknowledged=1, step=request))
        time.sleep(0.1)
        began = time.monotonic()
        server.process.send_signal(signal.SIGTERM)
        if action != Counting.HANG:
            assert player.line.receive().HasField("step")
        with pytest.raises(grpc.RpcError) as ended:
            while True:
                player.line.receive()
        assert ended.value.code() == grpc.StatusCode.UNAVAILABLE
        assert server.process.wait(10) == 0
        assert time.monotonic() - began < 6
        assert not any(alive(worker) for worker in workers)


def test_a_stream_of_a_closed_session_cannot_go_on(server):
    player = Player(server.stub(), ID, 1)
    player.reset([0])
    player.stub.Close(m.CloseRequest(session_id=player.made.session_id, session_token=player.made.session_token))
    again = Line(server.stub(), player.made)
    assert again.first.failure.kind == m.FAILURE_KIND_SESSION_LOST
    assert "was closed" in again.first.failure.message
