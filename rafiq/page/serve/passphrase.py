"""The passphrase of `rafiq app --lan`: kept as an Argon2 hash, asked of browsers on other devices, with a brake on guessing.

>>> kept = hashed("seven words nobody else would say")
>>> Door(kept).opens("seven words nobody else would say", "192.168.1.7")
'open'
>>> Door(kept).opens("swordfish", "192.168.1.7")
'wrong'
"""

from __future__ import annotations

import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final, Literal

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from models.store.files import write_whole
from nlp.errors import InputError

__all__ = ["Door", "Opening", "hashed", "keep_hash", "kept_hash"]

SHORTEST: Final = 8  # characters
LONGEST: Final = 200
TRIES: Final = 5  # wrong ones of one address
SECONDS: Final = 30.0  # in so long a time
ALL_TRIES: Final = 60  # wrong ones of all addresses in that time: a network of guessers is braked too
Opening = Literal["open", "wrong", "wait"]


def hashed(passphrase: str) -> str:
    """The Argon2id hash. `InputError` for one that is too short or too long."""
    if not SHORTEST <= len(passphrase) <= LONGEST:
        raise InputError(f"A passphrase has {SHORTEST} to {LONGEST} characters; this one has {len(passphrase)}.")
    return PasswordHasher().hash(passphrase)


def kept_hash(file: Path) -> str:
    """The hash in `file`; "" when there is none."""
    with suppress(OSError, ValueError):
        return file.read_text(encoding="ascii").strip()
    return ""


def keep_hash(file: Path, value: str) -> None:
    """Writes the hash, readable by this account only."""
    write_whole(file, value.encode("ascii"), mode=0o600)


class Door:
    """Compares passphrases, one at a time: each comparison takes 64 MB for a moment. Thread-safe."""

    def __init__(self, kept: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._kept, self._clock = kept, clock
        self._lock = threading.Lock()
        self._wrong: dict[str, deque[float]] = defaultdict(deque)

    def opens(self, passphrase: str, address: str) -> Opening:
        """Whether `passphrase` from `address` is right; "wait" after `TRIES` wrong ones, right or not."""
        with self._lock:
            now = self._clock()
            for each in list(self._wrong):
                times = self._wrong[each]
                while times and now - times[0] > SECONDS:
                    times.popleft()
                if not times:
                    del self._wrong[each]
            if len(self._wrong.get(address, ())) >= TRIES or sum(map(len, self._wrong.values())) >= ALL_TRIES:
                return "wait"
            try:
                if len(passphrase) <= LONGEST and PasswordHasher().verify(self._kept, passphrase):
                    return "open"
            except (Argon2Error, InvalidHashError):
                pass
            self._wrong[address].append(now)
            return "wrong"
