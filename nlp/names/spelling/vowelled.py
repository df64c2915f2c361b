"""Latin spelling of a word whose vowels the dictionary knows, as English newspapers write Arabic: أَمْلَاك is Amlak, مِيثَاق Mithaq.

Letter by letter: long vowels as short ones, doubled letters twice, ع and ء only between vowels (Shuaa), ة as a, no case ending.
Leaves out: names, whose spelling tables know, and words without vowel signs (`nlp.names.spelling.romanize`).

>>> [vowelled(word) for word in ("أَمْلَاك", "مِيثَاق", "ضَمَان", "خَزْنَة", "شُعَاع", "صُرُوح", "إِشْرَاق", "آبَار", "حَيَّة", "ثَوْرَة")]
['Amlak', 'Mithaq', 'Daman', 'Khazna', 'Shuaa', 'Surouh', 'Ishraq', 'Aabar', 'Hayya', 'Thawra']
"""

from __future__ import annotations

from typing import Final

__all__ = ["vowelled"]

_CONSONANTS: Final = {
    "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "س": "s", "ش": "sh",
    "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h",
    "و": "w", "ي": "y", "ع": "", "ء": "", "أ": "", "إ": "", "ؤ": "", "ئ": "",
}  # fmt: skip
_VOWELS: Final = {"\u064e": "a", "\u064f": "u", "\u0650": "i"}
_SHADDA: Final = "\u0651"
_SUKUN: Final = "\u0652"
_LONG: Final = {("a", "ا"): "a", ("a", "ى"): "a", ("u", "و"): "ou", ("i", "ي"): "i"}


def vowelled(word: str) -> str:
    """The word in Latin letters, capitalised; "" for one that has no vowel signs or other letters than Arabic ones."""
    letters = _letters(word)
    if not letters or not any(vowel for _, vowel, _ in letters):
        return ""
    out = ""
    for at, (letter, vowel, doubled) in enumerate(letters):
        before = letters[at - 1][1] if at else ""
        if letter == "آ":
            out += "aa"
        elif letter == "ة":
            out += "" if out.endswith("a") else "a"
        elif not vowel and (before, letter) in _LONG:
            out = out[:-1] + _LONG[before, letter]
        elif letter in {"ا", "ى"}:
            out += vowel or ("" if out.endswith("a") else "a")
        elif letter not in _CONSONANTS:
            return ""
        else:
            sound = _CONSONANTS[letter]
            last = at + 1 == len(letters)
            open_end = last and letter == "ع" and out.endswith("a")
            out += ("a" if open_end else sound) + (sound if doubled and len(sound) == 1 else "") + ("" if last else vowel)
    return out[:1].upper() + out[1:]


def _letters(word: str) -> list[tuple[str, str, bool]]:
    """(letter, its short vowel or "", whether it is doubled) of a word with vowel signs."""
    out: list[tuple[str, str, bool]] = []
    for sign in word:
        if out and sign in _VOWELS:
            out[-1] = (out[-1][0], _VOWELS[sign], out[-1][2])
        elif out and sign == _SHADDA:
            out[-1] = (out[-1][0], out[-1][1], True)
        elif sign != _SUKUN:
            out.append((sign, "", False))
    return out
