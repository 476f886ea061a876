"""The workers of a vector of environments, asked together."""

from __future__ import annotations

import time

from leeway_gymnasium.workers import failures
from leeway_gymnasium.workers.channel import Kind
from leeway_gymnasium.workers.failures import Failed
from leeway_gymnasium.workers.handle import Handle

_SEVERITY = [
    failures.WORKER_LOST,
    failures.TIMEOUT,
    failures.ENVIRONMENT_ERROR,
    failures.RESOURCE_EXHAUSTED,
    failures.UNSUPPORTED,
    failures.BAD_REQUEST,
]


class Shards:
    """Asks all workers at once, and knows what a failure leaves behind.

    Args:
        handles: the workers, in the order of their environments.
        timeout: seconds that one request may take.
    """

    def __init__(self, handles: list[Handle], timeout: float) -> None:
        self._handles = handles
        self._timeout = timeout
        self.needs_reset = True
        """Whether all environments must be reset before anything else."""
        self.why = "the environments were not reset yet"

    def exchange(self, kind: Kind, payloads: list[bytes | None]) -> list[bytes | None]:
        """Asks all at once; those whose payload is None are left alone."""
        deadline = time.monotonic() + self._timeout
        failed: list[Failed] = []
        asked = [(handle, payload) for handle, payload in zip(self._handles, payloads, strict=True)]
        for handle, payload in asked:
            if payload is not None:
                handle.ask(kind, payload)
        replies: list[bytes | None] = []
        for handle, payload in asked:
            if payload is None:
                replies.append(None)
                continue
            try:
                replies.append(handle.answer(deadline if failed else None))
            except Failed as failure:
                failed.append(failure)
        if failed:
            raise self._combine(failed, kind)
        return replies

    def _combine(self, failed: list[Failed], kind: Kind) -> Failed:
        worst = min(failed, key=lambda failure: _SEVERITY.index(failure.kind))
        harmless = all(failure.kind in (failures.BAD_REQUEST, failures.UNSUPPORTED) for failure in failed)
        drawn = kind in (Kind.RENDER, Kind.TRANSITION, Kind.ASK) and worst.kind == failures.ENVIRONMENT_ERROR
        if not (drawn or (harmless and kind is not Kind.LOAD)):
            self.needs_reset = True
            self.why = f"an earlier request failed ({worst.message[:200].rstrip('.')})"
        kinds = [failure for failure in failed if failure.kind == worst.kind]
        environments = sorted({index for failure in kinds for index in failure.environments})
        return Failed(worst.kind, "; ".join(dict.fromkeys(failure.message for failure in kinds)), environments)
