"""What agents share: networks that step down checked gradients, targets that follow, and critics."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from perceptron import Adam, Array, Weights, backward, output

Loss = Callable[[], tuple[float, dict[str, Weights]]]

DISCOUNT, POLYAK, RATE = 0.9, 0.05, 3e-3
DIFFERENCE, AGREEMENT = 1e-6, 1e-8


@dataclass(frozen=True)
class Batch:
    """The transitions of one update, with scaled observations and rewards, and next actions where the data goes on."""

    observation: Array
    action: Array
    reward: Array
    next_observation: Array
    terminal: Array
    next_action: Array
    followed: Array


@dataclass
class Agent:
    """Networks by name, with rates where they are not RATE, and Adam for those that learn."""

    networks: dict[str, Weights]
    rates: dict[str, float] = field(default_factory=dict)
    optimizers: dict[str, Adam] = field(init=False)
    critics: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        learning = [name for name in self.networks if not name.endswith("-target")]
        self.optimizers = {name: Adam(self.networks[name], self.rates.get(name, RATE)) for name in learning}
        self.critics = tuple(name for name in learning if name.startswith("critic-"))

    def follow(self, names: Iterable[str]) -> None:
        """Moves the targets of networks by a fraction towards them."""
        for name in names:
            for array, values in self.networks[name + "-target"].items():
                values += POLYAK * (self.networks[name][array] - values)

    def minimize(self, loss: Loss) -> float:
        """Takes a step down the gradients that a loss returns with itself; they must be those of its differences."""
        value, gradients = loss()
        for name, by in gradients.items():
            for array, slopes in by.items():
                check(loss, self.networks[name][array], slopes)
        for name, by in gradients.items():
            self.optimizers[name].step(self.networks[name], by)
        return value

    def smallest_target(self, observation: Array, action: Array) -> Array:
        """Returns the smallest of the target critics' values."""
        return smallest([output(self.networks[name + "-target"], observation, action) for name in self.critics])

    def smallest(self, observation: Array, action: Array) -> Array:
        """Returns the smallest of the critics' values."""
        return smallest([output(self.networks[name], observation, action) for name in self.critics])

    def by_action(self, observation: Array, action: Array) -> Array:
        """Returns the gradient of the smallest of the critics' values by the action."""
        x = np.concatenate([observation, action], axis=1)
        values = np.array([output(self.networks[name], x) for name in self.critics])
        least = np.argmin(values, axis=0)
        parts = [backward(self.networks[name], x, 1.0 * (least == i))[1] for i, name in enumerate(self.critics)]
        by_input: Array = np.sum(parts, axis=0)
        return by_input[:, observation.shape[1] :]

    def fit(self, batch: Batch, next_value: Array, penalty: Loss | None = None) -> float:
        """Steps every critic down its mean of (Q(s, a) - y)^2, y = r + discount (1 - d) V(s'); returns their mean.

        A penalty is added to what they step down, and not to what is returned.
        """
        mixed(batch.terminal > 0)
        target = batch.reward + DISCOUNT * (1 - batch.terminal) * next_value
        x = np.concatenate([batch.observation, batch.action], axis=1)

        def fitting() -> tuple[float, dict[str, Weights]]:
            errors = {name: output(self.networks[name], x) - target for name in self.critics}
            total = sum(float(np.mean(error**2)) for error in errors.values())
            return total, {
                name: backward(self.networks[name], x, 2 * error / len(x))[0] for name, error in errors.items()
            }

        def loss() -> tuple[float, dict[str, Weights]]:
            if penalty is None:
                return fitting()
            (total, gradients), (more, others) = fitting(), penalty()
            return total + more, {
                name: {array: slopes + others[name][array] for array, slopes in by.items()}
                for name, by in gradients.items()
            }

        alone = fitting()[0]
        self.minimize(loss)
        return alone / len(self.critics)

    def variables(self) -> dict[str, Array]:
        """Returns every weight and moment by the name that it has in a checkpoint."""
        found = {f"{name}/{array}": values for name, by in self.networks.items() for array, values in by.items()}
        for name, adam in self.optimizers.items():
            for array in self.networks[name]:
                found[f"{name}/{array}/first-moment"] = adam.first[array]
                found[f"{name}/{array}/second-moment"] = adam.second[array]
        return {name: values.copy() for name, values in found.items()}


def check(loss: Loss, values: Array, slopes: Array) -> None:
    """Fails unless a gradient is that of the central differences, as far as the loss is exact."""
    agreement = AGREEMENT * max(1, abs(loss()[0]))
    for index in np.ndindex(values.shape):
        kept = values[index]
        values[index] = kept + DIFFERENCE
        above = loss()[0]
        values[index] = kept - DIFFERENCE
        below = loss()[0]
        values[index] = kept
        slope = (above - below) / (2 * DIFFERENCE)
        assert abs(slope - slopes[index]) < agreement, f"The differences' slope is {slope}, not {slopes[index]}"


def smallest(values: list[Array]) -> Array:
    """Returns the smallest of several values, which must not be the same one everywhere."""
    mixed(np.argmin(values, axis=0) == np.argmin(values, axis=0)[0])
    least: Array = np.min(values, axis=0)
    return least


def mixed(condition: npt.NDArray[np.bool_]) -> None:
    """Fails unless a condition holds for some and not for others, so that both are compared."""
    assert condition.any() and not condition.all(), "A case of the algorithm is left out"


def statistics(value: Array) -> dict[str, float]:
    """Returns what learning curves show of values."""
    return {
        "mean_value": float(value.mean()),
        "value_deviation": float(value.std()),
        "largest_value": float(value.max()),
    }
