"""Through a real server process, environments give what they give in this process: bit for bit."""

from __future__ import annotations

import os

import gymnasium
import numpy as np
import pytest
from gymnasium.vector import AutoresetMode, SyncVectorEnv
from serving import serving

from leeway_gymnasium import simulators
from leeway_gymnasium.clients import RemoteEnv, RemoteVectorEnv

simulators.register()
pytestmark = pytest.mark.filterwarnings("ignore")

FULL = bool(os.environ.get("LEEWAY_FULL_TESTS"))
EPISODES = 10
IDS = [
    "HalfCheetah-v5",
    "Hopper-v5",
    "Walker2d-v5",
    "Ant-v5",
    "CartPole-v1",
    "Pendulum-v1",
    "MountainCarContinuous-v0",
    "FrozenLake-v1",
    "Blackjack-v1",
    "PointMaze_UMaze-v3",
    "leeway/maze2d-umaze-v1",
]
LIMIT = None if FULL else 40
ENVIRONMENTS = 8


@pytest.fixture(scope="module")
def server():
    with serving("--workers", "2") as running:
        yield running


def limited(id):
    spec = gymnasium.spec(id)
    return LIMIT if LIMIT is not None and (spec.max_episode_steps or LIMIT + 1) > LIMIT else None


def make(id):
    limit = limited(id)
    return gymnasium.make(id) if limit is None else gymnasium.make(id, max_episode_steps=limit)


def assert_same(actual, expected, where):
    """Compares nested values to the bit, types included."""
    if isinstance(expected, dict):
        assert isinstance(actual, dict), where
        assert actual.keys() == expected.keys(), where
        for name in expected:
            assert_same(actual[name], expected[name], f"{where}[{name!r}]")
    elif isinstance(expected, tuple):
        assert isinstance(actual, tuple), where
        assert len(actual) == len(expected), where
        for index, (one, other) in enumerate(zip(actual, expected, strict=True)):
            assert_same(one, other, f"{where}[{index}]")
    elif isinstance(expected, np.ndarray) and expected.dtype == object:
        assert actual.dtype == object, where
        assert len(actual) == len(expected), where
        for index, (one, other) in enumerate(zip(actual, expected, strict=True)):
            assert_same(one, other, f"{where}[{index}]")
    elif isinstance(expected, np.ndarray | np.generic | float | int | bool):
        one, other = np.asarray(actual), np.asarray(expected)
        assert one.dtype == other.dtype, f"{where}: {one.dtype}, not {other.dtype}"
        assert one.shape == other.shape, where
        assert one.tobytes() == other.tobytes(), f"{where}: {actual}, not {expected}"
    else:
        assert actual == expected, where


@pytest.mark.parametrize("id", IDS)
def test_single_environments_are_the_same(server, id):
    local = make(id)
    remote = RemoteEnv(server.address, id, max_episode_steps=limited(id))
    assert remote.observation_space == local.observation_space
    assert remote.action_space == local.action_space
    local.action_space.seed(1)
    for episode, seed in enumerate([0, None, None, 7, 2**63, None, 0, None, 123, None][:EPISODES]):
        assert_same(remote.reset(seed=seed), local.reset(seed=seed), f"episode {episode}, reset")
        over = False
        step = 0
        while not over:
            action = local.action_space.sample()
            expected = local.step(action)
            actual = remote.step(action)
            expected = (expected[0], float(expected[1]), bool(expected[2]), bool(expected[3]), expected[4])
            assert_same(actual, expected, f"episode {episode}, step {step}")
            over = expected[2] or expected[3]
            step += 1
    remote.close()


@pytest.mark.parametrize("mode", list(AutoresetMode), ids=lambda mode: mode.name)
@pytest.mark.parametrize("count", [1, ENVIRONMENTS])
@pytest.mark.parametrize("id", IDS)
def test_vectors_are_the_same(server, id, count, mode):
    local = SyncVectorEnv([lambda: make(id)] * count, autoreset_mode=mode)
    remote = RemoteVectorEnv(server.address, id, count, autoreset_mode=mode, max_episode_steps=limited(id))
    assert remote.single_observation_space == local.single_observation_space
    assert remote.observation_space == local.observation_space
    local.action_space.seed(1)
    seeds = [0, None, 5, 6, None, 2**40, 8, 0][:count]
    assert_same(remote.reset(seed=3), local.reset(seed=3), "reset, seed 3")
    assert_same(remote.reset(seed=seeds), local.reset(seed=seeds), "reset, one seed each")
    assert_same(remote.reset(), local.reset(), "reset, no seeds")
    ended = 0
    step = 0
    while ended < EPISODES or step < 50:
        actions = local.action_space.sample()
        expected = local.step(actions)
        assert_same(remote.step(actions), expected, f"step {step}")
        over = expected[2] | expected[3]
        ended += over.sum()
        if mode == AutoresetMode.DISABLED and over.any():
            seeds = [step if i % 2 else None for i in range(count)]
            assert_same(
                remote.reset(seed=seeds, options={"reset_mask": over}),
                local.reset(seed=seeds, options={"reset_mask": over.copy()}),
                f"masked reset after step {step}",
            )
        step += 1
    remote.close()
    local.close()


def test_no_seed_is_not_seed_zero(server):
    for seed in (None, 0):
        first = RemoteEnv(server.address, "Pendulum-v1")
        second = RemoteEnv(server.address, "Pendulum-v1")
        one, other = first.reset(seed=seed)[0], second.reset(seed=seed)[0]
        assert np.array_equal(one, other) == (seed == 0)
        first.close()
        second.close()


def test_chosen_infos_alone_are_sent(server):
    remote = RemoteVectorEnv(server.address, "HalfCheetah-v5", 3, infos=["x_velocity"])
    remote.reset(seed=0)
    infos = remote.step(np.zeros((3, 6), np.float32))[4]
    assert list(infos) == ["x_velocity", "_x_velocity"]
    remote.close()


def test_vectors_of_other_sizes_and_workers_are_the_same():
    stories = []
    for workers in ("1", "2"):
        with serving("--workers", workers, "--id", "Hopper-v5") as server:
            for count in (1, 5):
                remote = RemoteVectorEnv(server.address, "Hopper-v5", count)
                remote.reset(seed=[9] * count)
                story = [remote.step(np.full((count, 3), 0.1, np.float32))[0][-1].tobytes() for _ in range(60)]
                stories.append(story)
                remote.close()
    assert stories[0] == stories[1] == stories[2] == stories[3]
