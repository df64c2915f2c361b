"""What is wrong with the form of an English sentence, whatever it means: words said over again, an ending that is none.

>>> repeated("He said he said it.", "قال ذلك"), ends_open("He went to the")
((8, 15), (11, 14))
"""

from __future__ import annotations

import re
from typing import Final

from nlp.text.normalize import fold

__all__ = ["ends_open", "repeated"]

Span = tuple[int, int]
_STUTTER: Final = re.compile(r"[^\W\d_]*?([^\W\d_]{2,4})\1{2,}[^\W\d_]*")
_DOUBLES: Final = frozenset({"that", "had", "very", "many", "bora", "walla"})
_OPEN: Final = frozenset(
    "the a an of and to in for with by from that which who or at on as is are was were his her its their".split()
)


def repeated(english: str, arabic: str) -> Span | None:
    """The second of two equal stretches of English that the Arabic does not repeat: a word said three times, a phrase twice in a
    row, five words that come back, or one word that stutters («apathedededed»). None where the Arabic repeats itself as well."""
    stutter = _STUTTER.search(english)
    if stutter:
        return stutter.span()
    words = list(re.finditer(r"[^\W_]+(?:['’-][^\W_]+)*", english))
    keys = [word.group().lower() for word in words]
    source = re.findall(r"\w+", fold(arabic))
    if any(source.count(word) > 2 for word in set(source) if len(word) > 3) and len(set(source)) < 0.8 * len(source):
        return None
    for size in range(1, 9):
        for i in range(len(keys) - 2 * size + 1):
            again = keys[i : i + size] == keys[i + size : i + 2 * size]
            if again and re.search(r"[.!?;:()]", english[words[i + size - 1].end() : words[i + size].start()]):
                continue
            telling = size > 1 or keys[i : i + 3] == [keys[i]] * 3 or (len(keys[i]) > 3 and keys[i] not in _DOUBLES)
            if again and telling and not any(source[j] == source[j + 1] for j in range(len(source) - 1)):
                return words[i + size].start(), words[i + 2 * size - 1].end()
    seen: dict[tuple[str, ...], int] = {}
    for i in range(len(keys) - 4):
        gram = tuple(keys[i : i + 5])
        if gram in seen and i - seen[gram] >= 5:
            grams = {tuple(source[j : j + 3]) for j in range(len(source) - 2)}
            if len(grams) == max(0, len(source) - 2):
                return words[i].start(), words[i + 4].end()
        seen.setdefault(gram, i)
    return None


def ends_open(english: str) -> Span | None:
    """The last word when a sentence cannot end with it ("of", "the"): the English was cut off."""
    last = re.search(r"([^\W\d_]+)[\s,;:]*$", english)
    return (
        last.span(1)
        if last and last.group(1) in _OPEN - {"in", "on", "to", "for", "with", "by", "is", "are", "was", "were", "that"}
        else None
    )
