"""A sentence as the readers of quantities see it: its tokens, as written and folded, asked for by place without fear of the end.

Leaves out: what the words mean (`dates`, `times`, `amounts`).

>>> from nlp.text.tokens import tokenize
>>> line = Line(tokenize("في ٢٤ أيلول"))
>>> line.word(2), line.word(9), line.integer(1, 1, 31)
('ايلول', '', 24)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from nlp.document import EntityType, Token
from nlp.text.normalize import fold, western_digits

__all__ = ["PERCENT_WORDS", "Line", "Quantity"]

PERCENT_WORDS: Final = frozenset(fold(w) for w in ("بالمئة", "بالمائة", "بالمية", "المئة", "المائة", "مئة", "مائة"))


@dataclass(frozen=True, slots=True)
class Quantity:
    """Tokens `first:last` (half-open) are a date, time, number, sum of money or percentage worth `value`."""

    first: int
    last: int
    type: EntityType
    value: str


class Line:
    """The tokens of a sentence. Places outside it hold the empty word."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.raw = [token.text for token in tokens]
        self._words = [fold(token.text) or token.text for token in tokens]

    def word(self, at: int) -> str:
        """The folded word at a place."""
        return self._words[at] if 0 <= at < len(self._words) else ""

    def written(self, at: int) -> str:
        """The word at a place as it stands, with digits as 0-9."""
        return western_digits(self.raw[at]) if 0 <= at < len(self.raw) else ""

    def integer(self, at: int, low: int, high: int, *, digits: int = 0) -> int | None:
        """The whole number from `low` to `high`, of `digits` figures if given (at most four), that stands at a place, or None."""
        text = self.written(at)
        if not (text.isascii() and text.isdigit() and len(text) <= 4):
            return None
        fits = low <= int(text) <= high and (not digits or len(text) == digits)
        return int(text) if fits else None
