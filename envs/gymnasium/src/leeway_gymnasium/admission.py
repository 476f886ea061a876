"""Which environments may be made, and with which arguments."""

from __future__ import annotations

import difflib
import fnmatch
import json
import math
from typing import Any

from leeway_gymnasium.workers import failures
from leeway_gymnasium.workers.failures import Failed

HARMLESS = frozenset(
    {
        # MuJoCo's locomotion: weights, ranges and what observations hold.
        "contact_cost_range", "contact_cost_weight", "contact_force_range", "ctrl_cost_weight",
        "exclude_current_positions_from_observation", "forward_reward_weight", "frame_skip", "healthy_angle_range",
        "healthy_reward", "healthy_state_range", "healthy_z_range", "impact_cost_range", "impact_cost_weight",
        "include_cfrc_ext_in_observation", "include_cinert_in_observation", "include_cvel_in_observation",
        "include_qfrc_actuator_in_observation", "main_body", "reset_noise_scale", "reward_control_weight",
        "reward_dist_weight", "reward_near_weight", "terminate_when_unhealthy",
        # Classic control, toy text and Box2D.
        "continuous", "desc", "domain_randomize", "enable_wind", "fickle_passenger", "g", "goal_velocity", "gravity",
        "hardcore", "is_rainy", "is_slippery", "lap_complete_percent", "map_name", "natural", "sab", "success_rate",
        "sutton_barto_reward", "turbulence_power", "wind_power",
        # Mazes.
        "continuing_task", "dense", "layout", "margin", "maze_map", "regularization", "reset_target", "reward_type",
        "tolerance",
    }
)  # fmt: skip
"""Arguments that change numbers only: they name no file, no class and no code, and cost little."""

LONGEST_TEXT = 65536
MOST_ELEMENTS = 4096


class Admission:
    """What the operator allows."""

    def __init__(
        self,
        registered: list[str],
        patterns: tuple[str, ...],
        allow_import: bool,
        extra: frozenset[str],
        attributes: frozenset[str],
    ) -> None:
        self.attributes = sorted(attributes)
        self._patterns = patterns
        self._allow_import = allow_import
        self._kwargs = HARMLESS | extra
        self._registered = registered
        served = [name for name in registered if not patterns or _matches(name, patterns)]
        imported = [name for name in patterns if allow_import and ":" in name and not set(name) & set("*?[")]
        self.ids = sorted({*served, *imported})

    def problems(self) -> list[str]:
        """Says which of the operator's ids and patterns name nothing."""
        found = []
        for pattern in self._patterns:
            if ":" in pattern:
                if not self._allow_import:
                    found.append(f"--id {pattern} imports code: say --allow-import to allow that")
            elif not _matches_any(self._registered, pattern):
                found.append(
                    f"--id {pattern} names no registered environment{self._nearest(pattern, self._registered)}"
                )
        return found

    def check_id(self, name: str) -> str:
        """Returns the module that the id imports, or nothing; raises Failed where it may not be made."""
        module, colon, _ = name.rpartition(":")
        if not colon:
            if name not in self.ids:
                what = "is not served here" if name in self._registered else "is not known"
                raise Failed(
                    failures.BAD_REQUEST, f"The environment '{name[:200]}' {what}{self._nearest(name, self.ids)}"
                )
            return ""
        if not self._allow_import:
            raise Failed(
                failures.BAD_REQUEST,
                f"The id '{name[:200]}' would import code, which this server does not allow (its option --allow-import)",
            )
        if self._patterns and not _matches(name, self._patterns):
            raise Failed(failures.BAD_REQUEST, f"The environment '{name[:200]}' is not served here")
        return module

    def check_kwargs(self, text: str) -> dict[str, Any]:
        """Reads and checks a constructor's arguments; raises Failed with every problem there is."""
        if not text:
            return {}
        kwargs = read_object(text, "kwargs_json")
        problems = [
            f"'{name[:100]}' is not allowed (the server's option --allow-kwargs would)"
            for name in kwargs
            if name not in self._kwargs
        ]
        if problems:
            allowed = ", ".join(sorted(self._kwargs))
            raise Failed(failures.BAD_REQUEST, f"kwargs_json: {'; '.join(problems[:20])}. Allowed are {allowed}")
        return kwargs

    def _nearest(self, name: str, known: list[str]) -> str:
        near = difflib.get_close_matches(name, known, 3, 0.5)
        if near:
            return f"; did you mean {' or '.join(near)}?"
        if known:
            return f"; there are {len(known)}, such as {', '.join(known[:3])}"
        return "; ids of the form module:Env are served here" if self._allow_import else "; nothing is served here"


def read_object(text: str, what: str) -> dict[str, Any]:
    """Reads a JSON object of bounded size; raises Failed where it is none."""
    if len(text) > LONGEST_TEXT:
        raise Failed(
            failures.RESOURCE_EXHAUSTED, f"{what} has {len(text)} characters, but at most {LONGEST_TEXT} are allowed"
        )
    try:
        value = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise Failed(failures.BAD_REQUEST, f"{what} is not JSON: {str(error)[:200]}") from error
    if not isinstance(value, dict):
        raise Failed(failures.BAD_REQUEST, f"{what} must be a JSON object, but is a {type(value).__name__}")
    if _elements(value, 0) > MOST_ELEMENTS:
        raise Failed(
            failures.RESOURCE_EXHAUSTED, f"{what} has more than {MOST_ELEMENTS} elements or lies deeper than 16"
        )
    return value


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is not a JSON number")


def _elements(value: Any, depth: int) -> float:
    if depth > 16:
        return math.inf
    if isinstance(value, dict):
        return 1 + sum(_elements(inner, depth + 1) for inner in value.values())
    if isinstance(value, list):
        return 1 + sum(_elements(inner, depth + 1) for inner in value)
    return 1


def _matches(name: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns)


def _matches_any(names: list[str], pattern: str) -> bool:
    return any(fnmatch.fnmatchcase(name, pattern) for name in names)
