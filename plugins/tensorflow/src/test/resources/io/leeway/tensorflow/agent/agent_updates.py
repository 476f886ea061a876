"""Computes three updates of every agent in float64, to compare AgentUpdatesTest with.

Run it with Python 3.10 or later and NumPy: python agent_updates.py
It writes td3_bc_updates.npz and so on beside it, the same bytes each time.

Losses are written from the papers' formulas and their gradients by hand, each of which is checked against central
differences at every step. There are two cases of each agent: one as it is made, whose targets equal their originals, and
one that goes on from other targets, with scaled observations and rewards.

What is drawn at random comes from Leeway's own random streams. normals.npz and cql_draws.npz hold what they give, which
AgentUpdatesTest checks; they were written in jshell, with the classes of core/spi on its path:
    var all = new float[3 * 64];
    var uniforms = new float[3 * 64];
    var normals = new float[3 * 192];
    for (int update = 0; update < 3; update++) {
        io.leeway.spi.RandomSource.of(7).split(update).fillGaussian(all, 64 * update, 64 * update + 64);
        var random = io.leeway.spi.RandomSource.of(7).split(update);
        for (int i = 64 * update; i < 64 * update + 64; i++) uniforms[i] = 2 * random.nextFloat() - 1;
        random.fillGaussian(normals, 192 * update, 192 * update + 192);
    }
    new io.leeway.spi.data.NumpyArchive().put("normals", all, 3, 2, 16, 2).write(Path.of("normals.npz"));
    new io.leeway.spi.data.NumpyArchive().put("uniforms", uniforms, 3, 32, 2).put("normals", normals, 3, 96, 2)
        .write(Path.of("cql_draws.npz"));
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

import awac
import bc
import combo
import cql
import iql
import rebrac
import soft_ensemble
import td3_bc
from agent import Agent, Batch
from perceptron import Array, Weights

Arrays = dict[str, npt.NDArray[Any]]
Update = Callable[[Agent, list[Batch], int], dict[str, float]]

UPDATES, ROWS, OBSERVATION, ACTION, HIDDEN = 3, 16, 3, 2, (8, 6)
COMPARED = (1, 3)
CRITICS = {"bc": 0, "sac_n": 3, "edac": 3}
MINIBATCHES = {"rebrac": 2}
RATES = {name: {"actor": cql.ACTOR_RATE, "temperature": cql.ACTOR_RATE} for name in ("cql", "combo")}
DIVERSITY = 0.5

# The first for each with which no case of it is left out: clipped or not, ended or not, a value above or below.
SEEDS = {"td3_bc": 783, "iql": 783, "bc": 0, "awac": 166, "cql": 77, "combo": 77, "sac_n": 19, "edac": 19, "rebrac": 55}

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


def perceptron(random: np.random.Generator, inputs: int, outputs: int, norm: bool = False) -> Weights:
    """Returns weights of order 1 / sqrt(inputs) that float32 holds exactly."""
    weights: Weights = {}
    sizes = (inputs, *HIDDEN, outputs)
    for layer, (before, after) in enumerate(pairwise(sizes)):
        weights[f"layer-{layer}/weight"] = exact(random.standard_normal((before, after)) / np.sqrt(before))
        weights[f"layer-{layer}/bias"] = exact(0.3 * random.standard_normal(after))
        if norm and layer < len(HIDDEN):
            weights[f"layer-{layer}/gain"] = exact(1 + 0.3 * random.standard_normal(after))
            weights[f"layer-{layer}/shift"] = exact(0.3 * random.standard_normal(after))
    return weights


def exact(values: Array) -> Array:
    """Rounds to what float32 holds."""
    return values.astype(np.float32).astype(np.float64)


def networks(name: str, case: Case, random: np.random.Generator) -> dict[str, Weights]:
    """Returns the networks of an agent."""
    critics = [f"critic-{i}" for i in range(CRITICS.get(name, 2))]
    made = {critic: perceptron(random, OBSERVATION + ACTION, 1, norm=name == "rebrac") for critic in critics}
    squashed = name in ("cql", "combo", "sac_n", "edac")
    made["actor"] = perceptron(random, OBSERVATION, 2 * ACTION if squashed else ACTION)
    followed = list(critics)
    if name == "iql":
        made["value"] = perceptron(random, OBSERVATION, 1)
    if name in ("iql", "awac"):
        deviations = [-0.7, 2.3] if case.targets_lag else [0.0, 0.0]
        made["actor"]["log-deviation"] = exact(np.array(deviations))
    if squashed:
        made["actor"]["layer-2/bias"][ACTION:] += [1.9, -4.9]
        made["actor"]["layer-2/bias"] = exact(made["actor"]["layer-2/bias"])
        made["temperature"] = {"logarithm": exact(np.full((1, 1), -1.2 if case.targets_lag else 0))}
    if name in ("td3_bc", "rebrac"):
        followed.append("actor")
    lag = 0.2 if case.targets_lag else 0
    for original in followed:
        made[original + "-target"] = {
            array: exact(values + lag * random.standard_normal(values.shape))
            for array, values in made[original].items()
        }
    return made


def data(name: str, random: np.random.Generator) -> Arrays:
    """Returns a dataset's observations, the last of which no action was taken in, and the batches of the updates."""
    rows = UPDATES * ROWS * MINIBATCHES.get(name, 1)
    spread, centre = np.array([0.5, 1.0, 2.0]), np.array([1.0, 0.0, -1.0])
    dataset = centre + spread * random.standard_normal((rows + 1, OBSERVATION))
    dataset[-1] = 50
    batches: Arrays = {
        "dataset": dataset,
        "observations": dataset[:-1],
        "actions": random.uniform(-1, 1, (rows, ACTION)),
        "rewards": random.standard_normal(rows),
        "next-observations": centre + spread * random.standard_normal((rows, OBSERVATION)),
    }
    terminals = random.random(rows) < 0.25
    batches["terminals"] = terminals
    if name == "rebrac":
        batches["followed"] = ~terminals & (random.random(rows) < 0.75)
        batches["next-actions"] = random.uniform(-1, 1, (rows, ACTION))
    return {array: values.astype(np.float32) for array, values in batches.items()}


def computed(name: str, case: Case, random: np.random.Generator, update: Update) -> Arrays:
    """Makes the updates of a case; returns what went in and what came out."""
    arrays = data(name, random)
    seen = arrays["observations"].astype(np.float64)
    mean = seen.mean(axis=0, keepdims=True) if case.normalize else np.zeros((1, OBSERVATION))
    scale = 1 / (seen.std(axis=0, keepdims=True) + 1e-3) if case.normalize else np.ones((1, OBSERVATION))
    agent = Agent(networks(name, case, random), RATES.get(name, {}))
    for network, weights in agent.networks.items():
        arrays.update({f"start/{network}/{array}": v.astype(np.float32) for array, v in weights.items()})
    figures: dict[str, list[float]] = {}
    minibatches = MINIBATCHES.get(name, 1)
    for number in range(UPDATES):
        first = number * minibatches
        batches = [batch(arrays, case, mean, scale, first + i) for i in range(minibatches)]
        for figure, value in update(agent, batches, number).items():
            figures.setdefault(figure, []).append(value)
        if number + 1 not in COMPARED:
            continue
        after = {**agent.variables(), "observations/mean": mean, "observations/scale": scale}
        arrays.update({f"after-{number + 1}/{variable}": values for variable, values in after.items()})
    arrays.update({f"figures/{figure}": np.array(values) for figure, values in figures.items()})
    return {f"{case.name}/{array}": values for array, values in arrays.items()}


def batch(arrays: Arrays, case: Case, mean: Array, scale: Array, number: int) -> Batch:
    """Returns the transitions of one minibatch, scaled."""
    rows = slice(ROWS * number, ROWS * (number + 1))
    part = {name: values[rows].astype(np.float64) for name, values in arrays.items() if "/" not in name}
    return Batch(
        (part["observations"] - mean) * scale,
        part["actions"],
        case.reward_scale * part["rewards"][:, None] + case.reward_shift,
        (part["next-observations"] - mean) * scale,
        part["terminals"][:, None],
        part.get("next-actions", np.zeros_like(part["actions"])),
        part.get("followed", np.zeros(ROWS))[:, None],
    )


def write(file: Path, arrays: Arrays) -> None:
    """Writes arrays without times, so that the same arrays give the same bytes."""
    with zipfile.ZipFile(file, "w") as archive:
        for name, array in arrays.items():
            content = io.BytesIO()
            np.lib.format.write_array(content, np.ascontiguousarray(array), version=(1, 0))
            archive.writestr(zipfile.ZipInfo(name + ".npy"), content.getvalue())


def updates() -> dict[str, Update]:
    """Returns how each agent updates itself, with minibatches and the number of the update."""
    normals = np.load(FOLDER / "normals.npz")["normals"].astype(np.float64)
    draws = {name: values.astype(np.float64) for name, values in np.load(FOLDER / "cql_draws.npz").items()}

    def drawn(number: int) -> cql.Draws:
        return cql.Draws(draws["uniforms"][number], *np.split(draws["normals"][number], [32, 64, 80]))

    return {
        "td3_bc": lambda agent, batches, number: td3_bc.update(agent, batches[0], normals[number]),
        "iql": lambda agent, batches, number: iql.update(agent, batches[0]),
        "bc": lambda agent, batches, number: bc.update(agent, batches[0]),
        "awac": lambda agent, batches, number: awac.update(agent, batches[0], normals[number]),
        "cql": lambda agent, batches, number: cql.update(agent, batches[0], drawn(number)),
        "combo": lambda agent, batches, number: combo.update(agent, batches[0], drawn(number)),
        "sac_n": lambda agent, batches, number: soft_ensemble.update(agent, batches[0], normals[number], 0),
        "edac": lambda agent, batches, number: soft_ensemble.update(agent, batches[0], normals[number], DIVERSITY),
        "rebrac": lambda agent, batches, number: rebrac.update(agent, batches, normals[number]),
    }


def main() -> None:
    """Computes and writes every case."""
    for name, update in updates().items():
        random = np.random.default_rng(SEEDS[name])
        arrays: Arrays = {}
        for case in CASES:
            arrays.update(computed(name, case, random, update))
        write(FOLDER / f"{name}_updates.npz", arrays)


if __name__ == "__main__":
    main()
