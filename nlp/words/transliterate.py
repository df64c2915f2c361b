"""Vowelled Arabic in Latin letters for learners: ALA-LC letters, written as it is heard.

Unlike ALA-LC proper, a sun letter takes the article over (ash-shams) and clitics are set off by hyphens (wa-bi-l-kitāb). ة is "ah",
"at" before an ending. Hamza is ʾ (left out at the beginning), ʿayn ʿ. A form without vowels gives "": nothing is guessed.

>>> transliterate("الشَّمْس"), transliterate("مَدْرَسَة"), transliterate("كِتَابٌ"), transliterate("كتب")
('ash-shams', 'madrasah', 'kitābun', '')
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from nlp.document import CliticSegment, Reading, Token
from nlp.words.clitics import letters
from nlp.words.vowels import SUN_LETTERS, full, has_vowels

__all__ = ["transliterate", "transliterate_reading", "transliterate_tokens"]

_CONSONANTS: Final = {
    "ب": "b",
    "ت": "t",
    "ث": "th",
    "ج": "j",
    "ح": "ḥ",
    "خ": "kh",
    "د": "d",
    "ذ": "dh",
    "ر": "r",
    "ز": "z",
    "س": "s",
    "ش": "sh",
    "ص": "ṣ",
    "ض": "ḍ",
    "ط": "ṭ",
    "ظ": "ẓ",
    "ع": "ʿ",
    "غ": "gh",
    "ف": "f",
    "ق": "q",
    "ك": "k",
    "ل": "l",
    "م": "m",
    "ن": "n",
    "ه": "h",
    "و": "w",
    "ي": "y",
    "ء": "ʾ",
    "أ": "ʾ",
    "إ": "ʾ",
    "ؤ": "ʾ",
    "ئ": "ʾ",
    "پ": "p",
    "چ": "ch",
    "ڤ": "v",
    "گ": "g",
    "ژ": "zh",
}
_SHORT: Final = {"\u064e": "a", "\u064f": "u", "\u0650": "i", "\u064b": "an", "\u064c": "un", "\u064d": "in", "\u0670": "ā"}
_SHADDA, _SUKUN = "\u0651", "\u0652"
_LONG: Final = {("a", "ا"): "ā", ("a", "ى"): "ā", ("u", "و"): "ū", ("i", "ي"): "ī"}
_MACRONS: Final = {"a": "ā", "u": "ū", "i": "ī"}
_PUNCTUATION: Final = str.maketrans("،؛؟", ",;?")
_CASE_ENDING = re.compile("[\u064b-\u0650]")


def transliterate(diacritized: str, *, article: bool = True) -> str:
    """`diacritized` (one word) in Latin letters; "" when it has no vowels. `article`: an ال at its beginning is the article."""
    if not has_vowels(diacritized):
        return ""
    text = full(diacritized.replace("ـ", ""), article=article)
    units = letters(text)
    if article and text.startswith("ال") and len(units) > 3 and not units[0][1:]:
        return _article(units[1:]) + _word(_undoubled(units[2:]))
    return _word(units)


def _article(units: list[str], vowel: str = "a") -> str:
    nxt = units[1][0]
    return vowel + (_CONSONANTS[nxt] if nxt in SUN_LETTERS else "l") + "-"


def _undoubled(units: list[str]) -> list[str]:
    """The article's assimilation is told by its own letter: the sun letter after it is then single."""
    return [units[0].replace(_SHADDA, ""), *units[1:]] if units[0][0] in SUN_LETTERS else units


def _word(units: list[str]) -> str:
    out: list[str] = []
    vowel = ""  # the short vowel just written
    last = len(units) - 1
    for i, unit in enumerate(units):
        char, marks = unit[0], unit[1:]
        short = next((_SHORT[m] for m in marks if m in _SHORT), "")
        long_vowel = _LONG.get((vowel, char))
        if long_vowel and not short and _SHADDA not in marks and _SUKUN not in marks:
            out[-1] = out[-1][:-1] + long_vowel
            vowel = ""
        elif char == "ا":
            out.append(_alef(units, i, short, out))
            vowel = ""
        elif char == "آ":
            out.append("ā" if i == 0 else "ʾā")
            vowel = ""
        elif char == "ٱ":
            out.append("" if i else short or "i")
            vowel = ""
        elif char == "ى":
            out.append("an" if short == "an" else "ā")
            vowel = ""
        elif char == "ة":
            out.append(("t" if short or i < last else "h") + short)
            vowel = short
        else:
            out.append(_consonant(char, marks, short, first=i == 0, last=i == last, vowel=vowel))
            if out[-1] == "" and vowel == "i":
                out[-2] = out[-2][:-1] + "ī"
            vowel = short if short in _MACRONS else ""
    return "".join(out)


def _alef(units: list[str], i: int, short: str, out: list[str]) -> str:
    if i == 0:
        return short or ("a" if len(units) > 1 and units[1][0] == "ل" else "i")
    if short == "an" or out[-1].endswith("an"):
        return short
    return "" if out[-1].endswith("ū") else short or "ā"  # كتبوا: the alef of the plural is silent


def _consonant(char: str, marks: str, short: str, *, first: bool, last: bool, vowel: str) -> str:
    sound = _CONSONANTS.get(char, char)
    if sound == "ʾ" and first:
        return short or "a"
    if _SHADDA in marks:
        if char == "ي" and vowel == "i" and last and not _CASE_ENDING.search(marks):
            return ""  # عَرَبِيّ: ʿarabī
        sound += sound
    return sound + short


def transliterate_reading(reading: Reading) -> str:
    """A reading's whole word, its clitics set off by hyphens: wa-bi-l-kitāb; "" when its vowels are unknown."""
    if reading.source == "backoff":
        return ""
    return _segmented(reading.diacritized, reading.segments)


def _segmented(diacritized: str, segments: Sequence[CliticSegment]) -> str:
    if not has_vowels(diacritized):
        return ""
    units = letters(diacritized.replace("ـ", ""))
    before = [s for s in segments if s.kind == "proclitic"]
    at = 0
    out = ""
    for segment in before:
        width = len(letters(segment.text.replace("ـ", "")))
        piece = units[at : at + width]
        at += width
        if at >= len(units):
            return transliterate(diacritized)
        if segment.pos == "article":
            out += _article([piece[-1], units[at]], "" if out else "a")
            rest = _undoubled(units[at:])
            return out + _word(rest)
        out += _word(piece) + "-"
    return out + (_word(units[at:]) if out else transliterate(diacritized, article=False))


def transliterate_tokens(tokens: Sequence[Token]) -> str:
    """A sentence from its words' chosen readings; words of unknown vowels stay in Arabic, other tokens as they are."""
    out = ""
    end = tokens[0].start if tokens else 0
    for token in tokens:
        latin = transliterate_reading(token.readings[0]) if token.readings else ""
        out += " " if token.start > end else ""
        out += latin or (token.text.translate(_PUNCTUATION) if token.kind == "punctuation" else token.text)
        end = token.end
    return out
