"""The ids that this package adds to Gymnasium's."""

from __future__ import annotations

import importlib.util

import gymnasium

from leeway_gymnasium.simulators.maze_layouts import LAYOUTS


def register() -> None:
    """Registers Leeway's mazes and, where it is installed, Gymnasium-Robotics; again and again does no harm."""
    for name, layout in LAYOUTS.items():
        for dense in (False, True):
            id = f"leeway/maze2d-{name}{'-dense' if dense else ''}-v1"
            if id not in gymnasium.registry:
                gymnasium.register(
                    id,
                    entry_point="leeway_gymnasium.simulators.maze2d:Maze2dEnv",
                    max_episode_steps=layout.horizon,
                    kwargs={"layout": name, "dense": dense},
                )
    if importlib.util.find_spec("gymnasium_robotics") is not None:
        import gymnasium_robotics

        gymnasium.register_envs(gymnasium_robotics)
