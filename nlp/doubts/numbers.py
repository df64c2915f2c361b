"""Numbers, ordinals, months and weekdays of one text that have no partner in the other; thousands, millions and billions without a
number that are said as others; addresses and Latin words that the English lacks.

>>> [finding.message for finding in numbers(Case(SourceSentence("وصل 15 وزيرا"), "Ministers arrived"))]
['number lost']
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from nlp.document import MarkKind
from nlp.doubts.case import Case, Finding
from nlp.engine_input.literals import is_lost, literals
from nlp.protocols import SourceSentence
from nlp.quantities.arabic_numbers import arabic_numbers
from nlp.quantities.english_numbers import english_numbers
from nlp.quantities.written import Written, other_ordinals, unmatched
from nlp.quantities.written_dates import arabic_dates, english_dates
from nlp.text.normalize import fold

__all__ = ["dates", "literals_lost", "magnitude", "magnitudes", "numbers", "numbers_carried"]

_NAME_OF_NUMBER = re.compile(r"(?<= )[A-Z][a-z]+ [A-Z][a-z]+")
_AS_NUMBER = re.compile(r"\d\s*/\s*\d")
_MAGNITUDE: Final = re.compile(r"[وفبلك]*(?:ال)?(?P<stem>آلاف|ملايين|مليارات|بلايين|تريليونات)\b|\bلل(?P<after>ملايين|مليارات)\b")
_ENGLISH_MAGNITUDE: Final = re.compile(r"\b(thousands|millions|billions|trillions)\b", re.IGNORECASE)
_SAID: Final = {
    fold(arabic): english
    for arabic, english in (
        ("آلاف", "thousands"),
        ("ملايين", "millions"),
        ("مليارات", "billions"),
        ("بلايين", "billions"),
        ("تريليونات", "trillions"),
    )
}


@lru_cache(maxsize=64)
def _arabic_numbers(text: str) -> tuple[Written, ...]:
    """`arabic_numbers` of a sentence whose translations are compared one after the other."""
    return tuple(arabic_numbers(text))


def numbers(case: Case) -> Iterator[Finding]:
    """Numbers that one side has and the other has not; an ordinal said as another («السابع» against "17th")."""
    left = _arabic_numbers(case.plain)
    right = [each for each in english_numbers(case.english) if not _is_in_a_name(case.english, each)]
    yield from _both(case, "number", left, right)
    pair = other_ordinals(left, right)
    if pair is not None:
        yield _against(case, "number", *pair, weight=1)


def _is_in_a_name(english: str, number: Written) -> bool:
    """Whether a number in letters begins a name within a sentence.

    >>> text = "Six went to Six Flags"
    >>> [_is_in_a_name(text, each) for each in english_numbers(text)]
    [False, True]
    """
    return number.start > 0 and bool(_NAME_OF_NUMBER.match(english, number.start)) and english[number.start - 2] not in ".!?:"


def magnitude(arabic: str) -> str:
    """The English of a magnitude's word; "" for any other.

    >>> magnitude("مليارات"), magnitude("مليار")
    ('billions', '')
    """
    return _SAID.get(fold(arabic), "")


def magnitudes(case: Case) -> Iterator[Finding]:
    """One finding, of the words without their clitics, where both sides have a magnitude that the other has not: many a translator
    leaves them out. Leaves out: «ألف مليار», a trillion.

    >>> [f.words for f in magnitudes(Case(SourceSentence("ثروات بمليارات الدولارات"), "wealth of millions of dollars"))]
    [{'arabic': 'مليارات', 'english': 'millions'}]
    >>> list(magnitudes(Case(SourceSentence("ثروات بمليارات الدولارات"), "wealth of billions of dollars")))
    []
    """
    found = (each.span("stem") if each["stem"] else each.span("after") for each in _MAGNITUDE.finditer(case.plain))
    left = {magnitude(case.plain[slice(*span)]): span for span in found}
    right = {each.group().lower(): each for each in _ENGLISH_MAGNITUDE.finditer(case.english)}
    lost, added = [left[word] for word in left.keys() - right.keys()], [right[word] for word in right.keys() - left.keys()]
    if len(lost) == len(added) == 1:
        words = {"arabic": case.plain[slice(*lost[0])], "english": added[0].group()}
        yield Finding("number", "number differs", case.at(lost[0]), added[0].span(), words, 2)


def dates(case: Case) -> Iterator[Finding]:
    """Months and weekdays that one side has and the other has not; nothing where one side writes months as numbers."""
    if _AS_NUMBER.search(case.plain) or _AS_NUMBER.search(case.english):
        return
    yield from _both(case, "date", arabic_dates(case.plain), english_dates(case.english))


def literals_lost(case: Case) -> Iterator[Finding]:
    """What must stand in the English as it stands in the Arabic and does not: addresses, hashtags, emoji, Latin words. What belongs
    to a name is the name's. Human references of FLORES dev lose 1 of 50, a word misspelt in the Arabic.

    >>> [f.words for f in literals_lost(Case(SourceSentence("راسلنا على a@b.org"), "Write to b.org"))]
    [{'arabic': 'a@b.org'}]
    """
    for each in literals(case.source.text):
        named = any(each.start < name.end and name.start < each.end for name in case.source.names)
        if each.kind != "number" and not named and is_lost(each, case.english):
            yield Finding("omission", "literal lost", (each.start, each.end), words={"arabic": each.english})


def numbers_carried(arabic: str, reference: str) -> list[Written]:
    """The numbers of an Arabic sentence that a translator carried over to `reference`: those that another can lose.

    >>> [each.values for each in numbers_carried("وصل 15 وزيرا", "15 ministers arrived")]
    [frozenset({'15'})]
    """
    left = [each for each in _arabic_numbers(Case(SourceSentence(arabic), reference).plain) if each.hard]
    missed = unmatched(left, english_numbers(reference))
    return [each for each in left if each not in missed]


def _both(case: Case, kind: MarkKind, left: Sequence[Written], right: Sequence[Written]) -> Iterator[Finding]:
    """One finding for each number or date of a side that the other lacks; a lone pair of them is one finding with both spans."""
    lost, added = unmatched(left, right), unmatched(right, left)
    if len(lost) == len(added) == 1:
        yield _against(case, kind, lost[0], added[0], weight=2)
        return
    for each in lost:
        words = {"arabic": case.plain[each.start : each.end]}
        yield Finding(kind, f"{kind} lost", case.at((each.start, each.end)), words=words)
    for each in added:
        words = {"english": case.english[each.start : each.end]}
        yield Finding(kind, f"{kind} added", english=(each.start, each.end), words=words)


def _against(case: Case, kind: MarkKind, left: Written, right: Written, *, weight: int) -> Finding:
    words = {"arabic": case.plain[left.start : left.end], "english": case.english[right.start : right.end]}
    return Finding(kind, f"{kind} differs", case.at((left.start, left.end)), (right.start, right.end), words, weight)
