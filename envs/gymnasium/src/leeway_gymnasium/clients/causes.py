"""Why a server cannot be reached, in words that say what to do."""

from __future__ import annotations

import re

_CAUSES = [
    (r"Connection refused", "nothing answers there (connection refused): is a server running?"),
    (r"Domain name not found|hostname lookup error", "there is no host of that name: the address must be HOST:PORT"),
    (
        r"WRONG_VERSION_NUMBER",
        "what answers there does not speak TLS: leave tls out, or start the server with a certificate",
    ),
    (r"http1\.x server|Failed parsing HTTP/2", "what answers there does not speak gRPC: is it the right port?"),
    (r"[Hh]ostname [Vv]erification", "the server's certificate is not for this host's name"),
    (r"certificate has expired", "the server's certificate has expired: renew it"),
    (
        r"BAD_SIGNATURE|CERTIFICATE_VERIFY_FAILED|self.signed|unable to get (local )?issuer",
        "the server's certificate is not trusted: tls_authority must be the certificate of who signed it",
    ),
    (r"No such file or directory", "nothing answers there (there is no such socket): is a server running?"),
]
_CLOSED = r"Socket closed|Connection reset|Broken pipe|Stream removed"


def unreachable(details: str, tls: bool, certificate: str | None) -> str:
    """Returns what gRPC's `details` of a call that reached no server mean.

    Args:
        details: as gRPC gives them.
        tls: whether the client speaks TLS.
        certificate: the client's own, if it has one.
    """
    for pattern, meaning in _CAUSES:
        if re.search(pattern, details):
            return f"{meaning} [{details}]"
    if re.search(_CLOSED, details):
        return f"{_closed(tls, certificate)} [{details}]"
    return f"nothing answers there, or not in the way that was expected: is a server running? [{details}]"


def _closed(tls: bool, certificate: str | None) -> str:
    if not tls:
        return "the connection was closed before the server spoke: a server with a certificate needs tls=True"
    if certificate is None:
        return (
            "the server closed the connection once TLS was agreed: it may ask for a client's certificate, which is "
            "tls_certificate and tls_key"
        )
    return (
        f"the server closed the connection once TLS was agreed: it may not accept the certificate {certificate}, which must "
        "be signed by its --tls-client-authority and be valid now"
    )
