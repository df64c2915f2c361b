"""Countries, capitals and nationalities that the English names and the Arabic does not: "Morocco's economy" for «من اقتصاد».

A term of the English answers to any word of the Arabic for the same country: the country, its capital, its people («لندن» may be
Britain), whatever clitics it has. What merely sounds like an Arabic word of the sentence is let pass: it is somebody's name.

>>> text = "In Morocco's economy"
>>> [text[start:end] for start, end in unfounded("من اقتصاد الاحتلال", text)], unfounded("الاقتصاد المغربي", text)
(['Morocco'], [])
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from nlp.doubts.case import Case, Finding
from nlp.names.gazetteer import places
from nlp.names.spelling.likeness import sound
from nlp.names.spelling.romanize import romanize
from nlp.text.normalize import fold
from nlp.text.tables import rows

__all__ = ["countries", "places_unfounded", "unfounded"]

# Names of countries and capitals that are as often a person's, a state's or another word.
_ALSO_OTHERS: Final = frozenset(
    "Jordan Georgia Chad Jersey Guinea Victoria Hamilton Kingston Santiago Dominica Man Chile Georgetown".split()
)
_CLITICS: Final = re.compile(r"^(?:[وف]?(?:لل|[بلك]?ال|[بلك])|[وف])(?=.{3})")
_WORD: Final = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=1)
def countries() -> tuple[dict[str, frozenset[str]], re.Pattern[str]]:
    """(English term → Arabic stems any of which answers for it, an expression that finds the terms)."""
    stems: dict[str, set[str]] = defaultdict(set)
    terms: dict[str, set[str]] = defaultdict(set)
    for key, place in places().items():
        if place.kind == "country":
            stems[place.english].add(_stem(key))
            terms[place.english].add(place.english)
    for key, place in places().items():
        country = place.gloss.removeprefix("capital of ")
        if place.kind == "capital" and country in stems:
            stems[country].add(_stem(key))
            terms[country].add(place.english)
    for country, english, arabic in rows("entities_countries.tsv"):
        stems[country].update(arabic.split())
        terms[country].update(english.split())
    answers: dict[str, set[str]] = defaultdict(set)
    for country, words in terms.items():
        for word in words:
            if len(word) > 2 and word not in _ALSO_OTHERS and (word[0].isupper() and word.isascii()):
                answers[word] |= stems[country]
    for arabic, english in rows("entities_nationalities.tsv"):
        if english in answers:
            answers[english].add(_stem(fold(arabic)))
    expression = "|".join(re.escape(term) for term in sorted(answers, key=len, reverse=True))
    return {term: frozenset(keys) for term, keys in answers.items()}, re.compile(rf"(?<![\w'-])(?:{expression})(?!\w)")


def _stem(key: str) -> str:
    """A folded name without its article and the ending that an adjective of it would lose."""
    bare = key.removeprefix("ال")
    cut = re.sub(r"(?:يا|ي|ا|ه|يه)$", "", bare)
    return cut if len(cut) > 2 else bare


def _sounds(words: Iterable[str]) -> frozenset[str]:
    return frozenset(each for word in words for each in _sounds_of(word))


@lru_cache(maxsize=10_000)
def _sounds_of(word: str) -> tuple[str, ...]:
    return tuple(sound(romanize(form)) for form in (word, _CLITICS.sub("", word)) if len(form) > 2)


def unfounded(arabic: str, english: str, names: Iterable[str] = ()) -> list[tuple[int, int]]:
    """The spans of `english` that name a country, capital or nationality without a word of `arabic` for it. `names`: the English of
    the names that were found in the Arabic; a term within one of them has its word."""
    answers, terms = countries()
    matches = list(terms.finditer(english))
    if not matches:
        return []
    words = _WORD.findall(fold(arabic))
    text = " ".join(words)
    known = " ".join(names)
    spans, heard = [], None
    for match in matches:
        term = match.group()
        if any(stem in text for stem in answers[term]) or term in known:
            continue
        heard = _sounds(words) if heard is None else heard
        if sound(term) not in heard:
            spans.append(match.span())
    return spans


def places_unfounded(case: Case) -> Iterator[Finding]:
    """Countries, capitals and nationalities that only the English names."""
    for span in unfounded(case.plain, case.english, case.names):
        yield Finding("name", "place unfounded", english=span, words={"english": case.english[slice(*span)]})
