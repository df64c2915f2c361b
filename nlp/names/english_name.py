"""What a name is called in English, where that spelling comes from, and what the named thing is.

Best source first: Latin letters beside it in the article (found by `nlp.names.link`, which passes them on), the reader's glossary,
Rafiq's own tables (organisations, people in the news), countries and towns (CLDR, GeoNames), people (Wikidata), spellings that
recur in translated news, for bodies whose names are made of words their translation (`nlp.names.made_of_words`), and last a
transliteration. Leaves out: which words of the article are a name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import Final, Literal

from nlp.document import EntityType, NameSource
from nlp.names.gazetteer import beginnings, key_of, mined, place_spellings, places, units
from nlp.names.listed import Known, known
from nlp.names.made_of_words.bodies import body, described
from nlp.names.made_of_words.editions import army_unit, without_edition
from nlp.names.made_of_words.firms import firm, outlet
from nlp.names.made_of_words.letters import begun_with_letters, begun_with_points, ending_in_i, letter, pointed
from nlp.names.made_of_words.lookup import LINEAGE, alone
from nlp.names.made_of_words.wholes import literal
from nlp.names.made_of_words.wording import Word, Wording
from nlp.names.spelling.latin_spelling import FIRST_WORDS, by_sound, person, spelt_word
from nlp.names.spelling.likeness import sound
from nlp.names.spelling.variants import variant
from nlp.text.normalize import fold, has_arabic, western_digits

__all__ = ["Namer", "OwnName", "bare_forms", "is_one_of"]

_ARTICLE: Final = "ال"
_FOR: Final = " من اجل "
_JOINED: Final = re.compile(r"(?<!\w)([أا]بو)(\w{3,})")
_DASHES: Final = (" - ", " – ")
_LATIN_AFTER: Final = re.compile(r"([^A-Za-z]*[\u0621-\u064A][^A-Za-z]*?) ([A-Za-z][\w.&+-]*(?: [A-Za-z][\w.&+-]*)*)")
_MODEL: Final = 3  # digits that tell a firm's products apart
_TO_GOD: Final = "لله"  # «ل» and «الله»


@dataclass(frozen=True, slots=True)
class OwnName:
    """What the reader calls a name, and what it names; `type` is "" where that is not known (a glossary of an earlier Rafiq)."""

    english: str
    type: EntityType | Literal[""] = ""


@lru_cache(maxsize=50_000)
def bare_forms(word: str) -> tuple[str, ...]:
    """A folded word and what it is without conjunction and preposition, the least stripped first: «ولمايكروسوفت» … «مايكروسوفت».

    >>> bare_forms("ولله")
    ('ولله', 'لله', 'الله')
    """
    forms = [word]
    for first in ("و", "ف", ""):
        rest = word.removeprefix(first) if first else word
        if first and rest == word:
            continue
        forms.append(rest)
        for second, least in (("لل", 3), ("ب", 3), ("ل", 3), ("ك", 5)):  # «كابل» is no Apple, «كفيف» no FIFA
            if rest.startswith(second) and len(rest) - len(second) >= least:
                forms.append((_ARTICLE if second == "لل" else "") + rest[len(second) :])
        if rest == _TO_GOD:
            forms.append(f"ا{rest}")
    return tuple(dict.fromkeys(form for form in forms if len(form) >= 2))


def is_one_of(word: str, words: Set[str]) -> bool:
    """Whether a folded word, with or without conjunction and preposition, is one of `words`.

    >>> is_one_of("ولمايكروسوفت", {"مايكروسوفت"}), is_one_of("مايكروسوفت", {"جوجل"})
    (True, False)
    """
    return not words.isdisjoint(bare_forms(word))


def _squeezed(latin: str) -> str:
    """The letters of a name in small: «You Tube» is «YouTube»."""
    return "".join(letter for letter in latin.casefold() if letter.isalnum())


def _spelt(letters: Mapping[str, str], word: str) -> str:
    """A folded word in Latin letters; `letters`: what words of the name began with before folding.

    >>> _spelt({"الكترونيكا": "إ"}, "الكترونيكا")[:2]
    'El'
    """
    return spelt_word(word, letters.get(word, ""))


def _apart(arabic: str) -> str:
    """A name with a space after «أبو» where it is written with the word after it, and no table knows it so: «صبري أبوعلم».

    >>> _apart("صبري أبوعلم"), _apart("أبوظبي"), _apart("محمود أبوزيد")
    ('صبري أبو علم', 'أبوظبي', 'محمود أبوزيد')
    """
    tables = (units(), places(), known())
    return _JOINED.sub(
        lambda found: found[0] if any(fold(found[0]) in table for table in tables) else f"{found[1]} {found[2]}", arabic
    )


def _as_written(arabic: str) -> Wording:
    """The Latin words of a name as they stand there: «IDC لأبحاث الأسواق»."""
    return {fold(word): Word(word, "name") for word in arabic.split() if not has_arabic(word) and word[:1].isalpha()}


@lru_cache(maxsize=1)
def _by_thing() -> dict[Known, list[str]]:
    things: dict[Known, list[str]] = {}
    for key, thing in known().items():
        things.setdefault(thing, []).append(key)
    return things


def spellings(key: str) -> Sequence[str]:
    """The folded spellings of what our tables know as the folded `key`; `key` alone when they know nothing of it."""
    return _by_thing()[known()[key]] if key in known() else (key,)


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
        mean where they stand.

        >>> Namer().name("معرض زغبلوط 2015", "MISC").english.endswith("Exhibition 2015")
        True
        >>> Namer().name("يورو 2016", "MISC").english
        'UEFA European Championship 2016'
        """
        arabic = _apart(arabic)
        if of_parts := self._of_parts(arabic, type, own) if type != "PERS" else None:
            return of_parts
        before, _, number = arabic.rpartition(" ")
        if type == "PERS" or not before or not number.isdecimal():
            return self._name(arabic, type, own)
        whole = key_of(arabic) in known()
        if type == "ORG" and not whole and (unit := army_unit(before, number)):
            return Known(unit, NameSource.WORDS, type)
        if whole or letter(fold(before.rpartition(" ")[2])):  # «إتش تي سي إم 8»
            named = self._name(arabic, type, own)
            if not whole or number[:1] in named.english or len(number) < len("2016"):
                return named
        else:
            named = self._name(before, type, own)
            if western_digits(number) in named.english:  # «مونديال روسيا 2018»
                return named
            if type == "ORG" and named.fine == "Commercial" and len(number) >= _MODEL:
                named = Known(named.english, named.source, "MISC", "Product")  # «نوكيا 603» is a telephone
        return replace(named, english=f"{named.english} {western_digits(number)}")

    def _of_parts(self, arabic: str, type: EntityType, own: Wording | None) -> Known | None:
        """The English of a name with a dash in it, written in both scripts, or with a number first («25 ميدان التحرير»); None for
        any other."""
        if key_of(arabic) in known():
            return None
        left, dash, right = next((parts for sign in _DASHES if (parts := arabic.partition(sign))[1]), (arabic, "", ""))
        if dash and has_arabic(left) and has_arabic(right):
            return self._joined(left.strip(), right.strip(), type, own)
        if (twice := _LATIN_AFTER.fullmatch(arabic)) and (said := self._twice(twice[1], twice[2], type, own)):
            return said
        number, _, after = arabic.partition(" ")
        if type != "MISC" or not after or not number.isdecimal():
            return None
        return Known(f"{western_digits(number)} {self.name(after, type, own).english}", NameSource.WORDS, type)

    def _twice(self, arabic: str, latin: str, type: EntityType, own: Wording | None) -> Known | None:
        """The name that Arabic and then Latin letters write, once: «واي ماكس WiMAX»; None where they are parts of one.

        >>> Namer().name("واي ماكس WiMAX", "MISC").english, Namer().name("ماوس HP", "MISC").english
        ('WiMAX', 'Mouse HP')
        """
        first = self.name(arabic, type, own)
        same = _squeezed(first.english) == _squeezed(latin)
        if same and first.source is not NameSource.TRANSLITERATION:
            return first
        by_sound = first.source is NameSource.TRANSLITERATION and sound(_squeezed(first.english)) == sound(_squeezed(latin))
        return Known(latin, NameSource.ARTICLE, type) if same or by_sound else None

    def _joined(self, left: str, right: str, type: EntityType, own: Wording | None) -> Known:
        """The English of a name with a dash in it: «خطوات وردية - الشارقة».

        >>> Namer().name("وزارة الصحة - دبي", "ORG").english
        'Ministry of Health - Dubai'
        """
        before, after = self._name(left, type, own), self._name(right, type, own)
        guessed = NameSource.TRANSLITERATION in {before.source, after.source}
        source = NameSource.TRANSLITERATION if guessed else NameSource.WORDS
        return Known(f"{before.english} - {after.english}", source, type)

    def _name(self, arabic: str, type: EntityType, own: Wording | None) -> Known:
        key = key_of(arabic)
        if not has_arabic(key):
            return Known(arabic, NameSource.ARTICLE, type)
        for find in (self._readers, self._tables, variant):
            name = find(key, type)
            if name is not None:
                return name
        if lettered := self._lettered(arabic, type, own):
            return Known(lettered, NameSource.WORDS, type)
        letters, rest = begun_with_letters(arabic) if type != "PERS" else ("", "")
        if letters and rest:  # «إم إي سي هولدنغز»
            arabic = f"{letters} {rest}"
            key = key_of(arabic)
        own = {**(own or {}), **_as_written(arabic)}
        firsts = tuple(word[0] for word in arabic.split())
        if type == "PERS":
            return Known(*person(key, firsts, own), "PERS")
        edition, whole = without_edition(key)
        if edition and " " in whole:
            named = self._name(whole, type, own)
            return replace(named, english=f"{edition} {named.english}", source=NameSource.WORDS)
        return self._made(key, type, firsts, own)

    def _lettered(self, arabic: str, type: EntityType, own: Wording | None) -> str:
        """The English of initials («آي . دي . سي», «إم بي إف»), and of what follows points («إيه . بي . سي نيوز»), else ""."""
        letters, rest = begun_with_points(arabic)
        if letters:
            return f"{letters} {self._name(rest, type, own).english}"
        letters, rest = begun_with_letters(arabic) if type != "PERS" else ("", "")
        return pointed(arabic) or ending_in_i(arabic) or ("" if rest else letters)

    def _made(self, key: str, type: EntityType, firsts: tuple[str, ...], own: Wording) -> Known:
        """The English of a folded name, no person's, that no table has: by its words, from translated news, by its sound."""
        if type == "LOC" and (spelling := place_spellings().get(key) or place_spellings().get(key.removeprefix(_ARTICLE))):
            return Known(spelling, NameSource.GEONAMES, type)
        town = places().get(key) if type == "ORG" and key not in mined() else None
        if town is not None and town.kind != "place":  # a club by its town: «نيس», Nice
            return Known(town.english.removesuffix(" City"), town.source, type)
        firms = type == "ORG" and key not in mined()
        letters = dict(zip(key.split(), firsts, strict=False)) if len(key.split()) == len(firsts) else {}
        spell = partial(_spelt, letters)
        as_maps_do = type == "LOC" and key.partition(" ")[0] in FIRST_WORDS
        if (
            made := (alone(key) if type == "ORG" else "")
            or self._for_a_cause(key, type, own)
            or body(key, spell, own)
            or outlet(key, spell, own)
            or (not as_maps_do and described(key, type != "ORG", spell, own))
            or (firms and firm(key, spell, own))
        ):
            return Known(made, NameSource.WORDS, type)
        if made := mined().get(key, "") or ("" if as_maps_do else literal(key, own, spell if type == "MISC" else None)):
            return Known(made, NameSource.NEWS if key in mined() else NameSource.WORDS, type)
        if any(word in LINEAGE for word in key.split()[1:-1]):  # a school called by a man's name alone: «حمد بن عبد الله»
            return Known(*person(key, firsts, own), type)
        return Known(by_sound(key.split(), firsts, own), NameSource.TRANSLITERATION, type)

    def _for_a_cause(self, key: str, type: EntityType, own: Wording) -> str:
        """The English of a folded name that says whom it is for: «طلاب من أجل فلسطين»; "" for any other."""
        before, cause, after = key.partition(_FOR)
        if not (cause and before and after):
            return ""
        named = (own[part].english if part in own else self._name(part, type, own).english for part in (before, after))
        return " for ".join(named)

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
            if place.kind in {"country", "capital"}:
                return None  # «المسقط», a ground plan
            return Known(place.english, place.source, "LOC", "", place.gloss, place.source)
        return None
