"""The way to a server."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import grpc

from leeway.env.v1 import environment_pb2, environment_pb2_grpc
from leeway_gymnasium.clients.failures import EnvironmentFailure, FailureKind

PROTOCOL_VERSION = "1.1"

_LARGEST_MESSAGE = 64 << 20
_KINDS = {
    grpc.StatusCode.UNAVAILABLE: FailureKind.LOST_SESSION,
    grpc.StatusCode.DEADLINE_EXCEEDED: FailureKind.TIMEOUT,
    grpc.StatusCode.RESOURCE_EXHAUSTED: FailureKind.RESOURCE_EXHAUSTED,
    grpc.StatusCode.UNIMPLEMENTED: FailureKind.UNSUPPORTED,
    grpc.StatusCode.ABORTED: FailureKind.LOST_SESSION,
    grpc.StatusCode.NOT_FOUND: FailureKind.LOST_SESSION,
}


class Connection:
    """A channel to a server, with what it needs to be let in.

    Args:
        target: HOST:PORT, or unix:PATH.
        tls: whether to speak TLS.
        tls_authority: a PEM file with the certificates that may sign the server's; None for the system's.
        tls_certificate: a PEM file with the client's own certificate, where the server asks for one.
        tls_key: its key.
        token_file: a file with the bearer token; without it, the variable LEEWAY_TOKEN is looked at.
        deadline: seconds that one call may take.
    """

    def __init__(
        self,
        target: str,
        *,
        tls: bool = False,
        tls_authority: str | None = None,
        tls_certificate: str | None = None,
        tls_key: str | None = None,
        token_file: str | None = None,
        deadline: float = 60.0,
    ) -> None:
        self.target = target
        self.deadline = deadline
        token = Path(token_file).read_text().strip() if token_file else os.environ.get("LEEWAY_TOKEN", "")
        self.metadata = (("authorization", f"Bearer {token}"),) if token else ()
        options = [
            ("grpc.max_receive_message_length", _LARGEST_MESSAGE),
            ("grpc.max_send_message_length", _LARGEST_MESSAGE),
            ("grpc.use_local_subchannel_pool", 1),
            ("grpc.initial_reconnect_backoff_ms", 50),
            ("grpc.min_reconnect_backoff_ms", 5000),
            ("grpc.max_reconnect_backoff_ms", 500),
        ]
        if tls:
            credentials = grpc.ssl_channel_credentials(
                _bytes(tls_authority), private_key=_bytes(tls_key), certificate_chain=_bytes(tls_certificate)
            )
            self.channel = grpc.secure_channel(target, credentials, options)
        else:
            self.channel = grpc.insecure_channel(target, options)
        stub: Any = environment_pb2_grpc.EnvironmentServiceStub
        self.stub: Any = stub(self.channel)
        request = environment_pb2.HandshakeRequest(protocol_version=PROTOCOL_VERSION, client="leeway-gymnasium")
        self.server: environment_pb2.HandshakeResponse = self.call(self.stub.Handshake, request)

    @property
    def is_current(self) -> bool:
        """Whether the server has what version 1.1 of the protocol added."""
        major, _, minor = self.server.protocol_version.partition(".")
        return (int(major), int(minor.partition(".")[0] or 0)) >= (1, 1)

    def call(self, method: Any, request: Any) -> Any:
        """Makes a unary call.

        Raises:
            EnvironmentFailure: if it fails, naming the target.
        """
        try:
            return method(request, timeout=self.deadline, metadata=self.metadata)
        except grpc.RpcError as error:
            raise self.failure(error) from error

    def failure(self, error: Any) -> EnvironmentFailure:
        """Returns what a failed call means."""
        code, details = error.code(), error.details()
        kind = _KINDS.get(code, FailureKind.BAD_REQUEST)
        if code == grpc.StatusCode.UNAVAILABLE:
            details = f"nothing answers there, or not in the way that was expected ({details}); is a server running?"
        elif code == grpc.StatusCode.UNAUTHENTICATED:
            details = f"{details} (give token_file, or set LEEWAY_TOKEN)"
        return EnvironmentFailure(kind, f"{self.target}: {details}")

    def close(self) -> None:
        """Closes the channel."""
        self.channel.close()


def _bytes(path: str | None) -> bytes | None:
    return Path(path).read_bytes() if path else None
