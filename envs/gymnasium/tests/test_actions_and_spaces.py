"""Actions reach an environment as they were given, and elements of every space of Gymnasium's go both ways."""

from __future__ import annotations

import gymnasium
import numpy as np
import odd_environments
import pytest
from gymnasium.vector import SyncVectorEnv
from serving import serving
from wire import environment

from leeway_gymnasium import codec
from leeway_gymnasium.clients import EnvironmentFailure, RemoteEnv, RemoteVectorEnv

COUNT = 3
STEPS = 15


@pytest.fixture(scope="module")
def server():
    options = ("--allow-import", "--allow-kwargs", "kind", "--workers", "2")
    with serving(*options, variables=environment()) as running:
        yield running


@pytest.mark.parametrize("type", [np.float64, np.float32])
def test_actions_keep_their_precision(server, type):
    actions = np.random.default_rng(0).uniform(-1, 1, (300, COUNT, 6)).astype(type)
    local = SyncVectorEnv([lambda: gymnasium.make("HalfCheetah-v5")] * COUNT)
    remote = RemoteVectorEnv(server.address, "HalfCheetah-v5", COUNT, infos=[])
    alone = RemoteEnv(server.address, "HalfCheetah-v5")
    single = gymnasium.make("HalfCheetah-v5")
    assert remote.reset(seed=0)[0].tobytes() == local.reset(seed=0)[0].tobytes()
    assert alone.reset(seed=5)[0].tobytes() == single.reset(seed=5)[0].tobytes()
    for batch in actions:
        for one, other in zip(remote.step(batch)[:4], local.step(batch)[:4], strict=True):
            assert one.tobytes() == other.tobytes()
        (near, reward, *_), (far, expected, *_) = alone.step(batch[0]), single.step(batch[0])
        assert near.tobytes() == far.tobytes()
        assert reward == expected
    for each in (remote, local, alone, single):
        each.close()


@pytest.mark.parametrize("number", [np.int64, np.int32, np.uint8])
@pytest.mark.parametrize("box", [np.float64, np.float32, np.float16, np.int32, np.bool_])
def test_actions_keep_their_types(server, box, number):
    vector = RemoteVectorEnv(server.address, "odd_environments:Echo-v0", COUNT)
    vector.reset(seed=0)
    given = {"box": np.array([[0, 1]] * COUNT, box), "number": np.array([5, 6, 7], number)}
    observations, *_, infos = vector.step(given)
    assert observations.tolist() == [[0.0, 1.0]] * COUNT
    assert infos["types"].tolist() == [f"{np.dtype(box)} {np.dtype(number)} {i}" for i in (5, 6, 7)]
    vector.close()


def test_actions_of_another_kind_are_refused(server):
    vector = RemoteVectorEnv(server.address, "odd_environments:Echo-v0", 1)
    vector.reset(seed=0)
    with pytest.raises(codec.CodecError, match=r"actions\['number'\] has values that int64 does not have, such as 0.5"):
        vector.step({"box": np.zeros((1, 2)), "number": np.array([0.5])})
    with pytest.raises(codec.CodecError, match=r"actions\['box'\] has the shape \(1, 3\)"):
        vector.step({"box": np.zeros((1, 3)), "number": np.array([0])})
    vector.step({"box": np.zeros((1, 2)), "number": np.array([2.0])})
    vector.close()


@pytest.mark.parametrize("kind", odd_environments.SPACES)
def test_single_environments_of_every_space(server, kind):
    remote = RemoteEnv(server.address, "odd_environments:Sampled-v0", kwargs={"kind": kind})
    local = gymnasium.make("Sampled-v0", kind=kind, disable_env_checker=True)
    assert remote.observation_space == local.observation_space
    assert remote.action_space == local.action_space
    local.action_space.seed(1)
    given, expected = remote.reset(seed=4)[0], local.reset(seed=4)[0]
    for _ in range(STEPS):
        assert repr(given) == repr(expected)
        assert local.observation_space.contains(given)
        action = local.action_space.sample()
        given, _, _, _, info = remote.step(action)
        expected, _, _, _, said = local.step(action)
        assert info == said
    remote.close()


@pytest.mark.parametrize("kind", sorted(odd_environments.SPACES.keys() - {"nothing", "none", "deep"}))
def test_vectors_of_every_space(server, kind):
    remote = RemoteVectorEnv(server.address, "odd_environments:Sampled-v0", COUNT, kwargs={"kind": kind})
    make = lambda: gymnasium.make("Sampled-v0", kind=kind, disable_env_checker=True)  # noqa: E731
    local = SyncVectorEnv([make] * COUNT)
    local.action_space.seed(1)
    given, expected = remote.reset(seed=4)[0], local.reset(seed=4)[0]
    for _ in range(STEPS):
        assert repr(given) == repr(expected)
        actions = local.action_space.sample()
        given, _, _, _, infos = remote.step(actions)
        expected, _, _, _, said = local.step(actions)
        assert infos["action"].tolist() == said["action"].tolist()
    remote.close()


def test_elements_of_another_space_are_named(server):
    vector = RemoteVectorEnv(server.address, "odd_environments:Sampled-v0", 1, kwargs={"kind": "one of"})
    vector.reset(seed=0)
    with pytest.raises(codec.CodecError, match="chooses a space that is none of the 3"):
        vector.step(((3, 0),))
    with pytest.raises(codec.CodecError, match="has an element that is not of OneOf"):
        vector.step((5,))
    with pytest.raises(EnvironmentFailure, match="is not in OneOf"):
        vector.step(((0, 7),))
    vector.close()
