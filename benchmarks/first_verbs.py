"""What the first verb of a sentence is linked to, by attention alone and with the dictionary's word (`models.pipeline.links`).

    python -m benchmarks.first_verbs [--wrong] [FILE]

FILE holds sentences whose first verb was linked by hand (`data/first_verbs.tsv`): human English, and the embedded engine's. All
of it is forced through the embedded network. A verb is right when its strongest link leads to one of the words given for it; even
lines (tuning) and odd ones (reported) are told apart. `--wrong` lists the others of the tuning half.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.labels import HALVES, halved, linked
from nlp.protocols import TokenLink

FILE = Path(__file__).parent / "data" / "first_verbs.tsv"


@dataclass(frozen=True, slots=True)
class Verb:
    """A sentence, its first verb, and the English words any of which that verb became."""

    half: str
    whose: str
    verb: str
    right: frozenset[str]
    arabic: str
    english: str

    def linked(self, links: Sequence[TokenLink]) -> str:
        """The English word that the verb is linked to most; "" for none."""
        start = self.arabic.index(self.verb)
        mine = [link for link in links if link.start < start + len(self.verb) and start < link.end]
        best = max(mine, key=lambda link: link.weight, default=None)
        return self.english[best.english_start : best.english_end] if best else ""


def verbs(path: Path) -> list[Verb]:
    """The lines of a label file."""
    return [
        Verb(half, whose, verb, frozenset(words.lower().split()), arabic, english)
        for half, (whose, verb, words, arabic, english) in halved(path)
    ]


def main() -> None:
    given = [each for each in sys.argv[1:] if not each.startswith("--")]
    labels = verbs(Path(given[0]) if given else FILE)
    print("| English | half | sentences | right by attention | with the dictionary |\n|---|---|---|---|---|")
    both = [
        (each, (each.linked(attention), each.linked(tied)))
        for each, (attention, tied) in zip(labels, linked([(each.arabic, each.english) for each in labels]), strict=True)
    ]
    for whose in dict.fromkeys(each.whose for each in labels):
        for half in HALVES:
            mine = [(each, words) for each, words in both if (each.whose, each.half) == (whose, half)]
            counts = [sum(words[at].lower() in each.right for each, words in mine) for at in (0, 1)]
            shares = " | ".join(f"{count} ({100 * count / max(1, len(mine)):.0f} %)" for count in counts)
            print(f"| {whose} | {half} | {len(mine)} | {shares} |")
    for each, (_, word) in both if "--wrong" in sys.argv else ():
        if each.half == HALVES[0] and word.lower() not in each.right:
            print(f"\n{each.verb}: {word or '-'}, not {' '.join(sorted(each.right))}\n  {each.arabic}\n  {each.english}")


if __name__ == "__main__":
    main()
