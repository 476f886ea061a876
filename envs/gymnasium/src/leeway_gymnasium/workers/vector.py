"""The server's side of a vector of environments: the shards in their processes, watched."""

from __future__ import annotations

import itertools
import json
import os
from mmap import mmap
from typing import Any

import numpy as np
from gymnasium import spaces

from leeway.env.v1 import environment_pb2, space_pb2, value_pb2
from leeway_gymnasium import codec
from leeway_gymnasium.codec.batches import is_ragged
from leeway_gymnasium.descriptors import check_room
from leeway_gymnasium.workers import failures
from leeway_gymnasium.workers.channel import Kind, pack, unpack
from leeway_gymnasium.workers.failures import Failed, exhausted, span
from leeway_gymnasium.workers.forge_client import Forge
from leeway_gymnasium.workers.handle import Handle, Plan
from leeway_gymnasium.workers.layout import Actions, Layout, anonymous_file, put, types_of
from leeway_gymnasium.workers.outcomes import Outcome, Outcomes
from leeway_gymnasium.workers.ragged import written
from leeway_gymnasium.workers.shards import Shards

Space = spaces.Space[Any]

_FILES = 4
"""Descriptors of a vector besides one a worker: its memory, the map of it, and what is open while it is made."""


class Vector:
    """A vector of environments, split over worker processes. One request at a time."""

    def __init__(self, forge: Forge, plan: Plan, largest: int) -> None:
        self._forge = forge
        self.plan = plan
        self.count = plan.count
        shards = min(plan.workers, plan.count)
        edges = [plan.count * i // shards for i in range(shards + 1)]
        self._handles = [Handle(forge, plan, first, last) for first, last in itertools.pairwise(edges)]
        self._shards = Shards(self._handles, plan.step_timeout)
        self._file = -1
        try:
            check_room(len(self._handles) + _FILES)
            self.description = self._make()
            self._bind(self._lay_out(largest))
        except OSError as error:
            self.close()
            raise exhausted(error, f"{plan.count} environments of {plan.id}") from error
        except BaseException:
            self.close()
            raise

    @property
    def needs_reset(self) -> bool:
        """Whether all environments must be reset before anything else."""
        return self._shards.needs_reset

    @needs_reset.setter
    def needs_reset(self, needed: bool) -> None:
        self._shards.needs_reset = needed

    def _bind(self, layout: Layout) -> None:
        self._file = anonymous_file(layout.size)
        map = mmap(self._file, layout.size)
        self.memory = layout.bind(map)
        self._actions = Actions(layout, map, 0, self.count)
        shards = [(handle.first, handle.last) for handle in self._handles]
        same_step = self.plan.mode == "SAME_STEP"
        self._outcomes = Outcomes(self.observation_space, self.memory, shards, same_step, self.plan.items)
        for handle in self._handles:
            handle.bind(self._file)

    def _make(self) -> dict[str, Any]:
        for handle in self._handles:
            handle.start()
        described = [handle.made() for handle in self._handles]
        head, data = unpack(described[0])
        raw = bytes(data)
        self.observation_message = space_pb2.Space.FromString(raw[: head["observation"]])
        self.action_message = space_pb2.Space.FromString(raw[head["observation"] :])
        for other in described[1:]:
            if bytes(unpack(other)[1]) != raw:
                raise Failed(
                    failures.ENVIRONMENT_ERROR,
                    f"environments of one vector must have equal spaces, but those of {self.plan.id} differ",
                )
        self.observation_space: Space = codec.decode_space(self.observation_message)
        self.action_space: Space = codec.decode_space(self.action_message)
        self._ragged_actions = is_ragged(self.action_space)
        return dict(head)

    def _lay_out(self, largest: int) -> Layout:
        layout = Layout(self.observation_space, self.action_space, self.count)
        if layout.largest > largest:
            raise Failed(
                failures.RESOURCE_EXHAUSTED,
                f"{self.count} environments of {self.plan.id} need tensors of {layout.largest:,} bytes; "
                f"this server's limit is {largest:,}: ask for fewer environments",
            )
        return layout

    def reset(self, seeds: list[int | None] | None, mask: np.ndarray[Any, Any] | None, options: Any) -> Outcome:
        """Begins episodes in the environments of `mask`, or in all."""
        if mask is not None and self.needs_reset:
            raise Failed(failures.BAD_REQUEST, f"{self._shards.why}: reset all of them, without a mask")
        if mask is not None and not mask.any():
            raise Failed(
                failures.BAD_REQUEST, "the mask has no environment to reset: set at least one bit, or leave it empty"
            )
        payloads: list[bytes | None] = []
        for handle in self._handles:
            rows = slice(handle.first, handle.last)
            masked = None if mask is None else np.flatnonzero(mask[rows]).tolist()
            head = {"seeds": seeds[rows] if seeds else None, "mask": masked, "options": options}
            payloads.append(pack(head))
        replies = self._shards.exchange(Kind.RESET, payloads)
        self.needs_reset = False
        return self._outcomes.read(replies)

    def step(self, message: value_pb2.Value) -> Outcome:
        """Steps every environment once."""
        if self.needs_reset:
            raise Failed(failures.BAD_REQUEST, f"{self._shards.why}: reset all of them before the next step")
        if self.plan.mode == "DISABLED":
            self._check_none_over()
        try:
            actions = codec.decode_value(self.action_space, message, self.count, "the action", as_given=True)
            ragged = written(self.action_space, actions) if self._ragged_actions else ()
        except codec.CodecError as error:
            raise Failed(failures.BAD_REQUEST, str(error)) from error
        types = types_of(self.action_space, actions)
        put(self._actions.of(types), actions)
        if types is None and not ragged:
            return self._outcomes.read(self._shards.exchange(Kind.STEP, [b""] * len(self._handles)))
        payloads: list[bytes | None] = [
            pack([types, [column[handle.first : handle.last] for column in ragged]]) for handle in self._handles
        ]
        return self._outcomes.read(self._shards.exchange(Kind.STEP, payloads))

    def save(self) -> bytes:
        """Returns all that the environments' future depends on."""
        self._require("state", "saving its state")
        if self.needs_reset:
            raise Failed(failures.BAD_REQUEST, f"{self._shards.why}: reset all of them before saving their state")
        replies = self._shards.exchange(Kind.SAVE, [b""] * len(self._handles))
        states = [reply for reply in replies if reply is not None]
        head = {**self._kinship(), "sizes": [len(state) for state in states]}
        return pack(head, *states)

    def load(self, state: bytes) -> None:
        """Puts the environments back into a saved state."""
        self._require("state", "loading a state")
        try:
            head, data = unpack(state)
            sizes = [int(size) for size in head.pop("sizes")]
            kin = self._kinship()
            different = [name for name in kin if head.get(name) != kin[name]]
        except (ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError, OverflowError) as error:
            raise Failed(failures.BAD_REQUEST, "these bytes are not what SaveState gave") from error
        except Exception as error:
            raise Failed(failures.BAD_REQUEST, "these bytes are not what SaveState gave") from error
        if different:
            told = "; ".join(f"{name} was {head.get(name)} and is {kin[name]}" for name in different)[:1000]
            raise Failed(failures.BAD_REQUEST, f"the state was saved elsewhere: {told}")
        if len(sizes) != len(self._handles) or min(sizes) < 0 or sum(sizes) != len(data):
            raise Failed(failures.BAD_REQUEST, "these bytes are not what SaveState gave, or not all of them")
        payloads: list[bytes | None] = []
        for size in sizes:
            payloads.append(bytes(data[:size]))
            data = data[size:]
        self._shards.exchange(Kind.LOAD, payloads)
        self.needs_reset = False

    def render(self, index: int) -> value_pb2.Tensor:
        """Returns a picture of one environment: uint8, height × width × 3."""
        self._require("render", "Render (make it with render_mode 'rgb_array')")
        if not 0 <= index < self.count:
            raise Failed(failures.BAD_REQUEST, f"there is no environment {index}: they are 0 to {self.count - 1}")
        if self.needs_reset:
            raise Failed(failures.BAD_REQUEST, f"{self._shards.why}: reset all of them before drawing one")
        payloads: list[bytes | None] = [
            pack(index - handle.first) if handle.first <= index < handle.last else None for handle in self._handles
        ]
        return _picture(self._shards.exchange(Kind.RENDER, payloads))

    def draw_state(self, observation: value_pb2.Tensor) -> value_pb2.Tensor:
        """Returns a picture of the state of one flat observation: uint8, height × width × 3."""
        self._require("state_pictures", "DrawState")
        if not self.description["render"]:
            raise Failed(
                failures.UNSUPPORTED, f"{self.plan.id} was made without pictures: make it with render_mode 'rgb_array'"
            )
        row = self._flat(self.observation_space, observation, 1, "the observation")
        payloads: list[bytes | None] = [row.tobytes(), *[None] * (len(self._handles) - 1)]
        return _picture(self._shards.exchange(Kind.DRAW_STATE, payloads))

    def terminations(self, message: environment_pb2.TerminationsRequest, most: int) -> np.ndarray[Any, Any]:
        """Says which steps terminate by the environment's rule."""
        self._require("terminations", "Terminations")
        following = self._flat(self.observation_space, message.next_observations, None, "the next observation")
        count = len(following)
        if count > most:
            raise Failed(failures.RESOURCE_EXHAUSTED, f"{count} rows were asked; this server's limit is {most} rows")
        before = self._flat(self.observation_space, message.observations, count, "the observation")
        taken = self._flat(self.action_space, message.actions, count, "the action")
        rows = np.concatenate([before, taken, following], axis=1)
        if not np.isfinite(rows).all():
            row = int(np.argmin(np.isfinite(rows).all(axis=1)))
            raise Failed(failures.BAD_REQUEST, f"row {row} of what is asked is not finite: {rows[row]}")
        payload = pack([count, before.shape[1]], rows.tobytes())
        replies = self._shards.exchange(Kind.TERMINATIONS, [payload, *[None] * (len(self._handles) - 1)])
        return np.frombuffer(replies[0] or b"", np.bool_)

    def _flat(self, space: Space, tensor: value_pb2.Tensor, count: int | None, what: str) -> np.ndarray[Any, Any]:
        box = spaces.Box(-np.inf, np.inf, (spaces.flatdim(space),), np.float64)
        try:
            rows = codec.decode_value(box, value_pb2.Value(tensor=tensor), count, what)
        except codec.CodecError as error:
            raise Failed(failures.BAD_REQUEST, str(error)) from error
        return np.asarray(rows)

    def transition(self, observations: value_pb2.Value, actions: value_pb2.Value, most: int) -> tuple[Any, Any, Any]:
        """Says the true outcomes of actions in observations: next observations, rewards and flags."""
        self._require("transition", "Transition")
        try:
            before = codec.decode_value(self.observation_space, observations, None, "the observation")
            taken = codec.decode_value(self.action_space, actions, len(before), "the action")
        except codec.CodecError as error:
            raise Failed(failures.BAD_REQUEST, str(error)) from error
        if len(before) > most:
            raise Failed(
                failures.RESOURCE_EXHAUSTED, f"{len(before)} rows were asked; this server's limit is {most} rows"
            )
        shards = len(self._handles)
        edges = [len(before) * i // shards for i in range(shards + 1)]
        payloads = [
            pack([last - first], before[first:last].tobytes(), taken[first:last].tobytes()) if last > first else None
            for first, last in itertools.pairwise(edges)
        ]
        found = [
            bytes(unpack(reply)[1]) for reply in self._shards.exchange(Kind.TRANSITION, payloads) if reply is not None
        ]
        size = before[:1].nbytes if len(before) else 1
        following, rewards, over = [], [], []
        for piece in found:
            count = len(piece) // (size + 9)
            following.append(piece[: count * size])
            rewards.append(piece[count * size : count * (size + 8)])
            over.append(piece[count * (size + 8) :])
        next_observations = np.frombuffer(b"".join(following), before.dtype).reshape(before.shape)
        return next_observations, b"".join(rewards), np.frombuffer(b"".join(over), np.bool_)

    def ask(self, command: str, message: Any) -> value_pb2.InfoItems:
        """Asks every environment for what `command` says; returns one value an environment, or none at all."""
        payloads: list[bytes | None] = []
        for handle in self._handles:
            request = environment_pb2.SessionRequest(**{command: message})
            if command == "set_attribute":
                items = message.values.items[handle.first : handle.last]
                request.set_attribute.values.CopyFrom(value_pb2.InfoItems(items=items))
            payloads.append(request.SerializeToString())
        replies = self._shards.exchange(Kind.ASK, payloads)
        found = value_pb2.InfoItems()
        for reply in replies:
            found.MergeFromString(reply or b"")
        return found

    def compute_reward(self, message: environment_pb2.ComputeReward, most: int) -> value_pb2.Tensor:
        """Returns the rewards of other goals, which the first of the workers computes."""
        self._require("reward", "ComputeReward")
        goal: Any = self.observation_space
        try:
            count = codec.length(
                goal["achieved_goal"], codec.decode_value(goal["achieved_goal"], message.achieved_goals)
            )
        except codec.CodecError as error:
            raise Failed(failures.BAD_REQUEST, f"the achieved goals: {error}") from error
        if count > most:
            raise Failed(failures.RESOURCE_EXHAUSTED, f"{count} rows were asked; this server's limit is {most} rows")
        request = environment_pb2.SessionRequest(compute_reward=message).SerializeToString()
        replies = self._shards.exchange(Kind.ASK, [request] + [None] * (len(self._handles) - 1))
        return value_pb2.Tensor.FromString(replies[0] or b"")

    def processes(self) -> list[int]:
        """Returns the workers' process ids, in the order of their environments."""
        return [handle.process.id for handle in self._handles if handle.process]

    def closing(self) -> None:
        """Has no worker started again from now on."""
        for handle in self._handles:
            handle.closing = True

    def close(self) -> None:
        """Ends all workers and lets the memory go: its pages, and its descriptors, one of which the map itself holds."""
        for handle in self._handles:
            handle.end()
        for name in ("memory", "_actions", "_outcomes"):
            vars(self).pop(name, None)
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def _require(self, ability: str, what: str) -> None:
        if not self.description[ability]:
            raise Failed(failures.UNSUPPORTED, f"{self.plan.id} as it was made here cannot do {what}")

    def _kinship(self) -> dict[str, Any]:
        versions = self._forge.ready()["versions"]
        plan = self.plan
        return {
            "format": 1,
            "id": plan.id,
            "count": plan.count,
            "shards": len(self._handles),
            "mode": plan.mode,
            "kwargs": json.dumps(plan.kwargs, sort_keys=True),
            "maximum_episode_steps": plan.maximum_episode_steps,
            **{name: versions[name] for name in ("gymnasium", "numpy", "mujoco", "architecture") if name in versions},
        }

    def _check_none_over(self) -> None:
        over = np.flatnonzero(self.memory.terminated | self.memory.truncated).tolist()
        if over:
            raise Failed(
                failures.BAD_REQUEST,
                f"the episode of {span(over)} is over: reset with a mask before the next step",
                over,
            )


def _picture(replies: list[bytes | None]) -> value_pb2.Tensor:
    shape, data = unpack(next(reply for reply in replies if reply is not None))
    return codec.encode_tensor(np.frombuffer(data, np.uint8).reshape(shape))
