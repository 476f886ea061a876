"""Batches of a Sequence, a Graph or a OneOf to and from messages: lengths, and all their items one after the other."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
from gymnasium import spaces

from leeway.env.v1 import value_pb2
from leeway_gymnasium.codec.batches import Batch, Space, joined, length, row, rows, stack
from leeway_gymnasium.codec.bits import pack_bits, unpack_bits
from leeway_gymnasium.codec.errors import CodecError
from leeway_gymnasium.codec.tensors import decode_tensor, encode_tensor

MOST_ITEMS = 1 << 22
"""How many items all sequences of a batch may have: empty ones cost a message nothing."""


class Encode(Protocol):
    """Writes a batch of any space."""

    def __call__(self, space: Space, batch: Batch, what: str) -> value_pb2.Value:
        """Returns its message; raises CodecError."""


class Decode(Protocol):
    """Reads a batch of any space."""

    def __call__(self, space: Space, message: value_pb2.Value, count: int, what: str) -> Batch:
        """Returns the batch; raises CodecError."""


def encode_ragged(space: Space, batch: Batch, what: str, encode: Encode) -> value_pb2.Value:
    """Returns a tuple of elements as a message.

    Raises:
        CodecError: if they are not of the space.
    """
    if not isinstance(batch, tuple | list):
        raise CodecError(f"{what} must be a tuple of elements, but is a {type(batch).__name__}")
    try:
        if isinstance(space, spaces.Sequence):
            return value_pb2.Value(sequences=_encode_sequences(space, batch, what, encode))
        if isinstance(space, spaces.Graph):
            return value_pb2.Value(graphs=_encode_graphs(space, batch, what, encode))
        if isinstance(space, spaces.OneOf):
            return value_pb2.Value(choices=_encode_choices(space, batch, what, encode))
    except CodecError:
        raise
    except (TypeError, ValueError, KeyError, IndexError, AttributeError) as error:
        raise CodecError(f"{what} has an element that is not of {space}: {error}") from error
    raise CodecError(f"{what} is of {space}, which the protocol does not carry")


def _encode_sequences(
    space: spaces.Sequence, batch: Sequence[Any], what: str, encode: Encode
) -> value_pb2.SequenceBatch:
    inner: Space = space.feature_space
    if space.stack:
        lengths = [length(inner, element) for element in batch]
        items = joined(inner, list(batch))
    else:
        lengths = [len(element) for element in batch]
        items = stack(inner, [item for element in batch for item in element])
    return value_pb2.SequenceBatch(lengths=lengths, items=encode(inner, items, f"an item of {what}"))


def _encode_graphs(space: spaces.Graph, batch: Sequence[Any], what: str, encode: Encode) -> value_pb2.GraphBatch:
    nodes = joined(space.node_space, [graph.nodes for graph in batch])
    message = value_pb2.GraphBatch(
        node_counts=[length(space.node_space, graph.nodes) for graph in batch],
        nodes=encode(space.node_space, nodes, f"the nodes of {what}"),
    )
    if space.edge_space is None:
        return message
    without = np.array([graph.edges is None for graph in batch], np.bool_)
    given = [graph for graph in batch if graph.edges is not None]
    links = np.concatenate([graph.edge_links for graph in given]) if given else np.zeros((0, 2), np.int32)
    message.edge_counts.extend(0 if graph.edges is None else len(graph.edge_links) for graph in batch)
    edges = joined(space.edge_space, [graph.edges for graph in given])
    message.edges.CopyFrom(encode(space.edge_space, edges, f"the edges of {what}"))
    message.edge_links.CopyFrom(encode_tensor(links, f"the edges of {what}"))
    message.without_edges = pack_bits(without) if without.any() else b""
    return message


def _encode_choices(space: spaces.OneOf[Any], batch: Sequence[Any], what: str, encode: Encode) -> value_pb2.ChoiceBatch:
    chosen = [int(number) for number, _ in batch]
    if any(not 0 <= number < len(space.spaces) for number in chosen):
        raise CodecError(f"{what} chooses a space that is none of the {len(space.spaces)}")
    items = [
        encode(inner, stack(inner, [item for index, item in batch if index == number]), f"choice {number} of {what}")
        for number, inner in enumerate(space.spaces)
    ]
    return value_pb2.ChoiceBatch(chosen=chosen, items=items)


def decode_ragged(space: Space, message: value_pb2.Value, what: str, decode: Decode) -> tuple[Any, ...]:
    """Returns the elements of a message.

    Raises:
        CodecError: if it is not a batch of the space.
    """
    if isinstance(space, spaces.Sequence):
        return _decode_sequences(space, message.sequences, what, decode)
    if isinstance(space, spaces.Graph):
        return _decode_graphs(space, message.graphs, what, decode)
    if isinstance(space, spaces.OneOf):
        return _decode_choices(space, message.choices, what, decode)
    raise CodecError(f"{what} is of {space}, which the protocol does not carry")


def _edges_of(lengths: Sequence[int], what: str) -> list[int]:
    edges = [0, *itertools.accumulate(lengths)]
    if edges[-1] > MOST_ITEMS:
        raise CodecError(f"{what} has {edges[-1]} items, but at most {MOST_ITEMS} are allowed")
    return edges


def _decode_sequences(
    space: spaces.Sequence, message: value_pb2.SequenceBatch, what: str, decode: Decode
) -> tuple[Any, ...]:
    inner: Space = space.feature_space
    edges = _edges_of(message.lengths, what)
    items = decode(inner, message.items, edges[-1], f"an item of {what}")
    spans = list(itertools.pairwise(edges))
    if space.stack:
        return tuple(rows(inner, items, first, last) for first, last in spans)
    return tuple(tuple(row(inner, items, index) for index in range(first, last)) for first, last in spans)


def _decode_graphs(space: spaces.Graph, message: value_pb2.GraphBatch, what: str, decode: Decode) -> tuple[Any, ...]:
    counts = _edges_of(message.node_counts, what)
    nodes = decode(space.node_space, message.nodes, counts[-1], f"the nodes of {what}")
    parts = [rows(space.node_space, nodes, first, last) for first, last in itertools.pairwise(counts)]
    if space.edge_space is None:
        return tuple(spaces.GraphInstance(part, None, None) for part in parts)
    ends = _edges_of(message.edge_counts, what)
    if len(ends) != len(counts):
        raise CodecError(f"{what} has {len(parts)} graphs, but {len(ends) - 1} counts of edges")
    edges = decode(space.edge_space, message.edges, ends[-1], f"the edges of {what}")
    links = decode_tensor(message.edge_links, f"the edges of {what}")
    if links.shape != (ends[-1], 2) or links.dtype.kind not in "iu":
        raise CodecError(
            f"the edges of {what} have links of {links.dtype} and the shape {links.shape}, not ({ends[-1]}, 2)"
        )
    without = unpack_bits(message.without_edges, len(parts), what) if message.without_edges else [False] * len(parts)
    return tuple(
        spaces.GraphInstance(part, None, None)
        if none
        else spaces.GraphInstance(part, rows(space.edge_space, edges, first, last), links[first:last])
        for part, none, (first, last) in zip(parts, without, itertools.pairwise(ends), strict=True)
    )


def _decode_choices(
    space: spaces.OneOf[Any], message: value_pb2.ChoiceBatch, what: str, decode: Decode
) -> tuple[Any, ...]:
    chosen = list(message.chosen)
    if len(message.items) != len(space.spaces) or any(number >= len(space.spaces) for number in chosen):
        raise CodecError(f"{what} must have elements of {len(space.spaces)} spaces, and choose among these")
    batches = [
        decode(inner, item, chosen.count(number), f"choice {number} of {what}")
        for number, (inner, item) in enumerate(zip(space.spaces, message.items, strict=True))
    ]
    taken = [0] * len(batches)
    elements = []
    for number in chosen:
        elements.append((np.int64(number), row(space.spaces[number], batches[number], taken[number])))
        taken[number] += 1
    return tuple(elements)
