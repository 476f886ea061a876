"""ReBRAC (Tarasov et al. 2023): an update, which is two steps of CORL's, the first of which is the actor's too."""

from __future__ import annotations

import numpy as np

from agent import Agent, Batch, mixed, statistics
from perceptron import Array, Weights, backward, output
from td3_bc import smoothed

ACTOR_IMITATION, CRITIC_IMITATION = 0.4, 0.3


def update(agent: Agent, batches: list[Batch], normals: Array) -> dict[str, float]:
    """Makes one update, with standard normal numbers for each update of the critics; returns its figures."""
    first = update_critics(agent, batches[0], normals[0])
    figures = update_actor(agent, batches[0])
    agent.follow(agent.critics)
    second = update_critics(agent, batches[1], normals[1])
    return {**figures, "critic_loss": (first + second) / 2}


def update_critics(agent: Agent, batch: Batch, normal: Array) -> float:
    """Steps towards r + discount (1 - d) (min Q(s', a~) - w |a~ - a'|^2), where the data has a next action a'."""
    action = smoothed(np.tanh(output(agent.networks["actor-target"], batch.next_observation)), normal)
    mixed(batch.followed[batch.terminal == 0] > 0)
    distance = np.sum((action - batch.next_action) ** 2, axis=1, keepdims=True)
    next_value = agent.smallest_target(batch.next_observation, action)
    return agent.fit(batch, next_value - CRITIC_IMITATION * batch.followed * distance)


def update_actor(agent: Agent, batch: Batch) -> dict[str, float]:
    """Steps down mean w |pi(s) - a|^2 - min Q(s, pi(s)) / c, with c = mean |min Q(s, pi(s))| held fixed.

    The target follows the actor as it was before its step.
    """
    actor = agent.networks["actor"]
    rows = len(batch.action)

    def act() -> tuple[Array, Array]:
        action = np.tanh(output(actor, batch.observation))
        return action, agent.smallest(batch.observation, action)

    action, value = act()
    imitation = float(np.mean(np.sum((action - batch.action) ** 2, axis=1)))
    scale = np.mean(np.abs(value))
    mixed(value > 0)

    def loss() -> tuple[float, dict[str, Weights]]:
        action, value = act()
        squares = np.sum((action - batch.action) ** 2, axis=1, keepdims=True)
        total = np.mean(ACTOR_IMITATION * squares - value / scale)
        by_value = -agent.by_action(batch.observation, action) / scale
        by_action = (2 * ACTOR_IMITATION * (action - batch.action) + by_value) / rows
        gradients = backward(actor, batch.observation, by_action * (1 - action**2))[0]
        return float(total), {"actor": gradients}

    agent.follow(("actor",))
    return {"actor_loss": agent.minimize(loss), "imitation_loss": imitation, **statistics(value)}
