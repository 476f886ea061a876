"""Times d3rlpy's TD3+BC and IQL, a number of updates a line of input.

    d3rlpy_agents.py BATCH OBSERVATION ACTION TRANSITIONS UPDATES HIDDEN...

Reads "td3-bc" or "iql" and answers with the seconds that UPDATES updates took, the drawing of batches included. d3rlpy's TD3+BC
steps its actor in every second update only: two of its updates count as one, of an actor and two critic steps.
"""

import sys
import time

# d3rlpy logs to standard output, where the answers go.
answers = sys.stdout
sys.stdout = sys.stderr

import d3rlpy  # noqa: E402
import numpy as np  # noqa: E402
from d3rlpy.algos import IQLConfig, TD3PlusBCConfig  # noqa: E402
from d3rlpy.models.encoders import VectorEncoderFactory  # noqa: E402
from d3rlpy.preprocessing import StandardObservationScaler  # noqa: E402

batch, observation, action, transitions, updates = map(int, sys.argv[1:6])
hidden = [int(size) for size in sys.argv[6:]]

random = np.random.default_rng(0)
terminals = np.zeros(transitions, dtype=np.float32)
timeouts = np.zeros(transitions, dtype=np.float32)
timeouts[999::1000] = 1
timeouts[-1] = 1
dataset = d3rlpy.dataset.MDPDataset(
    observations=random.standard_normal((transitions, observation)).astype(np.float32),
    actions=random.uniform(-1, 1, (transitions, action)).astype(np.float32),
    rewards=random.standard_normal((transitions, 1)).astype(np.float32),
    terminals=terminals,
    timeouts=timeouts,
)


def network() -> VectorEncoderFactory:
    return VectorEncoderFactory(hidden_units=hidden)


def make(name: str):
    if name == "td3-bc":
        config = TD3PlusBCConfig(
            batch_size=batch,
            actor_encoder_factory=network(),
            critic_encoder_factory=network(),
            observation_scaler=StandardObservationScaler(),
        )
    else:
        config = IQLConfig(
            batch_size=batch,
            actor_encoder_factory=network(),
            critic_encoder_factory=network(),
            value_encoder_factory=network(),
            observation_scaler=StandardObservationScaler(),
        )
    algorithm = config.create(device="cpu:0")
    algorithm.observation_scaler.fit_with_transition_picker(dataset.episodes, dataset.transition_picker)
    algorithm.build_with_dataset(dataset)
    return algorithm


algorithms = {}
for line in sys.stdin:
    name = line.strip()
    if name not in algorithms:
        algorithms[name] = make(name)
    algorithm = algorithms[name]
    steps = updates * (2 if name == "td3-bc" else 1)
    began = time.perf_counter()
    for _ in range(steps):
        algorithm.update(dataset.sample_transition_batch(batch))
    print(time.perf_counter() - began, file=answers, flush=True)
