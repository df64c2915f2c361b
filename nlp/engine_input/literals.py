"""What a translation must say letter for letter: addresses, hashtags, emoji, sums and ranges in digits, words in Latin letters.

A small network puts such things together from pieces and gets them wrong: "http" is left out, ❤ becomes half a character, 224 is
"2,24". So they are kept apart: `addresses` never reach a network, the others are asked for again where they were lost
(`models.pipeline.text.stand_ins`). Leaves out: numbers in words, and names, whose English is not their Arabic.

>>> [(each.kind, each.english) for each in literals("سعره ٣٫٥٪ في ٢٠٠١-٢٠٠٣ على #غزة_الآن 😀 وGoogle Play")]
[('number', '3.5%'), ('number', '2001-2003'), ('address', '#غزة_الآن'), ('emoji', '😀'), ('latin', 'Google Play')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

import regex

from nlp.document import Token
from nlp.quantities.english_numbers import english_numbers
from nlp.quantities.written import in_digits, unmatched
from nlp.text.tokens import tokenize

__all__ = ["Kept", "is_lost", "literals", "punctuation", "western"]

Kind = Literal["address", "emoji", "number", "latin"]

_EMOJI: Final = regex.compile(r"\p{RI}\p{RI}|(?![©®™])\p{Extended_Pictographic}")
_MONEY: Final = frozenset("$€£¥₪₺₽")
_PERCENT: Final = frozenset("%٪‰؉")
_FRACTIONS: Final = frozenset("¼½¾⅓⅔⅛⅜⅝⅞")
_DASHES: Final = frozenset("-–—−")
_WESTERN: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬٪", "0123456789" * 2 + ".,%")
_PUNCTUATION: Final = str.maketrans("،؛؟۔«»", ',;?.""')


@dataclass(frozen=True, slots=True)
class Kept:
    """Characters `start:end` of a sentence that its translation has as `english`."""

    start: int
    end: int
    english: str
    kind: Kind


def western(text: str) -> str:
    """`text` with the digits, decimal and thousands marks and percent sign of English; its length stays.

    >>> western("(٣٠٫٥٪)")
    '(30.5%)'
    """
    return text.translate(_WESTERN)


def punctuation(text: str) -> str:
    """`text` with the punctuation marks of English; its length stays.

    >>> punctuation("أ، ب؟")
    'أ, ب?'
    """
    return text.translate(_PUNCTUATION)


@lru_cache(maxsize=256)
def literals(text: str) -> tuple[Kept, ...]:
    """What of a sentence must come out as it is, in order, disjoint; offsets into `text`."""
    tokens = tokenize(text)
    kept: list[Kept] = []
    at = 0
    while at < len(tokens):
        kind, last = _stretch(tokens, at)
        if kind is not None:
            start, end = tokens[at].start, tokens[last - 1].end
            written = text[start:end]
            kept.append(Kept(start, end, western(written) if kind == "number" else written, kind))
        at = last
    return tuple(_joined(kept, text))


def is_lost(kept: Kept, english: str) -> bool:
    """Whether `english` does not have it: numbers by their value, Latin words each for itself, whatever their capitals.

    >>> price = Kept(0, 4, "$224", "number")
    >>> is_lost(price, "It is 2,24 dollars"), is_lost(price, "It is 224 dollars"), is_lost(price, "It is 224")
    (True, False, True)
    """
    if kept.kind == "number":
        return bool(unmatched(list(in_digits(kept.english)), english_numbers(english))) or _sign_is_lost(kept.english, english)
    if kept.kind == "latin":
        return any(re.search(rf"(?<!\w){re.escape(w)}", english, re.IGNORECASE) is None for w in kept.english.split())
    return kept.english not in english


_SIGNS: Final = {
    "$": "dollar", "€": "euro", "£": "pound|sterling|lira", "¥": "yen|yuan", "₪": "shekel", "₺": "lira", "₽": "ro?uble",
    "%": "per ?cent|percentage",
}  # fmt: skip


def _sign_is_lost(kept: str, english: str) -> bool:
    """Whether a sign of `kept` is neither in `english` nor said there."""
    signs = (sign for sign in _SIGNS if sign in kept and sign not in english)
    return any(re.search(_SIGNS[sign], english, re.IGNORECASE) is None for sign in signs)


def _stretch(tokens: Sequence[Token], at: int) -> tuple[Kind | None, int]:
    """(what kind of literal begins at `at`, if any, and the place after it)."""
    token = tokens[at]
    if token.kind == "address":
        return "address", at + 1
    if token.kind == "symbol" and _EMOJI.match(token.text):
        return "emoji", at + 1
    if token.kind == "number" or (token.text in _MONEY and _is(tokens, at + 1, "number") and _touch(tokens, at + 1)):
        return "number", _number_end(tokens, at)
    if token.kind == "latin":
        last = at + 1
        while (_is(tokens, last, "latin") or _is(tokens, last, "number")) and tokens[last].start == tokens[last - 1].end + 1:
            last += 1
        return "latin", last
    return None, at + 1


def _number_end(tokens: Sequence[Token], at: int) -> int:
    """The place after a number, or a sum, range, time or fraction written together: «$5», «5€», «30٪», «784-808», «4:41.30», «29¾».

    >>> [each.english for each in literals("في 4:41.30 من 29¾ و 3 . 5")]
    ['4:41.30', '29¾', '3', '5']
    """
    last = at + 1 + (tokens[at].kind != "number")
    while last < len(tokens) and _touch(tokens, last):
        sign = tokens[last].text
        parted = sign in _DASHES or (sign == "." and ":" in tokens[last - 1].text)
        if sign in _MONEY | _PERCENT | _FRACTIONS:
            last += 1
        elif parted and _is(tokens, last + 1, "number") and _touch(tokens, last + 1):
            last += 2
        else:
            break
    return last


def _is(tokens: Sequence[Token], at: int, kind: str) -> bool:
    return at < len(tokens) and tokens[at].kind == kind


def _touch(tokens: Sequence[Token], at: int) -> bool:
    """Whether no space is before the token at `at`."""
    return tokens[at].start == tokens[at - 1].end


def _joined(kept: Sequence[Kept], text: str) -> Iterator[Kept]:
    """Addresses or emoji with nothing but space between them as one."""
    waiting: Kept | None = None
    for each in kept:
        if waiting is not None and waiting.kind == each.kind in {"address", "emoji"} and not text[waiting.end : each.start].strip():
            waiting = Kept(waiting.start, each.end, text[waiting.start : each.end], each.kind)
            continue
        if waiting is not None:
            yield waiting
        waiting = each
    if waiting is not None:
        yield waiting
