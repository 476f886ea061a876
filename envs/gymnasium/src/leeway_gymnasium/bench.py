"""How fast environments step through the wire, beside Gymnasium's own vectors in the same run."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import platform
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any

import gymnasium
import numpy as np
from gymnasium.vector import AsyncVectorEnv, SyncVectorEnv, VectorEnv

from leeway_gymnasium import simulators
from leeway_gymnasium.clients import RemoteVectorEnv

Vector = VectorEnv[Any, Any, Any]

_TRIPS = ("round_trip_us_p50", "round_trip_us_p99")
_EXAMPLES = """examples:
  python -m leeway_gymnasium.bench
  python -m leeway_gymnasium.bench --id Hopper-v5 --envs 64 --json
  python -m leeway_gymnasium.bench --target 127.0.0.1:50051 --id HalfCheetah-v5
  python -m leeway_gymnasium.bench --leeway ./leeway
"""


def main(arguments: list[str] | None = None) -> int:
    """Measures and prints a table, or with --json one line."""
    parser = argparse.ArgumentParser(
        prog="python -m leeway_gymnasium.bench",
        description="Measures environment steps a second: Gymnasium's SyncVectorEnv and AsyncVectorEnv, and the same "
        "environments through a server in another process, in turns.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--id", default="HalfCheetah-v5", help="the environment (%(default)s)")
    parser.add_argument("--envs", type=int, default=8, help="how many are stepped together (%(default)s)")
    parser.add_argument("--seconds", type=float, default=1.0, help="of each measurement (%(default)s)")
    parser.add_argument("--rounds", type=int, default=7, help="measurements of each; medians are shown (%(default)s)")
    parser.add_argument("--target", help="a running server; without it one is started")
    parser.add_argument("--workers", type=int, help="worker processes of the server that is started")
    parser.add_argument("--leeway", metavar="COMMAND", help="also measure the Java client: runs 'COMMAND bench bridge'")
    parser.add_argument("--json", action="store_true", help="print one line of JSON")
    chosen = parser.parse_args(arguments)
    if chosen.envs < 1 or chosen.rounds < 1 or not chosen.seconds > 0:
        parser.error("--envs, --rounds and --seconds must be positive")
    simulators.register()
    with contextlib.ExitStack() as stack:
        target = chosen.target or stack.enter_context(_server(chosen.id, chosen.workers))
        figures = measure(chosen.id, chosen.envs, chosen.seconds, chosen.rounds, target, chosen.leeway)
    show(chosen, figures)
    return 0


def measure(
    id: str, count: int, seconds: float, rounds: int, target: str, leeway: str | None = None
) -> dict[str, dict[str, float]]:
    """Returns, by what was measured, its figures; all are measured in turns, so that ratios are of the same minutes."""

    def make() -> gymnasium.Env[Any, Any]:
        return gymnasium.make(id)

    makers: dict[str, Callable[[], Vector]] = {
        "SyncVectorEnv": lambda: SyncVectorEnv([make] * count),
        "AsyncVectorEnv": lambda: AsyncVectorEnv([make] * count),
        "Python client": lambda: RemoteVectorEnv(target, id, count),
        "Python client, no infos": lambda: RemoteVectorEnv(target, id, count, infos=[]),
    }
    taken: dict[str, list[Measurement]] = {name: [] for name in makers}
    with contextlib.ExitStack() as stack:
        vectors: dict[str, Vector] = {}
        for name, maker in makers.items():
            vectors[name] = maker()
            stack.callback(vectors[name].close)
            _play(vectors[name], seconds / 4)
        for _ in range(rounds):
            for name, vector in vectors.items():
                taken[name].append(_measured(count, _play(vector, seconds)))
            for name, measurement in _java(leeway, id, count, seconds, target).items():
                taken.setdefault(name, []).append(measurement)
    rates = {name: [one.rate for one in measurements] for name, measurements in taken.items()}
    return {
        name: {
            "steps_per_s": median(rates[name]),
            "round_trip_us_p50": median(one.p50 for one in measurements),
            "round_trip_us_p99": median(one.p99 for one in measurements),
            "of_async": median(a / b for a, b in zip(rates[name], rates["AsyncVectorEnv"], strict=True)),
            "of_sync": median(a / b for a, b in zip(rates[name], rates["SyncVectorEnv"], strict=True)),
        }
        for name, measurements in taken.items()
    }


@dataclass(frozen=True)
class Measurement:
    """One round of one way to step: environment steps a second, microseconds of a step of the vector."""

    rate: float
    p50: float
    p99: float


def _measured(count: int, taken: list[float]) -> Measurement:
    p50, p99 = 1e6 * np.quantile(taken, [0.5, 0.99])
    return Measurement(count * len(taken) / sum(taken), float(p50), float(p99))


def _java(leeway: str | None, id: str, count: int, seconds: float, target: str) -> dict[str, Measurement]:
    """Measures the Java client, which takes no infos."""
    if leeway is None:
        return {}
    command = [leeway, "bench", "bridge", "--target", target, "--id", id, "--envs", str(count), "--json"]
    command += ["--seconds", str(2 * seconds), "--warm-up", "10"]
    try:
        said = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        raise SystemExit(f"--leeway {leeway}: {error}") from error
    figures = json.loads(said.splitlines()[-1])
    p50, p99 = (figures[key] for key in _TRIPS)
    return {"Java client": Measurement(figures["steps_per_s"], p50, p99)}


def _play(vector: Vector, seconds: float) -> list[float]:
    """Steps for so many seconds and returns how long each step of the vector took."""
    vector.action_space.seed(0)
    actions = [vector.action_space.sample() for _ in range(64)]
    vector.reset(seed=0)
    taken: list[float] = []
    end = time.perf_counter() + seconds
    before = time.perf_counter()
    while before < end:
        vector.step(actions[len(taken) % 64])
        after = time.perf_counter()
        taken.append(after - before)
        before = after
    return taken


def show(chosen: argparse.Namespace, figures: dict[str, dict[str, float]]) -> None:
    """Prints the figures."""
    if chosen.json:
        tree = {
            "id": chosen.id,
            "envs": chosen.envs,
            "cpus": os.cpu_count(),
            "python": platform.python_version(),
            "gymnasium": gymnasium.__version__,
            "figures": figures,
        }
        print(json.dumps(tree))
        return
    print(f"{chosen.id}, {chosen.envs} environments, median of {chosen.rounds} rounds of {chosen.seconds:g} s in turns")
    print(f"{'':23} {'steps/s':>9} {'p50 us':>8} {'p99 us':>8} {'of Async':>9} {'of Sync':>8}")
    for name, row in figures.items():
        rates = f"{row['steps_per_s']:9,.0f} {row[_TRIPS[0]]:8,.0f} {row[_TRIPS[1]]:8,.0f}"
        print(f"{name:23} {rates} {row['of_async']:9.0%} {row['of_sync']:8.0%}")


@contextlib.contextmanager
def _server(id: str, workers: int | None) -> Iterator[str]:
    """Starts a server of one id in a process of its own."""
    command = [sys.executable, "-m", "leeway_gymnasium", "--id", id, "--listen", "127.0.0.1:0"]
    if workers is not None:
        command += ["--workers", str(workers)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            if not line.startswith("Listening on "):
                raise SystemExit("the server did not start; what it said is above")
            yield line.removeprefix("Listening on ").strip()
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=30)


if __name__ == "__main__":
    raise SystemExit(main())
