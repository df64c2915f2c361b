"""The nouns and adjectives that the words of a name are, in Arabic order: «مجلس الوزراء العراقي», «المجلس الوطني للثقافة والفنون».

Names within it (people with their fathers, places), words that «و» joins, prepositions between nouns are told; a word that no table
and no reading knows is spelt in Latin letters. Leaves out: how they are put together (`nlp.names.made_of_words.bodies`, `wholes`);
verbs.

>>> [str(part) for part in parts_of(["حقوق", "الانسان", "والصحه"], str)[0]]
['Human Rights', 'Health']
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from nlp.names.gazetteer import OFTEN, units
from nlp.names.listed import known
from nlp.names.made_of_words.chains import Part
from nlp.names.made_of_words.lookup import ARTICLE, LINEAGE, NOTHING, adjective_of, meant, name_at, noun_of, place_name
from nlp.names.made_of_words.purposes import link_at
from nlp.names.made_of_words.wording import Wording
from nlp.quantities.arabic_numbers import UNITS
from nlp.text.normalize import fold

__all__ = ["COUNTS", "MOST", "Spell", "add_to", "continues", "parts_of"]

MOST: Final = 12
"""Words of a name that is put into English by its words."""
_PARTICLES: Final = LINEAGE | {"ال": "Al", "ولد": "Ould"}  # within a person's name
_PEOPLE: Final = "ين"  # a plural's ending
# Before the word of a place: «مكتبة وادي الحلو».
_MAPPED: Final = {"وادي": "Wadi", "ام": "Umm", "ابو": "Abu", "ابي": "Abi", "تل": "Tell"}
_FOR, _OF = "for", "of"
_GULF: Final = "الخليج"
_A_BOOK: Final = "كتاب"  # in a title no writers: «كتاب الأمكنة»
_ARABS: Final = fold("العرب")
_PERSONS: Final = re.compile(r"(?:er|or|ist|ian|ent|ant)s\b|Doctors|Women\b|Youth\b")
_PAIR: Final = 2
_THREE, _SAID = 3, "Three Four Five Six Seven Eight Nine Ten".split()
COUNTS: Final = {word: _SAID[value - _THREE] for word, value in UNITS.items() if value >= _THREE}
Spell = Callable[[str], str]
"""A folded word → it in Latin letters."""


def add_to(adjectives: list[str], english: str, *, joined: bool) -> None:
    if joined and adjectives:
        adjectives[-1] += f" and {english}"
    else:
        adjectives.append(english)


def parts_of(words: Sequence[str], spell: Spell, own: Wording = NOTHING, *, work: bool = False) -> tuple[list[Part], list[str]]:
    """(Nouns with their adjectives, adjectives of origin said of the whole); `work`: of a title, whose words are plain before they
    are anybody's name («حارس الشمس», no Haris)."""
    parts: list[Part] = []
    origins: list[str] = []
    at = 0
    while at < len(words):
        words, at, link = _after_link(words, at, own, first=not parts)
        if words[at] in _MAPPED and at + 1 < len(words) and not (name_at(words[at:])[1] > 1 or name_at(words[at + 1 :])[1]):
            parts.append(Part(f"{_MAPPED[words[at]]} {spell(words[at + 1])}", named=True, link=link))
            at += 2
            continue
        lineage = words[at] in LINEAGE or (bool(parts) and parts[-1].named)
        if parts and lineage and words[at] in _PARTICLES and at + 1 < len(words):  # «محمد بن راشد آل مكتوم», «مؤسسة سلطان بن خليفة»
            parts[-1].named = True
            parts[-1].noun += f" {_PARTICLES[words[at]]} {spell(words[at + 1])}"
            at += 2
            continue
        plain = work and meant(words[at:], own, "noun")[1] > 0
        family = bool(parts) and parts[-1].named and words[at] in units() and not plain  # «بيت أحمد السباعي»
        adjective, origin, joined = adjective_of(words[at], NOTHING if family else own)
        one_more = joined and _is_one_more_noun(words, at, parts, origins)
        if adjective and not (link or one_more) and (parts or not noun_of(words[at:])[1]):
            if origin and words[at].endswith(_PEOPLE):  # «الكتاب السوريين»
                _write(parts)
            own_place = not parts or (origin and not parts[-1].link and not (joined and parts[-1].adjectives and not origins))
            theirs = _people_before(parts) if words[at] == _ARABS and not joined else None
            if theirs is not None:
                add_to(theirs.adjectives, adjective, joined=False)
            else:
                add_to(origins if own_place else parts[-1].adjectives, adjective, joined=joined)
            at += 1
            continue
        if parts and not (family or link) and (adjective := _described_by(words, at, parts[-1], own)):
            parts[-1].adjectives.append(adjective)
            at += 1
            continue
        joined = at > 0 and continues(words[at:], own)
        if joined and words[at].endswith(_PEOPLE):  # «الكتاب والصحفيين»
            _write(parts)
        rest = [words[at].removeprefix("و") if joined else words[at], *words[at + 1 :]]
        english, length, named = _noun_at(rest, spell, own, family=family, work=work)
        if named and parts and parts[-1].named and not (joined or link):
            parts[-1].noun += f" {english}"
        else:
            parts.append(Part(english, named=named, joined=joined, link=link))
        at += length
    return parts, origins


def _after_link(words: Sequence[str], at: int, own: Wording, *, first: bool) -> tuple[Sequence[str], int, str]:
    """(the words, where to go on, the English of the preposition there), one alone or written with its noun; `first`:
    no noun is before it."""
    if link := link_at(words, at):
        return words, at + 1, link
    link = "" if first else _linked(words[at:], own)
    return ([*words[:at], words[at][1:], *words[at + 1 :]] if link else words), at, link


def _linked(words: Sequence[str], own: Wording) -> str:
    """The English of a preposition written with a word that no table has with it, and the dictionary or a list of places without:
    «العلاج بالأكسجين»; "" for any other.

    >>> from nlp.names.made_of_words.wording import Word
    >>> own = {"الاكسجين": Word("Oxygen", "noun")}
    >>> _linked(["بالاكسجين"], own), _linked(["لحلب"], {"حلب": Word("Aleppo", "name")}), _linked(["بغداد"], own)
    ('of', 'for', '')
    """
    link = _FOR if words[0][:1] == "ل" else _OF
    if words[0][:1] not in {"ل", "ب"} or words[0] in own or noun_of(words)[1] or name_at(words)[1] or words[0] in known():
        return ""
    rest = [words[0][1:], *words[1:]]
    if place_name(rest)[1]:
        return link if link == _FOR else "in"
    return link if meant(rest, own, "noun", "name")[1] or noun_of(rest)[1] else ""


def _is_one_more_noun(words: Sequence[str], at: int, parts: Sequence[Part], origins: Sequence[str]) -> bool:
    """Whether a word with «و» that is an adjective too stands beside a noun: «حزب السلام والديمقراطية», and Democracy.

    >>> _is_one_more_noun(["السلام", "والديمقراطيه"], 1, [Part("Peace")], [])
    True
    >>> _is_one_more_noun(["السلام", "الدولي", "والديمقراطيه"], 2, [Part("Peace", ["International"])], [])
    False
    """
    bare = bool(parts) and not (parts[-1].adjectives or origins)
    return bare and noun_of([words[at].removeprefix("و")])[1] > 0


def _write(parts: Sequence[Part]) -> None:
    """Makes writers of a book before people: «الكتاب» is either."""
    if parts and parts[-1].noun == "Book":
        parts[-1].noun = "Writers"


def _people_before(parts: Sequence[Part]) -> Part | None:
    """The people among nouns in a row who are no longer the last: «وزراء المياه والري العرب» are Arab ministers.

    >>> str(_people_before([Part("Ministers"), Part("Water"), Part("Irrigation", joined=True)])), _people_before([Part("Council")])
    ('Ministers', None)
    """
    if not parts or _PERSONS.search(parts[-1].noun):
        return None
    return next((part for part in reversed(parts) if _PERSONS.search(part.noun)), None)


def _noun_at(words: Sequence[str], spell: Spell, own: Wording, *, family: bool, work: bool = False) -> tuple[str, int, bool]:
    """(English, words, whether it is a name) of the noun that `words` begin with; `family`: a person's name goes on.

    >>> _noun_at(["الصحه", "والبيئه"], str, {}, family=False), _noun_at(["زغبوط"], str, {}, family=False)
    (('Health', 1, False), ('زغبوط', 1, True))
    """
    if at_once := _at_once(words, spell, work=work):
        return at_once
    if words[0] in COUNTS and len(words) > 1:  # «مدينة وثلاث نساء»
        english, length, named = _noun_at(words[1:], spell, own, family=False, work=work)
        return f"{COUNTS[words[0]]} {english}", length + 1, named
    borne = units().get(words[0]) if family else None
    if borne is not None and borne.count >= OFTEN:  # «قاعة عبدالله عمران», no Amran
        return borne.latin, 1, True
    is_place = place_name(words)[1] > 1
    english, length = ("", 0) if is_place else noun_of(words)
    if length < _PAIR and not is_place and (expression := _expression(words, own, english))[1]:
        english, length = expression
    if not length and not is_place and work:
        english, length = meant(words, own, "noun")
    if length:
        return english, length, False
    english, length = name_at(words)
    if not length and not family:
        english, length = meant(words, own, "noun", "adj")
        if length:
            return english, length, False
    if not length:
        english, length = meant(words, own, "name")
    return (english, length, True) if length else (spell(words[0]), 1, True)


def _expression(words: Sequence[str], own: Wording, english: str) -> tuple[str, int]:
    """(English, words) of an expression that `words` begin with; ("", 0) where the first alone, `english`, is many and the
    expression is not, or one more adjective is said of it.

    >>> from nlp.names.made_of_words.wording import Word
    >>> own = {"طب اسنان": Word("Dentistry", "noun"), "وزراء الصحه": Word("Health Minister", "noun")}
    >>> _expression(["طب", "اسنان"], own, "Medicine"), _expression(["وزراء", "الصحه"], own, "Ministers")
    (('Dentistry', 2), ('', 0))
    """
    said, length = meant(words, own, "noun")
    many = english.endswith("s") and not said.endswith("s")
    more = length < len(words) and adjective_of(words[length], own)[0] != ""  # «الدراسات الإسلامية والعربية»
    return (said, length) if length > 1 and not (english and (many or more)) else ("", 0)


def _at_once(words: Sequence[str], spell: Spell, *, work: bool) -> tuple[str, int, bool] | None:
    """`_noun_at` of what the first word alone decides: somebody's son («مجموعة بن سالم»), a title's book; None for any other."""
    if words[0] in LINEAGE and len(words) > 1:
        return f"{LINEAGE[words[0]].capitalize()} {spell(words[1])}", 2, True
    if words[0] == _GULF and place_name(words)[1] <= 1:
        return "Gulf", 1, True  # a place: «مهرجان الخليج السينمائي»
    return ("Book", 1, False) if work and words[0] == _A_BOOK else None


def continues(words: Sequence[str], own: Wording) -> bool:
    """Whether «و» joins `words` to the noun before them: «مديرية استخبارات وأمن».

    >>> continues(["وامن", "المدينه"], {}), continues(["وحده"], {})
    (True, False)
    """
    bare = words[0].removeprefix("و")
    return bare != words[0] and _is_joined(bare, words, own)


def _described_by(words: Sequence[str], at: int, before: Part, own: Wording) -> str:
    """The English of a definite word after a definite noun or a place, which can only say what that is like: «الفنون الجميلة»,
    though the dictionary reads a noun, "the beautiful one"; "" for any other."""
    said = own.get(words[at]) if words[at].startswith(ARTICLE) else None
    if said is None or said.part != "noun" or noun_of(words[at:])[1] or place_name(words[at:])[1]:
        return ""
    return said.english if words[at - 1].startswith(ARTICLE) or before.named else ""


def _is_joined(bare: str, words: Sequence[str], own: Wording) -> bool:
    """Whether the first of `words` is `bare` with «و» before it: «والسلع», no name Walls; «وحدة» is a unit."""
    if noun_of(words)[1] or words[0] in own:
        return False
    rest = [bare, *words[1:]]
    if bare in COUNTS and len(words) > 1:
        return True
    return bare.startswith(ARTICLE) or bool(noun_of(rest)[1] or meant(rest, own, "noun", "adj", "name")[1] or place_name(rest)[1])
