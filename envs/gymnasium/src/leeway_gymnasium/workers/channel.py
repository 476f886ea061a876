"""Messages between the server and a worker: one byte of kind, four of length, then the payload."""

from __future__ import annotations

import json
import socket
import struct
from enum import IntEnum
from typing import Any

_HEADER = struct.Struct("<BI")
_SECOND = struct.Struct("<I")
_WHOLE = 65_536

LARGEST_PAYLOAD = 1 << 30
"""Bytes. A worker that announces more is not believed."""


class Kind(IntEnum):
    """What a message asks or says."""

    MAKE = 1
    BIND = 2
    RESET = 3
    STEP = 4
    SAVE = 5
    LOAD = 6
    RENDER = 7
    TRANSITION = 8
    ASK = 9
    TERMINATIONS = 10
    DRAW_STATE = 11
    DONE = 20
    RAISED = 21
    REFUSED = 22


_KINDS = {kind.value: kind for kind in Kind}


class ChannelClosed(ConnectionError):
    """The other side is gone."""


class ChannelTimeout(TimeoutError):
    """The other side did not answer in time."""


class Channel:
    """One end of a stream socket that carries whole messages."""

    def __init__(self, end: socket.socket) -> None:
        self.socket = end

    def limit_waiting(self, seconds: float) -> None:
        """Sets how long one receive may wait; the kernel keeps the time, so that waiting costs one call."""
        whole = int(seconds)
        micros = int((seconds - whole) * 1e6) if seconds >= 1e-6 else 1
        wait = struct.pack("@ll", whole, max(micros, 1))
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, wait)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, wait)

    def send(self, kind: Kind, payload: bytes = b"") -> None:
        """Sends one message."""
        try:
            self.socket.sendall(_HEADER.pack(kind, len(payload)) + payload)
        except BlockingIOError as error:
            raise ChannelTimeout from error
        except OSError as error:
            raise ChannelClosed from error

    def send_with_file(self, kind: Kind, payload: bytes, file: int) -> None:
        """Sends one message and, with its first byte, an open file."""
        message = _HEADER.pack(kind, len(payload)) + payload
        try:
            sent = socket.send_fds(self.socket, [message], [file])
            self.socket.sendall(message[sent:])
        except OSError as error:
            raise ChannelClosed from error

    def receive(self) -> tuple[Kind, bytes]:
        """Waits for one message. The other side sends none before it was answered, so one call takes most messages whole."""
        data = self._some(_WHOLE)
        if len(data) < _HEADER.size:
            data += self._read(_HEADER.size - len(data))
        kind, length = _HEADER.unpack_from(data)
        missing = _HEADER.size + length - len(data)
        if length > LARGEST_PAYLOAD or missing < 0:
            raise ChannelClosed
        payload = data[_HEADER.size :]
        return _KINDS[kind], payload + self._read(missing) if missing else payload

    def receive_with_file(self) -> tuple[Kind, bytes, int]:
        """Waits for one message that brings an open file."""
        try:
            first, files, _, _ = socket.recv_fds(self.socket, _HEADER.size, 1)
        except OSError as error:
            raise ChannelClosed from error
        if not first or not files:
            raise ChannelClosed
        header = first + self._read(_HEADER.size - len(first))
        kind, length = _HEADER.unpack(header)
        return Kind(kind), self._read(length), files[0]

    def close(self) -> None:
        """Ends the conversation."""
        self.socket.close()

    def _read(self, size: int) -> bytes:
        parts = []
        while size:
            data = self._some(size)
            parts.append(data)
            size -= len(data)
        return b"".join(parts)

    def _some(self, most: int) -> bytes:
        """Waits for some bytes."""
        try:
            data = self.socket.recv(most)
        except BlockingIOError as error:
            raise ChannelTimeout from error
        except OSError as error:
            raise ChannelClosed from error
        if not data:
            raise ChannelClosed
        return data


def pack(head: Any, *blobs: bytes) -> bytes:
    """Puts a JSON head before bytes of any length."""
    text = json.dumps(head, separators=(",", ":")).encode()
    return b"".join((_SECOND.pack(len(text)), text, *blobs))


def split(payload: bytes) -> tuple[bytes, memoryview]:
    """Parts what `pack` put together, without reading its head."""
    (length,) = _SECOND.unpack_from(payload)
    end = _SECOND.size + length
    return payload[_SECOND.size : end], memoryview(payload)[end:]


def unpack(payload: bytes) -> tuple[Any, memoryview]:
    """Parts what `pack` put together."""
    head, data = split(payload)
    return json.loads(head), data
