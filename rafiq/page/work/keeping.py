"""An open article into the library: what changed of it since it was saved, sentences and notes; tried again while that fails.

A library that is locked, or a disk that is full, is said at once; what the reader did stays in the open article, and is saved
as soon as that works.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from nlp.annotations import SavedCopy
from nlp.errors import LibraryError, NotFoundError, RafiqError
from rafiq.page.work.job import Job

if TYPE_CHECKING:
    from rafiq.library import Library

__all__ = ["Keeping", "keep_in"]

_AGAIN: Final = 3.0  # seconds until a failed save is tried again
_GIVE_UP: Final = 3_600.0
_log = logging.getLogger("rafiq.page")


def keep_in(library: Library, job: Job, copy: SavedCopy) -> str:
    """Saves `copy`, the article as it is now, under its lock: as a new copy, or what is not in the saved one yet. Gives its id."""
    if not job.saved:
        job.saved = library.save(copy)
        job.copy = library.get(job.saved)
    else:
        library.update(job.saved, copy.document, base=job.stored)
        before = {note.id: note for note in job.stored_notes}
        for note in copy.annotations:
            if before.pop(note.id, None) != note:
                library.annotate(job.saved, note)
        for gone in before:
            with suppress(NotFoundError):
                library.remove_annotation(job.saved, gone)
    job.stored, job.stored_notes = copy.document, copy.annotations
    return job.saved


class Keeping:
    """Saves by `save`, and again later what could not be saved. Thread-safe.

    `_failed` counts how often an article could not be saved since it last was: a count that rises while a save waits for the
    library says that the reader did something after what that save holds, so it begins again.
    """

    def __init__(self, save: Callable[[Job], str]) -> None:
        self._save = save
        self._lock = threading.Lock()
        self._failed: dict[str, int] = {}

    def keep(self, job: Job) -> None:
        """Saves the article. Raises `LibraryError`, and then tries again by itself."""
        try:
            self._save(job)
        except LibraryError as error:
            with self._lock:
                before = self._failed.get(job.id, 0)
                self._failed[job.id] = before + 1
            if not before:
                self._later(job, time.monotonic() + _GIVE_UP)
            raise LibraryError(f"{error} What you did stands here, and is saved as soon as that works.") from error

    def waits(self, job: Job) -> bool:
        """Whether something of the article is still to be saved."""
        return job.id in self._failed

    def _later(self, job: Job, until: float) -> None:
        timer = threading.Timer(_AGAIN, self._again, (job, until))
        timer.daemon = True
        timer.start()

    def _again(self, job: Job, until: float) -> None:
        known = self._failed[job.id]
        try:
            self._save(job)
        except LibraryError:
            if time.monotonic() < until:
                self._later(job, until)
                return
            _log.warning("An article could not be saved for an hour: %s", job.title)
        except RafiqError as error:
            _log.warning("An article could not be saved: %s", error)
        with self._lock:
            if self._failed[job.id] == known:
                del self._failed[job.id]
                return
        self._later(job, time.monotonic() + _GIVE_UP)
