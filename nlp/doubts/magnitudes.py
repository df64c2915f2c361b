"""Thousands, millions and billions without a number before them, said as others: «مليارات الدولارات», "millions of dollars".

A number with its magnitude is compared as a number (`nlp.doubts.numbers`). Nothing is told unless each side has one that the other
lacks, as many a translator leaves them out. Leaves out: «ألف مليار», a trillion.

>>> from nlp.protocols import SourceSentence
>>> [f.words for f in magnitudes(Case(SourceSentence("ثروات بمليارات الدولارات"), "wealth of millions of dollars"))]
[{'arabic': 'بمليارات', 'english': 'millions'}]
>>> list(magnitudes(Case(SourceSentence("ثروات بمليارات الدولارات"), "wealth of billions of dollars")))
[]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from nlp.doubts.case import Case, Finding
from nlp.text.normalize import fold

__all__ = ["magnitude", "magnitudes"]

_ARABIC: Final = re.compile(r"[وفبلك]*(?:ال)?(?P<stem>آلاف|ملايين|مليارات|بلايين|تريليونات)\b|\bلل(?P<after>ملايين|مليارات)\b")
_ENGLISH: Final = re.compile(r"\b(thousands|millions|billions|trillions)\b", re.IGNORECASE)
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


def magnitude(arabic: str) -> str:
    """The English of a magnitude's word with its clitics; "" for any other.

    >>> magnitude("بمليارات"), magnitude("للملايين"), magnitude("مليار")
    ('billions', 'millions', '')
    """
    found = _ARABIC.fullmatch(arabic)
    return _SAID[fold(found["stem"] or found["after"])] if found else ""


def magnitudes(case: Case) -> Iterator[Finding]:
    """One finding where both sides have a magnitude that the other has not."""
    left = {_SAID[fold(each["stem"] or each["after"])]: each for each in _ARABIC.finditer(case.plain)}
    right = {each.group().lower(): each for each in _ENGLISH.finditer(case.english)}
    lost, added = [left[word] for word in left.keys() - right.keys()], [right[word] for word in right.keys() - left.keys()]
    if len(lost) == len(added) == 1:
        words = {"arabic": lost[0].group(), "english": added[0].group()}
        yield Finding("number", "number differs", case.at(lost[0].span()), added[0].span(), words, 2)
