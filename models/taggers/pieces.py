"""Words → subword pieces of the neural tagger, by the unigram model of XLM-R's vocabulary cut to what Arabic news needs.

Each word is segmented on its own (its first piece starts with ▁), the likeliest segmentation by sums of piece scores, a character
no piece covers is `UNK`. Leaves out: sentencepiece's normalisation (`nlp.text.normalize.for_model` has done it) and byte fallback.

>>> Pieces([("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), ("▁سل", -1.0), ("ام", -2.0)]).ids("سلام")
(4, 5)
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Final

__all__ = ["BOS", "EOS", "PAD", "UNK", "Pieces", "read_pieces"]

BOS: Final = 0
PAD: Final = 1
EOS: Final = 2
UNK: Final = 3
_UNKNOWN_SCORE: Final = -30.0
_MOST_PIECES: Final = 24  # of one word: a "word" of thousands of letters must not fill a whole window


class Pieces:
    """The vocabulary: (piece, log probability) in the order of the embedding rows; the first four are the special ones."""

    def __init__(self, vocabulary: Iterable[tuple[str, float]]) -> None:
        self._table = {piece: (index, score) for index, (piece, score) in enumerate(vocabulary) if index > UNK}
        self._longest = max(map(len, self._table), default=1)
        self.ids = lru_cache(maxsize=65_536)(self._ids)

    def __len__(self) -> int:
        return len(self._table) + UNK + 1

    def _ids(self, word: str) -> tuple[int, ...]:
        """The pieces of `word`, at least one and at most 24."""
        text = "▁" + word[:256]
        best: list[tuple[float, int, int]] = [(0.0, 0, 0)]  # score, from, piece; by end
        for end in range(1, len(text) + 1):
            choice = (best[end - 1][0] + _UNKNOWN_SCORE, end - 1, UNK)
            for start in range(max(0, end - self._longest), end):
                number = self._table.get(text[start:end])
                if number is not None and best[start][0] + number[1] > choice[0]:
                    choice = (best[start][0] + number[1], start, number[0])
            best.append(choice)
        path: list[int] = []
        at = len(text)
        while at > 0:
            _, at, piece = best[at]
            path.append(piece)
        path.reverse()
        return tuple(path[:_MOST_PIECES])


def read_pieces(path: Path) -> Pieces:
    """The vocabulary in `path`: one piece, a tab, its score a line."""
    rows = (line.rsplit("\t", 1) for line in path.read_text(encoding="utf-8").splitlines())
    return Pieces((piece, float(score)) for piece, score in rows)
