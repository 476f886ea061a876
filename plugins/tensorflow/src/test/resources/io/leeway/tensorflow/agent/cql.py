"""CQL (Kumar et al. 2020), CQL(H) with importance sampling: an update, in CORL's order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

import squashed
from agent import Agent, Batch, statistics
from perceptron import Array, Weights, backward, output

CONSERVATISM, DRAWN_ACTIONS, ACTOR_RATE = 1.5, 2, 1e-3


Gap = Callable[[Weights, Batch, Array, list[tuple[Array, Array]]], tuple[float, Weights]]


@dataclass(frozen=True)
class Draws:
    """Numbers drawn for an update: some in [-1, 1], and normal ones for actions here, a step later, next and own."""

    uniforms: Array
    here: Array
    later: Array
    next: Array
    own: Array


def update(agent: Agent, batch: Batch, draws: Draws, gap: Gap | None = None) -> dict[str, float]:
    """Makes one update: temperature, actor, critics, targets; what is drawn for the critics is of the actor before."""
    repeated = np.tile(batch.observation, (DRAWN_ACTIONS, 1))
    later = np.tile(batch.next_observation, (DRAWN_ACTIONS, 1))
    columns = batch.action.shape[1]
    alternatives = [
        (draws.uniforms, np.full((len(repeated), 1), np.log(0.5**columns))),
        squashed.draw(agent, repeated, draws.here),
        squashed.draw(agent, later, draws.later),
    ]
    next_action = squashed.draw(agent, batch.next_observation, draws.next)[0]
    next_value = agent.smallest_target(batch.next_observation, next_action)
    action, likelihood = squashed.draw(agent, batch.observation, draws.own)
    temperature = squashed.update_temperature(agent, likelihood, columns)
    value = agent.smallest(batch.observation, action)
    actor_loss = squashed.update_actor(agent, batch.observation, draws.own, temperature)

    def penalty() -> tuple[float, dict[str, Weights]]:
        parts = {name: (gap or own_gap)(agent.networks[name], batch, repeated, alternatives) for name in agent.critics}
        gradients = {
            name: {array: CONSERVATISM * slopes for array, slopes in part[1].items()} for name, part in parts.items()
        }
        return CONSERVATISM * sum(part[0] for part in parts.values()), gradients

    mean_gap = penalty()[0] / CONSERVATISM / len(agent.critics)
    critic_loss = agent.fit(batch, next_value, penalty)
    agent.follow(agent.critics)
    return {
        "critic_loss": critic_loss,
        "conservative_gap": mean_gap,
        "actor_loss": actor_loss,
        "entropy": float(-likelihood.mean()),
        "temperature": temperature,
        **statistics(value),
    }


def own_gap(
    critic: Weights, batch: Batch, repeated: Array, alternatives: list[tuple[Array, Array]]
) -> tuple[float, Weights]:
    """Returns mean ln mean e^(Q(s, b) - ln p(b)) - mean Q(s, a), over b drawn with density p, and its gradients."""
    rows = len(batch.observation)
    x = np.concatenate([repeated] * len(alternatives))
    x = np.concatenate([x, np.concatenate([action for action, _ in alternatives])], axis=1)
    exponents = output(critic, x) - np.concatenate([density for _, density in alternatives])
    powers = np.exp(exponents.reshape(-1, rows))
    data = np.concatenate([batch.observation, batch.action], axis=1)
    total = np.mean(np.log(powers.mean(axis=0))) - np.mean(output(critic, data))
    shares = powers / powers.sum(axis=0) / rows
    above = backward(critic, x, shares.reshape(-1, 1))[0]
    below = backward(critic, data, np.full((rows, 1), -1 / rows))[0]
    return float(total), {array: slopes + below[array] for array, slopes in above.items()}
