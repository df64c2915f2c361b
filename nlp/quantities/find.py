"""Dates, times, numbers, money and percentages by rule, over the tokens of a sentence, with a normalised value.

Values: dates as ISO 8601 ("2025-09-24", "2023-10", "2003", "--08" for a month alone, "2025-06-16/2025-07-11" for a range), Hijri
dates turned into Gregorian ones; times "17:30"; numbers in plain digits; money "3500000 USD"; percentages "12.5%". Both digit
systems; Gregorian months with their Levantine, Egyptian, Maghrebi and Syriac names. Leaves out: days named by distance («أمس»).

>>> from nlp.text.tokens import tokenize
>>> [(q.type, q.value) for q in find(tokenize("من 16 يونيو - 11 يوليو 2025م"))]
[('DATE', '2025-06-16/2025-07-11')]
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from nlp.document import EntityType, Token
from nlp.quantities.arabic_numbers import numeral, read_number
from nlp.quantities.written import plain
from nlp.text.normalize import fold, western_digits

__all__ = ["Quantity", "find"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """Tokens `first:last` (half-open) are a date, time, number, sum of money or percentage worth `value`."""

    first: int
    last: int
    type: EntityType
    value: str


def _months(text: str) -> dict[str, int]:
    return {fold(name.replace("_", " ")): n for n, row in enumerate(text.split(";"), 1) for name in row.split()}


_GREGORIAN: Final = _months(
    "يناير كانون_الثاني جانفي; فبراير شباط فيفري; مارس آذار; أبريل إبريل نيسان أفريل; مايو أيار ماي; يونيو يونيه حزيران جوان; "
    "يوليو يوليه تموز جويلية يوليوز; أغسطس آب أوت غشت; سبتمبر أيلول شتنبر; أكتوبر تشرين_الأول; نوفمبر تشرين_الثاني نونبر; "
    "ديسمبر كانون_الأول دجنبر"
)
_HIJRI: Final = _months(
    "محرم المحرم; صفر; ربيع_الأول ربيع_أول; ربيع_الآخر ربيع_الثاني ربيع_ثاني; جمادى_الأولى جمادى_الأول; "
    "جمادى_الآخرة جمادى_الثانية جمادى_الثاني; رجب; شعبان; رمضان; شوال; ذو_القعدة ذي_القعدة; ذو_الحجة ذي_الحجة"
)
_AMBIGUOUS: Final = {fold(word) for word in ("مارس", "آب", "أوت", "ماي", "أيار", "محرم", "المحرم", "صفر")}
_WEEKDAYS: Final = {fold(w) for w in ["الأحد", "الاثنين", "الإثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت"]}
_BEFORE_MONTH: Final = {
    fold(w)
    for w in [
        "في",
        "شهر",
        "بشهر",
        "من",
        "منذ",
        "حتى",
        "خلال",
        "بداية",
        "أوائل",
        "أواخر",
        "منتصف",
        "مطلع",
        "نهاية",
        "نهايه",
        "بين",
        "إلى",
        "قبل",
        "بعد",
        "غرة",
        "طيلة",
        "طوال",
        "شهري",
    ]
}
_BEFORE_YEAR: Final = {
    fold(w)
    for w in ["في", "منذ", "عامي", "حتى", "بين", "منتصف", "نهاية", "بداية", "مطلع", "أواخر", "أوائل", "صيف", "شتاء", "ربيع", "خريف"]
}
_YEAR_WORDS: Final = {fold(w) for w in ["عام", "سنة", "العام", "السنة", "لعام", "لسنة", "بعام", "عاما", "وعام", "للعام"]}
_AD: Final = {"م", "ميلاديه", "ميلادي"}
_AH: Final = {"ه", "هـ", "هجريه", "هجري"}
_DASHES: Final = {"-", "–", "—", "−", "إلى", "حتى", "وحتى", "الى"}
_FOLDED_DASHES: Final = frozenset(fold(d) for d in _DASHES)
_PERCENT_WORDS: Final = {fold(w) for w in ["بالمئة", "بالمائة", "بالمية", "المئة", "المائة", "مئة", "مائة"]}
_CURRENCIES: Final = {
    fold(word): code
    for row in [
        "USD دولار دولارا دولارات دولارين الدولارات",
        " EUR يورو اليورو يوروهات",
        " GBP إسترليني استرليني",
        " EGP",
        " SAR",
        " QAR",
        " ILS شيكل شيقل شيكلا شواكل شيكلات شيقلا",
        " JPY ين",
        " CNY يوان يوانا",
        " RUB روبل روبلا",
        " INR",
        " TRY",
        " CHF فرنك فرنكا",
        " SYP",
        " LBP",
    ]
    for code, *words in [row.split()]
    for word in words
}
_SHARED: Final = {
    fold(w): w
    for w in [
        "جنيه",
        "جنيها",
        "جنيهات",
        "ريال",
        "ريالا",
        "ريالات",
        "دينار",
        "دينارا",
        "دنانير",
        "درهم",
        "درهما",
        "دراهم",
        "ليرة",
        "ليرات",
        "روبية",
        "روبيات",
    ]
}
_OF_COUNTRY: Final = {
    fold(name): {fold(k): v for k, v in (pair.split("=") for pair in pairs.split())}
    for name, pairs in {
        "جنيه": "مصري=EGP إسترليني=GBP استرليني=GBP سوداني=SDG",
        "ريال": "سعودي=SAR قطري=QAR عماني=OMR يمني=YER إيراني=IRR برازيلي=BRL",
        "دينار": "كويتي=KWD بحريني=BHD أردني=JOD عراقي=IQD جزائري=DZD تونسي=TND ليبي=LYD صربي=RSD",
        "درهم": "إماراتي=AED مغربي=MAD",
        "ليره": "لبنانية=LBP سورية=SYP تركية=TRY لبناني=LBP سوري=SYP تركي=TRY",
        "روبيه": "هندية=INR باكستانية=PKR إندونيسية=IDR",
        "دولار": "أمريكي=USD أميركي=USD كندي=CAD أسترالي=AUD",
    }.items()
}
_SYMBOLS: Final = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₪": "ILS", "﷼": "SAR"}
_CODES: Final = frozenset(
    [
        "USD",
        "EUR",
        "GBP",
        "EGP",
        "SAR",
        "QAR",
        "AED",
        "KWD",
        "BHD",
        "OMR",
        "JOD",
        "IQD",
        "LBP",
        "SYP",
        "MAD",
        "TND",
        "DZD",
        "ILS",
        "JPY",
        "CNY",
        "CHF",
        "TRY",
    ]
)
_HOURS: Final = {
    fold(w): n
    for n, w in enumerate(
        ["الواحدة", "الثانية", "الثالثة", "الرابعة", "الخامسة", "السادسة", "السابعة", "الثامنة", "التاسعة", "العاشرة"], 1
    )
}
_ORDINALS: Final = {
    fold(w): n
    for n, w in enumerate(["الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع", "العاشر"], 1)
}
_EVENING: Final = {fold(w) for w in ["مساء", "عصرا", "ظهرا", "ليلا", "بعد_الظهر", "المساء", "عصر", "ظهر", "مساءا"]}
_MORNING: Final = {fold(w) for w in ["صباحا", "فجرا", "الصباح", "صباح"]}
_MINUTES: Final = {fold(k): v for k, v in {"والنصف": 30, "والربع": 15, "والثلث": 20}.items()}
_PROCLITICS: Final = ("و", "ف", "ب", "ل", "ك", "لل", "ال")


class _Line:
    """The sentence's tokens with their folded words, and the readers of each kind of quantity."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.raw = [token.text for token in tokens]
        self.words = [fold(token.text) or token.text for token in tokens]

    def word(self, at: int) -> str:
        return self.words[at] if 0 <= at < len(self.words) else ""

    def integer(self, at: int, low: int, high: int, *, digits: int = 0) -> int | None:
        text = western_digits(self.raw[at]) if 0 <= at < len(self.raw) else ""
        if (
            text.isascii()
            and text.isdigit()
            and len(text) <= 4
            and low <= int(text) <= high
            and (not digits or len(text) == digits)
        ):
            return int(text)
        return None

    def month(self, at: int, table: dict[str, int], *, clitic: bool = False) -> tuple[int, int] | None:
        """(next, month) of a month's name at `at`, a second name after a stroke included."""
        word = self.word(at)
        for bare in [word] + ([word[1:]] if clitic and word[:1] in "وفبل" else []):
            for length, key in ((2, f"{bare} {self.word(at + 1)}"), (1, bare)):
                if key in table:
                    end = at + length
                    if self.word(end) in {"/", "-", "("} and (other := self.month(end + 1, table)) and other[1] == table[key]:
                        end = other[0] + (self.word(end) == "(" and self.word(other[0]) == ")")
                    return end, table[key]
        return None

    def year(self, at: int) -> tuple[int, int, bool] | None:
        """(next, year, Hijri?) of «2025», «عام 2025م», «من العام 1446هـ»."""
        start = at
        if self.word(at) == "من" and self.word(at + 1) in _YEAR_WORDS:
            at += 1
        named = self.word(at) in _YEAR_WORDS
        if named or (self.word(at) in {",", "،"} and self.integer(at + 1, 1900, 2100, digits=4)):
            at += 1
        value = self.integer(at, 1000, 2200, digits=4)
        if value is None:
            return None
        del start
        if self.word(at + 1) in _AH or self.raw[at + 1 : at + 2] == ["هـ"]:
            return at + 2, value, True
        return at + 1 + (self.word(at + 1) in _AD), value, False


def _iso(year: int | None, month: int, day: int | None) -> str | None:
    if day is not None:
        try:
            date(year or 2024, month, day)
        except ValueError:
            return None
    text = f"{year:04d}-{month:02d}" if year else f"--{month:02d}"
    return f"{text}-{day:02d}" if day is not None else text


def _from_hijri(year: int, month: int | None, day: int | None) -> str:
    """The Gregorian date of a Hijri one (Umm al-Qura, 1343–1500 AH), else "AH" with the numbers."""
    from hijridate import Hijri

    given = f"AH {year}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day else "")
    try:
        first = Hijri(year, month or 1, day or 1).to_gregorian()
        if day:
            return first.isoformat()
        last_month = month or 12
        last = Hijri(year, last_month, Hijri(year, last_month, 1).month_length()).to_gregorian()
        return f"{first.isoformat()}/{last.isoformat()}"
    except (ValueError, OverflowError):
        return given


def _written_date(line: _Line, at: int) -> Quantity | None:
    """«24 سبتمبر 2025», «أكتوبر 2023م», «15 رمضان 1446هـ», «أغسطس»; a weekday before it belongs to it."""
    start = at
    if line.word(at) in _WEEKDAYS or (line.word(at) == "يوم" and line.word(at + 1) in _WEEKDAYS):
        at += 2 if line.word(at) == "يوم" else 1
        if line.word(at) in {"،", ",", "الموافق"}:
            at += 1
    day = line.integer(at, 1, 31)
    if day is None and line.word(at + 1) == "من":
        day = _ORDINALS.get(line.word(at))
    if day is not None:
        at += 1
        if line.word(at) == "من" or line.word(at) == "شهر":
            at += 1
    for table, hijri in ((_GREGORIAN, False), (_HIJRI, True)):
        month = line.month(at, table, clitic=day is None)
        if month is None:
            continue
        end, number = month
        year = line.year(end)
        if year is not None and (year[2] or hijri):
            return Quantity(start, year[0], "DATE", _from_hijri(year[1], number, day)) if hijri or year[1] < 1600 else None
        if hijri:
            return None
        if year is None and day is None and not _alone(line, at, end):
            return None
        value = _iso(year[1] if year else None, number, day)
        return Quantity(start, year[0] if year else end, "DATE", value) if value else None
    return None


def _alone(line: _Line, at: int, end: int) -> bool:
    """Whether a month's name with neither day nor year is a month: sure names need no cue, others a word before or after."""
    word = line.word(at)
    bare = word if word in _GREGORIAN or end - at > 1 else word[1:]
    after = line.word(end) in {fold(w) for w in ("الماضي", "المقبل", "الجاري", "القادم", "الحالي", "المنصرم")}
    cue = after or line.word(at - 1) in _BEFORE_MONTH
    return cue if bare in _AMBIGUOUS or bare != word else (cue or len(bare) > 3)


def _numeric_date(line: _Line, at: int) -> Quantity | None:
    """24/9/2025, 2025-09-24, ٢٤/٩/٢٠٢٥; day before month, as Arabic newspapers write."""
    found = re.fullmatch(r"(\d{1,4})([/-])(\d{1,2})\2(\d{1,4})", western_digits(line.raw[at]))
    if not found:
        return None
    first, month, last = int(found[1]), int(found[3]), int(found[4])
    year, day = (first, last) if len(found[1]) == 4 else (last, first)
    if year < 100 and len(found[4]) == 2:
        year += 2000 if year < 60 else 1900
    end = at + 1 + (line.word(at + 1) in _AD)
    if line.word(at + 1) in _AH or line.raw[at + 1 : at + 2] == ["هـ"] or 1300 < year < 1600:
        in_range = 1 <= month <= 12 and 1 <= day <= 30
        return Quantity(at, end + (line.word(end) in _AH), "DATE", _from_hijri(year, month, day)) if in_range else None
    value = (_iso(year, month, day) or _iso(year, day, month)) if 1 <= month <= 12 and 1000 < year < 2200 else None
    if value is None and 1 <= day <= 12 and 1000 < year < 2200:
        value = _iso(year, day, month)
    return Quantity(at, end, "DATE", value) if value else None


def _date(line: _Line, at: int) -> Quantity | None:
    if line.tokens[at].kind == "number":
        found = _numeric_date(line, at) or _day_range(line, at) or _written_date(line, at)
        if found is None and (year := line.year(at)) and (year[0] > at + 1 and year[1] > 1000):
            found = Quantity(at, year[0], "DATE", _from_hijri(year[1], None, None) if year[2] else str(year[1]))
        if found is None and _bare_year(line, at):
            found = Quantity(at, at + 1, "DATE", western_digits(line.raw[at]))
    else:
        found = _written_date(line, at)
        if found is None and line.word(at) in _YEAR_WORDS and (year := line.year(at)):
            found = Quantity(at, year[0], "DATE", _from_hijri(year[1], None, None) if year[2] else str(year[1]))
    return _range(line, found) if found else None


def _bare_year(line: _Line, at: int) -> bool:
    """Whether four digits with no sign of a year are one: after «في», «منذ», «عامي», «بين», or at either end of «2019-2023»."""
    if line.integer(at, 1900, 2100, digits=4) is None or line.word(at + 1) in _PERCENT_WORDS | {"%", "٪"}:
        return False
    before = line.word(at - 1)
    others = [line.integer(at + step, 1900, 2100, digits=4) is not None for step in (2, -2)]
    spanned = (others[0] and line.word(at + 1) in _FOLDED_DASHES | {"و"}) or (others[1] and before in _FOLDED_DASHES | {"و"})
    return spanned or before in _BEFORE_YEAR


def _day_range(line: _Line, at: int) -> Quantity | None:
    """«16-20 يونيو 2025», «16 إلى 20 يونيو»."""
    first = line.integer(at, 1, 31)
    if first is None or line.word(at + 1) not in _FOLDED_DASHES:
        return None
    last = _written_date(line, at + 2)
    if last is None or line.integer(at + 2, 1, 31) is None or not re.fullmatch(r"(\d{4}|-)-\d\d-\d\d", last.value):
        return None
    return Quantity(at, last.last, "DATE", f"{last.value[:-2]}{first:02d}/{last.value}")


def _range(line: _Line, found: Quantity) -> Quantity:
    """Joined with the date after a dash or «إلى»; a first date without its year takes the second's."""
    if "/" in found.value or line.word(found.last) not in _FOLDED_DASHES or found.last + 1 >= len(line.tokens):
        return found
    second = _numeric_date(line, found.last + 1) or _written_date(line, found.last + 1)
    if second is None and re.fullmatch(r"\d{4}", found.value) and (year := line.year(found.last + 1)):
        second = Quantity(found.last + 1, year[0], "DATE", str(year[1]))
    if second is None or "/" in second.value or second.value.startswith("AH"):
        return found
    first = found.value
    if first.startswith("--") and re.match(r"\d{4}", second.value):
        year_of = int(second.value[:4])
        year_of -= first[2:] > second.value[5:]
        first = f"{year_of:04d}{first[1:]}"
    return Quantity(found.first, second.last, "DATE", f"{first}/{second.value}")


def _time(line: _Line, at: int) -> Quantity | None:
    """«14:05», «الساعة 5 مساء», «الساعة الثامنة والنصف صباحا»."""
    start, hour, minute = at, -1, 0
    named = line.word(at) in {"الساعه", "ساعه"}
    if named:
        at += 1
    clock = re.fullmatch(r"(\d{1,2}):(\d{2})(?::\d{2})?", western_digits(line.raw[at])) if at < len(line.raw) else None
    if clock:
        hour, minute = int(clock[1]), int(clock[2])
    elif named and (number := line.integer(at, 0, 24)) is not None:
        hour = number
    elif named and line.word(at) in _HOURS:
        hour = _HOURS[line.word(at)]
        if hour <= 2 and line.word(at + 1) in {"عشره", "عشر"}:
            hour, at = hour + 10, at + 1
    elif named and line.word(at) == "الحاديه" and line.word(at + 1) == "عشره":
        hour, at = 11, at + 1
    if not 0 <= hour <= 24 or minute > 59:
        return None
    at += 1
    if line.word(at) in _MINUTES:
        minute, at = _MINUTES[line.word(at)], at + 1
    word = line.word(at)
    after_noon = word == "بعد" and line.word(at + 1) == "الظهر"
    if word in _EVENING or after_noon or (word == "م" and (named or clock)):
        hour += 12 if hour < 12 and not (word == "ليلا" and hour < 5) else 0
        at += 2 if after_noon else 1
    elif word in _MORNING or (word == "ص" and (named or clock)):
        hour, at = hour % 12, at + 1
    return Quantity(start, at, "TIME", f"{hour % 24:02d}:{minute:02d}")


def _currency(line: _Line, at: int) -> tuple[int, str] | None:
    """(next, ISO 4217 code or the Arabic word of a currency whose country is not said)."""
    word = line.word(at)
    if line.raw[at : at + 1] and line.raw[at] in _SYMBOLS:
        return at + 1, _SYMBOLS[line.raw[at]]
    if line.raw[at : at + 1] and line.raw[at] in _CODES:
        return at + 1, line.raw[at]
    stem = next((s for s in _OF_COUNTRY if word.startswith(s[:4]) or (s == "دينار" and word == "دنانير")), "")
    adjective = line.word(at + 1)
    if stem and (word in _SHARED or word in _CURRENCIES):
        bare = adjective.removesuffix("ا")
        code = _OF_COUNTRY[stem].get(adjective) or _OF_COUNTRY[stem].get(bare)
        if code:
            return at + 2, code
    if word in _CURRENCIES:
        return at + 1, _CURRENCIES[word]
    return (at + 1, stem or word) if word in _SHARED else None


def _amount(line: _Line, at: int) -> Quantity | None:  # noqa: PLR0911, PLR0912 - one case after another
    """A number and what it counts: a percentage, money or a plain number."""
    token = line.tokens[at]
    opening = None
    if line.raw[at] in _SYMBOLS and at + 1 < len(line.tokens):
        opening = _SYMBOLS[line.raw[at]]
    begin = at + (opening is not None)
    clitic = ""
    words = line.raw[begin : begin + 14]
    number = read_number(words, 0) if words else None
    if number is None and words and token.kind == "word":
        for clitic in _PROCLITICS[:5]:
            if line.words[begin].startswith(clitic) and len(line.words[begin]) > 3:
                number = read_number([line.words[begin][1:], *words[1:]], 0)
                if number is not None:
                    break
    if number is None:
        return None
    end, value = begin + number[0], number[1]
    if opening:
        return Quantity(at, end, "MONEY", f"{plain(value)} {opening}")
    after = line.word(end)
    if after in {"%", "٪", "percent"}:
        return Quantity(at, end + 1, "PERCENT", f"{plain(value)}%")
    if after in _PERCENT_WORDS and after.startswith("با"):
        return Quantity(at, end + 1, "PERCENT", f"{plain(value)}%")
    if after == "في" and line.word(end + 1) in _PERCENT_WORDS:
        return Quantity(at, end + 2, "PERCENT", f"{plain(value)}%")
    money = _currency(line, end)
    if money is not None:
        return Quantity(at, money[0], "MONEY", f"{plain(value)} {money[1]}")
    digits = numeral(line.raw[at]) is not None
    if digits or value >= 11 or value != value.to_integral() or (number[0] > 1 and value > 10):
        if not digits and value == Decimal(1000) and number[0] == 1:
            return None
        return Quantity(at, end, "NUMBER", plain(value))
    return None


def find(tokens: Sequence[Token]) -> tuple[Quantity, ...]:
    """The quantities of a sentence, in order, disjoint; a date comes before a number at the same place."""
    line = _Line(tokens)
    found: list[Quantity] = []
    at = 0
    while at < len(tokens):
        if tokens[at].kind in {"punctuation", "address", "latin"}:
            at += 1
            continue
        hit = _date(line, at) or _time(line, at) or _amount(line, at)
        if hit is None:
            at += 1
            continue
        found.append(replace(hit, last=max(hit.last, at + 1)))
        at = found[-1].last
    return tuple(found)
