"""Short recorded stories of CartPole in every autoreset mode: `python tests/golden.py` records them anew with Gymnasium."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import gymnasium
import numpy as np
from gymnasium.vector import AutoresetMode, SyncVectorEnv, VectorEnv

FILE = Path(__file__).parent / "golden" / "cartpole-autoreset.json"
COUNT = 3
STEPS = 24
LIMIT = 11


def tell(vector: VectorEnv[Any, Any, Any], mode: AutoresetMode) -> list[dict[str, Any]]:
    """Plays a fixed game: the first two push one way until they fall, the third balances until it is cut."""
    observations, infos = vector.reset(seed=[7, 0, 3])
    told = [{"observations": observations.tolist(), "infos": sorted(infos)}]
    for step in range(STEPS):
        actions = np.array([0, 1, step % 2], np.int64)
        observations, rewards, terminated, truncated, infos = vector.step(actions)
        finals = infos.get("final_obs", np.full(COUNT, None, object))
        told.append(
            {
                "observations": observations.tolist(),
                "rewards": rewards.tolist(),
                "terminated": terminated.tolist(),
                "truncated": truncated.tolist(),
                "finals": [None if final is None else final.tolist() for final in finals],
                "infos": sorted(infos),
            }
        )
        over = terminated | truncated
        if mode == AutoresetMode.DISABLED and over.any():
            observations, infos = vector.reset(seed=[step, None, 0], options={"reset_mask": over})
            told.append({"observations": observations.tolist(), "infos": sorted(infos)})
    return told


def local(mode: AutoresetMode) -> SyncVectorEnv:
    """Returns Gymnasium's own vector."""
    return SyncVectorEnv([lambda: gymnasium.make("CartPole-v1", max_episode_steps=LIMIT)] * COUNT, autoreset_mode=mode)


if __name__ == "__main__":
    stories = {mode.name: tell(local(mode), mode) for mode in AutoresetMode}
    FILE.parent.mkdir(exist_ok=True)
    separator = ",\n"
    lines = [f"{json.dumps(name)}: [\n{separator.join(map(json.dumps, story))}\n]" for name, story in stories.items()]
    FILE.write_text("{\n" + separator.join(lines) + "\n}\n")
