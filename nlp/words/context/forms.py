"""What a spelling is in modern prose, whatever else it could be: «اتفاقية» an agreement, «ذوي» those who have.

The table is `data/words_forms.tsv`: a word without vowels, the lemma and part of speech it is read as, and whether always or
mostly. The learnt ranking (`nlp.words.context.ranking`) knows lemmas, not spellings; this adds points to the reading that a
spelling stands for, "always" so many that no neighbour outweighs them. A reading that camel-tools does not give is not made up
here. Leaves out: which meaning of the reading stands first (`nlp.words.context.meanings`).

>>> from nlp.document import Reading
>>> agreement = Reading("اِتِّفاقِيَّة", "و.ف.ق", "noun", ("agreement",), (), "")
>>> usual("الاتفاقية", agreement) > usual("الاتفاقية", Reading("اِتِّفاقِيّ", "و.ف.ق", "adjective", ("conventional",), (), ""))
True
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final
from unicodedata import normalize

from nlp.document import Reading
from nlp.text.tables import rows

__all__ = ["usual"]

_FILE: Final = "words_forms.tsv"
_POINTS: Final = {"always": 8.0, "mostly": 3.0}  # log odds, on the scale of the learnt weights


@cache
def _table() -> Mapping[str, Mapping[tuple[str, str], float]]:
    """Spelling → (lemma, part of speech) → points."""
    table: dict[str, dict[tuple[str, str], float]] = {}
    for form, lemma, pos, how in rows(_FILE, columns=4):
        table.setdefault(form, {})[normalize("NFC", lemma), pos] = _POINTS[how]
    return table


def usual(word: str, reading: Reading) -> float:
    """The points of `reading` for how `word` (without vowels) is spelled; "and" or "so" before it is passed over where the reading
    has it."""
    meant = _table().get(word)
    if meant is None and reading.segments and reading.segments[0].pos == "conjunction":
        meant = _table().get(word[1:])
    return meant.get((normalize("NFC", reading.lemma), reading.pos), 0.0) if meant else 0.0
