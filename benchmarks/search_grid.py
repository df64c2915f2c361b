"""Step 5: dev scores of exported weights through the engine that readers get: a grid of search settings, and names passed through.

    python -m benchmarks.search_grid models/weights/embedded --dev ../shared/data/eval/flores200_dev.tsv --grid
    python -m benchmarks.search_grid models/weights/embedded --names ../runs/data/names.tsv \
        --data ../shared/data/parallel/news_llm.tsv.xz

`--names`: held-out people (never seen in training) put in the place of the people of news sentences; how often the English holds
the name exactly, when the name stands in the Arabic in Latin letters, and when it stands there in Arabic.
"""

from __future__ import annotations

import argparse
import itertools
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from models.pipeline.search import DecodingOptions
from models.recipes.corpora.lines import english_form, read_lines
from models.recipes.corpora.names import find_names
from models.translators.embedded import open_engine
from nlp.protocols import Name, SourceSentence
from nlp.text.normalize import for_model

__all__ = ["grid", "main", "name_rates"]


# beam, length penalty, blocked n-gram, what the dictionary's meaning is worth
GRID: Final = (
    (1, 1.0, 0, 0.0), (2, 1.0, 0, 0.0), (4, 1.0, 0, 0.0), (4, 0.6, 0, 0.0), (4, 1.4, 0, 0.0), (4, 1.0, 4, 0.0), (4, 1.0, 0, 0.5),
    (6, 1.0, 0, 0.5), (6, 1.3, 0, 0.5), (8, 1.0, 0, 0.5), (8, 1.0, 0, 1.0),
)  # fmt: skip


def grid(folder: Path, dev: Path, lines: int) -> Iterator[tuple[DecodingOptions, float, float, float]]:
    """(settings, BLEU, chrF2++, sentences a second) of each search setting on the first `lines` of `dev`, read as a reader's."""
    import sacrebleu

    from rafiq.workbench import Workbench

    pairs = [(a, e) for _, a, e in read_lines(dev)][:lines]
    sources = Workbench().sources([a for a, _ in pairs])
    for beam, penalty, block, worth in GRID:
        options = DecodingOptions(
            beam, penalty, no_repeat_ngram=block, hypotheses=beam if worth else 1, coverage=worth, links=False
        )
        engine = open_engine(options=options, folder=folder)
        out = [""] * len(pairs)
        list(engine.translate(sources[:1]))  # opens the network
        start = time.perf_counter()
        for index, made in engine.translate(sources):
            out[index] = made.english
        seconds = time.perf_counter() - start
        references = [[e for _, e in pairs]]
        bleu, chrf = sacrebleu.corpus_bleu(out, references).score, sacrebleu.corpus_chrf(out, references, word_order=2).score
        yield options, bleu, chrf, len(pairs) / seconds


def name_rates(folder: Path, names: Path, data: Path, lines: int, seed: int = 1) -> dict[str, tuple[int, int]]:
    """Way of writing → (sentences whose English holds the held-out name exactly, sentences)."""
    people = [(a, e) for _, a, e in read_lines(names)]
    draw = random.Random(seed)  # noqa: S311 - a seed, so that the measure is the same again
    latin, arabic, wanted = [], [], []
    for (_, a, e), person in zip(_with_person(data), itertools.cycle(people), strict=False):
        name = draw.choice([f for f in find_names(a, e) if " " in f.english])
        text = a[: name.start] + person[0] + a[name.end :]
        span = Name(name.start, name.start + len(person[0]), person[1])
        latin.append(SourceSentence(text, (span,)))
        arabic.append(SourceSentence(text))
        wanted.append(person[1])
        if len(wanted) == lines:
            break
    rates = {}
    for way, sentences in (("Latin letters", latin), ("Arabic letters", arabic)):
        engine = open_engine(folder=folder, options=DecodingOptions(links=False))
        hits = sum(wanted[i].casefold() in made.english.casefold() for i, made in engine.translate(sentences))
        rates[way] = (hits, len(wanted))
    return rates


def _with_person(data: Path) -> Iterator[tuple[int, str, str]]:
    """Lines of a parallel file that hold a name of two words or more, every fifth."""
    for number, raw_arabic, raw_english in read_lines(data):
        if number % 5 == 0:
            arabic, english = for_model(raw_arabic), english_form(raw_english)
            if len(arabic.split()) < 30 and any(" " in f.english for f in find_names(arabic, english)):
                yield number, arabic, english


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line of this step."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--dev", type=Path)
    parser.add_argument("--grid", action="store_true")
    parser.add_argument("--names", type=Path)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--lines", type=int, default=300)
    chosen = parser.parse_args(arguments)
    if chosen.grid:
        print("| beam | length penalty | n-gram block | coverage | BLEU | chrF2++ | sentences/s |\n|---|---|---|---|---|---|---|")
        for options, bleu, chrf, rate in grid(chosen.folder, chosen.dev, chosen.lines):
            settings = f"| {options.beam_size} | {options.length_penalty} | {options.no_repeat_ngram} | {options.coverage} "
            print(f"{settings}| {bleu:.2f} | {chrf:.2f} | {rate:.1f} |", flush=True)
    if chosen.names:
        for way, (hits, of) in name_rates(chosen.folder, chosen.names, chosen.data, chosen.lines).items():
            print(f"{way}: {hits} of {of} held-out names exact")


if __name__ == "__main__":
    main()
