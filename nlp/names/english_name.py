"""What a name is called in English, where that spelling comes from, and what the named thing is.

Best source first: Latin letters beside it in the article (found by `nlp.names.link`, which passes them on), the reader's glossary,
Rafiq's own tables (organisations, people in the news), countries and towns (CLDR, GeoNames), people (Wikidata), spellings that
recur in translated news, for bodies whose names are made of words their translation (`nlp.names.made_of_words`), and last a
transliteration. Leaves out: which words of the article are a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from nlp.document import EntityType, NameSource
from nlp.names.gazetteer import OFTEN, key_of, met_once, mined, ordinary, own_spellings, people, places, single_names, spelt, units
from nlp.names.made_of_words.bodies import body, described, literal
from nlp.names.made_of_words.firms import firm
from nlp.names.made_of_words.wording import Wording
from nlp.names.romanize import romanize
from nlp.quantities.arabic_numbers import ORDINALS
from nlp.text.normalize import fold, has_arabic
from nlp.text.tables import rows

__all__ = ["Known", "Namer", "OwnName", "bare_forms", "beginnings", "known"]

_PARTICLES: Final = {
    "بن": "bin",
    "ابن": "ibn",
    "بنت": "bint",
    "ابو": "Abu",
    "ابي": "Abi",
    "ام": "Umm",
    "دي": "de",
    "فان": "van",
    "فون": "von",
    "دا": "da",
}
_FIRST_PARTICLES: Final = frozenset({"ابو", "ام", "ابن"})
_ROMAN: Final = "0 I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX".split()
_ELEVENTH: Final = fold("الحادي")  # «الحادي عشر» alone
_ARTICLE: Final = "ال"
_ASIDE: Final = re.compile(r" \([^)]*\)")
_SMALL: Final = frozenset("al el bin ibn bint de da di du del la le van von der den".split())


@dataclass(frozen=True, slots=True)
class Known:
    """An English name. `type` and `fine` are "" where the source does not say."""

    english: str
    source: NameSource
    type: str = ""
    fine: str = ""
    gloss: str = ""
    gloss_source: NameSource = NameSource.UNKNOWN


@dataclass(frozen=True, slots=True)
class OwnName:
    """What the reader calls a name, and what it names; `type` is "" where that is not known (a glossary of an earlier Rafiq)."""

    english: str
    type: EntityType | Literal[""] = ""


@lru_cache(maxsize=1)
def known() -> dict[str, Known]:
    """Folded Arabic (each spelling variant) → what our own tables say. Rows: variants|…, English, type, fine type, gloss."""
    table: dict[str, Known] = {}
    written = ("organisations_list.tsv", "names_people.tsv", "entities_places.tsv")
    for name in (*written, "entities_world.tsv.xz"):
        folded = name not in written  # the large one is read at every start and stands there folded
        for variants, english, kind, fine, gloss in rows(name):
            plain = _ASIDE.sub("", english)  # «Titanic (film)»: what it is stands beside it
            thing = Known(plain, NameSource.OURS, kind, fine, gloss, NameSource.OURS if gloss else NameSource.UNKNOWN)
            for variant in variants.split("|"):
                table.setdefault(variant if folded else fold(variant.strip()), thing)
    return table


@lru_cache(maxsize=50_000)
def bare_forms(word: str) -> tuple[str, ...]:
    """A folded word and what it is without conjunction and preposition, the least stripped first: «ولمايكروسوفت» … «مايكروسوفت»."""
    forms = [word]
    for first in ("و", "ف", ""):
        rest = word.removeprefix(first) if first else word
        if first and rest == word:
            continue
        forms.append(rest)
        for second, least in (("لل", 3), ("ب", 3), ("ل", 3), ("ك", 5)):  # «كابل» is no Apple, «كفيف» no FIFA
            if rest.startswith(second) and len(rest) - len(second) >= least:
                forms.append((_ARTICLE if second == "لل" else "") + rest[len(second) :])
    return tuple(dict.fromkeys(form for form in forms if len(form) >= 2))


@lru_cache(maxsize=1)
def _by_thing() -> dict[Known, list[str]]:
    things: dict[Known, list[str]] = {}
    for key, thing in known().items():
        things.setdefault(thing, []).append(key)
    return things


def spellings(key: str) -> Sequence[str]:
    """The folded spellings of what our tables know as the folded `key`; `key` alone when they know nothing of it."""
    return _by_thing()[known()[key]] if key in known() else (key,)


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


class Namer:
    """Names in English. Immutable and thread-safe. `names` is the reader's glossary: Arabic as written → English.

    What the reader calls a name holds for its other spellings in our tables too.

    >>> own = Namer({"اليونسكو": OwnName("Unesco", "ORG")})
    >>> own.name("منظمة اليونسكو", "ORG").english == own.name("اليونسكو", "ORG").english == "Unesco"
    True
    """

    def __init__(self, names: Mapping[str, str | OwnName] | None = None) -> None:
        self._own: dict[str, OwnName] = {}
        given = {fold(arabic): OwnName(name) if isinstance(name, str) else name for arabic, name in (names or {}).items()}
        for key, name in given.items():
            if key.strip() and name.english.strip():
                for variant in spellings(key):
                    self._own.setdefault(variant, name)
                self._own[key] = name
        self.beginnings = beginnings(self._own)

    def with_names(self, names: Mapping[str, str | OwnName]) -> Namer:
        """A namer with the reader's glossary `names`."""
        return Namer(names) if names else self

    def name(self, arabic: str, type: EntityType, own: Wording | None = None) -> Known:
        """The English of `arabic` (without clitics or titles); always something, a transliteration at worst. `own`: what its words
        mean where they stand."""
        key = key_of(arabic)
        if not has_arabic(key):
            return Known(arabic, NameSource.ARTICLE, type)
        for find in (self._readers, self._tables):
            name = find(key, type)
            if name is not None:
                return name
        own = own or {}
        firsts = tuple(word[0] for word in arabic.split())
        if type == "PERS":
            return person(key, firsts, own)
        firms = type == "ORG" and key not in mined()
        if made := body(key, _spelt, own) or described(key, type == "LOC", _spelt, own) or (firms and firm(key, _spelt, own)):
            return Known(made, NameSource.WORDS, type)
        if made := mined().get(key, "") or literal(key, own):
            return Known(made, NameSource.NEWS if key in mined() else NameSource.WORDS, type)
        words = key.split()
        parts = [_part(word, lone=True, first=_first(firsts, words, at), own=own)[0] for at, word in enumerate(words)]
        return Known(" ".join(parts), NameSource.TRANSLITERATION, type)

    def sure(self, arabic: str) -> Known | None:
        """What the reader's glossary or our tables say of exactly this, or None."""
        key = key_of(arabic)
        return self._readers(key, "MISC") or known().get(key)

    def is_untyped(self, key: str) -> bool:
        """Whether the reader named the folded `key`, and nobody has said what it is."""
        return key in self._own and not self._own[key].type and key not in known()

    def _readers(self, key: str, type: str) -> Known | None:
        own = self._own.get(key)
        if own is None:
            return None
        table = known().get(key)
        return Known(
            own.english,
            NameSource.GLOSSARY,
            own.type or (table.type if table else type),
            *((table.fine, table.gloss, table.gloss_source) if table else ()),
        )

    def _tables(self, key: str, type: str) -> Known | None:
        own = known().get(key)
        if own is not None and (own.type == type or type != "PERS"):
            return own
        if type == "PERS":
            return None
        place = places().get(key)
        if place is not None and (type == "LOC" or place.kind == "country"):
            fine = {"country": "Nation", "capital": "Population-Center", "city": "Population-Center"}.get(place.kind, "")
            return Known(place.english, place.source, "LOC", fine, place.gloss, place.source)
        if place is None and type == "LOC" and key.startswith(_ARTICLE) and key[2:] in places():
            place = places()[key[2:]]
            return Known(place.english, place.source, "LOC", "", place.gloss, place.source)
        return None


@dataclass(frozen=True, slots=True)
class _Piece:
    """One written piece of a person's name, the source of its spelling (None: a particle has none) and the words it takes."""

    latin: str
    source: NameSource | None = None
    words: int = 1


def person(key: str, initials: tuple[str, ...] = (), own: Wording | None = None) -> Known:
    """The English of a folded person's name: the whole, or word by word; `initials` are the words' first letters before folding,
    `own` what the dictionary says of them.

    >>> person(fold("حسام نصر")).english, person(fold("زياد بن عبد الرحمن")).english
    ('Hossam Nasr', 'Ziad bin Abdurrahman')
    """
    if key in people():
        return Known(_titled(people()[key]), NameSource.WIKIDATA, "PERS")
    if " " in key and key in mined():
        return Known(mined()[key], NameSource.NEWS, "PERS")
    words = key.split()
    pieces: list[_Piece] = []
    at = 0
    while at < len(words):
        first = _first(initials, words, at)
        pieces.append(_reign(words, at) or _particle(words, at) or _servant_of(words, at) or _single(words, at, first, own or {}))
        at += pieces[-1].words
    sources = [piece.source for piece in pieces if piece.source is not None]
    guessed = NameSource.TRANSLITERATION in sources or not sources or ordinary(key)  # «الخطيب» may be a preacher
    worst = NameSource.TRANSLITERATION if guessed else sources[-1]
    return Known(" ".join(piece.latin for piece in pieces), worst, "PERS")


def _first(initials: Sequence[str], words: Sequence[str], at: int) -> str:
    """The letter that the word at `at` began with before folding; "" where the sides do not run in step."""
    return initials[at] if len(initials) == len(words) else ""


def _particle(words: Sequence[str], at: int) -> _Piece | None:
    """A particle inside a name, or one that can begin it.

    >>> _particle(["ابو", "مازن"], 0), _particle(["دي", "مازن"], 0)
    (_Piece(latin='Abu', source=None, words=1), None)
    """
    stands = len(words) > 1 and (at > 0 or words[at] in _FIRST_PARTICLES)
    return _Piece(_PARTICLES[words[at]]) if stands and words[at] in _PARTICLES else None


def _servant_of(words: Sequence[str], at: int) -> _Piece | None:
    """«عبد» (servant of) with the word after it where their joint spelling is known, else alone.

    >>> _servant_of(["عبد", "الرحمن"], 0).latin, _servant_of(["عبد", "السلام"], 0).latin
    ('Abdurrahman', 'Abdel Salam')
    >>> _servant_of(["عبد", "السنجاب"], 0).latin  # the article is in "Abdel"
    'Abdel Sandjab'
    """
    if words[at] != "عبد" or at + 1 == len(words):
        return None
    after = words[at + 1]
    joined = units().get(words[at] + after)
    if joined:
        return _Piece(_titled(joined.latin), NameSource.WIKIDATA, 2)
    if after.startswith(_ARTICLE) and len(after) > 4:
        inner, source = _part(after[2:])
        return _Piece(f"Abdel {inner}", source, 2)
    return _Piece("Abdel", NameSource.WIKIDATA)


def _reign(words: Sequence[str], at: int) -> _Piece | None:
    """The number of a ruler, after the name: «سليم الأول», «لويس الرابع عشر».

    >>> _reign(["سليم", "الاول"], 1).latin, _reign(["لويس", "الرابع", "عشر"], 1).latin, _reign(["الثاني"], 0)
    ('I', 'XIV', None)
    """
    teen = words[at + 1 : at + 2] == ["عشر"]
    number = 1 if teen and words[at] == _ELEVENTH else ORDINALS.get(words[at], 0)
    if not at or not number:
        return None
    return _Piece(_ROMAN[number + 10], None, 2) if teen and number < 10 else _Piece(_ROMAN[number])


def _single(words: Sequence[str], at: int, first: str, own: Wording | None = None) -> _Piece:
    """A word by itself; the first of several is a given name.

    >>> _single(["زغبلوط"], 0, "ز").source
    <NameSource.TRANSLITERATION: 'transliteration'>
    """
    return _Piece(*_part(words[at], given=at == 0 and len(words) > 1, first=first, own=own))


def _part(
    word: str, *, given: bool = False, lone: bool = False, first: str = "", own: Wording | None = None
) -> tuple[str, NameSource]:
    """(Latin, source) of one folded word of a name; what the dictionary calls a name is spelt its way before it is guessed."""
    meant = (own or {}).get(word)
    by_dictionary = meant.english if meant is not None and meant.part == "name" else ""
    if listed := _listed(word, lone=lone):
        return listed
    unit = units().get(word)
    translated = mined().get(word)
    if first == "آ":  # folding lost the long a; a spelling without it is another name's
        unit = unit if unit is not None and unit.latin.startswith("A") else None
        translated = translated if translated and translated.startswith("A") else None
    if unit is not None and unit.count >= OFTEN and (not given or unit.role != "surname") and not lone:
        return _titled(unit.latin), NameSource.WIKIDATA
    if translated and " " not in translated:
        return translated, NameSource.NEWS
    if (
        word.startswith(_ARTICLE) and len(word) > 4 and first in {"", "ا"} and not (unit or by_dictionary)
    ):  # «ألكاراث» bears no article
        inner, source = _part(word[2:])
        return f"al-{inner}" if not inner.lower().startswith(("al-", "el-")) else inner, source
    if unit is not None:
        return _titled(unit.latin), NameSource.WIKIDATA
    once = spelt().get(word) or met_once().get(word)
    alone = single_names().get(word)
    guess = by_dictionary or ((once or alone) if lone else (alone or once)) or romanize(word, first)
    return guess, NameSource.TRANSLITERATION


def _listed(word: str, *, lone: bool) -> tuple[str, NameSource] | None:
    """(Latin, source) of a folded word by our own lists; `lone`: it stands for no person."""
    if word in own_spellings():
        return own_spellings()[word], NameSource.NEWS
    return (single_names()[word], NameSource.OURS) if word in single_names() and not lone else None


def _spelt(word: str) -> str:
    return _part(word, lone=True)[0]


def _titled(latin: str) -> str:
    """`latin` with capitals where the table has none: «akbis», «abu-elmagd»; particles stay small."""
    if any(c.isupper() for c in latin):
        return latin
    return re.sub(r"[^\W_]+", lambda m: m[0] if m[0] in _SMALL else m[0].capitalize(), latin)
