"""What the way to a server does never changes what an environment does."""

from __future__ import annotations

import numpy as np
import pytest
from proxy import Proxy
from serving import serving

from leeway_gymnasium.clients import EnvironmentFailure, FailureKind, RemoteVectorEnv

STEPS = 200
COUNT = 3


@pytest.fixture(scope="module")
def server():
    with serving("--workers", "1", "--id", "CartPole-v1", "--resume-seconds", "5") as running:
        yield running


@pytest.fixture
def proxy(server):
    between = Proxy(server.address)
    yield between
    between.close()


def actions():
    return np.random.default_rng(0).integers(0, 2, (STEPS, COUNT))


def story(vector, between_steps=lambda step: None, ahead=0):
    told = [vector.reset(seed=4)[0].tobytes()]
    batches = actions()
    for step in range(ahead):
        vector.step_async(batches[step])
    for step in range(STEPS):
        between_steps(step)
        if step + ahead < STEPS:
            vector.step_async(batches[step + ahead])
        told.append([np.asarray(part).tobytes() for part in vector.step_wait()[:4]])
    return told


@pytest.fixture(scope="module")
def expected(server):
    vector = RemoteVectorEnv(server.address, "CartPole-v1", COUNT)
    told = story(vector)
    vector.close()
    return told


@pytest.mark.parametrize("ahead", [0, 2])
def test_cut_connections_change_nothing(proxy, expected, ahead):
    random = np.random.default_rng(ahead)
    vector = RemoteVectorEnv(proxy.address, "CartPole-v1", COUNT, deadline=20)

    def sometimes_cut(step):
        if random.random() < 0.1:
            proxy.cut()

    assert story(vector, sometimes_cut, ahead) == expected
    assert proxy.cuts > 10
    vector.close()


def test_a_reply_that_came_too_late_is_not_taken_for_another(proxy, server):
    vector = RemoteVectorEnv(proxy.address, "CartPole-v1", COUNT, deadline=1)
    vector.reset(seed=0)
    proxy.passing.clear()
    with pytest.raises(EnvironmentFailure, match="no reply within 1 s") as failure:
        vector.step(np.zeros(COUNT, np.int64))
    assert failure.value.kind == FailureKind.TIMEOUT
    proxy.passing.set()
    direct = RemoteVectorEnv(server.address, "CartPole-v1", COUNT)
    for seed in (5, 6):
        assert vector.reset(seed=seed)[0].tobytes() == direct.reset(seed=seed)[0].tobytes()
        step = np.ones(COUNT, np.int64)
        assert vector.step(step)[0].tobytes() == direct.step(step)[0].tobytes()
    vector.close()
    direct.close()


def test_a_way_that_stays_closed_is_a_lost_session(proxy):
    vector = RemoteVectorEnv(proxy.address, "CartPole-v1", COUNT, deadline=20)
    vector.reset(seed=0)
    proxy.close()
    with pytest.raises(EnvironmentFailure, match="did not come back within 5 s") as failure:
        vector.step(np.zeros(COUNT, np.int64))
    assert failure.value.kind == FailureKind.LOST_SESSION
    vector.close()


def test_no_more_is_under_way_than_the_server_allows(server):
    vector = RemoteVectorEnv(server.address, "CartPole-v1", COUNT)
    vector.reset(seed=0)
    depth = vector.connection.server.limits.pipeline_depth
    batch = np.zeros(COUNT, np.int64)
    for _ in range(depth):
        vector.step_async(batch)
    with pytest.raises(EnvironmentFailure, match=f"more than {depth} requests") as failure:
        vector.step_async(batch)
    assert failure.value.kind == FailureKind.RESOURCE_EXHAUSTED
    for _ in range(depth):
        vector.step_wait()
    vector.step(batch)
    vector.close()
