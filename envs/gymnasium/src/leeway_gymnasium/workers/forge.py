"""The process that workers are forked from: it has Gymnasium and MuJoCo loaded, so that a worker starts at once.

It has one thread and does nothing by itself. It ends when the server does, and every worker ends with it.
"""

from __future__ import annotations

import ctypes
import gc
import importlib
import os
import signal
import socket
import sys
from typing import NoReturn

from leeway_gymnasium import simulators
from leeway_gymnasium.workers import specs
from leeway_gymnasium.workers.channel import Channel, ChannelClosed, Kind
from leeway_gymnasium.workers.commands import Command
from leeway_gymnasium.workers.worker import Worker

_PRELOADED = ("mujoco", "gymnasium.envs.mujoco.mujoco_env", "gymnasium.envs.classic_control", "gymnasium.wrappers")
_PR_SET_PDEATHSIG = 1


def main() -> None:
    """Forks workers and ends them, as the server asks on standard input's socket."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    control = socket.socket(fileno=os.dup(0))
    with open(os.devnull, "rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    for name in _PRELOADED:
        try:
            importlib.import_module(name)
        except ImportError:
            print(f"{name} is not installed", file=sys.stderr)
    simulators.register()
    gc.freeze()  # what was imported is never garbage: workers need not look through it
    channel = Channel(control)
    channel.send(Command.READY.kind, specs.listed())
    try:
        _serve(control, channel)
    except ChannelClosed:
        return


def _serve(control: socket.socket, channel: Channel) -> None:
    while True:
        kind, payload, *file = _next(channel)
        if kind == Command.FORK.kind:
            try:
                channel.send(kind, str(_fork(control, file[0])).encode())
            except OSError as error:
                if isinstance(error, ChannelClosed):
                    raise
                channel.send(Kind.REFUSED, str(error.errno).encode())
        else:
            channel.send(kind, str(_end(int(payload))).encode())


def _next(channel: Channel) -> tuple[Kind, bytes] | tuple[Kind, bytes, int]:
    (command,) = channel.socket.recv(1, socket.MSG_PEEK) or (0,)
    if command == 0:
        raise ChannelClosed
    return channel.receive_with_file() if command == Command.FORK.kind else channel.receive()


def _fork(control: socket.socket, file: int) -> int:
    forge = os.getpid()
    sys.stdout.flush()
    sys.stderr.flush()
    try:
        worker = os.fork()
        if worker == 0:
            _work(control, file, forge)
    finally:
        os.close(file)
    return worker


def _work(control: socket.socket, file: int, forge: int) -> NoReturn:
    """Is the worker, from the fork to its end."""
    try:
        control.close()
        os.setpgid(0, 0)
        end_with(forge)
        Worker(Channel(socket.socket(fileno=file))).run()
    except ChannelClosed:
        os._exit(0)
    except SystemExit as error:
        print(f"worker {os.getpid()}: an environment called sys.exit({error.code!r})", file=sys.stderr, flush=True)
        os._exit(error.code & 0xFF if isinstance(error.code, int) else 0 if error.code is None else 1)
    except BaseException as error:
        print(f"worker {os.getpid()} fails: {error!r}", file=sys.stderr, flush=True)
    finally:
        os._exit(1)


def end_with(parent: int) -> None:
    """Has the kernel end this process when its parent ends, however that comes about and whatever this one is doing."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(0)


def _end(worker: int) -> int:
    """Ends a worker with everything it has started and returns its wait status."""
    for ended in (os.killpg, os.kill):
        try:
            ended(worker, signal.SIGKILL)
        except ProcessLookupError:
            continue
    try:
        return os.waitpid(worker, 0)[1]
    except ChildProcessError:
        return 0


if __name__ == "__main__":
    main()
