"""Over-long sentences: cut where a clause begins, so that nothing is ever truncated; and the English of the parts put together.

What it costs to cut at a place comes from `nlp.engine_input.clauses`. Leaves out: how many pieces a network reads.

>>> split("واحد، اثنان", 2, lambda text: len(text.split()), {6: 36})
[(0, 11)]
>>> join([("قال،", "He said,"), ("ثم ذهب.", "Then he left.")])[0]
'He said, then he left.'
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import Final

from models.pipeline.text.tidy import lowered

__all__ = ["join", "split"]

_BALANCE: Final = 60.0  # what it costs to cut at the very end of a text, against costs of places from 0 to 90
_NO_SPACE: Final = frozenset(".,;:!?)")
_END: Final = re.compile(r"[.!?؟…]\W*$")


def split(text: str, most: int, measure: Callable[[str], int], costs: Mapping[int, float]) -> list[tuple[int, int]]:
    """Spans of `text`, in order, each measuring at most `most`; only white space between them, all else in one of them.

    `costs`: place where a part may begin → what that costs. The cheapest is taken, places near the middle being cheaper; where
    there is none, the middle itself.
    """
    done: list[tuple[int, int]] = []
    waiting = [(0, len(text))]
    while waiting:
        start, end = waiting.pop()
        part = text[start:end]
        if end - start <= 1 or measure(part) <= most:
            if part.strip():
                done.append((start, end))
            continue
        after = _cut(start, end, costs)
        waiting += [(after, end), (start, start + len(text[start:after].rstrip()))]
    return done


def _cut(start: int, end: int, costs: Mapping[int, float]) -> int:
    """Where the second part of `start:end` begins."""
    middle = (start + end) / 2
    places = [place for place in costs if start < place < end]
    if not places:
        return max(start + 1, int(middle))
    return min(places, key=lambda place: costs[place] + _BALANCE * ((place - middle) / (middle - start)) ** 2)


def join(parts: list[tuple[str, str]], names: Collection[str] = ()) -> tuple[str, list[int]]:
    """Joins (source part, English) pairs; returns the English and where each part starts in it.

    Within a sentence a full stop that the engine put where the source has none is taken away, and a part begins with a small letter
    unless one of `names` or another name does.
    """
    out, starts = "", []
    for i, (source, english) in enumerate(parts):
        piece = english.strip()
        last = i == len(parts) - 1
        if not last and piece.endswith(".") and not piece.endswith("..") and not _END.search(source.rstrip()):
            piece = piece[:-1].rstrip() + ("," if source.rstrip().endswith(("،", ",")) else "")
        if out and not _END.search(parts[i - 1][0].rstrip()):
            piece = lowered(piece, names)
        if out and piece and piece[0] not in _NO_SPACE:
            out += " "
        starts.append(len(out))
        out += piece
    return out, starts
