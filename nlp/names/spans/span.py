"""A span: some tokens of a sentence that name something, and how that was seen.

>>> from dataclasses import replace
>>> long = Span(0, 2, 5, "ORG", "بنك مصر الدولي", "بنك مصر الدولي")
>>> long.overlaps(replace(long, first=4, last=7)), long.covers(replace(long, first=3, last=4)), long.origin.name
(True, True, 'TAGGER')
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from nlp.document import EntityType

__all__ = ["Span", "SpanOrigin", "in_order"]


class SpanOrigin(Enum):
    """How a span was seen."""

    TAGGER = auto()
    TABLE = auto()  # a table of names or the reader's glossary has it
    LATIN = auto()  # it is in Latin letters
    BESIDE = auto()  # a quotation with Latin letters beside it
    AGAIN = auto()  # the words of another span
    ROLE = auto()  # a role said in place of a name
    QUANTITY = auto()  # the rules for dates, times, numbers and money


@dataclass(frozen=True, slots=True)
class Span:
    """Tokens `first:last` of sentence `sentence`; `key` is the folded name without clitics, `arabic` as shown without them."""

    sentence: int
    first: int
    last: int
    type: EntityType
    key: str
    arabic: str
    origin: SpanOrigin = SpanOrigin.TAGGER
    value: str = ""

    @property
    def place(self) -> tuple[int, int]:
        """(sentence, first token): spans compare by it in the order of the article."""
        return self.sentence, self.first

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a token of one sentence (which they are known to be of)."""
        return self.first < other.last and other.first < self.last

    def covers(self, other: Span) -> bool:
        """Whether all tokens of `other` are in this span."""
        return self.first <= other.first and other.last <= self.last


def in_order(spans: list[Span]) -> list[Span]:
    """Spans of one sentence in the order they stand in."""
    return sorted(spans, key=lambda span: span.first)
