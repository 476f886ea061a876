"""The log: on standard error, one line an event, as text or as JSON."""

from __future__ import annotations

import json
import logging
import sys
from datetime import datetime, timezone

from leeway_gymnasium.text import printable


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        entry = {
            "time": datetime.fromtimestamp(record.created, timezone.utc).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            entry["exception"] = self.formatException(record.exc_info)
        return json.dumps(entry)


class _Text(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = printable(super().format(record))
        return line.replace("\n", "\n    ")


def start_logging(form: str) -> None:
    """Sends all logs to standard error, as 'text' or 'json'."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Json() if form == "json" else _Text("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
