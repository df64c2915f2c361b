"""What a reader adds to a copy: notes, highlights, bookmarks, tags, its collection, the reading place. Each change is one
transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Final, get_args

from sqlalchemy import Connection, delete, func, insert, select, update

from nlp.annotations import COLOURS, Annotation, Place, Side
from nlp.errors import InputError, NotFoundError, TooLargeError
from nlp.paths import command
from rafiq.library import search
from rafiq.library.rows import upsert
from rafiq.library.schema import annotation_rows, copies, places, tags
from rafiq.library.store import Store
from rafiq.library.values import limited, new_id, now, storable

__all__ = [
    "Notes",
    "annotations_of",
    "collection_name",
    "insert_annotations",
    "insert_tags",
    "place_of",
    "put_place",
    "tags_of",
    "touched",
]

MAX_NOTE: Final = 50_000
MAX_QUOTE: Final = 20_000
MAX_TAG: Final = 60
MAX_TAGS: Final = 100
MAX_ANNOTATIONS: Final = 20_000  # a copy; what an import may bring


class Notes(Store):
    """The part of the library that keeps what readers add."""

    def annotate(self, copy_id: str, annotation: Annotation) -> str:
        """Adds a note or highlight to a copy, or (same `id`) changes it; gives its id. See `nlp.annotations.Annotation`."""
        moment = now()
        note = checked(replace(annotation, id=annotation.id or new_id(10), created=annotation.created or moment, changed=moment))

        def write(connection: Connection) -> str:
            touched(connection, copy_id, moment)
            last = select(func.max(annotation_rows.c.position)).where(annotation_rows.c.copy == copy_id)
            position = int(connection.execute(last).scalar() or 0) + 1
            upsert(connection, annotation_rows, ("copy", "id"), _note_row(copy_id, note, position), keep=("created", "position"))
            search.index(connection, copy_id, [(f"n{note.id}", search.folded(note.text))])
            return note.id

        return self._write(write)

    def remove_annotation(self, copy_id: str, annotation_id: str) -> None:
        """Removes a note or highlight."""
        moment = now()

        def write(connection: Connection) -> None:
            here = (annotation_rows.c.copy == copy_id) & (annotation_rows.c.id == annotation_id)
            alive = annotation_rows.c.deleted.is_(None)
            if not connection.execute(update(annotation_rows).where(here, alive).values(deleted=moment)).rowcount:
                raise NotFoundError(f"The copy {copy_id!r} has no note {annotation_id!r}.")
            search.unindex(connection, copy_id, f"n{annotation_id}")
            touched(connection, copy_id, moment)

        self._write(write)

    def annotations(self, copy_id: str) -> tuple[Annotation, ...]:
        """The notes and highlights of a copy, in the order they were made."""
        return self._read(lambda connection: annotations_of(connection, copy_id))

    def set_tags(self, copy_id: str, names: Iterable[str]) -> None:
        """Gives a copy exactly these tags."""
        wanted, moment = clean_tags(names), now()

        def write(connection: Connection) -> None:
            touched(connection, copy_id, moment)
            connection.execute(delete(tags).where(tags.c.copy == copy_id))
            insert_tags(connection, copy_id, wanted)

        self._write(write)

    def tags(self) -> dict[str, int]:
        """Every tag in use, with the number of copies that carry it."""

        def read(connection: Connection) -> dict[str, int]:
            alive = select(tags.c.tag, func.count()).join(copies, copies.c.id == tags.c.copy).where(copies.c.deleted.is_(None))
            return {row[0]: row[1] for row in connection.execute(alive.group_by(tags.c.tag).order_by(tags.c.tag))}

        return self._read(read)

    def set_collection(self, copy_id: str, name: str) -> None:
        """Moves a copy into a collection, "" out of all of them; a collection is there while a copy is in it."""
        chosen, moment = collection_name(name), now()

        def write(connection: Connection) -> None:
            touched(connection, copy_id, moment)
            connection.execute(update(copies).where(copies.c.id == copy_id).values(collection=chosen))

        self._write(write)

    def collections(self) -> dict[str, int]:
        """Every collection, with the number of copies in it."""

        def read(connection: Connection) -> dict[str, int]:
            grouped = select(copies.c.collection, func.count()).where(copies.c.collection != "", copies.c.deleted.is_(None))
            rows = connection.execute(grouped.group_by(copies.c.collection).order_by(copies.c.collection))
            return {row[0]: row[1] for row in rows}

        return self._read(read)

    def rename_collection(self, name: str, new: str) -> None:
        """Gives a collection another name; one that is there takes its copies in, "" lets them go. Raises `NotFoundError`."""
        chosen = collection_name(new)

        def write(connection: Connection) -> None:
            if not connection.execute(update(copies).where(copies.c.collection == name).values(collection=chosen)).rowcount:
                raise NotFoundError(f"There is no collection {name!r}.")

        self._write(write)

    def set_place(self, copy_id: str, sentence: int, token: int = -1) -> None:
        """Remembers where the reader is. Does not count as a change of the copy."""
        moment = now()

        def write(connection: Connection) -> None:
            if not connection.execute(select(copies.c.id).where(copies.c.id == copy_id)).first():
                raise NotFoundError(f"There is no saved copy {copy_id!r}.")
            put_place(connection, copy_id, Place(int(sentence), int(token)), moment)

        self._write(write)


def checked(note: Annotation) -> Annotation:
    """`note` with storable text. Raises `InputError` on a side, colour or span that makes no sense, or too long a text."""
    if note.side not in get_args(Side):
        raise InputError(f"A note's side is arabic, english or both, not {note.side!r}.")
    if note.colour and note.colour not in COLOURS:
        raise InputError(f"There is no colour {note.colour!r} for a highlight; choose one of: {', '.join(COLOURS)}.")
    if note.side == "english" and note.sentence < 0:
        raise InputError("A note on the English needs the number of its sentence.")
    if note.bookmark and note.sentence < 0:
        raise InputError("A bookmark needs the number of its sentence.")
    if (note.start, note.end) != (-1, -1) and not 0 <= note.start < note.end:
        raise InputError(f"A note's span must go forwards; this one goes from {note.start} to {note.end}.")
    return replace(
        note,
        text=limited(note.text, MAX_NOTE, "note"),
        quote=limited(note.quote, MAX_QUOTE, "quotation"),
        prefix=storable(note.prefix[-64:]),
        suffix=storable(note.suffix[:64]),
    )


def collection_name(name: str) -> str:
    """`name` as a collection is called: without white space around, at most 60 letters."""
    return " ".join(limited(name, MAX_TAG, "name of the collection").split())


def clean_tags(names: Iterable[str]) -> tuple[str, ...]:
    """Tags without white space around, none empty, none twice, in order."""
    made = dict.fromkeys(" ".join(limited(name, MAX_TAG, "tag").split()) for name in names)
    kept = tuple(name for name in made if name)
    if len(kept) > MAX_TAGS:
        raise TooLargeError(f"A copy can have {MAX_TAGS} tags; these are {len(kept)}.")
    return kept


def touched(connection: Connection, copy_id: str, moment: str) -> None:
    """Notes that a copy changed. Raises `NotFoundError` when there is none outside the trash."""
    here = update(copies).where(copies.c.id == copy_id, copies.c.deleted.is_(None))
    if not connection.execute(here.values(changed=moment, revision=copies.c.revision + 1)).rowcount:
        raise NotFoundError(f"There is no saved copy {copy_id!r}; `{command('library list')}` shows those there are.")


def annotations_of(connection: Connection, copy_id: str) -> tuple[Annotation, ...]:
    """The annotations of a copy, in the order they were made."""
    here = select(annotation_rows).where(annotation_rows.c.copy == copy_id, annotation_rows.c.deleted.is_(None))
    rows = connection.execute(here.order_by(annotation_rows.c.position, annotation_rows.c.id)).mappings()
    same = ("id", "sentence", "side", "quote", "prefix", "suffix", "colour", "text", "created", "changed", "bookmark")
    return tuple(Annotation(start=row["start_at"], end=row["end_at"], **{name: row[name] for name in same}) for row in rows)


def insert_annotations(connection: Connection, copy_id: str, notes: Sequence[Annotation], moment: str) -> None:
    """Adds a copy's annotations as they are, with an id where they have none."""
    if len(notes) > MAX_ANNOTATIONS:
        raise TooLargeError(f"A copy can have {MAX_ANNOTATIONS:,} notes; this one has {len(notes):,}.")
    made = [checked(replace(note, id=note.id or new_id(10), created=note.created or moment)) for note in notes]
    if made:
        connection.execute(insert(annotation_rows), [_note_row(copy_id, note, n) for n, note in enumerate(made)])
        search.index(connection, copy_id, [(f"n{note.id}", search.folded(note.text)) for note in made if note.text])


def _note_row(copy_id: str, note: Annotation, position: int) -> dict[str, Any]:
    same = ("id", "sentence", "side", "quote", "prefix", "suffix", "colour", "text", "created", "changed", "bookmark")
    row = {name: getattr(note, name) for name in same}
    return row | {"copy": copy_id, "start_at": note.start, "end_at": note.end, "position": position, "deleted": None}


def insert_tags(connection: Connection, copy_id: str, names: Iterable[str]) -> None:
    """Adds tags to a copy that has none of them."""
    rows = [{"copy": copy_id, "tag": name} for name in clean_tags(names)]
    if rows:
        connection.execute(insert(tags), rows)


def tags_of(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The tags of each of these copies, in alphabetical order."""
    tags_by_copy: dict[str, list[str]] = {}
    for copy, tag in connection.execute(select(tags.c.copy, tags.c.tag).where(tags.c.copy.in_(ids))):
        tags_by_copy.setdefault(copy, []).append(tag)
    return {copy: tuple(sorted(names)) for copy, names in tags_by_copy.items()}


def put_place(connection: Connection, copy_id: str, place: Place, moment: str) -> None:
    """Remembers the reading place of a copy."""
    row = {"copy": copy_id, "sentence": place.sentence, "token": place.token, "changed": moment}
    upsert(connection, places, ("copy",), row)


def place_of(connection: Connection, copy_id: str) -> Place | None:
    """The reading place of a copy, or None when it was never opened."""
    row = connection.execute(select(places.c.sentence, places.c.token).where(places.c.copy == copy_id)).first()
    return Place(row[0], row[1]) if row else None
