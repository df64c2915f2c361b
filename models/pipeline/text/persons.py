"""Pronouns for people that a network took for a thing's: «أنه أحد مؤسسي الحركة» is "he is one of the founders", not "it is".

English that says of whom somebody is one, by a word for people, and says "it" where the Arabic has «أنه أحد» or «أنها إحدى» is put
right. Leaves out: every other pronoun.

>>> persons("كما أنه أحد مؤسسي الحركة.", "and it is one of the movement's founders.")
[(4, 6, 'he')]
>>> persons("كما أنه أحد مباني الحركة.", "and it is one of the movement's buildings.")
[]
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from models.pipeline.text.stand_ins import Edit
from nlp.text.normalize import strip_diacritics
from nlp.text.tables import rows

__all__ = ["persons"]

_ONE: Final = ((re.compile(r"\w*[أإا]نه أحد\b"), "he"), (re.compile(r"\w*[أإا]نها إحدى\b"), "she"))
_IT: Final = re.compile(r"\b(it) (?:is|was) (?:also )?one of ((?:[\w’'-]+ ?){1,5})", re.IGNORECASE)


@cache
def _people() -> frozenset[str]:
    """What several people are called: founders, members."""
    said = (english for _, english, kind in rows("entities_roles.tsv") if kind == "person")
    return frozenset(f"{word}s" for english in said for word in english.split("; ") if word.isalpha())


def persons(arabic: str, english: str) -> list[Edit]:
    """The edits that give an English the pronoun of the person whom the Arabic speaks of."""
    pronouns = [pronoun for pattern, pronoun in _ONE if pattern.search(strip_diacritics(arabic))]
    if len(pronouns) != 1:
        return []
    found = (match for match in _IT.finditer(english) if _people() & set(match[2].lower().split()))
    return [(*match.span(1), pronouns[0].capitalize() if match[1][0].isupper() else pronouns[0]) for match in found]
