"""Gymnasium's spaces to and from messages."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from gymnasium import spaces

from leeway.env.v1 import space_pb2
from leeway_gymnasium.codec.errors import CodecError
from leeway_gymnasium.codec.tensors import array_type, data_type, decode_tensor, encode_tensor

DEEPEST = 16
"""How many composite spaces may lie within one another."""

MOST_FLAGS = 1 << 24
"""How many flags a MultiBinary may have: nothing else of its message is as large as what it stands for."""

Space = spaces.Space[Any]


def encode_space(space: Space, what: str = "the space") -> space_pb2.Space:
    """Returns a space as a message.

    Raises:
        CodecError: if the protocol does not carry it: a class of someone's own, a dtype that it lacks.
    """
    return _encode(space, what, 0)


def _encode(space: Space, what: str, depth: int) -> space_pb2.Space:
    if depth > DEEPEST:
        raise CodecError(f"{what} lies deeper than {DEEPEST} composite spaces")
    if isinstance(space, spaces.Box):
        box = space_pb2.BoxSpace(low=encode_tensor(space.low, what), high=encode_tensor(space.high, what))
        return space_pb2.Space(box=box)
    if isinstance(space, spaces.Discrete):
        assert space.dtype is not None
        return space_pb2.Space(
            discrete=space_pb2.DiscreteSpace(n=int(space.n), start=int(space.start), type=data_type(space.dtype, what))
        )
    if isinstance(space, spaces.MultiDiscrete):
        counts = encode_tensor(np.asarray(space.nvec, space.dtype), what)
        starts = encode_tensor(np.asarray(space.start, space.dtype), what)
        return space_pb2.Space(multi_discrete=space_pb2.MultiDiscreteSpace(counts=counts, starts=starts))
    if isinstance(space, spaces.MultiBinary):
        return space_pb2.Space(multi_binary=space_pb2.MultiBinarySpace(shape=space.shape))
    if isinstance(space, spaces.Text):
        return space_pb2.Space(
            text=space_pb2.TextSpace(
                minimum_length=space.min_length, maximum_length=space.max_length, characters=space.characters
            )
        )
    if isinstance(space, spaces.Dict):
        entries = [
            space_pb2.SpaceEntry(name=_name(name, what), space=_encode(inner, f"{what}['{name}']", depth + 1))
            for name, inner in space.spaces.items()
        ]
        return space_pb2.Space(dict=space_pb2.DictSpace(entries=entries))
    if isinstance(space, spaces.Tuple):
        items = [_encode(inner, f"{what}[{i}]", depth + 1) for i, inner in enumerate(space.spaces)]
        return space_pb2.Space(tuple=space_pb2.TupleSpace(items=items))
    if isinstance(space, spaces.Sequence):
        item = _encode(space.feature_space, f"an item of {what}", depth + 1)
        return space_pb2.Space(sequence=space_pb2.SequenceSpace(item=item, stacked=space.stack))
    if isinstance(space, spaces.Graph):
        node = _encode(space.node_space, f"a node of {what}", depth + 1)
        edge = _encode(space.edge_space, f"an edge of {what}", depth + 1) if space.edge_space is not None else None
        return space_pb2.Space(graph=space_pb2.GraphSpace(node=node, edge=edge))
    if isinstance(space, spaces.OneOf):
        items = [_encode(inner, f"{what}[{i}]", depth + 1) for i, inner in enumerate(space.spaces)]
        return space_pb2.Space(one_of=space_pb2.OneOfSpace(items=items))
    raise CodecError(
        f"{what} is a {type(space).__name__}, which the protocol does not carry: Box, Discrete, MultiDiscrete, "
        "MultiBinary, Text, Dict, Tuple, Sequence, Graph and OneOf are"
    )


def _name(name: Any, what: str) -> str:
    if not isinstance(name, str):
        raise CodecError(f"{what} has the key {name!r}, which is not text")
    return name


def decode_space(message: space_pb2.Space, what: str = "the space") -> Space:
    """Returns the space of a message.

    Raises:
        CodecError: if it is not a valid one.
    """
    try:
        return _decode(message, what, 0)
    except CodecError:
        raise
    except (AssertionError, ValueError, TypeError, OverflowError) as error:
        raise CodecError(f"{what} is not a valid space: {error}") from error


def _decode(message: space_pb2.Space, what: str, depth: int) -> Space:
    if depth > DEEPEST:
        raise CodecError(f"{what} lies deeper than {DEEPEST} composite spaces")
    kind = message.WhichOneof("kind")
    if kind == "box":
        return _decode_box(message.box, what)
    if kind == "discrete":
        discrete = message.discrete
        type: Any = array_type(discrete.type, what)
        return spaces.Discrete(discrete.n, start=discrete.start, dtype=type.type)
    if kind == "multi_discrete":
        counts = decode_tensor(message.multi_discrete.counts, what)
        starts = decode_tensor(message.multi_discrete.starts, what)
        counts_type: Any = counts.dtype.type
        return spaces.MultiDiscrete(counts, dtype=counts_type, start=starts)
    if kind == "multi_binary":
        shape = tuple(message.multi_binary.shape)
        if not shape or not 0 < math.prod(shape) <= MOST_FLAGS:
            raise CodecError(f"{what} has the shape {shape}, but must have from 1 to {MOST_FLAGS} flags")
        return spaces.MultiBinary(shape[0] if len(shape) == 1 else shape)
    if kind == "text":
        text = message.text
        return spaces.Text(text.maximum_length, min_length=text.minimum_length, charset=text.characters)
    if kind == "dict":
        inner = {e.name: _decode(e.space, f"{what}['{e.name}']", depth + 1) for e in message.dict.entries}
        if len(inner) != len(message.dict.entries):
            raise CodecError(f"{what} has a key twice")
        return spaces.Dict(list(inner.items()))
    if kind == "tuple":
        items = [_decode(item, f"{what}[{i}]", depth + 1) for i, item in enumerate(message.tuple.items)]
        return spaces.Tuple(items)
    if kind == "sequence":
        return spaces.Sequence(
            _decode(message.sequence.item, f"an item of {what}", depth + 1), stack=message.sequence.stacked
        )
    if kind == "graph":
        edge = _decode(message.graph.edge, f"an edge of {what}", depth + 1) if message.graph.HasField("edge") else None
        return spaces.Graph(_decode(message.graph.node, f"a node of {what}", depth + 1), edge)
    if kind == "one_of":
        return spaces.OneOf([_decode(item, f"{what}[{i}]", depth + 1) for i, item in enumerate(message.one_of.items)])
    raise CodecError(f"{what} is of no kind that is known here")


def _decode_box(box: space_pb2.BoxSpace, what: str) -> spaces.Box:
    low = decode_tensor(box.low, f"the lower bound of {what}")
    high = decode_tensor(box.high, f"the upper bound of {what}")
    if low.dtype != high.dtype or low.shape != high.shape:
        raise CodecError(
            f"the bounds of {what} differ: {low.dtype} of shape {low.shape}, {high.dtype} of shape {high.shape}"
        )
    type: Any = low.dtype.type
    return spaces.Box(low.copy(), high.copy(), dtype=type)
