"""COMBO (Yu et al. 2021): CQL whose values are held down in the first half of a batch, of rollouts, and up in the rest."""

from __future__ import annotations

import numpy as np

import cql
from agent import Agent, Batch
from perceptron import Array, Weights, backward, output


def update(agent: Agent, batch: Batch, draws: cql.Draws) -> dict[str, float]:
    """Makes one update, in CQL's order."""
    return cql.update(agent, batch, draws, gap)


def gap(
    critic: Weights, batch: Batch, repeated: Array, alternatives: list[tuple[Array, Array]]
) -> tuple[float, Weights]:
    """Returns E of rollouts ln mean e^(Q(s, b) - ln p(b)) - E of the data Q(s, a), and its gradients."""
    rows = len(batch.observation)
    rollouts = rows - rows // 2
    x = np.concatenate([repeated] * len(alternatives))
    x = np.concatenate([x, np.concatenate([action for action, _ in alternatives])], axis=1)
    exponents = (output(critic, x) - np.concatenate([density for _, density in alternatives])).reshape(-1, rows)
    powers = np.exp(exponents[:, :rollouts])
    data = np.concatenate([batch.observation, batch.action], axis=1)[rollouts:]
    total = np.log(powers.mean(axis=0)).sum() / rollouts - output(critic, data).sum() / len(data)
    shares = np.zeros_like(exponents)
    shares[:, :rollouts] = powers / powers.sum(axis=0) / rollouts
    above = backward(critic, x, shares.reshape(-1, 1))[0]
    below = backward(critic, data, np.full((len(data), 1), -1 / len(data)))[0]
    return float(total), {array: slopes + below[array] for array, slopes in above.items()}
