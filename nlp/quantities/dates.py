"""Dates of a sentence, as ISO 8601: days, months, years, and ranges of them; Hijri ones turned into Gregorian ones.

Month names are those of `nlp.text.calendar`. Leaves out: days named by distance («أمس»), dates of a line by itself
(`nlp.text.dateline`).

>>> from nlp.text.tokens import tokenize
>>> [date(Line(tokenize(text)), 0).value for text in ("السابع من أكتوبر", "16 إلى 20 يونيو 2025", "15 رمضان 1446هـ", "عام 1991م")]
['--10-07', '2025-06-16/2025-06-20', '2025-03-15', '1991']
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from nlp.quantities.arabic_numbers import DAY_ORDINALS
from nlp.quantities.line import PERCENT_WORDS, Line, Quantity
from nlp.text.calendar import (
    AFTER_MONTH,
    ALSO_WORDS,
    BEFORE_MONTH,
    GREGORIAN,
    HIJRI,
    LIBYAN,
    WEEKDAYS,
    from_hijri,
    spelt_as_month,
)
from nlp.text.normalize import fold

__all__ = ["date"]

_BEFORE_YEAR: Final = frozenset(
    fold(w) for w in "في منذ عامي حتى بين منتصف نهاية بداية مطلع أواخر أوائل صيف شتاء ربيع خريف".split()
)
_YEAR_WORDS: Final = frozenset(fold(w) for w in "عام سنة العام السنة لعام لسنة بعام عاما وعام للعام".split())
_AD: Final = frozenset(fold(w) for w in ("م", "ميلادية", "ميلادي"))
_AH: Final = frozenset(fold(w) for w in ("هـ", "هجرية", "هجري"))
_DASHES: Final = frozenset(fold(d) for d in ("-", "–", "—", "−", "إلى", "حتى", "وحتى"))
_NUMERIC: Final = re.compile(r"(\d{1,4})([/-])(\d{1,2})\2(\d{1,4})")


def date(line: Line, at: int) -> Quantity | None:
    """The date or range of dates that begins at a place, or None."""
    readers = _FROM_NUMBER if line.tokens[at].kind == "number" else _FROM_WORD
    first = next((quantity for reader in readers if (quantity := reader(line, at)) is not None), None)
    return _range(line, first) if first is not None else None


# Parts of a date


@dataclass(frozen=True, slots=True)
class _Year:
    end: int
    value: int
    hijri: bool

    @property
    def iso(self) -> str:
        return _hijri_value(self.value) if self.hijri else str(self.value)


@dataclass(frozen=True, slots=True)
class _Month:
    end: int
    number: int
    name: str  # folded, without clitic
    clitic: bool
    twice: bool  # by two of its names


def _year(line: Line, at: int) -> _Year | None:
    """«2025», «، 2025», «عام 2025م», «من العام 1446هـ»."""
    if line.word(at) == "من" and line.word(at + 1) in _YEAR_WORDS:
        at += 1
    if line.word(at) in _YEAR_WORDS or (line.word(at) in {",", "،"} and line.integer(at + 1, 1900, 2100, digits=4)):
        at += 1
    value = line.integer(at, 1000, 2200, digits=4)
    if value is None:
        return None
    if line.word(at + 1) in _AH:
        return _Year(at + 2, value, hijri=True)
    return _Year(at + 1 + (line.word(at + 1) in _AD), value, hijri=False)


def _month(line: Line, at: int, names: Mapping[str, int], *, clitic: bool) -> _Month | None:
    """«أيلول», «تشرين الأول», «لأيلول» where a `clitic` is allowed, with its second name: «مايو/أيار», «أيار (مايو)»."""
    word = line.word(at)
    bare = [word, word[1:]] if clitic and word[:1] in {"و", "ف", "ب", "ل"} else [word]
    for form in bare:
        for length, name in ((2, f"{form} {line.word(at + 1)}"), (1, form)):
            if name in names and (form is word or spelt_as_month(line.raw[at], name)):
                end = _after_second_name(line, at + length, names, names[name])
                return _Month(end, names[name], name, clitic=form is not word, twice=end > at + length)
    return None


def _after_second_name(line: Line, at: int, names: Mapping[str, int], number: int) -> int:
    """The end of «/أيار» or «(أيار)» at a place, if that is the month `number` again, else the place."""
    if line.word(at) not in {"/", "-", "("}:
        return at
    other = _month(line, at + 1, names, clitic=False)
    if other is None or other.number != number:
        return at
    return other.end + (line.word(at) == "(" and line.word(other.end) == ")")


def _after_weekday(line: Line, at: int) -> int:
    """The place after «الأحد», «يوم الأحد», «الأحد الموافق»; the place itself if no weekday is there."""
    end = at + 1 if line.word(at) == "يوم" else at
    if line.word(end) not in WEEKDAYS:
        return at
    return end + 2 if line.word(end + 1) in {"،", ",", "الموافق"} else end + 1


def _day(line: Line, at: int) -> tuple[int, int | None]:
    """(next, day of the month) of «24», «24 من», «السابع من»; (the place itself, None) if there is none."""
    day = line.integer(at, 1, 31)
    if day is None and line.word(at + 1) == "من":
        day = DAY_ORDINALS.get(line.word(at))
    if day is None:
        return at, None
    return at + 1 + (line.word(at + 1) in {"من", "شهر"}), day


def _iso(year: int | None, month: int, day: int | None) -> str | None:
    """ "2025-09-24", "2025-09", "--09-24", "--09"; None if there is no such day."""
    if day is not None:
        try:
            datetime.date(year or 2024, month, day)
        except ValueError:
            return None
    text = f"{year:04d}-{month:02d}" if year else f"--{month:02d}"
    return f"{text}-{day:02d}" if day is not None else text


def _hijri_value(year: int, month: int | None = None, day: int | None = None) -> str:
    """The Gregorian date of a Hijri one, or "AH" with the numbers where there is none."""
    given = f"AH {year}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day else "")
    return from_hijri(year, month, day) or given


# Whole dates


def _gregorian(line: Line, month: _Month, day: int | None) -> tuple[int, str | None]:
    """(end, value) of «24 سبتمبر 2025», «أكتوبر 2023م», «أغسطس»."""
    year = _year(line, month.end)
    if year is None:
        return month.end, _iso(None, month.number, day)
    if year.hijri:
        return year.end, _hijri_value(year.value, month.number, day) if year.value < 1600 else None
    return year.end, _iso(year.value, month.number, day)


def _hijri(line: Line, month: _Month, day: int | None) -> tuple[int, str | None]:
    """(end, value) of «15 رمضان 1446هـ»; a Hijri month without its year has no value."""
    year = _year(line, month.end)
    return (year.end, _hijri_value(year.value, month.number, day)) if year else (month.end, None)


def _libyan(line: Line, month: _Month, day: int | None) -> tuple[int, str | None]:
    """(end, value) of «7 الفاتح 1985»; no value without day or year."""
    year = _year(line, month.end)
    return (year.end, _iso(year.value, month.number, day)) if year and day else (month.end, None)


_CALENDARS: Final[tuple[tuple[Mapping[str, int], Callable[[Line, _Month, int | None], tuple[int, str | None]]], ...]] = (
    (GREGORIAN, _gregorian),
    (HIJRI, _hijri),
    (LIBYAN, _libyan),
)


def _written_date(line: Line, start: int) -> Quantity | None:
    """A date with its month in words; a weekday before it belongs to it: «يوم الأحد 5 مايو 2024»."""
    at, day = _day(line, _after_weekday(line, start))
    for names, read in _CALENDARS:
        month = _month(line, at, names, clitic=day is None)
        if month is not None:
            end, value = read(line, month, day)
            bare = day is None and end == month.end
            return Quantity(start, end, "DATE", value) if value and not (bare and not _stands_alone(line, at, month)) else None
    return None


def _stands_alone(line: Line, at: int, month: _Month) -> bool:
    """Whether a month's name with neither day nor year is a month: sure names need no cue, others a word before or after."""
    cue = line.word(month.end) in AFTER_MONTH or line.word(at - 1) in BEFORE_MONTH
    sure = month.twice or (len(month.name) > 3 and month.name not in ALSO_WORDS and (" " in month.name or not month.clitic))
    return (cue or sure) and spelt_as_month(line.raw[at], month.name)


def _numeric_date(line: Line, at: int) -> Quantity | None:
    """24/9/2025, 2025-09-24, ٢٤/٩/٢٠٢٥, 8/4/1447; day before month, as Arabic newspapers write, where both are possible."""
    match = _NUMERIC.fullmatch(line.written(at))
    if match is None:
        return None
    first, month, last = int(match[1]), int(match[3]), int(match[4])
    year, day = (first, last) if len(match[1]) == 4 else (last, first)
    if year < 100 and len(match[4]) == 2:
        year += 2000 if year < 60 else 1900
    era = line.word(at + 1)
    if era in _AH or 1300 < year < 1600:
        value = _hijri_value(year, month, day) if 1 <= month <= 12 and 1 <= day <= 30 else None
    else:
        value = (_iso(year, month, day) or _iso(year, day, month)) if 1000 < year < 2200 else None
    return Quantity(at, at + 1 + (era in _AD | _AH), "DATE", value) if value else None


def _day_range(line: Line, at: int) -> Quantity | None:
    """«16-20 يونيو 2025», «16 إلى 20 يونيو»."""
    first = line.integer(at, 1, 31)
    if first is None or line.word(at + 1) not in _DASHES:
        return None
    last = _written_date(line, at + 2)
    if last is None or line.integer(at + 2, 1, 31) is None or not re.fullmatch(r"(\d{4}|-)-\d\d-\d\d", last.value):
        return None
    return Quantity(at, last.last, "DATE", f"{last.value[:-2]}{first:02d}/{last.value}")


def _marked_year(line: Line, at: int) -> Quantity | None:
    """«2025م», «1446 هـ»: a number with the era after it; «1000 م» is metres."""
    year = _year(line, at)
    return Quantity(at, year.end, "DATE", year.iso) if year and year.end > at + 1 and year.value > 1000 else None


def _worded_year(line: Line, at: int) -> Quantity | None:
    """«عام 1991», «سنة 1446 هـ»."""
    year = _year(line, at) if line.word(at) in _YEAR_WORDS else None
    return Quantity(at, year.end, "DATE", year.iso) if year else None


def _bare_year(line: Line, at: int) -> Quantity | None:
    """Four digits with no sign of a year: after «في», «منذ», «عامي», «بين», or at either end of «2019-2023»."""
    year = line.integer(at, 1900, 2100, digits=4)
    before, after = line.word(at - 1), line.word(at + 1)
    if year is None or after in PERCENT_WORDS or after in {"%", "٪"}:
        return None
    spanned = any(
        link in _DASHES | {"و"} and line.integer(at + step, 1900, 2100, digits=4) is not None
        for link, step in ((after, 2), (before, -2))
    )
    return Quantity(at, at + 1, "DATE", str(year)) if spanned or before in _BEFORE_YEAR else None


# In the order they are tried, at a number and at a word
_FROM_NUMBER: Final = (_numeric_date, _day_range, _written_date, _marked_year, _bare_year)
_FROM_WORD: Final = (_written_date, _worded_year)


def _range(line: Line, first: Quantity) -> Quantity:
    """Joined with the date after a dash or «إلى»; a first date without its year takes the second's."""
    at = first.last + 1
    if "/" in first.value or line.word(first.last) not in _DASHES or at >= len(line.tokens):
        return first
    second = _numeric_date(line, at) or _written_date(line, at)
    if second is None and re.fullmatch(r"\d{4}", first.value) and (year := _year(line, at)):
        second = Quantity(at, year.end, "DATE", str(year.value))
    if second is None or "/" in second.value or second.value.startswith("AH"):
        return first
    return Quantity(first.first, second.last, "DATE", f"{_with_year_of(first.value, second.value)}/{second.value}")


def _with_year_of(first: str, second: str) -> str:
    """The first of two dates, with the year of the second if it has none, or the year before: "--12-28", "2024-01-03" → 2023."""
    if not first.startswith("--") or not re.match(r"\d{4}", second):
        return first
    return f"{int(second[:4]) - (first[2:] > second[5:]):04d}{first[1:]}"
