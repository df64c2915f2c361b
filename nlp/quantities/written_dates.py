"""Months and weekdays that an Arabic and an English text write, to be set against each other.

A month is told by its English name on both sides. A name that is also another word («مارس», "he practised"; "May") is hard, that is
missed where the other side lacks it, only where the words around it say that it is a month; soft ones may still answer for one.
Leaves out: days of the month and years, which are numbers (`arabic_numbers`, `english_numbers`), and Hijri months.

>>> [(each.values, each.hard) for each in arabic_dates("في 5 آب التقى أب بابنه ثم مارس الرياضة")]
[(frozenset({'August'}), True), (frozenset({'March'}), False)]
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from nlp.quantities.written import Written
from nlp.text.calendar import (
    AFTER_MONTH,
    ALSO_WORDS,
    BEFORE_MONTH,
    ENGLISH_MONTHS,
    ENGLISH_SHORT,
    ENGLISH_WEEKDAYS,
    GREGORIAN,
    LIBYAN,
    WEEKDAYS,
    spelt_as_month,
)
from nlp.text.normalize import fold

__all__ = ["arabic_dates", "english_dates"]

_WORD: Final = re.compile(r"[^\W\d_]+")
_ONE_LETTER: Final = frozenset("وفبل")
_CLITICS: Final = re.compile("^[وف]?[بل]?(?=.{4})|^لل(?=.{3})")
_DAYS_ALSO_WORDS: Final = frozenset({"Sunday", "Friday", "Thursday"})  # «الأحد» the One, «الجمعة» a surname, «الخميس» the army
_BEFORE_DAY: Final = ("يوم", "مساء", "صباح", "امس")
# «من مارس الرياضة» is "who practised sport", «بعد ماي» "after Theresa May": these words say too little here
_BEFORE_MONTH: Final = BEFORE_MONTH - {fold(word) for word in ("من", "بين", "إلى", "قبل", "بعد")}
_DAY: Final = re.compile(r"(?<!\d)\d{1,2}\s*$")  # «5 آب», not «8082 ماي»
_NUMBER: Final = re.compile(r"\s*\d")
_YEAR: Final = re.compile(r"\s*\d{4}(?!\d)")
_EN_ALSO_WORDS: Final = frozenset({"May", "March", "Mayo"})
_EN_NAMES: Final = {
    **{name: name for name in (*ENGLISH_MONTHS, *ENGLISH_WEEKDAYS)},
    **{short: ENGLISH_MONTHS[number - 1] for short, number in ENGLISH_SHORT.items() if short != "Mar"},
    "Mayo": "May",  # the Mayo Clinic: «مايو كلينك»
}
_EN_CALENDAR: Final = re.compile(rf"\b(?:{'|'.join(sorted(_EN_NAMES, key=len, reverse=True))})\b")
_EN_BEFORE: Final = re.compile(r"\d(?:st|nd|rd|th)?\s+$")
_EN_AFTER: Final = re.compile(r",?\s+\d")


def arabic_dates(text: str) -> list[Written]:
    """Months and weekdays of an Arabic text, clitics taken off; which of them are hard is said above. Offsets into `text`."""
    spans = [match.span() for match in _WORD.finditer(text)]
    words = [fold(text[start:end]) for start, end in spans]
    read = (_date(_Place(text, spans, words, at)) for at in range(len(words)))
    return [date for date in read if date is not None]


@dataclass(frozen=True, slots=True)
class _Place:
    """Word `at` of a text; `spans` and (folded) `words` are those of all its words."""

    text: str
    spans: Sequence[tuple[int, int]]
    words: Sequence[str]
    at: int

    def word(self, step: int, between: str = " ") -> str:
        """The word before (-1) or after (1) if nothing but `between` and white space parts it from this one, else ""."""
        other = self.at + step
        if not 0 <= other < len(self.words):
            return ""
        left, right = sorted((self.at, other))
        gap = self.text[self.spans[left][1] : self.spans[right][0]]
        return self.words[other] if gap.strip() == between.strip() else ""

    def in_full(self, last: int) -> bool:
        """Whether a day stands before this word and a year after word `last`."""
        return bool(_DAY.search(self.text[: self.spans[self.at][0]]) and _YEAR.match(self.text[self.spans[last][1] :]))

    def is_month(self) -> bool:
        """Whether the words around say that this one is a month: «5 آب», «آب 2024», «آب/أغسطس», «في آب», «آب الماضي»."""
        start, end = self.spans[self.at]
        return bool(
            self.word(-1) in _BEFORE_MONTH
            or self.word(1) in AFTER_MONTH
            or self.word(-1, "/") in GREGORIAN
            or self.word(1, "/") in GREGORIAN
            or _DAY.search(self.text[:start])
            or _NUMBER.match(self.text[end:])
        )


def _date(place: _Place) -> Written | None:
    """The month or weekday that begins with a word, as it stands or without a clitic («وفي», «لأيلول»)."""
    word, (start, end) = place.words[place.at], place.spans[place.at]
    for form in dict.fromkeys((word, word[1:] if word[:1] in _ONE_LETTER else word, _CLITICS.sub("", word))):
        pair = f"{form} {place.word(1)}"
        for name, last in ((pair, place.at + 1), (form, place.at)):
            if name in LIBYAN and place.in_full(last):
                return Written(start, place.spans[last][1], _month(LIBYAN[name]))
        if pair in GREGORIAN:
            return Written(start, place.spans[place.at + 1][1], _month(GREGORIAN[pair]))
        if form in WEEKDAYS:
            day = ENGLISH_WEEKDAYS[WEEKDAYS[form] - 1]
            hard = day not in _DAYS_ALSO_WORDS or place.word(-1).endswith(_BEFORE_DAY)
            return Written(start, end, frozenset({day}), hard=hard)
        if form in GREGORIAN and (spelt_as_month(place.text[start:end], form) or place.in_full(place.at)):
            return Written(start, end, _month(GREGORIAN[form]), hard=form not in ALSO_WORDS or place.is_month())
    return None


def _month(number: int) -> frozenset[str]:
    return frozenset({ENGLISH_MONTHS[number - 1]})


def english_dates(text: str) -> list[Written]:
    """Months and weekdays of an English text; "May" and "March" are hard only beside a number. Offsets into `text`."""
    out: list[Written] = []
    for match in _EN_CALENDAR.finditer(text):
        word, name = match.group(), _EN_NAMES[match.group()]
        beside = _EN_BEFORE.search(text[: match.start()]) or _EN_AFTER.match(text[match.end() :])
        out.append(Written(match.start(), match.end(), frozenset({name}), hard=word not in _EN_ALSO_WORDS or bool(beside)))
    return out
