"""Who may call: a bearer token, TLS, and clients' certificates."""

from __future__ import annotations

import hmac
import logging
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import grpc

from leeway_gymnasium.options import Options

_log = logging.getLogger("leeway.security")
_OPEN_METHODS = frozenset({"/grpc.health.v1.Health/Check", "/grpc.health.v1.Health/Watch"})
_SHORTEST_TOKEN = 8


class SecurityError(ValueError):
    """Files that cannot secure a server; says why, never what is in them."""


def read_token(file: Path) -> str:
    """Reads a token: the file's text without surrounding blanks.

    Raises:
        SecurityError: if it is too short or not printable text.
    """
    try:
        token = file.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SecurityError(f"the token file {file} cannot be read as text") from error
    if len(token) < _SHORTEST_TOKEN or not token.isascii() or not token.isprintable() or " " in token:
        raise SecurityError(
            f"the token in {file} must be one word of {_SHORTEST_TOKEN} or more printable ASCII characters"
        )
    if file.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH):
        _log.warning("the token file %s can be read by other users: chmod 600 it", file)
    return token


def credentials(options: Options) -> grpc.ServerCredentials | None:
    """Returns the server's TLS credentials, or None where it uses none.

    Raises:
        SecurityError: if a file cannot be read.
    """
    if options.tls_certificate is None or options.tls_key is None:
        return None
    try:
        pair = (options.tls_key.read_bytes(), options.tls_certificate.read_bytes())
        authority = options.tls_client_authority.read_bytes() if options.tls_client_authority else None
    except OSError as error:
        raise SecurityError(f"a TLS file cannot be read: {error}") from error
    return grpc.ssl_server_credentials([pair], authority, require_client_auth=authority is not None)


class TokenCheck(grpc.ServerInterceptor):  # type: ignore[type-arg,unused-ignore]
    """Refuses calls that do not show the token; health checks are open."""

    def __init__(self, token: str) -> None:
        self._expected = f"Bearer {token}".encode()

    def intercept_service(self, continuation: Callable[[Any], Any], handler_call_details: Any) -> Any:
        """Lets a call through or refuses it."""
        if handler_call_details.method in _OPEN_METHODS or self._shown(handler_call_details):
            return continuation(handler_call_details)
        handler = continuation(handler_call_details)
        return None if handler is None else _refusal(handler)

    def _shown(self, details: Any) -> bool:
        shown = [value for key, value in details.invocation_metadata or () if key == "authorization"]
        given = shown[0] if len(shown) == 1 else ""
        return hmac.compare_digest(given.encode() if isinstance(given, str) else given, self._expected)


def _refuse(_: Any, context: grpc.ServicerContext) -> Any:
    context.abort(grpc.StatusCode.UNAUTHENTICATED, "this server asks for the metadata 'authorization: Bearer TOKEN'")


def _refuse_stream(_: Any, context: grpc.ServicerContext) -> Any:
    _refuse(_, context)
    yield  # a generator, as streams must be


def _refusal(handler: Any) -> Any:
    if handler.request_streaming and handler.response_streaming:
        return grpc.stream_stream_rpc_method_handler(_refuse_stream)
    if handler.response_streaming:
        return grpc.unary_stream_rpc_method_handler(_refuse_stream)
    if handler.request_streaming:
        return grpc.stream_unary_rpc_method_handler(_refuse)
    return grpc.unary_unary_rpc_method_handler(_refuse)
