"""The English of bodies and places whose Arabic names are made of words: «وزارة الخارجية السودانية» → Sudanese Ministry of Foreign
Affairs, «هيئة أبوظبي للسياحة والثقافة» → Abu Dhabi Authority for Tourism and Culture.

A name is a head («وزارة», `nlp/data/entities_words.tsv`), adjectives, nouns, known names and what it is for («للسياحة»). Adjectives
come before what they go with, the last first; those of origin before all. Words that no table knows are said as the dictionary
reads them in their sentence (`nlp.names.made_of_words.wording`), else spelt in Latin letters. Leaves out: agreement beyond word
order, verbs.

>>> body("وزاره الخارجيه السودانيه")
'Sudanese Ministry of Foreign Affairs'
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from nlp.names.gazetteer import OFTEN, places, units
from nlp.names.made_of_words.wording import Wording
from nlp.text.normalize import fold
from nlp.text.tables import rows

__all__ = ["body", "described", "headed", "literal"]

_MOST: Final = 12  # words
_LONGEST: Final = 5  # words of an expression
_SIZE: Final = 50_000  # people in a town that is taken for itself, not for a word
_ARTICLE: Final = "ال"
_HEADS: Final = ("of", "of any", "after", "before")
_SIDES: Final = {"Northern": "North", "Southern": "South", "Eastern": "East", "Western": "West"}
_TITLES: Final = frozenset("King Queen Prince Sheikh Sultan President Imam Martyr Saint Sayyid".split())
_Spell = Callable[[str], str]
_NOTHING: Final[Wording] = {}


@dataclass(slots=True)
class _Part:
    """A noun with its adjectives, in Arabic order."""

    noun: str
    adjectives: list[str] = field(default_factory=list)
    named: bool = False
    joined: bool = False  # by «و»

    def __str__(self) -> str:
        return " ".join([*reversed(self.adjectives), self.noun])


@lru_cache(maxsize=1)
def _words() -> dict[str, dict[str, str]]:
    """Folded word or pair → part → English. Nouns also without the article, where that is no entry of its own."""
    table: dict[str, dict[str, str]] = {}
    nouns: list[tuple[str, str]] = []
    for variants, english, part in rows("entities_words.tsv"):
        for variant in variants.split("|"):
            key = fold(variant)
            table.setdefault(key, {}).setdefault(part, english)
            if part == "noun" and key.startswith(_ARTICLE):
                nouns.append((key[2:], english))
    for key, english in nouns:
        table.setdefault(key, {}).setdefault("noun", english)
    return table


@lru_cache(maxsize=1)
def _origins() -> dict[str, str]:
    table = {fold(arabic): english for arabic, english in rows("entities_nationalities.tsv")}
    return table | {f"{key}ين": english for key, english in table.items()}


def _word(word: str, part: str) -> str:
    return _words().get(word, {}).get(part, "")


def _noun(words: Sequence[str]) -> tuple[str, int]:
    """(English, words) of the noun that `words` begins with; ("", 0)."""
    for length in (2, 1):
        key = " ".join(words[:length])
        english = _word(key, "noun") or _word(key.removeprefix(_ARTICLE), "noun") if len(words) >= length else ""
        if english:
            return english, length
    return "", 0


def _meant(words: Sequence[str], own: Wording, *parts: str) -> tuple[str, int]:
    """(English, words) of what `words` begins with in `own`, as one of `parts`; ("", 0)."""
    for length in range(min(len(words), _LONGEST), 0, -1):
        word = own.get(" ".join(words[:length]))
        if word is not None and word.part in parts:
            return word.english, length
    return "", 0


def _adjective(word: str, own: Wording = _NOTHING) -> tuple[str, bool, bool]:
    """(English, whether it says where from, whether «و» joins it); ("", False, False)."""
    for joined, form in ((False, word), (True, word.removeprefix("و"))):
        if form.startswith(_ARTICLE) and (not joined or form != word):
            if english := _word(form, "adj"):
                return english, False, joined
            if english := _origins().get(form[2:], ""):
                return english, True, joined
    meant = own.get(word)
    if meant is not None and meant.part == "adj":
        return meant.english, False, False
    return "", False, False


def _head(words: Sequence[str]) -> tuple[str, str, int]:
    """(part, English, words) of the head that `words` begins with; ("", "", 0)."""
    for length in (2, 1):
        key = " ".join(words[:length])
        for form in (key, key.removeprefix(_ARTICLE)) if len(words) >= length else ():
            for part in _HEADS:
                if english := _word(form, part):
                    return part, english, length
    return "", "", 0


def _ministry(words: Sequence[str]) -> str:
    """The English of a ministry that is called by its task and its country.

    >>> _ministry(["الخارجيه", "السودانيه"]), _ministry(["الصحه", "العالميه"])
    ('Sudanese Foreign Ministry', '')
    """
    english = _word(words[0], "ministry") if len(words) == 2 else ""
    origin, is_origin, _ = _adjective(words[1]) if english else ("", False, False)
    return f"{origin} {english}" if is_origin else ""


def headed(words: Sequence[str]) -> bool:
    """Whether folded words begin with the head of a body or place: «وزارة», «المجلس», «نهر»."""
    return len(words) > 1 and _head(words)[2] > 0


def _name(words: Sequence[str]) -> tuple[str, int]:
    """(English, words) of a place or a single name of the tables; ("", 0)."""
    for length in (3, 2, 1):
        place = places().get(" ".join(words[:length])) if length <= len(words) else None
        if place is not None and (place.kind in {"country", "capital"} or place.weight > _SIZE):
            return place.english.removesuffix(" City"), length
    unit = units().get(words[0])
    if unit is not None and unit.count >= OFTEN and not words[0].startswith(_ARTICLE):
        return unit.latin, 1
    return "", 0


def _add(adjectives: list[str], english: str, *, joined: bool) -> None:
    if joined and adjectives:
        adjectives[-1] += f" and {english}"
    else:
        adjectives.append(english)


def _parts(words: Sequence[str], spell: _Spell, own: Wording = _NOTHING) -> tuple[list[_Part], list[str]]:
    """(Nouns with their adjectives, adjectives of origin said of the whole)."""
    parts: list[_Part] = []
    origins: list[str] = []
    at = 0
    while at < len(words):
        family = bool(parts) and parts[-1].named and words[at] in units()  # «بيت أحمد السباعي»
        adjective, origin, joined = _adjective(words[at], _NOTHING if family else own)
        if adjective and (parts or not _noun(words[at:])[1]):
            _add(origins if origin or not parts else parts[-1].adjectives, adjective, joined=joined)
            at += 1
            continue
        bare = words[at].removeprefix("و")
        joined = at > 0 and bare != words[at] and _noun([bare, *words[at + 1 :]])[1] > 0
        rest = [bare if joined else words[at], *words[at + 1 :]]
        english, length = _noun(rest)
        if not length and (expression := _meant(rest, own, "noun"))[1] > 1:
            english, length = expression
        named = not length
        if named:
            english, length = _name(rest)
        if not length and not family:
            english, length = _meant(rest, own, "noun", "adj")
            named = not length
        if not length:
            english, length = _meant(rest, own, "name")
        if not length:
            english, length = spell(rest[0]), 1
        if named and parts and parts[-1].named and not joined:
            parts[-1].noun += f" {english}"
        else:
            parts.append(_Part(english, named=named, joined=joined))
        at += length
    return parts, origins


def _chain(parts: Sequence[_Part]) -> str:
    """Nouns in a row: «أدباء دبي» → Dubai Authors, «دعم الديمقراطية» → Support of Democracy."""
    text = ""
    for index, part in enumerate(parts):
        if not text:
            text = str(part)
        elif part.joined and str(part) == str(parts[index - 1]):
            continue  # «التربية والتعليم»
        elif part.joined:
            text = text.replace(" and ", ", ") + f" and {part}"
        elif parts[index - 1].noun in _TITLES:
            text += f" {part}"
        elif part.named:
            text = f"{part} {text}"
        else:
            text += f" of {part}"
    return text


def _purpose(words: Sequence[str]) -> int:
    """Where what the body is for begins: «للسياحة», «لحقوق الإنسان»; the number of words when nowhere."""
    for index, word in enumerate(words):
        if word.startswith("لل") and len(word) > 3:
            return index
        if word.startswith("ل") and not _noun(words[index:])[1] and _noun([word[1:], *words[index + 1 :]])[1]:
            return index
    return len(words)


def literal(key: str, own: Wording) -> str:
    """The English of a folded name that the dictionary knows: as a name, as an expression, or all of whose words it knows; "" for
    any other.

    >>> from nlp.names.made_of_words.wording import Word
    >>> literal("الشيخ الابيض", {"الشيخ": Word("Sheikh", "noun"), "الابيض": Word("White", "adj")})
    'White Sheikh'
    >>> literal("الزغبلوط الابيض", {"الابيض": Word("White", "adj")})
    ''
    """
    words = key.split()
    if key in own and (len(words) > 1 or own[key].part == "name"):
        return own[key].english
    cut = _purpose(words)
    words, purpose = words[:cut], _named_purpose(words[cut:])
    known = all(
        word in own or word.removeprefix("و") in own or _noun([word])[1] or _adjective(word)[0] for word in (*words, *purpose)
    )
    if not known or not 1 < len(words) + len(purpose) <= _MOST or not (_noun(words)[1] or _meant(words, own, "noun")[1]):
        return ""
    parts, origins = _parts(words, str, own)
    core = " ".join([*reversed(origins), _chain(parts)])
    aim = _parts(purpose, str, own)[0]
    return f"{core} {'for ' if len(aim) > 1 else ''}{_chain(aim)}".strip()


def _named_purpose(words: Sequence[str]) -> list[str]:
    """The words of what a body is for, without the preposition.

    >>> _named_purpose(["للسياحه", "والثقافه"]), _named_purpose(["لحقوق"]), _named_purpose([])
    (['السياحه', 'والثقافه'], ['حقوق'], [])
    """
    if not words:
        return []
    return [_ARTICLE + words[0][2:] if words[0].startswith("لل") else words[0][1:], *words[1:]]


def body(key: str, spell: _Spell = str, own: Wording = _NOTHING) -> str:
    """The English of a folded name of two words or more that begins with a head, else "". `spell` writes words that neither tables
    nor `own` know."""
    words = key.split()
    if ministry := _ministry(words):
        return ministry
    part, head, length = _head(words) if 1 < len(words) <= _MOST else ("", "", 0)
    if not head:
        return ""
    rest = words[length:]
    cut = _purpose(rest)
    rest, purpose = rest[:cut], _named_purpose(rest[cut:])
    said: list[str] = []  # adjectives of the head, those of origin apart
    origins: list[str] = []
    definite = words[0].startswith(_ARTICLE) or length > 1
    while rest and (definite or not _noun(rest)[1]) and (adjective := _adjective(rest[0], own))[0]:
        _add(origins if adjective[1] else said, adjective[0], joined=adjective[2])
        rest = rest[1:]
    nested = body(" ".join(rest), spell, own) if len(rest) > 1 and not _noun(rest)[1] else ""
    if nested:
        chain, named = nested, False
    else:
        parts, more = _parts(rest, spell, own)
        origins += more
        chain, named = _chain(parts), all(p.named for p in parts)
    return _put_together(part, head, chain, named=named, said=said, origins=origins, purpose=_parts(purpose, spell, own)[0])


def described(key: str, place: bool, spell: _Spell = str, own: Wording = _NOTHING) -> str:
    """The English of a folded name without a head that adjectives or a purpose follow: «أوسيتيا الجنوبية» (a `place`) → South
    Ossetia, «دبي الإسلامي» → Dubai Islamic, «عمان للتأمين» → Oman Insurance; "" where it is not so."""
    words = key.split()
    cut = _purpose(words)
    words, purpose = words[:cut], _named_purpose(words[cut:])
    if not words or not 1 < len(words) + len(purpose) <= _MOST:
        return ""
    if _noun(words)[1] or _adjective(words[0], own)[0] or _meant(words, own, "noun")[1]:
        return ""
    name, length = _name(words)
    names = [name or spell(words[0])]
    words = words[max(length, 1) :]
    while words and not _adjective(words[0])[0] and (compound := _name(words))[1]:
        names.append(compound[0])
        words = words[compound[1] :]
    adjectives: list[str] = []
    origins: list[str] = []
    for english, origin, joined in (_adjective(word, own) for word in words):
        if not english:
            return ""
        _add(origins if origin else adjectives, english, joined=joined)
    if not purpose and not adjectives and not origins:
        return ""
    aim = [_chain(_parts(purpose, spell, own)[0])] if purpose else []
    if place:
        adjectives = [_SIDES.get(word, word) for word in adjectives]
        return " ".join([*reversed(origins), *reversed(adjectives), *names, *aim])
    return " ".join([*reversed(origins), *names, *adjectives, *aim])


def _put_together(
    part: str, head: str, chain: str, *, named: bool, said: Sequence[str], origins: Sequence[str], purpose: Sequence[_Part]
) -> str:
    aim = _chain(purpose)
    short = len(purpose) == 1
    core = " ".join([*reversed(said), *([aim] if short else []), head])
    if chain and part == "before":
        core = f"{core} {chain}"
    elif chain and (part == "of any" or (part == "of" and not named)):
        core = f"{core} of {chain}"
    elif chain:
        core = f"{chain} {core}"
    english = " ".join([*reversed(origins), core])
    return f"{english} for {aim}" if aim and not short else english
