"""Saved copies: save, list, get, change, delete and bring back.

A copy is stored as a head (the document without its sentences) and one row a sentence, so two tabs that change different
sentences never touch each other's work. A reader's English that is written over is kept (`earlier`). Deleting moves to the trash;
only `purge` removes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Final

from sqlalchemy import Connection, RowMapping, delete, func, insert, select, update

from nlp.annotations import SavedCopy, as_copy
from nlp.document import READER, BilingualDocument, Sentence
from nlp.errors import NotFoundError
from nlp.paths import command
from rafiq.library import search
from rafiq.library.notes import (
    annotations_of,
    collection_name,
    insert_annotations,
    insert_tags,
    place_of,
    put_place,
    tags_of,
    touched,
)
from rafiq.library.rows import pack, stored_document, stored_rows, unpack
from rafiq.library.schema import annotation_rows, copies, history, places, sentences, tags
from rafiq.library.store import Store
from rafiq.library.values import CopySummary, EarlierSentence, limited, new_id, now

__all__ = ["MAX_TITLE", "Copies"]

MAX_TITLE: Final = 500


class Copies(Store):
    """The part of the library that keeps copies."""

    def save(self, copy: BilingualDocument | SavedCopy, *, title: str | None = None, copy_id: str = "") -> str:
        """Keeps a document, or a copy with its annotations, as a new copy; gives its id. What was saved before stays.

        `copy_id` chooses the id; where a copy of that id is there (also in the trash), nothing is done.
        """
        whole = as_copy(copy)
        name = limited(title if title is not None else whole.title, MAX_TITLE, "title") or _title_of(whole.document)
        chosen, moment = copy_id or new_id(), now()
        rows = [{"copy": chosen, "number": n, "data": pack(s)} for n, s in enumerate(whole.document.sentences)]
        head = _head_row(whole.document) | {"id": chosen, "title": name, "created": whole.created or moment}
        head["collection"] = collection_name(whole.collection)
        words = [(f"s{n}", search.sentence_words(s)) for n, s in enumerate(whole.document.sentences)]

        def write(connection: Connection) -> str:
            if copy_id and connection.execute(select(copies.c.id).where(copies.c.id == copy_id)).first() is not None:
                return copy_id
            connection.execute(insert(copies).values(**head, changed=moment, revision=1, deleted=None))
            if rows:
                connection.execute(insert(sentences), rows)
            insert_annotations(connection, chosen, whole.annotations, moment)
            insert_tags(connection, chosen, whole.tags)
            if whole.place is not None:
                put_place(connection, chosen, whole.place, moment)
            search.index(connection, chosen, [*words, ("head", _head_words(whole.document, name))])
            return chosen

        return self._write(write)

    def list(
        self, query: str = "", *, tag: str = "", collection: str = "", trash: bool = False, limit: int = 0
    ) -> tuple[CopySummary, ...]:
        """Copies in which every term of `query` is found (all when it is empty), last changed first; `limit` 0 is no limit."""

        def read(connection: Connection) -> tuple[CopySummary, ...]:
            chosen = select(copies).where(copies.c.deleted.is_not(None) if trash else copies.c.deleted.is_(None))
            matching = search.matching(connection, query) if query.strip() else None
            if matching is not None:
                chosen = chosen.where(copies.c.id.in_(matching))
            elif query.strip():
                return ()
            if tag:
                chosen = chosen.where(copies.c.id.in_(select(tags.c.copy).where(tags.c.tag == tag)))
            if collection:
                chosen = chosen.where(copies.c.collection == collection)
            chosen = chosen.order_by(copies.c.changed.desc(), copies.c.id)
            rows = connection.execute(chosen.limit(limit) if limit else chosen).mappings().all()
            return _summaries(connection, rows)

        return self._read(read)

    def same_text(self, text: str, *, besides: str = "") -> tuple[CopySummary, ...]:
        """The copies whose article is `text`, last changed first, without the copy `besides`."""

        def read(connection: Connection) -> tuple[CopySummary, ...]:
            here = select(copies).where(
                copies.c.digest.in_(("", _digest(text))), copies.c.deleted.is_(None), copies.c.id != besides
            )
            rows = connection.execute(here.order_by(copies.c.changed.desc(), copies.c.id)).mappings().all()
            alike = [row for row in rows if stored_document(connection, row, head_only=True).article.text == text]
            return _summaries(connection, alike)

        return self._read(read)

    def passages(self, copy_id: str, query: str, *, limit: int = 2) -> tuple[tuple[int, Sentence], ...]:
        """The sentences of a copy in which `query` is found, with their numbers, those with most of its terms first."""

        def read(connection: Connection) -> tuple[tuple[int, Sentence], ...]:
            numbers = search.sentences_with(connection, copy_id, query)[:limit]
            here = (sentences.c.copy == copy_id) & sentences.c.number.in_(numbers)
            stored = {row.number: row.data for row in connection.execute(select(sentences.c.number, sentences.c.data).where(here))}
            return tuple((number, unpack(stored[number])) for number in numbers if number in stored)

        return self._read(read)

    def get(self, copy_id: str) -> SavedCopy:
        """The copy, its document equal to what was saved. Raises `NotFoundError`, also for a copy in the trash."""

        def read(connection: Connection) -> SavedCopy:
            row = _row(connection, copy_id)
            return SavedCopy(
                document=stored_document(connection, row),
                id=row["id"],
                title=row["title"],
                annotations=annotations_of(connection, copy_id),
                tags=tags_of(connection, [copy_id]).get(copy_id, ()),
                collection=row["collection"],
                place=place_of(connection, copy_id),
                created=row["created"],
                changed=row["changed"],
                revision=row["revision"],
            )

        return self._read(read)

    def update(self, copy_id: str, document: BilingualDocument, *, base: BilingualDocument | None = None) -> None:
        """Stores `document` in place of the copy's own.

        With `base`, the document these changes were made to, only what differs from it is written: what another tab changed
        meanwhile in other sentences stays. Where both changed one sentence, this write wins; the other's English is in `earlier`.
        """
        moment = now()
        same_shape = base is not None and len(base.sentences) == len(document.sentences)
        differs = [n for n, s in enumerate(document.sentences) if base is None or not same_shape or base.sentences[n] != s]
        packed = {n: pack(document.sentences[n]) for n in differs}
        words = [(f"s{n}", search.sentence_words(document.sentences[n])) for n in differs]
        head = _head_row(document)
        new_head = base is None or head["data"] != _head_row(base)["data"]

        def write(connection: Connection) -> None:
            row = _row(connection, copy_id, lock=True)
            stored = stored_rows(connection, copy_id)
            for number, data in packed.items():
                if stored.get(number) != data:
                    _keep_earlier(connection, copy_id, number, stored.get(number), moment)
                    _put_sentence(connection, copy_id, number, data, exists=number in stored)
            for number in [n for n in stored if n >= len(document.sentences)]:
                _keep_earlier(connection, copy_id, number, stored[number], moment)
                connection.execute(delete(sentences).where(sentences.c.copy == copy_id, sentences.c.number == number))
                search.unindex(connection, copy_id, f"s{number}")
            if new_head:
                connection.execute(update(copies).where(copies.c.id == copy_id).values(**head))
                search.index(connection, copy_id, [("head", _head_words(document, row["title"]))])
            search.index(connection, copy_id, words)
            touched(connection, copy_id, moment)

        self._write(write)

    def edit(self, copy_id: str, number: int, sentence: Sentence | str) -> Sentence:
        """Stores one sentence: a whole `Sentence`, or the reader's English for it. Other sentences are not touched.

        English alone makes the sentence the reader's: engine `READER`, what the engine wrote kept in `machine_english`, marks,
        alignment and the names' English places gone, for they were about other words.
        """
        moment = now()
        english = limited(sentence, 100_000, "translation") if isinstance(sentence, str) else ""

        def write(connection: Connection) -> Sentence:
            _row(connection, copy_id, lock=True)
            old = _sentence(connection, copy_id, number)
            new = sentence if isinstance(sentence, Sentence) else _in_readers_words(old, english)
            data = pack(new)
            _keep_earlier(connection, copy_id, number, pack(old), moment)
            _put_sentence(connection, copy_id, number, data, exists=True)
            search.index(connection, copy_id, [(f"s{number}", search.sentence_words(new))])
            touched(connection, copy_id, moment)
            return new

        return self._write(write)

    def earlier(self, copy_id: str, number: int) -> tuple[EarlierSentence, ...]:
        """What readers had written for sentence `number` before something wrote over it, latest first."""

        def read(connection: Connection) -> tuple[EarlierSentence, ...]:
            chosen = select(history).where(history.c.copy == copy_id, history.c.number == number)
            rows = connection.execute(chosen.order_by(history.c.changed.desc(), history.c.id)).mappings()
            olds = [(unpack(row["data"]), row["changed"]) for row in rows]
            return tuple(EarlierSentence(number, old.english, old.engine, changed) for old, changed in olds)

        return self._read(read)

    def rename(self, copy_id: str, title: str) -> None:
        """Gives a copy another title; an empty one gives it back the article's own."""
        name, moment = limited(title, MAX_TITLE, "title").strip(), now()

        def write(connection: Connection) -> None:
            document = stored_document(connection, _row(connection, copy_id, lock=True), head_only=True)
            chosen = name or _title_of(document)
            connection.execute(update(copies).where(copies.c.id == copy_id).values(title=chosen))
            search.index(connection, copy_id, [("head", _head_words(document, chosen))])
            touched(connection, copy_id, moment)

        self._write(write)

    def delete(self, copy_id: str) -> None:
        """Moves a copy to the trash; `undelete` brings it back whole."""
        self._set_deleted(copy_id, now(), "is not in the library")

    def undelete(self, copy_id: str) -> None:
        """Brings a copy back from the trash."""
        self._set_deleted(copy_id, None, "is not in the trash")

    def purge(self, copy_id: str = "", *, before: str = "") -> int:
        """Removes for good what is in the trash: one copy, or all (deleted before a moment, ISO 8601); gives how many."""

        def write(connection: Connection) -> int:
            gone = delete(copies).where(copies.c.deleted.is_not(None))
            if copy_id:
                gone = gone.where(copies.c.id == copy_id)
            if before:
                gone = gone.where(copies.c.deleted < before)
            return int(connection.execute(gone).rowcount)

        return self._write(write)

    def _set_deleted(self, copy_id: str, moment: str | None, otherwise: str) -> None:
        def write(connection: Connection) -> None:
            other_side = copies.c.deleted.is_(None) if moment else copies.c.deleted.is_not(None)
            if not connection.execute(update(copies).where(copies.c.id == copy_id, other_side).values(deleted=moment)).rowcount:
                raise NotFoundError(f"The copy {copy_id!r} {otherwise}.")

        self._write(write)


def _row(connection: Connection, copy_id: str, *, lock: bool = False) -> RowMapping:
    chosen = select(copies).where(copies.c.id == copy_id)
    row = connection.execute(chosen.with_for_update() if lock else chosen).mappings().first()
    if row is None:
        raise NotFoundError(f"There is no saved copy {copy_id!r}; `{command('library list')}` shows those there are.")
    if row["deleted"]:
        raise NotFoundError(f"The copy {copy_id!r} is in the trash; bring it back first.")
    return row


def _sentence(connection: Connection, copy_id: str, number: int) -> Sentence:
    data = connection.execute(select(sentences.c.data).where(sentences.c.copy == copy_id, sentences.c.number == number)).scalar()
    if data is None:
        raise NotFoundError(f"The copy {copy_id!r} has no sentence {number}.")
    return unpack(data)


def _put_sentence(connection: Connection, copy_id: str, number: int, data: bytes, *, exists: bool) -> None:
    if exists:
        at = (sentences.c.copy == copy_id) & (sentences.c.number == number)
        connection.execute(update(sentences).where(at).values(data=data))
    else:
        connection.execute(insert(sentences).values(copy=copy_id, number=number, data=data))


def _keep_earlier(connection: Connection, copy_id: str, number: int, old: bytes | None, moment: str) -> None:
    """Puts a reader's sentence aside before something is written over it; what an engine wrote can be had again."""
    if old is not None and unpack(old).engine == READER:
        connection.execute(insert(history).values(id=new_id(16), copy=copy_id, number=number, changed=moment, data=old))


def _in_readers_words(old: Sentence, english: str) -> Sentence:
    names = tuple(replace(mention, english_start=-1, english_end=-1) for mention in old.entities)
    machine = old.machine_english if old.engine == READER else old.english
    return replace(old, english=english, engine=READER, machine_english=machine, marks=(), alignment=(), entities=names)


def _title_of(document: BilingualDocument) -> str:
    first = document.sentences[0].arabic if document.sentences else document.article.text.strip().split("\n")[0]
    return limited((document.title or document.article.title or first)[:MAX_TITLE], MAX_TITLE, "title").strip() or "Untitled"


def _head_row(document: BilingualDocument) -> dict[str, object]:
    return {
        "title_english": limited(document.title_english[:MAX_TITLE], MAX_TITLE, "title"),
        "source": limited(document.article.source[:2000], 2000, "source"),
        "engine": limited(document.engine[:200], 200, "engine"),
        "digest": _digest(document.article.text),
        "sentences": len(document.sentences),
        "words": sum(token.kind == "word" for s in document.sentences for token in s.tokens),
        "data": pack(replace(document, sentences=())),
    }


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "replace")).hexdigest()


def _head_words(document: BilingualDocument, title: str) -> str:
    article = document.article
    return search.folded(" ".join((title, document.title, document.title_english, article.title, article.byline, article.source)))


def _summaries(connection: Connection, rows: Sequence[RowMapping]) -> tuple[CopySummary, ...]:
    ids = [row["id"] for row in rows]
    counted = select(annotation_rows.c.copy, func.count()).where(
        annotation_rows.c.copy.in_(ids), annotation_rows.c.deleted.is_(None)
    )
    notes: dict[str, int] = {row[0]: row[1] for row in connection.execute(counted.group_by(annotation_rows.c.copy))}
    at: dict[str, int] = {
        row[0]: row[1] for row in connection.execute(select(places.c.copy, places.c.sentence).where(places.c.copy.in_(ids)))
    }
    tagged = tags_of(connection, ids)
    plain = ("id", "title", "title_english", "source", "engine", "created", "changed", "sentences", "words", "collection", "digest")
    return tuple(
        CopySummary(
            **{name: row[name] for name in plain},
            deleted=row["deleted"] or "",
            annotations=notes.get(row["id"], 0),
            tags=tagged.get(row["id"], ()),
            place=at.get(row["id"], -1),
        )
        for row in rows
    )
