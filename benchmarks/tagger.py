"""The figures of `models/weights/tagger/CARD.md` in one go: `python benchmarks/tagger.py --data ../shared/data [--tagger NAME]`.

Span F1 on ANERcorp dev and test (corrected labels) and AQMAR dev (its MISC left out), sentences a second in batches of 64
consecutive sentences, and fine types on NewsFANE: of the names found right, how many are told one and how often it is NewsFANE's.
`--dev` reads the dev parts only.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from models.taggers.evaluate import read_file, report, score, spans  # noqa: E402
from models.taggers.ours import Names, load  # noqa: E402 - the line above makes it importable
from nlp.names.english_name import Namer, bare_forms  # noqa: E402
from nlp.names.facts.kinds import kind_of  # noqa: E402

SHOWN = {"Religious_PER": "Religious", "Religious_ORG": "Religious", "Other_PER": ""}  # as our tables name them


def speed(tagger: Names, tokens: list[list[str]]) -> str:
    """Sentences a second over the whole file, best of three passes: by the clock, and for two seconds of processor time, which is
    what two idle cores would give."""
    walls, cores = 0.0, 0.0
    for _ in range(3):
        wall, core = time.perf_counter(), time.process_time()
        for start in range(0, len(tokens), 64):
            tagger.tag(tokens[start : start + 64])
        walls = max(walls, len(tokens) / (time.perf_counter() - wall))
        cores = max(cores, 2 * len(tokens) / (time.process_time() - core))
    long = sum(map(len, tokens)) / len(tokens)
    busy = f"load {os.getloadavg()[0]:.1f}"
    return f"{walls:.0f} sentences/s by the clock, {cores:.0f} for 2 s of processor ({long:.0f} tokens each), {busy}"


def _tables(namer: Namer, words: list[str], kind: str) -> str:
    for form in bare_forms(words[0]):
        choice = namer.name(" ".join([form, *words[1:]]), kind)  # type: ignore[arg-type]
        if choice.fine:
            return choice.fine
    return ""


def fine(tagger: Names, path: Path) -> str:
    """How many of the names found right have a fine type by tables or by their own words, and how often it is NewsFANE's."""
    tokens, gold = read_file(path)
    kinds = [
        [line.split("\t")[2][2:] for line in block.split("\n")] for block in path.read_text(encoding="utf-8").strip().split("\n\n")
    ]
    namer, rows = Namer(), list[tuple[str, str]]()  # gold, ours
    for start in range(0, len(tokens), 64):
        for at, row in enumerate(tagger.tag(tokens[start : start + 64]), start):
            for first, last, kind in spans(row) & spans(gold[at]):
                wanted, words = SHOWN.get(kinds[at][first], kinds[at][first]), tokens[at][first:last]
                if wanted:
                    rows.append((wanted, _tables(namer, words, kind) or kind_of(" ".join(words), kind)))  # type: ignore[arg-type]
    told = [row for row in rows if row[1]]
    right = sum(wanted == ours for wanted, ours in told)
    return f"{len(rows)} names found right with a fine type; told for {len(told)}, NewsFANE's for {right} of them"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--tagger")
    parser.add_argument("--dev", action="store_true")
    parser.add_argument("--speed", action="store_true", help="the speed only")
    args = parser.parse_args()
    tagger = load(args.tagger)
    ner = args.data / "ner"
    for split in () if args.speed else ("dev",) if args.dev else ("dev", "test"):
        for name, skip in (("anercorp_corrected", frozenset[str]()), ("aqmar", frozenset({"MISC"}))):
            path = ner / name / f"{split}.tsv"
            if not path.is_file():
                continue
            tokens, tags = read_file(path)
            predicted = [row for start in range(0, len(tokens), 64) for row in tagger.tag(tokens[start : start + 64])]
            print(f"{name} {split}\n{report(score(tags, predicted, skip=skip))}", flush=True)
        print(f"fine types, {split}: {fine(tagger, ner / 'newsfane_projected' / f'{split}.tsv')}", flush=True)
    print(speed(tagger, read_file(ner / "anercorp_corrected" / "dev.tsv")[0]))


if __name__ == "__main__":
    main()
