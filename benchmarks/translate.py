"""How fast the embedded engine is, as ratios to a baseline measured in the same run: transformers, one sentence at a time, greedy.

    python benchmarks/translate.py FILE.tsv [SENTENCES]

Each setting runs in turns with the baseline, so that a busy machine slows all alike; the ratio is what to compare between machines.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from models.evaluate import read_pairs
from models.pipeline.search import DecodingOptions
from models.registry import translator
from models.store.files import find
from models.translators.hub import open_folder
from nlp.protocols import SourceSentence, Translator

ROUNDS = 3


def main(path: Path, count: int) -> None:
    sentences = [SourceSentence(pair.arabic) for pair in read_pairs(path, count)]
    few = sentences[: max(4, count // 6)]
    greedy = DecodingOptions(beam_size=1, links=False)
    begun = time.perf_counter()
    default = translator("embedded")
    list(default.translate(few[:1]))
    start_up = time.perf_counter() - begun
    baseline = open_folder(find("embedded"), runtime="transformers", options=greedy)
    settings: dict[str, Callable[[], float]] = {
        "transformers, batch 1, greedy": lambda: one_by_one(baseline, few),
        "rafiq, one sentence at a time": lambda: one_by_one(default, few),
        "rafiq, greedy": lambda: together(translator("embedded", options=greedy), sentences),
        "rafiq, default": lambda: together(default, sentences),
        "rafiq, default without links": lambda: together(translator("embedded", options=DecodingOptions(links=False)), sentences),
    }
    for run in settings.values():
        run()
    times: dict[str, list[float]] = {name: [] for name in settings}
    for _ in range(ROUNDS):
        for name, run in settings.items():
            times[name].append(run())
    base = statistics.median(times["transformers, batch 1, greedy"])
    print(f"{count} sentences; first English after {start_up:.2f} s")
    print(f"{'setting':34} {'sentences/s':>12} {'× baseline':>11}")
    for name, values in times.items():
        seconds = statistics.median(values)
        print(f"{name:34} {1 / seconds:12.1f} {base / seconds:11.1f}")


def one_by_one(engine: Translator, sentences: list[SourceSentence]) -> float:
    """Seconds a sentence, each asked for alone."""
    begun = time.perf_counter()
    for sentence in sentences:
        list(engine.translate([sentence]))
    return (time.perf_counter() - begun) / len(sentences)


def together(engine: Translator, sentences: list[SourceSentence]) -> float:
    """Seconds a sentence, all asked for at once; opening is not counted."""
    list(engine.translate(sentences[:1]))
    begun = time.perf_counter()
    list(engine.translate(sentences))
    return (time.perf_counter() - begun) / len(sentences)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 96)
