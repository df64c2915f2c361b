"""A server on this machine that gives files below one address, and fails on demand."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

__all__ = ["Files", "serving"]


@dataclass
class Files:
    """What is served: bytes by path (without the first slash). `asked` lists (path, Range header)."""

    files: dict[str, bytes]
    status: int = 0  # answered to everything, when set
    later: list[tuple[int, str]] = field(default_factory=list)  # (status, Retry-After) answered first, one a request
    cut_after: int = 0  # bytes after which an answer breaks off, once
    cut_always: bool = False  # … every time
    silent: float = 0.0  # seconds before the first byte of a body
    ranges: bool = True  # whether a Range is honoured
    asked: list[tuple[str, str]] = field(default_factory=list)
    address: str = ""


class _Handler(BaseHTTPRequestHandler):
    given: Files

    def log_message(self, format: str, *args: Any) -> None:
        return

    def do_GET(self) -> None:
        given, path = self.given, self.path.lstrip("/")
        wanted = self.headers.get("Range", "")
        given.asked.append((path, wanted))
        data = given.files.get(path)
        status, wait = given.later.pop(0) if given.later else (given.status, "")
        if status or data is None:
            self.send_response(status or 404)
            if wait:
                self.send_header("Retry-After", wait)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        found = re.fullmatch(r"bytes=(\d+)-", wanted) if given.ranges else None
        rest = data[int(found.group(1)) :] if found else data
        self.send_response(206 if found else 200)
        self.send_header("Content-Length", str(len(rest)))
        self.send_header("Content-Type", "application/gzip")
        self.end_headers()
        if given.silent:
            time.sleep(given.silent)
        cut = given.cut_after
        given.cut_after = cut if given.cut_always else 0
        self.wfile.write(rest[: cut or None])


@contextmanager
def serving(given: Files) -> Iterator[Files]:
    """`given` on a free port of 127.0.0.1, until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"given": given}))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    given.address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield given
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
