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


def new_names(trained: str) -> dict[str, list[list[str]]]:
    """Names of people and places, as words, that neither the tables nor the training text have."""
    new: dict[str, list[list[str]]] = {"PERS": [], "LOC": []}
    for line in (ROOT / "tests" / "nlp" / "names" / "names_300.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        arabic, _, kind = line.split("\t")
        key = fold(arabic)
        if kind in new and key not in people() and f" {key} " not in f" {trained} " and (kind == "LOC" or " " in key):
            new[kind].append(arabic.split())
    return new


Place = tuple[int, int, str]


def swapped(
    words: list[str], row: list[str], new: dict[str, list[list[str]]], chance: random.Random
) -> tuple[list[str], list[Place]]:
    """A sentence with its names exchanged for new ones, and where those stand; ([], []) where it has none."""
    out: list[str] = []
    places: list[Place] = []
    at = 0
    for start, end, kind in sorted(each for each in spans(row) if each[2] in new):
        name = chance.choice(new[kind])
        out += words[at:start]
        places.append((len(out), len(out) + len(name), kind))
        out += name
        at = end
    return (out + words[at:], places) if places else ([], [])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--tagger")
    args = parser.parse_args()
    folder = args.data / "ner" / "anercorp_corrected"
    new = new_names(" ".join(" ".join(map(fold, words)) for words in read_file(folder / "train.tsv")[0]))
    print({kind: len(names) for kind, names in new.items()}, "new names")
    tokens, tags = read_file(folder / "test.tsv")
    tagger = load(args.tagger)
    print("as it stands:", {k: round(v.recall, 3) for k, v in score(tags, tagger.tag(tokens)).items()})
    chance = random.Random(1)  # noqa: S311
    hits, total = dict.fromkeys(new, 0), dict.fromkeys(new, 0)
    for _ in range(5):
        made = [swapped(words, row, new, chance) for words, row in zip(tokens, tags, strict=True)]
        made = [(words, places) for words, places in made if words]
        for row, (_, places) in zip(tagger.tag([words for words, _ in made]), made, strict=True):
            tagged = spans(row)
            for place in places:
                hits[place[2]] += place in tagged
                total[place[2]] += 1
    shares = {kind: round(hits[kind] / total[kind], 3) for kind in new}
    print("swapped in:", shares, "all", round(sum(hits.values()) / sum(total.values()), 3), "of", sum(total.values()))


if __name__ == "__main__":
    main()
