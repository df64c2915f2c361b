"""Words of a sentence that its English passes over: no gloss of theirs stands in it, and the engine linked nothing of it to them.

Each half alone says little: a translation may use a synonym, and attention may stray. `benchmarks/omissions.py` prints how many
words are marked and how many left-out words are found.

>>> from nlp.protocols import SourceSentence
>>> words = (Meaning(0, 4, ("gust",), 4), Meaning(5, 9, ("severe",), 4))
>>> links = (TokenLink(0, 4, 2, 6, 0.8),)
>>> case = Case(SourceSentence("عصفة شديد", meanings=words), "A gust", links)
>>> [finding.words for finding in words_passed_over(case)]
[{'arabic': 'شديد', 'meaning': 'severe'}]
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from nlp.doubts.case import Case, Finding, Span
from nlp.engine_input.coverage import senses_of
from nlp.names.spelling.likeness import name_is_in
from nlp.names.spelling.romanize import romanize
from nlp.protocols import Meaning, TokenLink
from nlp.quantities.arabic_numbers import arabic_numbers
from nlp.text.english import stems, stop_words
from nlp.text.normalize import fold

__all__ = ["omitted", "passed_over", "stands_as_a_name", "words_passed_over"]

_MOST: Final = 3  # words of a sentence that are marked, the rarest
_RARE: Final = 4  # level from which a word that is passed over is told
_STRONG: Final = 0.5  # weight from which a link to a small word says it («بفارق» "by", «حسب» "by")


def omitted(case: Case) -> list[Meaning]:
    """The words of the source that must be said and seem not to be, in order; [] where nothing is linked at all.

    Numbers and ordinals are left to the doubts about numbers: «التاسعة» in «التاسعة والخمسين» is said by "59th".
    """
    if not case.links:
        return []
    stated: list[Span] = [(name.start, name.end) for name in case.source.names]
    stated += [(number.start, number.end) for number in arabic_numbers(case.source.text)]
    return [
        word
        for word in case.source.meanings
        if word.level
        and not any(start < word.end and word.start < end for start, end in stated)
        and (senses := senses_of((word,), told=True))
        and passed_over(case, (word.start, word.end), senses[0], (word.start, word.end))
    ]


def passed_over(case: Case, span: Span, senses: frozenset[str], word: Span, *, small: frozenset[str] | None = None) -> bool:
    """Whether nothing of the English is linked to `span` that says something, and none of `senses` stands there.

    `word` is the stretch without clitics, for a name that is spelt out; `small`: words that a strong link lets count, the
    stop list "prepositions" where none are given.
    """
    small = stop_words("prepositions") if small is None else small
    links = (link for link in case.links if link.start < span[1] and span[0] < link.end)
    if any(_says(link, case.english, small) for link in links) or senses & case.stems:
        return False
    return not stands_as_a_name(case.source.text[slice(*word)], case.english)


def words_passed_over(case: Case) -> Iterator[Finding]:
    """The rarest three of `omitted` that are rare and linked to nothing; the words of an expression are one finding.

    Good translators leave out commoner words as well, and a link, be it to a small word, is often a word's trace: without these
    conditions 37 of 160 human references of FLORES dev were marked, with them 8 of 240.
    """
    missing = [each for each in omitted(case) if each.level >= _RARE and not _is_linked(case, each)]
    rarest = sorted(missing, key=lambda meaning: -meaning.level)[:_MOST]
    spans: list[tuple[int, int, str]] = []
    for meaning in (each for each in missing if each in rarest):
        gloss = meaning.glosses[0] if meaning.glosses else ""
        last = spans[-1] if spans else None
        if last and last[2] == gloss and not case.source.text[last[1] : meaning.start].strip():
            spans[-1] = (last[0], meaning.end, gloss)
        else:
            spans.append((meaning.start, meaning.end, gloss))
    for start, end, gloss in spans:
        words = {"arabic": case.source.text[start:end]}
        if gloss:
            yield Finding("omission", "omission of", (start, end), words={**words, "meaning": gloss})
        else:
            yield Finding("omission", "omission", (start, end), words=words)


def _is_linked(case: Case, word: Meaning) -> bool:
    return any(link.start < word.end and word.start < link.end for link in case.links)


def stands_as_a_name(word: str, english: str) -> bool:
    """Whether `english` spells the Arabic `word` in Latin letters: «ماسا» may be diamonds, and is Massa where that stands there."""
    return name_is_in(romanize(fold(word)), english)


def _says(link: TokenLink, english: str, small: frozenset[str]) -> bool:
    """Whether the stretch of the English that is linked says something of its own."""
    words = english[link.english_start : link.english_end].lower()
    return bool(stems(words)) or (link.weight >= _STRONG and words.strip() in small)
