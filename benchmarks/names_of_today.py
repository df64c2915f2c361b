"""Recall on names unknown to the training text: `python benchmarks/names_of_today.py --data ../shared/data [--tagger NAME]`.

Every person's and place's name in ANERcorp test is replaced by one of `tests/nlp/names/names_300.tsv` (people whose full names
neither the 2006–07 training text nor the table of people holds, places not in that text; the GeoNames towns that training
swapped in may hold those places), seed 1, five times over; the share of the new names that the tagger finds whole and with the
right type is printed, beside the same for the names that stood there.
"""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from models.taggers.evaluate import read_file, score, spans  # noqa: E402
from models.taggers.ours import load  # noqa: E402 - the line above makes it importable
from nlp.names.gazetteer import people  # noqa: E402
from nlp.text.normalize import fold  # noqa: E402


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--tagger")
    args = parser.parse_args()
    folder = args.data / "ner" / "anercorp_corrected"
    trained = " ".join(" ".join(map(fold, words)) for words in read_file(folder / "train.tsv")[0])
    new: dict[str, list[list[str]]] = {"PERS": [], "LOC": []}
    for line in (ROOT / "tests" / "nlp" / "names" / "names_300.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        arabic, _, kind = line.split("\t")
        key = fold(arabic)
        if kind in new and key not in people() and f" {key} " not in f" {trained} " and (kind == "LOC" or " " in key):
            new[kind].append(arabic.split())
    print({kind: len(names) for kind, names in new.items()}, "new names")
    tokens, tags = read_file(folder / "test.tsv")
    tagger = load(args.tagger)
    print("as it stands:", {k: round(v.recall, 3) for k, v in score(tags, tagger.tag(tokens)).items()})
    chance = random.Random(1)  # noqa: S311
    found = [0, 0]
    bytype: dict[str, list[int]] = {"PERS": [0, 0], "LOC": [0, 0]}
    for _ in range(5):
        swapped: list[list[str]] = []
        wanted: list[list[tuple[int, int, str]]] = []
        for words, row in zip(tokens, tags, strict=True):
            named = sorted(s for s in spans(row) if s[2] in new)
            if not named:
                continue
            out, places, at = [], [], 0
            for start, end, kind in named:
                out += words[at:start]
                name = chance.choice(new[kind])
                places.append((len(out), len(out) + len(name), kind))
                out += name
                at = end
            swapped.append(out + words[at:])
            wanted.append(places)
        for row, places in zip(tagger.tag(swapped), wanted, strict=True):
            hits = spans(row)
            for place in places:
                for counter in (found, bytype[place[2]]):
                    counter[0] += place in hits
                    counter[1] += 1
    print("swapped in:", {k: round(a / b, 3) for k, (a, b) in bytype.items()}, "all", round(found[0] / found[1], 3), "of", found[1])


if __name__ == "__main__":
    main()
