"""Leeway's mazes against recorded MuJoCo, and oracles and snapshots against live environments."""

from __future__ import annotations

from pathlib import Path

import gymnasium
import numpy as np
import pytest
from gymnasium.utils.env_checker import check_env

from leeway_gymnasium import simulators
from leeway_gymnasium.simulators.maze2d import Maze2dEnv

TRACES = Path(__file__).resolve().parents[4] / "shared" / "data" / "maze2d-traces.hdf5"
MUJOCO = [f"{task}-v{version}" for task in ("HalfCheetah", "Hopper", "Walker2d", "Ant") for version in (4, 5)]
MAZES = [f"leeway/maze2d-{name}-v1" for name in ("umaze", "medium", "large", "umaze-dense")]

simulators.register()
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore:.*Box.*", "ignore:.*out of date.*")


@pytest.mark.parametrize("layout", ["umaze", "medium", "large"])
def test_mazes_equal_recorded_mujoco(layout):
    if not TRACES.exists():
        pytest.skip(f"SKIPPED: there are no traces at {TRACES}")
    import h5py

    env = Maze2dEnv(layout=layout)
    with h5py.File(TRACES) as file:
        positions, velocities, actions = (file[layout][name][:] for name in ("qpos", "qvel", "action"))
    assert actions.shape[1] == 300
    for episode in range(0, len(actions), 4):
        env.reset(seed=0)
        env.set_state(positions[episode, 0], velocities[episode, 0])
        for step, action in enumerate(actions[episode]):
            observation, *_ = env.step(action)
            assert np.abs(observation[:2] - positions[episode, step + 1]).max() <= 1e-9
            assert np.abs(observation[2:] - velocities[episode, step + 1]).max() <= 1e-9


@pytest.mark.parametrize("id", MAZES)
def test_mazes_pass_the_checker(id):
    check_env(gymnasium.make(id).unwrapped, skip_render_check=True)


def test_mazes_reward_nearness_to_the_goal():
    sparse, dense = Maze2dEnv(), Maze2dEnv(dense=True)
    for env, near, far in ((sparse, 1.0, 0.0), (dense, np.exp(-0.4), np.exp(-2.0))):
        env.set_state(np.array([1.4, 1.0]), np.zeros(2))
        assert env.reward() == pytest.approx(near)
        env.set_state(np.array([3.0, 1.0]), np.zeros(2))
        assert env.reward() == pytest.approx(far)


def record(id, steps, seed):
    env = gymnasium.make(id)
    env.action_space.seed(seed)
    rows = []
    observation, _ = env.reset(seed=seed)
    for _ in range(steps):
        action = env.action_space.sample() * 0.3
        following, reward, terminated, truncated, _ = env.step(action)
        rows.append((observation, action, following, reward, terminated))
        observation = env.reset()[0] if terminated or truncated else following
    return env, [np.array(column) for column in zip(*rows, strict=True)]


@pytest.mark.parametrize("id", [*MUJOCO, *MAZES])
def test_oracles_say_what_live_environments_do(id):
    env, (observations, actions, following, rewards, terminated) = record(id, 300, 1)
    if "Walker2d" in id or "Hopper" in id:
        seen = (np.abs(observations[:, -env.unwrapped.model.nv :]) < 10).all(axis=1)
        observations, actions = observations[seen], actions[seen]
        following, rewards, terminated = following[seen], rewards[seen], terminated[seen]
        assert len(rewards) > 30
    oracle = simulators.oracle(env)
    before = env.unwrapped.data.qpos.copy()
    true_following, true_rewards, true_terminated = oracle.transition(observations, actions)
    assert np.abs(true_following - following).max() < 1e-9
    assert np.abs(true_rewards - rewards).max() < (0.1 if "Ant" in id else 1e-9)
    assert (true_terminated == terminated).all()
    assert (env.unwrapped.data.qpos == before).all(), "the live environment was touched"
    backwards = oracle.transition(observations[::-1], actions[::-1])[0][::-1]
    assert (backwards == true_following).all(), "a row depends on another"


@pytest.mark.parametrize("id", [*MUJOCO, *MAZES])
def test_loaded_states_go_on_bit_for_bit(id):
    env = gymnasium.make(id, max_episode_steps=60)
    env.action_space.seed(0)
    env.reset(seed=3)
    actions = [env.action_space.sample() for _ in range(150)]
    snapshots = simulators.snapshots(env)

    def play(actions):
        story = []
        for action in actions:
            observation, reward, terminated, truncated, _ = env.step(action)
            story.append((observation.tobytes(), float(reward), terminated, truncated))
            if terminated or truncated:
                story.append(env.reset()[0].tobytes())
        return story

    play(actions[:20])
    state = snapshots.save()
    first = play(actions[20:])
    snapshots.load(state)
    assert play(actions[20:]) == first
    nested = (100_000).to_bytes(4, "little") + b"[" * 100_000
    for broken in (b"", state[:-8], b"\xff" * 40, state[:4] + b"x" + state[5:], nested):
        with pytest.raises(ValueError, match="it is"):
            snapshots.load(broken)


def test_what_is_not_known_wholly_has_neither():
    env = gymnasium.make("CartPole-v1")
    assert simulators.oracle(env) is None
    assert simulators.snapshots(env) is None
    assert simulators.snapshots(gymnasium.wrappers.ClipAction(gymnasium.make("HalfCheetah-v5"))) is None


def test_facts_tell_models_apart():
    digests = {}
    for id in ("HalfCheetah-v5", "Hopper-v5", "Walker2d-v4", "Walker2d-v5", "leeway/maze2d-umaze-v1"):
        known = simulators.facts(gymnasium.make(id))
        assert known.settings["mujoco"]
        assert len(known.model_sha256) == 64
        assert known.reference_scores is not None
        digests[id] = known.model_sha256
    assert len(set(digests.values())) == len(digests)
    assert simulators.facts(gymnasium.make("leeway/maze2d-umaze-v1", layout="large")).settings["layout"] == "large"
    wider = gymnasium.make("leeway/maze2d-umaze-v1", margin=0.001)
    assert simulators.facts(wider).model_sha256 != digests["leeway/maze2d-umaze-v1"]
    assert simulators.facts(gymnasium.make("leeway/maze2d-umaze-v1")).model_sha256 == digests["leeway/maze2d-umaze-v1"]
