"""A perceptron with ReLU and layer normalisation, its gradient by hand, and Adam as in its paper, in float64."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Weights = dict[str, Array]

BETA_1, BETA_2, EPSILON = 0.9, 0.999, 1e-5
NORM_EPSILON = 1e-6


def layers(weights: Weights) -> int:
    """Returns how many layers there are."""
    return sum(name.startswith("layer-") and name.endswith("/weight") for name in weights)


def dense(weights: Weights, layer: int, x: Array) -> Array:
    """Returns x W + b."""
    return x @ weights[f"layer-{layer}/weight"] + weights[f"layer-{layer}/bias"]


def normalized(x: Array) -> tuple[Array, Array]:
    """Returns rows of mean 0 and variance 1, and the deviations that they had."""
    centred = x - x.mean(axis=1, keepdims=True)
    deviation = np.sqrt(np.mean(centred**2, axis=1, keepdims=True) + NORM_EPSILON)
    return centred / deviation, deviation


def forward(weights: Weights, x: Array) -> list[Array]:
    """Returns what goes into each layer, and then the output."""
    values = [x]
    for layer in range(layers(weights)):
        if layer > 0:
            values[-1] = np.maximum(values[-1], 0)
        if f"layer-{layer - 1}/gain" in weights:
            scaled = normalized(values[-1])[0] * weights[f"layer-{layer - 1}/gain"]
            values[-1] = scaled + weights[f"layer-{layer - 1}/shift"]
        values.append(dense(weights, layer, values[-1]))
    return values


def output(weights: Weights, *columns: Array) -> Array:
    """Returns the output for inputs whose columns are joined."""
    return forward(weights, np.concatenate(columns, axis=1))[-1]


def backward(weights: Weights, x: Array, slope: Array) -> tuple[Weights, Array]:
    """Returns a loss's gradient by each weight and by the input, from that by the output."""
    values = forward(weights, x)
    gradients: Weights = {}
    for layer in reversed(range(layers(weights))):
        gradients[f"layer-{layer}/weight"] = values[layer].T @ slope
        gradients[f"layer-{layer}/bias"] = slope.sum(axis=0)
        slope = slope @ weights[f"layer-{layer}/weight"].T
        if layer > 0:
            hidden = np.maximum(dense(weights, layer - 1, values[layer - 1]), 0)
            if f"layer-{layer - 1}/gain" in weights:
                slope = backward_norm(weights, layer - 1, hidden, slope, gradients)
            slope = slope * (hidden > 0)
    return gradients, slope


def backward_norm(weights: Weights, layer: int, hidden: Array, slope: Array, gradients: Weights) -> Array:
    """Adds the gradients by a normalisation's gain and shift; returns that by what is normalised."""
    normal, deviation = normalized(hidden)
    gradients[f"layer-{layer}/gain"] = np.sum(slope * normal, axis=0)
    gradients[f"layer-{layer}/shift"] = np.sum(slope, axis=0)
    slope = slope * weights[f"layer-{layer}/gain"]
    along = np.mean(slope * normal, axis=1, keepdims=True)
    by_hidden: Array = (slope - np.mean(slope, axis=1, keepdims=True) - normal * along) / deviation
    return by_hidden


class Adam:
    """Adam (Kingma and Ba 2015, algorithm 1) for one network."""

    def __init__(self, weights: Weights, rate: float) -> None:
        self.rate = rate
        self.steps = 0
        self.first = {name: np.zeros_like(values) for name, values in weights.items()}
        self.second = {name: np.zeros_like(values) for name, values in weights.items()}

    def step(self, weights: Weights, gradients: Weights) -> None:
        """Changes the weights."""
        self.steps += 1
        for name, values in weights.items():
            slope = gradients[name]
            self.first[name] = BETA_1 * self.first[name] + (1 - BETA_1) * slope
            self.second[name] = BETA_2 * self.second[name] + (1 - BETA_2) * slope**2
            mean = self.first[name] / (1 - BETA_1**self.steps)
            square = self.second[name] / (1 - BETA_2**self.steps)
            values -= self.rate * mean / (np.sqrt(square) + EPSILON)
