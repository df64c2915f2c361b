"""Names that came back nearly as they were put in, put right: "NoBC for Apartheid" for "No Azure for Apartheid".

A network copies Latin letters piece by piece and now and then slips. Where most letters of a name stand in a row that begins with a
capital and no other name of the sentence is there, nothing else can be meant. Leaves out: names of one word, which are too often
nearly another word.

>>> near_names("the NoBC for Apartheid movement", ["No Azure for Apartheid"])
[(4, 22, 'No Azure for Apartheid')]
>>> near_names("the end of Apartheid", ["No Azure for Apartheid"])
[]
"""

from __future__ import annotations

import re
from collections.abc import Collection
from difflib import SequenceMatcher
from typing import Final

from models.pipeline.text.stand_ins import Edit

__all__ = ["near_names"]

_WORD: Final = re.compile(r"[^\s\"“”(),;:]+")
_LEAST: Final = 0.78  # of the letters of both


def near_names(english: str, names: Collection[str]) -> list[Edit]:
    """The edits that give `english` the names of several words that it has nearly."""
    edits: list[Edit] = []
    words = list(_WORD.finditer(english))
    for name in names:
        count = name.count(" ") + 1
        if count == 1 or name in english:
            continue
        sizes = range(count - 1, count + 2)
        spans = ((words[at].start(), words[at + size - 1].end()) for size in sizes for at in range(len(words) - size + 1))
        scored = [(_alike(name, english[start:end]), start, end) for start, end in spans if english[start].isupper()]
        best = max(scored, default=(0.0, 0, 0))
        taken = any(other != name and other in english[best[1] : best[2]] for other in names)
        if best[0] >= _LEAST and not taken and not any(a < best[2] and best[1] < b for a, b, _ in edits):
            edits.append((best[1], best[2], name))
    return sorted(edits)


def _alike(name: str, written: str) -> float:
    """The share of letters of two names that stand in both in the same order; 0 where they begin with other letters."""
    if name[:1].lower() != written[:1].lower():
        return 0.0
    return SequenceMatcher(None, name.lower(), written.lower(), autojunk=False).ratio()
