"""Where a server listens."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass

LONGEST_PATH = 100
"""Bytes of a Unix socket's path; systems allow few more."""


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

    def with_port(self, port: int) -> Address:
        """Returns it with the port that was bound."""
        return self if self.is_unix else Address(self.host, port)

    def __str__(self) -> str:
        if self.is_unix:
            return f"unix:{self.path}"
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"
