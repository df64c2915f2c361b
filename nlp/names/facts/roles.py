"""What is said beside names: roles and kinds («مهندس», engineer) and adjectives of origin («مصري», Egyptian).

>>> roles()["مهندس"], origins()["مصري"], "المهندس" in role_words()
(('engineer', 'person'), 'Egyptian', True)
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from nlp.text.normalize import fold
from nlp.text.tables import rows

__all__ = ["GIVEN_NAMES", "GOVERNED", "origins", "ranks", "role_kind", "role_words", "roles"]

# What a role is called that is said of the noun after it: «رئيس اللجنة» is no president, «نائب المدير» no member of parliament.
GOVERNED: Final[Mapping[str, str]] = {
    "رئيس": "head",
    "رئيسه": "head",
    "نائب": "deputy",
    "نائبه": "deputy",
    "ممثل": "representative",
    "ممثله": "representative",
    "حكم": "ruler",
    "بطل": "champion",  # «بطل الفنون القتالية»; of a film, the table's own
    "بطله": "champion",
}
GIVEN_NAMES: Final = frozenset("سلطان حكم حاكم عالم ملك امام امير بطل طالب".split())
"""Roles that are given names too: «حاكم غنام» is nobody's governor."""
_RANKS: Final = {
    "نائب|نائبة|وكيل|وكيلة": "deputy",
    "مساعد|مساعدة": "assistant",
    "قائم بأعمال|قائمة بأعمال|قائم بمهام": "acting",
    "مستشار|مستشارة": "adviser to the",
    "متحدث باسم|ناطق باسم|متحدثة باسم|ناطقة باسم": "spokesperson of the",
    "سكرتير|سكرتيرة": "secretary of the",
}


@lru_cache(maxsize=1)
def roles() -> dict[str, tuple[str, str]]:
    """Folded role or kind noun (without article) → (English, person | thing | place | work)."""
    table = {fold(v): (english, kind) for variants, english, kind in rows("entities_roles.tsv") for v in variants.split("|")}
    bare = {key.replace(" ال", " "): role for key, role in table.items() if not key.endswith(" الرئيس")}
    return bare | table  # «رئيس وزراء» as «رئيس الوزراء»


def role_kind(word: str) -> str:
    """What a folded role without article is said of: person, thing, place or work; "" for what is none.

    >>> role_kind("مهندس"), role_kind("زغبلوط")
    ('person', '')
    """
    return roles().get(word, ("", ""))[1]


@lru_cache(maxsize=1)
def ranks() -> dict[str, str]:
    """Folded role without article that may stand before another → what it makes of that: «نائب» of a minister, deputy minister."""
    return {fold(word): english for words, english in _RANKS.items() for word in words.split("|")}


@lru_cache(maxsize=1)
def origins() -> dict[str, str]:
    """Folded adjective of origin without article → English."""
    return {fold(arabic): english for arabic, english in rows("entities_nationalities.tsv")}


@lru_cache(maxsize=1)
def role_words() -> frozenset[str]:
    """Single-word roles, with and without the article."""
    words = {word for word, (_, kind) in roles().items() if " " not in word and kind == "person"}
    return frozenset(words | {"ال" + word for word in words})
