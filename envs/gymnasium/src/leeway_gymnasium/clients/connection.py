"""The way to a server."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import grpc

from leeway.env.v1 import environment_pb2, environment_pb2_grpc
from leeway_gymnasium.address import Address, AddressError
from leeway_gymnasium.certificates import SecurityError, read_authority, read_pair, read_token
from leeway_gymnasium.clients.causes import unreachable
from leeway_gymnasium.clients.failures import EnvironmentFailure, FailureKind

PROTOCOL_VERSION = "1.2"

_LARGEST_MESSAGE = 64 << 20
_KINDS = {
    grpc.StatusCode.UNAVAILABLE: FailureKind.LOST_SESSION,
    grpc.StatusCode.DEADLINE_EXCEEDED: FailureKind.TIMEOUT,
    grpc.StatusCode.RESOURCE_EXHAUSTED: FailureKind.RESOURCE_EXHAUSTED,
    grpc.StatusCode.UNIMPLEMENTED: FailureKind.UNSUPPORTED,
    grpc.StatusCode.ABORTED: FailureKind.LOST_SESSION,
    grpc.StatusCode.NOT_FOUND: FailureKind.LOST_SESSION,
    grpc.StatusCode.INTERNAL: FailureKind.ENVIRONMENT_ERROR,
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

    Raises:
        AddressError: if the target is not an address; gRPC would look for a host without a port at port 443.
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
        try:
            Address.parse(target)
        except AddressError as error:
            raise AddressError(f"The target {target!r} is not an address: {error}") from None
        self.target = target
        self.deadline = deadline
        token = read_token(Path(token_file), "token_file") if token_file else os.environ.get("LEEWAY_TOKEN", "").strip()
        self._tls = tls
        self._certificate = tls_certificate
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
            self.channel = grpc.secure_channel(target, _credentials(tls_authority, tls_certificate, tls_key), options)
        else:
            if tls_authority or tls_certificate or tls_key:
                raise SecurityError("tls_authority, tls_certificate and tls_key need tls=True")
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
        told = dict(map(tuple, error.trailing_metadata() or ())).get("leeway-failure", "")
        if told in FailureKind.__members__:
            kind = FailureKind[told]
        elif code == grpc.StatusCode.UNAVAILABLE:
            details = unreachable(details, self._tls, self._certificate)
        elif code == grpc.StatusCode.UNAUTHENTICATED:
            details = f"{details} (give token_file, or set LEEWAY_TOKEN)"
        return EnvironmentFailure(kind, f"{self.target}: {details}")

    def close(self) -> None:
        """Closes the channel."""
        self.channel.close()


def _credentials(authority: str | None, certificate: str | None, key: str | None) -> grpc.ChannelCredentials:
    if bool(certificate) != bool(key):
        raise SecurityError("tls_certificate and tls_key must be given together")
    pair: tuple[bytes | None, bytes | None] = (None, None)
    if certificate and key:
        pair = read_pair(Path(certificate), Path(key), ("tls_certificate", "tls_key"))
    trusted = read_authority(Path(authority), "tls_authority") if authority else None
    return grpc.ssl_channel_credentials(trusted, private_key=pair[1], certificate_chain=pair[0])
