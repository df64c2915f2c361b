"""From a network's attention to links between words of the two sides.

Attention says where the decoder looked; some of it rests on the end mark and on the first piece whatever is being written. Those
columns are discounted, the rest is summed over the pieces of a word, drawn a little towards the diagonal, and made to agree in both
directions. Numbers and Latin words that stand on both sides are tied to each other.

>>> piece_spans("أب جد", ["▁أب", "▁ج", "د"])
[(0, 2), (3, 4), (4, 5)]
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nlp.protocols import TokenLink
from nlp.text.normalize import western_digits

__all__ = ["KEEP", "WORD", "link_words", "piece_spans"]

WORD: Final = re.compile(r"\w+(?:['’.,٫٬\-]\w+)*")
_BYTE: Final = re.compile(r"<0x([0-9A-F]{2})>")
KEEP: Final = 0.18  # weight under which a link says nothing
_DIAGONAL: Final = 3.0  # how fast a link far from the diagonal fades
_MAX_LINKS: Final = 3  # per English word


def piece_spans(text: str, pieces: list[str], specials: frozenset[str] = frozenset()) -> list[tuple[int, int]]:
    """The characters of `text` that each piece covers; (0, 0) for special pieces. "▁" is a space, `<0xNN>` a byte.

    Pieces are followed through the text letter by letter; one that the pieces do not hold (unknown, normalised away) is skipped.
    """
    spans: list[tuple[int, int]] = []
    at = 0
    waiting = 0  # bytes still to come of the character at `at`
    for piece in pieces:
        if piece in specials:
            spans.append((0, 0))
            continue
        byte = _BYTE.fullmatch(piece)
        if byte:
            at = _skip_spaces(text, at) if not waiting else at
            start = at
            if not waiting and at < len(text):
                waiting = len(text[at].encode("utf-8", "surrogatepass"))
            waiting = max(0, waiting - 1)
            spans.append((start, min(start + 1, len(text))))
            at = min(len(text), at + (waiting == 0))
            continue
        waiting = 0
        surface = piece.replace("▁", " ").strip()
        if not surface:
            spans.append((at, at))
            continue
        start = _skip_spaces(text, at)
        if not text.startswith(surface, start):
            place = text.find(surface, start, start + len(surface) + 8)
            start = place if place >= 0 else start
        end = min(len(text), start + len(surface))
        spans.append((start, end))
        at = end
    return spans


def _skip_spaces(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def link_words(
    source: str,
    target: str,
    source_pieces: list[tuple[int, int]],
    target_pieces: list[tuple[int, int]],
    attention: list[list[float]],
) -> list[TokenLink]:
    """Links between the words of `source` and of `target`, strongest first for each English word; weights 0–1.

    `attention` has a row per target piece and a column per source piece, whose characters the two span lists give; (0, 0) is none.
    """
    left = [m.span() for m in WORD.finditer(source)]
    right = [m.span() for m in WORD.finditer(target)]
    if not left or not right or not attention:
        return []
    alone = len(left) == 1 or len(right) == 1  # nothing to compare with: what rests on a piece anyway cannot be told
    to_left, to_right = _owners(left, source_pieces), _owners(right, target_pieces)
    grid = _word_grid(attention, to_left, to_right, len(left), len(right), alone=alone)
    _tie_equals(grid, [western_digits(source[a:b]).casefold() for a, b in left], [target[a:b].casefold() for a, b in right])
    columns = [sum(row[s] for row in grid) or 1.0 for s in range(len(left))]
    return [
        TokenLink(*left[s], *right[t], round(min(1.0, weight), 3))
        for t, row in enumerate(grid)
        for weight, s in _strongest_columns(row, columns)
    ]


def _word_grid(
    attention: Sequence[Sequence[float]],
    to_left: Sequence[int],
    to_right: Sequence[int],
    width: int,
    height: int,
    *,
    alone: bool = False,
) -> list[list[float]]:
    """Attention summed over the pieces of each pair of words, drawn to the diagonal: a row per target word.

    What rests on a source piece whatever is written (the median of its column) is taken away, unless it is `alone`.
    """
    looks = np.asarray(attention, dtype=np.float64)
    if not alone:
        looks = np.maximum(0.0, looks - np.sort(looks, axis=0)[len(looks) // 2])
    left, right = np.asarray(to_left[: looks.shape[1]]), np.asarray(to_right[: len(looks)])
    summed = _one_hot(right, height).T @ looks[: len(right), : len(left)] @ _one_hot(left, width)
    far = np.abs((np.arange(height)[:, None] + 0.5) / height - (np.arange(width)[None, :] + 0.5) / width)
    grid: list[list[float]] = (summed * np.exp(-_DIAGONAL * far)).tolist()
    return grid


def _one_hot(owners: NDArray[np.int64], words: int) -> NDArray[np.float64]:
    """A row per piece with 1 at the word it belongs to; of a piece of no word, 0 everywhere."""
    made: NDArray[np.float64] = (owners[:, None] == np.arange(words)[None, :]).astype(np.float64)
    return made


def _strongest_columns(row: list[float], columns: list[float]) -> list[tuple[float, int]]:
    """(weight, source word) of the few words that a row of the grid points at, strongest first.

    >>> [(round(weight, 2), word) for weight, word in _strongest_columns([3.0, 0.1, 1.0], [3.0, 1.0, 1.0])]
    [(0.86, 0), (0.49, 2)]
    """
    total = sum(row) or 1.0
    weights = sorted(((math.sqrt(value / total * value / columns[s]), s) for s, value in enumerate(row) if value > 0), reverse=True)
    return [(weight, s) for weight, s in weights[:_MAX_LINKS] if weight >= KEEP and weight >= weights[0][0] / 2]


def _owners(words: list[tuple[int, int]], pieces: list[tuple[int, int]]) -> list[int]:
    """For each piece the word most of it lies in, or -1. Both run on through the text; (0, 0) is a piece of no word.

    >>> _owners([(0, 2), (3, 8)], [(0, 2), (0, 0), (3, 6), (6, 8), (8, 9)])
    [0, -1, 1, 1, -1]
    """
    owners, first = [], 0
    for start, end in pieces:
        if end <= start:
            owners.append(-1)
            continue
        while first < len(words) and words[first][1] <= start:
            first += 1
        best, most = -1, 0
        for i in range(first, len(words)):
            a, b = words[i]
            if a >= end:
                break
            shared = min(end, b) - max(start, a)
            if shared > most:
                best, most = i, shared
        owners.append(best)
    return owners


def _tie_equals(grid: list[list[float]], left: list[str], right: list[str]) -> None:
    for t, word in enumerate(right):
        places = [s for s, other in enumerate(left) if other == word]
        if len(places) == 1 and right.count(word) == 1:
            for row in grid:
                row[places[0]] = 0.0
            grid[t] = [1.0 if s == places[0] else 0.0 for s in range(len(left))]
