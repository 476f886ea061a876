"""An actor that is the tanh of a Gaussian, and the temperature of its entropy (Haarnoja et al. 2018)."""

from __future__ import annotations

import numpy as np

from agent import Agent, mixed
from perceptron import Array, Weights, backward, output

LOWEST, HIGHEST = -5.0, 2.0


def split(agent: Agent, observation: Array) -> tuple[Array, Array]:
    """Returns the means, and the logarithms of the deviations before they are clipped."""
    values = output(agent.networks["actor"], observation)
    return values[:, : values.shape[1] // 2], values[:, values.shape[1] // 2 :]


def draw(agent: Agent, observation: Array, normal: Array) -> tuple[Array, Array]:
    """Returns actions a = tanh u and ln pi(a|s), the density of u over the slope of tanh."""
    mean, free = split(agent, observation)
    deviation = np.exp(np.clip(free, LOWEST, HIGHEST))
    u = mean + deviation * normal
    density = np.exp(-(normal**2) / 2) / (deviation * np.sqrt(2 * np.pi))
    slope = 1 / np.cosh(u) ** 2
    return np.tanh(u), np.sum(np.log(density) - np.log(slope), axis=1, keepdims=True)


def update_temperature(agent: Agent, likelihood: Array, columns: int) -> float:
    """Steps down -ln alpha mean (ln pi - columns); returns alpha after it."""
    logarithm = agent.networks["temperature"]["logarithm"]
    excess = np.mean(likelihood - columns)

    def loss() -> tuple[float, dict[str, Weights]]:
        return float(-logarithm[0, 0] * excess), {"temperature": {"logarithm": np.array([[-excess]])}}

    agent.minimize(loss)
    return float(np.exp(logarithm[0, 0]))


def update_actor(agent: Agent, observation: Array, normal: Array, temperature: float) -> float:
    """Steps down mean alpha ln pi(a|s) - min Q(s, a), a drawn with given normal numbers."""
    mixed(split(agent, observation)[1] > HIGHEST)
    mixed(split(agent, observation)[1] < LOWEST)

    def loss() -> tuple[float, dict[str, Weights]]:
        action, likelihood = draw(agent, observation, normal)
        total = np.mean(temperature * likelihood - agent.smallest(observation, action))
        free = split(agent, observation)[1]
        by_value = agent.by_action(observation, action) * (1 - action**2)
        by_mean = (temperature * 2 * action - by_value) / len(action)
        spread = normal * np.exp(np.clip(free, LOWEST, HIGHEST))
        within = (free > LOWEST) & (free < HIGHEST)
        by_free = within * (by_mean * spread - temperature / len(action))
        slope = np.concatenate([by_mean, by_free], axis=1)
        return float(total), {"actor": backward(agent.networks["actor"], observation, slope)[0]}

    return agent.minimize(loss)
