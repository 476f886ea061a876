"""What comes over the wire equals Gymnasium's SyncVectorEnv, bit for bit, however the environments are split."""

from __future__ import annotations

import gymnasium
import numpy as np
import odd_environments  # noqa: F401 (registers)
import pytest
from gymnasium.vector import AutoresetMode, SyncVectorEnv
from wire import ODD, Player, running

from leeway_gymnasium import codec

STEPS = 60
COUNT = 5


@pytest.fixture(scope="module", params=["1", "3"])
def server(request):
    with running(*ODD, "--workers", request.param) as started:
        yield started


def assert_same(actual, expected, where=""):
    if isinstance(expected, dict):
        assert set(actual) == set(expected), where
        for name in expected:
            assert_same(actual[name], expected[name], f"{where}.{name}")
    elif isinstance(expected, tuple):
        assert len(actual) == len(expected), where
        for i, (one, other) in enumerate(zip(actual, expected, strict=True)):
            assert_same(one, other, f"{where}[{i}]")
    elif isinstance(expected, np.ndarray) and expected.dtype != object:
        assert actual.dtype == expected.dtype, where
        assert actual.shape == expected.shape, where
        assert actual.tobytes() == expected.tobytes(), where
    elif isinstance(expected, np.ndarray):
        assert list(actual) == list(expected), where
    else:
        assert actual == expected, where


def carried(infos, mask=None):
    """Gymnasium's infos without what cannot be carried, and without the finals, which have their own place."""
    result = {}
    for name, value in infos.items():
        plain = name.removeprefix("_")
        if plain in ("object", "final_obs", "final_info", "mixed"):
            continue
        result[name] = carried(value) if isinstance(value, dict) else value
    return result


def mixed(infos):
    return infos.get("mixed"), infos.get("_mixed")


@pytest.mark.parametrize("mode", ["NEXT_STEP", "SAME_STEP", "DISABLED"])
def test_every_kind_of_space_and_info(server, mode):
    local = SyncVectorEnv([lambda: gymnasium.make("Talkative-v0")] * COUNT, autoreset_mode=AutoresetMode[mode])
    remote = Player(server.stub(), "odd_environments:Talkative-v0", COUNT, mode)
    assert remote.observation_space == local.single_observation_space
    assert remote.action_space == local.single_action_space
    local.action_space.seed(7)
    seeds = [0, None, 2**63 + 5, 3, 4]
    # The environment that gets no seed draws one from the system: it is left out by giving it one in a second reset.
    remote.reset(seeds)
    local.reset(seed=list(seeds))
    seeds[1] = 11
    reply = remote.reset(seeds, options='{"why": [1, null]}').reset
    observations, infos = local.reset(seed=list(seeds), options={"why": [1, None]})
    ended = 0
    for _ in range(STEPS):
        assert_same(codec.decode_value(remote.observation_space, reply.observations, COUNT), observations)
        assert_same(codec.decode_infos(reply.infos, COUNT).keys() - {"mixed", "_mixed"}, carried(infos).keys())
        given = codec.decode_infos(reply.infos, COUNT)
        assert_same({k: v for k, v in given.items() if k.removeprefix("_") != "mixed"}, carried(infos))
        for one, other in zip(mixed(given), mixed(infos), strict=True):
            assert (one is None) == (other is None)
            assert one is None or one.tobytes() == other.tobytes()
        if mode == "DISABLED" and "began" not in infos and (terminated | truncated).any():  # noqa: F821
            mask = terminated | truncated  # noqa: F821
            refused = remote.step(local.action_space.sample())
            assert "is over" in refused.failure.message
            assert list(refused.failure.environments) == np.flatnonzero(mask).tolist()
            reply = remote.reset(mask=mask.tolist()).reset
            observations, infos = local.reset(options={"reset_mask": mask})
            continue
        actions = local.action_space.sample()
        reply = remote.step(actions).step
        observations, rewards, terminated, truncated, infos = local.step(actions)
        assert reply.rewards == rewards.tobytes()
        assert reply.terminated == codec.pack_bits(terminated)
        assert reply.truncated == codec.pack_bits(truncated)
        if "object (object)" not in reply.infos.omitted:
            assert mode == "NEXT_STEP" or (terminated | truncated).all()
        assert reply.HasField("final_observations") == ("final_obs" in infos)
        if "final_obs" in infos:
            ended += 1
            finals = codec.decode_value(remote.observation_space, reply.final_observations, COUNT)
            for i, final in enumerate(infos["final_obs"]):
                expected = final if infos["_final_obs"][i] else row(observations, i)
                assert_same(as_row(row(finals, i)), as_row(expected))
            final_infos = codec.decode_infos(reply.final_infos, COUNT)
            assert_same(without_mixed(final_infos), carried(infos["final_info"]))
    assert ended > 0 or mode != "SAME_STEP"
    remote.close()
    local.close()


def without_mixed(infos):
    return {name: value for name, value in infos.items() if name.removeprefix("_") != "mixed"}


def row(batch, i):
    if isinstance(batch, dict):
        return {name: row(inner, i) for name, inner in batch.items()}
    if isinstance(batch, tuple) and not isinstance(batch[0], str):
        return tuple(row(inner, i) for inner in batch)
    return batch[i]


def as_row(element):
    if isinstance(element, dict):
        return {name: as_row(inner) for name, inner in element.items()}
    if isinstance(element, tuple):
        return tuple(as_row(inner) for inner in element)
    return element if isinstance(element, str) else np.asarray(element)


@pytest.mark.parametrize("id", ["HalfCheetah-v5", "Hopper-v5", "CartPole-v1", "Blackjack-v1"])
@pytest.mark.parametrize("mode", ["NEXT_STEP", "SAME_STEP", "DISABLED"])
def test_gymnasiums_own(server, id, mode):
    local = SyncVectorEnv([lambda: gymnasium.make(id)] * COUNT, autoreset_mode=AutoresetMode[mode])
    remote = Player(server.stub(), id, COUNT, mode)
    local.action_space.seed(1)
    observations, _ = local.reset(seed=5)
    reply = remote.reset([5 + i for i in range(COUNT)]).reset
    for _ in range(100):
        assert_same(codec.decode_value(remote.observation_space, reply.observations, COUNT), observations)
        actions = local.action_space.sample()
        observations, rewards, terminated, truncated, infos = local.step(actions)
        reply = remote.step(actions).step
        assert reply.rewards == rewards.tobytes()
        assert reply.terminated == codec.pack_bits(terminated)
        assert_same(codec.decode_infos(reply.infos, COUNT), carried(infos))
        if mode == "DISABLED" and (terminated | truncated).any():
            observations, _ = local.reset(options={"reset_mask": terminated | truncated})
            reply = remote.reset(mask=(terminated | truncated).tolist()).reset
    remote.close()
    local.close()


def test_only_selected_infos_are_carried(server):
    from leeway.env.v1 import environment_pb2 as m

    chosen = Player(server.stub(), "HalfCheetah-v5", COUNT, infos=m.InfoSelection(names=["x_velocity", "nothing"]))
    chosen.reset([0] * COUNT)
    reply = chosen.step(np.zeros((COUNT, 6), np.float32)).step
    assert [column.name for column in reply.infos.columns] == ["x_velocity"]
    chosen.close()
    silent = Player(server.stub(), "HalfCheetah-v5", COUNT, infos=m.InfoSelection())
    silent.reset([0] * COUNT)
    assert not silent.step(np.zeros((COUNT, 6), np.float32)).step.infos.columns
    silent.close()
