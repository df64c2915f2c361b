"""Which stretches of a text run against it: English inside Arabic, Arabic inside English, each to be set apart as one.

A stretch goes from the first foreign letter to the last one that only spaces, digits and marks part from it, with the brackets it
opened and the signs written onto it («C++», «@rafiq»). Brackets and quotes around it stay outside, where they belong to the text.
Left out: what a browser does by itself (digits, mirrored brackets), and text that must stay bare (CSV, TMX, XLIFF).

>>> text = "مجموعة (No Apartheid for Azure) وشركة Microsoft، وقناة Democracy Now (2024)."
>>> [text[start:end] for start, end in foreign_runs(text, rtl=True)]
['No Apartheid for Azure', 'Microsoft', 'Democracy Now (2024)']
>>> text = "the House of Wisdom (بيت الحكمة) in Baghdad"
>>> [text[start:end] for start, end in foreign_runs(text, rtl=False)]
['بيت الحكمة']
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

__all__ = ["foreign_runs", "needs_isolation", "whole_tokens"]

Span = tuple[int, int]

_RIGHT: Final = frozenset({"R", "AL"})
_CLOSES: Final = {")": "(", "]": "[", "}": "{", "”": "“", "’": "‘", "»": "«", "›": "‹"}
_OPENS: Final = frozenset(_CLOSES.values())
_CLOSING: Final = frozenset(_CLOSES) | {'"'}
_ENDS: Final = frozenset("\n\u2028\u2029،؛؟")  # a run never goes on over these
_BEFORE: Final = frozenset("@#$€£.")  # signs that are read with the word they stand before
_AFTER: Final = frozenset("+#%°™®©")
_FINAL: Final = frozenset("!?.…")  # in «(Democracy Now!)» they belong to what the brackets hold
_FAR: Final = 300  # letters: a bracket that is not closed by then is none
_OPEN_SPACE: Final = frozenset("([{«“\"'")


def foreign_runs(text: str, *, rtl: bool) -> tuple[Span, ...]:
    """(start, end) in code points of the stretches of `text` that run against it; `rtl` says that the text itself is Arabic."""
    runs: list[Span] = []
    at = 0
    while at < len(text):
        if _is_foreign(text[at], rtl):
            end = _end(text, at, rtl)
            runs.append((_start(text, at, runs[-1][1] if runs else 0) if rtl else at, end))
            at = end
        else:
            at += 1
    return tuple(runs)


def needs_isolation(run: str) -> bool:
    """Whether plain text would show `run` wrong in a line of the other direction: it begins or ends with a sign, not a letter.

    >>> needs_isolation("Democracy Now"), needs_isolation("C++"), needs_isolation("Azure (2024)")
    (False, True, True)
    """
    return any(unicodedata.bidirectional(letter) not in ("L", "R", "AL", "EN", "AN") for letter in (run[:1], run[-1:]) if letter)


def whole_tokens(runs: Sequence[Span], tokens: Iterable[Span], text: str, *, rtl: bool) -> tuple[Span, ...]:
    """`runs`, none of which begins or ends inside a token: one that mixes both scripts is left out, any other one taken whole.

    >>> whole_tokens(((0, 6),), ((0, 7),), "a.com/x"[:7], rtl=True)
    ((0, 7),)
    """
    edges = list(tokens)
    kept = []
    for run in runs:
        start, end = run
        for first, last in edges:
            mixed = any(_is_own(letter, rtl) for letter in text[first:last])
            if first < run[0] < last:
                start = last if mixed else first
            if first < run[1] < last:
                end = first if mixed else last
        if start < end:
            kept.append((start, end))
    return tuple(kept)


def _is_foreign(letter: str, rtl: bool) -> bool:
    return unicodedata.bidirectional(letter) == "L" if rtl else unicodedata.bidirectional(letter) in _RIGHT


def _is_own(letter: str, rtl: bool) -> bool:
    return _is_foreign(letter, not rtl)


def _goes_on(letter: str, rtl: bool) -> bool:
    """Whether a run goes on to `letter`: digits belong to the English in Arabic, and not to the Arabic in English."""
    return _is_foreign(letter, rtl) or (rtl and unicodedata.bidirectional(letter) == "EN")


def _end(text: str, start: int, rtl: bool) -> int:
    """Where the run that begins at `start` ends: behind its last letter, outside all brackets it opened."""
    end, opened = start, list[str]()
    for place in range(start, len(text)):
        letter = text[place]
        if place - end > _FAR or _stops(letter, rtl):
            break
        if letter in _OPENS or letter in _CLOSING:
            if not _bracket(letter, opened):
                break
            end = place + 1 if letter in _CLOSING and letter != "’" and not opened else end
        elif not opened and (_goes_on(letter, rtl) or (rtl and letter in _AFTER and end == place)):
            end = place + 1
    return _with_final_marks(text, max(end, start + 1))


def _stops(letter: str, rtl: bool) -> bool:
    return letter in _ENDS or _is_own(letter, rtl) or (rtl and unicodedata.bidirectional(letter) == "AN")


def _bracket(letter: str, opened: list[str]) -> bool:
    """Notes in `opened` what a bracket or quote opens or closes; False for one that closes what the run did not open.

    >>> opened = ["("]
    >>> _bracket("[", opened), _bracket(")", opened), opened, _bracket(")", opened)
    (True, True, [], False)
    """
    if letter in _OPENS or (letter == '"' and '"' not in opened):
        opened.append(letter)
        return True
    other = _CLOSES.get(letter, letter)
    if other not in opened:
        return letter == "’"  # an apostrophe
    del opened[opened.index(other) :]
    return True


def _with_final_marks(text: str, end: int) -> int:
    """`end`, or behind the marks there when what follows them closes: «(Democracy Now!)»."""
    final = end
    while final < len(text) and text[final] in _FINAL:
        final += 1
    return final if text[final : final + 1] in _CLOSING else end


def _start(text: str, first: int, floor: int) -> int:
    """`first`, or where the signs begin that are written onto the word there («@rafiq», «.NET»)."""
    at = first
    while at > floor and text[at - 1] in _BEFORE:
        at -= 1
    return at if at == floor or text[at - 1].isspace() or text[at - 1] in _OPEN_SPACE else first
