"""Computes one step of a world model in NumPy, for every start and every member: python world_model_step.py"""

from pathlib import Path

import numpy as np

ROWS, MEMBERS, OBSERVATION, ACTION = 8, 4, 3, 2
COEFFICIENT, SHARE, OFFSET = 2.5, 0.6, -30.0

random = np.random.default_rng(20)
observations = random.normal(size=(ROWS, OBSERVATION)).astype(np.float32)
observations[:, 0] = np.arange(ROWS)
weights = random.normal(scale=0.03, size=(ACTION, OBSERVATION)).astype(np.float32)
bias = np.array([0.1, -0.1], np.float32)
actions = (observations @ weights.T + bias).astype(np.float32)
rewards = random.normal(size=ROWS).astype(np.float32)
drift = random.normal(scale=0.3, size=(MEMBERS, ROWS, OBSERVATION + 1))
means = (drift * np.linspace(0.2, 1.5, ROWS)[:, None]).astype(np.float32)
means[..., :OBSERVATION] += observations
deviations = random.uniform(0.05, 0.4, size=means.shape).astype(np.float32)

exact = means.astype(np.float64)
penalty = COEFFICIENT * np.max(np.linalg.norm(deviations.astype(np.float64), axis=2), axis=0)
pairs = exact[:, None, :, :OBSERVATION] - exact[None, :, :, :OBSERVATION]
distances = np.max(np.linalg.norm(pairs, axis=3), axis=(0, 1))
unknown = distances > SHARE * distances.max()
assert 0 < unknown.sum() < ROWS
lowered = exact[..., OBSERVATION] - penalty
ended = np.where(unknown, np.float64(rewards.min()) + OFFSET, exact[..., OBSERVATION])

np.savez(
    Path(__file__).with_suffix(".npz"),
    observations=observations,
    weights=weights,
    bias=bias,
    actions=actions,
    rewards=rewards,
    means=means,
    deviations=deviations,
    mopo=lowered,
    morel=ended,
    unknown=unknown.astype(np.int32),
)
