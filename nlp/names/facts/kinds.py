"""The fine type that a name's own first word states: «جامعة دلفت» is a university, «نهر تييتي» a river.

A tagger's guess at fine types was told here once: one in three was wrong (600 cards read in November 2026), and a wrong fact is
worse than none. Leaves out: people, whose roles are read beside their names.

>>> kind_of("جامعة دلفت", "ORG"), kind_of("الحكومة الهولندية", "ORG"), kind_of("نهر الكلب", "ORG"), kind_of("دلفت", "LOC")
('Educational', 'Government', '', '')
"""

from __future__ import annotations

from functools import lru_cache

from nlp.document import EntityType
from nlp.names.english_name import bare_forms
from nlp.text.normalize import fold
from nlp.text.tables import rows

__all__ = ["kind_of"]


@lru_cache(maxsize=1)
def _kinds() -> dict[str, tuple[frozenset[str], str]]:
    """Folded first words → (the types a name with them may have, fine type)."""
    return {
        fold(word): (frozenset(types.split(" ")), fine)
        for words, types, fine in rows("entities_kinds.tsv", 3)
        for word in words.split("|")
    }


def kind_of(arabic: str, kind: EntityType) -> str:
    """The fine type that the first words of a name of this type state; "" where they state none."""
    words = fold(arabic).split()
    for count in (2, 1):
        for form in bare_forms(" ".join(words[:count])) if len(words) >= count else ():
            types, fine = _kinds().get(form.removeprefix("ال"), (frozenset(), ""))
            if kind in types:
                return fine
    return ""
