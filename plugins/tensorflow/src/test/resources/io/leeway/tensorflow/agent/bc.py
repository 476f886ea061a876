"""Behaviour cloning: an update."""

from __future__ import annotations

import numpy as np

from agent import Agent, Batch
from perceptron import Weights, backward, output


def update(agent: Agent, batch: Batch) -> dict[str, float]:
    """Steps down mean (tanh f(s) - a)^2."""
    actor = agent.networks["actor"]

    def loss() -> tuple[float, dict[str, Weights]]:
        action = np.tanh(output(actor, batch.observation))
        error = action - batch.action
        gradients = backward(actor, batch.observation, 2 * error / error.size * (1 - action**2))[0]
        return float(np.mean(error**2)), {"actor": gradients}

    return {"imitation_loss": agent.minimize(loss)}
