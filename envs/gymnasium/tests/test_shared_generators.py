"""Environments that draw from a process's shared generators: no two draw the same, and the same seeds give the same."""

from __future__ import annotations

import numpy as np
import pytest
from serving import serving
from wire import environment

from leeway_gymnasium.clients import RemoteVectorEnv

COUNT = 6


@pytest.fixture(scope="module", params=[1, 2, 6], ids=lambda workers: f"{workers} workers")
def server(request):
    with serving("--allow-import", "--workers", str(request.param), variables=environment()) as running:
        yield running


@pytest.fixture
def vector(server):
    made = RemoteVectorEnv(server.address, "odd_environments:Shared-v0", COUNT)
    yield made
    made.close()


def story(vector, seed):
    first, _ = vector.reset(seed=seed)
    return np.concatenate([first, vector.step(np.zeros(COUNT, np.int64))[0]])


def distinct(drawn):
    return len(np.unique(drawn)) == drawn.size


@pytest.mark.parametrize("seed", [None, 0, 2**63])
def test_no_two_environments_draw_the_same(vector, seed):
    assert distinct(story(vector, seed))


def test_the_same_seeds_give_the_same_and_others_do_not(vector):
    first = story(vector, 3)
    assert story(vector, 3).tobytes() == first.tobytes()
    assert distinct(np.concatenate([first, story(vector, 3 + 1000)]))


def test_without_seeds_every_session_draws_its_own(server, vector):
    other = RemoteVectorEnv(server.address, "odd_environments:Shared-v0", COUNT)
    assert distinct(np.concatenate([story(vector, None), story(other, None)]))
    other.close()
