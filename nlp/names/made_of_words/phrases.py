"""The nouns and adjectives that the words of a name are, in Arabic order: «مجلس الوزراء العراقي», «المجلس الوطني للثقافة والفنون».

Names within it (people with their fathers, places), words that «و» joins, prepositions between nouns are told; a word that no table
and no reading knows is spelt in Latin letters. `literal` puts them together where the name has no head (`nlp.names.made_of_words.
bodies`): titles, plain words. Leaves out: verbs.

>>> [str(part) for part in parts_of(["حقوق", "الانسان", "والصحه"], str)[0]]
['Human Rights', 'Health']
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from nlp.names.gazetteer import OFTEN, english_words, units
from nlp.names.listed import known
from nlp.names.made_of_words.chains import Part, chain_of
from nlp.names.made_of_words.idiom import idiomatic
from nlp.names.made_of_words.lookup import ARTICLE, LINEAGE, NOTHING, adjective_of, meant, name_at, noun_of, place_name
from nlp.names.made_of_words.origins import in_front, moved_to
from nlp.names.made_of_words.purposes import apart, bare_purpose, link_at, purpose_at
from nlp.names.made_of_words.wording import Wording
from nlp.quantities.arabic_numbers import UNITS
from nlp.text.normalize import fold, has_arabic

__all__ = ["MOST", "Spell", "add_to", "continues", "literal", "parts_of"]

MOST: Final = 12
"""Words of a name that is put into English by its words."""
_PARTICLES: Final = LINEAGE | {"ال": "Al", "ولد": "Ould"}  # within a person's name
_PEOPLE: Final = "ين"  # a plural's ending
# Before the word of a place: «مكتبة وادي الحلو».
_MAPPED: Final = {"وادي": "Wadi", "ام": "Umm", "ابو": "Abu", "ابي": "Abi", "تل": "Tell"}
_THE_OF_ENGLISH: Final = frozenset({"ذا", "ذي"})
_FOR, _OF = "for", "of"
_ALL: Final = frozenset({"كل", "جميع"})
_FROM, _TO = "من", fold("إلى")
_A_BOOK: Final = "كتاب"  # in a title no writers: «كتاب الأمكنة»
_ARABS: Final = fold("العرب")
_PERSONS: Final = re.compile(r"(?:er|or|ist|ian|ent|ant)s\b|Doctors|Women\b|Youth\b")
_PAIR: Final = 2
_THREE, _SAID = 3, "Three Four Five Six Seven Eight Nine Ten".split()
_COUNTS: Final = {word: _SAID[value - _THREE] for word, value in UNITS.items() if value >= _THREE}
_POINTING: Final = {"هذا": "This", "هذه": "This", "ذلك": "That", "تلك": "That"}
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
    if words[0] in _COUNTS and len(words) > 1:  # «مدينة وثلاث نساء»
        english, length, named = _noun_at(words[1:], spell, own, family=False, work=work)
        return f"{_COUNTS[words[0]]} {english}", length + 1, named
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
    if bare in _COUNTS and len(words) > 1:
        return True
    return bare.startswith(ARTICLE) or bool(noun_of(rest)[1] or meant(rest, own, "noun", "adj", "name")[1] or place_name(rest)[1])


def _pointed_at(words: Sequence[str], own: Wording) -> str:
    """The English of a demonstrative and its noun, "" for others: «تلك اللحظة», That Moment.

    >>> from nlp.names.made_of_words.wording import Word
    >>> _pointed_at(["تلك", "اللحظه"], {"اللحظه": Word("Moment", "noun")})
    'That Moment'
    """
    english = meant(words[1:], own, "noun")[0] if words[0] in _POINTING and words[1].startswith(ARTICLE) else ""
    return f"{_POINTING[words[0]]} {english}" if english else ""


def _to_itself(words: Sequence[str], own: Wording) -> str:
    """The English of a noun and «ل» with the same: «القلب للقلب», Heart to Heart; "" for others."""
    same = words[0].startswith(ARTICLE) and words[1] == f"لل{words[0].removeprefix(ARTICLE)}"
    english = meant(words[:1], own, "noun")[0] if same else ""
    return f"{english} to {english}" if english else ""


def _of_two_words(words: Sequence[str], own: Wording) -> str:
    return (_pointed_at(words, own) or _to_itself(words, own)) if len(words) == _PAIR else ""


def _definite(key: str, own: Wording, spell: Spell | None) -> str:
    """The English of a title that is one definite noun («السراب»), or all of a kind («كل الأشياء»); "" for others.

    >>> from nlp.names.made_of_words.wording import Word
    >>> own = {"السراب": Word("Mirage", "noun"), "الاشياء": Word("Things", "noun")}
    >>> _definite("السراب", own, str), _definite("كل الاشياء", own, str), _definite("سراب", own, str)
    ('The Mirage', 'All the Things', '')
    """
    first, _, rest = key.partition(" ")
    thing = own.get(rest if first in _ALL else key)
    if spell is None or thing is None or thing.part != "noun" or not (rest if first in _ALL else key).startswith(ARTICLE):
        return ""
    return f"{'All the' if first in _ALL else 'The'} {thing.english}"


def _is_persons(words: Sequence[str], english: str) -> bool:
    """Whether `english` names no place among the folded words of a title, nor is written there.

    >>> _is_persons(["ايام", "الشارقه"], "Sharjah"), _is_persons(["ماساه", "زينب"], "Zainab")
    (False, True)
    """
    places_there = {place_name(words[at:])[0] for at in range(len(words))}
    return english not in places_there and english.casefold() not in " ".join(words)


def _from_to(words: Sequence[str], own: Wording) -> str:
    """The English of a way from one place or thing to another: «من الإمارات إلى بنجلاديش»; "" for others.

    >>> _from_to(["من", "مصر", "الي", "فرنسا"], {}), _from_to(["من", "مصر", "الي", "زغبوط"], {})
    ('From Egypt to France', '')
    """
    if words[0] != _FROM or _TO not in words[2:-1]:
        return ""
    cut = words.index(_TO)
    ends = [_whole(side, own) for side in (words[1:cut], words[cut + 1 :])]
    return f"From {ends[0]} to {ends[1]}" if all(ends) else ""


def _whole(words: Sequence[str], own: Wording) -> str:
    """The English of words that are one name or one noun; "" for others."""
    thing = known().get(" ".join(words))
    found = ((thing.english if thing is not None else "", len(words)), name_at(words), meant(words, own, "noun"))
    return next((english for english, length in found if english and length == len(words)), "")


def literal(key: str, own: Wording, spell: Spell | None = None) -> str:
    """The English of a folded name that the dictionary knows: as a name, as an expression, or all of whose words it knows; "" for
    any other. `spell`: a title's, which may have one word after its first that the dictionary does not know.

    >>> from nlp.names.made_of_words.wording import Word
    >>> literal("الشيخ الابيض", {"الشيخ": Word("Sheikh", "noun"), "الابيض": Word("White", "adj")})
    'White Sheikh'
    >>> literal("الزغبلوط الابيض", {"الابيض": Word("White", "adj")})
    ''
    >>> literal("سقوط زغبلوط", {"سقوط": Word("Fall", "noun")}, lambda _: "Zaghbalut")
    'Fall of Zaghbalut'
    """
    words = apart(key.split(), own) if spell is not None else key.split()
    if key in own and (len(words) > 1 or own[key].part == "name"):
        return own[key].english
    if said := _definite(key, own, spell) or _of_two_words(words, own) or _from_to(words, own):
        return said
    if words[0] in _ALL or (spell is not None and (words[0] in english_words() or words[0] in _THE_OF_ENGLISH)):
        return ""  # «كل العرب», a paper; «غوريلا غلاس», no glass of a gorilla
    cut = purpose_at(words, own)
    words, purpose = words[:cut], bare_purpose(words[cut:])
    unknown = sum(
        not (
            word in own
            or word.removeprefix("و") in own
            or word.removeprefix("و") in _COUNTS
            or noun_of([word])[1]
            or adjective_of(word)[0]
            or link_at(words, at)
        )
        for at, word in enumerate((*words, *purpose))
    )
    if (
        unknown > (spell is not None)
        or not 1 < len(words) + len(purpose) <= MOST
        or not (noun_of(words)[1] or meant(words, own, "noun")[1])
    ):
        return ""
    parts, origins = parts_of(words, spell or str, own, work=spell is not None)
    if unknown:
        parts[-1].named = False  # «سقوط زغبلوط» is of him, not called after him
    elif spell is not None and parts and not parts[0].named:
        for part in parts[1:]:
            part.named = part.named and not _is_persons(words, part.noun)  # «مأساة زينب», of Zainab; «ليالي الشارقة»
    if parts:
        moved_to(origins, parts[-1].adjectives)
    aims, alike = parts_of(purpose, spell or str, own)
    aim = chain_of(aims) or " ".join(["the", *alike] if alike else [])  # «صلوات للخائفين», for the afraid
    if aim and aims and len(parts) == 1 and not parts[0].named:  # «القوة الدولية للمساعدة», International Assistance Force
        parts[0].noun, aim = f"{aim} {parts[0].noun}", ""
    core = f"{in_front(origins)} {chain_of(parts)}".strip()
    english = idiomatic(f"{core} for {aim}" if aim else core)
    return "" if has_arabic(english) else english
