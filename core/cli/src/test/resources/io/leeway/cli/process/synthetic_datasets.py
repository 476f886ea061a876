"""Reads a synthetic dataset as other libraries do, and prints the SHA-256 of what each makes of it."""

import hashlib
import json
import sys

import h5py
import numpy as np


def digests(columns: dict[str, np.ndarray]) -> dict[str, str]:
    """Returns the digest of each column's bytes, little-endian and row-major."""
    return {
        name: hashlib.sha256(np.ascontiguousarray(column, dtype="<f4").tobytes()).hexdigest()
        for name, column in columns.items()
    }


def q_learning(data: dict[str, np.ndarray], with_next: bool) -> dict[str, np.ndarray]:
    """Keeps the steps that D4RL's ``qlearning_dataset`` keeps: none that a time limit marks, and never the last row."""
    kept = []
    for row in range(len(data["rewards"]) - 1):
        ends_unseen = bool(data["terminals"][row]) and not with_next
        if not data["timeouts"][row] and not ends_unseen:
            kept.append(row)
    rows = np.array(kept)
    after = data["next_observations"][rows] if with_next else data["observations"][rows + 1]
    return {
        "observations": data["observations"][rows],
        "actions": data["actions"][rows],
        "rewards": data["rewards"][rows],
        "next_observations": after,
        "terminals": data["terminals"][rows],
    }


def by_episode(data: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Cuts episodes at the marks as d3rlpy does: the last row of one that did not terminate only ends a step."""
    columns: dict[str, list[np.ndarray]] = {}
    first = 0
    for row in range(len(data["rewards"])):
        if not (data["terminals"][row] or data["timeouts"][row]):
            continue
        terminal = bool(data["terminals"][row])
        end = row + 1 if terminal else row
        after = data["observations"][first + 1 : end + 1] if not terminal else data["observations"][first + 1 : end]
        if terminal:
            after = np.concatenate([after, np.zeros_like(data["observations"][:1])])
        parts = {name: data[name][first:end] for name in ("observations", "actions", "rewards", "terminals")}
        for name, part in (parts | {"next_observations": after}).items():
            columns.setdefault(name, []).append(part)
        first = row + 1
    return {name: np.concatenate(parts) for name, parts in columns.items()}


def d4rl(path: str) -> None:
    """Prints what three readers make of a file in D4RL's layout."""
    with h5py.File(path) as file:
        data = {name: file[name][:] for name in file}
        attributes = {name: str(value) for name, value in file.attrs.items()}
    print(
        json.dumps(
            {
                "types": {name: str(column.dtype) for name, column in data.items()},
                "attributes": attributes,
                "with_next": digests(q_learning(data, True)),
                "without_next": digests(q_learning(data, False)),
                "by_episode": digests(by_episode(data)),
            }
        )
    )


def minari_dataset(name: str) -> None:
    """Prints what Minari makes of a dataset."""
    import minari

    columns: dict[str, list[np.ndarray]] = {}
    for episode in minari.load_dataset(name).iterate_episodes():
        parts = {
            "observations": episode.observations[:-1],
            "next_observations": episode.observations[1:],
            "actions": episode.actions,
            "rewards": episode.rewards,
            "terminals": episode.terminations,
        }
        for part, values in parts.items():
            columns.setdefault(part, []).append(values)
    print(json.dumps({"episodes": digests({name: np.concatenate(parts) for name, parts in columns.items()})}))


if __name__ == "__main__":
    {"d4rl": d4rl, "minari": minari_dataset}[sys.argv[1]](sys.argv[2])
