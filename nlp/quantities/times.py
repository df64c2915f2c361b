"""Times of day of a sentence, as "17:30": «14:05», «الساعة 5 مساء», «الساعة الثامنة والنصف صباحا».

Leaves out: times before the hour («إلا ربعا»), time zones, and hours without «الساعة» that are not written as a clock.

>>> from nlp.text.tokens import tokenize
>>> [time(Line(tokenize(text)), 0).value for text in ("14:05", "الساعة 5 مساء", "الساعة الحادية عشرة والربع ليلا")]
['14:05', '17:00', '23:15']
"""

from __future__ import annotations

import re
from typing import Final

from nlp.quantities.arabic_numbers import HOUR_ORDINALS
from nlp.quantities.line import Line, Quantity
from nlp.text.normalize import fold

__all__ = ["time"]

_CLOCK: Final = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?")
_HOUR: Final = frozenset(fold(w) for w in ("الساعة", "ساعة"))
_TEN: Final = frozenset(fold(w) for w in ("عشرة", "عشر"))
_TEENS: Final = {fold(word): hour for word, hour in (("الحادية", 11), ("الواحدة", 11), ("الثانية", 12))}  # before «عشرة»
_FRACTIONS: Final = {fold(word): minutes for word, minutes in (("والنصف", 30), ("والثلث", 20), ("والربع", 15))}
_EVENING: Final = frozenset(fold(w) for w in "مساء مساءا المساء عصرا عصر ظهرا ظهر ليلا م".split())
_MORNING: Final = frozenset(fold(w) for w in "صباحا صباح الصباح فجرا ص".split())
_NIGHT: Final = fold("ليلا")


def time(line: Line, start: int) -> Quantity | None:
    """The time of day that begins at a place, or None."""
    named = line.word(start) in _HOUR
    read = _clock(line, start + named) or (_hour(line, start + 1) if named else None)
    if read is None:
        return None
    at, hour, minute = read
    if hour > 24 or minute > 59:
        return None
    if line.word(at) in _FRACTIONS:
        minute, at = _FRACTIONS[line.word(at)], at + 1
    at, hour = _half_of_day(line, at, hour)
    return Quantity(start, at, "TIME", f"{hour % 24:02d}:{minute:02d}")


def _clock(line: Line, at: int) -> tuple[int, int, int] | None:
    """(next, hour, minute) of «14:05»."""
    match = _CLOCK.fullmatch(line.written(at))
    return (at + 1, int(match[1]), int(match[2])) if match else None


def _hour(line: Line, at: int) -> tuple[int, int, int] | None:
    """(next, hour, 0) of «5», «الخامسة», «الثانية عشرة» after «الساعة»."""
    word = line.word(at)
    if word in _TEENS and line.word(at + 1) in _TEN:
        return at + 2, _TEENS[word], 0
    hour = line.integer(at, 0, 24)
    hour = HOUR_ORDINALS.get(word) if hour is None else hour
    return None if hour is None else (at + 1, hour, 0)


def _half_of_day(line: Line, at: int, hour: int) -> tuple[int, int]:
    """(next, hour of 24) with the word after it: «مساء», «بعد الظهر», «م»; «صباحا», «ص»; as it was without one."""
    word = line.word(at)
    after_noon = word == "بعد" and line.word(at + 1) == "الظهر"
    if after_noon or word in _EVENING:
        early = word == _NIGHT and hour < 5  # «الثانية ليلا» is 02:00
        return at + 1 + after_noon, hour if early or hour >= 12 else hour + 12
    return (at + 1, hour % 12) if word in _MORNING else (at, hour)
