"""What is asked of a server, as messages."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from gymnasium.vector import AutoresetMode

from leeway.env.v1 import environment_pb2
from leeway_gymnasium.codec import pack_bits

_MODES = {
    AutoresetMode.NEXT_STEP: environment_pb2.AUTORESET_MODE_NEXT_STEP,
    AutoresetMode.SAME_STEP: environment_pb2.AUTORESET_MODE_SAME_STEP,
    AutoresetMode.DISABLED: environment_pb2.AUTORESET_MODE_DISABLED,
}


def make_request(
    id: str,
    count: int,
    mode: AutoresetMode,
    kwargs: Mapping[str, Any] | None,
    render_mode: str | None,
    max_episode_steps: int | None,
    infos: Sequence[str] | None,
) -> environment_pb2.MakeRequest:
    """Asks for a vector of environments; `max_episode_steps` is -1 for no limit, None for the registered one."""
    selection = environment_pb2.InfoSelection(all=infos is None, names=infos or (), items=True)
    limit = environment_pb2.TIME_LIMIT_UNSPECIFIED
    if max_episode_steps is not None:
        limit = environment_pb2.TIME_LIMIT_OFF if max_episode_steps < 0 else environment_pb2.TIME_LIMIT_STEPS
    return environment_pb2.MakeRequest(
        id=id,
        count=count,
        autoreset=_MODES[mode],
        kwargs_json=json.dumps(kwargs, default=_plain) if kwargs else "",
        time_limit=limit,
        maximum_episode_steps=max(0, max_episode_steps or 0),
        render_mode=render_mode or "",
        infos=selection,
    )


def reset_request(
    seeds: Sequence[int | None], mask: np.ndarray[Any, Any] | None, options: Mapping[str, Any] | None
) -> environment_pb2.Reset:
    """Asks for episodes to begin; arrays in `options` become lists."""
    given = [] if all(seed is None for seed in seeds) else [environment_pb2.Seed(value=seed) for seed in seeds]
    return environment_pb2.Reset(
        seeds=given,
        mask=b"" if mask is None else pack_bits(mask),
        options_json=json.dumps(options, default=_plain) if options is not None else "",
    )


def _plain(value: Any) -> Any:
    if isinstance(value, np.ndarray | np.generic):
        return value.tolist()
    raise TypeError(f"an argument or option is a {type(value).__name__}, which JSON does not have")
