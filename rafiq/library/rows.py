"""How rows are written and read: inserted or changed in one statement, sentences and heads packed.

One statement in both dialects, so that two writers never collide.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, RowMapping, Table, select
from sqlalchemy.dialects import postgresql, sqlite

from nlp.annotations import encoded
from nlp.document import BilingualDocument, Sentence
from nlp.errors import LibraryError
from rafiq.library.schema import sentences

__all__ = ["inflated", "pack", "stored_document", "stored_rows", "unpack", "upsert"]

MAX_STORED: Final = 256 * 1024 * 1024  # one sentence or head, unpacked: far above any article, far below a bomb


def upsert(connection: Connection, table: Table, keys: Sequence[str], row: Mapping[str, Any], *, keep: Sequence[str] = ()) -> None:
    """Inserts `row`; where a row with the same `keys` exists, changes it, except for the columns in `keep`."""
    changes = {name: value for name, value in row.items() if name not in keys and name not in keep}
    if connection.dialect.name == "sqlite":
        made = sqlite.insert(table).values(**row)
        connection.execute(
            made.on_conflict_do_update(index_elements=list(keys), set_=changes) if changes else made.on_conflict_do_nothing()
        )
    else:
        other = postgresql.insert(table).values(**row)
        connection.execute(
            other.on_conflict_do_update(index_elements=list(keys), set_=changes) if changes else other.on_conflict_do_nothing()
        )


def pack(value: Sentence | BilingualDocument) -> bytes:
    """A value as it is stored: zlib over JSON (a sentence with its readings shrinks about twelvefold)."""
    return zlib.compress(encoded(value), 6)


def unpack(data: bytes) -> Sentence:
    """The sentence in a stored row."""
    return msgspec.json.decode(inflated(data), type=Sentence)


def inflated(data: bytes) -> bytes:
    """What was packed. Raises `LibraryError` on a damaged or enormous row."""
    try:
        unpacker = zlib.decompressobj()
        whole = unpacker.decompress(bytes(data), MAX_STORED)
    except zlib.error as error:
        raise LibraryError(f"A stored sentence is damaged: {error}.") from error
    if not unpacker.eof:
        raise LibraryError("A stored sentence is damaged: it is cut short or far too long.")
    return whole


def stored_document(connection: Connection, row: RowMapping, *, head_only: bool = False) -> BilingualDocument:
    """The document of a row of `copies`, put together again from its head and its sentences."""
    try:
        head = msgspec.json.decode(inflated(row["data"]), type=BilingualDocument)
        if head_only:
            return head
        return replace(head, sentences=tuple(unpack(data) for data in stored_rows(connection, row["id"]).values()))
    except msgspec.MsgspecError as error:
        raise LibraryError(f"The copy {row['id']!r} is damaged: {error}.") from error


def stored_rows(connection: Connection, copy_id: str) -> dict[int, bytes]:
    """The packed sentences of a copy by their numbers, in order."""
    chosen = select(sentences.c.number, sentences.c.data).where(sentences.c.copy == copy_id).order_by(sentences.c.number)
    return {number: bytes(data) for number, data in connection.execute(chosen)}
