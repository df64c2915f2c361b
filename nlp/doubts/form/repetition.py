"""Words that the English says over again and the Arabic says once, as a network does that has lost its place.

Four forms, looked for in this order: a word that stutters («apathedededed»), a stretch of up to eight words twice in a row, a word
three times, five words that come back. Nothing is found where the Arabic repeats itself as well.

>>> text = "He said he said it."
>>> text[slice(*repeated(text, "قال ذلك"))]
'he said'
>>> repeated("never never give up", "أبدا أبدا لا تستسلم") is None
True
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from nlp.doubts.case import Case, Finding, Span
from nlp.text.normalize import fold

__all__ = ["repeated", "repetition"]

_STUTTER: Final = re.compile(r"[^\W\d_]*?([^\W\d_]{2,4})\1{2,}[^\W\d_]*")
_WORD: Final = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_STOP: Final = re.compile(r"[.!?;:()]")
_DOUBLES: Final = frozenset({"that", "had", "very", "many", "bora", "walla"})  # said twice in good English: "that that is so"
_LONGEST: Final = 8  # words of a stretch that is looked for twice in a row
_GRAM: Final = 5  # words that hardly come back by chance


def repetition(case: Case) -> Iterator[Finding]:
    """Words said over again that the Arabic says once."""
    again = repeated(case.english, case.source.text)
    if again is not None:
        yield Finding("repetition", "repetition", english=again, words={"english": case.english[slice(*again)]})


def repeated(english: str, arabic: str) -> Span | None:
    """The second of two equal stretches of English that the Arabic does not repeat, or None."""
    stutter = _STUTTER.search(english)
    if stutter:
        return stutter.span()
    source = re.findall(r"\w+", fold(arabic))
    if _repeats_itself(source):
        return None
    words = list(_WORD.finditer(english))
    keys = [word.group().lower() for word in words]
    twice = None if any(a == b for a, b in pairwise(source)) else _twice_in_a_row(english, words, keys)
    return twice or _coming_back(words, keys, source)


def _repeats_itself(source: Sequence[str]) -> bool:
    """Whether a long word stands three times in a text that says few other words: a chant, a list."""
    return len(set(source)) < 0.8 * len(source) and any(source.count(word) > 2 for word in set(source) if len(word) > 3)


def _twice_in_a_row(english: str, words: Sequence[re.Match[str]], keys: Sequence[str]) -> Span | None:
    """The second of two equal stretches with no stop between them; a single word must be a telling one, or stand three times.

    >>> text = "the head of state the head of state"
    >>> words = list(_WORD.finditer(text))
    >>> _twice_in_a_row(text, words, [word.group() for word in words])
    (18, 35)
    """
    for size in range(1, _LONGEST + 1):
        for i in range(len(keys) - 2 * size + 1):
            if keys[i : i + size] != keys[i + size : i + 2 * size]:
                continue
            if size == 1 and not _is_telling(keys, i):
                continue
            if not _STOP.search(english[words[i + size - 1].end() : words[i + size].start()]):
                return words[i + size].start(), words[i + 2 * size - 1].end()
    return None


def _is_telling(keys: Sequence[str], at: int) -> bool:
    """Whether a word said twice from `at` on is one that nobody says twice."""
    word = keys[at]
    return (len(word) > 3 and word not in _DOUBLES) or list(keys[at : at + 3]) == [word] * 3


def _coming_back(words: Sequence[re.Match[str]], keys: Sequence[str], source: Sequence[str]) -> Span | None:
    """Five words that come back later, where no three words of the Arabic do."""
    threes = [tuple(source[at : at + 3]) for at in range(len(source) - 2)]
    if len(set(threes)) < len(threes):
        return None
    seen: dict[tuple[str, ...], int] = {}
    for at in range(len(keys) - _GRAM + 1):
        gram = tuple(keys[at : at + _GRAM])
        if at - seen.setdefault(gram, at) >= _GRAM:
            return words[at].start(), words[at + _GRAM - 1].end()
    return None
