"""Who may call: a bearer token, TLS, and clients' certificates."""

from __future__ import annotations

import hmac
import logging
import threading
import time
from collections.abc import Callable
from typing import Any

import grpc

from leeway_gymnasium.certificates import read_authority, read_pair, refuse_open
from leeway_gymnasium.options import Options

_log = logging.getLogger("leeway.security")
_OPEN_METHODS = frozenset({"/grpc.health.v1.Health/Check", "/grpc.health.v1.Health/Watch"})


def credentials(options: Options) -> grpc.ServerCredentials | None:
    """Returns the server's TLS credentials, or None where it uses none.

    Raises:
        SecurityError: if a file is not what it must be.
    """
    if options.tls_certificate is None or options.tls_key is None:
        return None
    refuse_open(options.tls_key, "--tls-key")
    certificate, key = read_pair(options.tls_certificate, options.tls_key, ("--tls-certificate", "--tls-key"))
    file = options.tls_client_authority
    authority = read_authority(file, "--tls-client-authority") if file else None
    return grpc.ssl_server_credentials([(key, certificate)], authority, require_client_auth=authority is not None)


class TokenCheck(grpc.ServerInterceptor):  # type: ignore[type-arg,unused-ignore]
    """Refuses calls that do not show the token; health checks are open."""

    def __init__(self, token: str) -> None:
        self._expected = f"Bearer {token}".encode()
        self._lock = threading.Lock()
        self._logged = -1.0
        self._unlogged = 0

    def intercept_service(self, continuation: Callable[[Any], Any], handler_call_details: Any) -> Any:
        """Lets a call through or refuses it."""
        if handler_call_details.method in _OPEN_METHODS:
            return continuation(handler_call_details)
        problem = self._problem(handler_call_details)
        handler = continuation(handler_call_details)
        return handler if not problem or handler is None else _refusal(handler, problem, self._log_refusal)

    def _problem(self, details: Any) -> str:
        shown = [value for key, value in details.invocation_metadata or () if key == "authorization"]
        if not shown:
            return "this server asks for a token, and none was shown: send the metadata 'authorization: Bearer TOKEN'"
        if len(shown) > 1:
            return "this server asks for one token, but the metadata 'authorization' was sent more than once"
        given = shown[0].encode() if isinstance(shown[0], str) else shown[0]
        if hmac.compare_digest(given, self._expected):
            return ""
        if not given.startswith(b"Bearer "):
            return "the metadata 'authorization' is not of the form 'Bearer TOKEN'"
        return "the token that was shown is not this server's: give the one in its token file"

    def _log_refusal(self, peer: str, problem: str) -> None:
        """Logs refusals, of a flood one a second."""
        now = time.monotonic()
        with self._lock:
            self._unlogged += 1
            if now - self._logged < 1:
                return
            count, self._unlogged, self._logged = self._unlogged, 0, now
        more = f" ({count - 1} more were refused since the last such line)" if count > 1 else ""
        _log.warning("refused a call from %s: %s%s", peer, problem, more)


def _refusal(handler: Any, problem: str, log: Callable[[str, str], None]) -> Any:
    def refuse(_: Any, context: grpc.ServicerContext) -> Any:
        log(context.peer(), problem)
        context.abort(grpc.StatusCode.UNAUTHENTICATED, problem)

    def refuse_stream(_: Any, context: grpc.ServicerContext) -> Any:
        refuse(_, context)
        yield  # a generator, as streams must be

    if handler.request_streaming and handler.response_streaming:
        return grpc.stream_stream_rpc_method_handler(refuse_stream)
    if handler.response_streaming:
        return grpc.unary_stream_rpc_method_handler(refuse_stream)
    if handler.request_streaming:
        return grpc.stream_unary_rpc_method_handler(refuse)
    return grpc.unary_unary_rpc_method_handler(refuse)
