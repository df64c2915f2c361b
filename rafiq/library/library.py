"""The library: saved copies, what readers add to them, and what they teach Rafiq, behind one class.

>>> with Library.open(":memory:") as library:
...     library.list()
()
"""

from __future__ import annotations

from pathlib import Path
from typing import Self

from nlp.paths import library_place
from rafiq.library.backup import Backups
from rafiq.library.connect import memory_engine
from rafiq.library.notes import Notes
from rafiq.library.words.learning import Learning

__all__ = ["Library"]


class Library(Backups, Notes, Learning):
    """An open library. Thread-safe; close it, or use it in a `with`."""

    @classmethod
    def open(cls, place: Path | str | None = None, *, keep: bool = False) -> Self:
        """Opens, and makes when it is not there, the library at a file, a `postgresql://` address, or ":memory:".

        Without `place`: where `nlp.paths.library_place` says. With `keep`, a disk that
        refuses raises nothing: changes go on in memory, and `problem` says so (for a page that stays open; see store.py).
        Raises `LibraryError`.
        """
        chosen = place if place is not None else library_place()
        if chosen == ":memory:":
            library = cls(memory_engine(), "in memory", path=None, keep=keep)
            library._prepare_memory()
            return library
        return cls.at(chosen, keep=keep)

    @classmethod
    def open_to_read(cls) -> Self:
        """The library as `open` finds it; where there is none, an empty one in memory: nothing is made on the disk."""
        place = library_place()
        return cls.open(":memory:" if isinstance(place, Path) and not place.exists() else place)
