"""How often a word or sentence the embedded engine doubts is wrong: what the bounds in `models/translators/embedded.py` rest on.

    python benchmarks/doubt.py ../shared/data/eval/flores200_dev.tsv [LINES] [WEIGHTS]

A content word counts as wrong when its stem is not in the reference. Many such words are right, only said otherwise: so the share
of all content words that are not in the reference (first row) is what a bound's share must be read against. A sentence counts as
bad when its chrF2++ is in the lowest quarter.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from models.evaluate import read_pairs
from models.pipeline.doubt import Doubt
from models.translators.embedded import open_engine
from nlp.protocols import Translation
from nlp.text.english import stems
from rafiq.workbench import Workbench

WORDS = (-2.0, -2.5, -3.0, -4.0)
SENTENCES = (-0.6, -0.7, -0.8, -0.9, -1.0)
NEVER = -99.0


def main(path: Path, lines: int, weights: Path | None) -> None:
    import sacrebleu

    pairs = read_pairs(path, lines)
    sources = Workbench().sources([pair.arabic for pair in pairs])

    def translated(doubt: Doubt) -> list[Translation]:
        return [made for _, made in sorted(open_engine(folder=weights, doubt=doubt).translate(sources), key=lambda each: each[0])]

    def missing(index: int, words: str) -> bool:
        return bool(stems(words)) and stems(words).isdisjoint(stems(pairs[index].english))

    plain = translated(Doubt(NEVER, NEVER))
    every = [missing(i, word) for i, made in enumerate(plain) for word in re.findall(r"[A-Za-z]{3,}", made.english) if stems(word)]
    print("| words under | marks a sentence | not in the reference | of all such words |\n|---|---|---|---|")
    print(f"| (all content words) | {len(every) / len(pairs):.2f} | {sum(every) / len(every):.0%} | |")
    for bound in WORDS:
        marked = [
            missing(i, made.english[mark.english_start : mark.english_end])
            for i, made in enumerate(translated(Doubt(bound, NEVER)))
            for mark in made.marks
            if mark.kind == "unsure"
        ]
        shares = f"{sum(marked) / max(1, len(marked)):.0%} | {sum(marked) / max(1, sum(every)):.0%}"
        print(f"| {bound} | {len(marked) / len(pairs):.2f} | {shares} |", flush=True)
    chrf = [
        sacrebleu.sentence_chrf(made.english, [pair.english], word_order=2).score for made, pair in zip(plain, pairs, strict=True)
    ]
    worst = sorted(chrf)[len(chrf) // 4]
    print("\n| sentences under | marked | in the worst quarter | of the worst quarter |\n|---|---|---|---|")
    for bound in SENTENCES:
        doubted = [i for i, made in enumerate(translated(Doubt(NEVER, bound))) if any(mark.kind == "unsure" for mark in made.marks)]
        bad = sum(chrf[i] < worst for i in doubted)
        shares = f"{bad / max(1, len(doubted)):.0%} | {bad / sum(each < worst for each in chrf):.0%}"
        print(f"| {bound} | {len(doubted) / len(pairs):.0%} | {shares} |", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 300, Path(sys.argv[3]) if len(sys.argv) > 3 else None)
