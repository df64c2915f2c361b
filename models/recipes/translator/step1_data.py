"""Step 1: the training data as one file, from the parallel sets, the name packages and the morphology database.

    python -m models.recipes.translator.step1_data --parallel ../shared/data/parallel --evaluation ../shared/data/eval --out
    ../runs/data

Writes OUT/pairs.tsv (weight, source, Arabic, English; tab-separated), OUT/names.tsv (held-out names for measuring the pass-through)
and OUT/report.json (counts of what was dropped and why). The same seed and inputs give the same bytes; a finished file is not made
again unless `--force`. Files appear whole or not at all. `--encoder FOLDER` also drops pairs whose sides the encoder of weights in
FOLDER finds unlike: slow, and of little use with the sets we have (`models/recipes/RUNS.md`).
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from models.recipes.corpora import augment
from models.recipes.corpora.lines import EvaluationGuard, Pair, Report, clean_pairs, read_lines
from models.recipes.corpora.names import Found, city_pairs, find_names, name_table, people_pairs, territory_pairs
from models.recipes.corpora.similarity import LEAST, similarities
from models.recipes.corpora.sources import SOURCES, Source

__all__ = ["build", "main"]

PASS_SHARE, OTHER_SHARE, JOIN_SHARE, NOISE_SHARE, HELD_OUT = 0.35, 0.12, 0.06, 0.08, 300
LIST_WEIGHT, NAME_LIST_WEIGHT, NAMED_WEIGHT = 0.5, 0.4, 1.4


def _people(draw: random.Random) -> list[tuple[str, str]]:
    """Full names of two or three words whose Arabic key is also their normal spelling (no ta marbuta, hamza or alef maqsura
    lost)."""
    people = [
        (arabic, english)
        for arabic, english, _ in people_pairs()
        if 1 <= arabic.count(" ") <= 2
        and arabic.count(" ") == english.count(" ")
        and re.fullmatch(r"[A-Z][a-z]+(?:[ -][A-Z][a-z]+)+", english)
        if not re.search(r"[هي]\b", arabic)
    ]
    draw.shuffle(people)
    return people


def _vary(
    pairs: Sequence[Pair],
    names_of: Sequence[Sequence[Found]],
    people: Sequence[tuple[str, str]],
    running: bool,
    draw: random.Random,
) -> Iterable[Pair]:
    """Each pair as itself and, by chance, with names passed through or replaced, joined to the next one, or with a slip.

    The weights of a pair's forms add up to its own weight (joined ones come on top): a form is another look at a pair, not more of
    it.
    """
    pool = (
        [english for _, english in people]
        + [p.split(" ")[0] for _, p in people[:4000]]
        + [p.split(" ")[-1] for _, p in people[:4000]]
    )
    for at, (pair, names) in enumerate(zip(pairs, names_of, strict=True)):
        rest = pair.weight
        if names:
            share = PASS_SHARE * pair.weight
            copies = max(1, round(share))
            for _ in range(copies):
                yield replace(augment.passed_through(pair, names, pool, draw), weight=share / copies, source=pair.source + "+pass")
            rest -= share
            if any(" " in f.english for f in names):
                yield replace(
                    augment.other_names(pair, names, people, draw), weight=OTHER_SHARE * pair.weight, source=pair.source + "+name"
                )
                rest -= OTHER_SHARE * pair.weight
        if draw.random() < NOISE_SHARE * 3:
            yield replace(augment.noisy(pair, draw), weight=rest / 3, source=pair.source + "+noise")
            rest -= rest / 3
        yield replace(pair, weight=rest)
        after = pairs[at + 1] if at + 1 < len(pairs) else None
        adjacent = running and after is not None and after.line == pair.line + 1
        if adjacent and after and draw.random() < JOIN_SHARE * 4 and len((pair.arabic + after.arabic).split()) < 60:
            yield replace(augment.joined(pair, after), weight=pair.weight / 4, source=pair.source + "+two")


def _alike(pairs: Sequence[Pair], encoder: Path, report: Report) -> list[Pair]:
    """The pairs whose sides are as alike as translations are."""
    values = similarities(encoder, [(pair.arabic, pair.english) for pair in pairs])
    kept = [pair for pair, value in zip(pairs, values, strict=True) if value >= LEAST]
    report.kept -= len(pairs) - len(kept)
    if len(kept) < len(pairs):
        report.dropped[f"{pairs[0].source}: sides unlike"] += len(pairs) - len(kept)
    return kept


def build(
    parallel: Path,
    evaluation: Sequence[Path],
    *,
    database: Path | None,
    encoder: Path | None = None,
    sources: Sequence[Source] = SOURCES,
    seed: int = 1,
) -> tuple[list[Pair], list[tuple[str, str]], Report]:
    """All training pairs, the held-out people, and the report. `evaluation` files never enter, nor what is close to them.
    `encoder`: a folder of weights whose encoder tells which lines are not translations of each other."""
    draw = random.Random(seed)  # noqa: S311 - repeatable, not secret
    guard = EvaluationGuard((a, e) for path in evaluation for _, a, e in read_lines(path))
    people = _people(draw)
    held_out, people = people[:HELD_OUT], people[HELD_OUT:]
    hidden: dict[str, list[str]] = {}
    for _, english in held_out:
        hidden.setdefault(english.split(" ")[0], []).append(english)
    table, report, seen, out = name_table(), Report(), set[str](), list[Pair]()
    for source in sources:
        lines = read_lines(source.path(parallel))
        pairs = list(clean_pairs(lines, source.name, source.weight, guard, seen, report))
        pairs = [
            p for p in pairs if not any(name in p.english for word in set(p.english.split(" ")) for name in hidden.get(word, ()))
        ]
        pairs = _alike(pairs, encoder, report) if encoder else pairs
        named = source.weight >= NAMED_WEIGHT  # the search is slow, and the other sources hold few names
        names_of = [find_names(p.arabic, p.english, table) if named and len(p.arabic.split()) > 3 else [] for p in pairs]
        out.extend(_vary(pairs, names_of, people, source.running, draw))
    places = sorted({*territory_pairs(), *((a, e) for a, e, _ in city_pairs(least=100_000) if len(a) > 3)})
    out.extend(augment.listed(places, "places", NAME_LIST_WEIGHT, draw, size=4))
    out.extend(augment.listed(people[:12_000], "people", NAME_LIST_WEIGHT, draw, size=3))
    if database:
        out.extend(augment.listed(augment.lexicon(database, draw), "lexicon", LIST_WEIGHT, draw))
    return out, held_out, report


def _write(path: Path, lines: Iterable[str]) -> None:
    new = path.with_suffix(path.suffix + ".new")
    with new.open("w", encoding="utf-8") as out:
        out.writelines(line + "\n" for line in lines)
    new.replace(path)


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line of this step."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--parallel", type=Path, required=True)
    parser.add_argument("--evaluation", type=Path, required=True, help="folder of evaluation TSV files to keep out")
    parser.add_argument("--database", type=Path, help="morphology database (almor format) for the word list")
    parser.add_argument("--encoder", type=Path, help="weights folder: drop the pairs that its encoder finds unlike")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--only", nargs="+", help="names of the sets to take (default: all)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--force", action="store_true")
    chosen = parser.parse_args(arguments)
    target = chosen.out / "pairs.tsv"
    if target.exists() and not chosen.force:
        print(f"{target} is there already; --force makes it again.")
        return
    start = time.monotonic()
    chosen.out.mkdir(parents=True, exist_ok=True)
    pairs, held_out, report = build(
        chosen.parallel,
        sorted(chosen.evaluation.glob("*.tsv")),
        database=chosen.database,
        encoder=chosen.encoder,
        sources=[source for source in SOURCES if not chosen.only or source.name in chosen.only],
        seed=chosen.seed,
    )
    _write(chosen.out / "names.tsv", (f"{arabic}\t{english}" for arabic, english in held_out))
    shares: dict[str, float] = {}
    for pair in pairs:
        shares[pair.source] = shares.get(pair.source, 0.0) + pair.weight * len(pair.arabic.split())
    summary = {"read": report.read, "kept": report.kept, "rows": len(pairs), "dropped": dict(sorted(report.dropped.items()))}
    words = {k: round(v) for k, v in sorted(shares.items())}
    _write(chosen.out / "report.json", [json.dumps({**summary, "arabic words an epoch": words}, indent=1, ensure_ascii=False)])
    _write(target, (f"{p.weight:.4f}\t{p.source}\t{p.arabic}\t{p.english}" for p in pairs))
    print(f"{len(pairs)} rows from {report.kept} of {report.read} pairs in {time.monotonic() - start:.0f} s: {target}")


if __name__ == "__main__":
    main()
