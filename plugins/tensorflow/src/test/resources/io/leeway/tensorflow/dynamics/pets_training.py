"""Computes a few training steps of a small ensemble of dynamics models in float64, to compare PetsTrainingTest with.

Run it in this folder with Python 3.10 or later and NumPy: python pets_training.py
It writes pets_training.npz, the same bytes each time.

Everything is written from the papers' formulas: the Gaussian loss and the soft bounds of log-variances of Chua et al. 2018
with the learned bounds' own term, squared weights, a terminal row's next observation left out, the cross entropy of
terminals, and Adam with bias correction. Gradients are taken by the complex step, Im f(x + ih) / h, which is exact to the
last digit since nothing is subtracted.
"""

from __future__ import annotations

import io
import zipfile
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
Weights = dict[str, Array]

NETWORKS, OBSERVATION, ACTION, BATCH, UPDATES, ROWS = 3, 3, 2, 32, 3, 6
INPUTS, WIDTH = OBSERVATION + ACTION, OBSERVATION + 1
SIZES = (INPUTS, 16, 16, 2 * WIDTH + 1)
RATE, DECAY, GAP = 0.003, 0.01, 0.01
BETA_1, BETA_2, EPSILON = 0.9, 0.999, 1e-5
STEP = 1e-30


def shapes() -> dict[str, tuple[int, ...]]:
    """Returns the shape of each weight by the name that the ensemble gives it."""
    found: dict[str, tuple[int, ...]] = {}
    for layer in range(len(SIZES) - 1):
        found[f"layer-{layer}/weight"] = (NETWORKS, SIZES[layer], SIZES[layer + 1])
        found[f"layer-{layer}/bias"] = (NETWORKS, 1, SIZES[layer + 1])
    found["log-variance/largest"] = (1, 1, WIDTH)
    found["log-variance/smallest"] = (1, 1, WIDTH)
    return found


def activate(activation: str, x: Array) -> Array:
    """Returns what follows a hidden layer; ReLU by the sign of the real part."""
    y: Array = np.where(x.real > 0, x, 0) if activation == "relu" else x / (1 + np.exp(-x))
    return y


def softplus(x: Array) -> Array:
    """Returns ln(1 + exp x)."""
    y: Array = np.log(1 + np.exp(x))
    return y


def ensemble(activation: str, w: Weights, x: Array) -> tuple[Array, Array, Array]:
    """Returns each network's means, log-variances and logits of a terminal, one network after the other."""
    means, variances, logits = [], [], []
    for network in range(NETWORKS):
        values = x[network]
        for layer in range(len(SIZES) - 1):
            values = values @ w[f"layer-{layer}/weight"][network] + w[f"layer-{layer}/bias"][network]
            if layer < len(SIZES) - 2:
                values = activate(activation, values)
        largest, smallest = w["log-variance/largest"][0], w["log-variance/smallest"][0]
        variance = largest - softplus(largest - values[:, WIDTH : 2 * WIDTH])
        variances.append(smallest + softplus(variance - smallest))
        means.append(values[:, :WIDTH])
        logits.append(values[:, 2 * WIDTH])
    return np.array(means), np.array(variances), np.array(logits)


def losses(activation: str, w: Weights, x: Array, y: Array, terminal: Array) -> tuple[Any, Any]:
    """Returns the loss without the decay of weights, and the mean squared error."""
    means, variances, logits = ensemble(activation, w, x)
    loss, squares = GAP * np.sum(w["log-variance/largest"] - w["log-variance/smallest"]), 0
    for network in range(NETWORKS):
        for row in range(BATCH):
            ended = terminal[network, row]
            for column in range(WIDTH) if not ended else [WIDTH - 1]:
                square = (means[network, row, column] - y[network, row, column]) ** 2
                variance = variances[network, row, column]
                loss = loss + (square * np.exp(-variance) + variance) / (BATCH * WIDTH)
                squares = squares + square / (NETWORKS * BATCH * WIDTH)
            logit = logits[network, row]
            probability = 1 / (1 + np.exp(-logit))
            loss = loss - np.log(probability if ended else 1 - probability) / BATCH
    return loss, squares


def fast_loss(activation: str, w: Weights, x: Array, y: Array, terminal: Array) -> Any:
    """Returns the same loss with the decay of weights, all at once."""
    means, variances, logits = ensemble(activation, w, x)
    known = np.ones_like(y)
    known[..., :OBSERVATION] -= terminal[..., None]
    loss = np.sum(known * ((means - y) ** 2 * np.exp(-variances) + variances)) / (BATCH * WIDTH)
    loss = loss + np.sum(softplus(logits) - terminal * logits) / BATCH
    loss = loss + GAP * np.sum(w["log-variance/largest"] - w["log-variance/smallest"])
    for name, weight in w.items():
        if name.endswith("/weight"):
            loss = loss + DECAY / 2 * np.sum(weight**2)
    return loss


def gradients(activation: str, w: Weights, x: Array, y: Array, terminal: Array) -> Weights:
    """Returns the derivative of the loss by every weight."""
    complex_weights = {name: weight.astype(np.complex128) for name, weight in w.items()}
    found: Weights = {}
    for name, weight in complex_weights.items():
        gradient = np.zeros(weight.shape)
        for index in np.ndindex(*weight.shape):
            weight[index] += STEP * 1j
            gradient[index] = fast_loss(activation, complex_weights, x, y, terminal).imag / STEP
            weight[index] = weight[index].real
        found[name] = gradient
    return found


def train(activation: str, random: np.random.Generator) -> dict[str, Array]:
    """Returns all arrays of one activation."""

    def normal(*shape: int) -> Array:
        return random.standard_normal(shape).astype(np.float32).astype(np.float64)

    w: Weights = {}
    for name, shape in shapes().items():
        scale = 0.5 / np.sqrt(shape[1]) if name.endswith("/weight") else 0.1
        w[name] = (normal(*shape) * scale).astype(np.float32).astype(np.float64)
    w["log-variance/largest"] += 0.5
    w["log-variance/smallest"] -= 4
    arrays: dict[str, Array] = {f"start/{name}": weight.copy() for name, weight in w.items()}
    first = {name: np.zeros_like(weight) for name, weight in w.items()}
    second = {name: np.zeros_like(weight) for name, weight in w.items()}
    inputs, targets = normal(UPDATES, NETWORKS, BATCH, INPUTS), normal(UPDATES, NETWORKS, BATCH, WIDTH)
    terminals = (random.uniform(size=(UPDATES, NETWORKS, BATCH)) < 0.2).astype(np.float64)
    told = []
    for update in range(UPDATES):
        x, y, terminal = inputs[update], targets[update], terminals[update]
        told.append(losses(activation, w, x, y, terminal))
        for name, gradient in gradients(activation, w, x, y, terminal).items():
            first[name] = BETA_1 * first[name] + (1 - BETA_1) * gradient
            second[name] = BETA_2 * second[name] + (1 - BETA_2) * gradient**2
            mean = first[name] / (1 - BETA_1 ** (update + 1))
            square = second[name] / (1 - BETA_2 ** (update + 1))
            w[name] = w[name] - RATE * mean / (np.sqrt(square) + EPSILON)
    observations, actions = 3 + 2 * normal(ROWS, OBSERVATION), normal(ROWS, ACTION)
    input_mean, input_deviation = 3 + normal(INPUTS), 1 + np.abs(normal(INPUTS))
    target_mean, target_deviation = normal(WIDTH), 0.1 + np.abs(normal(WIDTH))
    x = (np.concatenate([observations, actions], axis=1) - input_mean) / input_deviation
    means, variances, logits = ensemble(activation, w, np.stack([x] * NETWORKS))
    means = means * target_deviation + target_mean
    means[..., :OBSERVATION] += observations
    arrays |= {
        "inputs": inputs,
        "targets": targets,
        "terminals": terminals,
        "losses": np.array(told),
        "observations": observations,
        "actions": actions,
        "input-mean": input_mean,
        "input-deviation": input_deviation,
        "target-mean": target_mean,
        "target-deviation": target_deviation,
        "means": means,
        "deviations": np.exp(variances / 2) * target_deviation,
        "probabilities": 1 / (1 + np.exp(-logits)),
    }
    arrays |= {f"weights/{name}": weight for name, weight in w.items()}
    return {f"{activation}/{name}": array for name, array in arrays.items()}


def write(path: str, arrays: dict[str, Array]) -> None:
    """Writes an archive without times, so that the same arrays give the same bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, array in arrays.items():
            file = io.BytesIO()
            np.lib.format.write_array(file, np.ascontiguousarray(array))
            archive.writestr(zipfile.ZipInfo(name + ".npy"), file.getvalue())


if __name__ == "__main__":
    generator = np.random.default_rng(0)
    write("pets_training.npz", train("relu", generator) | train("swish", generator))
