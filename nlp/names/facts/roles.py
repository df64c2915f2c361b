"""What is said beside names: roles and kinds («مهندس», engineer) and adjectives of origin («مصري», Egyptian).

>>> roles()["مهندس"], origins()["مصري"], "المهندس" in role_words()
(('engineer', 'person'), 'Egyptian', True)
"""

from __future__ import annotations

from functools import lru_cache

from nlp.text.normalize import fold
from nlp.text.tables import rows

__all__ = ["origins", "role_words", "roles"]


@lru_cache(maxsize=1)
def roles() -> dict[str, tuple[str, str]]:
    """Folded role or kind noun (without article) → (English, person | thing | place | work)."""
    return {fold(v): (english, kind) for variants, english, kind in rows("entities_roles.tsv") for v in variants.split("|")}


@lru_cache(maxsize=1)
def origins() -> dict[str, str]:
    """Folded adjective of origin without article → English."""
    return {fold(arabic): english for arabic, english in rows("entities_nationalities.tsv")}


@lru_cache(maxsize=1)
def role_words() -> frozenset[str]:
    """Single-word roles, with and without the article."""
    words = {word for word, (_, kind) in roles().items() if " " not in word and kind == "person"}
    return frozenset(words | {"ال" + word for word in words})
