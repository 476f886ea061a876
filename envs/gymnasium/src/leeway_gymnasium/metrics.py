"""Numbers for Prometheus."""

from __future__ import annotations

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, start_http_server

from leeway_gymnasium.address import Address
from leeway_gymnasium.workers.failures import Failed, FailureKind

_BUCKETS = (0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 5.0, 30.0)

COMMANDS = (
    "reset",
    "step",
    "save_state",
    "load_state",
    "get_attribute",
    "set_attribute",
    "call_method",
    "compute_reward",
)


class Metrics:
    """What the server counts."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._steps = Counter(
            "leeway_environment_steps", "Steps of single environments.", ["id"], registry=self._registry
        )
        self._seconds = Histogram(
            "leeway_request_seconds",
            "How long requests of sessions took.",
            ["command"],
            buckets=_BUCKETS,
            registry=self._registry,
        )
        self._took = {command: self._seconds.labels(command) for command in COMMANDS}
        self._failures = Counter("leeway_failures", "Requests that failed.", ["kind"], registry=self._registry)
        self._sessions = Gauge("leeway_sessions", "Sessions that are open.", registry=self._registry)
        self._environments = Gauge("leeway_environments", "Environments that are open.", registry=self._registry)

    def steps_of(self, id: str) -> Callable[[int], None]:
        """Returns what counts the steps of environments of one id."""
        return self._steps.labels(id).inc

    def took(self, command: str, seconds: float) -> None:
        """Counts a request's time."""
        self._took[command].observe(seconds)

    def failed(self, failure: Failed) -> None:
        """Counts a failure."""
        self._failures.labels(FailureKind.Name(failure.kind).removeprefix("FAILURE_KIND_").lower()).inc()

    def holds(self, sessions: int, environments: int) -> None:
        """Tells what is open."""
        self._sessions.set(sessions)
        self._environments.set(environments)

    def serve(self, address: Address) -> None:
        """Answers Prometheus at `address`; OSError where it is taken."""
        start_http_server(address.port, address.host, self._registry)
