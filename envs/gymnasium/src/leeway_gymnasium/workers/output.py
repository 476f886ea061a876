"""What environments print: it goes to the log, never to the server's own output."""

from __future__ import annotations

import logging
import time
from typing import IO

_log = logging.getLogger("leeway.workers.output")
_LONGEST_LINE = 2000
_LINES_A_SECOND = 500


def log_output(pipe: IO[bytes]) -> None:
    """Logs every line until the pipe ends; of a flood, as many lines a second as a log can bear."""
    second, lines, dropped = 0, 0, 0
    while line := pipe.readline(_LONGEST_LINE):
        now = int(time.monotonic())
        if now != second:
            if dropped:
                _log.warning("%d more lines were printed and are left out", dropped)
            second, lines, dropped = now, 0, 0
        lines += 1
        if lines > _LINES_A_SECOND:
            dropped += 1
        elif text := line.decode(errors="replace").rstrip():
            _log.info("%s", text)
