"""Where the English says the opposite of an Arabic word: "rose" linked to «انخفض», "the killer" to «المقتول».

An opposite is told by the glosses of all readings of the word: a side of the table that they reach, never both sides. Nothing is
said where anything else explains the English word (a gloss of another Arabic word, a denial on either side, the word itself said as
well), or where the links lead elsewhere: this is for the plain cases. On 240 human references of FLORES dev it speaks on none, on
152 of them with one word put into its opposite on 74.

>>> from nlp.document import Reading, Token
>>> from nlp.protocols import SourceSentence, TokenLink
>>> reading = Reading("", "", "verb", ("to reject",), (), "")
>>> word = Token(0, 3, "رفض", pos="verb", glosses=("to reject",), readings=(reading,))
>>> case = Case(SourceSentence("رفض"), "He accepted it", (TokenLink(0, 3, 3, 11, 0.9),), tokens=(word,))
>>> [finding.words for finding in opposites(case)]
[{'arabic': 'رفض', 'meaning': 'reject', 'english': 'accepted'}]
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from nlp.document import Token
from nlp.doubts.case import Case, Finding
from nlp.doubts.negation import arabic_may_negate, english_may_negate
from nlp.text.english import all_stems, stem, stop_words
from nlp.text.tables import rows

__all__ = ["contraries", "opposites"]

_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_CONTENT: Final = frozenset({"noun", "verb", "adjective", "adverb", "preposition"})
_SURE: Final = 0.3  # weight of a link from which it is believed
_AROUND: Final = 30  # characters before a word in which a denial of it stands

Side = tuple[int, int]
"""A row of the table, and which side of it."""


def opposites(case: Case) -> Iterator[Finding]:
    """English words that say the opposite of the word they are linked to, each once."""
    if not case.tokens or not case.links:
        return
    explained = _sides(gloss for token in case.tokens for gloss in _glosses(token))
    stated = _sides([case.english])
    for token in case.tokens:
        if token.pos not in _CONTENT:
            continue
        for row, side in sorted(_sides(_glosses(token))):
            if (row, 1 - side) in explained or (row, side) in stated or (row, 1 - side) not in stated:
                continue
            at = _linked(case, token, (row, 1 - side))
            if at is not None and not _is_denied(case, token, at):
                english = case.english[slice(*at)]
                words = {"arabic": token.text, "meaning": _meaning(token, (row, side)), "english": english}
                yield Finding("opposite", "opposite", (token.start, token.end), at, words)
                break


@dataclass(frozen=True, slots=True)
class _Table:
    """Stems and whole forms → the sides they belong to."""

    stems: dict[str, frozenset[Side]]
    forms: dict[str, frozenset[Side]]


@lru_cache(maxsize=1)
def _table() -> _Table:
    by_stem: dict[str, set[Side]] = {}
    by_form: dict[str, set[Side]] = {}
    for number, row in enumerate(rows("english_opposites.tsv", 2)):
        for side, words in enumerate(row[:2]):
            for word in words.split():
                target, key = (by_form, word[1:]) if word.startswith("=") else (by_stem, stem(word))
                target.setdefault(key, set()).add((number, side))
    return _Table(*({key: frozenset(sides) for key, sides in each.items()} for each in (by_stem, by_form)))


@lru_cache(maxsize=20_000)
def _sides_of(word: str) -> frozenset[Side]:
    """The sides of the table that a word in small letters belongs to."""
    table = _table()
    of_stems = (table.stems.get(each, frozenset()) for each in {*all_stems(word), stem(word)})
    return table.forms.get(word, frozenset()).union(*of_stems)


@lru_cache(maxsize=1_000)
def contraries(form: str) -> tuple[str, ...]:
    """The whole forms that the table sets against this one, in small letters.

    >>> contraries("occupying"), contraries("walking")
    (('occupied',), ())
    """
    forms = _table().forms
    sides = {(number, 1 - side) for number, side in forms.get(form, frozenset())}
    return tuple(sorted(other for other, own in forms.items() if own & sides))


def _sides(texts: Iterable[str]) -> set[Side]:
    return {side for text in texts for word in _WORD.findall(text.lower()) for side in _sides_of(word)}


def _glosses(token: Token) -> tuple[str, ...]:
    return (*token.glosses, *(gloss for reading in token.readings for gloss in reading.glosses))


def _meaning(token: Token, side: Side) -> str:
    """The word of the glosses that is on that side."""
    words = (word for gloss in _glosses(token) for word in _WORD.findall(gloss))
    return next((word for word in words if side in _sides_of(word.lower())), "")


def _linked(case: Case, token: Token, side: Side) -> tuple[int, int] | None:
    """Where the English that the token is linked to most says what is on that side; None for nowhere."""
    links = [link for link in case.links if link.start < token.end and token.start < link.end and link.weight >= _SURE]
    small = stop_words("function")
    telling = [each for each in links if case.english[each.english_start : each.english_end].lower() not in small]
    best = max(telling or links, key=lambda link: link.weight, default=None)
    if best is None or side not in _sides([case.english[best.english_start : best.english_end]]):
        return None
    return best.english_start, best.english_end


def _is_denied(case: Case, token: Token, at: tuple[int, int]) -> bool:
    """Whether something that denies stands near before either word."""
    arabic = case.source.text[max(0, token.start - _AROUND) : token.start]
    english = case.english[max(0, at[0] - _AROUND) : at[0]]
    return arabic_may_negate(arabic) or english_may_negate(english)
