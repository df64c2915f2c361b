"""Look-up tables of names: places with what they are, full names of people, single given and family names.

Read once, on first use, from `nlp/data/gazetteer_*.tsv.xz` (made by `models/recipes/tables/gazetteers.py`; sources and licences
there). Keys are `nlp.text.normalize.fold` of the Arabic. Words that nearly always mean something else are no names here
(`names_ordinary.txt`, made by `models/recipes/tables/ordinary_names.py`). Leaves out: anything about the article at hand.

>>> places()[fold("القاهرة")].gloss, fold("الجزيرة") in places()
('capital of Egypt', False)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from nlp.document import NameSource
from nlp.text.normalize import fold
from nlp.text.tables import rows, words

__all__ = [
    "OFTEN",
    "Place",
    "Unit",
    "beginnings",
    "borne",
    "english_words",
    "key_of",
    "met_once",
    "mined",
    "ordinary",
    "own_spellings",
    "people",
    "place_spellings",
    "places",
    "single_names",
    "spelt",
    "units",
]

# «عَمّان» is Amman, and «مُصر» somebody who insists.
_BY_VOWEL: Final = (("عُمان", fold("سلطنة عمان")), ("مُصر", fold("مصر على")))
OFTEN: Final = 3  # people who bear a name that is one


_CLAIMED: Final = {"Jerusalem": "city claimed as capital by Israel and Palestine"}  # GeoNames takes one side


@dataclass(frozen=True, slots=True)
class Place:
    """A place; `kind` is country, capital, city or place; `weight` grows with population."""

    english: str
    kind: str
    gloss: str
    weight: int
    source: NameSource


@dataclass(frozen=True, slots=True)
class Unit:
    """One given or family name: its commonest Latin spelling, role (given, surname, unknown) and how often it was seen."""

    latin: str
    role: str
    count: int


def key_of(arabic: str) -> str:
    """A name as the tables have it: folded, but told apart by a vowel sign where that makes it another's.

    >>> key_of("عُمان") == fold("سلطنة عمان"), key_of("عمان")
    (True, 'عمان')
    >>> key_of("أ . ف . ب"), key_of("أ. محمد")  # initials stand there without their points
    ('ا ف ب', 'ا. محمد')
    """
    letters = arabic.replace(".", " ").split() if "." in arabic else []
    key = fold(" ".join(letters if len(letters) > 1 and all(len(each) == 1 for each in letters) else arabic.split()))
    return next((other for sign, other in _BY_VOWEL if sign in arabic and " " not in key), key)


def ordinary(word: str) -> bool:
    """Whether a folded word that tables of names have nearly always means something else: an island, not Algiers.

    >>> ordinary(fold("الجزيرة")), ordinary(fold("لندن"))
    (True, False)
    """
    return word in words("names_ordinary.txt")


@lru_cache(maxsize=1)
def places() -> dict[str, Place]:
    """Folded Arabic name → place."""
    table = rows("gazetteer_places.tsv.xz")
    made = {fold(r[0]): Place(r[1], r[2], _CLAIMED.get(r[1], r[3]), int(r[4]), NameSource(r[5])) for r in table}
    return {key: place for key, place in made.items() if not ordinary(key)}


@lru_cache(maxsize=1)
def people() -> dict[str, str]:
    """Folded full Arabic name (two words or more) → Latin spelling."""
    return {r[0]: r[1] for r in rows("gazetteer_people.tsv.xz")}


@lru_cache(maxsize=1)
def units() -> dict[str, Unit]:
    """Folded single name → unit."""
    made = {r[0]: Unit(r[1], r[2], int(r[3])) for r in rows("gazetteer_units.tsv.xz")}
    return {key: unit for key, unit in made.items() if not (unit.latin[:1].islower() and unit.latin[-1:].isupper())}  # "lilD"


@lru_cache(maxsize=1)
def spelt() -> dict[str, str]:
    """Folded single Arabic name → how Wikipedia's editors spell it (`models/recipes/tables/spellings.py`): a good guess."""
    return {r[0]: r[1] for r in rows("names_spellings.tsv.xz")}


@lru_cache(maxsize=1)
def place_spellings() -> dict[str, str]:
    """Folded Arabic → Latin of regions and small places (`models/recipes/tables/place_spellings.py`), which may be several."""
    return dict(rows("places_spellings.tsv.xz", columns=2))


@lru_cache(maxsize=1)
def own_spellings() -> dict[str, str]:
    """Folded single Arabic name → the spelling English readers know, by our own list."""
    return {fold(r[0]): r[1] for r in rows("names_words.tsv", columns=2)}


@lru_cache(maxsize=1)
def english_words() -> dict[str, str]:
    """Folded English word in Arabic letters, as names of firms and products have it → the word: «هولدنج» is Holding."""
    return {fold(form): english for forms, english in rows("names_english.tsv", columns=2) for form in forms.split("|")}


@lru_cache(maxsize=1)
def single_names() -> dict[str, str]:
    """Folded given or family name → how English newspapers spell it, by our own list of the world's."""
    return {key: english for keys, english in rows("names_single.tsv.xz", columns=2) for key in keys.split("|")}


def borne(word: str) -> bool:
    """Whether a folded word is a given or family name, by our list or by three people who bear it.

    >>> borne(fold("توماس")), borne(fold("زغبلوط"))
    (True, False)
    """
    unit = units().get(word)
    return word in single_names() or (unit is not None and unit.count >= OFTEN)


@lru_cache(maxsize=1)
def _mined() -> tuple[dict[str, str], dict[str, str]]:
    """Names of translated text and single words that were met in one sentence only."""
    often: dict[str, str] = {}
    once: dict[str, str] = {}
    for key, english, count in rows("names_mined.tsv.xz"):
        if not ordinary(key) and not english.endswith((" Al", " Bin", " El", " Abu")):
            (often if " " in key or int(count) > 1 else once)[key] = english
    return often, once


def mined() -> dict[str, str]:
    """Folded Arabic name → its English in translated text (`models/recipes/tables/mine_names.py`); no single words met once."""
    return _mined()[0]


def met_once() -> dict[str, str]:
    """Folded single Arabic name → its English in the one sentence of translated text that has it: a good guess."""
    return _mined()[1]


def beginnings(names: Iterable[str]) -> dict[str, int]:
    """The first words of folded names → of how many words the longest is that begins so.

    >>> beginnings(["الامم المتحده", "الامم"])
    {'الامم': 2}
    """
    longest: dict[str, int] = {}
    for name in names:
        words = name.split(" ")
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return longest
