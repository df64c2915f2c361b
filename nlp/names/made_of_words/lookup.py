"""What the words are that names of bodies and places are made of: heads, nouns, adjectives, places, initials.

Each function looks at the beginning of some folded words and says (English, how many words it is). The tables are
`nlp/data/entities_words.tsv`, the adjectives of origin, the places; `own` is what the dictionary reads in the sentence.

>>> noun_of(["حقوق", "الانسان", "العربي"]), adjective_of("السودانيه"), head_of(["وزاره", "الخارجيه"])
(('Human Rights', 2), ('Sudanese', True, False), ('of', 'Ministry', 1))
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from nlp.names.facts.roles import origins
from nlp.names.gazetteer import OFTEN, own_spellings, places, single_names, units
from nlp.names.listed import known
from nlp.names.made_of_words.letters import initials
from nlp.names.made_of_words.wording import Wording
from nlp.text.normalize import fold
from nlp.text.tables import rows

__all__ = [
    "ARTICLE",
    "AS_FIRMS",
    "CONTINENTS",
    "LINEAGE",
    "NOTHING",
    "OF_FIRMS",
    "adjective_of",
    "alone",
    "head_of",
    "meant",
    "name_at",
    "noun_of",
    "place_at_the_end",
    "place_name",
    "table_word",
]

ARTICLE: Final = "ال"
NOTHING: Final[Wording] = {}
OF_FIRMS: Final = {"Automobile": "Motors", "Commerce": "Trading", "Trade": "Trading"}
"""What firms call what they deal in: «الطاير للسيارات» is Al Tayer Motors."""
_IN: Final = "في"
LINEAGE: Final = {"بن": "bin", "ابن": "ibn", "بنت": "bint"}  # between the names of a person and of the father
AS_FIRMS: Final = {
    fold(arabic): english
    for arabic, english in (
        ("الخليج", "Gulf"),
        ("الإمارات", "Emirates"),
        ("عمان", "Oman"),
        ("الاتحاد", "Union"),
        ("الشرق", "Orient"),
    )
}
"""Places as firms are called after them: «الإمارات للتأمين» is Emirates Insurance, «عمان للتأمين» Oman Insurance."""
_OFFICES: Final = frozenset(
    fold(word)
    for word in "سفارة رئاسة وزارة مفوضية نيابة قنصلية بلدية هيئة لجنة مجلس محكمة برلمان مخابرات استخبارات قائمة كتلة".split()
)
CONTINENTS: Final = frozenset("American European Asian African Gulf".split())  # say where from, as countries do
_CHAPTER: Final = "سوره"  # of the Quran, before its name
_SERVANT: Final = "عبد"
_LONGEST: Final = 5  # words of an expression
_SIZE: Final = 50_000  # people in a town that is taken for itself, not for a word
_HEADS: Final = ("of", "of any", "after", "before")
_SHORT: Final = {"United Arab Emirates": "UAE", "United States": "US", "United Kingdom": "UK"}  # within a longer name


@lru_cache(maxsize=1)
def _words() -> dict[str, dict[str, str]]:
    """Folded word or pair → part → English. Nouns also without the article, where that is no entry of its own."""
    table: dict[str, dict[str, str]] = {}
    nouns: list[tuple[str, str]] = []
    for variants, english, part in rows("entities_words.tsv"):
        for variant in variants.split("|"):
            key = fold(variant)
            table.setdefault(key, {}).setdefault(part, english)
            if part == "noun" and key.startswith(ARTICLE):
                nouns.append((key[2:], english))
    for key, english in nouns:
        table.setdefault(key, {}).setdefault("noun", english)
    return table


@lru_cache(maxsize=1)
def _origins_of_any() -> dict[str, str]:
    """Adjectives of origin, of one and of several («المصريين»)."""
    return origins() | {f"{key}ين": english for key, english in origins().items()}


def table_word(word: str, part: str) -> str:
    return _words().get(word, {}).get(part, "")


def noun_of(words: Sequence[str]) -> tuple[str, int]:
    """(English, words) of the noun that `words` begins with; ("", 0)."""
    for length in (4, 3, 2, 1):
        key = " ".join(words[:length])
        english = table_word(key, "noun") or table_word(key.removeprefix(ARTICLE), "noun") if len(words) >= length else ""
        if english:
            return english, length
    return "", 0


def meant(words: Sequence[str], own: Wording, *parts: str) -> tuple[str, int]:
    """(English, words) of what `words` begins with in `own`, as one of `parts`; ("", 0)."""
    for length in range(min(len(words), _LONGEST), 0, -1):
        word = own.get(" ".join(words[:length]))
        if word is not None and word.part in parts:
            return word.english, length
    return "", 0


def adjective_of(word: str, own: Wording = NOTHING) -> tuple[str, bool, bool]:
    """(English, whether it says where from, whether «و» joins it); ("", False, False)."""
    for joined, form in ((False, word), (True, word.removeprefix("و"))):
        if form.startswith(ARTICLE) and (not joined or form != word):
            if english := table_word(form, "adj"):
                return english, english in CONTINENTS, joined
            if english := _origins_of_any().get(form[2:], ""):
                return english, True, joined
    for joined, form in ((False, word), (True, word.removeprefix("و"))):
        said = own.get(form) if not joined or form.startswith(ARTICLE) else None
        if said is not None and said.part == "adj":
            return said.english.removeprefix("Of "), False, joined
    return "", False, False


def head_of(words: Sequence[str]) -> tuple[str, str, int]:
    """(part, English, words) of the head that `words` begins with; ("", "", 0)."""
    for length in (2, 1):
        key = " ".join(words[:length])
        for form in (key, key.removeprefix(ARTICLE)) if len(words) >= length else ():
            for part in _HEADS:
                if english := table_word(form, part):
                    return part, english, length
    return "", "", 0


def alone(word: str) -> str:
    """The English of a body that a text calls by a definite word alone: «الخارجية» the foreign ministry, «السفارة» the embassy.

    >>> [alone(fold(word)) for word in ("الخارجية", "السفارة", "القاعدة", "وزارة الصحة")]
    ['Foreign Ministry', 'Embassy', '', '']
    """
    if " " in word or not word.startswith(ARTICLE):
        return ""
    english = table_word(word, "ministry") or (head_of([word])[1] if word.removeprefix(ARTICLE) in _OFFICES else "")
    return english[:1].upper() + english[1:]


def place_name(words: Sequence[str]) -> tuple[str, int]:
    """(English, words) of the place that folded words begin with; ("", 0).

    >>> place_name(["راس", "الخيمه", "العقاريه"]), place_name(["الشرق", "الاوسط"]), place_name(["راس", "المال"])
    (('Ras Al Khaimah', 2), ('Middle East', 2), ('', 0))
    """
    for length in (3, 2, 1):
        key = " ".join(words[:length])
        ours = known().get(key)  # «الشيخ زايد» is a man first, though a town is called after him
        place = places().get(key) if length <= len(words) and (ours is None or ours.type == "LOC") else None
        if place is not None and (place.kind in {"country", "capital"} or place.weight > _SIZE):
            english = ours.english if ours is not None else place.english  # «بابل» is Babylon, no Babol
            return _SHORT.get(english, english.removesuffix(" City")), length
        thing = ours if 1 < length <= len(words) else None
        if thing is not None and thing.type == "LOC":
            return thing.english, length
    return "", 0


def name_at(words: Sequence[str]) -> tuple[str, int]:
    """(English, words) of a place, a body or a single name of the tables, or of initials; ("", 0).

    >>> name_at(["الازهر"]), name_at(["زغبلوط"])
    (('Al-Azhar', 1), ('', 0))
    """
    for find in (_chapter, place_name, initials):
        name, length = find(words)
        if length:
            return name, length
    ours = known().get(words[0]) if words[0].startswith(ARTICLE) else None
    if ours is not None and ours.type == "ORG":  # «مرصد الأزهر»
        return ours.english, 1
    if servant := _servant_of(words):
        return servant, 2
    unit = units().get(words[0])
    if unit is not None and unit.count >= OFTEN and not words[0].startswith(ARTICLE):
        return own_spellings().get(words[0], unit.latin), 1  # «جمعية زهرة»
    return "", 0


def _servant_of(words: Sequence[str]) -> str:
    """The English of «عبد» with the word after it, where a table has both as one name: «عبد العزيز»; "" for any other words.

    >>> _servant_of(["عبد", "العزيز", "البابطين"]), _servant_of(["عبد", "زغبوط"]), _servant_of(["عبد"])
    ('Abdulaziz', '', '')
    """
    joined = "".join(words[:2]) if words[0] == _SERVANT and len(words) > 1 else ""
    unit = units().get(joined)
    return single_names().get(joined, "") or (unit.latin if unit is not None else "")


def _chapter(words: Sequence[str]) -> tuple[str, int]:
    """(English, words) of the chapter of the Quran that folded words begin with: «سورة مريم»; ("", 0).

    >>> _chapter(["سوره", "مريم", "وفضلها"]), _chapter(["سوره", "زغبلوط"])
    (('Surat Maryam', 2), ('', 0))
    """
    for length in (3, 2) if words[0] == _CHAPTER else ():
        thing = known().get(" ".join(words[:length]))
        if thing is not None and length <= len(words):
            return thing.english, length
    return "", 0


def _two_places(words: Sequence[str]) -> tuple[str, int]:
    """(English, words) of two places after «في» at the end of a body's name: «في الشرق الأوسط وشمال إفريقيا»; ("", 0).

    >>> _two_places(["معهد", "الصحه", "في", "الشرق", "الاوسط", "وشمال", "افريقيا"])
    ('in the Middle East and North Africa', 5)
    """
    at = len(words) - 1 - list(reversed(words)).index(_IN) if _IN in words[1:] else 0
    first, length = place_name(words[at + 1 :]) if at else ("", 0)
    rest = list(words[at + 1 + length :]) if length else []
    if not rest or not rest[0].startswith("و"):
        return "", 0
    second, more = place_name([rest[0][1:], *rest[1:]])
    the = "the " if first == "Middle East" else ""
    return (f"in {the}{first} and {second}", len(words) - at) if more == len(rest) else ("", 0)


def place_at_the_end(words: Sequence[str]) -> tuple[str, int]:
    """(English, words) of where a body is, at the end of its name: «الجامعة الأمريكية بالقاهرة»; ("", 0).

    >>> place_at_the_end(["الجامعه", "الامريكيه", "بالقاهره"]), place_at_the_end(["هيئه", "الصحه", "في", "ابوظبي"])
    (('in Cairo', 1), ('in Abu Dhabi', 2))
    >>> place_at_the_end(["جامعه", "القاهره"])
    ('', 0)
    """
    if (both := _two_places(words))[1]:
        return both
    for length in range(1, min(4, len(words) - 1)):
        rest, within = list(words[-length:]), words[-length - 1] == _IN
        if not within and not rest[0].startswith("ب"):
            continue
        rest[0] = rest[0] if within else rest[0][1:]
        english, taken = place_name(rest)
        if taken == length:
            return f"in {english}", length + within
        thing = known().get(" ".join(rest))
        if thing is not None and thing.type == "ORG":
            return f"at {thing.english}", length + within
    return "", 0
