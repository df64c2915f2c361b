"""The page on the reader's own network (`rafiq app --lan`): under which names other devices reach it, and the code a phone reads.

>>> "█" in qr_code("http://192.168.1.20:8501") or "▄" in qr_code("http://192.168.1.20:8501")
True
"""

from __future__ import annotations

import io
import socket
from contextlib import suppress

import segno

__all__ = ["addresses", "names", "qr_code"]


def addresses() -> list[str]:
    """This machine's IPv4 addresses on its networks, the one of the default route first; no packet is sent to learn them."""
    given: list[str] = []
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # a datagram socket only looks up the route
        given.append(str(probe.getsockname()[0]))
    with suppress(OSError):
        given += [str(each[4][0]) for each in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]
    return [address for address in dict.fromkeys(given) if not address.startswith("127.")]


def names() -> frozenset[str]:
    """What a browser on the network may call this machine: its addresses, its host name, and that name under `.local`."""
    host = socket.gethostname().lower().split(".")[0]
    return frozenset({*addresses(), host, f"{host}.local"})


def qr_code(address: str) -> str:
    """The QR code of `address` for a terminal, two rows of it a line."""
    out = io.StringIO()
    segno.make(address, error="m").terminal(out, compact=True)
    return out.getvalue()
