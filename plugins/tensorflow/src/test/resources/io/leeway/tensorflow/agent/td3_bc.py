"""TD3+BC (Fujimoto and Gu 2021): an update, in the order of Jackson et al. 2024."""

from __future__ import annotations

import numpy as np

from agent import Agent, Batch, mixed, statistics
from perceptron import Array, Weights, backward, output

ALPHA, POLICY_NOISE, NOISE_CLIP, CRITIC_UPDATES = 2.5, 0.5, 0.6, 2


def update(agent: Agent, batch: Batch, normals: Array) -> dict[str, float]:
    """Makes one update, with standard normal numbers for each update of the critics; returns its figures."""
    agent.follow(("actor", *agent.critics))
    figures = update_actor(agent, batch)
    next_action = np.tanh(output(agent.networks["actor-target"], batch.next_observation))
    losses = []
    for normal in normals:
        next_value = agent.smallest_target(batch.next_observation, smoothed(next_action, normal))
        losses.append(agent.fit(batch, next_value))
    return {**figures, "critic_loss": float(np.mean(losses))}


def smoothed(action: Array, normal: Array) -> Array:
    """Returns clip(a + clip(noise, within its bound), within 1)."""
    mixed(np.abs(POLICY_NOISE * normal) > NOISE_CLIP)
    noised = action + np.clip(POLICY_NOISE * normal, -NOISE_CLIP, NOISE_CLIP)
    mixed(np.abs(noised) > 1)
    return np.clip(noised, -1, 1)


def update_actor(agent: Agent, batch: Batch) -> dict[str, float]:
    """Steps down mean (pi(s) - a)^2 - w mean Q(s, pi(s)), with w = alpha / mean |Q(s, pi(s))| held fixed.

    The paper prints w with Q(s, a); its authors' code and that of Jackson et al. take it at pi(s).
    """
    actor, critic = agent.networks["actor"], agent.networks[agent.critics[0]]
    rows = len(batch.action)

    def act() -> tuple[Array, Array]:
        action = np.tanh(output(actor, batch.observation))
        return action, output(critic, batch.observation, action)

    action, value = act()
    imitation = float(np.mean((action - batch.action) ** 2))
    weight = ALPHA / np.mean(np.abs(value))
    mixed(value > 0)

    def loss() -> tuple[float, dict[str, Weights]]:
        action, value = act()
        total = np.mean((action - batch.action) ** 2) - weight * np.mean(value)
        x = np.concatenate([batch.observation, action], axis=1)
        by_input = backward(critic, x, np.full((rows, 1), -weight / rows))[1]
        by_action = by_input[:, batch.observation.shape[1] :] + 2 * (action - batch.action) / action.size
        gradients = backward(actor, batch.observation, by_action * (1 - action**2))[0]
        return float(total), {"actor": gradients}

    return {"actor_loss": agent.minimize(loss), "imitation_loss": imitation, **statistics(value)}
