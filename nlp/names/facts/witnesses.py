"""Whether an article bears out what a table says of a name: two people, and two towns, often have one name.

What a table says of a person, or of a town, is kept where the article speaks of one of the things it says: a role beside the name,
or a country or body among the other names. Otherwise the card says nothing rather than something about a namesake. Leaves out:
names of countries, of capitals that no person bears, and of bodies, which are one thing each, and people of the past under their
full names.

>>> trump = Entity(0, "دونالد ترمب", "PERS", "Donald Trump", gloss="president of the United States", gloss_source=NameSource.OURS)
>>> states = Entity(1, "الولايات المتحدة", "LOC", "United States")
>>> [bool(each.gloss) for each in witnessed([trump], {})], [bool(each.gloss) for each in witnessed([trump, states], {})]
([False], [True, False])
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from nlp.document import Entity, NameSource
from nlp.names.facts.descriptions import Apposition, told
from nlp.names.gazetteer import borne, places
from nlp.text.english import stop_words
from nlp.text.normalize import fold

__all__ = ["witnessed"]

_WORD: Final = re.compile(r"[A-Za-z]{2,}")
_BEGINNING: Final = 4  # letters that a name and the words made from it share: Sudan, Sudanese
_SAYS_LITTLE: Final = frozenset("city town village since former".split())
_TABLES: Final = frozenset({NameSource.OURS, NameSource.GEONAMES, NameSource.WIKIDATA})
_OF_THE_PAST: Final = re.compile(r"\b\d{3,4}–(?:\d{3}|1[0-8]\d\d)$|\bBC$")  # whose names nobody bears today
_TOWN: Final = re.compile(
    r"^(?:city in |farmland |(?:[\w-]+ ){0,2}"
    r"(?:town|village|district|suburb|quarter|neighbourhood|area|square|street|camp|market|mall|site)\b.* (?:in|of|near|by|on)\b)"
)
_PARTY: Final = re.compile(r"^[A-Z]\w+ (?:\w+ )?(?:party|armed group)\b")  # many countries have a party of one name
# Ships are called after works, slogans are like festivals.
_WORK: Final = re.compile(r"\b(?:novel|play|opera|film|ballet|poem|musical|festival|book|series|dictionary)\b|\bmeeting\b.*\d$")
_SMALL: Final = 9_000_000  # weight of a capital (`nlp.names.gazetteer.Place`) that is met less often than people of its name


def witnessed(entities: Sequence[Entity], described: Mapping[int, Sequence[Apposition]]) -> list[Entity]:
    """The entities, those whose facts from a table nothing else in the article bears out with what it says itself, or without.

    `described` has for an entity's id the descriptions that stand beside it.
    """
    own = [_telling((entity.english,)) for entity in entities]
    return [
        entity
        if not _needs_one(entity) or _is_borne_out(entity, own, described.get(entity.id, ()))
        else _without(entity, described.get(entity.id, ()))
        for entity in map(_plain, entities)
    ]


def _plain(entity: Entity) -> Entity:
    """A person of whom no table says a fact has no fine type either: «أحمد الطيب» may be any.

    >>> _plain(Entity(0, "أحمد الطيب", "PERS", fine_type="Religious")).fine_type
    ''
    """
    return replace(entity, fine_type="") if entity.type == "PERS" and entity.gloss_source not in _TABLES else entity


def _needs_one(entity: Entity) -> bool:
    """Whether what is said of an entity is a table's and may be about a namesake.

    >>> _needs_one(Entity(0, "طنطا", "LOC", gloss="city in Egypt", gloss_source=NameSource.GEONAMES))
    True
    >>> _needs_one(Entity(0, "الأشرفية", "LOC", gloss="district of Beirut", gloss_source=NameSource.OURS))
    True
    >>> _needs_one(Entity(0, "مصر", "LOC", gloss="country in Africa", gloss_source=NameSource.CLDR))
    False
    >>> newton = Entity(0, "إسحاق نيوتن", "PERS", gloss="English physicist, 1643–1727", gloss_source=NameSource.OURS)
    >>> _needs_one(newton), _needs_one(replace(newton, arabic="نيوتن"))
    (False, True)
    """
    if entity.type == "PERS" and " " in entity.arabic and _OF_THE_PAST.search(entity.gloss):
        return False
    if entity.gloss_source not in _TABLES:
        return False
    of_work = entity.type == "MISC" and _WORK.search(entity.gloss) is not None
    if entity.type == "ORG":
        return _PARTY.search(entity.gloss) is not None or _is_anyones(entity)
    return entity.type == "PERS" or of_work or _TOWN.match(entity.gloss) is not None or _is_small_capital(entity)


def _is_anyones(entity: Entity) -> bool:
    """Whether a body is called by plain words, as many are: «جيش الاحتلال» is the occupier's army, in any country.

    >>> _is_anyones(Entity(0, "جيش الاحتلال", "ORG", "occupation army")), _is_anyones(Entity(0, "يو بي إس", "ORG", "UBS"))
    (True, False)
    """
    return entity.type == "ORG" and " " in entity.english and entity.english.islower()


def _is_small_capital(entity: Entity) -> bool:
    """Whether a table has it as a small capital, and people bear its name.

    >>> _is_small_capital(Entity(0, "فيكتوريا", "LOC", gloss="capital of Seychelles")), _is_small_capital(Entity(0, "باريس", "LOC"))
    (True, False)
    """
    key = fold(entity.arabic)
    place = places().get(key)
    return place is not None and place.kind == "capital" and place.gloss == entity.gloss and place.weight < _SMALL and borne(key)


def _is_borne_out(entity: Entity, names: Sequence[frozenset[str]], descriptions: Sequence[Apposition]) -> bool:
    said = entity.gloss.split()
    facts = _telling((" ".join(word for word in said if word.strip("()")[:1].isupper()) if _is_anyones(entity) else entity.gloss,))
    others = (words for number, words in enumerate(names) if number != entity.id)
    return bool(facts & _telling(each.english for each in descriptions)) or any(facts & words for words in others)


def _telling(texts: Iterable[str]) -> frozenset[str]:
    """The beginnings of the words that tell something: of names and of what is said.

    >>> sorted(_telling(["president of Sudan since 1989"])), sorted(_telling(["UN", "Sudanese army"]))
    (['pres', 'suda'], ['army', 'suda', 'un'])
    """
    words = (word for text in texts for word in _WORD.findall(text))
    small = stop_words("in names") | _SAYS_LITTLE
    return frozenset(
        word[:_BEGINNING].casefold() for word in words if word.casefold() not in small and (len(word) > 3 or word.isupper())
    )


def _without(entity: Entity, descriptions: Sequence[Apposition]) -> Entity:
    """The entity with what the article says of it alone; the fine type goes with the fact, but a body's."""
    fine = "" if entity.type != "ORG" else entity.fine_type
    if not descriptions:
        return replace(entity, gloss="", gloss_source=NameSource.UNKNOWN, fine_type=fine)
    return replace(entity, gloss=told(descriptions), gloss_source=NameSource.ARTICLE, fine_type=fine)
