"""Environments that give what they should not are named with what they gave, and what was expected."""

from __future__ import annotations

import numpy as np
import pytest
from wire import Player, discrete, running

from leeway.env.v1 import environment_pb2 as m
from leeway_gymnasium import codec
from leeway_gymnasium.clients import EnvironmentFailure, FailureKind, RemoteVectorEnv

ID = "odd_environments:Lying-v0"


@pytest.fixture(scope="module")
def server():
    with running("--allow-import", "--allow-kwargs", "kind", "--workers", "2") as started:
        yield started


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("shape", "gave what is not of its space: the observation has the shape (4,), but its space says (3,)"),
        ("none", "gave what is not of its space: the observation is None, which is no array of float32"),
        ("text", "gave what is not of its space: the observation is a str, which is no array of float32"),
        ("four", "gave 4 values from step(), which must give observation, reward, terminated, truncated, info"),
        ("rewards", "gave a reward that is no number, but an array of float64 and the shape (2,)"),
        ("assert", "raised AssertionError without a text, at line "),
        ("control", "raised ValueError: a\\x1b[31m\\x00b"),
    ],
)
def test_what_it_gave_is_told(server, kind, said):
    vector = RemoteVectorEnv(server.address, ID, 2, kwargs={"kind": kind})
    vector.reset(seed=0)
    vector.step(np.zeros(2, np.int64))
    vector.step(np.zeros(2, np.int64))
    with pytest.raises(EnvironmentFailure) as failure:
        vector.step(np.zeros(2, np.int64))
    assert f"environment 0 of {ID} {said}" in str(failure.value)
    assert failure.value.kind is FailureKind.ENVIRONMENT_ERROR
    assert failure.value.environments == (0, 1)
    assert ("assert action == 7" in str(failure.value)) == (kind == "assert")
    vector.reset(seed=0)
    vector.close()
    assert "\x1b" not in server.log()


def test_how_a_process_ended_is_told(server):
    vector = RemoteVectorEnv(server.address, ID, 1, kwargs={"kind": "sys.exit"})
    vector.reset(seed=0)
    vector.step(np.zeros(1, np.int64))
    vector.step(np.zeros(1, np.int64))
    with pytest.raises(EnvironmentFailure, match="exited with 9") as failure:
        vector.step(np.zeros(1, np.int64))
    assert failure.value.kind is FailureKind.WORKER_LOST
    vector.close()
    assert "an environment called sys.exit(9)" in server.log()
    with pytest.raises(EnvironmentFailure, match="cannot be made: the process that made it exited with 3") as failure:
        RemoteVectorEnv(server.address, ID, 1, kwargs={"kind": "exit when made"})
    assert failure.value.kind is FailureKind.WORKER_LOST


@pytest.mark.parametrize(
    ("kind", "noted"),
    [
        ("fine", []),
        ("list", ["the observation is a list, but its space says an array of float32"]),
        ("double", ["the observation is of type float64, but its space says float32"]),
        ("reward", ["the reward is None, but must be a number", "truncated is a int, but must be a bool"]),
        ("reward array", ["the reward is an array of float64 and the shape (), but must be a number"]),
    ],
)
@pytest.mark.parametrize("asked", [True, False])
def test_what_is_cast_is_noted(server, kind, noted, asked):
    player = Player(server.stub(), ID, 3, kwargs_json=f'{{"kind": "{kind}"}}', notes=asked)
    assert list(player.reset([0, 1, 2]).reset.notes) == []
    for step in range(5):
        reply = player.ask(step=m.Step(actions=discrete(0, 0, 0))).step
        late = asked and step >= 2
        assert list(reply.notes) == [f"environment {i}: {note}" for i in range(3) for note in noted if late]
        assert codec.decode_value(player.observation_space, reply.observations, 3).dtype == np.float32
    player.close()
