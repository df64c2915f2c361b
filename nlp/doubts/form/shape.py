"""What is wrong with the form of an English text, whatever it means: nothing there, cut off, out of proportion, Arabic left in it.

Words said over again are in `nlp.doubts.form.repetition`.

>>> ends_open("He went to the")
(11, 14)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from nlp.doubts.case import Case, Finding, Span
from nlp.text.english import stop_words

__all__ = ["arabic_left", "empty", "ending", "ends_open", "proportion", "unfinished"]

_SHORTEST, _LONGEST = 0.6, 3.2  # English letters per Arabic letter, spaces apart; outside is out of proportion
_LEAST = 25  # letters of Arabic: shorter sentences may be translated by a word
_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ARABIC_RUN: Final = re.compile(r"[\u0620-\u064a\u0671-\u06d3]+(?:[\s،]+[\u0620-\u064a\u0671-\u06d3]+)*")


def ends_open(english: str) -> Span | None:
    """The last word when a sentence cannot end with it ("of", "the"): the English was cut off."""
    last = re.search(r"([^\W\d_]+)[\s,;:]*$", english)
    return last.span(1) if last and last.group(1) in stop_words("unfinished") else None


def empty(case: Case) -> Iterator[Finding]:
    """No English at all."""
    if not case.english.strip():
        yield Finding("empty", "empty")


def unfinished(case: Case) -> Iterator[Finding]:
    """An engine that did not come to an end, or wrote far more words than the Arabic can mean."""
    words, given = len(_WORD.findall(case.english)), len(_WORD.findall(case.source.text))
    if not case.finished or words > 3 * given + 12:
        yield Finding("cut", "unfinished")


def arabic_left(case: Case) -> Iterator[Finding]:
    """Arabic letters in the English: most of it copied, or a word left as it was."""
    if not case.arabic_left:
        return
    run = max(_ARABIC_RUN.finditer(case.own), key=lambda match: len(match.group()), default=None)
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
