"""Odd and hostile values: refused or left out by name, never another kind of error."""

from __future__ import annotations

import numpy as np
import pytest
from gymnasium import spaces

from leeway.env.v1 import space_pb2, value_pb2
from leeway_gymnasium import codec


@pytest.mark.parametrize(
    ("space", "batch", "message"),
    [
        (spaces.Discrete(3), np.array([1.0, 0.7]), "int64 does not have, such as 0.7"),
        (spaces.Discrete(3), np.array([np.nan]), "such as nan"),
        (spaces.Box(0, 255, (1,), np.uint8), np.array([[256]]), "uint8 does not have, such as 256"),
        (spaces.Box(0, 1, (2,)), [[1], [1, 2]], "not an array"),
        (spaces.Box(0, 1, (2,)), [["a", "b"]], "must be float32"),
        (spaces.Text(3), (1, 2), "tuple of strings"),
        (spaces.Text(3), ("\ud800",), "Unicode"),
    ],
)
def test_values_that_would_change_are_refused(space, batch, message):
    with pytest.raises(codec.CodecError, match=message):
        codec.encode_value(space, batch)


def test_values_that_fit_are_cast():
    action = codec.encode_value(spaces.Box(-1, 1, (1,), np.float32), np.array([[0.1]]))
    assert action.tensor.data == np.float32(0.1).tobytes()
    assert codec.encode_value(spaces.Discrete(3), [2.0]).tensor.data == np.int64(2).tobytes()
    assert codec.encode_value(spaces.MultiBinary(2), [[True, False]]).tensor.data == b"\1\0"


@pytest.mark.parametrize("shape", [[4_000_000_000] * 3 + [0], [0] + [65_536] * 31, [1] * 33])
def test_shapes_that_no_array_has_are_refused(shape):
    with pytest.raises(codec.CodecError):
        codec.decode_tensor(value_pb2.Tensor(type=value_pb2.DATA_TYPE_FLOAT64, shape=shape))


@pytest.mark.parametrize("shape", [[], [0], [4_000_000_000, 4_000_000_000]])
def test_spaces_that_would_take_all_memory_are_refused(shape):
    with pytest.raises(codec.CodecError, match="flags"):
        codec.decode_space(space_pb2.Space(multi_binary=space_pb2.MultiBinarySpace(shape=shape)))


def test_empty_arrays_come_back():
    empty = np.zeros((3, 0, 2), np.float32)
    assert codec.decode_tensor(codec.encode_tensor(empty)).shape == (3, 0, 2)
