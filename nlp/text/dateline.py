"""The lines about an article: its date and its byline, told from what they look like, for any publisher.

Dates come out as ISO 8601 Gregorian: «30 سبتمبر 2025», «٣٠ أيلول ٢٠٢٥», «24/9/2025», and Hijri ones («8 ربيع الآخر 1447 هـ») by
the Umm al-Qura calendar. What it leaves out: dates in running text (`nlp.quantities.find` does those).

>>> find_date("الثلاثاء، 30 سبتمبر 2025 - 14:05")
'2025-09-30'
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from nlp.text.calendar import ENGLISH_MONTHS, ENGLISH_SHORT, GREGORIAN, HIJRI, LIBYAN, WEEKDAYS, from_hijri
from nlp.text.normalize import fold, has_arabic, strip_diacritics
from nlp.text.tables import sections

__all__ = ["find_date", "is_byline", "is_date_line", "is_time_line", "strip_byline"]

_FILE: Final = "text_dateline.txt"
_ENGLISH: Final = {name.casefold(): number for number, name in enumerate(ENGLISH_MONTHS, 1)} | {
    short.casefold() + stop: number for short, number in ENGLISH_SHORT.items() for stop in ("", ".")
}
_MONTHS: Final = {**GREGORIAN, **LIBYAN, **_ENGLISH}


def _any(names: Iterable[str]) -> str:
    return "|".join(sorted((re.escape(name) for name in names), key=len, reverse=True))


# All of these read `fold`ed text with Western digits.
_NAMED = re.compile(
    rf"(?<!\d)(\d{{1,2}})\s*(?:من\s+|شهر\s+)?({_any(_MONTHS)})(?:\s*/\s*(?:{_any(_MONTHS)}))?[\s,،/]+(\d{{4}})(?!\d)"
)
_MONTH_FIRST = re.compile(rf"({_any((*GREGORIAN, *_ENGLISH))})\s+(\d{{1,2}})[,،]?\s+(\d{{4}})(?!\d)")
_HIJRI_NAMED = re.compile(rf"(?<!\d)(\d{{1,2}})\s*(?:من\s+|شهر\s+)*({_any(HIJRI)})[\s,،/]+(\d{{4}})(?!\d)")
_DAY_FIRST = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?![\d/])")
_YEAR_FIRST = re.compile(r"(?<![\d/.-])(\d{4})([/.-])(\d{1,2})\2(\d{1,2})(?![\d/])")
# In the order they are tried: Gregorian before Hijri, names before figures; (year, month, day) by group. Arabic figures: day first.
_PATTERNS: Final = (
    (_NAMED, (3, 2, 1)),
    (_MONTH_FIRST, (3, 1, 2)),
    (_YEAR_FIRST, (1, 3, 4)),
    (_DAY_FIRST, (4, 3, 1)),
    (_HIJRI_NAMED, (3, 2, 1)),
)
_TITLES = re.compile(
    r"^(?:(?:أ\s?\.\s?)?[دمأ]\s?[./]\s?|الدكتورة?\s|الأستاذة?\s|المهندسة?\s|الشيخ\s|المستشارة?\s|بروفيسورة?\s)+(?=\w)"
)
_AGO = re.compile(
    r"(?:قبل|منذ) (?:\d+ )?(?:ثانيه|ثوان|دقيقه|دقيقتين|دقائق|ساعه|ساعتين|ساعات|يوم|يومين|ايام|اسبوع|اسبوعين|اسابيع|شهر|شهرين|اشهر)"
    r"|(?:اخر تحديث|نشر|نشر في|الساعه)\W*\d{1,2}:\d{2}[^\d.]{0,30}"
)
_DATELINE = re.compile(r"^[^\W\d]+(?:\s[^\W\d]+)?\s*[:：]\s*(?=\w)")  # «القاهرة: محمد محمود»
_PERSON = re.compile(r"^[^\W\d_]+(?:[\s'’.-]+[^\W\d_]+){0,4}$")


@lru_cache(maxsize=1)
def _around_date() -> re.Pattern[str]:
    """What may stand in the line of a date beside it: «نشر يوم الثلاثاء … الساعة 14:05 بتوقيت غرينتش»."""
    words = _any([*WEEKDAYS, *map(fold, sections(_FILE)["around"])])
    letters = r"(?<!\w)(?:م|هـ|ه|ص|ق|gmt|utc|am|pm|published|updated|on|at)(?!\w)"
    return re.compile(rf"{_any(WEEKDAYS)}|{words}|{letters}|\d{{1,2}}:\d{{2}}(?::\d{{2}})?|\d+|[^\w\s]")


@lru_cache(maxsize=1)
def _by() -> re.Pattern[str]:
    """What stands before a writer's name: «بقلم: », «كتبت »; the group "marked" is a colon or the like."""
    return re.compile(rf"^(?:{'|'.join(sections(_FILE)['by'])})(?:(?P<marked>\s*[:：/|,-]+\s*)|\s+(?=\S))")


def find_date(line: str) -> str:
    """The first date of `line` as YYYY-MM-DD, a Gregorian one before a Hijri one; "" when there is none."""
    text = " ".join(fold(line).split())
    for pattern, order in _PATTERNS:
        if match := pattern.search(text):
            year, month, day = (match[i] for i in order)
            if pattern is _HIJRI_NAMED:
                return from_hijri(int(year), HIJRI[month], int(day))
            return _iso(int(year), int(month) if month.isdecimal() else _MONTHS[month], int(day))
    return ""


def _iso(year: int, month: int, day: int) -> str:
    if 1300 <= year <= 1500:  # 8/4/1447: a Hijri date in figures
        return from_hijri(year, month, day)
    try:
        return datetime.date(year, month, day).isoformat() if year >= 1800 else ""
    except ValueError:
        return ""


def is_date_line(line: str) -> bool:
    """Whether `line` is a date and little else: weekday, time, «نشر في», both calendars."""
    if len(line) > 120 or not find_date(line):
        return False
    rest = fold(line)
    for pattern, _ in _PATTERNS:
        rest = pattern.sub(" ", rest)
    return len(_around_date().sub(" ", rest).split()) <= 1


def is_time_line(line: str) -> bool:
    """Whether `line` says when, without a date: «قبل 3 ساعات», «آخر تحديث: 14:20 (توقيت مكة)»."""
    return len(line) < 60 and _AGO.fullmatch(" ".join(fold(line).split())) is not None


def is_byline(line: str, *, beside_date: bool) -> bool:
    """Whether `line` names the writer: «بقلم: …», «د. …», or, right beside the date line, two to five bare words."""
    line = strip_diacritics(line.strip())
    words = line.split()
    if not 1 < len(words) <= 10 or len(line) > 90 or line[-1] in ".؟!؛،:…":
        return False
    if by := _by().match(line):
        named = by["marked"] or beside_date or words[0] in ("بقلم", "By", "by", "BY")
        return bool(named) and _is_person(line[by.end() :])
    named = _DATELINE.sub("", line) if beside_date else line
    return (beside_date or _TITLES.match(line) is not None) and len(words) <= 6 and _is_person(named)


def _is_person(text: str) -> bool:
    """Whether `text` could be one to five names, titles before them allowed: «د. مجدي سعيد», «سارة»."""
    bare = _TITLES.sub("", text, count=1).strip()
    return _PERSON.match(bare) is not None and (has_arabic(bare) or bare.istitle())


def strip_byline(line: str) -> str:
    """The name in a byline: «بقلم: مجدي سعيد» → «مجدي سعيد»."""
    bare = _DATELINE.sub("", _by().sub("", line.strip(), count=1), count=1)
    return bare.strip(" :-|/") or line.strip()
