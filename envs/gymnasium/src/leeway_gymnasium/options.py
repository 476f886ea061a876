"""The server's command line: every problem is told at once."""

from __future__ import annotations

import argparse
import math
import os
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from leeway_gymnasium.address import Address, AddressError
from leeway_gymnasium.limits import Limits
from leeway_gymnasium.version import version

_EXAMPLES = """\
examples:
  python -m leeway_gymnasium --id HalfCheetah-v5 --listen 127.0.0.1:50051
      serve one environment to programs on this machine
  python -m leeway_gymnasium --id 'Hopper-*' --id 'Walker2d-*' --listen unix:/tmp/leeway.sock --workers 8
      serve two families over a Unix socket, every session split over up to 8 processes
  python -m leeway_gymnasium --listen 0.0.0.0:50051 --tls-certificate server.pem --tls-key server.key --token-file token
      serve every registered environment to other machines that show the token
  python -m leeway_gymnasium --id my_package:MyEnvironment-v0 --allow-import
      serve an environment that importing 'my_package' registers
"""

_DEFAULTS = Limits()


@dataclass(frozen=True)
class Options:
    """What the server was told."""

    listen: Address
    ids: tuple[str, ...]
    allow_import: bool
    allow_kwargs: frozenset[str]
    allow_attributes: frozenset[str]
    workers: int
    tls_certificate: Path | None
    tls_key: Path | None
    tls_client_authority: Path | None
    token_file: Path | None
    insecure: bool
    metrics: Address | None
    reflection: bool
    log_format: str
    limits: Limits


class OptionsError(ValueError):
    """Options that cannot be; one line for each problem."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def parser() -> argparse.ArgumentParser:
    """Returns the parser, which has the help text."""
    result = argparse.ArgumentParser(
        prog="python -m leeway_gymnasium",
        description="Serves Gymnasium's environments over gRPC. The first line on standard output is 'Listening on ADDRESS'.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add = result.add_argument
    add("--version", action="version", version=f"leeway-gymnasium {version()}")
    add("--id", action="append", default=[], metavar="ID", help="what may be made: an id, or a pattern such as 'Hopper-*'; "
        "may be repeated (default: every registered id)")  # fmt: skip
    add(
        "--listen",
        default="127.0.0.1:0",
        metavar="ADDRESS",
        help="HOST:PORT or unix:PATH; port 0: any (default: %(default)s)",
    )
    add("--allow-import", action="store_true", help="allow ids of the form module:Env, which import that module")
    add("--allow-kwargs", action="append", default=[], metavar="NAME", help="an argument of environments' constructors "
        "to allow besides the harmless ones; may be repeated")  # fmt: skip
    add("--allow-attributes", action="append", default=[], metavar="NAME", help="an attribute or method of environments that "
        "clients may get, set and call; may be repeated (default: none)")  # fmt: skip
    add(
        "--workers",
        default=str(os.cpu_count() or 1),
        metavar="N",
        help="the most processes of one session (default: %(default)s)",
    )
    add("--tls-certificate", metavar="FILE", help="the server's certificate chain (PEM)")
    add("--tls-key", metavar="FILE", help="the certificate's key (PEM)")
    add("--tls-client-authority", metavar="FILE", help="clients must show a certificate of this authority (PEM)")
    add("--token-file", metavar="FILE", help="clients must show the token in this file")
    add("--insecure", action="store_true", help="listen to other machines without TLS or a token")
    add("--metrics", metavar="HOST:PORT", help="where to give Prometheus metrics (default: nowhere)")
    add("--reflection", action="store_true", help="answer gRPC reflection; for development")
    add("--log-format", default="text", metavar="FORMAT", help="text or json (default: %(default)s)")
    for field, meaning in _LIMITS.items():
        default = getattr(_DEFAULTS, field)
        add(_flag(field), default=str(default), metavar="N", help=f"{meaning} (default: %(default)s)")
    return result


_LIMITS = {
    "sessions": "the most sessions at once",
    "environments": "the most environments at once, over all sessions",
    "environments_per_session": "the most environments of one session",
    "message_bytes": "the most bytes of a message",
    "tensor_bytes": "the most bytes of all tensors of a batch",
    "transition_rows": "the most rows of one Transition or Terminations",
    "renders_per_second": "the most pictures a second of one session",
    "pipeline_depth": "the most requests of a session without acknowledged replies",
    "idle_seconds": "how long a session may hear nothing",
    "resume_seconds": "how long a session may be without a stream",
    "step_timeout": "how many seconds a request may take before its environments count as hung",
    "drain_seconds": "how long stopping waits for requests under way",
}
_NOT_MAXIMA = {"pipeline_depth", "idle_seconds", "resume_seconds", "step_timeout", "drain_seconds"}
_MOST = {"sessions": 1000, "pipeline_depth": 1024, "message_bytes": 1 << 30, "tensor_bytes": 1 << 30}


def _flag(field: str) -> str:
    return ("--" if field in _NOT_MAXIMA else "--max-") + field.replace("_", "-")


def parse(arguments: Sequence[str]) -> Options:
    """Reads the command line.

    Raises:
        OptionsError: with every problem there is.
    """
    given = parser().parse_args(arguments)
    problems: list[str] = []
    listen = _address(given.listen, "--listen", problems)
    metrics = _address(given.metrics, "--metrics", problems) if given.metrics else None
    if metrics is not None and metrics.is_unix:
        problems.append(f"--metrics is {given.metrics}, but must be HOST:PORT")
    files = {
        name: _file(getattr(given, name), "--" + name.replace("_", "-"), problems)
        for name in ("tls_certificate", "tls_key", "tls_client_authority", "token_file")
    }
    if bool(given.tls_certificate) != bool(given.tls_key):
        problems.append("--tls-certificate and --tls-key must be given together")
    if given.tls_client_authority and not given.tls_certificate:
        problems.append("--tls-client-authority needs --tls-certificate and --tls-key")
    if given.log_format not in ("text", "json"):
        problems.append(f"--log-format is {given.log_format}, but must be text or json")
    limits = _limits(given, problems)
    workers = _number(given.workers, "--workers", int, 1, 1024, problems)
    if listen and not listen.is_local and not given.insecure and not (given.tls_certificate and given.token_file):
        problems.append(
            f"--listen {listen} is open to other machines, which needs --tls-certificate, --tls-key and --token-file; "
            "listen on 127.0.0.1 or unix:PATH instead, or say --insecure"
        )
    if metrics and not metrics.is_local and not given.insecure:
        problems.append(f"--metrics {metrics} is open to other machines: use 127.0.0.1, or say --insecure")
    if problems:
        raise OptionsError(problems)
    assert listen is not None
    return Options(
        listen=listen,
        ids=tuple(given.id),
        allow_import=given.allow_import,
        allow_kwargs=frozenset(given.allow_kwargs),
        allow_attributes=frozenset(given.allow_attributes),
        workers=int(workers),
        insecure=given.insecure,
        metrics=metrics,
        reflection=given.reflection,
        log_format=given.log_format,
        limits=limits,
        **files,
    )


def _address(text: str, flag: str, problems: list[str]) -> Address | None:
    try:
        return Address.parse(text)
    except AddressError as error:
        problems.append(f"{flag} is {text}: {error}")
        return None


def _file(path: str | None, flag: str, problems: list[str]) -> Path | None:
    if path is None:
        return None
    file = Path(path)
    if not file.is_file():
        problems.append(f"{flag} is {path}, but there is no such file")
    elif not os.access(file, os.R_OK):
        problems.append(f"{flag} is {path}, which cannot be read")
    return file


def _limits(given: argparse.Namespace, problems: list[str]) -> Limits:
    values: dict[str, Any] = {}
    for field in fields(Limits):
        flag = _flag(field.name)
        text = getattr(given, flag[2:].replace("-", "_"))
        whole = isinstance(getattr(_DEFAULTS, field.name), int)
        low = 4096 if field.name == "message_bytes" else 1 if whole else 0.001
        most = _MOST.get(field.name, 10_000_000)
        values[field.name] = _number(text, flag, int if whole else float, low, most, problems)
    return Limits(**values)


def _number(text: str, flag: str, type: type, low: float, high: float, problems: list[str]) -> float:
    try:
        value: float = type(text)
    except ValueError:
        value = math.nan
    if not low <= value <= high:
        problems.append(
            f"{flag} is {text}, but must be {'a whole number' if type is int else 'a number'} from {low:g} to {high:g}"
        )
    return value
