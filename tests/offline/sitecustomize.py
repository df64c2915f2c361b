"""Put on PYTHONPATH of processes that tests start: any connection or look-up off this machine fails loudly."""

from __future__ import annotations

import socket
from typing import Any

LOCAL = {"127.0.0.1", "::1", "localhost", "", "0.0.0.0", None}  # noqa: S104  # compared, not bound

_connect, _getaddrinfo = socket.socket.connect, socket.getaddrinfo


def connect(self: socket.socket, address: Any) -> None:
    if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in LOCAL:
        raise OSError(f"offline test: connection to {address!r} refused")
    _connect(self, address)


def getaddrinfo(host: Any, *rest: Any, **named: Any) -> Any:
    if (host.decode() if isinstance(host, bytes) else host) not in LOCAL:
        raise socket.gaierror(f"offline test: look-up of {host!r} refused")
    return _getaddrinfo(host, *rest, **named)


socket.socket.connect = connect  # type: ignore[method-assign, assignment]
socket.getaddrinfo = getaddrinfo
