"""Fetching the better engine from the page: one fetch at a time, in the background, with its progress for whoever looks.

Only the engine whose files Rafiq knows (`models.manage.add_pinned`), and only when the reader presses the button.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass, replace
from typing import Final

from nlp.errors import RafiqError

__all__ = ["BetterEngine", "Fetching"]

ENGINE: Final = "firefox"
_log = logging.getLogger("rafiq.page")


@dataclass(frozen=True, slots=True)
class Fetching:
    """How far a fetch is: bytes here, bytes in all; `error` is one sentence, "" while nothing went wrong."""

    running: bool = False
    have: int = 0
    total: int = 0
    error: str = ""

    @property
    def share(self) -> float:
        """0–1.

        >>> Fetching(True, 13, 26).share
        0.5
        """
        return min(1.0, self.have / self.total) if self.total else 0.0


class BetterEngine:
    """The fetch of the better engine. Thread-safe: sessions of the page share one."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._now = Fetching()

    @property
    def now(self) -> Fetching:
        return self._now

    def offered(self) -> bool:
        """Whether there is one to fetch: not here, not forbidden, and this machine can run it."""
        from models import registry
        from models.store import pinned

        return not registry.is_installed(ENGINE) and not pinned.is_offline() and registry.has_runtime(ENGINE)

    def size(self) -> int:
        """Bytes to fetch."""
        from models import registry

        return registry.card(ENGINE).download

    def start(self) -> None:
        """Begins to fetch; does nothing while that is under way."""
        with self._lock:
            if self._now.running:
                return
            self._now = Fetching(running=True, total=self.size())
        threading.Thread(target=self._fetch, name="rafiq-better-engine", daemon=True).start()

    def _fetch(self) -> None:
        from models import manage

        try:
            manage.add_pinned(ENGINE, progress=self._progress)
        except RafiqError as error:
            self._now = Fetching(error=str(error))
        except Exception:
            _log.exception("The better engine could not be fetched.")
            self._now = Fetching(error="Something went wrong in Rafiq itself; details are in the terminal.")
        else:
            self._now = Fetching()

    def _progress(self, _: str, have: int, total: int) -> None:
        self._now = replace(self._now, have=have, total=total)
