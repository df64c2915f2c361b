"""Who may use the page: the key that stands in its address, and the signed cookie that a browser gets for it.

The key is 32 random bytes in a file that only the reader's account can read; it outlives the process, so that an open tab or a
bookmark still works after a restart. A cookie is a browser's number with a signature made from the key: nothing is stored for it.
A *guest* is a browser that came in by the passphrase of `rafiq app --lan`; its cookie says so. The address that Rafiq itself opens
in the browser holds a code in the place of the key (other accounts of the machine can see a command line): it serves once, and a
second use of it ends what the first one began.

    >>> keys = Keys("k" * 43)
    >>> who = keys.reader(keys.cookie())
    >>> who is not None and not who.guest
    True
    >>> keys.reader("o-abc.0000") is None
    True
"""

from __future__ import annotations

import hmac
import os
import re
import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from models.store.files import write_whole
from nlp.paths import data_folder

__all__ = ["HASH", "KEY", "NAMES", "ONCE", "SHARED", "Browser", "Codes", "Keys", "kept_key"]

# The environment's names for what the server's process is told when it starts.
KEY: Final = "RAFIQ_PAGE_KEY"  # the key
ONCE: Final = "RAFIQ_PAGE_ONCE"  # the code in the address that is opened in the browser
NAMES: Final = "RAFIQ_PAGE_NAMES"  # further names of the server, with commas
HASH: Final = "RAFIQ_PAGE_PASSPHRASE"  # the Argon2 hash of the guests' passphrase
SHARED: Final = "RAFIQ_PAGE_SHARED"  # "1": guests use the reader's own library
_COOKIE: Final = re.compile(r"(?P<who>(?P<kind>[og])-(?P<id>[0-9a-f]{16}))\.(?P<sign>[0-9a-f]{64})")
_GOOD: Final = re.compile(r"[0-9A-Za-z_-]{32,128}")


@dataclass(frozen=True, slots=True)
class Browser:
    """One browser that was let in: its number, and whether it is a guest's."""

    id: str
    guest: bool


@dataclass(frozen=True, slots=True)
class Keys:
    """What is signed and compared with `key`."""

    key: str = field(repr=False)

    def admits(self, key: str) -> bool:
        """Whether `key` is the one of this server; takes the same time for every wrong one."""
        return hmac.compare_digest(key.encode(), self.key.encode())

    def cookie(self, *, guest: bool = False) -> str:
        """The cookie of a browser that was not here before."""
        who = f"{'g' if guest else 'o'}-{secrets.token_hex(8)}"
        return f"{who}.{self._sign(who)}"

    def reader(self, cookie: str) -> Browser | None:
        """The browser that this server gave `cookie` to; None for any other text."""
        parts = _COOKIE.fullmatch(cookie)
        if parts is None or not hmac.compare_digest(parts["sign"], self._sign(parts["who"])):
            return None
        return Browser(parts["id"], parts["kind"] == "g")

    def _sign(self, who: str) -> str:
        return hmac.new(self.key.encode(), f"rafiq cookie {who}".encode(), "sha256").hexdigest()


class Codes:
    """Codes that let one browser in, once.

    >>> codes = Codes(["c1"])
    >>> codes.use("c1", "0a"), codes.use("c1", "0b"), codes.ended("0a")
    (True, False, True)
    """

    def __init__(self, codes: list[str]) -> None:
        self._open: dict[str, str] = dict.fromkeys(codes, "")
        self._ended: set[str] = set()

    def use(self, code: str, browser: str) -> bool:
        """Whether `code` lets `browser` in. A code that comes a second time was overheard: who came in by it goes out."""
        first = self._open.get(code)
        if first is None:
            return False
        if first:
            self._ended.add(first)
            return False
        self._open[code] = browser
        return True

    def ended(self, browser: str) -> bool:
        return browser in self._ended


def kept_key(file: Path | None = None) -> str:
    """The key of this reader's page: from the environment, else from its file, which is made when there is none.

    Where the file cannot be read or written, the key lives as long as the process.
    """
    given = os.environ.get(KEY, "")
    if _GOOD.fullmatch(given):
        return given
    file = file or data_folder() / "page-key"
    with suppress(OSError, ValueError):
        kept = file.read_text(encoding="ascii").strip()
        if _GOOD.fullmatch(kept) and not file.stat().st_mode & 0o077:
            return kept
    made = secrets.token_urlsafe(32)
    with suppress(OSError):
        write_whole(file, made.encode("ascii"), mode=0o600)
    return made
