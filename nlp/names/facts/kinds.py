"""The fine type that a name's own first word states: «جامعة دلفت» is a university, «نهر تييتي» a river.

A tagger's guess at fine types was told here once: one in three was wrong (600 cards read in November 2026), and a wrong fact is
worse than none. Leaves out: people, whose roles are read beside their names.

>>> kind_of("جامعة دلفت", "ORG"), kind_of("الحكومة الهولندية", "ORG"), kind_of("نهر الكلب", "ORG"), kind_of("دلفت", "LOC")
('Educational', 'Government', '', '')
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from nlp.document import EntityType, Token
from nlp.names.english_name import bare_forms
from nlp.names.facts.descriptions import Apposition
from nlp.text.normalize import fold
from nlp.text.tables import rows

__all__ = ["is_under", "kind_of", "part_of_country"]

_PROVINCES: Final = frozenset(fold(word) for word in "محافظة ولاية إقليم مقاطعة إمارة".split())

_UNDER: Final = fold("تحت")
_OF_USE: Final = frozenset(fold(word) for word in "الطبية الرياضية الجامعية الصناعية الإعلامية الترفيهية التعليمية المالية".split())


@lru_cache(maxsize=1)
def _kinds() -> dict[str, tuple[frozenset[str], str]]:
    """Folded first words → (the types a name with them may have, fine type)."""
    return {
        fold(word): (frozenset(types.split(" ")), fine)
        for words, types, fine in rows("entities_kinds.tsv", 3)
        for word in words.split("|")
    }


def part_of_country(fine: str, arabic: str, descriptions: Sequence[Apposition]) -> str:
    """The fine type of a place that a table has as a town: a province where its name or the word beside it says so.

    >>> part_of_country("Population-Center", "تعز", [Apposition("governorate", "محافظة", "محافظه", "")])
    'State-or-Province'
    >>> part_of_country("Population-Center", "محافظة تعز", []), part_of_country("Population-Center", "تعز", [])
    ('State-or-Province', 'Population-Center')
    """
    called = {fold(arabic).split(" ")[0], *(each.head for each in descriptions)}
    if fine == "Population-Center" and not called.isdisjoint(_PROVINCES):
        return "State-or-Province"
    return fine


def is_under(tokens: Sequence[Token], first: int) -> bool:
    """Whether «تحت» stands before a name, which a banner and no brigade then begins: «تحت لواء الأزهر».

    >>> from nlp.text.tokens import tokenize
    >>> is_under(tokenize("العمل تحت لواء الأزهر"), 2), is_under(tokenize("قصف لواء التوحيد"), 1)
    (True, False)
    """
    return first > 0 and fold(tokens[first - 1].text).removeprefix("و") == _UNDER


def kind_of(arabic: str, kind: EntityType) -> str:
    """The fine type that the first words of a name of this type state; "" where they state none."""
    words = fold(arabic).split()
    if words[-1] in _OF_USE or (kind == "LOC" and any(word.startswith("لل") for word in words[2:])):
        return ""  # «مدينة الشيخ خليفة الطبية» is a hospital, «مدينة الحسين للشباب» a stadium
    for count in (2, 1):
        for form in bare_forms(" ".join(words[:count])) if len(words) >= count else ():
            types, fine = _kinds().get(form.removeprefix("ال"), (frozenset(), ""))
            if kind in types:
                return fine
    return ""
