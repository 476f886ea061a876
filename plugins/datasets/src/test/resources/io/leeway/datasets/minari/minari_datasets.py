"""Makes and checks Minari's datasets with Minari itself, for MinariInteroperationTest.

make ID KIND [STORAGE]   plays, and keeps a dataset in MINARI_DATASETS_PATH with an independent copy as ID.npz beside it
check ID COPY           compares what load_dataset gives with a copy that Java made, and prints what it is
combine ID ID NEW       combines two datasets
loop ID KIND            puts a dataset's groups into themselves
recover ID              makes the dataset's environment and plays a step
"""

import os
import sys
from pathlib import Path
from typing import Any

import gymnasium as gym
import h5py
import minari
import numpy as np
from gymnasium import spaces
from minari.data_collector.episode_buffer import EpisodeBuffer

ROOT = Path(os.environ["MINARI_DATASETS_PATH"])
SEEDS = [0, 7, 2**63 - 1, 2**64 - 1, *range(100, 108)]


class Odd(gym.Env[Any, Any]):
    """Every kind of space, with infos that are numbers, texts and in parts."""

    observation_space = spaces.Dict(
        {
            "position": spaces.Box(-1, 1, (2, 3), np.float64),
            "count": spaces.Discrete(5, start=-2),
            "grid": spaces.Box(0, 255, (3, 3, 2), np.uint8),
            "pair": spaces.Tuple((spaces.MultiBinary(3), spaces.Dict({"deep": spaces.Box(-9, 9, (), np.int16)}))),
            "word": spaces.Text(4),
        }
    )
    action_space = spaces.Tuple((spaces.MultiDiscrete([2, 3]), spaces.Box(-2, 2, (1,), np.float32)))

    def reset(self, *, seed: int | None = None, options: dict[str, Any] | None = None) -> Any:
        super().reset(seed=seed)
        self.observation_space.seed(int(self.np_random.integers(1000)))
        self.steps = 0
        return self.observation_space.sample(), self.info()

    def step(self, action: Any) -> Any:
        self.steps += 1
        over = self.steps % 6 == 5
        return self.observation_space.sample(), self.steps / 3, over, False, self.info()

    def info(self) -> dict[str, Any]:
        return {"distance": self.steps / 7, "inner": {"at": np.arange(2) + self.steps}, "mood": "fair"}


class Pictures(gym.Env[Any, Any]):
    """Observations that Minari keeps as JPEG: all of one length, or of many."""

    action_space = spaces.Discrete(2)

    def __init__(self, varied: bool) -> None:
        self.varied = varied
        self.observation_space = spaces.Box(0, 255, (40, 40, 3), np.uint8)

    def reset(self, *, seed: int | None = None, options: dict[str, Any] | None = None) -> Any:
        super().reset(seed=seed)
        return self.picture(), {}

    def step(self, action: Any) -> Any:
        return self.picture(), 0.5, bool(self.np_random.random() < 0.2), False, {}

    def picture(self) -> Any:
        even = np.full((40, 40, 3), 7, np.uint8)
        return self.np_random.integers(256, size=even.shape, dtype=np.uint8) if self.varied else even


class Nested(gym.ObservationWrapper[Any, Any, Any]):
    """Leaves out what Minari itself cannot read back: small images, which it writes as JPEG and reads as numbers."""

    def __init__(self, env: Any) -> None:
        super().__init__(env)
        parts = {key: space for key, space in env.observation_space.spaces.items() if key != "grid"}
        self.observation_space = spaces.Dict(parts)

    def observation(self, observation: Any) -> Any:
        return {key: value for key, value in observation.items() if key != "grid"}


def environment(kind: str) -> Any:
    if kind == "odd":
        return Nested(Odd())
    if kind.endswith("pictures"):
        return Pictures(varied=kind.startswith("varied"))
    if kind.startswith("PointMaze"):
        import gymnasium_robotics

        gym.register_envs(gymnasium_robotics)
        return gym.make(kind, max_episode_steps=20, continuing_task=False)
    return gym.make(kind, max_episode_steps=20)


def leaves(name: str, value: Any) -> dict[str, Any]:
    """Takes a nested element apart, as Minari names the parts."""
    if isinstance(value, dict):
        parts = [(key, part) for key, part in value.items()]
    elif isinstance(value, tuple):
        parts = [(f"_index_{i}", part) for i, part in enumerate(value)]
    else:
        return {name: value}
    return {path: leaf for key, part in parts for path, leaf in leaves(f"{name}/{key}", part).items()}


def stacked(elements: list[Any]) -> Any:
    first = elements[0]
    if isinstance(first, dict):
        return {key: stacked([element[key] for element in elements]) for key in first}
    if isinstance(first, tuple):
        return tuple(stacked([element[i] for element in elements]) for i in range(len(first)))
    return elements


def play(kind: str) -> tuple[Any, list[dict[str, Any]]]:
    """Plays, and returns each episode's elements in lists."""
    env = environment(kind)
    env.action_space.seed(3)
    episodes = []
    for seed in SEEDS:
        observation, info = env.reset(seed=seed)
        episode: dict[str, Any] = {"observations": [observation], "infos": [info], "seed": seed}
        episode |= {key: [] for key in ("actions", "rewards", "terminations", "truncations")}
        over = False
        while not over:
            action = env.action_space.sample()
            observation, reward, terminated, truncated, info = env.step(action)
            over = terminated or truncated
            values = (observation, info, action, reward, terminated, truncated)
            keys = ("observations", "infos", "actions", "rewards", "terminations", "truncations")
            for key, value in zip(keys, values, strict=True):
                episode[key].append(value)
        episodes.append(episode)
    return env, episodes


def collect(dataset: str, kind: str, episodes: list[dict[str, Any]], about: dict[str, Any], storage: str) -> None:
    """Plays again with Minari's collector, which needs jax."""
    env = minari.DataCollector(environment(kind), record_infos=True, data_format=storage)
    for episode in episodes:
        env.reset(seed=episode["seed"])
        for action in episode["actions"]:
            env.step(action)
    env.create_dataset(dataset_id=dataset, **about)


def make(dataset: str, kind: str, storage: str = "hdf5") -> None:
    env, episodes = play(kind)
    about = {"author": "a test", "author_email": "test@localhost", "algorithm_name": "random", "code_permalink": "none"}
    try:
        import jax  # noqa: F401

        collect(dataset, kind, episodes, about, storage)
        print("made by DataCollector")
    except ImportError:
        buffers = [
            EpisodeBuffer(
                id=i,
                seed=episode["seed"],
                **{key: stacked(values) for key, values in episode.items() if key != "seed"},
            )
            for i, episode in enumerate(episodes)
        ]
        spaces_of = {"observation_space": env.observation_space, "action_space": env.action_space}
        minari.create_dataset_from_buffers(
            dataset, buffers, env.spec, description="made", data_format=storage, **spaces_of, **about
        )
        print("made from buffers")
    copy: dict[str, Any] = {}
    for i, episode in enumerate(episodes):
        copy[f"{i}/seed"] = np.array([episode["seed"]], np.uint64).view(np.int64)
        for key in ("observations", "actions", "rewards", "terminations", "truncations", "infos"):
            for name, values in leaves(key, stacked(episode[key])).items():
                if not isinstance(values[0], str):
                    copy[f"{i}/{name}"] = raw(np.asarray(values))
    np.savez(ROOT / (dataset.replace("/", "_") + ".npz"), **copy)


def raw(array: Any) -> Any:
    """Returns the array's bytes, row by row, after the type's name and the shape."""
    head = np.frombuffer(f"{array.dtype.name} {list(array.shape[1:])}\n".encode(), np.uint8)
    return np.concatenate([head, np.frombuffer(np.ascontiguousarray(array).tobytes(), np.uint8)])


def check(dataset: str, copy_file: str) -> None:
    loaded = minari.load_dataset(dataset)
    copy = dict(np.load(copy_file))
    seeds = [found.get("seed") for found in loaded.storage.get_episode_metadata(loaded.episode_indices)]
    unseen = set(copy)
    for i, episode in enumerate(loaded):
        assert episode.id == i, episode.id
        repr(episode)
        assert len(episode) == len(episode.rewards)
        if f"{i}/seed" in copy:
            unseen.remove(f"{i}/seed")
            assert seeds[i] == int(copy[f"{i}/seed"].view(np.uint64)[0]), (i, seeds[i])
        else:
            assert seeds[i] is None, (i, seeds[i])
        for key in ("observations", "actions", "rewards", "terminations", "truncations", "infos"):
            for name, values in leaves(key, getattr(episode, key)).items():
                if np.asarray(values).dtype.kind in "OSU":
                    continue
                same = np.array_equal(copy[f"{i}/{name}"], raw(np.asarray(values)))
                assert same, f"episode {i}: {name}, {values.dtype} {values.shape}"
                unseen.remove(f"{i}/{name}")
        for flags in (episode.terminations, episode.truncations):
            assert flags.dtype == np.bool_
        if not np.isnan(episode.rewards).any() and "random" not in dataset:
            contained(loaded.observation_space, episode.observations, len(episode) + 1)
            contained(loaded.action_space, episode.actions, len(episode))
    assert not unseen, unseen
    assert loaded.total_steps == sum(len(episode) for episode in loaded)
    print(loaded.spec.dataset_id, loaded.total_episodes, loaded.total_steps)
    print(loaded.observation_space)
    print(loaded.action_space)


def loop(dataset: str, kind: str) -> None:
    with h5py.File(ROOT / dataset / "data" / "main_data.hdf5", "a") as file:
        group = file["episode_0"].create_group("infos/inner/around")
        for name in ("one", "two"):
            group[name] = group if kind == "hard" else h5py.SoftLink(group.name)


def element(value: Any, i: int) -> Any:
    if isinstance(value, dict):
        return {key: element(part, i) for key, part in value.items()}
    if isinstance(value, tuple):
        return tuple(element(part, i) for part in value)
    return value[i]


def contained(space: Any, values: Any, count: int) -> None:
    for i in range(count):
        one = element(values, i)
        assert space.contains(one), (space, one)


def combine(first: str, second: str, new: str) -> None:
    parts = [minari.load_dataset(name) for name in (first, second)]
    whole = minari.combine_datasets(parts, new)
    assert whole.total_steps == sum(part.total_steps for part in parts)
    print(whole.total_episodes, whole.total_steps)


def recover(dataset: str) -> None:
    import gymnasium_robotics

    gym.register_envs(gymnasium_robotics)
    loaded = minari.load_dataset(dataset)
    env = loaded.recover_environment()
    assert env.observation_space == loaded.observation_space
    assert env.action_space == loaded.action_space
    env.reset(seed=1)
    env.step(env.action_space.sample())
    print(env.spec.id)


if __name__ == "__main__":
    {"make": make, "check": check, "combine": combine, "loop": loop, "recover": recover}[sys.argv[1]](*sys.argv[2:])
