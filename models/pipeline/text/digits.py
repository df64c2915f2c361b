"""Numbers that a network spelt wrong, put right by what the Arabic has: "2,24 dollars" for 224, "197" for 1967.

Only where one number of the Arabic is missing in the English, and the number that stands there instead has nearly its digits: then
nothing else can be meant. Leaves out: a number that became another one («19:30» may rightly be 7:30), and numbers in words.

>>> wrong_digits("سعره 224 دولارا", "It costs 2,24 dollars")
[(9, 13, '224')]
>>> wrong_digits("في الساعة 19:30", "At 7:30")
[]
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final

from models.pipeline.text.stand_ins import Edit
from nlp.engine_input.literals import western
from nlp.quantities.arabic_numbers import arabic_numbers, compound_ordinals
from nlp.quantities.english_numbers import english_numbers
from nlp.quantities.written import Written, unmatched

__all__ = ["wrong_digits"]

_ALIKE: Final = 0.66  # share of the digits of both that stand in the same order
_ORDINAL: Final = re.compile(r"(?:third|four|fif|six|seven|eigh|nin|ten|twenti|thirti)\w*", re.IGNORECASE)
_NUMERAL: Final = re.compile(r"\d+(?:[.,]\d+)*")


def wrong_digits(arabic: str, english: str) -> list[Edit]:
    """The edits that give `english` the numbers of `arabic` that it spells wrong."""
    left, right = arabic_numbers(arabic), english_numbers(english)
    numerals = western(arabic)
    lost = _in_digits(unmatched(left, right), numerals) or _seldomer(numerals, english)
    added = _in_digits(unmatched(right, left), english)
    ordinals = _wrong_ordinals(arabic, english, left, right)
    if len(lost) != len(added):
        return ordinals
    pairs = [(a, b, numeral) for (_, _, numeral), (a, b, given) in zip(lost, added, strict=True) if _alike(numeral, given)]
    return [*((start, end, _english(numeral)) for start, end, numeral in pairs), *ordinals]


def _seldomer(arabic: str, english: str) -> list[Edit]:
    """The numerals that stand in `arabic` more often than in `english`, once for each time.

    >>> wrong_digits("رقم 22004 ثم 22004", "Number 22004, then 42004")
    [(19, 24, '22004')]
    """
    there = Counter(_NUMERAL.findall(english))
    seldomer: list[Edit] = []
    for match in _NUMERAL.finditer(arabic):
        there[match.group()] -= 1
        if there[match.group()] < 0:
            seldomer.append((*match.span(), match.group()))
    return seldomer


def _wrong_ordinals(arabic: str, english: str, left: Sequence[Written], right: Sequence[Written]) -> list[Edit]:
    """The one ordinal of `english` that nothing in `arabic` says, where that has one of two words that is not said.

    >>> wrong_digits("في الدورة التاسعة والخمسين", "At the fifth session")
    [(7, 12, '59th')]
    """
    compound = [each for each in compound_ordinals(arabic) if f"{each[2]}th" not in english and not _is_spelt(each[2], english)]
    if len(compound) != 1:
        return []
    start, end, number = compound[0]
    known = set().union(*(each.values for each in left if each.end <= start or end <= each.start), {"1", "2"})
    strange = [
        each for each in right if not each.hard and not each.values & known and _ORDINAL.match(english, each.start, each.end)
    ]
    return [(strange[0].start, strange[0].end, f"{number}th")] if len(strange) == 1 else []


def _is_spelt(number: int, english: str) -> bool:
    """Whether an ordinal stands in words."""
    unit = "fourth fifth sixth seventh eighth ninth".split()[number % 10 - 4]
    return re.search(rf"(?:ty|d)[ -]{unit}\b", english, re.IGNORECASE) is not None


def _in_digits(numbers: Sequence[Written], text: str) -> list[Edit]:
    """(start, end, numeral) of those of `numbers` that begin with one."""
    matches = (_NUMERAL.match(text, number.start, number.end) for number in numbers)
    return [(*match.span(), match.group()) for match in matches if match is not None]


def _alike(one: str, other: str) -> bool:
    """Whether two numerals have nearly the same digits.

    >>> _alike("1967", "197"), _alike("30", "50")
    (True, False)
    """
    left, right = (re.sub(r"\D", "", each) for each in (one, other))
    return SequenceMatcher(None, left, right, autojunk=False).ratio() >= _ALIKE


def _english(numeral: str) -> str:
    """A numeral with a decimal point where the Arabic has a comma for it."""
    return numeral.replace(",", ".") if re.fullmatch(r"\d+,(?:\d{1,2}|\d{4,})", numeral) else numeral
