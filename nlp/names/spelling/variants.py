"""Names of our lists in another spelling: «عبدالملك الحوثي» is «عبد الملك الحوثي», «فيسنت رودريجيز» «فيسينتي رودريغيز».

Words are written together or apart, and foreign names by ear: ج, غ or ق for one sound, a long vowel or none. A name is another
spelling of one of our lists where the letters are the same without the spaces, or where the consonants of every word are the same
and most letters, and no word that differs is a name of its own: حسن is not حسين. Leaves out: names of native words, whose vowels
tell them apart (`nlp.names.gazetteer.ordinary`, `borne`).

>>> from nlp.text.normalize import fold
>>> variant(fold("فيسنت رودريجيز"), "PERS").english, variant(fold("عبدالملك الحوثي"), "PERS").english
('Vicente Rodríguez', 'Abdul-Malik al-Houthi')
>>> variant(fold("حسين روحاني"), "PERS"), variant(fold("زغبلوط"), "LOC")
(None, None)
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from nlp.document import EntityType
from nlp.names.gazetteer import borne, ordinary, places
from nlp.names.listed import Known, known
from nlp.names.spelling.likeness import heard_alike, skeleton

__all__ = ["variant"]

_HOUSE: Final = "ال "  # «آل سعود» is no «السعود»
_LEAST: Final = 4  # consonants of a name of one word
_ALIKE: Final = 0.75  # of the letters
_ALIKE_ALONE: Final = 0.85


@lru_cache(maxsize=1)
def _by_bones() -> dict[tuple[str, str], list[str]]:
    """(consonants of each word, type) → the folded names of our lists."""
    table: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key, thing in known().items():
        table[skeleton(key), thing.type].append(key)
    return dict(table)


@lru_cache(maxsize=1)
def _by_letters() -> dict[tuple[str, str], list[str]]:
    """(letters without spaces, type) → the folded names of our lists."""
    table: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key, thing in known().items():
        if not key.startswith(_HOUSE):
            table[key.replace(" ", ""), thing.type].append(key)
    return dict(table)


def variant(key: str, type: EntityType) -> Known | None:
    """What our lists have of a folded name that they do not know, in another spelling; None where they have nothing, or several."""
    words = key.split()
    if same := _only(_by_letters().get((key.replace(" ", ""), type), ())):
        return same
    bones = skeleton(key)
    if len(words) == 1 and (len(bones) < _LEAST or key.startswith("ال") or borne(key) or ordinary(key) or key in places()):
        return None
    return _only([each for each in _by_bones().get((bones, type), ()) if _is_like(words, each.split())])


def _only(keys: Sequence[str]) -> Known | None:
    """The one thing that all of some names of our lists are of."""
    things = {known()[key] for key in keys}
    return things.pop() if len(things) == 1 else None


def _is_like(words: list[str], others: list[str]) -> bool:
    """Whether two names of the same consonants are one.

    >>> _is_like(["حسن", "روحاني"], ["حسين", "روحاني"]), _is_like(["فيستيفال", "سيتي"], ["فستيفال", "سيتي"])
    (False, True)
    """
    pairs = [(one, other) for one, other in zip(words, others, strict=True) if one != other]
    if any(borne(one) or ordinary(one) for one, _ in pairs):
        return False
    least = _ALIKE if len(words) > 1 else _ALIKE_ALONE
    return all(difflib.SequenceMatcher(None, heard_alike(a), heard_alike(b), autojunk=False).ratio() >= least for a, b in pairs)
