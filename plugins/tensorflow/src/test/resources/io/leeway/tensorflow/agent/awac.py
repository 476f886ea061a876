"""AWAC (Nair et al. 2020): an update, in CORL's order."""

from __future__ import annotations

import numpy as np

from agent import Agent, Batch, mixed, statistics
from iql import HIGHEST, LOWEST, update_actor
from perceptron import Array, output

TEMPERATURE, LARGEST_WEIGHT = 0.5, 2.0


def update(agent: Agent, batch: Batch, normals: Array) -> dict[str, float]:
    """Makes one update: critics, actor, targets; normals are for the next actions, and then for the actor's own."""
    next_action = drawn(agent, batch.next_observation, normals[0])
    critic_loss = agent.fit(batch, agent.smallest_target(batch.next_observation, next_action))
    value = agent.smallest(batch.observation, batch.action)
    own = agent.smallest(batch.observation, drawn(agent, batch.observation, normals[1]))
    weight = np.exp((value - own) / TEMPERATURE)
    mixed(weight > LARGEST_WEIGHT)
    weight = np.minimum(weight, LARGEST_WEIGHT)
    actor_loss = update_actor(agent, batch, weight)
    agent.follow(agent.critics)
    return {
        "critic_loss": critic_loss,
        "actor_loss": actor_loss,
        "mean_advantage": float(np.mean(value - own)),
        "mean_weight": float(weight.mean()),
        **statistics(value),
    }


def drawn(agent: Agent, observation: Array, normal: Array) -> Array:
    """Returns actions drawn from N(tanh f(s), e^2l), with l clipped, within 1."""
    network = agent.networks["actor"]
    deviation = np.exp(np.clip(network["log-deviation"], LOWEST, HIGHEST))
    action = np.tanh(output(network, observation)) + normal * deviation
    mixed(np.abs(action) > 1)
    return np.clip(action, -1, 1)
