"""The reader's own list: words and names that were looked up, corrected or marked, with the sentences they were met in.

A word is known by its lemma, so that its state goes along to every later article. Each list, sentence and review is a row of its
own: backups and merges carry them like everything else. Left out: when a card comes back (`schedule.py`).

>>> from rafiq.library import Library
>>> with Library.open(":memory:") as library:
...     library.look_up(LearnedWord("word", "كِتاب", "الكتاب", "book", contexts=(Context("قرأت الكتاب.", start=5, end=11),)))
...     library.set_state("word", "كِتاب", "learning")
...     [(each.word, each.state, each.looked) for each in library.learned()]
[('الكتاب', 'learning', 1)]
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final, get_args

from sqlalchemy import Connection, func, insert, select, update

from nlp.annotations import Context, LearnedWord, WordState
from nlp.errors import InputError, NotFoundError
from nlp.text.normalize import strip_diacritics
from rafiq.library.rows import upsert
from rafiq.library.schema import glossary, known, learned, met, reviews
from rafiq.library.values import GlossaryEntry, limited, new_id, now
from rafiq.library.words.own import MAX_TERM, Words, put_learned
from rafiq.library.words.schedule import reviewed, waits

__all__ = ["Learning"]

MAX_CONTEXTS: Final = 12  # sentences kept for a word
MAX_SENTENCE: Final = 10_000
NEW_AT_ONCE: Final = 20  # new words in one review
_STATES: Final = get_args(WordState)


class Learning(Words):
    """The part of the library that keeps what a reader learns."""

    def look_up(self, word: LearnedWord, *, counted: bool = True) -> None:
        """Puts a word on the list with the sentences in `contexts`, or tells more of one that is there; `counted`: as a look-up."""
        kept = replace(
            word,
            lemma=limited(word.lemma, MAX_TERM, "lemma"),
            word=limited(word.word, MAX_TERM, "word"),
            english=limited(word.english, MAX_TERM, "English"),
            root=limited(word.root, MAX_TERM, "root"),
            pos=limited(word.pos, MAX_TERM, "part of speech"),
        )
        if not kept.lemma or kept.kind not in ("word", "name"):
            raise InputError("A word of the list needs its lemma, and to be a word or a name.")
        rows = [_met_row(kept, context) for context in word.contexts]
        moment = now()

        def write(connection: Connection) -> None:
            put_learned(connection, kept, moment, fresh=True)
            if counted:
                connection.execute(update(learned).where(*_at(kept.kind, kept.lemma)).values(looked=learned.c.looked + 1))
            for row in rows:
                here = select(met.c.arabic).where(met.c.kind == kept.kind, met.c.lemma == kept.lemma)
                sentences = set(connection.execute(here).scalars())
                if row["arabic"] in sentences or len(sentences) < MAX_CONTEXTS:
                    upsert(connection, met, ("kind", "lemma", "arabic"), {**row, "changed": moment})

        self._write(write)

    def set_state(self, kind: str, lemma: str, state: str) -> None:
        """Marks a word or name as new, learning or known; one that is not on the list is put there."""
        if state not in _STATES:
            raise InputError(f"A word is {', '.join(_STATES)}, not {state!r}.")
        if kind not in ("word", "name") or not lemma:
            raise InputError("A word of the list needs its lemma, and to be a word or a name.")
        name, moment = limited(lemma, MAX_TERM, "word"), now()

        def write(connection: Connection) -> None:
            put_learned(connection, LearnedWord("name" if kind == "name" else "word", name, name), moment)
            values = {"state": "learning" if state == "learning" else "new", "changed": moment}
            connection.execute(update(learned).where(*_at(kind, name)).values(**values))
            row = {"lemma": _known_as(kind, name), "known": state == "known", "changed": moment}
            upsert(connection, known, ("lemma",), row)

        self._write(write)

    def learned(self) -> tuple[LearnedWord, ...]:
        """The list, last changed first, each with its sentences, the latest first."""

        def read(connection: Connection) -> tuple[LearnedWord, ...]:
            knows = frozenset(connection.execute(select(known.c.lemma).where(known.c.known.is_(True))).scalars())
            where = _contexts(connection)
            order = select(learned).where(learned.c.deleted.is_(None)).order_by(learned.c.changed.desc(), learned.c.lemma)
            return tuple(_word(row, knows, where) for row in connection.execute(order).mappings())

        own = _own_english(self.glossary())
        words = self._read(read)
        return tuple(
            replace(each, english=own[key], own=True) if (key := (each.kind, each.lemma)) in own else each for each in words
        )

    def learning_words(self) -> frozenset[str]:
        """The lemmas that the reader is learning."""
        return frozenset(each.lemma for each in self.learned() if each.kind == "word" and each.state == "learning")

    def set_english(self, kind: str, lemma: str, english: str) -> None:
        """The reader's own English of a word of the list, for all its forms."""
        if kind == "name":
            here = [each for each in self.learned() if (each.kind, each.lemma) == (kind, lemma)]
            self.set_term(lemma, english, kind="name", type=here[0].pos if here else "")  # type: ignore[arg-type]
            return
        for entry in self.glossary():
            if entry.kind == "form" and entry.lemma == lemma:
                self.remove_term(entry.arabic, kind="form", lemma=lemma)  # or it would stand before what is said of all forms
        self.set_term(lemma, english, kind="lemma" if strip_diacritics(lemma) != lemma else "word")

    def forget_words(self, words: Iterable[LearnedWord]) -> str:
        """Takes words off the list, with what the reader said of them; gives the moment, by which `remember_words` finds them."""
        chosen, moment = list(words), now()

        def write(connection: Connection) -> None:
            for each in chosen:
                connection.execute(update(learned).where(*_at(each.kind, each.lemma)).values(deleted=moment))
                named = (glossary.c.kind == "name") if each.kind == "name" else (glossary.c.kind != "name")
                about = (glossary.c.arabic == each.lemma) | (glossary.c.lemma == each.lemma)
                connection.execute(update(glossary).where(named, about, glossary.c.deleted.is_(None)).values(deleted=moment))
                here = known.c.lemma == _known_as(each.kind, each.lemma)
                connection.execute(update(known).where(here).values(known=False, changed=moment))

        self._write(write)
        return moment

    def remember_words(self, words: Iterable[LearnedWord], moment: str) -> None:
        """Takes `forget_words` back."""
        chosen = list(words)

        def write(connection: Connection) -> None:
            connection.execute(update(learned).where(learned.c.deleted == moment).values(deleted=None))
            connection.execute(update(glossary).where(glossary.c.deleted == moment).values(deleted=None))
            for each in chosen:
                if each.state == "known":
                    row = {"lemma": _known_as(each.kind, each.lemma), "known": True, "changed": now()}
                    upsert(connection, known, ("lemma",), row)

        self._write(write)

    # -- review

    def due_words(self, moment: datetime | None = None) -> tuple[LearnedWord, ...]:
        """What is to be reviewed at `moment` (now): what is due, the longest due first, then some of the new words."""
        at = (moment or datetime.now(UTC)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        words = [each for each in self.learned() if each.state != "known" and each.english]
        due = sorted((each for each in words if each.due and each.due <= at), key=lambda each: each.due)
        fresh = [each for each in words if not each.due]
        fresh.sort(key=lambda each: (each.state != "learning", each.created))
        return (*due, *fresh[:NEW_AT_ONCE])

    def waits(self, kind: str, lemma: str, moment: datetime | None = None) -> dict[int, timedelta]:
        """How long a word would stay away after each rating, 1 (again) to 4 (easy)."""
        return waits(self._read(lambda connection: _card_of(connection, kind, lemma)), moment or datetime.now(UTC))

    def review(self, kind: str, lemma: str, rating: int, moment: datetime | None = None) -> str:
        """A review of a word, rated 1 (again) to 4 (easy); gives when it comes back. A new word is being learned from then on."""
        at, number = moment or datetime.now(UTC), new_id(12)

        def write(connection: Connection) -> str:
            card, due = reviewed(_card_of(connection, kind, lemma), rating, at)
            values = {"card": card, "due": due, "state": "learning", "changed": now()}
            connection.execute(update(learned).where(*_at(kind, lemma)).values(**values))
            row = {"id": number, "kind": kind, "lemma": lemma, "rating": rating, "changed": at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")}
            connection.execute(insert(reviews).values(**row))
            return due

        return self._write(write)

    def review_count(self) -> int:
        """How many reviews there have been."""
        return self._read(lambda connection: int(connection.execute(select(func.count()).select_from(reviews)).scalar_one()))


def _at(kind: str, lemma: str) -> tuple[Any, Any]:
    return learned.c.kind == kind, learned.c.lemma == lemma


def _known_as(kind: str, lemma: str) -> str:
    """What the list of known words calls it; a name must not make a word known that is spelled like it."""
    return f"name:{lemma}" if kind == "name" else lemma


def _card_of(connection: Connection, kind: str, lemma: str) -> str:
    here = select(learned.c.card).where(*_at(kind, lemma), learned.c.deleted.is_(None))
    card = connection.execute(here).scalar()
    if card is None:
        raise NotFoundError(f"Your words have no {kind} {lemma!r}.")
    return str(card)


def _met_row(word: LearnedWord, context: Context) -> dict[str, Any]:
    inside = 0 <= context.start < context.end <= len(context.arabic)
    return {
        "kind": word.kind,
        "lemma": word.lemma,
        "arabic": limited(context.arabic, MAX_SENTENCE, "sentence"),
        "english": limited(context.english, MAX_SENTENCE, "sentence"),
        "start_at": context.start if inside else -1,
        "end_at": context.end if inside else -1,
        "copy": limited(context.copy, 100, "number of a copy"),
        "sentence": int(context.sentence),
    }


def _contexts(connection: Connection) -> dict[tuple[str, str], list[Context]]:
    out: dict[tuple[str, str], list[Context]] = {}
    for row in connection.execute(select(met).order_by(met.c.changed.desc())):
        context = Context(row.arabic, row.english, row.start_at, row.end_at, row.copy, row.sentence)
        out.setdefault((row.kind, row.lemma), []).append(context)
    return out


def _word(row: Any, knows: frozenset[str], where: dict[tuple[str, str], list[Context]]) -> LearnedWord:
    same = ("kind", "lemma", "word", "english", "root", "pos", "looked", "due", "created", "changed")
    state: WordState = "known" if _known_as(row["kind"], row["lemma"]) in knows else row["state"]  # (checked when it was set)
    return LearnedWord(
        **{name: row[name] for name in same}, state=state, contexts=tuple(where.get((row["kind"], row["lemma"]), ()))
    )


def _own_english(entries: Sequence[GlossaryEntry]) -> dict[tuple[str, str], str]:
    """(kind, lemma) → the reader's own English, what was said last before what was said earlier."""
    out: dict[tuple[str, str], str] = {}
    for entry in entries:
        key = ("name", entry.arabic) if entry.kind == "name" else ("word", entry.lemma or entry.arabic)
        out.setdefault(key, entry.english)
    return out
