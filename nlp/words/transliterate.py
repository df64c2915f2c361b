"""Vowelled Arabic in Latin letters for learners: ALA-LC letters, written as it is heard.

Unlike ALA-LC proper, a sun letter takes the article over (ash-shams) and clitics are set off by hyphens (wa-bi-l-kitāb). ة is "ah",
"at" before an ending. Hamza is ʾ (left out at the beginning), ʿayn ʿ. A form without vowels gives "": nothing is guessed.

>>> transliterate("الشَّمْس"), transliterate("مَدْرَسَة"), transliterate("كِتَابٌ"), transliterate("كتب")
('ash-shams', 'madrasah', 'kitābun', '')
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from nlp.document import CliticSegment, Reading, Token
from nlp.text.tables import rows
from nlp.words.clitics import letters
from nlp.words.vowels import SUN_LETTERS, full, has_vowels

__all__ = ["transliterate", "transliterate_reading", "transliterate_tokens"]

_SHORT: Final = {"\u064e": "a", "\u064f": "u", "\u0650": "i", "\u064b": "an", "\u064c": "un", "\u064d": "in", "\u0670": "ā"}
_SHADDA, _SUKUN = "\u0651", "\u0652"
_LONG: Final = {("a", "ا"): "ā", ("a", "ى"): "ā", ("u", "و"): "ū", ("i", "ي"): "ī"}
_OPEN_VOWELS: Final = frozenset("aui")
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


@lru_cache(maxsize=1)
def _latin() -> dict[str, str]:
    """Arabic consonant → its Latin letters."""
    return dict(rows("words_latin_letters.tsv", columns=2))


def _article(units: list[str], vowel: str = "a") -> str:
    nxt = units[1][0]
    return vowel + (_latin()[nxt] if nxt in SUN_LETTERS else "l") + "-"


def _undoubled(units: list[str]) -> list[str]:
    """The article's assimilation is told by its own letter: the sun letter after it is then single."""
    return [units[0].replace(_SHADDA, ""), *units[1:]] if units[0][0] in SUN_LETTERS else units


@dataclass(frozen=True, slots=True)
class _Letter:
    """One letter of a vowelled word: what is written on it, where it stands, and the short vowel just before it ("" for none)."""

    char: str
    marks: str
    vowel: str
    first: bool
    last: bool
    before_lam: bool

    @property
    def short(self) -> str:
        """The Latin of the first vowel sign on the letter."""
        return next((_SHORT[mark] for mark in self.marks if mark in _SHORT), "")

    @property
    def lengthens(self) -> str:
        """The long vowel that the letter makes of the short one before it: the ا of كَا."""
        bare = not self.short and _SHADDA not in self.marks and _SUKUN not in self.marks
        return _LONG.get((self.vowel, self.char), "") if bare else ""


def _word(units: list[str]) -> str:
    """A word without its article, letter by letter.

    >>> _word(letters("كِتَابًا")), _word(letters("مُسْتَشْفىً")), _word(letters("عَرَبِيّ"))
    ('kitāban', 'mustashfan', 'ʿarabī')
    """
    out: list[str] = []
    vowel = ""
    last = len(units) - 1
    for i, unit in enumerate(units):
        letter = _Letter(unit[0], unit[1:], vowel, i == 0, i == last, i < last and units[i + 1][0] == "ل")
        if letter.lengthens:
            out[-1] = out[-1][:-1] + letter.lengthens
            vowel = ""
        else:
            vowel = _RULES.get(letter.char, _consonant)(letter, out)
    return "".join(out)


def _alef(letter: _Letter, out: list[str]) -> str:  # اِسْم: ism; كِتَابًا: kitāban; كَتَبُوا: katabū, the alef of the plural is silent
    if letter.first:
        out.append(letter.short or ("a" if letter.before_lam else "i"))
    elif letter.short == "an" or out[-1].endswith("an"):
        out.append(letter.short)
    else:
        out.append("" if out[-1].endswith("ū") else letter.short or "ā")
    return ""


def _madda(letter: _Letter, out: list[str]) -> str:  # آسِف: āsif; قُرْآن: qurʾān
    out.append("ā" if letter.first else "ʾā")
    return ""


def _wasla(letter: _Letter, out: list[str]) -> str:  # ٱسْم: ism; silent after another word's vowel
    out.append((letter.short or "i") if letter.first else "")
    return ""


def _maqsura(letter: _Letter, out: list[str]) -> str:  # هُدًى: hudan; عَلَى: ʿalā
    out.append("an" if letter.short == "an" else "ā")
    return ""


def _marbuta(letter: _Letter, out: list[str]) -> str:  # مَدْرَسَة: madrasah; مَدْرَسَةٌ: madrasatun
    out.append(("h" if letter.last and not letter.short else "t") + letter.short)
    return letter.short


def _consonant(letter: _Letter, out: list[str]) -> str:  # دَرَّسَ: darrasa; أَمَل: amal; عَرَبِيّ: ʿarabī
    sound = _latin().get(letter.char, letter.char)
    doubled = _SHADDA in letter.marks
    if sound == "ʾ" and letter.first:
        out.append(letter.short or "a")
    elif doubled and letter.char == "ي" and letter.vowel == "i" and letter.last and not _CASE_ENDING.search(letter.marks):
        out[-1] = out[-1][:-1] + "ī"
    else:
        out.append(sound * (2 if doubled else 1) + letter.short)
    return letter.short if letter.short in _OPEN_VOWELS else ""


_RULES: Final[dict[str, Callable[[_Letter, list[str]], str]]] = {
    "ا": _alef,
    "آ": _madda,
    "ٱ": _wasla,
    "ى": _maqsura,
    "ة": _marbuta,
}
"""How a letter is put down, with an example each: what it adds to the word, and the short vowel it leaves open to lengthening."""


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
