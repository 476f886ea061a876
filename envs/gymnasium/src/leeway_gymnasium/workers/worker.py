"""A worker process: it makes some environments and does what the server's messages ask of them."""

from __future__ import annotations

import importlib
import json
import os
import sys
import traceback
from collections.abc import Callable
from mmap import mmap
from typing import Any

import gymnasium
import numpy as np
from gymnasium.vector import AutoresetMode

from leeway_gymnasium import codec, simulators
from leeway_gymnasium.workers import generators, pictures, questions, specs, states
from leeway_gymnasium.workers.channel import Channel, ChannelClosed, Kind, pack, unpack
from leeway_gymnasium.workers.columns import Columns
from leeway_gymnasium.workers.layout import Actions, Layout
from leeway_gymnasium.workers.misfits import Misfit, Notes
from leeway_gymnasium.workers.repeats import Repeats
from leeway_gymnasium.workers.shard import EnvironmentRaised, Shard, make_environments

LONGEST_TEXT = 2000
"""Characters of an error that reach the client."""


LONGEST_LOGGED = 10_000
"""Characters of an error with its traceback in the log."""


class Refused(Exception):
    """What was asked for cannot be done here; nothing was done."""


class Worker:
    """The conversation with the server."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._environments: list[gymnasium.Env[Any, Any]] = []
        self._setup: dict[str, Any] = {}
        self._shard: Shard | None = None
        self._handlers: dict[Kind, Callable[[bytes], bytes]] = {
            Kind.MAKE: self._make,
            Kind.RESET: self._reset,
            Kind.STEP: self._step,
            Kind.SAVE: self._save,
            Kind.LOAD: self._load,
            Kind.RENDER: self._render,
            Kind.TRANSITION: self._transition,
            Kind.ASK: self._ask,
            Kind.TERMINATIONS: self._terminations,
            Kind.DRAW_STATE: self._draw_state,
        }

    def run(self) -> None:
        """Answers until the server is gone."""
        kind, payload = self._channel.receive()
        self._answer(kind, payload)
        kind, payload, file = self._channel.receive_with_file()
        self._bind(payload, file)
        while True:
            kind, payload = self._channel.receive()
            self._answer(kind, payload)

    def _answer(self, kind: Kind, payload: bytes) -> None:
        try:
            reply = self._handlers[kind](payload)
        except EnvironmentRaised as error:
            log(error.cause)
            self._channel.send(Kind.RAISED, pack({"index": error.index, "text": said(error.cause)}))
        except (Refused, questions.Unanswerable) as error:
            unsupported = isinstance(error, questions.Unanswerable)
            self._channel.send(Kind.REFUSED, pack({"text": str(error)[:LONGEST_TEXT], "unsupported": unsupported}))
        except ChannelClosed:
            raise
        except Exception as error:
            log(error)
            self._channel.send(Kind.RAISED, pack({"index": None, "text": said(error)}))
        else:
            self._channel.send(Kind.DONE, reply)
        finally:
            sys.stdout.flush()

    def _make(self, payload: bytes) -> bytes:
        setup, _ = unpack(payload)
        self._setup = setup
        generators.refresh()
        if setup["import"]:
            importlib.import_module(setup["import"])
        arguments = dict(setup["kwargs"])
        if setup["maximum_episode_steps"] is not None:
            arguments["max_episode_steps"] = setup["maximum_episode_steps"]
        if setup["render_mode"]:
            arguments["render_mode"] = setup["render_mode"]
            pictures.choose_backend()
        self._environments = make_environments(lambda: gymnasium.make(setup["id"], **arguments), setup["count"])
        generators.refresh_torch()
        return self._description()

    def _description(self) -> bytes:
        first = self._environments[0]
        observation = codec.encode_space(first.observation_space).SerializeToString()
        action = codec.encode_space(first.action_space).SerializeToString()
        facts = simulators.facts(first)
        spec = first.spec
        limit = spec.max_episode_steps if spec else None
        if self._setup["maximum_episode_steps"] == -1:
            limit = gymnasium.spec(self._setup["id"].rpartition(":")[2]).max_episode_steps
        head = {
            "observation": len(observation),
            "maximum_episode_steps": limit,
            "reward_threshold": spec.reward_threshold if spec else None,
            "nondeterministic": bool(spec.nondeterministic) if spec else False,
            "settings": facts.settings,
            "model_sha256": facts.model_sha256,
            "reference_scores": facts.reference_scores,
            "render_fps": _plain_number(first.metadata.get("render_fps")),
            "kwargs_json": _json(spec.kwargs) if spec else "",
            "reward": questions.has_goals(first),
            "render_modes": list(first.metadata.get("render_modes", [])),
            "render": first.render_mode == "rgb_array",
            "transition": simulators.oracle(first) is not None,
            "state": simulators.snapshots(first) is not None,
            "terminations": simulators.terminations(first) is not None,
            "state_pictures": simulators.has_state_pictures(first),
        }
        return pack(head, observation, action)

    def _bind(self, payload: bytes, file: int) -> None:
        head, _ = unpack(payload)
        memory = mmap(file, 0)
        os.close(file)
        first = self._environments[0]
        layout = Layout(first.observation_space, first.action_space, head["count"])
        count = len(self._environments)
        self._actions = Actions(layout, memory, head["first"], head["first"] + count)
        names = head["names"]
        self._repeats = Repeats(count)
        self._shard = Shard(
            self._environments,
            AutoresetMode[head["mode"]],
            None if names is None else frozenset(names),
            head["items"],
            layout.bind(memory).rows(head["first"], head["first"] + count),
            alone=head["count"] == 1 and head["mode"] == "DISABLED",
            notes=Notes(first.observation_space, head["first"]) if head["notes"] else None,
        )

    @property
    def _bound(self) -> Shard:
        assert self._shard is not None
        return self._shard

    def _reset(self, payload: bytes) -> bytes:
        head, _ = unpack(payload)
        self._bound.reset(head["seeds"], head["mask"], head["options"])
        return self._outcome()

    def _step(self, payload: bytes) -> bytes:
        types, ragged = unpack(payload)[0] if payload else (None, ())
        self._bound.step(self._actions.of(types), ragged)
        return self._outcome()

    def _outcome(self) -> bytes:
        """What shared memory does not hold; nothing at all, most of the time."""
        shard = self._bound
        notes = shard.notes.take() if shard.notes is not None else []
        alone = not shard.written and shard.finals is None and not notes
        if alone and not shard.said:
            return b""
        if alone and (whole := self._repeats.pack(shard.said)) is not None:
            return whole
        columns = Columns(shard.count, shard.items)
        for row, info in shard.said:
            columns.add(info, row)
        if alone and columns.empty:
            return b""
        blobs: list[bytes] = []
        infos = columns.pack(blobs)
        finals = shard.final_infos.pack(blobs)
        return pack([shard.written, shard.finals, infos, finals, *([notes] if notes else [])], *blobs)

    def _save(self, _: bytes) -> bytes:
        return states.save(self._bound)

    def _load(self, payload: bytes) -> bytes:
        try:
            states.load(self._bound, payload)
        except ValueError as error:
            raise Refused(f"the state cannot be loaded: {error}") from error
        return self._outcome()

    def _render(self, payload: bytes) -> bytes:
        index = unpack(payload)[0]
        try:
            image = self._environments[index].render()
        except Exception as error:
            raise EnvironmentRaised(index, pictures.explained(self._environments[index], error)) from error
        return _picture(image)

    def _draw_state(self, payload: bytes) -> bytes:
        first = self._environments[0]
        try:
            pictures_of = simulators.state_pictures(first)
            if pictures_of is None:
                raise Refused(f"{self._setup['id']} draws no states: make it with the render mode rgb_array")
            image = pictures_of.draw(np.frombuffer(payload))
        except ValueError as error:
            raise Refused(f"the simulator refuses the state: {error}") from error
        except Refused:
            raise
        except Exception as error:
            raise EnvironmentRaised(0, pictures.explained(first, error)) from error
        return _picture(image)

    def _ask(self, payload: bytes) -> bytes:
        try:
            return questions.answer(self._environments, payload)
        except codec.CodecError as error:
            raise Refused(str(error)) from error

    def _terminations(self, payload: bytes) -> bytes:
        (count, columns), data = unpack(payload)
        rule = simulators.terminations(self._environments[0])
        if rule is None:
            raise Refused(f"{self._setup['id']} has no rule of termination that is known here")
        rows = np.frombuffer(data).reshape(count, -1)
        before, taken, following = np.split(rows, [columns, rows.shape[1] - columns], axis=1)
        return np.ascontiguousarray(rule(before, taken, following), np.bool_).tobytes()

    def _transition(self, payload: bytes) -> bytes:
        (count,), data = unpack(payload)
        first = self._environments[0]
        oracle = simulators.oracle(first)
        if oracle is None:
            raise Refused(f"{self._setup['id']} cannot be put into the state that an observation shows")
        observation: Any = first.observation_space
        action: Any = first.action_space
        split = count * observation.dtype.itemsize * int(np.prod(observation.shape))
        observations = np.frombuffer(data[:split], observation.dtype).reshape(count, *observation.shape)
        actions = np.frombuffer(data[split:], action.dtype).reshape(count, *action.shape)
        try:
            following, rewards, terminated = oracle.transition(observations, actions)
        except ValueError as error:
            raise Refused(str(error)) from error
        return pack(
            None,
            np.ascontiguousarray(following, observation.dtype).tobytes(),
            np.ascontiguousarray(rewards, np.float64).tobytes(),
            np.ascontiguousarray(terminated, np.bool_).tobytes(),
        )


def _picture(image: Any) -> bytes:
    if not isinstance(image, np.ndarray) or image.dtype != np.uint8 or image.ndim != 3 or image.shape[2] != 3:
        raise Refused(f"render() gave {type(image).__name__}, not a picture of uint8 and the shape (height, width, 3)")
    return pack(image.shape, np.ascontiguousarray(image).tobytes())


def _plain_number(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float | np.number) else None


def _json(kwargs: dict[str, Any]) -> str:
    """Returns arguments as a JSON object; nothing where they are none."""
    try:
        return json.dumps(kwargs, allow_nan=False)
    except (TypeError, ValueError):
        return ""


def _place(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    if not frames:
        return ""
    last = frames[-1]
    code = f": {last.line}" if last.line else ""
    found = specs.versions()
    with_ = ", ".join(
        f"{name} {found[name]}" for name in ("gymnasium", "mujoco", "gymnasium-robotics") if name in found
    )
    return f", at line {last.lineno} of {os.path.basename(last.filename)}{code} (with {with_})"


def log(error: BaseException) -> None:
    """Writes an exception with where it came from to the log, a bounded part of it."""
    text = "".join(traceback.format_exception(error))
    shown = text if len(text) <= LONGEST_LOGGED else text[:LONGEST_LOGGED] + "…\n"
    print(shown, file=sys.stderr, end="", flush=True)


def said(error: BaseException) -> str:
    """Says what an environment did in one bounded line: the exception, and where it has no text, the line that raised it."""
    if isinstance(error, Misfit):
        return str(error)
    text = " ".join(str(error).split())
    name = type(error).__name__
    whole = f"raised {name}: {text}" if text else f"raised {name} without a text{_place(error)}"
    return whole if len(whole) <= LONGEST_TEXT else whole[:LONGEST_TEXT] + "…"
