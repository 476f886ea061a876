"""A server, from its start to its end."""

from __future__ import annotations

import logging
import os
import socket
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import grpc
from grpc_health.v1 import health, health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection

from leeway_gymnasium.address import Address
from leeway_gymnasium.admission import Admission
from leeway_gymnasium.certificates import SecurityError, read_token, refuse_open
from leeway_gymnasium.metrics import Metrics
from leeway_gymnasium.options import Options, OptionsError
from leeway_gymnasium.security import TokenCheck, credentials
from leeway_gymnasium.service import SERVICE, EnvironmentService
from leeway_gymnasium.sessions import Sessions
from leeway_gymnasium.workers.forge_client import Forge

_log = logging.getLogger("leeway.server")
_OTHER_CALLS = 64
_MOST_CONNECTIONS = 4096
_IDLE_CONNECTION_MS = 300_000
"""How long a connection without calls stays; a client opens another one when it needs it."""
_HANDSHAKE_MS = 10_000
"""How long a connection may take to speak TLS and HTTP/2."""
_SERVING = health_pb2.HealthCheckResponse.SERVING


class Server:
    """Serves until it is stopped."""

    def __init__(self, options: Options) -> None:
        """Starts to listen.

        Raises:
            OptionsError: if it cannot; with every problem there is.
        """
        self._options = options
        self._forge = Forge()
        try:
            self.address = self._start()
        except BaseException:
            self._forge.close()
            raise

    def _start(self) -> Address:
        options, limits = self._options, self._options.limits
        listed = self._forge.ready()
        ids = [spec["id"] for spec in listed["specs"]]
        admission = Admission(ids, options.ids, options.allow_import, options.allow_kwargs, options.allow_attributes)
        problems = admission.problems()
        interceptors: list[Any] = []
        secure = None
        try:
            if options.token_file:
                refuse_open(options.token_file, "--token-file")
                interceptors.append(TokenCheck(read_token(options.token_file, "--token-file")))
        except SecurityError as error:
            problems.append(str(error))
        try:
            secure = credentials(options)
        except SecurityError as error:
            problems.append(str(error))
        if problems:
            raise OptionsError(problems)

        metrics = Metrics()
        self._sessions = Sessions(self._forge, limits, metrics)
        threads = 2 * limits.sessions + _OTHER_CALLS
        self._server = grpc.server(
            ThreadPoolExecutor(threads, "call"),
            interceptors=interceptors,
            maximum_concurrent_rpcs=threads,
            options=[
                ("grpc.max_receive_message_length", limits.message_bytes),
                ("grpc.max_send_message_length", limits.message_bytes),
                ("grpc.so_reuseport", 0),
                ("grpc.max_concurrent_streams", threads),
                ("grpc.max_metadata_size", 8192),
                ("grpc.max_allowed_incoming_connections", _MOST_CONNECTIONS),
                ("grpc.max_connection_idle_ms", _IDLE_CONNECTION_MS),
                ("grpc.server_handshake_timeout_ms", _HANDSHAKE_MS),
                ("grpc.keepalive_time_ms", 30_000),
                ("grpc.keepalive_timeout_ms", 20_000),
                ("grpc.http2.min_ping_interval_without_data_ms", 5_000),
                ("grpc.keepalive_permit_without_calls", 1),
            ],
        )
        service = EnvironmentService(self._sessions, admission, limits, listed, options.workers)
        self._server.add_generic_rpc_handlers((service.handler(),))
        self._health = health.HealthServicer()
        health_pb2_grpc.add_HealthServicer_to_server(self._health, self._server)
        if options.reflection:
            names = (SERVICE, health.SERVICE_NAME, reflection.SERVICE_NAME)
            reflection.enable_server_reflection(names, self._server)
        address = self._bind(secure)
        if options.metrics:
            try:
                metrics.serve(options.metrics)
            except OSError as error:
                raise OptionsError([f"--metrics {options.metrics} cannot be listened to: {error.strerror}"]) from error
        self._server.start()
        for name in ("", SERVICE):
            self._health.set(name, _SERVING)
        _log.info("%d environments are served, with up to %d processes a session", len(admission.ids), options.workers)
        return address

    def _bind(self, secure: grpc.ServerCredentials | None) -> Address:
        listen = self._options.listen
        if listen.is_unix:
            remove_stale_socket(Path(listen.path))
        text = str(listen)
        before = os.umask(0o077) if listen.is_unix else None
        try:
            port = self._server.add_secure_port(text, secure) if secure else self._server.add_insecure_port(text)
        except RuntimeError as error:
            raise OptionsError([f"--listen {listen} cannot be listened to: {listen.problem()}"]) from error
        finally:
            if before is not None:
                os.umask(before)
        return listen.with_port(port)

    def stop(self) -> None:
        """Tells health checks, lets requests under way finish within the drain time, and ends everything."""
        self._health.enter_graceful_shutdown()
        _log.info(
            "shutting down: no new sessions, requests under way may take %g s", self._options.limits.drain_seconds
        )
        done = self._server.stop(self._options.limits.drain_seconds)
        self._sessions.drain(self._options.limits.drain_seconds)
        done.wait(self._options.limits.drain_seconds)
        self._sessions.stop()
        self._forge.close()
        _log.info("shut down")


def remove_stale_socket(path: Path) -> None:
    """Removes a socket that an ended server left; OptionsError where the path is something else."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    if not stat.S_ISSOCK(mode):
        raise OptionsError([f"--listen unix:{path} is a file that is not a socket; it is left alone"])
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(str(path))
        except OSError:
            path.unlink(missing_ok=True)
            return
    raise OptionsError([f"--listen unix:{path} is taken by another server"])
