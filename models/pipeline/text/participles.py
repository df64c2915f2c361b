"""Participles that a network turned round: where the words beside ask for "occupying" («الكيان المحتل») and the English says
"occupied", that one word is put right where it stands.

Which participles are each other's contraries is told by the table of opposites (`nlp.doubts.roles.opposites`). Leaves out: a
sentence that has the Arabic word, or the contrary in English, more than once, and contraries that are no participles.

>>> asked = [("الكيان المحتل", "the occupying entity")]
>>> participles("سياسات الكيان المحتل", asked, "the policies of the occupied entity")
[(20, 28, 'occupying')]
>>> participles("الكيان المحتل والأرض المحتلة", asked, "the occupied entity and land")
[]
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.pipeline.text.stand_ins import Edit
from nlp.doubts.roles.opposites import contraries
from nlp.text.normalize import fold

__all__ = ["participles"]

_ACTIVE, _PASSIVE = "ing", "ed"


def participles(arabic: str, asked: Sequence[tuple[str, str]], english: str) -> list[Edit]:
    """The edits that give an English the participles that are `asked` of it: (words of the Arabic, their English)."""
    edits: list[Edit] = []
    for words, meaning in asked:
        wanted = next((word for word in meaning.lower().split() if word.endswith(_ACTIVE)), "")
        others = [word for word in contraries(wanted) if word.endswith(_PASSIVE)] if wanted else []
        stem = fold(words.rpartition(" ")[2]).removeprefix("ال")  # of an expression its last word
        if not others or fold(arabic).count(stem) != 1 or re.search(rf"\b{wanted}\b", english, re.IGNORECASE):
            continue
        found = list(re.finditer(rf"\b(?:{'|'.join(map(re.escape, others))})\b", english, re.IGNORECASE))
        if len(found) == 1:
            edits.append((*found[0].span(), wanted.capitalize() if found[0][0][0].isupper() else wanted))
    return edits
