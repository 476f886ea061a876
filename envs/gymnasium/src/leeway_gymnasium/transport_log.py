"""What gRPC itself says on standard error, as lines of the log: above all TLS handshakes that fail."""

from __future__ import annotations

import logging
import os
import re
import sys
import threading

_log = logging.getLogger("leeway.transport")
_HANDSHAKE = re.compile(rb"Handshake failed with error .*:OPENSSL_internal:(\w+)")
_IGNORED = (b"is not suitable for production",)
_LONGEST_LINE = 2000
_MEANINGS = {
    "PEER_DID_NOT_RETURN_A_CERTIFICATE": "the client showed no certificate, which --tls-client-authority asks for",
    "CERTIFICATE_VERIFY_FAILED": "the client's certificate is not of --tls-client-authority, or its time is over",
    "WRONG_VERSION_NUMBER": "the client does not speak TLS",
    "HTTP_REQUEST": "the client speaks HTTP without TLS",
}


def verbosity(arguments: list[str]) -> str:
    """Returns how much gRPC is to say: it tells of failed handshakes only together with the rest of its news."""
    return "INFO" if any(argument.startswith("--tls-certificate") for argument in arguments) else "ERROR"


def capture() -> None:
    """Takes what is written to standard error past Python into the log, from now on; Python's own goes there as before."""
    kept = os.dup(2)
    sys.stderr = os.fdopen(kept, "w", buffering=1, encoding="utf-8", errors="backslashreplace")
    reading, writing = os.pipe()
    os.dup2(writing, 2)
    os.close(writing)
    threading.Thread(target=_read, args=(reading,), name="transport-log", daemon=True).start()


def _read(file: int) -> None:
    with os.fdopen(file, "rb") as lines:
        while line := lines.readline(_LONGEST_LINE):
            if found := _HANDSHAKE.search(line):
                reason = found.group(1).decode()
                _log.warning("refused a TLS handshake: %s (%s)", _MEANINGS.get(reason, "it failed"), reason)
            elif line.strip() and not any(part in line for part in _IGNORED):
                _log.warning("%s", line.decode(errors="replace").rstrip())
