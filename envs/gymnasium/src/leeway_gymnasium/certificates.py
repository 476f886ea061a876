"""Files that secure a connection, checked before gRPC gets them: its own messages do not say what is wrong."""

from __future__ import annotations

import contextlib
import os
import ssl
import stat
import time
from pathlib import Path
from typing import Any

_SHORTEST_TOKEN = 8
_LONGEST_TOKEN = 4096


class SecurityError(ValueError):
    """Files that cannot secure a connection; says which and why, never what is in them."""


def read_token(file: Path, what: str) -> str:
    """Reads a token: the file's text without surrounding blanks.

    Raises:
        SecurityError: if it is too short or too long, or not printable text.
    """
    try:
        token = file.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SecurityError(f"{what} {file} cannot be read as text: {_why(error)}") from error
    if not _SHORTEST_TOKEN <= len(token) <= _LONGEST_TOKEN or not token.isascii() or not token.isprintable():
        raise SecurityError(
            f"{what} {file} must hold one token of {_SHORTEST_TOKEN} to {_LONGEST_TOKEN} visible ASCII characters, such as "
            f"the output of: openssl rand -hex 32; it holds {len(token)} characters"
        )
    if " " in token:
        raise SecurityError(f"{what} {file} must hold one token, but there is a blank within it")
    return token


def refuse_open(file: Path, what: str) -> None:
    """Raises SecurityError where a secret's file is missing, or every user of the machine can read or write it."""
    try:
        mode = file.stat().st_mode
    except OSError as error:
        raise SecurityError(f"{what} {file} cannot be read: {_why(error)}") from error
    if not stat.S_ISREG(mode):
        raise SecurityError(f"{what} {file} is not a file")
    if os.name == "posix" and mode & (stat.S_IROTH | stat.S_IWOTH):
        raise SecurityError(f"{what} {file} can be read or written by every user: chmod 600 {file}")


def read_pair(certificate: Path, key: Path, names: tuple[str, str]) -> tuple[bytes, bytes]:
    """Reads a certificate and its key.

    Raises:
        SecurityError: if either is not PEM, the key is not the certificate's, or the certificate's time is not now.
    """
    pair = _read(certificate, names[0]), _read(key, names[1])
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    try:
        context.load_cert_chain(certificate, key, password=_refuse_password)
    except SecurityError:
        raise SecurityError(
            f"{names[1]} {key} is encrypted: decrypt it, since nobody is here to type a password"
        ) from None
    except ssl.SSLError as error:
        raise SecurityError(_pair_problem(certificate, key, names, error)) from error
    check_dates(certificate, names[0])
    return pair


def read_authority(file: Path, what: str) -> bytes:
    """Reads the certificates of who may sign others.

    Raises:
        SecurityError: if there is none in the file.
    """
    content = _read(file, what)
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(file)
    except ssl.SSLError as error:
        raise SecurityError(f"{what} {file} holds no certificate in PEM form: {_why(error)}") from error
    check_dates(file, what)
    return content


def check_dates(certificate: Path, what: str) -> None:
    """Raises SecurityError where a certificate has expired or is not valid yet."""
    decode: Any = getattr(getattr(ssl, "_ssl", None), "_test_decode_cert", None)
    if decode is None:
        return
    with contextlib.suppress(ssl.SSLError, OSError):
        found = decode(str(certificate))
        if ssl.cert_time_to_seconds(found["notAfter"]) < time.time():
            raise SecurityError(f"{what} {certificate} expired on {found['notAfter']}: renew it")
        if ssl.cert_time_to_seconds(found["notBefore"]) > time.time():
            raise SecurityError(f"{what} {certificate} is not valid before {found['notBefore']}: is the clock right?")


def _refuse_password() -> str:
    raise SecurityError


def _pair_problem(certificate: Path, key: Path, names: tuple[str, str], error: ssl.SSLError) -> str:
    if "KEY_VALUES_MISMATCH" in str(error) or "KEY_TYPE_MISMATCH" in str(error):
        return f"{names[1]} {key} is not the key of {names[0]} {certificate}: give the key that the certificate was made for"
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(certificate)
    except ssl.SSLError:
        return (
            f"{names[0]} {certificate} holds no certificate in PEM form: it must begin with -----BEGIN CERTIFICATE-----"
        )
    return (
        f"{names[1]} {key} holds no private key in PEM form: it must begin with -----BEGIN PRIVATE KEY----- or the like"
    )


def _read(file: Path, what: str) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise SecurityError(f"{what} {file} cannot be read: {_why(error)}") from error


def _why(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
