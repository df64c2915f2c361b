"""Where a word stands: its neighbours and all its readings, as the rules of grammar see them (`nlp.words.context.grammar`).

>>> Neighbour.edge().definite
False
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from nlp.words.readings import Candidate

__all__ = ["NOUNS", "Neighbour", "Place"]

NOUNS: Final = frozenset({"noun", "noun_prop", "noun_num", "noun_quant"})


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A token beside the word, with its likeliest reading out of context; `best` is None when it is no word."""

    text: str
    kind: str
    best: Candidate | None

    @classmethod
    def edge(cls) -> Neighbour:
        """What stands before the first token and after the last."""
        return cls("", "punctuation", None)

    @property
    def raw(self) -> str:
        """camel-tools' part of speech, "" when it is no word."""
        return self.best.raw if self.best else ""

    @property
    def article(self) -> bool:
        """Whether it bears the article."""
        return self.best is not None and "prc0=Al_det" in self.best.marks

    @property
    def definite(self) -> bool:
        """Whether it is a noun made definite by article, pronoun or name."""
        if self.best is None or self.raw not in NOUNS:
            return False
        return self.article or self.raw == "noun_prop" or any(mark.endswith("_poss") for mark in self.best.marks)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a word stands: its neighbours, all its readings, and whether the sentence speaks of an "I" elsewhere."""

    before: Neighbour
    after: Neighbour
    options: Sequence[Candidate]
    word: str = ""  # as written
    first_person: bool = False
