"""The environment service: its calls, checked and passed on to sessions."""

from __future__ import annotations

import logging
import math
import re
import secrets
from collections.abc import Callable, Iterator
from typing import Any

import grpc
from google.protobuf.message import DecodeError

from leeway.env.v1 import environment_pb2 as messages
from leeway_gymnasium.admission import Admission
from leeway_gymnasium.limits import Limits
from leeway_gymnasium.session import failed
from leeway_gymnasium.sessions import Sessions
from leeway_gymnasium.stream import Stream
from leeway_gymnasium.version import version
from leeway_gymnasium.workers import failures
from leeway_gymnasium.workers.failures import Failed
from leeway_gymnasium.workers.handle import Plan

_log = logging.getLogger("leeway.service")
PROTOCOL_VERSION = "1.2"
SERVICE = "leeway.env.v1.EnvironmentService"
_PAGE = 1000
_MOST_NAMES = 1024
_CAPABILITIES = {
    "render": messages.CAPABILITY_RENDER,
    "transition": messages.CAPABILITY_TRANSITION,
    "state": messages.CAPABILITY_STATE,
    "attributes": messages.CAPABILITY_ATTRIBUTES,
    "reward": messages.CAPABILITY_REWARD,
    "terminations": messages.CAPABILITY_TERMINATIONS,
    "state_pictures": messages.CAPABILITY_STATE_PICTURES,
}
_PLAIN = ("maximum_episode_steps", "reward_threshold", "nondeterministic", "render_fps")
_MODES = {
    messages.AUTORESET_MODE_NEXT_STEP: "NEXT_STEP",
    messages.AUTORESET_MODE_SAME_STEP: "SAME_STEP",
    messages.AUTORESET_MODE_DISABLED: "DISABLED",
}
_STATUS = {
    failures.BAD_REQUEST: grpc.StatusCode.INVALID_ARGUMENT,
    failures.RESOURCE_EXHAUSTED: grpc.StatusCode.RESOURCE_EXHAUSTED,
    failures.OUT_OF_SEQUENCE: grpc.StatusCode.FAILED_PRECONDITION,
    failures.SESSION_LOST: grpc.StatusCode.NOT_FOUND,
    failures.UNSUPPORTED: grpc.StatusCode.UNIMPLEMENTED,
    failures.TIMEOUT: grpc.StatusCode.DEADLINE_EXCEEDED,
    failures.WORKER_LOST: grpc.StatusCode.ABORTED,
    failures.ENVIRONMENT_ERROR: grpc.StatusCode.INTERNAL,
}


class EnvironmentService:
    """Answers every call of the service. Safe for threads."""

    def __init__(
        self, sessions: Sessions, admission: Admission, limits: Limits, listed: dict[str, Any], workers: int
    ) -> None:
        self._sessions = sessions
        self._admission = admission
        self._limits = limits
        self._workers = workers
        self._versions: dict[str, str] = listed["versions"]
        self._specs = {spec["id"]: spec for spec in listed["specs"]}
        self._instance = secrets.token_hex(8)

    def handler(self) -> Any:
        """Returns the service as gRPC takes it; requests come as bytes, so that broken ones are answered."""
        calls: dict[str, tuple[Callable[[Any, Any], Any], Any]] = {
            "Handshake": (self.handshake, messages.HandshakeRequest),
            "ListSpecs": (self.list_specs, messages.ListSpecsRequest),
            "Make": (self.make, messages.MakeRequest),
            "Render": (self.render, messages.RenderRequest),
            "Transition": (self.transition, messages.TransitionRequest),
            "Terminations": (self.terminations, messages.TerminationsRequest),
            "DrawState": (self.draw_state, messages.DrawStateRequest),
            "Close": (self.close, messages.CloseRequest),
        }
        handlers = {
            name: grpc.unary_unary_rpc_method_handler(
                _with_status(call, request.FromString), None, lambda reply: reply.SerializeToString()
            )
            for name, (call, request) in calls.items()
        }
        handlers["Session"] = grpc.stream_stream_rpc_method_handler(self.session)
        return grpc.method_handlers_generic_handler(SERVICE, handlers)

    def handshake(self, request: messages.HandshakeRequest, context: Any) -> messages.HandshakeResponse:
        """Agrees on a version."""
        given = re.fullmatch(r"(\d{1,9})\.\d{1,9}(\.\d{1,9})?", request.protocol_version)
        if given is None or int(given.group(1)) != 1:
            _log.warning("refused a handshake of %s: version %r", context.peer(), request.protocol_version[:50])
            context.abort(
                grpc.StatusCode.FAILED_PRECONDITION,
                f"this server speaks version {PROTOCOL_VERSION} of the protocol, not '{request.protocol_version[:50]}'",
            )
        return messages.HandshakeResponse(
            protocol_version=PROTOCOL_VERSION,
            server=f"leeway-gymnasium {version()}",
            capabilities=[*_CAPABILITIES.values(), messages.CAPABILITY_RESUME],
            versions=self._versions,
            limits=self._limits.to_message(),
            instance=self._instance,
        )

    def list_specs(self, request: messages.ListSpecsRequest, _: Any) -> messages.ListSpecsResponse:
        """Lists what may be made here, a page at a time."""
        ids = [id for id in self._admission.ids if request.contains in id and id > request.page_token]
        size = min(request.page_size or _PAGE, _PAGE)
        page = ids[:size]
        return messages.ListSpecsResponse(
            specs=[messages.SpecSummary(**_given(self._specs.get(id, {"id": id}))) for id in page],
            next_page_token=page[-1] if len(ids) > size else "",
        )

    def make(self, request: messages.MakeRequest, _: Any) -> messages.MakeResponse:
        """Makes a session."""
        session, token = self._sessions.make(self._plan(request))
        vector = session.vector
        description = {**vector.description, "attributes": vector.plan.attributes}
        scores = description["reference_scores"]
        spec = messages.Spec(
            id=request.id,
            observation_space=vector.observation_message,
            action_space=vector.action_message,
            reference_scores=messages.ReferenceScores(random=scores[0], expert=scores[1]) if scores else None,
            settings=description["settings"],
            model_sha256=description["model_sha256"],
            capabilities=[number for name, number in _CAPABILITIES.items() if description[name]],
            attributes=vector.plan.attributes,
            kwargs_json=description["kwargs_json"],
            render_modes=description["render_modes"],
            **_given(
                {
                    name: description[name]
                    for name in ("maximum_episode_steps", "reward_threshold", "nondeterministic", "render_fps")
                }
            ),
        )
        spec.capabilities.append(messages.CAPABILITY_RESUME)
        return messages.MakeResponse(session_id=session.id, session_token=token, spec=spec)

    def _plan(self, request: messages.MakeRequest) -> Plan:
        problems: list[Failed] = []

        def checked(check: Callable[[], Any]) -> Any:
            try:
                return check()
            except Failed as failure:
                problems.append(failure)
                return None

        module = checked(lambda: self._admission.check_id(request.id))
        kwargs = checked(lambda: self._admission.check_kwargs(request.kwargs_json))
        checked(lambda: self._check_numbers(request))
        if problems:
            kinds = {problem.kind for problem in problems}
            raise Failed(
                failures.RESOURCE_EXHAUSTED if kinds == {failures.RESOURCE_EXHAUSTED} else failures.BAD_REQUEST,
                "; ".join(problem.message for problem in problems),
            )
        steps = {messages.TIME_LIMIT_OFF: -1, messages.TIME_LIMIT_STEPS: request.maximum_episode_steps}
        return Plan(
            id=request.id,
            count=request.count,
            workers=self._workers,
            mode=_MODES[request.autoreset],
            kwargs=kwargs,
            import_module=module,
            maximum_episode_steps=steps.get(request.time_limit),
            render_mode=request.render_mode,
            names=None if request.infos.all else list(request.infos.names),
            items=request.infos.items,
            attributes=self._admission.attributes,
            notes=request.notes,
            step_timeout=min(request.step_timeout_seconds or math.inf, self._limits.step_timeout),
        )

    def _check_numbers(self, request: messages.MakeRequest) -> None:
        problems = []
        most = self._limits.environments_per_session
        if request.count > most:
            raise Failed(
                failures.RESOURCE_EXHAUSTED, f"{request.count} environments were asked; a session may have {most} here"
            )
        if len(request.infos.names) > _MOST_NAMES:
            raise Failed(failures.RESOURCE_EXHAUSTED, f"At most {_MOST_NAMES} infos may be named: ask for all")
        if request.count < 1:
            problems.append("count is 0, but must be 1 or more")
        if request.autoreset not in _MODES:
            problems.append("autoreset must be NEXT_STEP, SAME_STEP or DISABLED")
        if request.time_limit not in (0, messages.TIME_LIMIT_OFF, messages.TIME_LIMIT_STEPS):
            problems.append(f"time_limit is {request.time_limit}, which is not known here")
        if (request.time_limit == messages.TIME_LIMIT_STEPS) != (request.maximum_episode_steps > 0):
            problems.append("maximum_episode_steps must be 1 or more with time_limit STEPS, and 0 without")
        if request.render_mode not in ("", "rgb_array"):
            problems.append(f"render_mode is '{request.render_mode[:50]}', but must be empty or rgb_array")
        timeout = request.step_timeout_seconds
        if not (timeout == 0 or 0.001 <= timeout < math.inf):
            problems.append(f"step_timeout_seconds is {timeout:g}, but must be 0 or 0.001 and more")
        if problems:
            raise Failed(failures.BAD_REQUEST, "; ".join(problems))

    def render(self, request: messages.RenderRequest, _: Any) -> messages.RenderResponse:
        """Draws one environment."""
        return self._sessions.find(request.session_id, request.session_token).render(request.environment)

    def transition(self, request: messages.TransitionRequest, _: Any) -> messages.TransitionResponse:
        """Says true outcomes."""
        return self._sessions.find(request.session_id, request.session_token).transition(request)

    def terminations(self, request: messages.TerminationsRequest, _: Any) -> messages.TerminationsResponse:
        """Says which steps terminate."""
        return self._sessions.find(request.session_id, request.session_token).terminations(request)

    def draw_state(self, request: messages.DrawStateRequest, _: Any) -> messages.DrawStateResponse:
        """Draws the state that an observation shows."""
        return self._sessions.find(request.session_id, request.session_token).draw_state(request)

    def close(self, request: messages.CloseRequest, _: Any) -> messages.CloseResponse:
        """Ends a session; one that is not there is no error."""
        try:
            session = self._sessions.find(request.session_id, request.session_token)
        except Failed:
            return messages.CloseResponse()
        self._sessions.close(session, "The session was closed")
        return messages.CloseResponse()

    def session(self, requests: Iterator[bytes], context: Any) -> Iterator[bytes]:
        """Carries one stream of a session, from its Attach to its end."""
        stream = Stream(context)
        self._sessions.joins(stream)
        try:
            yield from self._converse(stream, requests)
        except Exception:
            stream.finish()
            raise
        finally:
            self._sessions.leaves(stream)
        stream.finish()

    def _converse(self, stream: Stream, requests: Iterator[bytes]) -> Iterator[bytes]:
        data = next(requests, None)
        if data is None:
            return
        try:
            first = _read(messages.SessionRequest.FromString, data)
            if first.WhichOneof("command") != "attach" or first.sequence:
                raise Failed(failures.BAD_REQUEST, "A stream begins with Attach, which has the sequence 0")
            session = self._sessions.find(first.attach.session_id, first.attach.session_token)
            last, kept = session.attach(stream, first.acknowledged)
        except Failed as failure:
            yield failed(0, failure)
            return
        try:
            stream.attached = True
            yield messages.SessionResponse(attached=messages.Attached(last_sequence=last)).SerializeToString()
            yield from kept
            goes_on = True
            while goes_on and (data := next(requests, None)) is not None:
                try:
                    request = _read(messages.SessionRequest.FromString, data)
                except Failed as failure:
                    yield failed(0, failure)
                    return
                reply, goes_on = session.answer(stream, request)
                if reply is not None:
                    yield reply
        finally:
            session.detach(stream)


def _with_status(call: Callable[[Any, Any], Any], parse: Callable[[bytes], Any]) -> Callable[[bytes, Any], Any]:
    def answer(data: bytes, context: Any) -> Any:
        try:
            return call(_read(parse, data), context)
        except Failed as failure:
            name = messages.FailureKind.Name(failure.kind).removeprefix("FAILURE_KIND_")
            context.set_trailing_metadata((("leeway-failure", name),))
            context.abort(_STATUS[failure.kind], failure.message)

    return answer


def _read(parse: Callable[[bytes], Any], data: bytes) -> Any:
    try:
        return parse(data)
    except DecodeError as error:
        raise Failed(failures.BAD_REQUEST, f"The request's {len(data)} bytes are not a message of this call") from error


def _given(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
