"""Infos of every kind come to a client as Gymnasium gives them: values, types, masks and the order of keys."""

from __future__ import annotations

import warnings

import gymnasium
import numpy as np
import odd_infos
import pytest
from gymnasium.vector import AutoresetMode, SyncVectorEnv
from wire import running

from leeway_gymnasium.clients import EnvironmentFailure, RemoteEnv, RemoteVectorEnv

COUNT = 4
STEPS = 20


@pytest.fixture(scope="module", params=["1", "3"])
def server(request):
    with running("--allow-import", "--allow-kwargs", "what", "--workers", request.param) as started:
        yield started


def assert_same(given, expected, where="infos"):
    """Compares nested values with their types, as they are within one another; an enumeration's are carried as numbers."""
    expected = int(expected) if isinstance(expected, odd_infos.Colour) else expected
    assert type(given) is type(expected), f"{where}: {given!r} is not {expected!r}"
    if isinstance(expected, dict):
        assert list(given) == list(expected), where
        for name, value in expected.items():
            assert_same(given[name], value, f"{where}[{name!r}]")
    elif isinstance(expected, list | tuple):
        assert len(given) == len(expected), where
        for i, (one, other) in enumerate(zip(given, expected, strict=True)):
            assert_same(one, other, f"{where}[{i}]")
    elif isinstance(expected, np.ndarray):
        assert (given.dtype, given.shape) == (expected.dtype, expected.shape), where
        if expected.dtype == object:
            assert_same(given.ravel().tolist(), expected.ravel().tolist(), where)
        else:
            assert given.tobytes() == expected.tobytes(), where
    elif isinstance(expected, np.generic):
        assert given.dtype == expected.dtype, where
        assert given.tobytes() == expected.tobytes(), where
    else:
        assert repr(given) == repr(expected), where


@pytest.mark.parametrize("what", ["same", "sometimes", "names", "alone"])
def test_a_single_environment(server, what):
    local = gymnasium.make("Saying-v0", what=what)
    remote = RemoteEnv(server.address, "odd_infos:Saying-v0", kwargs={"what": what})
    for seed in (0, 7):
        assert_same(remote.reset(seed=seed)[1], local.reset(seed=seed)[1])
        for _ in range(4):
            assert_same(remote.step(0)[4], local.step(0)[4])
    assert remote.omitted_infos == []
    remote.close()


@pytest.mark.parametrize("mode", ["NEXT_STEP", "SAME_STEP"])
@pytest.mark.parametrize("what", ["same", "sometimes", "names"])
def test_a_vector(server, what, mode):
    make = lambda: gymnasium.make("Saying-v0", what=what)  # noqa: E731
    local = SyncVectorEnv([make] * COUNT, autoreset_mode=AutoresetMode[mode])
    remote = RemoteVectorEnv(
        server.address, "odd_infos:Saying-v0", COUNT, autoreset_mode=AutoresetMode[mode], kwargs={"what": what}
    )
    finals = 0
    assert_same(remote.reset(seed=0)[1], local.reset(seed=0)[1])
    for _ in range(STEPS):
        (*given, infos), (*expected, said) = (vector.step(np.zeros(COUNT, np.int64)) for vector in (remote, local))
        assert_same(given, expected, "outcome")
        assert_same(infos, said)
        finals += "final_obs" in said
    assert finals > 0 or mode == "NEXT_STEP"
    remote.close()


def test_what_gymnasium_cannot_gather_is_objects(server):
    local = [gymnasium.make("Saying-v0", what="alone") for _ in range(COUNT)]
    remote = RemoteVectorEnv(server.address, "odd_infos:Saying-v0", COUNT, kwargs={"what": "alone"})
    given = remote.reset(seed=0)[1]
    said = [env.reset(seed=seed)[1] for seed, env in enumerate(local)]
    for _ in range(4):
        for name in ("big", "ragged", "replaced", "sometimes dict", "keys"):
            assert_same(given[name].tolist(), [info[name] for info in said], name)
            assert given[f"_{name}"].all()
        assert_same(given["nested"]["v"].tolist(), [info["nested"]["v"] for info in said], "nested")
        given = remote.step(np.zeros(COUNT, np.int64))[4]
        said = [env.step(0)[4] for env in local]
    remote.close()


OMITTED = ["3 (a name that is not Unicode text)", "object (object)", "set (set)", "complex (complex)", "list (object)"]


def test_what_is_left_out_is_said(server):
    remote = RemoteVectorEnv(server.address, "odd_infos:Saying-v0", COUNT, kwargs={"what": "left"})
    with pytest.warns(UserWarning, match=r"infos of odd_infos:Saying-v0 that cannot be carried.*object \(object\)"):
        infos = remote.reset(seed=0)[1]
    assert sorted(remote.omitted_infos) == sorted([*OMITTED, "deep.type (type)"])
    assert list(infos) == ["deep", "_deep", "good", "_good"]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        remote.step(np.zeros(COUNT, np.int64))
    remote.close()
    assert server.log().count("infos that cannot be carried are left out: ") >= 1
    line = next(line for line in server.log().splitlines() if "infos that cannot be carried" in line)
    assert all(name in line for name in OMITTED)


def test_what_is_no_info_is_named(server):
    remote = RemoteEnv(server.address, "odd_infos:Speechless-v0")
    remote.reset(seed=0)
    with pytest.raises(
        EnvironmentFailure, match="environment 0 of .* gave an info that must be a dict, but is a NoneType"
    ):
        remote.step(0)
    remote.close()
