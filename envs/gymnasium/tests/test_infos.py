"""Infos on their way from workers to a client: equal to what Gymnasium gathers, however they are written and split."""

from __future__ import annotations

from typing import Any

import gymnasium
import numpy as np
import pytest
from gymnasium.vector import SyncVectorEnv

from leeway.env.v1 import value_pb2
from leeway_gymnasium import codec
from leeway_gymnasium.workers.channel import pack, split, unpack
from leeway_gymnasium.workers.columns import Columns
from leeway_gymnasium.workers.merge import Template, merge
from leeway_gymnasium.workers.parts import Part, Reader
from leeway_gymnasium.workers.repeats import Repeats
from leeway_gymnasium.workers.shard import chosen

NAN = np.frombuffer(b"\x01\x02\x03\x04\x05\x06\xf8\x7f", np.float64)[0]
_SINGLE = np.array([0.1, np.nan, 1e-45], np.float32)
_DOUBLE = np.array([-0.0, np.inf, 2.0])
PLAIN = [
    {"x": x, "f": _SINGLE[i], "n": n, "b": i != 1, "d": _DOUBLE[i], "i": np.int32(7 - i), "l": np.int64(-9)}
    for i, (x, n) in enumerate([(1.5, 3), (float(NAN), -(2**63)), (5e-324, 2**63 - 1)])
]


def columns(said: list[tuple[int, Any]], count: int, items: bool = True) -> bytes:
    """Returns a shard's message, written value by value."""
    gathered = Columns(count, items)
    for row, info in said:
        gathered.add(info, row)
    blobs: list[bytes] = []
    head = gathered.pack(blobs)
    return pack([[], None, head, [[], {}]], *blobs)


def part(message: bytes, first: int, count: int) -> Part:
    head, data = unpack(message)
    return Part(head[2], Reader(data, first, count))


def carried(shards: list[list[Any]], items: bool = True) -> value_pb2.Infos:
    """Returns the infos of environments that live in several shards, as a client gets them."""
    first, parts = 0, []
    for infos in shards:
        said = [(row, info) for row, info in enumerate(infos) if info is not None]
        parts.append(part(columns(said, len(infos), items), first, len(infos)))
        first += len(infos)
    return value_pb2.Infos.FromString(merge(parts, first, items).SerializeToString())


def gathered(infos: list[Any]) -> dict[str, Any]:
    """Returns what Gymnasium's own vector gathers."""
    vector = SyncVectorEnv([lambda: gymnasium.make("CartPole-v1")] * len(infos))
    result: dict[str, Any] = {}
    for row, info in enumerate(infos):
        if info is not None:
            result = vector._add_info(result, info, row)
    vector.close()
    return result


def assert_same(given: Any, expected: Any) -> None:
    assert list(given) == list(expected)
    for name, value in expected.items():
        if isinstance(value, dict):
            assert_same(given[name], value)
        elif value.dtype == object:
            assert given[name].tolist() == value.tolist()
        else:
            assert given[name].dtype == value.dtype
            assert given[name].tobytes() == value.tobytes(), name


@pytest.mark.parametrize("cut", [1, 2, 3])
def test_infos_come_back_with_their_masks(cut):
    infos = [
        {"x": 1.5, "flag": True, "narrow": np.ones(2, np.float32), "group": {"name": "a", "deeper": {"y": 1}}},
        {"flag": False, "narrow": np.zeros(2, np.float32)},
        None,
        {"x": 2.5, "flag": True, "narrow": np.full(2, 3, np.float32), "group": {"name": "b"}},
    ]
    assert_same(codec.decode_infos(carried([infos[:cut], infos[cut:]]), 4), gathered(infos))


def test_infos_that_cannot_be_carried_are_left_out_by_name():
    info = {0: 1.0, "\ud800": 1.0, "text": "\ud800", "huge": 2**70, "state": object(), "list": [1], "good": 1.0}
    message = carried([[info], [{"good": 2.0}]])
    assert list(codec.decode_infos(message, 2)) == ["huge", "_huge", "list", "_list", "good", "_good"]
    omitted = [name.rpartition(" (")[0] for name in message.omitted]
    assert sorted(omitted) == sorted(["0", r"'\ud800'", "text", "state"])


def test_a_client_that_knows_no_items_gets_none():
    info = {"huge": 2**70, "none": None, "half": np.float16(1), "list": [1], "text": "\ud800", "array": np.array("a")}
    message = carried([[{**info, "good": 1.0, "mixed": 1}], [{"good": 2.0, "mixed": "a"}]], items=False)
    assert list(codec.decode_infos(message, 2)) == ["good", "_good"]
    assert sorted(message.omitted) == [
        "array (<U1 array)",
        "half (float16)",
        "huge (int of more than 64 bits)",
        "list (list)",
        "mixed (values of several kinds)",
        "none (NoneType)",
        "text (text that is not Unicode)",
    ]


def test_plain_numbers_are_written_alike_both_ways():
    message = Repeats(3).pack(list(enumerate(PLAIN)))
    assert message == columns(list(enumerate(PLAIN)), 3)


@pytest.mark.parametrize(
    "change",
    [{"x": 1}, {"x": "text"}, {"more": 1.0}, {"x": np.ones(1)}, {"n": 2**70}, {"x": {"y": 1.0}}, {"x": None}],
)
def test_other_infos_are_left_to_the_general_way(change):
    repeats = Repeats(3)
    said = list(enumerate(PLAIN))
    whole = repeats.pack(said)
    assert repeats.pack([*said[:2], (2, {**PLAIN[2], **change})]) is None
    assert repeats.pack([(row, {**info, **change}) for row, info in said]) in (
        None,
        columns([(row, {**info, **change}) for row, info in said], 3),
    )
    assert repeats.pack(said[:2]) is None
    assert repeats.pack(said) == whole
    assert repeats.pack([(row, {}) for row, _ in said]) is None


def test_chosen_infos_are_written_alone():
    expected = [{name: info[name] for name in ("x", "b")} for info in PLAIN]
    message = Repeats(3).pack([(row, chosen(info, frozenset({"x", "b", "absent"}))) for row, info in enumerate(PLAIN)])
    assert message == columns(list(enumerate(expected)), 3)


def test_a_template_gives_what_merging_gives():
    first = [columns(list(enumerate(PLAIN)), 3), columns([(0, PLAIN[1])], 1)]
    parts = [part(first[0], 0, 3), part(first[1], 3, 1)]
    template = Template.of(merge(parts, 4), parts, 4)
    assert template is not None
    second = [columns(list(enumerate(PLAIN[::-1])), 3), columns([(0, PLAIN[2])], 1)]
    assert [split(message)[0] for message in first] == [split(message)[0] for message in second]
    filled = template.fill([split(message)[1] for message in second])
    assert filled == merge([part(second[0], 0, 3), part(second[1], 3, 1)], 4)


@pytest.mark.parametrize(
    "shards",
    [
        [[{"x": 1.0}, {"x": 2}], [{"x": 1.0}]],
        [[{"x": 1.0}, {"x": 2.0}], [{"x": 1}]],
        [[{"x": 1.0}, None], [{"x": 1.0}]],
        [[{"x": 1.0}, {}], [{"x": 1.0}]],
        [[{"x": "a"}], [{"x": "b"}]],
        [[{"x": {"y": 1.0}}], [{"x": {"y": 1.0}}]],
        [[{"x": 1.0, "o": object()}], [{"x": 1.0}]],
        [[{"x": 1.0, "z": 1.0}], [{"x": 1.0}]],
        [[None], [None]],
    ],
)
def test_only_whole_columns_of_numbers_make_a_template(shards):
    messages = [
        columns([(row, info) for row, info in enumerate(infos) if info is not None], len(infos)) for infos in shards
    ]
    parts, first = [], 0
    for infos, message in zip(shards, messages, strict=True):
        parts.append(part(message, first, len(infos)))
        first += len(infos)
    assert Template.of(merge(parts, first), parts, first) is None
