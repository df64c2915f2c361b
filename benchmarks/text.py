"""Text in: how fast, and how right, against what one would otherwise use, in one run on one machine.

    .venv/bin/python benchmarks/text.py [--corpus ../shared/data/parallel/news_llm.tsv.xz] [--sentences 10000]

Tokens: camel-tools `simple_word_tokenize` (no offsets). Sentences: the usual split at [.؟!] and white space. Boundaries: the
corpus's sentences joined five by five, then looked for again. Only the ratios mean anything on another machine.
"""

from __future__ import annotations

import argparse
import lzma
import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from nlp.document import Article
from nlp.text.clean import clean
from nlp.text.sentences import split
from nlp.text.tokens import tokenize

ROOT = Path(__file__).resolve().parent.parent
GROUP = 5


def seconds(work: Callable[[], object], rounds: int = 3) -> float:
    """The fastest of some rounds, after one to warm up."""
    work()
    best = float("inf")
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - started)
    return best


def corpus(path: Path, count: int) -> list[str]:
    """Arabic sentences that end in a full stop, question or exclamation mark, each on one line."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        lines_of_text = [" ".join(line.split("\t")[0].split()) for line in lines]
    return [sentence for sentence in lines_of_text if sentence and sentence[-1] in ".؟!"][:count]


def naive(text: str) -> list[int]:
    """Where the usual regular expression ends sentences."""
    return [match.end() for match in re.finditer(r"[.؟!]+(?=\s|$)", text)]


def boundaries(groups: Sequence[Sequence[str]], joint: str, find: Callable[[str], Sequence[int]]) -> str:
    """Precision, recall and F1 of the joints that `find` gives back."""
    right = given = wanted = 0
    for group in groups:
        text = joint.join(group)
        gold: set[int] = set()
        for sentence in group[:-1]:
            gold.add((max(gold) + len(joint) if gold else 0) + len(sentence))
        got = set(find(text)) - {len(text)}
        right, given, wanted = right + len(gold & got), given + len(got), wanted + len(gold)
    precision, recall = right / max(1, given), right / max(1, wanted)
    return f"P {precision:.4f} R {recall:.4f} F1 {2 * precision * recall / max(1e-9, precision + recall):.4f}"


def ours(text: str) -> list[int]:
    return [sentence.end for sentence in split(Article(text), max_words=10**6)]


def report(what: str, megabytes: float, time_ours: float, time_theirs: float, theirs: str) -> None:
    speeds = f"{megabytes / time_ours:6.2f} MB/s   {theirs} {megabytes / time_theirs:6.2f} MB/s"
    print(f"{what:<10} {speeds}   ratio {time_theirs / time_ours:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=ROOT.parent / "shared/data/parallel/news_llm.tsv.xz")
    parser.add_argument("--sentences", type=int, default=10_000)
    given = parser.parse_args()
    from camel_tools.tokenizers.word import simple_word_tokenize

    sentences = corpus(given.corpus, given.sentences)
    text = "\n".join(sentences)
    megabytes = len(text.encode()) / 1e6
    print(f"{len(sentences)} sentences, {megabytes:.1f} MB")
    baseline = seconds(lambda: [simple_word_tokenize(sentence) for sentence in sentences])
    tokens = seconds(lambda: [tokenize(sentence) for sentence in sentences])
    report("tokens", megabytes, tokens, baseline, "simple_word_tokenize")
    baseline = seconds(lambda: naive(text))
    spans = seconds(lambda: split(Article(text)))
    report("sentences", megabytes, spans, baseline, "regular expression")
    cleaned = seconds(lambda: clean(text, media_type="text/plain"))
    print(f"clean      {megabytes / cleaned:6.2f} MB/s")
    groups = [sentences[i : i + GROUP] for i in range(0, len(sentences) - GROUP + 1, GROUP)]
    for joint, name in ((" ", "a space"), ("", "nothing")):
        print(f"joined by {name}: ours {boundaries(groups, joint, ours)}   regular expression {boundaries(groups, joint, naive)}")


if __name__ == "__main__":
    main()
