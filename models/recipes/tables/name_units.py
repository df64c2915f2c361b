"""Counts how names are written in Arabic, unit by unit: `python -m models.recipes.tables.name_units NAMES`.

Pairs of single words come from our own tables of names (`nlp/data`) and from NAMES, the folder of `google_ar2en.tsv`
(github.com/google/transliteration, Apache-2.0) and `given_family.tsv` (github.com/TechForPalestine/palestine-datasets, Unlicense);
those whose consonants are not alike are left out. A unit is one or two Arabic letters with none to four Latin ones, found by
expectation maximisation (`models.recipes.tables.transliterator`); sequences of up to four are counted and smoothed by Witten and
Bell's method. Writes `nlp/data/names_units.npz`, which `nlp.names.spelling.romanize` reads.

Every twelfth word that only our reviewed tables have is held out and scored, with the lexicon of Latin names that helps in use.
"""

from __future__ import annotations

import argparse
import collections
import hashlib
import lzma
import math
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np

from models.recipes.tables.mismatched import alike
from models.recipes.tables.transliterator import Unit, cut, latin_key, learn
from nlp.text.normalize import fold

DATA: Final = Path(__file__).resolve().parents[3] / "nlp" / "data"
ORDER: Final = 4
_REVIEWED: Final = frozenset({"entities_world", "names_single", "names_people"})
_WORD: Final = re.compile(r"[ابتثجحخدذرزسشصضطظعغفقكلمنهويهءئؤىةگپچڤ]{2,16}")
_JOINED: Final = re.compile(r"(?i)\b(al|el|an|ar|as|ash|at|ad|az)[ -](?=\w)")
_BEGINS: Final = re.compile(r"(?i)(al|el|an|ar|as|ash|at|ad|az|adh)-(?=\w)")
_SAMPLE: Final = 25_000  # pairs that the units are learnt from
_LEAST: Final = -8.0  # mean log probability of a pair's units
_UNITS: Final = 4_000  # kept, the commonest: a sequence of four fits 48 bits
_MUCH: Final = 0.6  # log units by which a sequence met once must differ from what shorter ones say
_START: Final = "^"
_END: Final = "$"
Word = tuple[str, str]


def words_of(arabic: str, latin: str) -> Iterator[Word]:
    """The single words of a name, with the article on neither side, where both sides have as many.

    >>> list(words_of("محمد الهتمي", "Mohammed al-Hitmi")), list(words_of("ريال مدريد", "Real"))
    ([('محمد', 'mohammed'), ('هتمي', 'hitmi')], [])
    """
    left = fold(arabic).split()
    right = [piece for word in _JOINED.sub(r"\1-", latin).split() for piece in ([word] if _BEGINS.match(word) else word.split("-"))]
    for a, r in zip(left, right, strict=True) if len(left) == len(right) else ():
        begins = _BEGINS.match(r) if a.startswith("ال") and len(a) > 4 else None
        word, key = (a[2:], latin_key(r[begins.end() :])) if begins else (a, latin_key(r))
        if _WORD.fullmatch(word) and 2 <= len(key) <= 18 and len(key) <= 3 * len(word):
            yield word, key


def read(names: Path) -> Iterator[tuple[str, str, int, str]]:
    """(Arabic, Latin, weight, table) of all names."""
    for table, weight in (
        ("entities_world", 4), ("names_single", 4), ("names_spellings", 2), ("gazetteer_people", 1), ("gazetteer_units", 2),
        ("gazetteer_places", 2), ("names_mined", 1),
    ):  # fmt: skip
        with lzma.open(DATA / f"{table}.tsv.xz", "rt", encoding="utf-8") as file:
            for line in file:
                row = line.rstrip("\n").split("\t")
                yield from ((variant, row[1], weight, table) for variant in row[0].split("|") if not line.startswith("#"))
    for line in (DATA / "names_people.tsv").read_text(encoding="utf-8").splitlines():
        row = line.split("\t")
        yield from ((variant, row[1], 4, "names_people") for variant in row[0].split("|") if not line.startswith("#"))
    for name in ("google_ar2en.tsv", "given_family.tsv"):
        for line in (names / name).read_text(encoding="utf-8").splitlines()[1:]:
            arabic, _, latin = line.partition("\t")
            yield arabic, latin, 1, name


def pairs(names: Path) -> tuple[dict[Word, int], dict[str, set[str]]]:
    """(pair → weight, held-out word → its spellings)."""
    weights: collections.Counter[Word] = collections.Counter()
    tables: dict[str, set[str]] = collections.defaultdict(set)
    for arabic, latin, weight, table in read(names):
        for word, key in words_of(arabic, latin):
            if alike(word, key):
                weights[word, key] += weight
                tables[word].add(table)
    held: dict[str, set[str]] = collections.defaultdict(set)
    for word, key in list(weights):
        if tables[word] <= _REVIEWED and int(hashlib.md5(word.encode(), usedforsecurity=False).hexdigest(), 16) % 12 == 0:
            held[word].add(key)
            del weights[word, key]
    return dict(weights), held


Counts = dict[tuple[str, ...], collections.Counter[str]]


def count(paths: list[tuple[list[Unit], int]]) -> list[Counts]:
    """For each length of history (0 to 3) what followed it how often; a pair counts twice at most."""
    out: list[Counts] = [collections.defaultdict(collections.Counter) for _ in range(ORDER)]
    for path, weight in paths:
        units = [_START] * (ORDER - 1) + ["|".join(unit) for unit in path] + [_END]
        for at in range(ORDER - 1, len(units)):
            for length in range(ORDER):
                out[length][tuple(units[at - length : at])][units[at]] += min(weight, 2)
    return out


class Smoothed:
    """Log probabilities by Witten and Bell: what is seldom seen after a long history is what shorter ones say."""

    def __init__(self, counts: list[Counts]) -> None:
        alone = counts[0][()]
        total = sum(alone.values())
        self.alone = {unit: math.log((number + 0.5) / (total + len(alone))) for unit, number in alone.items()}
        self.after: dict[tuple[str, ...], dict[str, float]] = {}
        self.back: dict[tuple[str, ...], float] = {}
        for length in range(1, ORDER):
            for history, seen in counts[length].items():
                kinds, whole = len(seen), sum(seen.values())
                shorter = {unit: self.log(history[1:], unit) for unit in seen}
                own = {u: math.log((n + kinds * math.exp(shorter[u])) / (whole + kinds)) for u, n in seen.items()}
                kept = {u: p for u, p in own.items() if length == 1 or seen[u] > 1 or abs(p - shorter[u]) > _MUCH}
                if kept:
                    left, low = 1 - sum(math.exp(p) for p in kept.values()), 1 - sum(math.exp(shorter[u]) for u in kept)
                    self.after[history] = kept
                    self.back[history] = math.log(max(left, 1e-6) / max(low, 1e-6))

    def log(self, history: tuple[str, ...], unit: str) -> float:
        value = 0.0
        while history:
            known = self.after.get(history)
            if known is not None:
                if unit in known:
                    return value + known[unit]
                value += self.back[history]
            history = history[1:]
        return value + self.alone.get(unit, -15.0)


def write(model: Smoothed, out: Path) -> None:
    """The tables as arrays: numbers of units (uint16, sorted columns), log probabilities and those of going back (float16)."""
    common = sorted(model.alone, key=lambda unit: (unit not in {_START, _END}, -model.alone[unit], unit))
    units = [_START, *[unit for unit in common if unit != _START]][:_UNITS]
    ids = {unit: number for number, unit in enumerate(units)}
    arrays: dict[str, Any] = {
        "units": np.array(units), "log1": np.array([model.alone.get(unit, -15.0) for unit in units], np.float16),
    }  # fmt: skip
    for length in range(1, ORDER):
        known = {h: seen for h, seen in model.after.items() if len(h) == length and all(unit in ids for unit in h)}
        rows = sorted(
            ([ids[u] for u in h] + [ids[unit]], p) for h, seen in known.items() for unit, p in seen.items() if unit in ids
        )
        backs = sorted(([ids[u] for u in h], model.back[h]) for h in known)
        arrays[f"rows{length + 1}"] = np.array([row for row, _ in rows], np.uint16).T.copy()
        arrays[f"log{length + 1}"] = np.array([p for _, p in rows], np.float16)
        arrays[f"histories{length}"] = np.array([row for row, _ in backs], np.uint16).T.copy()
        arrays[f"back{length}"] = np.array([p for _, p in backs], np.float16)
    np.savez_compressed(str(out), allow_pickle=False, **arrays)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", type=Path)
    parser.add_argument("--all", action="store_true", help="hold nothing out: what ships")
    args = parser.parse_args()
    weights, held = pairs(args.names)
    if args.all:
        weights |= {(word, key): 4 for word, keys in held.items() for key in keys}
    data = [(word, key, min(weight, 6)) for (word, key), weight in sorted(weights.items())]
    random.Random(1).shuffle(data)  # noqa: S311 - which pairs teach the units
    probability = learn(data[:_SAMPLE], 3)
    paths: list[tuple[list[Unit], int]] = []
    for word, key, weight in data:
        path = cut(word, key, probability)
        if path and sum(math.log(probability[unit]) for unit in path) / len(path) > _LEAST:
            paths.append((path, weight))
    print(f"{len(data)} pairs, {len(paths)} kept, {len(held)} words held out")
    write(Smoothed(count(paths)), DATA / "names_units.npz")
    print((DATA / "names_units.npz").stat().st_size, "bytes")
    if not args.all:
        from nlp.names.spelling.romanize import romanize

        right = sum(latin_key(romanize(word)) in keys for word, keys in held.items())
        print(f"held out: {right / len(held):.3f} of {len(held)} exact")


if __name__ == "__main__":
    main()
