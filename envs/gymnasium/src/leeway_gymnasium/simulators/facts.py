"""What results depend on besides an environment's id."""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Any

import gymnasium
import mujoco

from leeway_gymnasium.simulators.maze2d import Maze2dEnv

_D4RL_SCORES = {
    "HalfCheetah": (-280.178953, 12135.0),
    "Hopper": (-20.272305, 3234.3),
    "Walker2d": (1.629008, 4592.3),
    "Ant": (-325.6, 3879.7),
}


@dataclass(frozen=True)
class Facts:
    """What results depend on.

    Attributes:
        settings: by name, shown beside every score.
        model_sha256: SHA-256 of the model as MuJoCo has it after loading, in hexadecimal; empty where there is none.
        reference_scores: D4RL's returns of a random policy and of an expert, or None.
    """

    settings: dict[str, str] = field(default_factory=dict)
    model_sha256: str = ""
    reference_scores: tuple[float, float] | None = None


def facts(env: gymnasium.Env[Any, Any]) -> Facts:
    """Returns what is known of an environment."""
    base = env.unwrapped
    settings = {"gymnasium": gymnasium.__version__}
    model = getattr(base, "model", None)
    digest = ""
    if isinstance(model, mujoco.MjModel):
        settings["mujoco"] = mujoco.__version__
        digest = model_digest(model)
    if type(base).__module__.startswith("gymnasium_robotics"):
        settings["gymnasium-robotics"] = metadata.version("gymnasium-robotics")
    scores = None
    if isinstance(base, Maze2dEnv):
        settings.update(base.settings)
        scores = base.layout.dense_scores if base.dense else base.layout.scores
    elif type(base).__module__.startswith("gymnasium.envs.mujoco.") and env.spec is not None:
        scores = _D4RL_SCORES.get(env.spec.name)
        if scores is not None:
            settings["reference scores"] = "D4RL's, of version 2 of the environment"
    return Facts(settings, digest, scores)


def model_digest(model: mujoco.MjModel) -> str:
    """Returns the SHA-256 of a model in MuJoCo's own binary form, which holds every parameter that it computes with."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "model.mjb"
        mujoco.mj_saveModel(model, str(file), None)
        return hashlib.sha256(file.read_bytes()).hexdigest()
