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
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from nlp.document import EntityType
from nlp.names.facts.roles import origins
from nlp.names.gazetteer import borne, ordinary, own_spellings, places
from nlp.names.listed import Known, known
from nlp.names.made_of_words.lookup import head_of, noun_of
from nlp.names.spelling.likeness import heard_alike, skeleton
from nlp.text.normalize import fold

__all__ = ["variant"]

_HOUSE: Final = "ال "  # «آل سعود» is no «السعود»
_CLASSES: Final = frozenset({fold("جماعة"), fold("جامعة"), fold("جمعية")})  # a group is no university
_LEAST: Final = 4  # consonants of a name of one word
_ALIKE: Final = 0.75  # of the letters
_ALIKE_ALONE: Final = 0.85


@dataclass(frozen=True, slots=True)
class _Lines:
    """The names of our lists in one form, a line each, in one string, and which lines there are: to be found there by one, which
    is much sooner ready than an index."""

    text: str
    all: frozenset[str]


@lru_cache(maxsize=1)
def _names() -> tuple[list[str], _Lines, _Lines]:
    """(the folded names of our lists, their consonants, their letters without spaces)."""
    keys = list(known())
    text = "\n".join(("", *keys, ""))
    return keys, _lines(skeleton(text)), _lines(text.replace(" ", ""))


def _lines(text: str) -> _Lines:
    return _Lines(text, frozenset(text.split("\n")))


def _found(lines: _Lines, line: str) -> Iterator[str]:
    """The names of our lists whose line in `lines` is `line`."""
    at = lines.text.find(f"\n{line}\n") if line in lines.all else -1
    while at >= 0:
        yield _names()[0][lines.text.count("\n", 0, at)]
        at = lines.text.find(f"\n{line}\n", at + 1)


def variant(key: str, type: EntityType) -> Known | None:
    """What our lists have of a folded name that they do not know, in another spelling; None where they have nothing, or several."""
    words = key.split()
    _, consonants, letters = _names()
    same = [each for each in _found(letters, key.replace(" ", "")) if not each.startswith(_HOUSE)]
    if thing := _only(same, type):
        return thing
    bones = skeleton(key)
    if len(words) == 1 and (len(bones) < _LEAST or key.startswith("ال") or borne(key) or ordinary(key) or key in places()):
        return None
    return _only([each for each in _found(consonants, bones) if _is_like(words, each.split())], type)


def _only(keys: Sequence[str], type: EntityType) -> Known | None:
    """The one thing of a type that some names of our lists are of; None for none, or several."""
    things = [known()[key] for key in keys if known()[key].type == type]
    return things[0] if len({thing.english for thing in things}) == 1 else None


def _is_like(words: list[str], others: list[str]) -> bool:
    """Whether two names of the same consonants are one.

    >>> _is_like(["حسن", "روحاني"], ["حسين", "روحاني"]), _is_like(["فيستيفال", "سيتي"], ["فستيفال", "سيتي"])
    (False, True)
    >>> _is_like(["المنتخب", "البرتغالي"], ["المنتخب", "البرتقالي"])
    False
    """
    pairs = [(one, other) for one, other in zip(words, others, strict=True) if one != other]
    if any(_is_its_own(one) for one, _ in pairs):
        return False
    if any(own_spellings().get(one) not in {None, own_spellings().get(other)} for one, other in pairs):
        return False  # «ناصر الشيخ» is no Shiyoukhi
    if any(_is_begun_otherwise(one, other) or _is_begun_otherwise(other, one) for one, other in pairs):
        return False
    least = _ALIKE if len(words) > 1 else _ALIKE_ALONE
    return all(difflib.SequenceMatcher(None, heard_alike(a), heard_alike(b), autojunk=False).ratio() >= least for a, b in pairs)


def _is_its_own(word: str) -> bool:
    """Whether a folded word is no other word misspelt: a name, a word, a class of bodies, an adjective of origin.

    >>> _is_its_own("البرتغالي"), _is_its_own("فيستيفال")
    (True, False)
    """
    of_land = word in origins() or word.removeprefix("ال") in origins()
    of_bodies = noun_of([word])[1] > 0 or head_of([word])[2] > 0  # «مجلس الصحة», none of «مجالس الصحوة»
    return borne(word) or ordinary(word) or word in _CLASSES or of_land or of_bodies


def _is_begun_otherwise(word: str, other: str) -> bool:
    """Whether one folded word begins with a vowel that no sound puts there: before two consonants it helps.

    >>> _is_begun_otherwise("اكيندي", "كينيدي"), _is_begun_otherwise("استانفورد", "ستانفورد")
    (True, False)
    """
    return word.startswith("ا") and not other.startswith("ا") and word[1:2] == other[:1] and other[1:2] in set("اوي")
