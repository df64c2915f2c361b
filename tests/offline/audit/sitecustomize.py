"""Put on PYTHONPATH of processes that a test watches: every file opened for writing and every address connected to, one a line."""

from __future__ import annotations

import os
import sys
from typing import Any

_OUT = os.open(os.environ["RAFIQ_AUDIT"], os.O_CREAT | os.O_APPEND | os.O_WRONLY)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def _hook(event: str, given: tuple[Any, ...]) -> None:
    line = ""
    if event == "open" and isinstance(given[0], str | bytes) and isinstance(given[2], int) and given[2] & _WRITING:
        line = f"write {os.path.abspath(os.fsdecode(given[0]))}"  # noqa: PTH100 (as little as possible happens in a hook)
    elif event in ("os.mkdir", "sqlite3.connect") and isinstance(given[0], str | bytes):
        line = f"write {os.path.abspath(os.fsdecode(given[0]))}"  # noqa: PTH100
    elif event == "os.rename":
        line = f"write {os.path.abspath(os.fsdecode(given[1]))}"  # noqa: PTH100
    elif event in ("socket.connect", "socket.getaddrinfo"):
        line = f"{event} {given[1] if event == 'socket.connect' else given[0]}"
    if line:
        os.write(_OUT, f"{line}\n".encode())


sys.addaudithook(_hook)
