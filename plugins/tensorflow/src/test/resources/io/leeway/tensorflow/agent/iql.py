"""IQL (Kostrikov et al. 2021): an update, in the order of Jackson et al. 2024."""

from __future__ import annotations

import numpy as np

from agent import Agent, Batch, mixed, statistics
from perceptron import Array, Weights, backward, output

EXPECTILE, BETA, LARGEST_WEIGHT = 0.7, 3.0, 2.0
LOWEST, HIGHEST = -20.0, 2.0


def update(agent: Agent, batch: Batch) -> dict[str, float]:
    """Makes one update and returns its figures; value, critics and actor all learn from the value before."""
    agent.follow(agent.critics)
    action_value = agent.smallest_target(batch.observation, batch.action)
    advantage = action_value - output(agent.networks["value"], batch.observation)
    next_value = output(agent.networks["value"], batch.next_observation)
    mixed(np.exp(BETA * advantage) > LARGEST_WEIGHT)
    weight = np.minimum(np.exp(BETA * advantage), LARGEST_WEIGHT)
    return {
        "value_loss": update_value(agent, batch, action_value),
        "critic_loss": agent.fit(batch, next_value),
        "actor_loss": update_actor(agent, batch, weight),
        "mean_advantage": float(advantage.mean()),
        "mean_weight": float(weight.mean()),
        **statistics(action_value),
    }


def update_value(agent: Agent, batch: Batch, action_value: Array) -> float:
    """Steps down the mean of |tau - 1(u < 0)| u^2, u = Q(s, a) - V(s)."""
    network = agent.networks["value"]

    def loss() -> tuple[float, dict[str, Weights]]:
        u = action_value - output(network, batch.observation)
        mixed(u < 0)
        side = np.where(u < 0, 1 - EXPECTILE, EXPECTILE)
        gradients = backward(network, batch.observation, -2 * side * u / len(u))[0]
        return float(np.mean(side * u**2)), {"value": gradients}

    return agent.minimize(loss)


def update_actor(agent: Agent, batch: Batch, weight: Array) -> float:
    """Steps down the mean of -w ln N(a; tanh f(s), e^2l), with l clipped."""
    network = agent.networks["actor"]

    def loss() -> tuple[float, dict[str, Weights]]:
        mean = np.tanh(output(network, batch.observation))
        free = network["log-deviation"]
        deviation = np.exp(np.clip(free, LOWEST, HIGHEST))
        z = (batch.action - mean) / deviation
        density = np.exp(-(z**2) / 2) / (deviation * np.sqrt(2 * np.pi))
        total = -np.mean(weight * np.log(density).sum(axis=1, keepdims=True))
        by_mean = -weight * z / deviation / len(weight)
        gradients = backward(network, batch.observation, by_mean * (1 - mean**2))[0]
        within = (free > LOWEST) & (free < HIGHEST)
        gradients["log-deviation"] = within * np.sum(weight * (1 - z**2) / len(weight), axis=0)
        return float(total), {"actor": gradients}

    return agent.minimize(loss)
