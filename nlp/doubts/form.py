"""What is wrong with the form of an English text, whatever it means: nothing there, cut off, words said over again, Arabic left in
it.

>>> repeated("He said he said it.", "قال ذلك"), ends_open("He went to the")
((8, 15), (11, 14))
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from nlp.doubts.case import Case, Finding, Span
from nlp.text.normalize import fold

__all__ = ["arabic_left", "empty", "ending", "ends_open", "proportion", "repeated", "repetition", "unfinished"]

_SHORTEST, _LONGEST = 0.6, 3.2  # English letters per Arabic letter, spaces apart; outside is out of proportion
_LEAST = 25  # letters of Arabic: shorter sentences may be translated by a word
_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ARABIC_RUN: Final = re.compile(r"[\u0620-\u064a\u0671-\u06d3]+(?:[\s،]+[\u0620-\u064a\u0671-\u06d3]+)*")
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


def empty(case: Case) -> Iterator[Finding]:
    """No English at all."""
    if not case.english.strip():
        yield Finding("empty", "empty")


def unfinished(case: Case) -> Iterator[Finding]:
    """An engine that did not come to an end, or wrote far more words than the Arabic can mean."""
    words, given = len(_WORD.findall(case.english)), len(_WORD.findall(case.source.text))
    if not case.finished or words > 3 * given + 12:
        yield Finding("cut", "unfinished")


def repetition(case: Case) -> Iterator[Finding]:
    """Words said over again that the Arabic says once."""
    again = repeated(case.english, case.source.text)
    if again is not None:
        yield Finding("repetition", "repetition", english=again, words={"english": case.english[slice(*again)]})


def arabic_left(case: Case) -> Iterator[Finding]:
    """Arabic letters in the English: most of it copied, or a word left as it was."""
    if not case.arabic_left:
        return
    run = max(_ARABIC_RUN.finditer(case.english), key=lambda match: len(match.group()), default=None)
    if run is None or len(run.group()) > 0.5 * len(case.english):
        yield Finding("copied", "copied", english=run.span() if run else (0, len(case.english)))
    else:
        yield Finding("untranslated", "copied in part", english=run.span(), words={"english": run.group()})


def proportion(case: Case) -> Iterator[Finding]:
    """English much shorter or longer than its Arabic."""
    left, right = (len(re.sub(r"[\W_]", "", text)) for text in (case.plain, case.english))
    if left > _LEAST and right < _SHORTEST * left:
        yield Finding("length", "too short")
    elif right > _LONGEST * left + 25:
        yield Finding("length", "too long")


def ending(case: Case) -> Iterator[Finding]:
    """A last word that ends no sentence."""
    last = ends_open(case.english)
    if last is not None and len(re.sub(r"[\W_]", "", case.plain)) > _LEAST:
        yield Finding("cut", "ends open", english=last, words={"english": case.english[slice(*last)]})
