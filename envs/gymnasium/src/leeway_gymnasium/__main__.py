"""`python -m leeway_gymnasium`: serves Gymnasium's environments until it is told to stop."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections.abc import Sequence

# Fewer threads hand a message on, a tenth less processor time a step; gRPC reads this when it is imported.
os.environ.setdefault("GRPC_EXPERIMENTS", "-event_engine_listener,-event_engine_client,-event_engine_callback_cq")
from leeway_gymnasium import transport_log

os.environ.setdefault("GRPC_VERBOSITY", transport_log.verbosity(sys.argv))

from leeway_gymnasium.logs import start_logging
from leeway_gymnasium.options import OptionsError, parse
from leeway_gymnasium.server import Server

_LOOK_SECONDS = 0.5


def main(arguments: Sequence[str]) -> int:
    """Runs the server; returns the exit status: 0 after SIGTERM or Ctrl-C, 2 where the options cannot be."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    try:
        options = parse(arguments)
        if options.tls_certificate:
            transport_log.capture()
        start_logging(options.log_format)
        server = Server(options)
    except OptionsError as error:
        for problem in error.problems:
            print(f"leeway_gymnasium: {problem}", file=sys.stderr)
        print("'python -m leeway_gymnasium --help' has examples.", file=sys.stderr)
        return 2
    except RuntimeError as error:
        print(f"leeway_gymnasium: {error}", file=sys.stderr)
        return 1
    gc.freeze()  # what was imported is never garbage
    print(f"Listening on {server.address}", flush=True)
    # Python's handler runs in this thread, but the system may give the signal to another: so it looks now and then.
    while not stop.wait(_LOOK_SECONDS):
        pass
    server.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
