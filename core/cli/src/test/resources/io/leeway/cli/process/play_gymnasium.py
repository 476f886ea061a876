"""Plays Gymnasium's own vector of environments and writes all that it gave: play_gymnasium.py ID MODE COUNT STEPS FILE."""

import sys
import warnings

import gymnasium
import numpy as np
from gymnasium.vector import AutoresetMode, SyncVectorEnv

warnings.simplefilter("ignore")
try:
    import gymnasium_robotics  # noqa: F401 (registers)
except ImportError:
    pass

id, mode, count, steps, path = sys.argv[1], AutoresetMode[sys.argv[2]], int(sys.argv[3]), int(sys.argv[4]), sys.argv[5]
SEEDS = [0, 1 << 40, 7, 8]


def leaves(batch, name):
    """Gives the arrays of a batch with their places: observation.achieved_goal, observation.0 and so on."""
    if isinstance(batch, dict):
        parts = list(batch.items())
    elif isinstance(batch, tuple):
        parts = list(enumerate(batch))
    else:
        array = np.asarray(batch)
        yield name, array.astype(np.float64 if array.dtype.kind == "f" else np.int64)
        return
    for key, part in parts:
        yield from leaves(part, f"{name}.{key}")


vector = SyncVectorEnv([lambda: gymnasium.make(id)] * count, autoreset_mode=mode)
vector.action_space.seed(3)
story = {}


def note(batch, name):
    for place, array in leaves(batch, name):
        story.setdefault(place, []).append(array)


observations, _ = vector.reset(seed=SEEDS[:count])
note(observations, "first")
for step in range(steps):
    actions = vector.action_space.sample()
    note(actions, "action")
    observations, rewards, terminated, truncated, infos = vector.step(actions)
    note(observations, "observation")
    over = terminated | truncated
    finals = infos.get("final_obs", np.full(count, None))
    last = [finals[i] if finals[i] is not None else None for i in range(count)]
    for place, array in leaves(observations, "final"):
        array = array.copy()
        for i, one in enumerate(last):
            if one is not None:
                array[i] = dict(leaves(one, "final"))[place]
        story.setdefault(place, []).append(array)
    note(rewards.astype(np.float64), "reward")
    note(terminated, "terminated")
    note(truncated, "truncated")
    for name, value in infos.items():
        if not name.startswith("_") and isinstance(value, np.ndarray) and value.dtype.kind in "fiub" and value.ndim == 1:
            note(np.array([step]), f"info-step.{name}")
            note(value, f"info.{name}")
            note(infos[f"_{name}"], f"mask.{name}")
    if mode == AutoresetMode.DISABLED and over.any():
        observations, _ = vector.reset(options={"reset_mask": over})
    note(observations, "after")
np.savez(path, **{name: np.ascontiguousarray(np.stack(arrays)) for name, arrays in story.items()})
print(int(np.stack(story["terminated"]).sum() + np.stack(story["truncated"]).sum()))
