"""Where a sentence that is too long for a network is best cut: before a clause that has its verb and subject with it.

For each word: what it costs to begin a part there, 0 (after a full stop) to 90 (within a word group). A clause begins with a verb,
or a particle before one, after a comma; what describes a noun before it («الذي», a participle) or is its object is no clause.
Without analysis (no parts of speech) the punctuation alone decides. Leaves out: how long the parts come out
(`models.pipeline.text.splitting`).

>>> from nlp.text.tokens import tokenize
>>> [round(cost) for _, cost in clause_costs(tokenize("جاء؛ وذهب، حيث نام"))]
[4, 10, 60]
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from nlp.document import Token
from nlp.text import tables
from nlp.text.normalize import fold, strip_diacritics

__all__ = ["clause_costs"]

_STOPS: Final = frozenset(".…۔!?؟")
_DASHES: Final = frozenset("–—-")
_OPENERS: Final = frozenset("«“‹([{\"'")
_CLOSERS: Final = frozenset("»”›)]}\"'")
_LEADS: Final = frozenset({"particle", "negation", "pronoun", "demonstrative"})
"""Parts of speech of words before a verb or subject that a clause begins with: «قد», «لم», «إنه», «وهي»."""
_RELATIVE: Final = frozenset(fold(w) for w in "الذي التي الذين اللذان اللذين اللتان اللتين اللاتي اللواتي".split())
_AFTER_COMMA: Final = {"verb": 8, "lead": 8, "clause word": 10, "relative": 32, "preposition": 24, "joined": 26, "other": 36}
_AFTER_WORD: Final = {"verb": 55, "lead": 58, "clause word": 24, "relative": 60, "preposition": 58, "joined": 40, "other": 60}
_JOINED_VERB: Final = 20  # «وقالت» without a comma
_WITHIN_QUOTE: Final = 30
_ABBREVIATION: Final = 3  # letters of a word whose full stop ends nothing: «م. نصر»
_LONG_QUOTE: Final = 30  # tokens: a longer one may be cut like any text


def clause_costs(tokens: Sequence[Token]) -> tuple[tuple[int, float], ...]:
    """(start of a token, cost of beginning a part with it) for each token but the first that may begin one, in order."""
    inside = _inside(tokens)
    out = []
    for at, (before, here) in enumerate(pairwise(tokens), 1):
        if before.text in _OPENERS or (here.kind == "punctuation" and here.text not in _OPENERS | _DASHES):
            continue
        cost = 90.0 if before.end == here.start else _cost(tokens, at)
        out.append((here.start, cost + _WITHIN_QUOTE * inside[at]))
    return tuple(out)


def _cost(tokens: Sequence[Token], at: int) -> float:
    here, mark = tokens[at], _mark_before(tokens, at)
    if mark and mark[0] in _STOPS:
        return _AFTER_WORD["other"] if mark == "." and len(tokens[at - 2].text) <= _ABBREVIATION else 0
    if mark in {"؛", ";"}:
        return 4
    if mark in {"،", ","}:
        return _AFTER_COMMA[_kind(here)] if here.kind != "number" else 50
    if mark == ":" or mark in _DASHES or here.text in _DASHES:
        return 15
    kind = _kind(here)
    return _JOINED_VERB if kind in {"verb", "lead"} and _joins(here) else _AFTER_WORD[kind]


def _mark_before(tokens: Sequence[Token], at: int) -> str:
    """The punctuation mark before a token, what closes a quotation passed over; "" for none."""
    before = at - 1
    while before > 0 and tokens[before].text in _CLOSERS:
        before -= 1
    return tokens[before].text if tokens[before].kind == "punctuation" else ""


def _kind(token: Token) -> str:
    """What a word is as the beginning of a clause: a key of the tables above."""
    bare = fold(token.text)
    if bare in _RELATIVE:
        return "relative"
    if strip_diacritics(token.text) in tables.words("text_clause_words.txt"):
        return "clause word"
    if token.pos == "verb":
        return "verb"
    if token.pos in _LEADS:
        return "lead"
    if token.pos in {"preposition", "adverb"}:
        return "preposition"
    return "joined" if _joins(token) or (not token.pos and bare[:1] in {"و", "ف"} and len(bare) > 3) else "other"


def _joins(token: Token) -> bool:
    """Whether a word begins with «و» or «ف» as a word of its own."""
    first = token.segments[0] if token.segments else None
    return first is not None and first.kind == "proclitic" and first.pos == "conjunction"


def _inside(tokens: Sequence[Token]) -> list[bool]:
    """For each token, whether a part that begins with it would leave a short quotation or bracket open."""
    out, opened = [False] * len(tokens), -1
    for at, token in enumerate(tokens):
        if token.text in _CLOSERS and opened >= 0:
            if at - opened <= _LONG_QUOTE:
                out[opened + 1 : at + 1] = [True] * (at - opened)
            opened = -1
        elif token.text in _OPENERS:
            opened = at
    return out
