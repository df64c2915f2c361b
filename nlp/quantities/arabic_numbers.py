"""Arabic numbers, in digits of either system and in words: «٣٫٥», "1,250,000", «ثلاثة ملايين ومئتي ألف».

Works on folded words (`nlp.text.normalize.fold`), so that spelling variants of hamza do not matter. Leaves out: ordinals (but for
clock hours, in `nlp.quantities.find`) and fractions other than «ونصف».

>>> read_number(["ثلاثة", "ملايين", "ومئتي", "ألف"], 0)
(4, Decimal('3200000'))
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from nlp.text.normalize import fold, western_digits

__all__ = ["SCALES", "numeral", "plain", "read_number"]


def _table(text: str) -> dict[str, int]:
    return {
        fold(word): int(value) for row in text.split(";") for value, words in [row.strip().split(" ", 1)] for word in words.split()
    }


_UNITS: Final = _table(
    "1 واحد واحدة أحد إحدى; 2 اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي إثنين; 3 ثلاث ثلاثة; 4 أربع أربعة; 5 خمس خمسة; 6 ست ستة; "  # noqa: E501
    "7 سبع سبعة; 8 ثمان ثماني ثمانية; 9 تسع تسعة; 10 عشر عشرة"
)
_TENS: Final = _table(
    "20 عشرون عشرين; 30 ثلاثون ثلاثين; 40 أربعون أربعين; 50 خمسون خمسين; 60 ستون ستين; 70 سبعون سبعين; 80 ثمانون ثمانين; 90 تسعون تسعين"  # noqa: E501
)
_HUNDREDS: Final = _table(
    "100 مئة مائة مية; 200 مئتان مئتين مئتا مئتي مائتان مائتين مائتا مائتي; 300 ثلاثمئة ثلاثمائة; 400 أربعمئة أربعمائة; "
    "500 خمسمئة خمسمائة; 600 ستمئة ستمائة; 700 سبعمئة سبعمائة; 800 ثمانمئة ثمانمائة ثمانيمائة; 900 تسعمئة تسعمائة"
)
SCALES: Final = _table(
    "1000 ألف ألفا آلاف ألوف; 1000000 مليون مليونا ملايين; 1000000000 مليار مليارا مليارات بليون بليونا بلايين; "
    "1000000000000 تريليون تريليونا تريليونات ترليون ترليونا"
)
_DUALS: Final = _table(
    "1000 ألفان ألفين ألفا ألفي; 1000000 مليونان مليونين مليونا مليوني; 1000000000 ملياران مليارين مليارا ملياري"
)
_PLURALS: Final = frozenset(w for w in SCALES if w.endswith("ات") or w in {fold("ملايين"), fold("بلايين")})
_HUNDRED: Final = fold("مئة"), fold("مائة")
_TEN: Final = {fold("عشر"), fold("عشرة")}
_HALF: Final = fold("ونصف")
_NUMERAL: Final = re.compile(r"\d+(?:[.,٫٬'’]\d+)*")


def numeral(text: str) -> Decimal | None:
    """The value of a numeral of either system, or None. A lone comma before three digits separates thousands, else decimals."""
    text = western_digits(text)
    if not _NUMERAL.fullmatch(text) or len(text) > 30:
        return None
    text = text.replace("٬", "").replace("'", "").replace("’", "").replace("٫", ".")
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", text):
        text = text.replace(",", "")
    elif re.fullmatch(r"\d{1,3}(\.\d{3}){2,}", text):
        text = text.replace(".", "")
    elif text.count(",") == 1 and "." not in text:
        text = text.replace(",", ".")
    return Decimal(text) if re.fullmatch(r"\d+(\.\d+)?", text) else None


def plain(value: Decimal) -> str:
    """Digits without exponent or needless zeros: 3500000, 12.5."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _below_thousand(words: Sequence[str], at: int, first: bool) -> tuple[int, int] | None:
    """(next, value) of one word or two («خمسة عشر») that stand for a number below 1,000."""
    word = words[at]
    if not first:
        if not word.startswith("و") or len(word) < 3:
            return None
        word = word[1:]
    if word in _UNITS:
        if at + 1 < len(words) and words[at + 1] in _TEN and _UNITS[word] < 10:
            return at + 2, _UNITS[word] + 10
        if at + 1 < len(words) and words[at + 1] in _HUNDRED and 3 <= _UNITS[word] <= 9:
            return at + 2, _UNITS[word] * 100
        return at + 1, _UNITS[word]
    for table in (_TENS, _HUNDREDS):
        if word in table:
            return at + 1, table[word]
    return None


def read_number(words: Sequence[str], start: int) -> tuple[int, Decimal] | None:
    """The number that begins at `words[start]`: (index after it, value), or None. Digits may begin it («3,5 ملايين»)."""
    folded = [fold(word) for word in words[start : start + 14]]
    if not folded:
        return None
    at, total, current = 0, Decimal(0), Decimal(0)
    value = numeral(words[start])
    scale = 1
    if value is not None:
        current, at = value, 1
    size = 10**15
    while at < len(folded):
        word = folded[at]
        bare = word[1:] if at and word.startswith("و") else word
        if at == 0 or bare is not word:
            dual = _DUALS.get(bare)
            ends_dual = bare.endswith(("ان", "ين", "ي")) and dual is not None
            if dual is not None and ends_dual and dual < size:
                total, size, scale, at = total + current + 2 * dual, dual, dual, at + 1
                current = Decimal(0)
                continue
        factor = SCALES.get(bare)
        if (
            factor is not None
            and (current > 0 or (factor > 1000 and bare not in _PLURALS) or bare is not word)
            and factor < size
            and (bare is word or not current)
        ):
            total, size, scale, at = total + (current or 1) * factor, factor, factor, at + 1
            current = Decimal(0)
            continue
        if word == _HALF and scale > 1 and current == 0:
            total, at = total + Decimal(scale) / 2, at + 1
            if at < len(folded) and folded[at].startswith("ال") and SCALES.get(folded[at][2:]) == scale:
                at += 1
            break
        found = _below_thousand(folded, at, first=at == 0)
        if found is None or (value is not None and total == 0):
            break
        upcoming = found[1]
        if current and not (current % 100 == 0 and upcoming < 100) and not (current < 10 and upcoming in range(20, 100, 10)):
            break
        if current and current < 10 and upcoming >= 20 and current % 10 == 0:
            break
        at, current = found[0], current + upcoming
    return (start + at, total + current) if at else None
