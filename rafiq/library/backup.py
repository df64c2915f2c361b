"""Backups of the library: write one, bring copies back from one, check that the library is sound."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select
from sqlalchemy.exc import DBAPIError

from nlp.errors import InputError, LibraryError, NotFoundError
from nlp.paths import command, library_place
from rafiq.library.connect import copy_file, copy_into, memory_engine, primary_code, sentence_for, sqlite_engine
from rafiq.library.copies import Copies
from rafiq.library.notes import annotations_of
from rafiq.library.rows import stored_document
from rafiq.library.schema import (
    MIGRATIONS,
    annotation_rows,
    copies,
    glossary,
    history,
    known,
    learned,
    met,
    migrate,
    places,
    readings,
    reviews,
    search_rows,
    sentences,
    settings,
    tags,
    version_of,
)
from rafiq.library.values import Finding, now

__all__ = ["Backups", "replace_library"]

_OWN_TABLES = (
    (glossary, ("kind", "arabic", "lemma")),
    (readings, ("word",)),
    (known, ("lemma",)),
    (learned, ("kind", "lemma")),
    (met, ("kind", "lemma", "arabic")),
    (reviews, ("id",)),
    (settings, ("name",)),
)


class Backups(Copies):
    """The part of the library that checks itself and keeps copies of itself."""

    def backup(self, path: Path) -> None:
        """Writes the whole library to an SQLite file at `path`, while others write. A file there is replaced at the end, when the
        backup is known to be sound: raises `LibraryError` where the library is damaged."""
        if self.path is None and self.where != "in memory":
            raise InputError(
                f"A PostgreSQL library is backed up by pg_dump; copies leave it by `{command('library export all --format json')}`."
            )
        if self.path is not None and path.resolve() == self.path.resolve():
            raise InputError(f"The backup cannot have the place of the library itself ({path}): name another file.")
        if path.exists() and not path.is_file():
            raise InputError(f"The backup cannot be written to {path}, which is a folder, a pipe or a device: name a file.")
        part = path.with_name(f".{path.name}.{os.getpid()}.part")
        try:
            copy_file(self._memory or self._disk, part)
            with Backups.at(part) as made:
                findings = made.check()
            if findings:
                kept = " The backup that is there was kept." if path.exists() else ""
                raise LibraryError(
                    f"The library {self.where} is damaged, and no backup was made: {_clause(findings[0].message)}.{kept} "
                    f"`{command('library check')}` says what is wrong; "
                    f"`{command('library export ID --format json')}` brings out what can be read."
                )
            part.replace(path)
        except (DBAPIError, sqlite3.Error) as error:
            raise LibraryError(f"{sentence_for(error, self.where)} The backup was not made.") from error
        except OSError as error:
            raise LibraryError(f"The backup {path} cannot be written: {error.strerror}.") from error
        finally:
            for suffix in ("", "-wal", "-shm", "-journal"):
                with contextlib.suppress(OSError):
                    part.with_name(part.name + suffix).unlink(missing_ok=True)

    def restore(self, path: Path) -> int:
        """Brings back what a backup has and this library lacks: copies by id, words of the reader; gives how many copies.

        Nothing here is changed or removed. A copy in the trash counts as being here.
        """
        if not path.is_file():
            raise NotFoundError(f"There is no backup {str(path)!r}.")
        with Backups.at(path) as other:
            foreign = other._read(lambda connection: list(_schema_findings(connection)))
            if foreign:
                raise LibraryError(f"Nothing was brought back from {path}: {_clause(foreign[0].message)}.")
            here = self._read(lambda connection: set(connection.execute(select(copies.c.id)).scalars()))
            missing = sorted(other._read(lambda connection: set(connection.execute(select(copies.c.id)).scalars())) - here)
            for copy_id in missing:
                self._write(_inserting(other._read(partial(_rows_of, copy_id=copy_id))))
            for table, keys in _OWN_TABLES:
                self._write(_adding(table, keys, other._read(partial(_all_rows, table=table))))
        return len(missing)

    def check(self) -> tuple[Finding, ...]:
        """Everything that is wrong with the library, nothing when it is sound."""

        def read(connection: Connection) -> tuple[Finding, ...]:
            findings: list[Finding] = []
            if connection.dialect.name == "sqlite":
                findings += _schema_findings(connection)
                findings += _file_findings(connection)
            for row in connection.execute(select(copies)).mappings():
                try:
                    document = stored_document(connection, row)
                except LibraryError as error:
                    findings.append(Finding(row["id"], str(error)))
                    continue
                if len(document.sentences) != row["sentences"]:
                    findings.append(
                        Finding(row["id"], f"{row['sentences']} sentences were saved, {len(document.sentences)} are there.")
                    )
                numbers = select(sentences.c.number).where(sentences.c.copy == row["id"]).order_by(sentences.c.number)
                if list(connection.execute(numbers).scalars()) != list(range(len(document.sentences))):
                    findings.append(Finding(row["id"], "Its sentences are not numbered from 0 without a gap."))
                indexed = select(func.count()).where(search_rows.c.copy == row["id"], search_rows.c.part.like("s%"))
                if connection.execute(indexed).scalar_one() != len(document.sentences):
                    findings.append(Finding(row["id"], "Some of its sentences are missing from the search index."))
                try:
                    notes = annotations_of(connection, row["id"])
                except (TypeError, ValueError) as error:
                    findings.append(Finding(row["id"], f"Its notes cannot be read: {error}."))
                    continue
                lost = sum(note.sentence >= len(document.sentences) for note in notes)
                if lost:
                    findings.append(Finding(row["id"], f"{lost} notes are on sentences that are not there."))
            return tuple(findings)

        return self._read(read)


def replace_library(path: Path, place: Path | None = None) -> Path | None:
    """Puts the library file `path` in place of the library; what was there is set aside, in the file returned.

    Written through SQLite, so that other programs which have the library open see the restored one, never a mixture.
    """
    target = place or library_place()
    if not isinstance(target, Path):
        raise InputError(f"The library {target.partition('://')[0]} is no file that a backup could replace: leave --replace out.")
    if not path.is_file():
        raise NotFoundError(f"There is no backup {str(path)!r}.")
    if path.resolve() == target.resolve():
        raise InputError("A library cannot be restored from itself: give the path of a backup.")
    with Backups.at(path) as other:
        findings = other.check()
        if findings:
            raise LibraryError(f"The backup {path} is damaged, and was not restored: {_clause(findings[0].message)}.")
        aside = None
        if target.exists():
            aside = target.with_name(f"{target.name}.replaced-{now()[:19].replace(':', '').replace('-', '')}.backup")
            _set_aside(target, aside)
        target.parent.mkdir(parents=True, exist_ok=True)
        copy_into(other._disk, target)
    return aside


def _set_aside(target: Path, aside: Path) -> None:
    """A copy of the library as it is: whole where SQLite can read it, byte for byte where it cannot."""
    engine = sqlite_engine(target, read_only=True)
    try:
        copy_file(engine, aside)
    except (DBAPIError, sqlite3.Error):
        for suffix in ("", "-wal", "-shm"):
            part = target.with_name(target.name + suffix)
            if part.exists():
                part.rename(aside.with_name(aside.name + suffix))
    finally:
        engine.dispose()


def _all_rows(connection: Connection, table: Table) -> list[dict[str, Any]]:
    return [dict(row) for row in connection.execute(select(table)).mappings()]


def _rows_of(connection: Connection, copy_id: str) -> list[tuple[Table, list[dict[str, Any]]]]:
    """Every row that belongs to a copy, table by table, parents first."""
    rows = []
    for table in (copies, sentences, history, annotation_rows, tags, places, search_rows):
        key = table.c.id if table is copies else table.c.copy
        columns = [column for column in table.c if not (table is search_rows and column.name == "id")]
        rows.append((table, [dict(row) for row in connection.execute(select(*columns).where(key == copy_id)).mappings()]))
    return rows


def _inserting(parts: list[tuple[Table, list[dict[str, Any]]]]) -> Callable[[Connection], None]:
    def write(connection: Connection) -> None:
        for table, rows in parts:
            if rows:
                connection.execute(insert(table), rows)

    return write


def _adding(table: Table, keys: tuple[str, ...], rows: list[dict[str, Any]]) -> Callable[[Connection], None]:
    """Adds rows whose key is not there yet."""

    def write(connection: Connection) -> None:
        have = {tuple(row) for row in connection.execute(select(*(table.c[key] for key in keys)))}
        new = [row for row in rows if tuple(row[key] for key in keys) not in have]
        if new:
            connection.execute(insert(table), new)

    return write


@lru_cache(maxsize=1)
def _own_schema() -> dict[tuple[str, str], str]:
    """Everything that this version's migrations make, (kind, name) → its statement; what SQLite makes for itself has none."""
    engine = memory_engine()
    try:
        with engine.connect() as connection:
            migrate(connection)
            return _schema_of(connection)
    finally:
        engine.dispose()


def _schema_of(connection: Connection) -> dict[tuple[str, str], str]:
    rows = connection.exec_driver_sql("SELECT type, name, coalesce(sql, '') FROM sqlite_schema").fetchall()
    # The tables that full-text search keeps its index in are worded by SQLite, each version in its way.
    return {
        (kind, name): "" if name.startswith(("search_index_", "sqlite_")) else " ".join(sql.split())
        for kind, name, sql in rows
        if name not in ("sqlite_stat1", "sqlite_stat4", "sqlite_sequence")
    }


def _schema_findings(connection: Connection) -> Iterator[Finding]:
    """What is in the file besides, or otherwise than, what Rafiq makes: a trigger of somebody else's would run with our writes."""
    if version_of(connection) != len(MIGRATIONS):
        return
    ours, theirs = _own_schema(), _schema_of(connection)
    for kind, name in sorted(ours.keys() | theirs.keys()):
        if (kind, name) not in ours:
            yield Finding("", f"It holds a {kind} that is not Rafiq's, {name[:60]!r}.")
        elif (kind, name) not in theirs:
            yield Finding("", f"Its {kind} {name!r} is missing.")
        elif ours[kind, name] != theirs[kind, name]:
            yield Finding("", f"Its {kind} {name!r} is not as Rafiq makes it.")


def _clause(sentence: str) -> str:
    """A sentence as the end of another."""
    return sentence[:1].lower() + sentence[1:].rstrip(".")


def _file_findings(connection: Connection) -> Iterator[Finding]:
    for (message,) in connection.exec_driver_sql("PRAGMA integrity_check").fetchall():
        if message != "ok":
            yield Finding("", f"The file is damaged: {message}.")
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
        yield Finding("", f"A row of {row[0]} belongs to a copy that is not there.")
    try:
        # rank 1: compare the index with the text it was made from, not only with itself
        connection.exec_driver_sql("INSERT INTO search_index (search_index, rank) VALUES ('integrity-check', 1)")
    except DBAPIError as error:
        if primary_code(error) != sqlite3.SQLITE_READONLY:
            yield Finding("", "The search index is damaged.")
