"""D4RL's maze2d-v1 on MuJoCo: push a ball through a maze to a goal."""

from __future__ import annotations

from typing import Any

import gymnasium
import mujoco
import numpy as np
from gymnasium import spaces

from leeway_gymnasium.simulators.maze_layouts import LAYOUTS, Layout

Array = np.ndarray[Any, np.dtype[np.float64]]

_START = 1.2
"""Where the ball stands in the world when its joints are at 0."""


class Maze2dEnv(gymnasium.Env[Array, Array]):
    """A ball that is pushed along x and y.

    The observation is (x, y, x', y') in cells and cells a second, unclipped. The action is the push along x and y, clipped
    to [-1, 1]. The velocity is clipped to ±5 before each step of 0.01 s. The reward after the step is 1 within 0.5 of the
    goal (sparse) or exp of minus the distance (dense). An episode never terminates.

    Args:
        layout: umaze, medium or large.
        dense: which reward.
        margin: the distance at which the geoms' margins begin to push, as in the model's file. MuJoCo from 3.5 on adds the
            two geoms' margins, up to 3.4 it took the larger: D4RL's 0.002 of its time is 0.001 today.
        regularization: a factor on the ball's inverse weight, 2/3 for what MuJoCo up to 2.3.7 had.
        tolerance: the solver's; None for MuJoCo's own, 0 for exact contacts.
    """

    metadata: dict[str, Any] = {"render_modes": []}  # noqa: RUF012

    def __init__(
        self,
        layout: str = "umaze",
        dense: bool = False,
        margin: float = 0.002,
        regularization: float = 1.0,
        tolerance: float | None = None,
        render_mode: str | None = None,
    ) -> None:
        if layout not in LAYOUTS:
            raise ValueError(f"layout is {layout!r}, but must be one of {', '.join(LAYOUTS)}")
        if render_mode is not None:
            raise ValueError("this maze has no pictures: render_mode must be None")
        self.layout = LAYOUTS[layout]
        self.dense = dense
        self.render_mode = None
        self.settings = {
            "layout": layout,
            "margin": repr(margin),
            "regularization": repr(regularization),
            "tolerance": "MuJoCo's" if tolerance is None else repr(tolerance),
        }
        self.xml = model_xml(self.layout, margin)
        self.model = mujoco.MjModel.from_xml_string(self.xml)
        if tolerance is not None:
            self.model.opt.tolerance = tolerance
        self.model.body_invweight0[self.model.body("particle").id, 0] *= regularization
        self.data = mujoco.MjData(self.model)
        self.goal = np.array(self.layout.cells("G")[0], np.float64)
        self.observation_space = spaces.Box(-np.inf, np.inf, (4,), np.float64)
        self.action_space = spaces.Box(-1, 1, (2,), np.float32)  # type: ignore[assignment]

    def reset(self, *, seed: int | None = None, options: dict[str, Any] | None = None) -> tuple[Array, dict[str, Any]]:
        """Begins at a random free cell ±0.1 with a velocity from N(0, 0.1²), as D4RL does."""
        super().reset(seed=seed)
        if options:
            raise ValueError(f"maze2d takes no reset options, but was given {', '.join(options)}")
        cells = self.layout.cells("OG")
        cell = np.array(cells[self.np_random.integers(len(cells))], np.float64)
        position = cell + self.np_random.uniform(-0.1, 0.1, 2)
        velocity = 0.1 * self.np_random.standard_normal(2)
        mujoco.mj_resetData(self.model, self.data)
        self.set_state(position, velocity)
        return self.observation(), {}

    def step(self, action: Array) -> tuple[Array, float, bool, bool, dict[str, Any]]:
        """Pushes for one step of 0.01 s."""
        self.set_state(self.data.qpos, np.clip(self.data.qvel, -5.0, 5.0))
        self.data.ctrl[:] = np.clip(action, -1.0, 1.0)
        mujoco.mj_step(self.model, self.data)
        return self.observation(), self.reward(), False, False, {}

    def set_state(self, position: Array, velocity: Array) -> None:
        """Puts the ball somewhere, in joint coordinates."""
        self.data.qpos[:] = position
        self.data.qvel[:] = velocity
        mujoco.mj_forward(self.model, self.data)

    def observation(self) -> Array:
        """Returns position and velocity."""
        return np.concatenate([self.data.qpos, self.data.qvel])

    def reward(self) -> float:
        """Returns the reward of where the ball is."""
        distance = float(np.linalg.norm(self.data.qpos - self.goal))
        return float(np.exp(-distance)) if self.dense else float(distance <= 0.5)


def model_xml(layout: Layout, margin: float) -> str:
    """Returns the maze's model, with D4RL's geometry, masses and contact parameters."""
    walls = "\n".join(
        f'    <geom name="wall {x} {y}" type="box" pos="{x + 1.0} {y + 1.0} 0" size="0.5 0.5 0.2" contype="1" '
        f'conaffinity="1"/>'
        for x, y in layout.cells("#")
    )
    return f"""<mujoco model="maze2d">
  <compiler inertiafromgeom="true" angle="radian"/>
  <option timestep="0.01" gravity="0 0 0" iterations="20" integrator="Euler"/>
  <default>
    <joint damping="1" limited="false"/>
    <geom friction=".5 .1 .1" density="1000" margin="{margin!r}" condim="1" contype="2" conaffinity="1"/>
  </default>
  <worldbody>
    <geom name="ground" type="plane" size="40 40 0.25" pos="0 0 -0.1" contype="1" conaffinity="1"/>
    <body name="particle" pos="{_START} {_START} 0">
      <geom name="particle" type="sphere" size="0.1" contype="1"/>
      <joint name="x" type="slide" pos="0 0 0" axis="1 0 0"/>
      <joint name="y" type="slide" pos="0 0 0" axis="0 1 0"/>
    </body>
{walls}
  </worldbody>
  <actuator>
    <motor joint="x" ctrlrange="-1 1" ctrllimited="true" gear="100"/>
    <motor joint="y" ctrlrange="-1 1" ctrllimited="true" gear="100"/>
  </actuator>
</mujoco>
"""
