"""The library's tables and how they came to be: one ordered list of migrations, for SQLite and for PostgreSQL.

A migration is only ever added at the end of `MIGRATIONS`; a library's version is how many of them it has seen (`user_version`
in SQLite, one row of `rafiq_version` in PostgreSQL). What the code queries are the light tables below; what exists is what
the statements made.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Boolean, Column, Connection, Integer, LargeBinary, MetaData, Table, Text, insert, select, text, update

__all__ = [
    "APPLICATION_ID",
    "MIGRATIONS",
    "annotation_rows",
    "copies",
    "glossary",
    "history",
    "known",
    "learned",
    "met",
    "migrate",
    "places",
    "readings",
    "reviews",
    "search_rows",
    "sentences",
    "settings",
    "tags",
    "version_of",
]

APPLICATION_ID: Final = 0x52414649  # "RAFI": how SQLite's header tells this file from any other

_meta = MetaData()


def _table(name: str, *columns: str, numbers: str = "", data: bool = False, flags: str = "") -> Table:
    made: list[Column[Any]] = [Column(column, Text) for column in columns] + [Column(column, Integer) for column in numbers.split()]
    made += [Column(column, Boolean) for column in flags.split()] + ([Column[Any]("data", LargeBinary())] if data else [])
    return Table(name, _meta, *made)


_COPY = ("id", "title", "title_english", "source", "engine", "created", "changed", "deleted", "collection", "digest")
copies = _table("copies", *_COPY, numbers="sentences words revision", data=True)
sentences = _table("sentences", "copy", numbers="number", data=True)
history = _table("history", "id", "copy", "changed", numbers="number", data=True)
_NOTE = ("id", "copy", "side", "quote", "prefix", "suffix", "colour", "text", "created", "changed", "deleted")
annotation_rows = _table("annotations", *_NOTE, numbers="sentence start_at end_at position", flags="bookmark")
tags = _table("tags", "copy", "tag")
places = _table("places", "copy", "changed", numbers="sentence token")
glossary = _table("glossary", "kind", "arabic", "lemma", "type", "english", "note", "created", "changed", "deleted")
readings = _table("readings", "word", "changed", data=True)
known = _table("known", "lemma", "changed", flags="known")
_LEARNED = ("kind", "lemma", "word", "english", "root", "pos", "state", "card", "due", "created", "changed", "deleted")
learned = _table("learned", *_LEARNED, numbers="looked")
met = _table("met", "kind", "lemma", "arabic", "english", "copy", "changed", numbers="start_at end_at sentence")
reviews = _table("reviews", "id", "kind", "lemma", "changed", numbers="rating")
settings = _table("settings", "name", "value", "changed")
search_rows = _table("search_rows", "copy", "part", "words", numbers="id")
_version = _table("rafiq_version", numbers="version")

# {blob}, {serial}: the two places where the dialects name a type differently.
_FIRST: Final = """
CREATE TABLE copies (
  id TEXT PRIMARY KEY, title TEXT NOT NULL, title_english TEXT NOT NULL, source TEXT NOT NULL, engine TEXT NOT NULL,
  sentences INTEGER NOT NULL, words INTEGER NOT NULL, revision INTEGER NOT NULL,
  created TEXT NOT NULL, changed TEXT NOT NULL, deleted TEXT, data {blob} NOT NULL);
CREATE INDEX copies_by_change ON copies (changed);
CREATE TABLE sentences (
  copy TEXT NOT NULL REFERENCES copies (id) ON DELETE CASCADE, number INTEGER NOT NULL, data {blob} NOT NULL,
  PRIMARY KEY (copy, number));
CREATE TABLE history (
  id TEXT PRIMARY KEY, copy TEXT NOT NULL REFERENCES copies (id) ON DELETE CASCADE,
  number INTEGER NOT NULL, changed TEXT NOT NULL, data {blob} NOT NULL);
CREATE INDEX history_by_sentence ON history (copy, number);
CREATE TABLE annotations (
  copy TEXT NOT NULL REFERENCES copies (id) ON DELETE CASCADE, id TEXT NOT NULL, position INTEGER NOT NULL,
  sentence INTEGER NOT NULL, side TEXT NOT NULL, start_at INTEGER NOT NULL, end_at INTEGER NOT NULL,
  quote TEXT NOT NULL, prefix TEXT NOT NULL, suffix TEXT NOT NULL, colour TEXT NOT NULL, text TEXT NOT NULL,
  created TEXT NOT NULL, changed TEXT NOT NULL, deleted TEXT, PRIMARY KEY (copy, id));
CREATE TABLE tags (
  copy TEXT NOT NULL REFERENCES copies (id) ON DELETE CASCADE, tag TEXT NOT NULL, PRIMARY KEY (copy, tag));
CREATE INDEX tags_by_tag ON tags (tag);
CREATE TABLE places (
  copy TEXT PRIMARY KEY REFERENCES copies (id) ON DELETE CASCADE,
  sentence INTEGER NOT NULL, token INTEGER NOT NULL, changed TEXT NOT NULL);
CREATE TABLE glossary (
  kind TEXT NOT NULL, arabic TEXT NOT NULL, english TEXT NOT NULL, note TEXT NOT NULL,
  created TEXT NOT NULL, changed TEXT NOT NULL, deleted TEXT, PRIMARY KEY (kind, arabic));
CREATE TABLE readings (word TEXT PRIMARY KEY, changed TEXT NOT NULL, data {blob} NOT NULL);
CREATE TABLE known (lemma TEXT PRIMARY KEY, known BOOLEAN NOT NULL, changed TEXT NOT NULL);
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL, changed TEXT NOT NULL);
CREATE TABLE search_rows (
  id {serial}, copy TEXT NOT NULL REFERENCES copies (id) ON DELETE CASCADE,
  part TEXT NOT NULL, words TEXT NOT NULL, UNIQUE (copy, part))
"""

# `words` is folded in Python (rafiq/library/search.py), so the two engines find the same; the index is each one's own.
_FIRST_SQLITE: Final = """
CREATE VIRTUAL TABLE search_index USING fts5 (
  words, content='search_rows', content_rowid='id', tokenize='unicode61 remove_diacritics 0', prefix='2 3 4');
CREATE TRIGGER search_added AFTER INSERT ON search_rows BEGIN
  INSERT INTO search_index (rowid, words) VALUES (new.id, new.words)\\; END;
CREATE TRIGGER search_removed AFTER DELETE ON search_rows BEGIN
  INSERT INTO search_index (search_index, rowid, words) VALUES ('delete', old.id, old.words)\\; END;
CREATE TRIGGER search_changed AFTER UPDATE ON search_rows BEGIN
  INSERT INTO search_index (search_index, rowid, words) VALUES ('delete', old.id, old.words)\\;
  INSERT INTO search_index (rowid, words) VALUES (new.id, new.words)\\; END
"""
_FIRST_POSTGRES: Final = """
ALTER TABLE search_rows ADD COLUMN index tsvector GENERATED ALWAYS AS (to_tsvector('simple', words)) STORED;
CREATE INDEX search_index ON search_rows USING gin (index)
"""

# A word form has an own gloss for each of its readings: the lemma is part of the key ("" for entries of the other kinds). A name
# has a type (PERS, LOC, …; "" where it is not known).
_GLOSSES_BY_READING: Final = """
CREATE TABLE glossary_by_reading (
  kind TEXT NOT NULL, arabic TEXT NOT NULL, lemma TEXT NOT NULL, type TEXT NOT NULL, english TEXT NOT NULL, note TEXT NOT NULL,
  created TEXT NOT NULL, changed TEXT NOT NULL, deleted TEXT, PRIMARY KEY (kind, arabic, lemma));
INSERT INTO glossary_by_reading SELECT kind, arabic, '', '', english, note, created, changed, deleted FROM glossary;
DROP TABLE glossary;
ALTER TABLE glossary_by_reading RENAME TO glossary
"""

# The words a reader looked up or decided about, the sentences they were met in, and each review of one. `state` is "new" or
# "learning"; what is known stands in `known`. Words that earlier versions were told of are taken over.
_LEARNING: Final = """
CREATE TABLE learned (
  kind TEXT NOT NULL, lemma TEXT NOT NULL, word TEXT NOT NULL, english TEXT NOT NULL, root TEXT NOT NULL, pos TEXT NOT NULL,
  state TEXT NOT NULL, looked INTEGER NOT NULL, card TEXT NOT NULL, due TEXT NOT NULL,
  created TEXT NOT NULL, changed TEXT NOT NULL, deleted TEXT, PRIMARY KEY (kind, lemma));
CREATE TABLE met (
  kind TEXT NOT NULL, lemma TEXT NOT NULL, arabic TEXT NOT NULL, english TEXT NOT NULL, start_at INTEGER NOT NULL,
  end_at INTEGER NOT NULL, copy TEXT NOT NULL, sentence INTEGER NOT NULL, changed TEXT NOT NULL, PRIMARY KEY (kind, lemma, arabic));
CREATE TABLE reviews (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, lemma TEXT NOT NULL, rating INTEGER NOT NULL, changed TEXT NOT NULL);
INSERT INTO learned SELECT 'name', arabic, arabic, english, '', type, 'new', 0, '', '', created, changed, NULL FROM glossary
  WHERE kind = 'name' AND deleted IS NULL ON CONFLICT DO NOTHING;
INSERT INTO learned SELECT 'word', CASE WHEN kind = 'form' AND lemma <> '' THEN lemma ELSE arabic END, arabic, english, '', '',
  'new', 0, '', '', created, changed, NULL FROM glossary WHERE kind <> 'name' AND deleted IS NULL ON CONFLICT DO NOTHING;
INSERT INTO learned SELECT 'word', lemma, lemma, '', '', '', 'new', 0, '', '', changed, changed, NULL FROM known
  WHERE known.known ON CONFLICT DO NOTHING
"""

# Bookmarks stand with the notes. A copy is in one collection, "" is none; `digest` tells equal texts, "" in what earlier versions
# saved.
_COLLECTIONS: Final = """
ALTER TABLE annotations ADD COLUMN bookmark BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE copies ADD COLUMN collection TEXT NOT NULL DEFAULT '';
ALTER TABLE copies ADD COLUMN digest TEXT NOT NULL DEFAULT '';
CREATE INDEX copies_by_digest ON copies (digest)
"""

MIGRATIONS: Final[tuple[dict[str, str], ...]] = (
    {"all": _FIRST, "sqlite": _FIRST_SQLITE, "postgresql": _FIRST_POSTGRES},
    {"all": _GLOSSES_BY_READING},
    {"all": _LEARNING},
    {"all": _COLLECTIONS},
)
_TYPES: Final = {
    "sqlite": {"blob": "BLOB", "serial": "INTEGER PRIMARY KEY"},
    "postgresql": {"blob": "BYTEA", "serial": "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY"},
}


def version_of(connection: Connection) -> int:
    """How many migrations this library has seen; 0 is an empty database."""
    if connection.dialect.name == "sqlite":
        return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    # One at a time, also among processes that open a new library together.
    connection.exec_driver_sql("SELECT pg_advisory_xact_lock(%s)", (APPLICATION_ID,))
    connection.execute(text("CREATE TABLE IF NOT EXISTS rafiq_version (version INTEGER NOT NULL)"))
    return int(connection.execute(select(_version.c.version)).scalar() or 0)


def migrate(connection: Connection) -> None:
    """Runs every migration that this library has not seen, inside the caller's transaction: all of them or none."""
    seen = version_of(connection)
    dialect = connection.dialect.name
    for number, migration in enumerate(MIGRATIONS[seen:], start=seen + 1):
        for part in ("all", dialect):
            for statement in _statements(migration.get(part, "")):
                connection.exec_driver_sql(statement.format(**_TYPES[dialect]))
        if dialect == "sqlite":
            connection.exec_driver_sql(f"PRAGMA user_version = {number}")
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        elif number == 1:
            connection.execute(insert(_version).values(version=number))
        else:
            connection.execute(update(_version).values(version=number))


def _statements(script: str) -> list[str]:
    parts = script.replace("\\;", "\x00").split(";")
    return [part.replace("\x00", ";").strip() for part in parts if part.strip()]
