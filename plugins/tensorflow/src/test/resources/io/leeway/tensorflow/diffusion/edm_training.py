"""Computes a few training steps of a small EDM U-Net in float64, to compare EdmTrainingTest with.

Run it in this folder with Python 3.10 or later and NumPy: python edm_training.py
It writes edm_training.npz, the same bytes each time.

Everything is written from the papers' formulas: the loss of Karras et al. 2022 in its weighted form, the temporal U-Net,
Adam with bias correction, the linear warm-up and the average of the weights. Gradients are taken by the complex step,
Im f(x + ih) / h, which is exact to the last digit since nothing is subtracted.
"""

from __future__ import annotations

import io
import zipfile
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
Weights = dict[str, Array]

BATCH, HORIZON, COLUMNS, WIDTH, UPDATES = 16, 8, 5, 8, 4
PEAK, WARM_UP_UPDATES = 0.003, 6
BETA_1, BETA_2, EPSILON = 0.9, 0.999, 1e-8
DECAY, AVERAGE_EVERY = 0.995, 2
STEP = 1e-30


def shapes() -> dict[str, tuple[int, ...]]:
    """Returns the shape of each weight by the name that the network gives it."""
    features = 4 * WIDTH
    found: dict[str, tuple[int, ...]] = {}

    def dense(name: str, inputs: int, outputs: int) -> None:
        found[name + "/weight"] = (inputs, outputs)
        found[name + "/bias"] = (outputs,)

    def convolution(name: str, kernel: int, inputs: int, outputs: int, told: bool, normal: bool) -> None:
        found[name + "/weight"] = (kernel, inputs, outputs)
        if told:
            dense(name + "/noise", features, outputs)
        if normal:
            found[name + "/norm/gain"] = (outputs,)
            found[name + "/norm/bias"] = (outputs,)

    dense("embedding/0", 32, features)
    dense("embedding/1", features, features)
    for level, inputs, outputs in ((0, COLUMNS, WIDTH), (1, WIDTH, 2 * WIDTH)):
        convolution(f"down-{level}/0", 3, inputs, outputs, told=True, normal=True)
        convolution(f"down-{level}/1", 3, outputs, outputs, told=False, normal=True)
        found[f"down-{level}/residual"] = (inputs, outputs)
    convolution("up-0/0", 2, 2 * WIDTH, WIDTH, told=True, normal=False)
    convolution("up-0/1", 3, 2 * WIDTH, WIDTH, told=False, normal=True)
    convolution("up-0/2", 3, WIDTH, WIDTH, told=False, normal=True)
    found["up-0/residual"] = (2 * WIDTH, WIDTH)
    dense("out", WIDTH, COLUMNS)
    return found


def relu(x: Array) -> Array:
    """Returns the positive part, by the sign of the real part."""
    y: Array = np.where(x.real > 0, x, 0)
    return y


def swish(x: Array) -> Array:
    """Returns x times its sigmoid."""
    y: Array = x / (1 + np.exp(-x))
    return y


def dense(w: Weights, name: str, x: Array) -> Array:
    """Returns x W + b."""
    y: Array = x @ w[name + "/weight"] + w[name + "/bias"]
    return y


def convolve(filters: Array, x: Array) -> Array:
    """Convolves over time with zeros beyond the ends; of an even kernel the extra row is at the end."""
    kernel = filters.shape[0]
    before = (kernel - 1) // 2
    padded = np.pad(x, ((0, 0), (before, kernel - 1 - before), (0, 0)))
    rows = x.shape[1]
    total: Array = padded[:, :rows] @ filters[0]
    for tap in range(1, kernel):
        total = total + padded[:, tap : tap + rows] @ filters[tap]
    return total


def group_norm(w: Weights, name: str, x: Array) -> Array:
    """Normalises over rows and each of 8 groups of channels."""
    batch, rows, channels = x.shape
    groups = x.reshape(batch, rows, 8, channels // 8)
    mean = groups.mean(axis=(1, 3), keepdims=True)
    variance = ((groups - mean) ** 2).mean(axis=(1, 3), keepdims=True)
    normal = ((groups - mean) / np.sqrt(variance + 1e-5)).reshape(x.shape)
    y: Array = normal * w[name + "/norm/gain"] + w[name + "/norm/bias"]
    return y


def block(w: Weights, name: str, x: Array, embedding: Array | None) -> Array:
    """Convolves, adds the noise level, normalises and rectifies."""
    y = convolve(w[name + "/weight"], x)
    if embedding is not None:
        y = y + dense(w, name + "/noise", embedding)[:, None]
    return relu(group_norm(w, name, y))


def network(w: Weights, x: Array, noise: Array) -> Array:
    """Returns F(x; noise)."""
    frequencies = 0.5 * 32.0 ** (np.arange(16) / 15)
    angles = noise[:, None] * frequencies
    waves = np.concatenate([np.sin(angles), np.cos(angles)], axis=1)
    embedding = swish(dense(w, "embedding/1", swish(dense(w, "embedding/0", waves))))

    first = block(w, "down-0/1", block(w, "down-0/0", x, embedding), None) + x @ w["down-0/residual"]
    even, odd = first[:, 0::2], first[:, 1::2]
    halved = np.where(even.real >= odd.real, even, odd)
    second = block(w, "down-1/1", block(w, "down-1/0", halved, embedding), None) + halved @ w["down-1/residual"]

    larger = convolve(w["up-0/0/weight"], np.repeat(second, 2, axis=1))
    larger = larger + dense(w, "up-0/0/noise", embedding)[:, None]
    both = np.concatenate([larger, first], axis=2)
    last = block(w, "up-0/2", block(w, "up-0/1", both, None), None) + both @ w["up-0/residual"]
    return dense(w, "out", last)


def edm_loss(w: Weights, clean: Array, normal: Array, sigma: Array) -> complex:
    """Returns the mean of (1 + sigma^2) / sigma^2 * (D(y + sigma n; sigma) - y)^2, for data of unit variance."""
    s = sigma[:, None, None]
    noised = clean + s * normal
    total = np.sqrt(1 + s**2)
    estimate = noised / total**2 + s / total * network(w, noised / total, np.log(sigma) / 4)
    return complex(np.mean((1 + s**2) / s**2 * (estimate - clean) ** 2))


def gradients(w: Weights, *data: Array) -> dict[str, npt.NDArray[np.float64]]:
    """Returns the gradient of the loss by each weight."""
    found = {}
    for name, values in w.items():
        slopes = np.empty(values.size)
        flat = values.reshape(-1)
        for i in range(values.size):
            kept = flat[i]
            flat[i] = kept + STEP * 1j
            slopes[i] = edm_loss(w, *data).imag / STEP
            flat[i] = kept
        found[name] = slopes.reshape(values.shape)
    return found


def write(file: str, arrays: dict[str, npt.NDArray[np.generic]]) -> None:
    """Writes arrays without times, so that the same arrays give the same bytes."""
    with zipfile.ZipFile(file, "w") as archive:
        for name, array in arrays.items():
            content = io.BytesIO()
            np.lib.format.write_array(content, np.ascontiguousarray(array), version=(1, 0))
            archive.writestr(zipfile.ZipInfo(name + ".npy"), content.getvalue())


def main() -> None:
    """Trains for a few updates and writes what came of it."""
    random = np.random.default_rng(20240406)
    start = {}
    for name, shape in shapes().items():
        scale = 1 / np.sqrt(np.prod(shape[:-1])) if name.endswith(("weight", "residual")) else 0.1
        centre = 1.0 if name.endswith("gain") else 0.0
        start[name] = (centre + scale * random.standard_normal(shape)).astype(np.float32)
    clean = random.standard_normal((UPDATES, BATCH, HORIZON, COLUMNS)).cumsum(axis=2).astype(np.float32)
    normal = random.standard_normal(clean.shape).astype(np.float32)
    sigma = np.exp(-1.2 + 1.2 * random.standard_normal((UPDATES, BATCH)))

    w = {name: values.astype(np.complex128) for name, values in start.items()}
    average = {name: values.astype(np.float64) for name, values in start.items()}
    first = {name: np.zeros(values.shape) for name, values in start.items()}
    second = {name: np.zeros(values.shape) for name, values in start.items()}
    smallest = {name: np.full(values.shape, np.inf) for name, values in start.items()}
    losses = []
    for update in range(UPDATES):
        data = tuple(part[update].astype(np.complex128) for part in (clean, normal, sigma))
        losses.append(edm_loss(w, *data).real)
        slopes = gradients(w, *data)
        rate = PEAK * (0.1 + 0.9 * update / WARM_UP_UPDATES)
        for name, slope in slopes.items():
            first[name] = BETA_1 * first[name] + (1 - BETA_1) * slope
            second[name] = BETA_2 * second[name] + (1 - BETA_2) * slope**2
            mean = first[name] / (1 - BETA_1 ** (update + 1))
            square = second[name] / (1 - BETA_2 ** (update + 1))
            w[name] = w[name] - rate * mean / (np.sqrt(square) + EPSILON)
            smallest[name] = np.minimum(smallest[name], np.abs(slope))
        if (update + 1) % AVERAGE_EVERY == 0:
            renewal = (update + 1) // AVERAGE_EVERY
            kept = min(DECAY, renewal / (renewal + 9))
            average = {name: kept * average[name] + (1 - kept) * w[name].real for name in w}

    arrays: dict[str, npt.NDArray[np.generic]] = {
        "clean": clean,
        "normal": normal,
        "sigma": sigma,
        "losses": np.array(losses),
    }
    for name in start:
        arrays["start/" + name] = start[name]
        arrays["weights/" + name] = w[name].real
        arrays["averages/" + name] = average[name]
        arrays["first-moment/" + name] = first[name].astype(np.float32)
        arrays["smallest-gradient/" + name] = smallest[name].astype(np.float32)
    write("edm_training.npz", arrays)


if __name__ == "__main__":
    main()
