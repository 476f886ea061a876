"""File descriptors: how many this process may still open."""

from __future__ import annotations

import errno
import os
import resource

_RESERVE = 64
"""Descriptors that stay free for connections, so that a server which is full can still say so."""


def check_room(needed: int) -> None:
    """Raises OSError where so many more descriptors would leave none for connections."""
    limit, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if limit == resource.RLIM_INFINITY:
        return
    lowest_free = os.open(os.devnull, os.O_RDONLY | os.O_CLOEXEC)
    os.close(lowest_free)
    if lowest_free + needed > limit - min(_RESERVE, limit // 4):
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))
