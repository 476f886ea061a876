"""SAC-N and EDAC (An et al. 2021): an update, in CORL's order."""

from __future__ import annotations

import numpy as np

import squashed
from agent import Agent, Batch, statistics
from perceptron import Array, Weights, forward, layers

LEAST_LENGTH = 1e-10


def update(agent: Agent, batch: Batch, normals: Array, diversity: float) -> dict[str, float]:
    """Makes one update: temperature, actor, critics, targets; normals are for the actor's own and the next actions."""
    action, likelihood = squashed.draw(agent, batch.observation, normals[0])
    temperature = squashed.update_temperature(agent, likelihood, action.shape[1])
    value = agent.smallest(batch.observation, action)
    actor_loss = squashed.update_actor(agent, batch.observation, normals[0], temperature)
    next_action, next_likelihood = squashed.draw(agent, batch.next_observation, normals[1])
    next_value = agent.smallest_target(batch.next_observation, next_action) - temperature * next_likelihood
    figures = {}
    if diversity > 0:
        figures["critic_likeness"] = likeness(agent, batch)[0]
        critic_loss = agent.fit(batch, next_value, lambda: scaled(likeness(agent, batch), diversity))
    else:
        critic_loss = agent.fit(batch, next_value)
    agent.follow(agent.critics)
    return {
        "critic_loss": critic_loss,
        "actor_loss": actor_loss,
        "entropy": float(-likelihood.mean()),
        "temperature": temperature,
        **figures,
        **statistics(value),
    }


def scaled(loss: tuple[float, dict[str, Weights]], by: float) -> tuple[float, dict[str, Weights]]:
    """Returns a multiple of a loss and its gradients."""
    value, gradients = loss
    return by * value, {name: {k: by * v for k, v in weights.items()} for name, weights in gradients.items()}


def likeness(agent: Agent, batch: Batch) -> tuple[float, dict[str, Weights]]:
    """Returns 1 / (N - 1) sum over i != j of mean <di, dj>, d slopes by action of length 1, and its gradients."""
    rows, columns = batch.action.shape
    x = np.concatenate([batch.observation, batch.action], axis=1)
    slopes = np.array([derivatives(agent.networks[name], x)[0][:, -columns:] for name in agent.critics])
    length = np.sqrt(np.sum(slopes**2, axis=2, keepdims=True) + LEAST_LENGTH**2)
    directions = slopes / (length + LEAST_LENGTH)
    pairs = len(agent.critics) - 1
    products = np.einsum("ibk,jbk->bij", directions, directions)
    total = np.mean(np.sum(products, axis=(1, 2)) - np.trace(products, axis1=1, axis2=2)) / pairs

    by_direction = 2 * (directions.sum(axis=0, keepdims=True) - directions) / pairs / rows
    along = np.sum(by_direction * slopes, axis=2, keepdims=True)
    by_slope = by_direction / (length + LEAST_LENGTH) - slopes * along / ((length + LEAST_LENGTH) ** 2 * length)
    return float(total), {
        name: by_weights(agent.networks[name], x, by) for name, by in zip(agent.critics, by_slope, strict=True)
    }


def derivatives(weights: Weights, x: Array) -> tuple[Array, list[Array]]:
    """Returns the derivatives of the output by the input, and by each layer's sums before ReLU, the last first."""
    values = forward(weights, x)
    last = layers(weights) - 1
    derivative = np.repeat(weights[f"layer-{last}/weight"].T, len(x), axis=0)
    masked = []
    for layer in reversed(range(last)):
        masked.append((values[layer + 1] > 0) * derivative)
        derivative = masked[-1] @ weights[f"layer-{layer}/weight"].T
    return derivative, masked


def by_weights(weights: Weights, x: Array, by_action: Array) -> Weights:
    """Returns a loss's gradient by each weight, from that by the derivative of the output by the action."""
    values = forward(weights, x)
    last = layers(weights) - 1
    masked = derivatives(weights, x)[1]
    gradients = {f"layer-{layer}/bias": np.zeros_like(weights[f"layer-{layer}/bias"]) for layer in range(last + 1)}
    by = np.zeros_like(x)
    by[:, -by_action.shape[1] :] = by_action
    for layer in range(last):
        gradients[f"layer-{layer}/weight"] = by.T @ masked[last - 1 - layer]
        by = (values[layer + 1] > 0) * (by @ weights[f"layer-{layer}/weight"])
    gradients[f"layer-{last}/weight"] = by.sum(axis=0)[:, None]
    return gradients
