"""Fetching an engine from the page: one at a time, in the background, with its progress for whoever looks.

Only when the reader presses the button; where the network is cut, what came is kept, and the next press goes on with it.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass, replace
from typing import Final, Literal

from nlp.errors import EngineError, NetworkError, RafiqError

__all__ = ["BEST", "BetterEngine", "Fetching", "packages_size"]

BEST: Final = "firefox"
Step = Literal["", "fetching", "packages", "converting"]
BROKEN: Final = "Something went wrong in Rafiq itself; details are in the terminal."
_log = logging.getLogger("rafiq.page")


@dataclass(frozen=True, slots=True)
class Fetching:
    """How far a fetch of the engine `name` is: bytes here, bytes in all; `error` is one sentence, "" while nothing went wrong."""

    name: str = ""
    step: Step = ""
    have: int = 0
    total: int = 0
    error: str = ""
    cut: bool = False  # it was the network: what came is kept
    done: bool = False

    @property
    def running(self) -> bool:
        return bool(self.step)

    @property
    def share(self) -> float:
        """0–1.

        >>> Fetching("firefox", "fetching", 13, 26).share
        0.5
        """
        return min(1.0, self.have / self.total) if self.total else 0.0


class BetterEngine:
    """The fetch of an engine. Thread-safe: sessions of the page share one."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._now = Fetching()

    @property
    def now(self) -> Fetching:
        return self._now

    def offered(self, name: str = BEST) -> bool:
        """Whether the engine can be fetched: not here, not forbidden, and this machine can run it."""
        from models import registry
        from models.store import pinned

        card = registry.card(name)
        fetched = bool(card.pinned or card.repository)
        return fetched and not registry.is_installed(name) and not pinned.is_offline() and registry.has_runtime(name)

    def size(self, name: str = BEST) -> int:
        """Bytes to fetch."""
        from models import registry

        return registry.card(name).download

    def start(self, name: str = BEST) -> None:
        """Begins to fetch; does nothing while a fetch is under way."""
        with self._lock:
            if self._now.running:
                return
            self._now = Fetching(name, "fetching", total=self.size(name))
        threading.Thread(target=self._fetch, args=(name,), name="rafiq-better-engine", daemon=True).start()

    def seen(self) -> None:
        """The reader was told how the last fetch ended."""
        with self._lock:
            if not self._now.running:
                self._now = Fetching()

    def _fetch(self, name: str) -> None:
        from models import registry

        try:
            if registry.card(name).pinned:
                self._pinned(name)
            else:
                self._from_hub(name)
        except RafiqError as error:
            self._now = replace(self._now, step="", error=str(error), cut=isinstance(error, NetworkError))
        except Exception:
            _log.exception("The engine %s could not be fetched.", name)
            self._now = replace(self._now, step="", error=BROKEN)
        else:
            self._now = Fetching(name, done=True)

    def _pinned(self, name: str) -> None:
        from models import manage

        manage.add_pinned(name, progress=self._progress)

    def _from_hub(self, name: str) -> None:
        """Judged by its small files, fetched, converted; PyTorch is installed before where that needs it (the button says so)."""
        from models import manage
        from models.store.conversion import torch_family

        offered = manage.offer(name)
        if packages_size():
            self._now = replace(self._now, step="packages")
            torch_family.install()
        self._now = replace(self._now, step="fetching", total=offered.size)
        manage.add_from_hub(offered, name, progress=self._progress)
        self._now = replace(self._now, step="converting")
        try:
            manage.prepare(name)
        except EngineError as error:
            _log.info("%s runs without a converted copy: %s", name, error)

    def _progress(self, _: str, have: int, total: int) -> None:
        self._now = replace(self._now, have=have, total=total)


def packages_size() -> int:
    """Bytes of packages that an engine of the hub needs besides itself, 0 where they are here."""
    from models.store.conversion import torch_family

    return torch_family.SIZE if torch_family.missing() else 0
