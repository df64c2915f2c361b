"""The number of an edition inside the name of a fair, a conference, a prize: «معرض عمّان الدولي الرابع عشر للكتاب», the 14th.

Leaves out: ordinals of one word («المؤتمر الثاني»), which are adjectives (`nlp.names.made_of_words.lookup`).

>>> without_edition("معرض عمان الرابع عشر للكتاب"), without_edition("الدوره الحاديه والعشرين للمهرجان")
(('14th', 'معرض عمان للكتاب'), ('21st', 'الدوره للمهرجان'))
>>> without_edition("معرض عمان الدولي للكتاب")
('', 'معرض عمان الدولي للكتاب')
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from nlp.quantities.arabic_numbers import ORDINALS, TENS, teen
from nlp.text.normalize import fold

__all__ = ["army_unit", "without_edition"]

_FIRST: Final = frozenset({"الحادي", "الحاديه"})  # «الحادية والعشرين»
_ENDINGS: Final = {1: "st", 2: "nd", 3: "rd"}
_UNITS: Final = {
    fold(arabic): english
    for arabic, english in zip(
        "لواء كتيبة فرقة فوج فيلق سرية".split(), "Brigade Battalion Division Regiment Corps Company".split(), strict=True
    )
}


def army_unit(noun: str, number: str) -> str:
    """The English of a unit of an army by its number: «اللواء 35»; "" for any other noun.

    >>> army_unit("اللواء", "35"), army_unit("الفرقة", "11"), army_unit("معرض", "2")
    ('35th Brigade', '11th Division', '')
    """
    english = _UNITS.get(fold(noun).removeprefix("ال"), "")
    return f"{_ordinal(int(number))} {english}" if english else ""


def _ordinal(number: int) -> str:
    """An ordinal in figures.

    >>> _ordinal(1), _ordinal(12), _ordinal(23)
    ('1st', '12th', '23rd')
    """
    return f"{number}th" if number // 10 % 10 == 1 else f"{number}{_ENDINGS.get(number % 10, 'th')}"


def without_edition(key: str) -> tuple[str, str]:
    """(the edition's ordinal in English, a folded name without it); ("", the name) where it has none of two words."""
    words = key.split()
    for at, (first, second) in enumerate(pairwise(words)):
        number = teen(first, second)
        if not number and second.startswith("و"):
            unit = 1 if first in _FIRST else ORDINALS.get(first, 0)
            tens = TENS.get(second.removeprefix("و").removeprefix("ال"), 0)
            number = unit + tens if unit and tens else 0
        if at and number:
            return _ordinal(number), " ".join(words[:at] + words[at + 2 :])
    return "", key
