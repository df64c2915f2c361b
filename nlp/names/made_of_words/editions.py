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

from nlp.quantities.arabic_numbers import ORDINALS, TENS

__all__ = ["without_edition"]

_TEN: Final = frozenset({"عشر", "عشره"})
_ELEVEN: Final = frozenset({"الحادي", "الحاديه"})
_ENDINGS: Final = {1: "st", 2: "nd", 3: "rd"}


def without_edition(key: str) -> tuple[str, str]:
    """(the edition's ordinal in English, a folded name without it); ("", the name) where it has none of two words."""
    words = key.split()
    for at, (first, second) in enumerate(pairwise(words)):
        number = 1 if first in _ELEVEN else ORDINALS.get(first, 0)
        tens = 10 if second in _TEN else TENS.get(second.removeprefix("و").removeprefix("ال"), 0) if second.startswith("و") else 0
        if at and 0 < number < 10 and tens:
            total = number + tens
            ending = "th" if tens == 10 else _ENDINGS.get(number, "th")
            return f"{total}{ending}", " ".join(words[:at] + words[at + 2 :])
    return "", key
