"""Latin letters for a name no table knows: rules for the letters, short vowels guessed. The last resort of `nlp.names`."""

from __future__ import annotations

from typing import Final

__all__ = ["romanize"]

_LETTERS: Final = {
    "ا": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "س": "s",
    "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ل": "l", "م": "m",
    "ن": "n", "ه": "h", "ة": "a", "ء": "", "ئ": "e", "ؤ": "o", "پ": "p", "چ": "ch", "ڤ": "v", "گ": "g", "ڨ": "g",
}  # fmt: skip


def romanize(word: str) -> str:
    """A readable spelling of one folded Arabic word, capitalised; other scripts come back as they are."""
    out = ""
    for index, letter in enumerate(word):
        first, last = index == 0, index == len(word) - 1
        if letter == "و":
            out += "w" if first or (index + 1 < len(word) and word[index + 1] in "اي") else "o"
        elif letter == "ي":
            out += "y" if first or (index + 1 < len(word) and word[index + 1] in "او") else "i"
        else:
            sound = _LETTERS.get(letter, letter)
            if (
                out
                and sound
                and sound[0] not in "aeiou"
                and out[-1] not in "aeiouy"
                and not last
                and (index < 2 or out[-2:-1] not in "aeiou")
            ):
                out += "a"
            out += sound
    return out[:1].upper() + out[1:]
