"""The commands of a session: what each request asks of the vector of environments, and the reply to it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from leeway.env.v1 import environment_pb2 as messages
from leeway_gymnasium import codec
from leeway_gymnasium.admission import read_object
from leeway_gymnasium.limits import Limits
from leeway_gymnasium.workers import failures
from leeway_gymnasium.workers.failures import Failed
from leeway_gymnasium.workers.outcomes import Outcome
from leeway_gymnasium.workers.vector import Vector

_log = logging.getLogger("leeway.sessions")
_MOST_NAMED = 32

_LARGE = 1 << 18
"""Bytes of observations from which on they are not put into a message first."""

_PLACES = {
    "reset": (messages.SessionResponse.RESET_FIELD_NUMBER, messages.ResetReply.OBSERVATIONS_FIELD_NUMBER),
    "step": (messages.SessionResponse.STEP_FIELD_NUMBER, messages.StepReply.OBSERVATIONS_FIELD_NUMBER),
}
"""Where the observations are in a response: the field of its reply, and theirs in that."""

Reply = Any
"""A message without its sequence; or a tuple of it and the bytes that follow, which another of its fields is made of."""


class Commands:
    """Executes one request after another; not safe for threads.

    Args:
        name: the session's, for the log.
        vector: the environments.
        limits: what the server allows.
        count_steps: told how many environments made a step.
    """

    def __init__(self, name: str, vector: Vector, limits: Limits, count_steps: Callable[[int], None]) -> None:
        self._vector = vector
        self._most_rows = limits.transition_rows
        self._name = name
        self._omitted: set[str] = set()
        self._count_steps = count_steps
        self._known: dict[str, Callable[[messages.SessionRequest], Reply]] = {
            "reset": self._reset,
            "step": self._step,
            "save_state": self._save,
            "load_state": self._load,
            "get_attribute": self._get,
            "set_attribute": self._set,
            "call_method": self._call,
            "compute_reward": self._compute_reward,
        }

    def execute(self, request: messages.SessionRequest) -> bytes:
        """Returns the reply; raises Failed."""
        command = request.WhichOneof("command") or ""
        if command not in self._known:
            raise Failed(failures.BAD_REQUEST, "The request has no command that is known here")
        reply = self._known[command](request)
        message, *rest = reply if isinstance(reply, tuple) else (reply,)
        message.sequence = request.sequence
        head = message.SerializeToString()
        return b"".join([head, *rest]) if rest else head

    def _reset(self, request: messages.SessionRequest) -> Reply:
        reset = request.reset
        count = self._vector.count
        if reset.seeds and len(reset.seeds) != count:
            raise Failed(failures.BAD_REQUEST, f"There are {len(reset.seeds)} seeds for {count} environments")
        seeds = [seed.value if seed.HasField("value") else None for seed in reset.seeds] or None
        try:
            mask = codec.unpack_bits(reset.mask, count, "The mask") if reset.mask else None
        except codec.CodecError as error:
            raise Failed(failures.BAD_REQUEST, str(error)) from error
        options = read_object(reset.options_json, "options_json") if reset.options_json else None
        if mask is not None and options is None:
            options = {}
        outcome = self._said(self._vector.reset(seeds, mask, options))
        reply = messages.ResetReply(
            observations=self._observations(outcome.observations), infos=outcome.infos, notes=outcome.notes
        )
        return messages.SessionResponse(reset=reply)

    def _step(self, request: messages.SessionRequest) -> Reply:
        outcome = self._said(self._vector.step(request.step.actions))
        self._count_steps(self._vector.count)
        memory = self._vector.memory
        reply = messages.StepReply(
            rewards=memory.rewards.tobytes(),
            terminated=codec.pack_bits(memory.terminated),
            truncated=codec.pack_bits(memory.truncated),
            infos=outcome.infos,
            notes=outcome.notes,
        )
        self._add_finals(reply, outcome)
        return self._with_observations(messages.SessionResponse(step=reply), "step", outcome.observations)

    def _with_observations(self, response: messages.SessionResponse, command: str, batch: Any) -> Reply:
        """Adds observations to a reply: large ones as bytes of their own, which saves several copies of them."""
        if codec.size(batch) < _LARGE:
            getattr(response, command).observations.CopyFrom(self._observations(batch))
            return response
        value = codec.pieces(self._vector.observation_space, batch, "the observation")
        outer, inner = _PLACES[command]
        return (response, *codec.within(outer, codec.within(inner, value)))

    def _said(self, outcome: Outcome) -> Outcome:
        """Logs once which infos are left out."""
        for infos in (outcome.infos, outcome.final_infos):
            if infos is not None and infos.omitted and not self._omitted.issuperset(infos.omitted):
                new = [name for name in infos.omitted if name not in self._omitted][:_MOST_NAMED]
                self._omitted.update(infos.omitted)
                _log.warning("session %s: infos that cannot be carried are left out: %s", self._name, ", ".join(new))
        return outcome

    def _add_finals(self, reply: messages.StepReply, outcome: Outcome) -> None:
        if outcome.final_observations is not None:
            reply.final_observations.CopyFrom(self._observations(outcome.final_observations))
            if outcome.final_infos is not None:
                reply.final_infos.CopyFrom(outcome.final_infos)

    def _observations(self, batch: Any) -> Any:
        try:
            return codec.encode_value(self._vector.observation_space, batch, "the observation")
        except codec.CodecError as error:
            self._vector.needs_reset = True
            raise Failed(
                failures.ENVIRONMENT_ERROR,
                f"{self._vector.plan.id} gave what cannot be carried: {error}; reset all to go on",
            ) from error

    def _save(self, _: messages.SessionRequest) -> messages.SessionResponse:
        return messages.SessionResponse(save_state=messages.SaveStateReply(state=self._vector.save()))

    def _load(self, request: messages.SessionRequest) -> messages.SessionResponse:
        self._vector.load(request.load_state.state)
        return messages.SessionResponse(load_state=messages.LoadStateReply())

    def _get(self, request: messages.SessionRequest) -> messages.SessionResponse:
        self._check_name(request.get_attribute.name)
        values = self._vector.ask("get_attribute", request.get_attribute)
        return messages.SessionResponse(get_attribute=messages.GetAttributeReply(values=values))

    def _set(self, request: messages.SessionRequest) -> messages.SessionResponse:
        self._check_name(request.set_attribute.name)
        given = len(request.set_attribute.values.items)
        if given != self._vector.count:
            raise Failed(failures.BAD_REQUEST, f"There are {given} values for {self._vector.count} environments")
        self._vector.ask("set_attribute", request.set_attribute)
        return messages.SessionResponse(set_attribute=messages.SetAttributeReply())

    def _call(self, request: messages.SessionRequest) -> messages.SessionResponse:
        self._check_name(request.call_method.name)
        values = self._vector.ask("call_method", request.call_method)
        return messages.SessionResponse(call_method=messages.CallMethodReply(values=values))

    def _compute_reward(self, request: messages.SessionRequest) -> messages.SessionResponse:
        rewards = self._vector.compute_reward(request.compute_reward, self._most_rows)
        return messages.SessionResponse(compute_reward=messages.ComputeRewardReply(rewards=rewards))

    def _check_name(self, name: str) -> None:
        allowed = self._vector.plan.attributes
        if name not in allowed:
            known = f"allowed are {', '.join(allowed)}" if allowed else "none is allowed"
            raise Failed(
                failures.UNSUPPORTED,
                f"The attribute or method '{name[:100]}' may not be used here: {known}; the server's option "
                f"--allow-attributes {name[:100]} would allow it",
            )
