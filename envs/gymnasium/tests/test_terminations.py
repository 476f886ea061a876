"""Rules of termination against what live environments say, and pictures of states against pictures of live ones."""

from __future__ import annotations

import gymnasium
import numpy as np
import pytest
from gymnasium import spaces

from leeway_gymnasium import simulators
from leeway_gymnasium.workers import pictures

NEVER = ["Pusher-v5", *[f"{task}-v{version}" for task in ("HalfCheetah", "Swimmer", "Reacher") for version in (4, 5)]]
ENDING = [
    (f"{task}-v{version}", {})
    for task in ("Hopper", "Walker2d", "Ant", "Humanoid", "InvertedPendulum", "InvertedDoublePendulum")
    for version in (4, 5)
]
CHOSEN = [
    ("Hopper-v5", {"exclude_current_positions_from_observation": False}),
    ("Hopper-v5", {"healthy_z_range": (1.0, 1.3), "healthy_state_range": (-3.0, 3.0)}),
    ("Walker2d-v4", {"exclude_current_positions_from_observation": False, "healthy_angle_range": (-0.3, 0.2)}),
    ("Ant-v5", {"exclude_current_positions_from_observation": False, "healthy_z_range": (0.5, 0.9)}),
    ("Humanoid-v5", {"exclude_current_positions_from_observation": False, "healthy_z_range": (1.2, 1.9)}),
    ("PointMaze_UMaze-v3", {"continuing_task": False}),
]
HEALTHY = [
    (id, {"terminate_when_unhealthy": False}) for id in ("Hopper-v5", "Walker2d-v5", "Ant-v4", "Humanoid-v4")
] + [("PointMaze_UMaze-v3", {}), ("leeway/maze2d-umaze-v1", {}), ("HumanoidStandup-v5", {})]
PLACED = [
    ("HalfCheetah-v5", 1),
    ("Hopper-v4", 1),
    ("Walker2d-v5", 1),
    ("Ant-v5", 2),
    ("Swimmer-v5", 2),
    ("Humanoid-v5", 2),
    ("InvertedPendulum-v5", 0),
    ("InvertedDoublePendulum-v5", 0),
]

simulators.register()
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore:.*Box.*", "ignore:.*out of date.*")


def steps(env, count):
    env.action_space.seed(3)
    space = env.observation_space
    observation, _ = env.reset(seed=3)
    for index in range(count):
        action = env.action_space.sample()
        following, _, terminated, _, _ = env.step(action)
        yield spaces.flatten(space, observation), action, spaces.flatten(space, following), terminated
        over = terminated and index % 3
        observation = env.reset()[0] if over else following


def compared(id, kwargs, count):
    """Returns how many of an environment's random steps terminated, after each was compared with the rule."""
    env = gymnasium.make(id, max_episode_steps=-1, **kwargs)
    rows = list(steps(env, count))
    before, taken, following, terminated = (np.array(column, np.float64) for column in zip(*rows, strict=True))
    known = simulators.terminations(env)(before, taken, following)
    assert known.dtype == np.bool_
    assert (known == terminated).all(), following[known != terminated]
    return int(terminated.sum())


@pytest.mark.parametrize("id", NEVER)
def test_rules_of_what_never_terminates(id):
    assert compared(id, {}, 60) == 0


@pytest.mark.parametrize(("id", "kwargs"), ENDING + CHOSEN)
def test_rules_say_what_live_environments_do(id, kwargs):
    ended = compared(id, kwargs, 1500)
    assert 5 < ended < 1500 or "Maze" in id or id.startswith("Ant")


def test_a_maze_ends_at_its_goal():
    env = gymnasium.make("PointMaze_UMaze-v3", continuing_task=False)
    space = env.observation_space
    rule = simulators.terminations(env)
    for apart, reached in ((0.0, True), (0.44, True), (0.46, False)):
        shown = {
            "observation": np.array([1.0 + apart, 1.0, 0.0, 0.0]),
            "achieved_goal": np.array([1.0 + apart, 1.0]),
            "desired_goal": np.array([1.0, 1.0]),
        }
        row = spaces.flatten(space, shown)[None]
        assert rule(row, np.zeros((1, 2)), row).tolist() == [reached]
        assert env.unwrapped.compute_terminated(shown["achieved_goal"], shown["desired_goal"], {}) == reached


@pytest.mark.parametrize("low", [0.2, 0.5, 0.75])
def test_an_ant_ends_at_its_range(low):
    assert compared("Ant-v5", {"healthy_z_range": (low, 0.8)}, 400) > (0 if low > 0.2 else -1)


@pytest.mark.parametrize(("id", "kwargs"), HEALTHY)
def test_settings_decide_that_nothing_terminates(id, kwargs):
    assert compared(id, kwargs, 100) == 0


def test_what_is_not_known_has_no_rule():
    assert simulators.terminations(gymnasium.make("CartPole-v1")) is None
    longer = gymnasium.wrappers.TimeAwareObservation(gymnasium.make("InvertedPendulum-v5"))
    assert simulators.terminations(longer) is None
    assert not simulators.has_state_pictures(longer)
    assert not simulators.has_state_pictures(gymnasium.make("CartPole-v1"))
    assert not simulators.has_state_pictures(gymnasium.make("leeway/maze2d-umaze-v1"))


def drawn(id):
    pictures.choose_backend()
    env = gymnasium.make(id, render_mode="rgb_array")
    env.reset(seed=0)
    try:
        env.render()
    except Exception as error:
        pytest.skip(f"SKIPPED: nothing draws here: {error}")
    for _ in range(5):
        env.step(env.action_space.sample())
    return env


@pytest.mark.parametrize(("id", "hidden"), PLACED)
def test_pictures_show_the_state_of_the_observation(id, hidden):
    env = drawn(id)
    base = env.unwrapped
    positions, velocities = base.data.qpos.copy(), base.data.qvel.copy()
    positions[:hidden] = 0
    base.set_state(positions, velocities)
    observation = base._get_obs()
    before = base.data.qpos.copy()
    found = simulators.state_pictures(env).draw(np.asarray(observation, np.float64))
    assert (base.data.qpos == before).all(), "the live environment was touched"
    expected = env.render()
    assert np.abs(found.astype(int) - expected).mean() < 0.5
    env.reset(seed=2)
    for _ in range(10):
        env.step(env.action_space.sample())
    assert (simulators.state_pictures(env).draw(np.asarray(base._get_obs(), np.float64)) != found).any()
    again = simulators.state_pictures(env).draw(np.asarray(observation, np.float64))
    assert (again == found).all(), "a picture depends on another"


def test_mazes_draw_their_goal_too():
    env = drawn("PointMaze_UMaze-v3")
    space = env.observation_space
    shown = env.unwrapped._get_obs(np.array([1.0, -1.0, 0.0, 0.0]))
    one = simulators.state_pictures(env).draw(spaces.flatten(space, shown))
    shown["desired_goal"] = shown["desired_goal"] + 1
    assert (simulators.state_pictures(env).draw(spaces.flatten(space, shown)) != one).any()


def test_states_that_cannot_be_are_refused():
    env = drawn("Hopper-v5")
    draws = simulators.state_pictures(env)
    for value, why in ((np.nan, "not finite"), (1e11, "beyond what MuJoCo computes with")):
        observation = np.asarray(env.unwrapped._get_obs(), np.float64)
        observation[2] = value
        with pytest.raises(ValueError, match=why):
            draws.draw(observation)
