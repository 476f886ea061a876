"""What a program sees of an environment that users met: the same as from Gymnasium itself, or an error.

Run by hand it prints the table that the test holds: `python user_cases.py ADDRESS FOLDER`.
"""

from __future__ import annotations

import importlib
import sys
import warnings
from typing import Any

import gymnasium
import numpy as np
from gymnasium.vector import SyncVectorEnv

from leeway_gymnasium.clients import EnvironmentFailure, RemoteVectorEnv

COUNT = 2
STEPS = 9
MODULES = {"oddenv": "Odd", "odd": "odd/"}
"""The modules of the environments, with what their ids begin with."""

_PARTS = {2: ("observations", "infos"), 5: ("observations", "rewards", "terminated", "truncated", "infos")}

DANGEROUS = frozenset(
    [
        "Exits",
        "Exit",
        "ExitMake",
        "SysExit",
        "Interrupt",
        "Segv",
        "Print",
        "PrintMuch",
        "Fork",
        "Threads",
        "CloseHang",
        "SigIgnore",
        "Mem",
        "ClosesFds",
        "Slow",
        "SlowReset",
        "SlowMake",
        "Big",
    ]
)
"""Environments that would end, stop or swamp this process too: they are tried behind the wire alone."""


def ids() -> list[str]:
    """Returns the ids, as a server that imports takes them."""
    named = []
    for module, beginning in MODULES.items():
        importlib.import_module(module)
        named += [f"{module}:{each}" for each in gymnasium.registry if each.startswith(beginning)]
    return sorted(named)


def outcome(address: str, name: str) -> str:
    """Returns `as Gymnasium`, `runs` for what is tried behind the wire alone, or what was said and when.

    An environment that draws from a space without a seed gives other numbers each time: "differs in observations".
    """
    class_name = name.split(":")[1].removeprefix("Odd").removeprefix("odd/").removesuffix("-v0")
    alone = class_name in DANGEROUS
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        given = _played(lambda: RemoteVectorEnv(address, name, COUNT))
        if isinstance(given[-1], str) or alone:
            return given[-1] if isinstance(given[-1], str) else "runs"
        expected = _played(lambda: SyncVectorEnv([lambda: gymnasium.make(name)] * COUNT))
    if isinstance(expected[-1], str):
        return f"runs, though Gymnasium says: {expected[-1]}"
    for one, other in zip(given, expected, strict=True):
        for part, mine, theirs in zip(_PARTS[len(other)], one, other, strict=True):
            try:
                _compare(mine, theirs, part)
            except AssertionError as difference:
                return f"differs in {part}" + (f": {difference}" if part == "infos" else "")
    return "as Gymnasium"


def _played(make: Any) -> list[Any]:
    """Returns every reply; the last is a text where one failed."""
    stage, replies, vector = "make", [], None
    try:
        vector = make()
        stage = "reset"
        vector.action_space.seed(1)
        replies.append(vector.reset(seed=3))
        stage = "step"
        for _ in range(STEPS):
            replies.append(vector.step(vector.action_space.sample()))
    except (EnvironmentFailure, Exception) as failure:
        replies.append(f"{stage}: {type(failure).__name__}: {str(failure).split(';')[0].splitlines()[0][:200]}")
    finally:
        if vector is not None:
            try:
                vector.close()
            except Exception as failure:
                replies.append(f"close: {failure}")
    return replies


def _compare(given: Any, expected: Any, where: str) -> None:
    if isinstance(expected, dict):
        assert list(given) == list(expected), f"without {[name for name in expected if name not in given]}"
        for name, value in expected.items():
            _compare(given[name], value, f"{where}[{name!r}]")
    elif isinstance(expected, list | tuple) and type(given) is type(expected):
        assert len(given) == len(expected), where
        for i, (one, other) in enumerate(zip(given, expected, strict=True)):
            _compare(one, other, f"{where}[{i}]")
    elif isinstance(expected, np.ndarray) and isinstance(given, np.ndarray):
        assert (given.dtype, given.shape) == (expected.dtype, expected.shape), f"{where} is {given.dtype}{given.shape}"
        if expected.dtype == object:
            _compare(given.ravel().tolist(), expected.ravel().tolist(), where)
        else:
            assert given.tobytes() == expected.tobytes(), f"{where} is {given}, not {expected}"
    else:
        assert type(given) is type(expected), f"{where} is {given!r}, not {expected!r}"
        assert repr(given) == repr(expected), f"{where} is {given!r}, not {expected!r}"


if __name__ == "__main__":
    sys.path.insert(0, sys.argv[2])
    for each in ids():
        print(each, "|", outcome(sys.argv[1], each).replace(sys.argv[1], "ADDRESS"), flush=True)
