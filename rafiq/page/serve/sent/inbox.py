"""What was sent in and waits to be opened: in memory, a few pages for a few minutes, each taken once.

>>> inbox = Inbox()
>>> number = inbox.put(Sent("عنوان", "https://example.org/a", "نص", ""))
>>> inbox.take(number).title, inbox.take(number)
('عنوان', None)
"""

from __future__ import annotations

import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

import msgspec

__all__ = ["INBOX", "LARGEST", "Inbox", "Sent"]

MOST: Final = 20  # pages
SECONDS: Final = 600.0
LARGEST: Final = 6_000_000  # bytes of one


class Sent(msgspec.Struct, frozen=True):
    """A page: `text` is what the reader had marked on it, or "", and then `html` is all of it."""

    title: str
    url: str
    text: str
    html: str


class Inbox:
    """Thread-safe: the server's own thread puts in, the page's threads take out."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, threading.Lock()
        self._waiting: OrderedDict[str, tuple[float, Sent]] = OrderedDict()
        self._tokens: OrderedDict[str, float] = OrderedDict()

    def token(self) -> str:
        """A token for one page that will be sent."""
        with self._lock:
            token = secrets.token_urlsafe(24)
            self._tokens[token] = self._clock()
            while len(self._tokens) > MOST:
                self._tokens.popitem(last=False)
            return token

    def spend(self, token: str) -> bool:
        """Whether `token` was given out here, some minutes ago at most, and not spent."""
        with self._lock:
            made = self._tokens.pop(token, None)
            return made is not None and self._clock() - made <= SECONDS

    def put(self, sent: Sent) -> str:
        """The number under which `sent` waits; the oldest make room."""
        with self._lock:
            number = secrets.token_urlsafe(16)
            self._waiting[number] = (self._clock(), sent)
            while len(self._waiting) > MOST:
                self._waiting.popitem(last=False)
            return number

    def take(self, number: str) -> Sent | None:
        """What waits under `number`; None when nothing does, or no longer."""
        with self._lock:
            came, sent = self._waiting.pop(number, (0.0, None))
            return sent if sent is not None and self._clock() - came <= SECONDS else None


INBOX: Final = Inbox()  # of this process: the server puts in, app.py takes out
