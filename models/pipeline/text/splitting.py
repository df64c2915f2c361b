"""Over-long sentences: cut at clauses, then at spaces, so that nothing is ever truncated; and parts put together again.

>>> split("واحد، اثنان", 2, lambda text: len(text.split()))
[(0, 11)]
"""

from __future__ import annotations

import re
from collections.abc import Callable

__all__ = ["join", "split"]

_CLAUSE = re.compile(r"[؛;:،,.!؟?…–—»)\]]\s+")
_SPACE = re.compile(r"\s+")
_NO_SPACE = frozenset(".,;:!?)")
_END = re.compile(r"[.!?؟…]\W*$")


def split(text: str, most: int, measure: Callable[[str], int]) -> list[tuple[int, int]]:
    """Spans of `text`, in order, each measuring at most `most`; only white space between them, all else in one of them.

    The cut nearest the middle is taken: at a clause when one lies in the middle half, else at a space, else inside a word.
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
        cut, after = _cut(part)
        waiting += [(start + after, end), (start, start + cut)]
    return done


def _cut(part: str) -> tuple[int, int]:
    """Where the first part ends and where the second starts."""
    middle, quarter = len(part) / 2, len(part) / 4
    for pattern, reach in ((_CLAUSE, quarter), (_SPACE, middle)):
        places = [m for m in pattern.finditer(part) if m.start() > 0 and m.end() < len(part) and abs(m.start() - middle) <= reach]
        if places:
            best = min(places, key=lambda m: abs(m.start() - middle))
            space = re.search(r"\s+$", best.group())
            return best.end() - (len(space.group()) if space else 0), best.end()
    half = max(1, len(part) // 2)
    return half, half


def join(parts: list[tuple[str, str]]) -> tuple[str, list[int]]:
    """Joins (source part, English) pairs; returns the English and where each part starts in it.

    A full stop that the engine put where the source has none is taken away between parts.
    """
    out, starts = "", []
    for i, (source, english) in enumerate(parts):
        piece = english.strip()
        last = i == len(parts) - 1
        if not last and piece.endswith(".") and not piece.endswith("..") and not _END.search(source.rstrip()):
            piece = piece[:-1].rstrip() + ("," if source.rstrip().endswith(("،", ",")) else "")
        if out and piece and piece[0] not in _NO_SPACE:
            out += " "
        starts.append(len(out))
        out += piece
    return out, starts
