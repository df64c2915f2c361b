"""Numbers and calendar words of both sides, so that one which has no partner can be told to the reader.

A written number can be read in more than one way ("1.200", «2,5»): each carries all its values, and two agree when they share one.
`hard` ones should have a partner; the others (ordinals, lone "one", «آلاف») may answer for one but are not missed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from nlp.quantities.arabic_numbers import SCALES, read_number
from nlp.text.normalize import fold, western_digits

__all__ = ["Written", "arabic_dates", "arabic_numbers", "english_dates", "english_numbers", "other_ordinals", "unmatched"]


@dataclass(frozen=True, slots=True)
class Written:
    """A number or calendar word at `start:end` of its side. `values`: what it may stand for."""

    start: int
    end: int
    values: frozenset[str]
    hard: bool = True


_DIGITS: Final = re.compile(r"\d+(?:[.,٫٬:/]\d+|،\d{3}(?!\d))*")
_AR_WORD: Final = re.compile(r"[^\W_]+(?:[.,٫٬]\d+|(?<=\d)،\d{3}(?!\d))*")
_EN_WORD: Final = re.compile(r"[A-Za-z]+|\d[\d,]*(?:\.\d+)?")
_EN_UNITS: Final = dict(
    zip(
        (
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
            "eighteen nineteen"
        ).split(),
        range(20),
        strict=True,
    )
)
_EN_TENS: Final = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
_EN_SCALES: Final = {
    "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "dozen": 12, "m": 10**6, "bn": 10**9, "k": 1000, "mn": 10**6,
}  # fmt: skip
_EN_ORDINALS: Final = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
        "sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        1,
    )
} | {"once": 1, "twice": 2, "half": 2, "quarter": 4, "decade": 10, "double": 2, "triple": 3, "single": 1, "both": 2,
     "pair": 2, "couple": 2, "century": 100, "decades": 10,
     "centuries": 100, "dozens": 12, "couples": 2, "thirds": 3, "quarters": 4}  # fmt: skip
_AR_ORDINALS: Final = {
    fold(word): number
    for number, words in enumerate(
        "الأول أول الأولى أولى أحد;ثان ثاني الثاني ثانية الثانية;ثالث الثالث ثالثة الثالثة ثلثي ثلث;رابع الرابع رابعة الرابعة ربع;"
        "خامس الخامس خامسة الخامسة خمس;سادس السادس سادسة السادسة;سابع السابع سابعة السابعة;"
        "ثامن الثامن ثامنة الثامنة;تاسع التاسع تاسعة التاسعة;"
        "عاشر العاشر عاشرة العاشرة عقد".split(";"),
        1,
    )
    for word in words.split()
}


_PERCENT: Final = frozenset(fold(word) for word in "المئة المائة بالمئة بالمائة المية بالمية مئوية مئويه".split())


def _forms(value: Decimal) -> str:
    text = format(value.normalize(), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _readings(text: str) -> frozenset[str]:
    """The values digits with separators may have: 1.200 → {1.2, 1200}."""
    text = western_digits(text).replace("٬", ",").replace("،", ",").replace("٫", ".")
    out = {re.sub(r"\D", "", text)}
    for decimal, group in ((".", ","), (",", ".")):
        plain = text.replace(group, "").replace(decimal, ".")
        if plain.count(".") <= 1:
            out.add(plain)
    return frozenset(_forms(Decimal(value)) for value in out if value)


def _in_digits(text: str) -> Iterator[Written]:
    for found in _DIGITS.finditer(text):
        start = found.start()
        for part in re.split(r"[:/]", found.group()):  # times, dates and scores are several numbers
            if part:
                yield Written(start, start + len(part), _readings(part))
            start += len(part) + 1


def arabic_numbers(text: str) -> list[Written]:
    """The numbers of an Arabic text, in digits and in words; "one", duals and ordinals are not hard. Offsets into `text`."""
    words = [(match.start(), match.end(), match.group()) for match in _AR_WORD.finditer(text)]
    out: list[Written] = []
    taken = 0
    for i, (start, end, word) in enumerate(words):
        if start < taken or (fold(word) in {"عشر", "عشره"} and out and out[-1].end == words[i - 1][1]):
            continue
        found, used = _phrase([each for *_, each in words[i : i + 14]])
        if found is not None and used > 0:
            stop = words[i + used - 1][1]
            out.append(Written(start, stop, found.values, found.hard))
            taken = stop
            continue
        bare = re.sub("^[وفبلك](?=ال)|^[وف]", "", fold(word))
        for key in (fold(word), bare, bare.removeprefix("ل")):
            if key in _AR_ORDINALS:
                values = {str(_AR_ORDINALS[key])} | (
                    {str(_AR_ORDINALS[key] + 10)} if i + 1 < len(words) and fold(words[i + 1][2]) in {"عشر", "عشره"} else set()
                )
                out.append(Written(start, end, frozenset(values), hard=False))
                break
    covered = [(each.start, each.end) for each in out if each.hard]
    out.extend(each for each in _in_digits(text) if not any(a <= each.start < b for a, b in covered))
    return sorted(out, key=lambda each: each.start)


def _phrase(words: Sequence[str]) -> tuple[Written | None, int]:
    """(a number without place, words used) at the head of `words`; a clitic before the first word is allowed."""
    if fold(words[0]) in _PERCENT:
        return None, 0
    for head in dict.fromkeys(
        (words[0], re.sub("^[وف]?(?:[بل]|[بك]?ال|لل)?(?=.{3})", "", words[0]), re.sub("^[وف](?=.{3})", "", words[0]))
    ):
        read = read_number([head, *words[1:]], 0)
        if read is None:
            continue
        used, value = read
        digits = western_digits(head)[:1].isdigit()
        values = {_forms(value)} | (set(_readings(head)) if digits else set())
        if digits and used > 1:  # «5 ملايين»: English may write "5 million" or 5,000,000
            for reading in _readings(head):
                values |= {_forms(Decimal(reading) * scale) for scale in set(SCALES.values())} if len(reading) < 10 else set()
        lone_scale = used == 1 and not digits and fold(head) in SCALES
        ordinal = not digits and re.match("^[وف]?[بك]?ال|^لل", words[0]) is not None  # «القرن العشرين»
        return Written(0, 0, frozenset(values), hard=digits or (value > 2 and not lone_scale and not ordinal)), used
    return None, 0


def english_numbers(text: str) -> list[Written]:
    """The numbers of an English text, in digits and in words. Offsets into `text`."""
    words = list(_EN_WORD.finditer(text))
    out: list[Written] = []
    at = 0
    while at < len(words):
        found, used = _english_phrase(words, at, text)
        if found is not None:
            out.append(found)
        at += max(1, used)
    covered = [(each.start, each.end) for each in out]
    out.extend(each for each in _in_digits(text) if not any(a <= each.start < b for a, b in covered))
    return sorted(out, key=lambda each: each.start)


def _english_phrase(  # noqa: PLR0912 - one branch a kind of number word
    words: Sequence[re.Match[str]], at: int, text: str
) -> tuple[Written | None, int]:
    first = words[at]
    word = first.group().lower()
    if word in _EN_ORDINALS:
        return Written(first.start(), first.end(), frozenset({str(_EN_ORDINALS[word])}), hard=False), 1
    total, current, end, last = Decimal(0), Decimal(0), first.start(), -1
    values: set[str] = set()
    used, digits, loose = 0, False, False
    for match in words[at:]:
        word, gap = match.group().lower(), text[end : match.start()] if used else ""
        if used and gap not in {" ", "-", "", "$", "\u00a0"}:
            break
        if word[0].isdigit():
            if (
                used
                or text[match.end() : match.end() + 1] in {":", "/"}
                or text[max(0, match.start() - 1) : match.start()] in {":", "/", "."}
            ):
                break
            number = word.rstrip(",")
            current, digits = Decimal(number.replace(",", "")), True
            values |= set(_readings(number))
            end, used = match.start() + len(number), 1
            continue
        if word in _EN_UNITS or word in _EN_TENS:
            value = _EN_UNITS.get(word, _EN_TENS.get(word, 0))
            if used and (digits or not (last >= 100 or (20 <= last < 100 and value < 10))):
                break
            current, last = current + value, value
        elif word in _EN_SCALES and (used or word in {"hundred", "thousand", "million", "billion", "trillion", "dozen"}):
            factor = _EN_SCALES[word]
            loose = not used
            if factor == 100:
                current = max(current, Decimal(1)) * 100
            else:
                total, current = total + max(current, Decimal(1)) * factor, Decimal(0)
            last = factor
        elif word == "and" and last >= 100 and used:
            after = words[at + used + 1].group().lower() if at + used + 1 < len(words) else ""
            if after not in _EN_UNITS and after not in _EN_TENS:
                break
        else:
            break
        end, used = match.end(), used + 1
    if not used:
        return None, 1
    values.add(_forms(total + current))
    suffix = text[end : end + 2].lower() in {"st", "nd", "rd", "th"} or text[end : end + 2] in {"s ", "s,", "s.", "s"}  # 4th, 1970s
    if suffix and total + current > 1000:
        values.add(_forms((total + current) % 100))
    small = total + current <= 2  # an Arabic dual says two
    return Written(first.start(), end, frozenset(values), hard=not (loose or small or suffix)), used


def unmatched(wanted: Sequence[Written], given: Sequence[Written]) -> list[Written]:
    """The hard ones of `wanted` that share a value with none of `given`, nor with the sum or join of two neighbours there."""
    values = set().union(*(each.values for each in given)) if given else set()
    return [each for each in wanted if each.hard and not each.values & values and not _pieces(each, values)]


def other_ordinals(left: Sequence[Written], right: Sequence[Written]) -> tuple[Written, Written] | None:
    """(number of `left`, number of `right`): the first soft one of either side, from three on, that the other side has not in any
    form: «السابع» against "17th". None where one side alone has such, as in a free translation; "1970s" is no ordinal."""
    lone = [
        [
            each
            for each in own
            if not each.hard
            and not any(each.values & theirs.values for theirs in other)
            and all(value.isdigit() and 2 < int(value) < 1000 for value in each.values)
        ]
        for own, other in ((left, right), (right, left))
    ]
    return (lone[0][0], lone[1][0]) if lone[0] and lone[1] else None


def _pieces(number: Written, values: set[str]) -> bool:
    """Whether a clock or date in digits («0930», "20-30") holds this number."""
    return any(
        len(v) == 4 and v.isdigit() and any(v[:2].lstrip("0") == w or v[2:].lstrip("0") == w for w in number.values) for v in values
    ) or any(len(w) == 4 and w.isdigit() and (w[:2].lstrip("0") in values and w[2:].lstrip("0") in values) for w in number.values)


_MONTHS: Final = (
    ("January", "يناير جانفي", "كانون الثاني"), ("February", "فبراير شباط فيفري", ""),
    ("March", "آذار", ""), ("April", "أبريل إبريل نيسان أفريل ابريل", ""),
    ("May", "مايو أيار", ""), ("June", "يونيو يونيه حزيران جوان", ""),
    ("July", "يوليو يوليه تموز جويلية يوليوز", ""), ("August", "أغسطس أوت غشت", ""),
    ("September", "سبتمبر أيلول شتنبر", ""), ("October", "أكتوبر", "تشرين الأول"), ("November", "نوفمبر نونبر", "تشرين الثاني"),
    ("December", "ديسمبر دجنبر", "كانون الأول"),
)  # fmt: skip
_DAYS: Final = (
    ("Monday", "الاثنين الإثنين"), ("Tuesday", "الثلاثاء"), ("Wednesday", "الأربعاء"), ("Thursday", "الخميس"), ("Friday", "الجمعة"),
    ("Saturday", "السبت"), ("Sunday", "الأحد"),
)  # fmt: skip
_AR_CALENDAR: Final = {fold(word): english for english, words, _ in _MONTHS for word in words.split()} | {
    fold(word): english for english, words in _DAYS for word in words.split()
}
_AR_PAIRS: Final = {fold(pair): english for english, _, pair in _MONTHS if pair}
_EN_CALENDAR: Final = re.compile(
    r"\b(?:(?P<may>May)|(?P<march>March)|(?P<sure>January|February|April|June|July|August|September|October|November|December|Monday|Tuesday|"
    r"Wednesday|Thursday|Friday|Saturday|Sunday|Jan|Feb|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b)"
)
_SHORT: Final = {name[:3]: name for name, *_ in _MONTHS} | {"Sept": "September"}


def arabic_dates(text: str) -> list[Written]:
    """Months and weekdays of an Arabic text; a name that is also another word («مارس», «الخميس» are kept; «الأحد» is not hard)."""
    out: list[Written] = []
    words = [
        (m.start(), m.end(), re.sub("^[وف]?[بل]?(?=.{4})|^لل(?=.{3})", "", fold(m.group())))
        for m in re.finditer(r"[^\W\d_]+", text)
    ]
    raw = [fold(text[start:end]) for start, end, _ in words]
    for i, (start, end, bare) in enumerate(words):
        for form in dict.fromkeys((raw[i], raw[i][1:] if raw[i][:1] in "وفبل" else raw[i], bare)):
            pair = f"{form} {raw[i + 1]}" if i + 1 < len(words) else ""
            if pair in _AR_PAIRS:
                out.append(Written(start, words[i + 1][1], frozenset({_AR_PAIRS[pair]})))
                break
            if form in _AR_CALENDAR:
                name = _AR_CALENDAR[form]
                hard = name not in {"Sunday", "Friday", "Thursday"} or (
                    i > 0 and raw[i - 1].endswith(("يوم", "مساء", "صباح", "امس"))
                )
                out.append(Written(start, end, frozenset({name}), hard=hard))
                break
            if form == "مارس":
                numbered = bool(re.search(r"[\d٠-٩]\s*$|شهر\s*$|/\s*$|في\s*$", text[:start]) or re.match(r"\s*[\d٠-٩]", text[end:]))
                out.append(Written(start, end, frozenset({"March"}), hard=numbered))
                break
    return out


def english_dates(text: str) -> list[Written]:
    """Months and weekdays of an English text; "May" and "March" are hard only beside a number."""
    out: list[Written] = []
    for match in _EN_CALENDAR.finditer(text):
        name = match.group()
        beside = bool(re.search(r"\d(?:st|nd|rd|th)?\s+$", text[: match.start()]) or re.match(r",?\s+\d", text[match.end() :]))
        out.append(
            Written(match.start(), match.end(), frozenset({_SHORT.get(name, name)}), hard=bool(match.group("sure")) or beside)
        )
    return out
