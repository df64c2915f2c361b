"""The ground under the library: one database, whole transactions, and what happens when the disk says no.

A write is a function of a connection that can be run again: its ids and times are fixed before it starts. When the disk refuses
it (full, read-only), nothing half-done is left. With `keep=True` the write is then made in a copy of the library in memory, so
that reading and writing go on; `problem` says what is wrong, `unsaved` counts what waits, and later writes (every few seconds), or
`retry`, first try to bring everything to the disk. Without it, `LibraryError` is raised.
"""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self, TypeVar

from sqlalchemy import Connection, Engine, inspect
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from nlp.errors import LibraryError, LibraryNewerError
from rafiq.library.connect import (
    REFUSED,
    WRITE,
    copy_file,
    memory_engine,
    postgres_engine,
    sentence_for,
    sqlite_engine,
    storage_failed,
)
from rafiq.library.schema import APPLICATION_ID, MIGRATIONS, migrate, version_of
from rafiq.library.values import now

__all__ = ["Store"]

RETRY_SECONDS = 3.0  # a full disk is not asked again with every keystroke

T = TypeVar("T")
Operation = Callable[[Connection], T]


class Store:
    """One open library. Thread-safe; any number of processes may have the same one open."""

    def __init__(self, engine: Engine, where: str, *, path: Path | None = None, keep: bool = False) -> None:
        self.where = where
        self.path = path
        self.read_only = ""  # why nothing can be written, or ""
        self.problem = ""  # why changes wait in memory, or ""
        self._newer = False
        self._index_in_doubt = False  # SQLite ran out of memory in a write: its full-text index may not fit the text any more
        self._disk = engine
        self._memory: Engine | None = None
        self._keep = keep
        self._waiting: list[Operation[object]] = []
        self._next_try = 0.0
        self._lock = threading.RLock()

    @classmethod
    def at(cls, place: Path | str, *, keep: bool = False) -> Self:
        """The library at a file, or at a `postgresql://` address, made or brought to this version as needed."""
        if isinstance(place, str) and "://" in place:
            store = cls(postgres_engine(place), _without_password(place), keep=keep)
        else:
            path = Path(place).expanduser()
            if path.is_dir():
                raise LibraryError(f"The library {path} cannot be used: this is a folder; name a file in it.")
            if path.exists() and not path.is_file():
                raise LibraryError(f"The library {path} cannot be used: this is a pipe or a device, not a file; name a file.")
            try:
                store = cls(_open_file(path), str(path), path=path, keep=keep)
            except LibraryError as error:
                if not keep or path.exists():
                    raise
                store = cls(memory_engine(), str(path))
                store.problem = f"{error} Nothing is kept: what you save is gone when Rafiq ends."
        try:
            store._make_ready()
        except BaseException:
            store.close()
            raise
        return store

    def close(self) -> None:
        """Closes every connection. What still waits in memory is tried once more, and is lost if the disk refuses again."""
        with contextlib.suppress(LibraryError):
            self.retry()
        self._mend_index()
        self._disk.dispose()
        if self._memory is not None:
            self._memory.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def unsaved(self) -> int:
        """How many changes wait in memory for the disk."""
        return len(self._waiting)

    def retry(self) -> bool:
        """Tries to bring what waits in memory to the disk: all of it, or (False) nothing."""
        with self._lock:
            if not self._waiting:
                return True

            def everything(connection: Connection) -> None:
                for operation in self._waiting:
                    operation(connection)

            try:
                self._on_disk(everything)
            except REFUSED as error:
                self.problem = f"{sentence_for(error, self.where)} {self.unsaved} changes are kept in memory."
                self._next_try = time.monotonic() + RETRY_SECONDS
                return False
            self._waiting.clear()
            self.problem = ""
            if self._memory is not None:
                self._memory.dispose()
                self._memory = None
            return True

    def _write(self, operation: Operation[T]) -> T:
        """Runs `operation` in one transaction, on the disk when this returns (or in memory, see above)."""
        with self._lock:
            if self._newer:
                raise LibraryNewerError(self.read_only)
            self._mend_index()
            if not self._waiting or (time.monotonic() >= self._next_try and self.retry()):
                try:
                    return self._on_disk(operation)
                except REFUSED as error:
                    self._keep_in_memory(error)
            result = self._on(self._memory or self._disk, operation)
            self._waiting.append(operation)
            return result

    def _mend_index(self) -> None:
        """Makes the search index again after memory ran out in a write; where it runs out again, the next write tries."""
        if self._index_in_doubt and self.path is not None:
            self._disk.dispose()
            with contextlib.suppress(*REFUSED):
                self._on_disk(lambda open_: open_.exec_driver_sql("INSERT INTO search_index (search_index) VALUES ('rebuild')"))
                self._index_in_doubt = False

    def _keep_in_memory(self, error: BaseException) -> None:
        """Goes on in a copy of the library in memory; raises `LibraryError` where that is not asked for, or cannot be."""
        self._index_in_doubt |= isinstance(error, MemoryError)
        if isinstance(error, DBAPIError) and not storage_failed(error):
            raise LibraryError(sentence_for(error, self.where)) from error
        if not self._keep or self.path is None or not storage_failed(error):
            raise LibraryError(f"{sentence_for(error, self.where)} The change was not saved.") from error
        try:
            self._memory = memory_engine(self._disk)
        except REFUSED as again:  # the disk cannot even be read
            raise LibraryError(f"{sentence_for(again, self.where)} The change was not saved.") from again
        self.problem = f"{sentence_for(error, self.where)} Your changes are kept in memory until that is mended."

    def _read(self, operation: Operation[T]) -> T:
        try:
            if self._memory is None:
                with self._disk.connect() as connection:
                    return operation(connection)
            with self._lock, (self._memory or self._disk).connect() as connection:
                return operation(connection)
        except REFUSED as error:
            raise LibraryError(sentence_for(error, self.where)) from error

    def _on_disk(self, operation: Operation[T]) -> T:
        def checked(connection: Connection) -> T:
            if self.path is not None and (seen := version_of(connection)) > len(MIGRATIONS):  # by a newer Rafiq, since we opened it
                self._say_newer(seen)
                raise LibraryNewerError(self.read_only)
            return operation(connection)

        return self._on(self._disk, checked)

    @staticmethod
    def _on(engine: Engine, operation: Operation[T]) -> T:
        with engine.connect().execution_options(**{WRITE: True}) as connection, connection.begin():
            return operation(connection)

    def _make_ready(self) -> None:
        """Checks whose file this is and how old; migrates it, after a backup, when it is older than this Rafiq."""
        try:
            with self._disk.connect() as connection:
                self._check_identity(connection)
                seen = version_of(connection) if self.path is not None else self._on_disk(version_of)
            if seen > len(MIGRATIONS):
                self._open_newer(seen)
            elif seen < len(MIGRATIONS):
                if self.path is not None and seen:
                    self._back_up_before_migration()
                self._on_disk(migrate)
            if self.path is not None and not self.read_only and _not_writable(self.path):
                self.read_only = f"The library {self.where} is read-only: you can read it, but nothing can be saved in it."
        except REFUSED as error:
            raise LibraryError(sentence_for(error, self.where)) from error

    def _prepare_memory(self) -> None:
        self._on_disk(migrate)

    def _check_identity(self, connection: Connection) -> None:
        if self.path is None:
            return
        owner = int(connection.exec_driver_sql("PRAGMA application_id").scalar_one())
        if owner != APPLICATION_ID and (owner or inspect(connection).get_table_names()):
            raise LibraryError(f"The library {self.where} cannot be used: it is the database of another program.")

    def _open_newer(self, seen: int) -> None:
        self._say_newer(seen)
        if self.path is not None:
            self._disk.dispose()
            self._disk = sqlite_engine(self.path, read_only=True)

    def _say_newer(self, seen: int) -> None:
        self._newer = True
        self.read_only = (
            f"The library {self.where} was written by a newer Rafiq (version {seen}; this one knows {len(MIGRATIONS)}): "
            "you can read it, but to change it please update Rafiq."
        )

    def _back_up_before_migration(self) -> None:
        if self.path is None:
            return
        stamp = now()[:19].replace(":", "").replace("-", "")
        target = self.path.with_name(f"{self.path.name}.before-{len(MIGRATIONS)}.{stamp}.backup")
        copy_file(self._disk, target)


def _open_file(path: Path) -> Engine:
    return sqlite_engine(path, read_only=path.exists() and _not_writable(path))


def _not_writable(path: Path) -> bool:
    """Whether the file or its folder refuses writing (SQLite needs both).

    Asked of the system, never by opening the file: closing any descriptor of it would drop the POSIX locks that SQLite holds for
    this whole process, and another process could then remove the write-ahead log under our writes.
    """
    return not (os.access(path, os.R_OK | os.W_OK) and os.access(path.parent, os.W_OK))


def _without_password(url: str) -> str:
    with contextlib.suppress(ArgumentError, ValueError):
        return make_url(url).render_as_string(hide_password=True)
    return "at that address"
