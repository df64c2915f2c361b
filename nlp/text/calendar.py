"""The one calendar: what months and weekdays are called, in Arabic and in English, and which Gregorian day a Hijri one is.

The names of all Arab countries come from Unicode CLDR (`nlp/data/calendar_cldr.tsv`, made by `models.recipes.tables.calendar`);
what CLDR lacks (Iraqi مايس and مارت, Hijri months, Libya's of 1969–2011) is in `nlp/data/calendar_local.tsv`. Arabic names are keys
made by `fold`, so one row stands for أيار, ايار and آيار. It lies in nlp.text because the dateline, here, and the dates in running
text, in `nlp.quantities`, both read it. Leaves out: finding dates in text.

>>> [GREGORIAN[fold(name)] for name in ("آب", "ماي", "مايس", "مارت", "تشرين الأول")], WEEKDAYS[fold("الأحد")]
([8, 5, 5, 3, 10], 7)
>>> from_hijri(1447, 4, 8), from_hijri(1447, 4)
('2025-09-30', '2025-09-23/2025-10-22')
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from nlp.text.normalize import fold
from nlp.text.tables import rows

__all__ = [
    "AFTER_MONTH",
    "ALSO_WORDS",
    "BEFORE_MONTH",
    "ENGLISH_MONTHS",
    "ENGLISH_SHORT",
    "ENGLISH_WEEKDAYS",
    "GREGORIAN",
    "HIJRI",
    "LIBYAN",
    "WEEKDAYS",
    "from_hijri",
    "spelt_as_month",
]


def _rows(name: str) -> Iterator[tuple[str, int, str]]:
    """(kind, number, name) of each line of a calendar table."""
    for kind, number, title, *_ in rows(name, 3):
        yield kind, int(number), title


_ROWS: Final = (*_rows("calendar_cldr.tsv"), *_rows("calendar_local.tsv"))


def _names(kind: str) -> MappingProxyType[str, int]:
    return MappingProxyType({fold(title): number for each, number, title in _ROWS if each == kind})


def _english(kind: str) -> tuple[str, ...]:
    return tuple(title for each, _, title in sorted(_ROWS) if each == kind)


# Folded Arabic name (of one word, or two with a space) → number of the month, or of the weekday (Monday is 1).
GREGORIAN: Final = _names("month")
LIBYAN: Final = _names("libyan")  # only between a day and a year: «7 أي النار 1998», for «الماء» is water
HIJRI: Final = _names("hijri")
WEEKDAYS: Final = _names("weekday")
ENGLISH_MONTHS: Final = _english("en_month")
ENGLISH_WEEKDAYS: Final = _english("en_weekday")
ENGLISH_SHORT: Final = MappingProxyType({title: number for kind, number, title in _ROWS if kind == "en_short"})
# Months whose name is, or is written like, another word: alone they are months only where the words around say so.
ALSO_WORDS: Final = frozenset(
    fold(name)
    for name in (
        "مارس",  # he practised
        "مارت",  # mart
        "آب",  # he came back; its key is that of أب, father
        "أوت",  # she sheltered
        "ماي",  # Theresa May
        "مايس",  # Mace, Mays
        "أيار",  # a given name
        "محرم",  # forbidden
        "المحرم",
        "صفر",  # zero
    )
)
# Words that say of a name beside them that it is a month
BEFORE_MONTH: Final = frozenset(
    fold(word)
    for word in ("في شهر بشهر شهري من منذ حتى خلال بداية أوائل مطلع غرة منتصف أواخر نهاية بين إلى قبل بعد طيلة طوال".split())
)
AFTER_MONTH: Final = frozenset(fold(word) for word in "الماضي المقبل الجاري القادم الحالي المنصرم".split())
_FATHER: Final = fold("أب")


def spelt_as_month(word: str, key: str) -> bool:
    """Whether `word` as it stands, read as the month `key`, is spelt so: «آب» and «وآب» are August, «أب» and «باب» (door) are not.

    A day or a year beside it outweighs the spelling («5 اب 2024»): ask this only of a name that stands without.
    """
    return key != _FATHER or "آ" in unicodedata.normalize("NFC", word)


def from_hijri(year: int, month: int | None = None, day: int | None = None) -> str:
    """The Gregorian day of a Hijri one, by the Umm al-Qura calendar (1343–1500 AH), in ISO 8601.

    Without `day` or `month`: the first and last day of that month or year ("2025-09-23/2025-10-22"). "" when there is no such day.
    """
    from hijridate import Hijri  # tables, rarely needed

    try:
        first = Hijri(year, 1 if month is None else month, 1 if day is None else day).to_gregorian()
        if day is not None:
            return str(first.isoformat())
        last_month = 12 if month is None else month
        last = Hijri(year, last_month, Hijri(year, last_month, 1).month_length()).to_gregorian()
    except (ValueError, OverflowError):
        return ""
    return f"{first.isoformat()}/{last.isoformat()}"
