"""What our own tables say of a name: its English, what it names and a fact of it.

>>> known()["اليونسكو"].english, known()["اليونسكو"].type
('UNESCO', 'ORG')

Leaves out: the tables of others (`nlp.names.gazetteer`) and the reader's glossary.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from nlp.document import NameSource
from nlp.text.normalize import fold
from nlp.text.tables import rows

__all__ = ["Known", "known"]

_ASIDE: Final = re.compile(r" \([^)]*\)")


@dataclass(frozen=True, slots=True)
class Known:
    """An English name. `type` and `fine` are "" where the source does not say."""

    english: str
    source: NameSource
    type: str = ""
    fine: str = ""
    gloss: str = ""
    gloss_source: NameSource = NameSource.UNKNOWN


@lru_cache(maxsize=1)
def known() -> dict[str, Known]:
    """Folded Arabic (each spelling variant) → what our own tables say. Rows: variants|…, English, type, fine type, gloss."""
    table: dict[str, Known] = {}
    written = ("organisations_list.tsv", "names_people.tsv", "entities_places.tsv", "names_suras.tsv")
    for name in (*written, "entities_world.tsv.xz"):
        folded = name not in written  # the large one is read at every start and stands there folded
        for variants, english, kind, fine, gloss in rows(name):
            plain = _ASIDE.sub("", english)  # «Titanic (film)»: what it is stands beside it
            thing = Known(plain, NameSource.OURS, kind, fine, gloss, NameSource.OURS if gloss else NameSource.UNKNOWN)
            for variant in variants.split("|"):
                table.setdefault(variant if folded else fold(variant.strip()), thing)
    return table
