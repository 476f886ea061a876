"""All that a shard's future depends on, as bytes."""

from __future__ import annotations

from typing import Any

import numpy as np

from leeway_gymnasium import simulators
from leeway_gymnasium.codec.batches import Batch
from leeway_gymnasium.workers.channel import pack, unpack
from leeway_gymnasium.workers.ragged import restored
from leeway_gymnasium.workers.shard import Shard


def save(shard: Shard) -> bytes:
    """Returns every environment's snapshot, the last observations and which episodes are over."""
    saved = [snapshots_of(environment).save() for environment in shard.environments]
    observations = arrays(shard.memory.observations)
    head = {
        "snapshots": [len(one) for one in saved],
        "observations": [array.nbytes for array in observations],
        "ragged": list(shard.written),
        "over": shard.over.tolist(),
    }
    return pack(head, *saved, *(array.tobytes() for array in observations))


def load(shard: Shard, state: bytes) -> None:
    """Puts a shard back; ValueError where the state does not fit it."""
    head, data = unpack(state)
    places = arrays(shard.memory.observations)
    if len(head["snapshots"]) != shard.count or head["observations"] != [place.nbytes for place in places]:
        raise ValueError("it is that of another vector of environments")
    offset = 0
    for environment, size in zip(shard.environments, head["snapshots"], strict=True):
        snapshots_of(environment).load(bytes(data[offset : offset + size]))
        offset += size
    for place in places:
        piece = data[offset : offset + place.nbytes]
        place[...] = np.frombuffer(piece, place.dtype).reshape(place.shape)
        offset += place.nbytes
    space = shard.environments[0].observation_space
    given = iter(head["ragged"])
    shard.restore(restored(space, shard.memory.observations, given), head["over"])


def snapshots_of(environment: Any) -> Any:
    """Returns what saves and loads an environment."""
    found = simulators.snapshots(environment)
    if found is None:
        raise ValueError("this environment's state cannot be saved")
    return found


def arrays(batch: Batch) -> list[np.ndarray[Any, Any]]:
    """Returns a batch's arrays, in the space's order."""
    if isinstance(batch, dict):
        return [array for inner in batch.values() for array in arrays(inner)]
    if isinstance(batch, tuple):
        return [array for inner in batch for array in arrays(inner)]
    return [] if batch is None else [batch]
