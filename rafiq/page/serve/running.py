"""Runs the page's server as one group of processes that ends as one: however the launcher ends, nothing holds the port after it.

The launcher asks the whole group to end when it is asked itself (Ctrl+C, SIGTERM, a closed terminal); a launcher that was killed
cannot, so the server ends itself as soon as the pipe between the two breaks. A server that something else ended (an engine that
crashed, too little memory) is started again on the same port, and open pages go on. Leaves out: what is run (`server.py`).
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any, BinaryIO, Final

__all__ = ["LEASH", "end_with_launcher", "run", "start"]

LEASH: Final = "RAFIQ_LEASH"  # set for a server whose standard input is the pipe to its launcher
_PATIENCE: Final = 10.0  # seconds until a group that was asked to end is ended
_STARTS, _A_WHILE = 3, 600.0  # times that a killed server is started again, in so many seconds
_CRASHED: Final = 1 << 30  # exit codes from here on are crashes on Windows; elsewhere those below 0
_ASKED: Final = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name))


def start(command: Sequence[str], told: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """The server in a group of its own, at the other end of a pipe from this process."""
    environment = {**os.environ, **told, LEASH: "1"}
    return subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, start_new_session=True)


def run(
    command: Sequence[str], told: Mapping[str, str], began: Callable[[subprocess.Popen[bytes]], object] = lambda _: None
) -> int:
    """Starts the server and waits until it ends, or until this process is asked to end and has ended it; gives the exit code.

    `began` is called once it runs. A server that was killed is started again, up to three times in ten minutes.
    """
    process: subprocess.Popen[bytes] | None = None

    def asked(*_: object) -> None:
        raise KeyboardInterrupt

    before: dict[Any, Any] = {number: signal.signal(number, asked) for number in _ASKED}
    try:
        process = start(command, told)
        began(process)
        killed: list[float] = []
        while True:
            code = process.wait()
            killed = [at for at in killed if time.monotonic() - at < _A_WHILE] + [time.monotonic()]
            if 0 <= code < _CRASHED or len(killed) > _STARTS:
                return code
            sys.stderr.write(f"The page's server came to an end by itself ({_cause(code)}); it is started again.\n")
            _end(process)
            process = start(command, told)
    except KeyboardInterrupt:
        return 0
    finally:
        if process is not None:
            _end(process)
        for number, handler in before.items():
            signal.signal(number, handler)


def _cause(code: int) -> str:
    with suppress(ValueError):
        return signal.Signals(-code).name
    return f"code {code}"


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends the whole group, and waits until it has."""
    _signal(process, signal.SIGTERM)
    try:
        process.wait(_PATIENCE)
    except (subprocess.TimeoutExpired, KeyboardInterrupt):
        _signal(process, getattr(signal, "SIGKILL", signal.SIGTERM))
        process.wait()
    _signal(process, getattr(signal, "SIGKILL", signal.SIGTERM))  # a child that outlived the server


def _signal(process: subprocess.Popen[bytes], number: int) -> None:
    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, number)
        else:
            process.terminate()


def end_with_launcher(
    pipe: BinaryIO | None = None, environment: Mapping[str, str] = os.environ, end: Callable[[], object] | None = None
) -> None:
    """In the server: ends this process when its launcher is gone. Does nothing in a server that was started by itself."""
    if environment.get(LEASH) != "1":
        return
    held = pipe or sys.stdin.buffer

    def watch() -> None:
        with suppress(OSError, ValueError):
            while held.read(1):  # the launcher writes nothing: this ends when the pipe breaks
                pass
        (end or _end_this)()

    threading.Thread(target=watch, name="rafiq-leash", daemon=True).start()


def _end_this() -> None:
    if hasattr(os, "killpg"):
        os.killpg(os.getpgrp(), signal.SIGTERM)
    else:
        os._exit(0)
