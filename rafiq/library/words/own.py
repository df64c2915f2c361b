"""What a reader teaches Rafiq for every article: own glossary, chosen readings, known words; and the settings of the page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, Literal

import msgspec
from sqlalchemy import Connection, delete, select, update

from nlp.annotations import LearnedWord
from nlp.document import EntityType, Reading
from nlp.errors import InputError, NotFoundError
from nlp.names.english_name import OwnName
from nlp.words.glossary import Entry
from rafiq.library.rows import upsert
from rafiq.library.schema import glossary, known, learned, readings, settings
from rafiq.library.store import Store
from rafiq.library.values import TERM_KINDS, GlossaryEntry, TermKind, limited, now

__all__ = ["Words", "as_entry", "put_learned"]

MAX_TERM: Final = 500
MAX_SETTING: Final = 100_000


class Words(Store):
    """The part of the library that is not about one copy."""

    def set_term(
        self,
        arabic: str,
        english: str,
        *,
        kind: TermKind = "word",
        lemma: str = "",
        type: EntityType | Literal[""] = "",
        note: str = "",
    ) -> None:
        """Adds the reader's English for a word form, word, lemma, phrase or name, or changes it.

        `lemma` is a form's reading, `type` what a name names.
        """
        if kind not in TERM_KINDS:
            raise InputError(f"A glossary entry is a form, a word, a lemma, a phrase or a name, not {kind!r}.")
        row: dict[str, str | None] = {
            "kind": kind,
            "arabic": " ".join(limited(arabic, MAX_TERM, "Arabic").split()),
            "lemma": limited(lemma, MAX_TERM, "lemma") if kind == "form" else "",
            "type": limited(type, 20, "type") if kind == "name" else "",
            "english": limited(english, MAX_TERM, "English").strip(),
            "note": limited(note, 10 * MAX_TERM, "note"),
        }
        if not row["arabic"] or not row["english"]:
            raise InputError("A glossary entry needs both its Arabic and its English.")
        moment = now()
        row |= {"created": moment, "changed": moment, "deleted": None}

        def write(connection: Connection) -> None:
            upsert(connection, glossary, ("kind", "arabic", "lemma"), row, keep=("created",))
            word = LearnedWord(
                "name" if kind == "name" else "word", row["lemma"] or str(row["arabic"]), str(row["arabic"]), pos=str(row["type"])
            )
            put_learned(connection, word, moment)

        self._write(write)

    def remove_term(self, arabic: str, *, kind: TermKind = "word", lemma: str = "") -> None:
        """Removes an entry."""
        moment = now()

        def write(connection: Connection) -> None:
            here = (glossary.c.arabic == " ".join(arabic.split())) & (glossary.c.kind == kind) & (glossary.c.lemma == lemma)
            alive = here & glossary.c.deleted.is_(None)
            if not connection.execute(update(glossary).where(alive).values(deleted=moment)).rowcount:
                raise NotFoundError(f"Your glossary has no {kind} {arabic!r}.")

        self._write(write)

    def glossary(self) -> tuple[GlossaryEntry, ...]:
        """The reader's own glossary, last changed first."""

        def read(connection: Connection) -> tuple[GlossaryEntry, ...]:
            alive = select(glossary).where(glossary.c.deleted.is_(None)).order_by(glossary.c.changed.desc(), glossary.c.arabic)
            return tuple(
                GlossaryEntry(row.kind, row.arabic, row.english, row.note, row.created, row.changed, row.lemma, row.type)
                for row in connection.execute(alive)
            )

        return self._read(read)

    def glossary_words(self) -> tuple[Entry, ...]:
        """What the reader's own glossary says of words, as `nlp.words.glossary.ReaderGlossary` takes it, oldest first."""
        return tuple(as_entry(entry) for entry in reversed(self.glossary()) if entry.kind != "name")

    def glossary_names(self) -> dict[str, OwnName]:
        """Names of the reader's own glossary → English, as `nlp.names.link.link` takes them."""
        return {entry.arabic: OwnName(entry.english, entry.type) for entry in self.glossary() if entry.kind == "name"}

    def choose_reading(self, word: str, reading: Reading) -> None:
        """Remembers which reading of a word form the reader chose, for this and every later article."""
        row = {"word": limited(word, MAX_TERM, "word"), "changed": now(), "data": msgspec.json.encode(reading)}
        self._write(lambda connection: upsert(connection, readings, ("word",), row))

    def forget_reading(self, word: str) -> None:
        """Takes back `choose_reading`; a word that has no choice is no error."""
        self._write(lambda connection: connection.execute(delete(readings).where(readings.c.word == word)))

    def chosen_readings(self) -> dict[str, Reading]:
        """Word form → the reading the reader chose for it."""

        def read(connection: Connection) -> dict[str, Reading]:
            rows = connection.execute(select(readings.c.word, readings.c.data))
            return {word: msgspec.json.decode(bytes(data), type=Reading) for word, data in rows}

        return self._read(read)

    def set_known(self, lemmas: Iterable[str] | str, is_known: bool = True) -> None:
        """Marks lemmas as known (not to be glossed), or as to be learned again."""
        moment = now()
        rows = [
            {"lemma": limited(lemma, MAX_TERM, "word"), "known": bool(is_known), "changed": moment}
            for lemma in ([lemmas] if isinstance(lemmas, str) else lemmas)
        ]

        def write(connection: Connection) -> None:
            for row in rows:
                upsert(connection, known, ("lemma",), row)
                if is_known:
                    put_learned(connection, LearnedWord("word", str(row["lemma"]), str(row["lemma"])), moment)

        self._write(write)

    def known_words(self) -> frozenset[str]:
        """The lemmas the reader knows."""
        return self._read(lambda c: frozenset(c.execute(select(known.c.lemma).where(known.c.known.is_(True))).scalars()))

    def set_setting(self, name: str, value: Any) -> None:
        """Keeps a setting: anything JSON can hold, up to 100,000 characters of it."""
        try:
            text = msgspec.json.encode(value).decode()
        except (TypeError, msgspec.MsgspecError, UnicodeError) as error:
            raise InputError(f"The setting {name!r} cannot be kept: {error}.") from error
        row = {"name": limited(name, 200, "name of a setting"), "value": limited(text, MAX_SETTING, "setting"), "changed": now()}
        self._write(lambda connection: upsert(connection, settings, ("name",), row))

    def setting(self, name: str, default: Any = None) -> Any:
        """One setting, or `default`."""
        return self.settings().get(name, default)

    def settings(self) -> dict[str, Any]:
        """Every setting."""

        def read(connection: Connection) -> dict[str, Any]:
            rows = connection.execute(select(settings.c.name, settings.c.value))
            return {name: msgspec.json.decode(value) for name, value in rows}

        return self._read(read)


def as_entry(entry: GlossaryEntry) -> Entry:
    """What a look-up needs of an entry; the kinds that a reader typed freely have no scope of their own."""
    return Entry(entry.arabic, entry.english, entry.note, entry.kind if entry.kind in ("form", "lemma") else "", entry.lemma)


def put_learned(connection: Connection, word: LearnedWord, moment: str, *, fresh: bool = False) -> None:
    """Puts a word on the reader's list; one that is there stays as it is, or (`fresh`) is described anew."""
    row = {name: getattr(word, name) for name in ("kind", "lemma", "word", "english", "root", "pos")}
    row |= {"state": "new", "looked": 0, "card": "", "due": "", "created": moment, "changed": moment, "deleted": None}
    told = () if fresh else ("word", "english", "root", "pos")
    upsert(connection, learned, ("kind", "lemma"), row, keep=("state", "looked", "card", "due", "created", *told))
