"""The thin clients against a real server."""

from __future__ import annotations

import gymnasium
import numpy as np
import pytest
from gymnasium.utils.env_checker import check_env
from serving import serving

import leeway_gymnasium.clients
from leeway_gymnasium.clients import EnvironmentFailure, FailureKind, RemoteEnv, RemoteVectorEnv

pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module")
def server():
    with serving() as running:
        yield running


@pytest.mark.parametrize("id", ["CartPole-v1", "HalfCheetah-v5", "Blackjack-v1", "PointMaze_UMaze-v3"])
def test_remote_environments_pass_gymnasiums_checker(server, id):
    check_env(RemoteEnv(server.address, id), skip_render_check=True, skip_close_check=False)


def test_gymnasium_makes_remote_environments(server):
    assert leeway_gymnasium.clients
    env = gymnasium.make("leeway/Remote-v0", target=server.address, env_id="CartPole-v1")
    assert env.reset(seed=0)[0] in env.observation_space
    env.close()
    vector = gymnasium.make_vec(
        "leeway/Remote-v0",
        num_envs=3,
        vectorization_mode="vector_entry_point",
        target=server.address,
        env_id="CartPole-v1",
    )
    assert vector.reset(seed=0)[0].shape == (3, 4)
    vector.close()


def test_steps_can_be_under_way(server):
    straight = RemoteVectorEnv(server.address, "CartPole-v1", 2)
    ahead = RemoteVectorEnv(server.address, "CartPole-v1", 2)
    straight.reset(seed=0)
    ahead.reset(seed=0)
    actions = np.array([0, 1])
    expected = [straight.step(actions)[0].tobytes() for _ in range(20)]
    actual = []
    ahead.step_async(actions)
    for _ in range(19):
        ahead.step_async(actions)
        actual.append(ahead.step_wait()[0].tobytes())
    actual.append(ahead.step_wait()[0].tobytes())
    assert actual == expected
    straight.close()
    ahead.close()


def test_states_and_transitions_go_over_the_wire(server):
    vector = RemoteVectorEnv(server.address, "HalfCheetah-v5", 3, infos=[])
    before, _ = vector.reset(seed=0)
    actions = np.full((3, 6), 0.3, np.float32)
    state = vector.save_state()
    after, rewards, *_ = vector.step(actions)
    vector.load_state(state)
    again, *_ = vector.step(actions)
    assert after.tobytes() == again.tobytes()
    following, true_rewards, terminated = vector.transition(before, actions)
    assert np.abs(following - after).max() < 1e-9
    assert np.abs(true_rewards - rewards).max() < 1e-9
    assert not terminated.any()
    vector.close()


def test_failures_say_whose_doing_it_is(server):
    with pytest.raises(EnvironmentFailure, match="Did you mean|nearest|CartPole") as failure:
        RemoteEnv(server.address, "CartPol-v1")
    assert failure.value.kind == FailureKind.BAD_REQUEST
    vector = RemoteVectorEnv(server.address, "CartPole-v1", 2)
    with pytest.raises(EnvironmentFailure, match="reset") as failure:
        vector.step(np.zeros(2, np.int64))
    assert failure.value.kind == FailureKind.BAD_REQUEST
    vector.reset(seed=0)
    vector.step(np.zeros(2, np.int64))
    vector.close()
    with pytest.raises(EnvironmentFailure, match="nothing answers") as failure:
        RemoteEnv("127.0.0.1:1", "CartPole-v1", deadline=5)
    assert failure.value.kind == FailureKind.LOST_SESSION


def test_a_killed_server_is_a_lost_session():
    with serving("--id", "CartPole-v1", "--resume-seconds", "1") as server:
        vector = RemoteVectorEnv(server.address, "CartPole-v1", 2)
        vector.reset(seed=0)
        server.kill()
        with pytest.raises(EnvironmentFailure, match="did not come back within 1 s") as failure:
            vector.step(np.zeros(2, np.int64))
        assert failure.value.kind == FailureKind.LOST_SESSION
