"""English numbers, in digits and in words: "1,200", "3.5 million", "two hundred and fifty", "twenty-three".

Ordinals, fractions and words for a count ("third", "half", "dozens") are read too: they may answer for an Arabic number, but are
not missed. Leaves out: what a number counts (`nlp.quantities.english` writes sums of money; no module reads them).

>>> [sorted(each.values) for each in english_numbers("On the third day 350 ships and two million people")]
[['3'], ['350'], ['2000000']]
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from nlp.quantities.written import Written, in_digits, plain, readings

__all__ = ["english_numbers"]

_WORD: Final = re.compile(r"[A-Za-z]+|\d[\d,]*(?:\.\d+)?")
_GAPS: Final = frozenset({" ", "-", "", "$", "\u00a0"})  # between the words of one number
_LONGEST: Final = 40  # words of a number
_ONES: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL: Final = {word: number for number, word in enumerate(_ONES.split())} | {
    word: 10 * number for number, word in enumerate(_TENS.split(), 2)
}
_SCALES: Final = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12}
_SHORT_SCALES: Final = {"m": 10**6, "mn": 10**6, "bn": 10**9, "k": 1000}  # after a number only: "5m"
_ORDINALS: Final = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth "
    "seventeenth eighteenth nineteenth twentieth"
)
_SOFT: Final = {word: number for number, word in enumerate(_ORDINALS.split(), 1)} | {
    word: number
    for number, words in {
        1: "once single",
        2: "twice half double both pair couple couples",
        3: "triple thirds",
        4: "quarter quarters",
        10: "decade decades",
        12: "dozens",
        100: "century centuries",
    }.items()
    for word in words.split()
}


@dataclass(slots=True)
class _Reading:
    """A number as far as it is read: "three million two hundred" is a `total` of 3,000,000 and `current` 200."""

    words: Sequence[re.Match[str]]  # from its first on
    text: str
    end: int
    used: int = 0  # words
    total: Decimal = Decimal(0)
    current: Decimal = Decimal(0)
    last: int = -1  # the last word's value
    digits: bool = False  # begun by a numeral
    lone_scale: bool = False  # begun by a scale: "million"
    values: set[str] = field(default_factory=set)

    def advance(self, end: int) -> bool:
        self.end, self.used = end, self.used + 1
        return True

    @property
    def value(self) -> Decimal:
        return self.total + self.current


def _numeral(now: _Reading, match: re.Match[str]) -> bool:
    """ "1,200" at the beginning; not the parts of "10:30", "3/4" and "1.2.3"."""
    word, start = match.group(), match.start()
    before, after = now.text[max(0, start - 1) : start], now.text[match.end() : match.end() + 1]
    if not word[0].isdigit() or now.used or before in {":", "/", "."} or after in {":", "/"}:
        return False
    number = word.rstrip(",")
    values = readings(number)  # "2,24" is no 224
    now.current, now.digits = max(map(Decimal, values)), True
    now.values |= values
    return now.advance(start + len(number))


def _small(now: _Reading, match: re.Match[str]) -> bool:
    """ "seven", "(twenty-)seven", "(two hundred) seventeen"; not "(seven) seventeen"."""
    value = _SMALL.get(match.group().lower())
    follows = not now.used or (not now.digits and (now.last >= 100 or (20 <= now.last < 100 and (value or 0) < 10)))
    if value is None or not follows:
        return False
    now.current, now.last = now.current + value, value
    return now.advance(match.end())


def _scale(now: _Reading, match: re.Match[str]) -> bool:
    """ "(two) hundred", "(3.5) million", "(5)m", "million"."""
    word = match.group().lower()
    scale = _SCALES.get(word) or (_SHORT_SCALES.get(word) if now.used else None)
    if scale is None:
        return False
    now.lone_scale = not now.used
    product = max(now.current, Decimal(1)) * scale
    now.total, now.current = (now.total, product) if scale == 100 else (now.total + product, Decimal(0))
    now.last = scale
    return now.advance(match.end())


def _and(now: _Reading, match: re.Match[str]) -> bool:
    """ "(two hundred) and (fifty)"; not "(two hundred) and (more)"."""
    following = now.words[now.used + 1].group().lower() if now.used + 1 < len(now.words) else ""
    if match.group().lower() != "and" or not now.used or now.last < 100 or following not in _SMALL:
        return False
    return now.advance(match.end())


_RULES: Final[tuple[Callable[[_Reading, re.Match[str]], bool], ...]] = (_numeral, _small, _scale, _and)


def english_numbers(text: str) -> list[Written]:
    """The numbers of an English text, in digits and in words. Offsets into `text`."""
    words = list(_WORD.finditer(text))
    out: list[Written] = []
    at = 0
    while at < len(words):
        if not _may_begin(words[at].group()):
            at += 1
            continue
        number, used = _phrase(words[at : at + _LONGEST], text)
        if number is not None:
            out.append(number)
        at += used
    covered = [(each.start, each.end) for each in out]
    out.extend(each for each in in_digits(text) if not any(a <= each.start < b for a, b in covered))
    return sorted(out, key=lambda each: each.start)


def _may_begin(word: str) -> bool:
    """Whether a number may begin with a word: it has a digit first, or is one of ours.

    >>> [word for word in ("The", "1,200", "Seven", "Million", "twice", "and", "m") if _may_begin(word)]
    ['1,200', 'Seven', 'Million', 'twice']
    """
    small = word.lower()
    return word[0].isdigit() or small in _SMALL or small in _SCALES or small in _SOFT


def _phrase(words: Sequence[re.Match[str]], text: str) -> tuple[Written | None, int]:
    """(the number at the head of `words`, words used), else (None, 1)."""
    first = words[0]
    soft = _SOFT.get(first.group().lower())
    if soft is not None:
        return Written(first.start(), first.end(), frozenset({str(soft)}), hard=False), 1
    now = _Reading(words, text, first.start())
    for match in words:
        if (now.used and text[now.end : match.start()] not in _GAPS) or not any(rule(now, match) for rule in _RULES):
            break
    return (_written(now), now.used) if now.used else (None, 1)


def _written(number: _Reading) -> Written:
    """What was read, with its second value where it is a decade ("1970s" is 70 as well); small and soft ones are not hard."""
    after = number.text[number.end : number.end + 2]
    suffix = after.lower() in {"st", "nd", "rd", "th"} or after in {"s ", "s,", "s.", "s"}  # 4th, 1970s
    values = number.values | {plain(number.value)}
    if suffix and number.value > 1000:
        values.add(plain(number.value % 100))
    small = number.value <= 2  # an Arabic dual says two
    return Written(number.words[0].start(), number.end, frozenset(values), hard=not (number.lone_scale or small or suffix))
