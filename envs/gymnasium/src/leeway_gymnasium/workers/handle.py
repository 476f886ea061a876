"""One worker as the server holds it: started, asked, watched, started again."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from typing import Any

from leeway_gymnasium.workers import failures
from leeway_gymnasium.workers.channel import ChannelClosed, ChannelTimeout, Kind, pack, unpack
from leeway_gymnasium.workers.failures import Failed, exhausted, span
from leeway_gymnasium.workers.forge_client import Forge, Process

_log = logging.getLogger("leeway.workers")
_MAKE_SECONDS = 60.0


@dataclass(frozen=True)
class Plan:
    """What a vector of environments is made of."""

    id: str
    count: int
    workers: int
    mode: str
    """Gymnasium's name of the autoreset mode: NEXT_STEP, SAME_STEP or DISABLED."""
    kwargs: dict[str, Any]
    import_module: str
    """What is imported first; empty: nothing."""
    maximum_episode_steps: int | None
    """None: as registered; -1: no limit."""
    render_mode: str
    names: list[str] | None
    """The infos that are carried; None: all."""
    items: bool
    """Whether infos may be of any kind, one by one."""
    attributes: list[str]
    """The attributes and methods that clients may use."""
    notes: bool
    """Whether it is said what environments give otherwise than their spaces say."""
    step_timeout: float
    """Seconds."""


class Handle:
    """A worker and the environments `first` up to `last` in it."""

    def __init__(self, forge: Forge, plan: Plan, first: int, last: int) -> None:
        self._forge = forge
        self._plan = plan
        self.first = first
        self.last = last
        self.process: Process | None = None
        self._memory = -1
        self._unsent: Failed | None = None
        self.closing = False

    @property
    def environments(self) -> list[int]:
        """The numbers of its environments."""
        return list(range(self.first, self.last))

    def start(self) -> None:
        """Starts the process and asks it to make its environments; `made` waits for them."""
        plan = self._plan
        setup = {
            "id": plan.id,
            "import": plan.import_module,
            "kwargs": plan.kwargs,
            "maximum_episode_steps": plan.maximum_episode_steps,
            "render_mode": plan.render_mode,
            "count": self.last - self.first,
        }
        try:
            self.process = self._forge.start()
            self.process.channel.limit_waiting(max(_MAKE_SECONDS, plan.step_timeout))
            self.process.channel.send(Kind.MAKE, pack(setup))
        except (ChannelClosed, ChannelTimeout, OSError, RuntimeError) as error:
            if isinstance(error, OSError) and error.errno:
                raise exhausted(error, f"the process of {span(self.environments)}") from error
            raise Failed(
                failures.WORKER_LOST, f"no process could be started for {span(self.environments)}: {error}"
            ) from error

    def made(self) -> bytes:
        """Waits until the environments are made; returns what they are."""
        process = self._running
        try:
            kind, payload = process.channel.receive()
        except ChannelTimeout as error:
            self.end()
            raise Failed(
                failures.TIMEOUT,
                f"{self._plan.id} was not made within {max(_MAKE_SECONDS, self._plan.step_timeout):g} s",
                self.environments,
            ) from error
        except (ChannelClosed, ValueError) as error:
            how = self.end()
            raise Failed(
                failures.WORKER_LOST,
                f"{self._plan.id} cannot be made: the process that made it {how}; the server's log has its output",
                self.environments,
            ) from error
        if kind is not Kind.DONE:
            text = unpack(payload)[0]["text"].removeprefix("raised ")
            raise Failed(failures.BAD_REQUEST, f"{self._plan.id} cannot be made: {text}")
        process.channel.limit_waiting(self._plan.step_timeout)
        return payload

    def bind(self, memory: int) -> None:
        """Hands the shared memory's file over, now and to the processes to come: it stays open as long as the vector."""
        self._memory = memory
        plan = self._plan
        head = {
            "count": plan.count,
            "first": self.first,
            "names": plan.names,
            "items": plan.items,
            "notes": plan.notes,
            "mode": plan.mode,
        }
        self._running.channel.send_with_file(Kind.BIND, pack(head), self._memory)

    def ask(self, kind: Kind, payload: bytes) -> None:
        """Sends a request; what goes wrong is told by `answer`."""
        self._unsent = None
        try:
            if self.process is None:
                self._restart()
            self._running.channel.send(kind, payload)
        except ChannelTimeout:
            self._unsent = self._hung()
        except ChannelClosed:
            self._unsent = self._lost()
        except Failed as failure:
            self._unsent = failure

    def answer(self, deadline: float | None) -> bytes:
        """Waits for the reply to `ask`, at most until `deadline` where there is one, else for the step timeout."""
        if self._unsent is not None:
            raise self._unsent
        channel = self._running.channel
        try:
            if deadline is not None:
                channel.limit_waiting(max(deadline - time.monotonic(), 0.05))
            kind, payload = channel.receive()
            if deadline is not None:
                channel.limit_waiting(self._plan.step_timeout)
        except ChannelTimeout as error:
            raise self._hung() from error
        except (ChannelClosed, ValueError) as error:
            raise self._lost() from error
        if kind is Kind.DONE:
            return payload
        said = unpack(payload)[0]
        if kind is Kind.REFUSED:
            raise Failed(failures.UNSUPPORTED if said["unsupported"] else failures.BAD_REQUEST, said["text"])
        where = self.environments if said["index"] is None else [self.first + said["index"]]
        raise Failed(
            failures.ENVIRONMENT_ERROR, f"{span(where)} of {self._plan.id} {said['text']}; reset to go on", where
        )

    def end(self) -> str:
        """Ends the process and says how it ended."""
        process, self.process = self.process, None
        return self._forge.end(process) if process else "was not running"

    @property
    def _running(self) -> Process:
        if self.process is None:
            raise ChannelClosed
        return self.process

    def _hung(self) -> Failed:
        self.end()
        self._try_restart()
        return Failed(
            failures.TIMEOUT,
            f"{span(self.environments)} of {self._plan.id} did not answer within {self._plan.step_timeout:g} s; the process "
            "was ended and started again: reset all environments to go on",
            self.environments,
        )

    def _lost(self) -> Failed:
        how = self.end()
        self._try_restart()
        return Failed(
            failures.WORKER_LOST,
            f"the process of {span(self.environments)} of {self._plan.id} {how} and was started again: "
            "reset all environments to go on",
            self.environments,
        )

    def _try_restart(self) -> None:
        """Starts the process again; where that fails, the next request tries once more and tells."""
        try:
            self._restart()
        except (Failed, ChannelClosed) as error:
            _log.warning("a worker could not be started again: %s", error)

    def _restart(self) -> None:
        if self.closing:
            raise ChannelClosed
        try:
            self.start()
            self.made()
            self.bind(self._memory)
        except (Failed, ChannelClosed):
            self.end()
            raise
        _log.info("worker %s started again for %s", self._running.id, span(self.environments))
