"""Translations kept between readings, one per sentence with its names and hints, engine and version, in a SQLite file of the cache.

The cache can be thrown away at any time, and a cache that cannot be read or written is no error: the sentence is translated again.
Beside it stands which sentences an engine is at: those that it was at when its process ended are asked for one by one by the next
process, and one that ended it twice more is not asked for again that day.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final

import msgspec

from models.translators.steady import not_translated
from nlp.protocols import AroundEngine, SourceSentence, Translation, Translator

__all__ = ["CachedTranslator", "TranslationCache"]

MAX_ROWS: Final = 200_000  # about 200 MB of sentences; the oldest go first
_DAY: Final = 86_400.0  # seconds
_DEADLY: Final = 2  # times that the process ended while an engine was at this sentence alone
_BEGIN: Final = """INSERT INTO begun (key, alone, at) VALUES (?, ?, ?)
ON CONFLICT (key) DO UPDATE SET alone = alone + excluded.alone, at = excluded.at"""
_ENDED: Final = "Rafiq came to an end each time its engine was at it."


class TranslationCache:
    """A table key → translation. `place` is a file, or ":memory:". Thread-safe."""

    def __init__(self, place: Path | str) -> None:
        self._lock = threading.Lock()
        self._connection = self._open(place)

    @staticmethod
    def _open(place: Path | str) -> sqlite3.Connection:
        try:
            if isinstance(place, Path):
                place.parent.mkdir(parents=True, exist_ok=True)
                place.touch(mode=0o600)  # what somebody reads is theirs alone
                place.chmod(0o600)
            return _prepared(str(place))
        except (sqlite3.Error, OSError):
            with suppress(OSError):
                Path(place).unlink()
                return _prepared(str(place))
            return _prepared(":memory:")

    def get(self, key: bytes) -> Translation | None:
        """The translation kept under `key`, or None."""
        with self._lock, suppress(sqlite3.Error, msgspec.MsgspecError):
            row = self._connection.execute("SELECT data FROM translations WHERE key = ?", (key,)).fetchone()
            return msgspec.json.decode(row[0], type=Translation) if row else None
        return None

    def put(self, key: bytes, translation: Translation) -> None:
        """Keeps `translation` under `key`."""
        with self._lock, suppress(sqlite3.Error):
            self._connection.execute(
                "INSERT OR REPLACE INTO translations (key, data) VALUES (?, ?)", (key, msgspec.json.encode(translation))
            )
            self._connection.commit()

    def ended(self, key: bytes) -> int | None:
        """How often a process ended while an engine was at this sentence alone; None: it was at it at no such time."""
        with self._lock, suppress(sqlite3.Error):
            row = self._connection.execute("SELECT alone FROM begun WHERE key = ?", (key,)).fetchone()
            return int(row[0]) if row else None
        return None

    def begin(self, keys: Sequence[bytes]) -> None:
        """Notes that an engine is at these sentences now."""
        rows = [(key, int(len(keys) == 1), time.time()) for key in keys]
        self._write(_BEGIN, rows)

    def end(self, keys: Sequence[bytes]) -> None:
        """Forgets that an engine was at these sentences: it came to an end with them, whatever came of it."""
        self._write("DELETE FROM begun WHERE key = ?", [(key,) for key in keys])

    def _write(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        with self._lock, suppress(sqlite3.Error):
            self._connection.executemany(statement, rows)
            self._connection.commit()

    def close(self) -> None:
        """Closes the file."""
        with self._lock:
            self._connection.close()


def _prepared(place: str) -> sqlite3.Connection:
    connection = sqlite3.connect(place, check_same_thread=False, timeout=5)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("CREATE TABLE IF NOT EXISTS translations (id INTEGER PRIMARY KEY, key BLOB UNIQUE, data BLOB NOT NULL)")
    connection.execute("CREATE TABLE IF NOT EXISTS begun (key BLOB PRIMARY KEY, alone INTEGER NOT NULL, at REAL NOT NULL)")
    connection.execute("DELETE FROM begun WHERE at < ?", (time.time() - _DAY,))
    connection.execute(
        "DELETE FROM translations WHERE id <= (SELECT max(id) - ? FROM translations)",
        (MAX_ROWS,),
    )
    connection.commit()
    return connection


class CachedTranslator(AroundEngine):
    """A `Translator` that asks the cache first, then `engine`. What an engine could not do (empty, cut) is not kept."""

    def __init__(self, engine: Translator, cache: TranslationCache) -> None:
        super().__init__(engine)
        self._cache = cache

    def translate(self, sentences: Sequence[SourceSentence]) -> Iterator[tuple[int, Translation]]:
        """As `Translator.translate`: what is cached comes first, at once."""
        keys = [self.key(sentence) for sentence in sentences]
        together: list[int] = []
        alone: list[int] = []
        for index, key in enumerate(keys):
            cached = self._cache.get(key)
            if cached is not None:
                yield index, cached
            elif (ended := self._cache.ended(key)) is None:
                together.append(index)
            elif ended < _DEADLY:
                alone.append(index)
            else:
                yield index, not_translated(_ENDED)
        for indices in (together, *([index] for index in alone)):
            yield from self._asked(sentences, keys, indices)

    def _asked(
        self, sentences: Sequence[SourceSentence], keys: Sequence[bytes], indices: Sequence[int]
    ) -> Iterator[tuple[int, Translation]]:
        if not indices:
            return
        self._cache.begin([keys[index] for index in indices])
        try:
            for position, translation in self._engine.translate([sentences[index] for index in indices]):
                index = indices[position]
                if translation.english:
                    self._cache.put(keys[index], translation)
                yield index, translation
        finally:
            self._cache.end([keys[index] for index in indices])

    def key(self, sentence: SourceSentence) -> bytes:
        """What decides a translation: engine, its version, and all that the engine is given."""
        return sha256(msgspec.json.encode((self._engine.name, self._engine.version, sentence))).digest()
