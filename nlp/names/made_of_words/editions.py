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

__all__ = ["without_edition"]

_FIRST: Final = frozenset({"الحادي", "الحاديه"})  # «الحادية والعشرين»
_ENDINGS: Final = {1: "st", 2: "nd", 3: "rd"}


def without_edition(key: str) -> tuple[str, str]:
    """(the edition's ordinal in English, a folded name without it); ("", the name) where it has none of two words."""
    words = key.split()
    for at, (first, second) in enumerate(pairwise(words)):
        number = teen(first, second)
        ending = "th"
        if not number and second.startswith("و"):
            unit = 1 if first in _FIRST else ORDINALS.get(first, 0)
            tens = TENS.get(second.removeprefix("و").removeprefix("ال"), 0)
            number, ending = (unit + tens if unit and tens else 0), _ENDINGS.get(unit, "th")
        if at and number:
            return f"{number}{ending}", " ".join(words[:at] + words[at + 2 :])
    return "", key
