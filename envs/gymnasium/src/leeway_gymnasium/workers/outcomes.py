"""What a vector of environments gives: shared memory, and what its shards say besides, put together."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from gymnasium import spaces

from leeway.env.v1 import value_pb2
from leeway_gymnasium.codec.batches import Batch, is_ragged
from leeway_gymnasium.workers.channel import split
from leeway_gymnasium.workers.layout import Memory
from leeway_gymnasium.workers.merge import Template, merge
from leeway_gymnasium.workers.misfits import MOST_NOTES
from leeway_gymnasium.workers.parts import Part, Reader
from leeway_gymnasium.workers.ragged import restored

Rows = tuple[int, int]
"""The first of a shard's environments, and the one after its last."""

_PLAIN_PARTS = 4


@dataclass(frozen=True)
class Outcome:
    """What the last reset or step gave; the arrays and messages are those of the vector and change with the next request."""

    observations: Batch
    infos: value_pb2.Infos | None
    final_observations: Batch
    final_infos: value_pb2.Infos | None
    notes: list[str] = field(default_factory=list)


class Outcomes:
    """Reads what shards reply to a reset or a step."""

    def __init__(
        self, space: spaces.Space[Any], memory: Memory, shards: list[Rows], same_step: bool, items: bool
    ) -> None:
        self._space = space
        self._memory = memory
        self._shards = shards
        self._count = shards[-1][1]
        self._same_step = same_step
        self._items = items
        self._ragged = is_ragged(space)
        self._heads: list[bytes] = []
        self._template: Template | None = None

    def read(self, replies: list[bytes | None]) -> Outcome:
        """Returns what was given; shards without anything to say besides shared memory reply with no bytes."""
        if not any(replies):
            return Outcome(self._memory.observations, None, self._finals(None), None)
        parted = [split(reply) if reply else (b"", memoryview(b"")) for reply in replies]
        heads = [head for head, _ in parted]
        pieces = [data for _, data in parted]
        if heads == self._heads and self._template is not None:
            return Outcome(self._memory.observations, self._template.fill(pieces), None, None)
        return self._parse(heads, pieces)

    def _parse(self, heads: list[bytes], pieces: list[memoryview]) -> Outcome:
        parsed = [json.loads(head) if head else None for head in heads]
        infos, finals = [], []
        for head, piece, (first, last) in zip(parsed, pieces, self._shards, strict=True):
            if head is not None:
                reader = Reader(piece, first, last - first)
                infos.append(Part(head[2], reader))
                finals.append(Part(head[3], reader))
        observations = self._memory.observations
        written = None
        if self._ragged:
            written = [head[:2] if head else ([], None) for head in parsed]
            observations = restored(self._space, observations, _columns([now for now, _ in written]))
        message = merge(infos, self._count, self._items)
        notes = [note for head in parsed if head for note in (head[4] if len(head) > _PLAIN_PARTS else ())]
        plain = not notes and all(head and not head[0] and head[1] is None and not head[3][0] for head in parsed)
        self._heads = heads
        self._template = Template.of(message, infos, self._count) if plain else None
        return Outcome(
            observations, message, self._finals(written), merge(finals, self._count, self._items), notes[:MOST_NOTES]
        )

    def _finals(self, written: list[Any] | None) -> Batch:
        """The observations before the resets, where any episode is over in mode SAME_STEP."""
        memory = self._memory
        if not self._same_step:
            return None
        over = memory.terminated | memory.truncated
        if not over.any():
            return None
        finals = memory.final_observations
        for first, last in self._shards:
            if not over[first:last].any():
                _put_rows(finals, memory.observations, first, last)
        if written is None:
            return finals
        return restored(self._space, finals, _columns([last if last is not None else now for now, last in written]))


def _columns(shards: list[list[list[str]]]) -> Iterator[Any]:
    """Joins the shards' parts, space by space."""
    return iter([[text for part in column for text in part] for column in zip(*shards, strict=True)])


def _put_rows(place: Batch, batch: Batch, first: int, last: int) -> None:
    """Writes some rows of a batch's arrays."""
    if isinstance(place, dict):
        for name, inner in place.items():
            _put_rows(inner, batch[name], first, last)
    elif isinstance(place, tuple):
        for inner, part in zip(place, batch, strict=True):
            _put_rows(inner, part, first, last)
    elif place is not None:
        place[first:last] = batch[first:last]
