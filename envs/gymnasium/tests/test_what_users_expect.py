"""What Gymnasium's users expect of an environment besides stepping: its spec, attributes, methods and goals."""

from __future__ import annotations

import gymnasium
import numpy as np
import pytest
from gymnasium.vector import SyncVectorEnv
from gymnasium.wrappers import TimeAwareObservation
from wire import running

import leeway_gymnasium.clients
from leeway_gymnasium.clients import EnvironmentFailure, FailureKind, RemoteEnv, RemoteVectorEnv
from leeway_gymnasium.simulators import register

NAMES = (
    "model",
    "gravity",
    "length",
    "tau",
    "np_random_seed",
    "seeded_in",
    "compute",
    "obj",
    "x_threshold",
    "render_mode",
    "reset_model",
)
register()


@pytest.fixture(scope="module")
def server():
    allowed = [option for name in NAMES for option in ("--allow-attributes", name)]
    with running(*allowed, "--workers", "2") as started:
        yield started


def test_the_spec_is_that_of_the_environment(server):
    assert leeway_gymnasium.clients
    env = gymnasium.make("leeway/Remote-v0", target=server.address, env_id="CartPole-v1")
    local = gymnasium.make("CartPole-v1")
    for made in (env, RemoteEnv(server.address, "CartPole-v1"), RemoteVectorEnv(server.address, "CartPole-v1", 2)):
        for name in ("max_episode_steps", "reward_threshold", "nondeterministic"):
            assert getattr(made.spec, name) == getattr(local.spec, name)
        assert made.metadata["render_fps"] == local.metadata["render_fps"]
        assert made.spec.kwargs["env_id"] == "CartPole-v1"
    assert env.spec.id == "leeway/Remote-v0"
    timed = TimeAwareObservation(env)
    assert timed.reset(seed=0)[0].shape == (5,)
    assert timed.step(0)[0][-1] == pytest.approx(TimeAwareObservation(local).observation(np.zeros(4))[-1] + 1, abs=1)
    timed.close()
    limited = RemoteEnv(server.address, "CartPole-v1", max_episode_steps=7)
    assert limited.spec.max_episode_steps == 7
    vector = gymnasium.make_vec(
        "leeway/Remote-v0",
        num_envs=2,
        vectorization_mode="vector_entry_point",
        target=server.address,
        env_id="CartPole-v1",
    )
    assert vector.spec.max_episode_steps == 500
    vector.close()


def test_attributes_are_got_and_set(server):
    local = SyncVectorEnv([lambda: gymnasium.make("CartPole-v1")] * 3)
    remote = RemoteVectorEnv(server.address, "CartPole-v1", 3)
    assert remote.get_attr("gravity") == local.get_attr("gravity") == (9.8, 9.8, 9.8)
    assert remote.get_attr("render_mode") == local.get_attr("render_mode")
    assert remote.get_attr("observation_space") == local.get_attr("observation_space")
    for vector in (local, remote):
        vector.set_attr("gravity", [1.0, 2.0, 3.5])
        vector.set_attr("length", np.float64(0.75))
        vector.reset(seed=3)
    assert remote.get_attr("np_random_seed") == local.get_attr("np_random_seed") == (3, 4, 5)
    assert remote.call("gravity") == (1.0, 2.0, 3.5)
    for _ in range(20):
        assert remote.step(np.ones(3, np.int64))[0].tobytes() == local.step(np.ones(3, np.int64))[0].tobytes()
    with pytest.raises(ValueError, match="2 values, but there are 3 environments"):
        remote.set_attr("gravity", (1, 2))
    remote.close()


def test_methods_are_called(server):
    remote = RemoteEnv(server.address, "HalfCheetah-v5")
    local = gymnasium.make("HalfCheetah-v5")
    assert remote.reset(seed=0)[0].tobytes() == local.reset(seed=0)[0].tobytes()
    assert remote.call("reset_model").tobytes() == local.unwrapped.reset_model().tobytes()
    assert remote.reset_model().tobytes() == local.unwrapped.reset_model().tobytes()
    with pytest.raises(EnvironmentFailure, match="raised TypeError") as failure:
        remote.call("reset_model", 1, named=2)
    assert failure.value.kind is FailureKind.ENVIRONMENT_ERROR
    with pytest.raises(EnvironmentFailure, match="'model' is of the kind MjModel, which cannot be carried") as failure:
        remote.model  # noqa: B018
    assert failure.value.kind is FailureKind.UNSUPPORTED
    with pytest.raises(EnvironmentFailure, match="'reset_model' is a method, which is called and not got"):
        remote.vector.get_attr("reset_model")
    remote.close()
    wrapped = gymnasium.make("leeway/Remote-v0", target=server.address, env_id="CartPole-v1")
    assert wrapped.get_wrapper_attr("gravity") == 9.8
    assert wrapped.unwrapped.tau == 0.02
    wrapped.set_wrapper_attr("gravity", 5.0)
    assert wrapped.unwrapped.vector.get_attr("gravity") == (5.0,)
    wrapped.close()


def test_what_is_not_allowed_is_refused_by_name(server):
    vector = RemoteVectorEnv(server.address, "CartPole-v1", 2)
    for call in (
        lambda: vector.get_attr("masscart"),
        lambda: vector.set_attr("masscart", 2.0),
        lambda: vector.call("close"),
    ):
        with pytest.raises(
            EnvironmentFailure, match="'(masscart|close)' may not be used here: allowed are compute"
        ) as failure:
            call()
        assert failure.value.kind is FailureKind.UNSUPPORTED
    with pytest.raises(EnvironmentFailure, match="the environment has no attribute 'seeded_in'"):
        vector.get_attr("seeded_in")
    assert vector.reset(seed=0)[0].shape == (2, 4)
    assert not hasattr(RemoteEnv(server.address, "CartPole-v1"), "masscart")
    vector.close()


@pytest.mark.parametrize("id", ["PointMaze_UMaze-v3", "PointMaze_UMazeDense-v3"])
def test_rewards_of_other_goals(server, id):
    remote, local = RemoteVectorEnv(server.address, id, 3), gymnasium.make(id)
    remote.reset(seed=0)
    random = np.random.default_rng(0)
    achieved, desired = random.uniform(-1, 1, (2, 100, 2))
    expected = np.asarray(local.unwrapped.compute_reward(achieved, desired, {}))
    given = remote.compute_reward(achieved, desired)
    assert given.dtype == expected.dtype
    assert given.tobytes() == expected.tobytes()
    assert remote.compute_reward(achieved, desired, [{"n": i} for i in range(100)]).tobytes() == expected.tobytes()
    alone = RemoteEnv(server.address, id)
    assert alone.compute_reward(achieved[0], desired[0], {}) == expected[0]
    assert alone.compute_reward(achieved, desired, {}).tobytes() == expected.tobytes()
    with pytest.raises(EnvironmentFailure, match="100 achieved goals, but not as many desired"):
        remote.compute_reward(achieved, desired[:5])
    remote.close()
    with pytest.raises(EnvironmentFailure, match="has no goals") as failure:
        RemoteEnv(server.address, "CartPole-v1").compute_reward([0], [0])
    assert failure.value.kind is FailureKind.UNSUPPORTED


def test_numpys_numbers_are_arguments(server):
    kwargs = {"frame_skip": np.int64(3), "reset_noise_scale": np.float32(0.5), "forward_reward_weight": np.array(2.0)}
    remote = RemoteEnv(server.address, "HalfCheetah-v5", kwargs=kwargs)
    local = gymnasium.make("HalfCheetah-v5", frame_skip=3, reset_noise_scale=0.5, forward_reward_weight=2.0)
    assert remote.reset(seed=0)[0].tobytes() == local.reset(seed=0)[0].tobytes()
    assert remote.step(np.ones(6))[:2][1] == local.step(np.ones(6))[1]
    remote.close()
    with pytest.raises(TypeError, match="an argument or option is a object, which JSON does not have"):
        RemoteEnv(server.address, "HalfCheetah-v5", kwargs={"frame_skip": object()})
