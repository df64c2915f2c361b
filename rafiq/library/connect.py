"""Opens a library's database, SQLite file or PostgreSQL, and says in one sentence what went wrong when it cannot be used.

SQLite: write-ahead log, foreign keys, ten seconds of patience with other processes, every commit on disk before it returns.
Leaves out: what is in the tables (schema.py) and what is done with them (store.py).
"""

from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
import tempfile
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import StaticPool

from nlp.errors import InputError, LibraryError, SetupError
from nlp.paths import command

__all__ = [
    "REFUSED",
    "WRITE",
    "copy_file",
    "memory_engine",
    "postgres_engine",
    "primary_code",
    "sentence_for",
    "sqlite_engine",
    "storage_failed",
]

WRITE: Final = "rafiq_write"  # execution option: this transaction will write, so take SQLite's write lock at its start
BUSY_MS: Final = 10_000
REFUSED: Final = (DBAPIError, sqlite3.Error, MemoryError)  # what a database raises that did not do what it was asked
# The disk, not the data, refused: what was to be written is worth keeping for another try.
_STORAGE: Final = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}


def sqlite_engine(path: Path, *, read_only: bool = False) -> Engine:
    """An engine on the file `path`, which is made (for its owner's eyes only) when it is not there."""
    if read_only:
        return _prepared(create_engine("sqlite://", creator=lambda: _read_only(path), pool_size=5, poolclass=None), read_only=True)
    if not path.exists():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            # Made by SQLite, not by open(): closing a descriptor of ours could drop the locks of this process's other connections.
            sqlite3.connect(path).close()
            path.chmod(0o600)
        except OSError as error:
            raise LibraryError(f"The library {path} cannot be made: {error.strerror}.") from error
        except REFUSED as error:
            raise LibraryError(sentence_for(error, str(path))) from error
    return _prepared(create_engine(f"sqlite:///{path}", connect_args={"timeout": BUSY_MS / 1000}), read_only=False)


def memory_engine(source: Engine | None = None) -> Engine:
    """An engine on a database in memory: a copy of `source`, or empty. One connection serves every thread."""
    engine = _prepared(
        create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False}), read_only=False, memory=True
    )
    if source is not None:
        with source.connect() as old, engine.connect() as new:
            _driver(old).backup(_driver(new))
    return engine


def postgres_engine(url: str) -> Engine:
    """An engine on a PostgreSQL database, `postgresql://user@host/database`."""
    try:
        address = make_url(url).set(drivername="postgresql+psycopg")
        return create_engine(address, pool_pre_ping=True, connect_args={"connect_timeout": 10})
    except ModuleNotFoundError as error:
        raise SetupError("A PostgreSQL library needs one more package: pip install 'rafiq[postgres]'.") from error
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        raise InputError(
            f"This is not the address of a library: {url!r}; give a file, or postgresql://user@host/database."
        ) from error


def copy_file(source: Engine, target: Path) -> None:
    """Writes a whole, consistent copy of an SQLite library to `target`, while others go on writing to the source."""
    os.close(os.open(target, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600))
    with source.connect() as connection, contextlib.closing(sqlite3.connect(target)) as copy:
        _driver(connection).backup(copy)


def copy_into(source: Engine, target: Path) -> None:
    """Makes the SQLite library `target` equal to `source` in one transaction of its own: its other users never see a mixture."""
    with source.connect() as connection, contextlib.closing(sqlite3.connect(target, timeout=BUSY_MS / 1000)) as copy:
        _driver(connection).backup(copy)


def _driver(connection: Connection) -> sqlite3.Connection:
    driver = connection.connection.driver_connection
    if not isinstance(driver, sqlite3.Connection):
        raise TypeError(f"not an SQLite connection: {driver!r}")
    return driver


def _read_only(path: Path) -> sqlite3.Connection:
    """A read-only connection, also where the folder forbids the write-ahead log's side files (then as an immutable file)."""
    name = path.resolve().as_uri()
    for options in ("mode=ro", "mode=ro&immutable=1"):
        connection = sqlite3.connect(f"{name}?{options}", uri=True, timeout=BUSY_MS / 1000, check_same_thread=False)
        try:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        except sqlite3.OperationalError:
            connection.close()
            if options.endswith("1"):
                raise
        else:
            break
    return connection


def _prepared(engine: Engine, *, read_only: bool, memory: bool = False) -> Engine:
    @event.listens_for(engine, "connect")
    def set_up(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None  # transactions begin where we say, not where the driver guesses
        for pragma in ("foreign_keys = ON", f"busy_timeout = {BUSY_MS}", "synchronous = FULL", "trusted_schema = OFF"):
            connection.execute(f"PRAGMA {pragma}")
        if not read_only and not memory:
            connection.execute("PRAGMA journal_mode = WAL")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get(WRITE) else "BEGIN")

    return engine


def primary_code(error: BaseException) -> int:
    """SQLite's primary result code behind `error`, or 0."""
    inner = error.orig if isinstance(error, DBAPIError) else error
    return int(getattr(inner, "sqlite_errorcode", 0) or 0) & 0xFF


def storage_failed(error: BaseException) -> bool:
    """Whether the disk refused (full, read-only, unreachable): the work itself is good."""
    return primary_code(error) in _STORAGE


def _locks(folder: Path) -> bool:
    """Whether files in `folder` can be locked; SQLite says "busy" where a file system (NFS without its daemon) has no locks.

    Asked of a file of its own: closing the library's would drop its locks. True where nobody can tell.
    """
    try:
        import fcntl

        with tempfile.TemporaryFile(dir=folder) as file:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except ImportError:  # Windows locks everywhere
        return True
    except OSError as error:
        return error.errno not in (errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS)
    return True


def sentence_for(error: BaseException, where: str) -> str:
    """What happened, in one sentence for the reader."""
    code = primary_code(error)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_IOERR) and not _locks(Path(where).parent):
        return (
            f"The library {where} cannot be used: its folder gives no locks (a network drive?): put it on a disk of this computer."
        )
    reasons = {
        sqlite3.SQLITE_FULL: "the disk is full: free some space",
        sqlite3.SQLITE_READONLY: "the file or its folder is read-only: allow writing to it",
        sqlite3.SQLITE_PERM: "the file may not be read or written by you",
        sqlite3.SQLITE_IOERR: "the disk failed or is full",
        sqlite3.SQLITE_CANTOPEN: "the file cannot be opened: check that its folder exists and is writable",
        sqlite3.SQLITE_BUSY: "another program has been writing to it for over ten seconds: try again",
        sqlite3.SQLITE_LOCKED: "another program has been writing to it for over ten seconds: try again",
        sqlite3.SQLITE_CORRUPT: f"the file is damaged: bring back a backup with `{command('library restore FILE')}`",
        sqlite3.SQLITE_NOTADB: "this file is not a Rafiq library",
    }
    if code in reasons:
        return f"The library {where} cannot be used: {reasons[code]}."
    if isinstance(error, MemoryError):
        return f"The library {where} cannot be used: there is not enough memory: close other programs and try again."
    inner = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    first = (str(inner).strip().splitlines() or ["no reason given"])[0].rstrip(".")
    return f"The library {where} cannot be used: {first}."
