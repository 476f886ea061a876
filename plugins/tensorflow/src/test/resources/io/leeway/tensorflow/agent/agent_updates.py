"""Computes three updates of TD3+BC and of IQL in float64, to compare AgentUpdatesTest with.

Run it with Python 3.10 or later and NumPy: python agent_updates.py
It writes td3_bc_updates.npz and iql_updates.npz beside it, the same bytes each time.

Losses are written from the papers' formulas and their gradients by hand, each of which is checked against central
differences at every step. There are two cases of each agent: one as it is made, whose targets equal their originals, and
one that goes on from other targets, with scaled observations and rewards.

The smoothing noise of TD3+BC comes from Leeway's own random stream. normals.npz holds what it gives, which
AgentUpdatesTest checks; it was written in jshell, with the classes of core/spi on its path:
    var all = new float[3 * 64];
    for (int update = 0; update < 3; update++)
        io.leeway.spi.RandomSource.of(7).split(update).fillGaussian(all, 64 * update, 64 * update + 64);
    new io.leeway.spi.data.NumpyArchive().put("normals", all, 3, 2, 16, 2).write(Path.of("normals.npz"));
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

import iql
import td3_bc
from agent import CRITICS, Agent, Batch
from perceptron import Array, Weights

Arrays = dict[str, npt.NDArray[Any]]

UPDATES, ROWS, OBSERVATION, ACTION, HIDDEN = 3, 16, 3, 2, (8, 6)
COMPARED = (1, 3)

# The first with which no case of either algorithm is left out: clipped or not, ended or not, a value above or below.
SEED = 783

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Case:
    """Where the updates begin, and what is scaled."""

    name: str
    targets_lag: bool
    normalize: bool
    reward_scale: float
    reward_shift: float


CASES = (Case("fresh", False, False, 1, 0), Case("lagging", True, True, 2, -0.5))


def perceptron(random: np.random.Generator, inputs: int, outputs: int) -> Weights:
    """Returns weights of order 1 / sqrt(inputs) that float32 holds exactly."""
    weights: Weights = {}
    sizes = (inputs, *HIDDEN, outputs)
    for layer, (before, after) in enumerate(pairwise(sizes)):
        weights[f"layer-{layer}/weight"] = exact(random.standard_normal((before, after)) / np.sqrt(before))
        weights[f"layer-{layer}/bias"] = exact(0.3 * random.standard_normal(after))
    return weights


def exact(values: Array) -> Array:
    """Rounds to what float32 holds."""
    return values.astype(np.float32).astype(np.float64)


def networks(name: str, case: Case, random: np.random.Generator) -> dict[str, Weights]:
    """Returns the networks of an agent."""
    made = {critic: perceptron(random, OBSERVATION + ACTION, 1) for critic in CRITICS}
    made["actor"] = perceptron(random, OBSERVATION, ACTION)
    followed = list(CRITICS)
    if name == "iql":
        made["value"] = perceptron(random, OBSERVATION, 1)
        deviations = [-0.7, 2.3] if case.targets_lag else [0.0, 0.0]
        made["actor"]["log-deviation"] = exact(np.array(deviations))
    else:
        followed.append("actor")
    lag = 0.2 if case.targets_lag else 0
    for original in followed:
        made[original + "-target"] = {
            array: exact(values + lag * random.standard_normal(values.shape))
            for array, values in made[original].items()
        }
    return made


def data(random: np.random.Generator) -> Arrays:
    """Returns a dataset's observations, the last of which no action was taken in, and the batches of the updates."""
    spread, centre = np.array([0.5, 1.0, 2.0]), np.array([1.0, 0.0, -1.0])
    dataset = centre + spread * random.standard_normal((UPDATES * ROWS + 1, OBSERVATION))
    dataset[-1] = 50
    batches = {
        "dataset": dataset,
        "observations": dataset[:-1],
        "actions": random.uniform(-1, 1, (UPDATES * ROWS, ACTION)),
        "rewards": random.standard_normal(UPDATES * ROWS),
        "next-observations": centre + spread * random.standard_normal((UPDATES * ROWS, OBSERVATION)),
        "terminals": (random.random(UPDATES * ROWS) < 0.25),
    }
    return {name: values.astype(np.float32) for name, values in batches.items()}


def computed(name: str, case: Case, random: np.random.Generator, normals: Array) -> Arrays:
    """Makes the updates of a case; returns what went in and what came out."""
    arrays = data(random)
    seen = arrays["observations"].astype(np.float64)
    mean = seen.mean(axis=0, keepdims=True) if case.normalize else np.zeros((1, OBSERVATION))
    scale = 1 / (seen.std(axis=0, keepdims=True) + 1e-3) if case.normalize else np.ones((1, OBSERVATION))
    agent = Agent(networks(name, case, random))
    for network, weights in agent.networks.items():
        arrays.update({f"start/{network}/{array}": v.astype(np.float32) for array, v in weights.items()})
    figures: dict[str, list[float]] = {}
    for number in range(UPDATES):
        rows = slice(ROWS * number, ROWS * (number + 1))
        batch = Batch(
            (seen[rows] - mean) * scale,
            arrays["actions"][rows].astype(np.float64),
            case.reward_scale * arrays["rewards"][rows, None].astype(np.float64) + case.reward_shift,
            (arrays["next-observations"][rows].astype(np.float64) - mean) * scale,
            arrays["terminals"][rows, None].astype(np.float64),
        )
        made = iql.update(agent, batch) if name == "iql" else td3_bc.update(agent, batch, normals[number])
        for figure, value in made.items():
            figures.setdefault(figure, []).append(value)
        if number + 1 not in COMPARED:
            continue
        after = {**agent.variables(), "observations/mean": mean, "observations/scale": scale}
        arrays.update({f"after-{number + 1}/{variable}": values for variable, values in after.items()})
    arrays.update({f"figures/{figure}": np.array(values) for figure, values in figures.items()})
    return {f"{case.name}/{array}": values for array, values in arrays.items()}


def write(file: Path, arrays: Arrays) -> None:
    """Writes arrays without times, so that the same arrays give the same bytes."""
    with zipfile.ZipFile(file, "w") as archive:
        for name, array in arrays.items():
            content = io.BytesIO()
            np.lib.format.write_array(content, np.ascontiguousarray(array), version=(1, 0))
            archive.writestr(zipfile.ZipInfo(name + ".npy"), content.getvalue())


def main() -> None:
    """Computes and writes every case."""
    normals = np.load(FOLDER / "normals.npz")["normals"].astype(np.float64)
    for name, file in (("td3-bc", "td3_bc_updates.npz"), ("iql", "iql_updates.npz")):
        random = np.random.default_rng(SEED)
        arrays: Arrays = {}
        for case in CASES:
            arrays.update(computed(name, case, random, normals))
        write(FOLDER / file, arrays)


if __name__ == "__main__":
    main()
