"""Autoreset is what it was when the stories were recorded, through a server and without."""

from __future__ import annotations

import json

import golden
import pytest
from gymnasium.vector import AutoresetMode
from serving import serving

from leeway_gymnasium.clients import RemoteVectorEnv

TOLERANCE = 1e-6
"""CartPole's sines are the platform's own."""


@pytest.fixture(scope="module")
def server():
    with serving("--workers", "2", "--id", "CartPole-v1") as running:
        yield running


def assert_near(actual, expected, where):
    assert type(actual) is type(expected), where
    if isinstance(expected, dict):
        assert actual.keys() == expected.keys(), where
        for name in expected:
            assert_near(actual[name], expected[name], f"{where}, {name}")
    elif isinstance(expected, list):
        assert len(actual) == len(expected), where
        for index, pair in enumerate(zip(actual, expected, strict=True)):
            assert_near(*pair, f"{where}[{index}]")
    elif isinstance(expected, float):
        assert actual == pytest.approx(expected, abs=TOLERANCE), where
    else:
        assert actual == expected, where


@pytest.mark.parametrize("mode", list(AutoresetMode), ids=lambda mode: mode.name)
def test_autoreset_is_as_recorded(server, mode):
    recorded = json.loads(golden.FILE.read_text())[mode.name]
    remote = RemoteVectorEnv(
        server.address, "CartPole-v1", golden.COUNT, autoreset_mode=mode, max_episode_steps=golden.LIMIT
    )
    assert_near(golden.tell(remote, mode), recorded, "the server's")
    assert_near(golden.tell(golden.local(mode), mode), recorded, "Gymnasium's")
    remote.close()


def test_the_recorded_stories_have_both_kinds_of_endings():
    for name, story in json.loads(golden.FILE.read_text()).items():
        for flag in ("terminated", "truncated"):
            assert any(any(line.get(flag, [])) for line in story), f"{name} has no episode that was {flag}"
        finals = [final for line in story for final in line.get("finals", []) if final is not None]
        assert bool(finals) == (name == "SAME_STEP")
