"""Where a server listens."""

from __future__ import annotations

import errno
import ipaddress
import os
import socket
from dataclasses import dataclass

LONGEST_PATH = 100
"""Bytes of a Unix socket's path; systems allow few more."""

_REMEDIES = {
    errno.EADDRINUSE: ": another program listens there; choose another port, or 0 for any",
    errno.EADDRNOTAVAIL: ": it is not this machine's; 127.0.0.1 is for programs on this machine, 0.0.0.0 for all",
    errno.EACCES: ": ports below 1024 and some folders are the administrator's; choose another",
    errno.ENOENT: ": the folder of the socket does not exist",
}


class AddressError(ValueError):
    """Text that is not an address; says why."""


@dataclass(frozen=True)
class Address:
    """HOST:PORT or unix:PATH."""

    host: str
    port: int
    path: str = ""

    @staticmethod
    def parse(text: str) -> Address:
        """Reads an address.

        Raises:
            AddressError: if it is none.
        """
        if text.startswith("unix:"):
            path = text.removeprefix("unix:")
            if not path or len(path.encode()) > LONGEST_PATH:
                raise AddressError(f"a socket's path must have 1 to {LONGEST_PATH} bytes")
            return Address("", 0, path)
        host, colon, port = text.rpartition(":")
        if not colon or not host or not port.isascii() or not port.isdigit() or int(port) > 65535:
            raise AddressError("it must be HOST:PORT, with a port from 0 to 65535, or unix:PATH")
        return Address(host.strip("[]"), int(port))

    @property
    def is_unix(self) -> bool:
        """Whether it is a Unix socket."""
        return bool(self.path)

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach it."""
        if self.is_unix or self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    def problem(self) -> str:
        """Says why it cannot be listened to, by trying."""
        try:
            if self.is_unix:
                with socket.socket(socket.AF_UNIX) as probe:
                    probe.bind(self.path)
                os.unlink(self.path)
            else:
                family, kind, _, _, where = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)[0]
                with socket.socket(family, kind) as probe:
                    probe.bind(where)
        except OSError as error:
            why = error.strerror or str(error)
            return f"{why}{_REMEDIES.get(error.errno or 0, '')}"
        return "gRPC does not say why, and it can be listened to now: try again"

    def with_port(self, port: int) -> Address:
        """Returns it with the port that was bound."""
        return self if self.is_unix else Address(self.host, port)

    def __str__(self) -> str:
        if self.is_unix:
            return f"unix:{self.path}"
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"
