"""Finds copies by what is in them: both languages, notes, tags, title; letter variants, diacritics and case do not matter.

What is indexed and what is asked for are folded by the same function, here in Python, so SQLite (FTS5) and PostgreSQL (tsvector)
find the same. Each sentence is a row with its words and their lemmas; a copy is found when every term of the query is
somewhere in it. A term is a word (its beginning is enough) or a "quoted phrase".

>>> terms('الكِتاب "رئيس الوزراء" Azure')
(('الكتاب',), ('رييس', 'الوزراء'), ('azure',))
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from sqlalchemy import Connection, Select, TextClause, delete, insert, select, text

from nlp.document import Sentence
from nlp.text.normalize import fold
from rafiq.library.schema import copies, search_rows

__all__ = ["folded", "index", "matching", "sentence_words", "sentences_with", "terms", "unindex"]

MAX_TERMS: Final = 20
MAX_WORD: Final = 100  # PostgreSQL refuses lexemes over 2 KB; no word is that long
_IN_SQLITE: Final = "search_rows.id IN (SELECT rowid FROM search_index WHERE search_index MATCH :term)"
_IN_POSTGRES: Final = "search_rows.index @@ to_tsquery('simple', :term)"
_BREAK: Final = " zqz "  # a word nobody writes: no phrase is found across it
_HAMZA: Final = str.maketrans("ؤئ", "وي")


def folded(value: str) -> str:
    """`value` as words with single spaces between: letters and digits only, folded as `nlp.text.normalize.fold` does, accents
    off."""
    plain = unicodedata.normalize("NFKD", fold(value).translate(_HAMZA))
    kept = "".join(c if c.isalnum() else "" if unicodedata.category(c) == "Mn" else " " for c in plain)
    return " ".join(word[:MAX_WORD] for word in kept.split())


def terms(query: str) -> tuple[tuple[str, ...], ...]:
    """The terms of `query`, each as its folded words: one for a word, several for a "phrase" or «phrase»."""
    asked = []
    for phrase, word in re.findall(r'["«“]([^"»”]*)["»”]|([^\s"«»“”]+)', query):
        words = tuple(folded(phrase or word).split())
        if words and words not in asked:
            asked.append(words)
    return tuple(asked[:MAX_TERMS])


def sentence_words(sentence: Sentence) -> str:
    """What a sentence is found by: its Arabic, its English, the lemmas of its words and the English of its names."""
    lemmas = {token.lemma for token in sentence.tokens if token.lemma}
    names = {mention.english for mention in sentence.entities if mention.english}
    return _BREAK.join(folded(part) for part in (sentence.arabic, sentence.english, *sorted(lemmas), *sorted(names)))


def index(connection: Connection, copy: str, rows: Iterable[tuple[str, str]]) -> None:
    """(Re)indexes parts of a copy: (part, folded words) each."""
    made = [{"copy": copy, "part": part, "words": words} for part, words in rows]
    for start in range(0, len(made), 500):
        batch = made[start : start + 500]
        parts = [row["part"] for row in batch]
        connection.execute(delete(search_rows).where(search_rows.c.copy == copy, search_rows.c.part.in_(parts)))
        connection.execute(insert(search_rows), batch)


def unindex(connection: Connection, copy: str, part: str) -> None:
    """Forgets one part of a copy."""
    connection.execute(delete(search_rows).where(search_rows.c.copy == copy, search_rows.c.part == part))


def matching(connection: Connection, query: str) -> Select[tuple[str]] | None:
    """Selects the ids of the copies in which every term of `query` is found; None when the query has no word in it."""
    asked = terms(query)
    if not asked:
        return None
    chosen = select(copies.c.id)
    for condition in _conditions(connection, asked):
        chosen = chosen.where(copies.c.id.in_(select(search_rows.c.copy).where(condition)))
    return chosen


def sentences_with(connection: Connection, copy: str, query: str) -> list[int]:
    """The numbers of a copy's sentences that have a term of `query`: those with most terms first, then in their order."""
    terms_of = Counter[int]()
    for condition in _conditions(connection, terms(query)):
        parts = connection.execute(select(search_rows.c.part).where(search_rows.c.copy == copy, condition)).scalars()
        terms_of.update(int(part[1:]) for part in parts if part[:1] == "s" and part[1:].isdigit())
    return sorted(terms_of, key=lambda number: (-terms_of[number], number))


def _conditions(connection: Connection, asked: Iterable[tuple[str, ...]]) -> Iterator[TextClause]:
    """For each term, what holds of the rows of the index that have it."""
    for number, words in enumerate(asked):
        # The words are letters and digits only (`folded`), and travel as parameters all the same.
        name = f"term{number}"
        if connection.dialect.name == "sqlite":
            hits, asked_for = _IN_SQLITE, '"' + " ".join(words) + '" *'
        else:
            hits, asked_for = _IN_POSTGRES, " <-> ".join(f"'{word}'" for word in words) + ":*"
        yield text(hits.replace(":term", f":{name}")).bindparams(**{name: asked_for})
