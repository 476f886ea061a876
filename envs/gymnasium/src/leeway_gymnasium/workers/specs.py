"""Gymnasium's registry, as the server shows it."""

from __future__ import annotations

import json
import platform
from importlib import metadata
from typing import Any

import gymnasium

_PACKAGES = ("gymnasium", "numpy", "mujoco", "gymnasium-robotics", "grpcio", "protobuf")


def listed() -> bytes:
    """Returns every registered id with what is known of it, and the versions of what serves them, as JSON."""
    found: list[dict[str, Any]] = [
        {
            "id": name,
            "maximum_episode_steps": spec.max_episode_steps,
            "reward_threshold": None if spec.reward_threshold is None else float(spec.reward_threshold),
            "nondeterministic": bool(spec.nondeterministic),
        }
        for name, spec in sorted(gymnasium.registry.items())
        if spec.entry_point is not None
    ]
    return json.dumps({"specs": found, "versions": versions()}).encode()


def versions() -> dict[str, str]:
    """Returns the versions that results depend on."""
    found = {"python": platform.python_version(), "architecture": platform.machine()}
    for package in _PACKAGES:
        try:
            found[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            continue
    return found
