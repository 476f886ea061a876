"""One environment on a server, as a `gymnasium.Env`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import gymnasium
import numpy as np
from gymnasium.vector import AutoresetMode

from leeway_gymnasium.clients.vector import RemoteVectorEnv
from leeway_gymnasium.codec import row, stack


class RemoteEnv(gymnasium.Env[Any, Any]):
    """One environment on a server: `gymnasium.make("leeway/Remote-v0", target=..., env_id="HalfCheetah-v5")`.

    Args:
        target: HOST:PORT, or unix:PATH.
        env_id: what the server is to make.
        kwargs: what the environment's constructor takes; the server has a list of what it allows.
        render_mode: None or "rgb_array".
        max_episode_steps: another time limit than the registered one; -1 for none.
        connection: what `Connection` takes besides: tls, token_file, deadline and so on.
    """

    def __init__(
        self,
        target: str,
        env_id: str,
        *,
        kwargs: Mapping[str, Any] | None = None,
        render_mode: str | None = None,
        max_episode_steps: int | None = None,
        **connection: Any,
    ) -> None:
        self.render_mode = render_mode
        self.vector = RemoteVectorEnv(
            target,
            env_id,
            1,
            autoreset_mode=AutoresetMode.DISABLED,
            kwargs=kwargs,
            render_mode=render_mode,
            max_episode_steps=max_episode_steps,
            **connection,
        )
        modes = [mode for mode in self.vector.remote_spec.render_modes if mode == "rgb_array"]
        self.metadata = {"render_modes": modes}
        self.observation_space = self.vector.single_observation_space
        self.action_space = self.vector.single_action_space

    def reset(self, *, seed: int | None = None, options: dict[str, Any] | None = None) -> tuple[Any, dict[str, Any]]:
        """Begins an episode."""
        super().reset(seed=seed)
        observations, infos = self.vector.reset(seed=[seed], options=options)
        return self._first(observations), single_info(infos)

    def step(self, action: Any) -> tuple[Any, float, bool, bool, dict[str, Any]]:
        """Takes one step."""
        observations, rewards, terminated, truncated, infos = self.vector.step(stack(self.action_space, [action]))
        return (
            self._first(observations),
            float(rewards[0]),
            bool(terminated[0]),
            bool(truncated[0]),
            single_info(infos),
        )

    def render(self) -> Any:
        """Returns a picture, uint8 of the shape (height, width, 3); None without a render mode."""
        return self.vector.render()[0] if self.render_mode == "rgb_array" else None

    def close(self) -> None:
        """Ends the session; again and again does no harm."""
        self.vector.close()

    def _first(self, observations: Any) -> Any:
        return row(self.observation_space, observations, 0, alone=True)


def single_info(infos: dict[str, Any]) -> dict[str, Any]:
    """Returns the info of the only environment of a vector; single numbers as Python's own where it has their type."""
    info: dict[str, Any] = {}
    for name, value in infos.items():
        if name.startswith("_") and name[1:] in infos:
            continue
        if isinstance(value, dict):
            info[name] = single_info(value)
        elif infos[f"_{name}"][0]:
            first = value[0]
            plain = isinstance(first, np.bool_ | np.int64 | np.float64)
            info[name] = first.item() if plain else first
    return info
