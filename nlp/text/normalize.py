"""Forms of Arabic text that are compared, never shown: look-up keys, Western digits, and the one form the models read.

Nothing here changes what a reader sees; `nlp.text.clean` decides that. `for_model` is the same at training and at serving: a model
fed anything else than what it was trained on gets worse without a word.

>>> fold("الكِتـابُ") == fold("الكتاب")
True
>>> for_model_with_map("كِتاب  جديد")[0]
'كتاب جديد'
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

__all__ = [
    "ARABIC_LETTERS",
    "ARABIC_MARKS",
    "BIDI_CONTROLS",
    "QUOTATIONS",
    "ZERO_WIDTHS",
    "fold",
    "for_model",
    "for_model_with_map",
    "has_arabic",
    "original_span",
    "seated",
    "strip_diacritics",
    "western_digits",
]

# Bodies of regular-expression classes, shared with the tokenizer.
ARABIC_MARKS: Final = (
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0898-\u089f\u08ca-\u08e1\u08e3-\u08ff"
)
ARABIC_LETTERS: Final = (
    "\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06e5\u06e6\u06ee\u06ef\u06fa-\u06fc\u06ff"
    "\u0750-\u077f\u0870-\u0887\u0889-\u088e\u08a0-\u08c9\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdfb\ufe70-\ufefc"
)
BIDI_CONTROLS: Final = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
ZERO_WIDTHS: Final = "\u00ad\u180e\u200b-\u200d\u2060\ufeff"

QUOTATIONS: Final = {"«": "»", '"': '"', "“": "”", "'": "'", "‹": "›"}
"""Opening quotation mark → closing one."""
_DIACRITICS = re.compile(f"[{ARABIC_MARKS}]+")
_INVISIBLE = re.compile(f"[{BIDI_CONTROLS}{ZERO_WIDTHS}]+")
_ARABIC = re.compile(f"[{ARABIC_LETTERS}]")
# What the training data lost, exactly: the eight common vowel signs, dagger alef, tatweel.
_DECIMAL: Final = re.compile(r"(?<![\d،])\d+،\d{1,2}(?!،?\d)")
_THOUSANDS: Final = re.compile(r"(?<![\d،])\d{1,3}(?:،\d{3})+(?!،?\d)")
_MODEL_DROPS = re.compile("[\u064b-\u0652\u0670\u0640]+")
_FOLDED = str.maketrans(
    {
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ې": "ي",
        "ة": "ه",
        "ۀ": "ه",
        "ە": "ه",
        "ک": "ك",
        "ـ": None,
    }
)
_WORD: Final = 24  # letters
_APART: Final = "ىء"
_HAMZA_APART: Final = re.compile(r"([ء-غف-ي]*)ىء(?![ء-غف-ي\u064b-\u0652])")
_BEFORE: Final = re.compile("^[وف]?(?:[بكف]?ال|لل|[لبك])?")
# What stands before «يء» at a word's end: شيء, بطيء, يجيء; after all else the hamza has the ya for its seat: شواطئ.
_OWN_YA: Final = frozenset("ش بط بر رد دن مل هن جر مج مس مض بذ قم ض يج تج يض تض يس تس نس ف".split())
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 2)


def has_arabic(text: str) -> bool:
    """Whether any letter of `text` is of the Arabic script."""
    return _ARABIC.search(text) is not None


def strip_diacritics(text: str) -> str:
    """`text` without vowel signs, shadda, dagger alef and Quranic marks; a hamza or madda mark joins its letter."""
    if _DIACRITICS.search(text) is None:
        return text
    return _DIACRITICS.sub("", unicodedata.normalize("NFC", text))


def seated(text: str) -> str:
    """`text` with a hamza at a word's end that is typed apart put where it belongs.

    >>> seated("الشواطىء"), seated("شىء"), seated("لاجىء"), seated("شيء")
    ('الشواطئ', 'شيء', 'لاجئ', 'شيء')
    """
    return _HAMZA_APART.sub(lambda match: match[1] + _ending(match[1]), text) if _APART in text else text


def _ending(stem: str) -> str:
    return "يء" if stem in _OWN_YA or _BEFORE.sub("", stem) in _OWN_YA else "ئ"


def western_digits(text: str) -> str:
    """`text` with Arabic and Persian digits as 0-9; the length stays. Separators (٫ ٬) are left as they are."""
    return text.translate(_DIGITS)


def fold(text: str) -> str:
    """The look-up key of `text`: one alef, ya, ta marbuta and kaf, no tatweel, diacritics or invisible characters, 0-9, lower case.

    Not for showing, and not invertible: «على» and «علي» share a key.
    """
    return _fold_word(text) if len(text) <= _WORD else _fold(text)


def _fold(text: str) -> str:
    text = seated(unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)))
    return western_digits(strip_diacritics(text).translate(_FOLDED)).casefold()


_fold_word = lru_cache(maxsize=100_000)(_fold)  # the words of a text come again and again


def for_model(text: str) -> str:
    """The Arabic that translator, tagger and encoder read: NFKC, no vowel signs, tatweel or invisible characters, single spaces,
    the marks in numbers as in English, a last hamza on its seat.

    >>> for_model("بنسبة 5،8% أي 1،250 و15،16،17"), for_model("المرافىء")
    ('بنسبة 5.8% أي 1,250 و15،16،17', 'المرافئ')
    """
    return _with_points(seated(" ".join(_MODEL_DROPS.sub("", unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))).split())))


def _with_points(text: str) -> str:
    """`text`, the Arabic comma that parts decimals (one or two digits follow) or thousands in a number written as in English."""
    if "،" not in text:
        return text
    text = _DECIMAL.sub(lambda match: match[0].replace("،", "."), text)
    return _THOUSANDS.sub(lambda match: match[0].replace("،", ","), text)


def for_model_with_map(text: str) -> tuple[str, list[int]]:
    """`for_model(text)` and, for each of its characters, the offset in `text` it comes from.

    The list is one longer than the string: its last entry is the end of the last character kept. `original_span` reads it.
    """
    out: list[str] = []
    offsets: list[int] = []
    waiting = -1  # offset of a space not yet written
    end = 0
    for start, stop in _segments(text):
        kept = _MODEL_DROPS.sub("", unicodedata.normalize("NFKC", _INVISIBLE.sub("", text[start:stop])))
        for char in kept:
            if char.isspace():
                waiting = start if waiting < 0 else waiting
                continue
            if waiting >= 0 and out:
                out.append(" ")
                offsets.append(waiting)
            waiting = -1
            out.append(char)
            offsets.append(start)
        if waiting < 0 and out:
            end = stop
    offsets.append(end)
    read = "".join(out)
    for match in reversed(list(_HAMZA_APART.finditer(read))) if _APART in read else ():
        seat = match.end() - len(_APART)
        ending = _ending(match[1])
        read = read[:seat] + ending + read[match.end() :]
        del offsets[seat + len(ending) : match.end()]
    return _with_points(read), offsets


def original_span(offsets: list[int], start: int, end: int) -> tuple[int, int]:
    """The span of the original text that model characters `start:end` come from; `offsets` is from `for_model_with_map`.

    Dropped marks after a letter belong to it. Characters that one original character became (ﷲ) all give that character.
    """
    if start >= end:
        return offsets[start], offsets[start]
    return offsets[start], max(offsets[end], offsets[end - 1] + 1)


def _segments(text: str) -> list[tuple[int, int]]:
    """Spans that NFKC treats apart from each other: a character and what may compose with it."""
    starts = [i for i, char in enumerate(text) if i == 0 or _starts_segment(char)]
    return list(zip(starts, [*starts[1:], len(text)], strict=True)) if text else []


def _starts_segment(char: str) -> bool:
    """Whether `char` never composes with, nor moves before, what precedes it (invisible characters vanish: never)."""
    if char < "\u00a0" or "\u0620" <= char <= "\u064a":
        return True
    if _INVISIBLE.match(char):
        return False
    first = unicodedata.normalize("NFKD", char)[0]
    jamo = "\u1160" <= first <= "\u11ff"  # Hangul vowels and finals compose backwards
    return not (unicodedata.combining(first) or unicodedata.category(first).startswith("M") or jamo)
