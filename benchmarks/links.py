"""How far the links between words agree with links made by hand: `python -m benchmarks.links [--wrong] [FILE]`.

FILE holds sentences whose words were linked by hand in both directions (`data/links.tsv`), after Och and Ney: a sure link has to
be there, a possible one may be. The embedded network is forced to write the English, as it is for every other engine's. Two words
are linked when the weight is one the page lights words at. The alignment error rate is 1 − (sure ones met + ones that are allowed)
/ (links made + sure ones); precision counts links made that are allowed, recall sure ones met. Even lines are for tuning, odd
ones are reported; `--wrong` lists the Arabic words of the tuning half that have sure links and meet none.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.labels import HALVES, halved, linked
from models.pipeline.links.attention import KEEP
from nlp.protocols import TokenLink

FILE: Final = Path(__file__).parent / "data" / "links.tsv"
WORD: Final = re.compile(r"[^\W_]+(?:[\u064b-\u0652][^\W_]*)*(?:['’.,\-][^\W_]+)*")
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Linked:
    """A sentence, its English, and its links by hand: pairs of the numbers of an Arabic and an English word, from 0."""

    half: str
    whose: str
    sure: frozenset[Pair]
    possible: frozenset[Pair]  # the sure ones among them
    arabic: str
    english: str

    def made(self, links: Sequence[TokenLink]) -> frozenset[Pair]:
        """The pairs of words that `links` tie."""
        left = [match.span() for match in WORD.finditer(self.arabic)]
        right = [match.span() for match in WORD.finditer(self.english)]
        shown = [link for link in links if link.weight >= KEEP]
        return frozenset(
            (i, j)
            for link in shown
            for i, (start, end) in enumerate(left)
            if link.start < end and start < link.end
            for j, (first, last) in enumerate(right)
            if link.english_start < last and first < link.english_end
        )


def sentences(path: Path) -> list[Linked]:
    """The lines of a label file."""
    return [Linked(half, whose, *_pairs(links), arabic, english) for half, (whose, links, arabic, english) in halved(path)]


def _pairs(text: str) -> tuple[frozenset[Pair], frozenset[Pair]]:
    """The sure links of "0-1 0-0?", and all of them.

    >>> [sorted(pairs) for pairs in _pairs("0-1 0-0?")]
    [[(0, 1)], [(0, 0), (0, 1)]]
    """
    links = {(int(a), int(b)): not mark for a, b, mark in re.findall(r"(\d+)-(\d+)(\??)", text)}
    return frozenset(pair for pair, sure in links.items() if sure), frozenset(links)


def figures(labels: Sequence[Linked], made: Sequence[frozenset[Pair]]) -> str:
    """Error rate, precision and recall in percent."""
    sure, links = sum(len(each.sure) for each in labels), sum(map(len, made))
    met = sum(len(each.sure & mine) for each, mine in zip(labels, made, strict=True))
    allowed = sum(len(each.possible & mine) for each, mine in zip(labels, made, strict=True))
    error = 1 - (met + allowed) / max(1, sure + links)
    return f"{100 * error:.1f} ({100 * allowed / max(1, links):.0f} / {100 * met / max(1, sure):.0f})"


def main() -> None:
    """Prints the error rates in Markdown."""
    given = [each for each in sys.argv[1:] if not each.startswith("--")]
    labels = sentences(Path(given[0]) if given else FILE)
    links = linked([(each.arabic, each.english) for each in labels])
    alone = [each.made(attention) for each, (attention, _) in zip(labels, links, strict=True)]
    both = [each.made(tied) for each, (_, tied) in zip(labels, links, strict=True)]
    print(
        "| English | half | sentences | error rate (precision / recall) by attention | with the dictionary |\n|---|---|---|---|---|"
    )
    for whose in dict.fromkeys(each.whose for each in labels):
        for half in HALVES:
            at = [i for i, each in enumerate(labels) if (each.whose, each.half) == (whose, half)]
            mine = [labels[i] for i in at]
            told = " | ".join(figures(mine, [made[i] for i in at]) for made in (alone, both))
            print(f"| {whose} | {half} | {len(mine)} | {told} |")
    for each, made in zip(labels, both, strict=True) if "--wrong" in sys.argv else ():
        if each.half == HALVES[0]:
            _tell(each, made)


def _tell(each: Linked, made: frozenset[Pair]) -> None:
    """Prints the Arabic words that meet none of their sure links, with what they have and what they should."""
    left, right = WORD.findall(each.arabic), WORD.findall(each.english)
    for word in sorted({i for i, _ in each.sure} - {i for i, _ in each.sure & made}):
        has, wanted = ([right[j] for i, j in sorted(pairs) if i == word] for pairs in (made, each.sure))
        print(f"{left[word]}: {' '.join(has) or '-'}, not {' '.join(wanted)} — {each.arabic} — {each.english}")


if __name__ == "__main__":
    main()
