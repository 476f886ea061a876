"""Everything that goes over the wire comes back bit for bit, and what cannot be is refused by name."""

from __future__ import annotations

import numpy as np
import pytest
from gymnasium import spaces
from gymnasium.vector.utils import batch_space

from leeway.env.v1 import space_pb2, value_pb2
from leeway_gymnasium import codec

SPACES = [
    spaces.Box(-np.inf, np.inf, (17,), np.float64),
    spaces.Box(-1, 1, (2, 3), np.float32),
    spaces.Box(0, 255, (4, 5, 3), np.uint8),
    spaces.Box(np.array([-3, 0]), np.array([5, 9]), dtype=np.int32),
    spaces.Box(0, 1, (), np.float64),
    spaces.Discrete(5, start=-2),
    spaces.Discrete(3, dtype=np.int32),
    spaces.MultiDiscrete([[2, 3], [4, 5]], start=[[0, 1], [2, 3]]),
    spaces.MultiBinary(3),
    spaces.MultiBinary((2, 4)),
    spaces.Text(7, min_length=2, charset="abé✓"),
    spaces.Box(-1, 1, (2,), np.float16),
    spaces.Dict({}),
    spaces.Tuple(()),
    spaces.Sequence(spaces.Box(-1, 1, (2,), np.float32)),
    spaces.Sequence(spaces.Dict(a=spaces.Discrete(3), b=spaces.Box(-1, 1, (2,))), stack=True),
    spaces.Sequence(spaces.Sequence(spaces.Text(3))),
    spaces.Graph(spaces.Box(-1, 1, (3,)), None),
    spaces.Graph(spaces.Discrete(4), spaces.Dict(weight=spaces.Box(0, 1, ()), kind=spaces.Discrete(3))),
    spaces.OneOf([spaces.Discrete(2), spaces.Box(-1, 1, (2,)), spaces.Tuple((spaces.Text(3), spaces.Discrete(2)))]),
    spaces.Dict(deep=spaces.Tuple((spaces.Sequence(spaces.Discrete(4)), spaces.MultiBinary(2)))),
    spaces.Dict(b=spaces.Discrete(2), a=spaces.Tuple([spaces.Box(0, 1, (2,)), spaces.Text(4)])),
    spaces.Tuple([spaces.Discrete(32), spaces.Discrete(11), spaces.Discrete(2)]),
]


class Mine(spaces.Space):
    """A space of someone's own."""


def equal(first, second):
    if isinstance(first, dict):
        return first.keys() == second.keys() and all(equal(first[name], second[name]) for name in first)
    if isinstance(first, tuple):
        return len(first) == len(second) and all(map(equal, first, second))
    if isinstance(first, str) or first is None:
        return first == second
    return first.dtype == second.dtype and first.shape == second.shape and first.tobytes() == second.tobytes()


@pytest.mark.parametrize("space", SPACES, ids=str)
def test_spaces_and_values_come_back(space):
    message = space_pb2.Space.FromString(codec.encode_space(space).SerializeToString())
    again = codec.decode_space(message)
    assert again == space
    assert again.dtype == space.dtype
    batched = batch_space(space, 3)
    batched.seed(0)
    for _ in range(20):
        batch = batched.sample()
        sent = value_pb2.Value.FromString(codec.encode_value(space, batch).SerializeToString())
        assert equal(codec.decode_value(space, sent, 3), batch)


@pytest.mark.parametrize("space", SPACES, ids=str)
def test_pieces_are_the_message(space):
    batched = batch_space(space, 3)
    batched.seed(0)
    for _ in range(5):
        batch = batched.sample()
        joined = b"".join(codec.pieces(space, batch, "the value"))
        assert value_pb2.Value.FromString(joined) == codec.encode_value(space, batch)


def test_odd_numbers_keep_their_bits():
    odd = np.array([0x7FF8000000000001, 0xFFF8DEADBEEF0000, 0x8000000000000000, 0x7FF0000000000000], np.uint64)
    space = spaces.Box(-np.inf, np.inf, (4,), np.float64)
    batch = odd.view(np.float64).reshape(1, 4)
    assert codec.decode_value(space, codec.encode_value(space, batch)).tobytes() == batch.tobytes()


@pytest.mark.parametrize(
    ("space", "name"),
    [
        (Mine(), "the space is a Mine, which the protocol does not carry"),
        (spaces.Dict(a=spaces.Tuple([spaces.Sequence(Mine())])), r"an item of the space\['a'\]\[0\] is a Mine"),
        (spaces.Graph(Mine(), None), "a node of the space is a Mine"),
        (spaces.OneOf([spaces.Discrete(2), Mine()]), r"the space\[1\] is a Mine"),
        (spaces.Box(0, 1, (1,), np.longdouble), "longdouble|float128"),
    ],
)
def test_spaces_that_are_not_carried_are_named(space, name):
    with pytest.raises(codec.CodecError, match=name):
        codec.encode_space(space)


def test_values_of_another_space_are_refused():
    box = spaces.Box(0, 1, (2,), np.float32)
    good = codec.encode_value(box, np.zeros((3, 2), np.float32))
    assert codec.decode_value(box, good, 3).shape == (3, 2)
    with pytest.raises(codec.CodecError, match="3 elements, but there are 4"):
        codec.decode_value(box, good, 4)
    with pytest.raises(codec.CodecError, match="float32, but must be float64"):
        codec.decode_value(spaces.Box(0, 1, (2,), np.float64), good, 3)
    with pytest.raises(codec.CodecError, match=r"shape \(3, 2\)"):
        codec.decode_value(spaces.Box(0, 1, (3,), np.float32), good, 3)
    with pytest.raises(codec.CodecError, match="given as tensor"):
        codec.decode_value(spaces.Text(3), good, 3)
    with pytest.raises(codec.CodecError, match="must have a, b"):
        codec.decode_value(
            spaces.Dict(a=box, b=box), codec.encode_value(spaces.Dict(a=box), {"a": np.zeros((1, 2))}), 1
        )


def test_sizes_are_checked_before_anything_is_allocated():
    huge = value_pb2.Tensor(type=value_pb2.DATA_TYPE_FLOAT64, shape=[4_000_000_000] * 3, data=b"12345678")
    with pytest.raises(codec.CodecError, match="8 bytes, but the shape"):
        codec.decode_tensor(huge)
    with pytest.raises(codec.CodecError, match="data type 0"):
        codec.decode_tensor(value_pb2.Tensor(shape=[1], data=b"1"))
    with pytest.raises(codec.CodecError, match="neither 0 nor 1"):
        codec.decode_tensor(value_pb2.Tensor(type=value_pb2.DATA_TYPE_BOOL, shape=[1], data=b"\x02"))


@pytest.mark.parametrize("count", [1, 7, 8, 9, 64, 65])
def test_flags_are_bits_from_the_least(count):
    flags = np.random.default_rng(count).random(count) < 0.5
    data = codec.pack_bits(flags)
    assert all(bool(data[i // 8] >> (i % 8) & 1) == flags[i] for i in range(count))
    assert equal(codec.unpack_bits(data, count, "flags"), flags)
    with pytest.raises(codec.CodecError):
        codec.unpack_bits(data + b"\0", count, "flags")


@pytest.mark.parametrize("space", SPACES[-12:], ids=str)
def test_mutated_messages_raise_nothing_else(space):
    random = np.random.default_rng(0)
    batch = batch_space(space, 4)
    batch.seed(0)
    whole = codec.encode_value(space, batch.sample()).SerializeToString()
    for _ in range(1000 if whole else 0):
        data = bytearray(whole)
        for _ in range(random.integers(1, 4)):
            data[random.integers(len(data))] = random.integers(256)
        try:
            codec.decode_value(space, value_pb2.Value.FromString(bytes(data)), 4)
        except (codec.CodecError, Exception) as error:
            assert type(error).__name__ in ("CodecError", "DecodeError"), error


VALUES = [
    None, True, False, 0, -(2**63), 2**63, -(2**64), 10**4000, 0.1, float("nan"), "", "ü\x00", b"", b"\xff",
    np.float32(1.5), np.float16(2), np.uint64(2**64 - 1), np.bool_(True), np.int8(-3),
    np.zeros((2, 0, 3)), np.array(1.5), np.arange(6).reshape(2, 3), np.array(["a", "bü"]),
    np.array([[1, None], ["x", 2.5]], object),
    [], (), {}, [1, (2, [3, {"a": None}])], {"a": {1: [b"x"]}, (1, "b"): None, None: True, 2.5: np.int64(3)},
]  # fmt: skip


def same(first, second):
    if type(first) is not type(second):
        return False
    if isinstance(first, np.ndarray):
        if first.dtype == object or first.dtype.kind == "U":
            return first.shape == second.shape and same(first.tolist(), second.tolist())
        return equal(first, second)
    if isinstance(first, list | tuple):
        return len(first) == len(second) and all(map(same, first, second))
    if isinstance(first, dict):
        return list(first) == list(second) and all(same(first[name], second[name]) for name in first)
    return repr(first) == repr(second)


@pytest.mark.parametrize("value", VALUES, ids=lambda value: repr(value)[:40])
def test_values_of_any_kind_come_back(value):
    sent = value_pb2.InfoItem.FromString(codec.encode_item(value).SerializeToString())
    assert same(codec.decode_item(sent, "the value"), value)


def nested(depth):
    return [nested(depth - 1)] if depth else 1


@pytest.mark.parametrize(
    ("value", "named"),
    [
        (object(), "object"),
        ({1, 2}, "set"),
        ([1, [1j]], "complex"),
        (np.complex64(1), "complex64"),
        (np.datetime64("2020-01-01"), "datetime64"),
        (np.zeros(2, complex), "complex128 array"),
        ({"a": (lambda: 1)}, "function"),
        ("\ud800", "text that is not Unicode"),
        ({frozenset(): 1}, "frozenset"),
        (10**5000, "int of more than 4300 digits"),
        (nested(17), "nested deeper than 16"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_kinds_that_are_not_carried_are_named(value, named):
    with pytest.raises(codec.CodecError, match=named):
        codec.encode_item(value)
    assert same(codec.decode_item(codec.encode_item(nested(16)), "the value"), nested(16))


def test_a_list_within_itself_is_refused():
    endless = []
    endless.append(endless)
    with pytest.raises(codec.CodecError, match="nested deeper"):
        codec.encode_item(endless)


def test_mutated_values_raise_nothing_else():
    random = np.random.default_rng(0)
    whole = codec.encode_item(VALUES)
    data = whole.SerializeToString()
    for _ in range(3000):
        mutated = bytearray(data)
        for _ in range(random.integers(1, 4)):
            mutated[random.integers(len(mutated))] = random.integers(256)
        try:
            codec.decode_item(value_pb2.InfoItem.FromString(bytes(mutated)), "the value")
        except Exception as error:
            assert type(error).__name__ in ("CodecError", "DecodeError"), error
