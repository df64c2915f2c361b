"""Diacritised forms as books for learners print them, from the database's lighter spelling.

Added: the shadda of a sun letter after the article, the fatha before a long alef. Here too: whether two vowelled forms agree.

>>> full("بِالقَمَر"), full("كِتاب")
('بِالقَمَر', 'كِتَاب')
>>> agrees("كَتبَ", "كَتَبَ"), agrees("كُتِبَ", "كَتَبَ")
(True, False)
"""

from __future__ import annotations

import re
from typing import Final

from nlp.text.normalize import ARABIC_MARKS
from nlp.words.clitics import letters

__all__ = ["SUN_LETTERS", "agrees", "doubles", "full", "has_vowels"]

SUN_LETTERS: Final = "تثدذرزسشصضطظلن"
_FATHA, _SHADDA, _SUKUN = "\u064e", "\u0651", "\u0652"
_VOWELS: Final = "\u064b-\u0650\u0652\u0670"
_SUN = re.compile(rf"^((?:[وف]\u064e)?(?:[بك][\u064e\u0650])?ال|(?:[وف]\u064e)?لِل)([{SUN_LETTERS}])(?!\u0651)")
_TANWEEN = re.compile("\u064bا$")
_MARKS = re.compile(f"[{ARABIC_MARKS}]")


def full(diacritized: str, *, article: bool = True) -> str:
    """`diacritized` with sun letters' shadda (when its ال is the article) and the fatha that a long alef implies."""
    text = _SUN.sub(rf"\1\2{_SHADDA}", diacritized) if article else diacritized
    units = letters(text)
    for i in range(1, len(units)):
        previous = units[i - 1]
        marks = previous[1:]
        if units[i] != "ا" or i < 2 or previous[0] in "اىآ" or re.search(f"[{_VOWELS}]", marks):
            continue
        if i == len(units) - 1 and previous == "و" and "\u064f" in units[i - 2]:
            continue  # كَتَبُوا: the و is the vowel
        units[i - 1] = previous + _FATHA
    return "".join(units)


def has_vowels(word: str) -> bool:
    """Whether `word` is written with any diacritic that tells readings apart."""
    return _MARKS.search(word) is not None


def doubles(written: str, form: str) -> bool:
    """Whether `form` doubles every letter that `written` does.

    >>> doubles("يُغيَّر", "يُغَيِّر"), doubles("يُغيَّر", "يُغِير")
    (True, False)
    """
    ours, theirs = letters(written.replace("ـ", "")), letters(form.replace("ـ", ""))
    return len(ours) == len(theirs) and all(_SHADDA in b for a, b in zip(ours, theirs, strict=True) if _SHADDA in a)


def agrees(written: str, form: str) -> bool:
    """Whether every diacritic written in `written` is one that `form` has on the same letter (a case ending may be absent).

    A tanween may stand before its alef or on it; the fatha that a long alef implies is there. A doubled letter is
    doubled in both.

    >>> agrees("تقريبًا", "تَقْرِيباً"), agrees("يُعدَّان", "يُعَدّانِ"), agrees("يُعدَّان", "يَعِدانِ"), agrees("يُغيَّر", "يُغِير")
    (True, True, False, False)
    """
    ours, theirs = letters(_TANWEEN.sub("ا\u064b", written.replace("ـ", ""))), letters(full(form.replace("ـ", "")))
    if len(ours) != len(theirs):
        return False
    last = len(ours) - 1
    for i, (mine, full_unit) in enumerate(zip(ours, theirs, strict=True)):
        marks = set(mine[1:]) - {_SUKUN}
        known = set(full_unit[1:])
        if not marks or (i == last and not known & set("\u064b\u064c\u064d\u064e\u064f\u0650")):
            continue
        if marks - known and (known or i == last or _SHADDA in marks):
            return False
    return True
