"""Arabic numbers, in digits of either system and in words: «٣٫٥», "1,250,000", «ثلاثة ملايين ومئتي ألف».

The one reader of them: `read_number` for quantities as entities, `arabic_numbers` for doubts about a translation. Works on folded
words (`nlp.text.normalize.fold`), so that spelling variants of hamza do not matter. Leaves out: ordinals above ten and fractions
other than «ونصف».

>>> read_number(["ثلاثة", "ملايين", "ومئتي", "ألف"], 0)
(4, Decimal('3200000'))
>>> [sorted(each.values) for each in arabic_numbers("وصل خمسة عشر وزيرا في اليوم الثالث")]
[['15'], ['3']]
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import Final

from nlp.quantities.written import COMMA, Written, in_digits, plain, readings
from nlp.text.normalize import fold, western_digits

__all__ = [
    "DAY_ORDINALS",
    "HOUR_ORDINALS",
    "ORDINALS",
    "TENS",
    "UNITS",
    "arabic_numbers",
    "compound_ordinals",
    "numeral",
    "read_number",
    "teen",
]


def _table(text: str) -> dict[str, int]:
    return {
        fold(word): int(value) for row in text.split(";") for value, words in [row.strip().split(" ", 1)] for word in words.split()
    }


UNITS: Final = _table(
    "1 واحد واحدة أحد إحدى; 2 اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي; 3 ثلاث ثلاثة; 4 أربع أربعة; 5 خمس خمسة; 6 ست ستة; "
    "7 سبع سبعة; 8 ثمان ثماني ثمانية; 9 تسع تسعة; 10 عشر عشرة"
)
TENS: Final = _table(
    "20 عشرون عشرين; 30 ثلاثون ثلاثين; 40 أربعون أربعين; 50 خمسون خمسين; 60 ستون ستين; 70 سبعون سبعين; "
    "80 ثمانون ثمانين; 90 تسعون تسعين"
)
_HUNDREDS: Final = _table(
    "100 مئة مائة مية; 200 مئتان مئتين مئتا مئتي مائتان مائتين مائتا مائتي; 300 ثلاثمئة ثلاثمائة; 400 أربعمئة أربعمائة; "
    "500 خمسمئة خمسمائة; 600 ستمئة ستمائة; 700 سبعمئة سبعمائة; 800 ثمانمئة ثمانمائة ثمانيمائة; 900 تسعمئة تسعمائة"
)
_SCALES: Final = _table(
    "1000 ألف ألفا آلاف ألوف; 1000000 مليون مليونا ملايين; 1000000000 مليار مليارا مليارات بليون بليونا بلايين; "
    "1000000000000 تريليون تريليونا تريليونات ترليون ترليونا"
)
_DUALS: Final = _table("1000 ألفان ألفين ألفي; 1000000 مليونان مليونين مليوني; 1000000000 ملياران مليارين ملياري")
_PLURALS: Final = frozenset(w for w in _SCALES if w.endswith("ات") or w in {fold("ملايين"), fold("بلايين")})
_HUNDRED: Final = {fold("مئة"), fold("مائة")}
_TEN: Final = {fold("عشر"), fold("عشرة")}
_HALF: Final = fold("ونصف")
_NUMERAL: Final = re.compile(r"\d+(?:[.,٫٬'’،]\d+)*")
_LONGEST: Final = 14  # words of a number


def _ordinals(text: str) -> dict[str, int]:
    return {fold(word): number for number, word in enumerate(text.split(), 1)}


# Folded → number: «السابع من أكتوبر», «الساعة السابعة»
DAY_ORDINALS: Final = _ordinals("الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر")
_FEMININE: Final = _ordinals("الأولى الثانية الثالثة الرابعة الخامسة السادسة السابعة الثامنة التاسعة العاشرة")
HOUR_ORDINALS: Final = {**{word: number for word, number in _FEMININE.items() if number > 1}, fold("الواحدة"): 1}
ORDINALS: Final = DAY_ORDINALS | _FEMININE
_OF_TEENS: Final = {word: number for word, number in ORDINALS.items() if 1 < number < 10} | {
    fold(word): 1 for word in ("الحادي", "الحادية")
}
# What may answer for an English ordinal or fraction: «الثالث», «ثالث», «ثلث», «عقد»
_SOFT: Final = {
    **{form: number for word, number in ORDINALS.items() for form in (word, word.removeprefix("ال"))},
    **_table("1 أحد; 2 ثان; 3 ثلث ثلثي; 4 ربع; 5 خمس; 10 عقد"),
}


def numeral(text: str) -> Decimal | None:
    """The value of a numeral of either system, or None. A lone comma before three digits separates thousands, else decimals."""
    text = western_digits(text)
    if not _NUMERAL.fullmatch(text) or len(text) > 30:
        return None
    text = text.replace("٬", "").replace("'", "").replace("’", "").replace("٫", ".").replace("،", ",")
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", text):
        text = text.replace(",", "")
    elif re.fullmatch(r"\d{1,3}(\.\d{3}){2,}", text):
        text = text.replace(".", "")
    elif text.count(",") == 1 and "." not in text:
        text = text.replace(",", ".")
    return Decimal(text) if re.fullmatch(r"\d+(\.\d+)?", text) else None


@dataclass(frozen=True, slots=True)
class _Reading:
    """A number as far as it is read: «ثلاثة ملايين ومئتي» is a `total` of 3,000,000, `scale` a million, and `current` 200."""

    at: int = 0  # words read
    total: Decimal = Decimal(0)
    current: Decimal = Decimal(0)
    scale: int = 10**15  # the last one: the next must be smaller
    digits: bool = False  # begun by a numeral
    ended: bool = False

    def scaled(self, by: int, value: Decimal) -> _Reading:
        return replace(self, at=self.at + 1, total=self.total + value, current=Decimal(0), scale=by)


def _joined(words: Sequence[str], now: _Reading) -> tuple[str, bool]:
    """The next word without the «و» that joins it to the number before, and whether it has one."""
    word = words[now.at]
    return (word[1:], True) if now.at and word.startswith("و") else (word, False)


def _dual(words: Sequence[str], now: _Reading) -> _Reading | None:
    """«مليونان», «وألفين»: two of a scale, at the beginning or joined."""
    word, joined = _joined(words, now)
    scale = _DUALS.get(word)
    if scale is None or scale >= now.scale or not (joined or now.at == 0):
        return None
    return now.scaled(scale, now.current + 2 * scale)


def _scale(words: Sequence[str], now: _Reading) -> _Reading | None:
    """«(خمسة) ملايين», «(3,5) مليار», «مليون», «(مليون) وألف»; not «ملايين» or «ألف» alone."""
    word, joined = _joined(words, now)
    scale = _SCALES.get(word)
    if scale is None or scale >= now.scale:
        return None
    begins = joined or (scale > 1000 and word not in _PLURALS)
    if (joined and now.current) or not (now.current or begins):
        return None
    return now.scaled(scale, (now.current or 1) * Decimal(scale))


def _half(words: Sequence[str], now: _Reading) -> _Reading | None:
    """«(مليون) ونصف», «(مليون) ونصف المليون»: half of the scale; the number ends there."""
    if words[now.at] != _HALF or not now.total or now.current:
        return None
    end = now.at + 1
    if end < len(words) and words[end].startswith("ال") and _SCALES.get(words[end][2:]) == now.scale:
        end += 1
    return replace(now, at=end, total=now.total + Decimal(now.scale) / 2, ended=True)


def _small(words: Sequence[str], now: _Reading) -> _Reading | None:
    """«خمسة عشر», «(ثلاثة) وعشرون», «(مئة) وخمسة», «(مليون) ومئتان»: what is below 1,000, joined by «و» but for the first."""
    word, joined = _joined(words, now)
    if (now.at and (not joined or len(word) < 2)) or (now.digits and not now.total):
        return None
    size, value = _below_thousand(word, words[now.at + 1] if now.at + 1 < len(words) else "")
    fits = not now.current or (now.current % 100 == 0 and value < 100) or (now.current < 10 and value in range(20, 100, 10))
    return replace(now, at=now.at + size, current=now.current + value) if size and fits else None


def _below_thousand(word: str, after: str) -> tuple[int, int]:
    """(words used, value) of one word or two: «سبعة», «سبعة عشر», «سبع مئة», «سبعون», «سبعمئة»; (0, 0) of others."""
    unit = UNITS.get(word, 10)
    if unit < 10 and after in _TEN:
        return 2, unit + 10
    if 3 <= unit < 10 and after in _HUNDRED:
        return 2, unit * 100
    value = UNITS.get(word) or TENS.get(word) or _HUNDREDS.get(word) or 0
    return (1, value) if value else (0, 0)


_RULES: Final[tuple[Callable[[Sequence[str], _Reading], _Reading | None], ...]] = (_dual, _scale, _half, _small)


def read_number(words: Sequence[str], start: int) -> tuple[int, Decimal] | None:
    """The number that begins at `words[start]`: (index after it, value), or None. Digits may begin it («3,5 ملايين»)."""
    folded = [fold(word) for word in words[start : start + _LONGEST]]
    if not folded:
        return None
    value = numeral(words[start])
    now = _Reading() if value is None else _Reading(1, current=value, digits=True)
    while now.at < len(folded) and not now.ended:
        further = next((step for rule in _RULES if (step := rule(folded, now)) is not None), None)
        if further is None:
            break
        now = further
    return (start + now.at, now.total + now.current) if now.at else None


_WORD: Final = re.compile(rf"[^\W_]+(?:[.,٫٬]\d+|{COMMA})*")
_PERCENT: Final = frozenset(fold(word) for word in "المئة المائة بالمئة بالمائة المية بالمية مئوية".split())
_CLITICS: Final = (re.compile("^[وف]?(?:[بل]|[بك]?ال|لل)?(?=.{3})"), re.compile("^[وف](?=.{3})"))
_DEFINITE_NUMBER: Final = re.compile("^[وف]?[بك]?ال|^لل")  # «القرن العشرين»


def arabic_numbers(text: str) -> list[Written]:
    """The numbers of an Arabic text, in digits and in words; "one", duals and ordinals are not hard. Offsets into `text`."""
    matches = list(_WORD.finditer(text))
    words = [match.group() for match in matches]
    out: list[Written] = []
    at = 0
    while at < len(words):
        if fold(words[at]) in _TEN and out and out[-1].end == matches[at - 1].end():  # «التاسع عشر»
            at += 1
            continue
        number, used = _phrase(words[at : at + _LONGEST])
        if number is None:
            number, used = _ordinal(words[at : at + 2])
        if number is not None:
            out.append(replace(number, start=matches[at].start(), end=matches[at + used - 1].end()))
        at += used
    covered = [(each.start, each.end) for each in out if each.hard]
    out.extend(each for each in in_digits(text) if not any(a <= each.start < b for a, b in covered))
    return sorted(out, key=lambda each: each.start)


def _phrase(words: Sequence[str]) -> tuple[Written | None, int]:
    """(a number without place, words used) at the head of `words`; a clitic before the first word is allowed. Else (None, 1)."""
    if fold(words[0]) in _PERCENT:
        return None, 1
    for head in dict.fromkeys((words[0], *(clitic.sub("", words[0]) for clitic in _CLITICS))):
        read = read_number([head, *words[1:]], 0)
        if read is not None:
            used, value = read
            digits = western_digits(head)[:1].isdigit()
            values = {plain(value)} | (_values_of_digits(head, scaled=used > 1) if digits else set())
            lone_scale = used == 1 and fold(head) in _SCALES
            hard = digits or (value > 2 and not lone_scale and not _DEFINITE_NUMBER.match(words[0]))
            return Written(0, 0, frozenset(values), hard), used
    return None, 1


def _values_of_digits(digits: str, *, scaled: bool) -> set[str]:
    """What digits may stand for; before a scale («5 ملايين») English may write 5 million or 5,000,000."""
    own = readings(digits)
    if not scaled:
        return set(own)
    return set(own) | {plain(Decimal(each) * scale) for each in own if len(each) < 10 for scale in set(_SCALES.values())}


def _ordinal(words: Sequence[str]) -> tuple[Written | None, int]:
    """(an ordinal or fraction without place, words used) at the head of `words`, never hard: «الثالث», «والثالث عشر» (13, or 3),
    «التاسعة والخمسين» (59), «ثلث». Else (None, 1)."""
    word = fold(words[0])
    bare = re.sub("^[وفبلك](?=ال)|^[وف]", "", word)
    number = next((_SOFT[key] for key in (word, bare, bare.removeprefix("ل")) if key in _SOFT), None)
    if number is None:
        return None, 1
    tens = TENS.get(fold(words[1]).removeprefix("وال"), 0) if len(words) > 1 and bare.startswith("ال") else 0
    if tens and number < 10 and fold(words[1]).startswith("وال"):
        return Written(0, 0, frozenset({str(number + tens)}), hard=False), 2
    teen = {str(number + 10)} if fold(words[-1]) in _TEN and len(words) > 1 else set()
    return Written(0, 0, frozenset({str(number)} | teen), hard=False), 1


def teen(first: str, second: str) -> int:
    """The number, 11 to 19, of two folded words that are one ordinal: «الحادي عشر»; else 0.

    >>> teen("الحادي", "عشر"), teen("الرابعه", "عشره"), teen("الاولي", "عشره"), teen("علي", "عشر")
    (11, 14, 0, 0)
    """
    number = _OF_TEENS.get(first, 0)
    return number + 10 if number and second in _TEN else 0


def compound_ordinals(text: str) -> list[tuple[int, int, int]]:
    """(start, end, number) of ordinals above twenty in two words, those that English writes with "th": from four on.

    >>> compound_ordinals("الدورة التاسعة والخمسين")
    [(7, 23, 59)]
    """
    words = list(_WORD.finditer(text))
    out = []
    for first, second in pairwise(words):
        number, tens = ORDINALS.get(fold(first.group()), 0), TENS.get(fold(second.group()).removeprefix("وال"), 0)
        if 4 <= number < 10 and tens and not text[first.end() : second.start()].strip():
            out.append((first.start(), second.end(), number + tens))
    return out
