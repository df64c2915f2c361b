"""The morphology's weights and senses, from the parallel sets and the morphology database.

    python -m models.recipes.morphology.learn --parallel ../shared/data/parallel --evaluation ../shared/data/eval \
        --out ../runs/morphology

Writes OUT/morphology_weights.json (which reading is meant: `nlp.words.context.ranking`), OUT/morphology_senses.tsv (which
meaning is usual: `nlp.words.senses`) and OUT/report.json (the measure for frequency alone, for what ships, and for what was
made). Nothing is drawn by chance: the same inputs give the same bytes. What it does, step by step, is in
`models/recipes/morphology/README.md`. It needs the morphology database (`make setup`) and the extra `train`.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from models.recipes.corpora.lines import EvaluationGuard, read_lines
from models.recipes.morphology.hand import AT_LEAST, FIXED, KEPT_KINDS, PRIOR, SENSE, WORDS
from models.recipes.morphology.seen import Chance, Meaning, likelihood, seen
from models.recipes.morphology.words import SETS, SHARED, Corpus, Option, Sentence, choices, held_out, measure, pairs
from models.store import morphology_data
from models.store.files import write_text
from nlp.words.context.ranking import Ranker, context_features, static_features
from nlp.words.morphology import Morphology
from nlp.words.senses import Senses, sense_hash, sense_key

__all__ = ["Table", "finished", "fit", "halfway", "learn", "main", "senses_of", "table_of"]

STEPS: Final = 60
RATE: Final = 0.12
PULL, LEMMA_PULL = 0.5, 1.0  # back to the prior, as L2
LEAST, LEAST_LEMMA = 8, 4  # tokens in which a feature must have had something to decide
SMALLEST: Final = 0.06
SENSE_LEAST, SENSE_SENTENCES, ERRORS = 0.03, 4, 0.8
Lemma = tuple[str, str]  # with camel-tools' part of speech
_NOUNS: Final = frozenset({"noun", "adj", "noun_num", "noun_quant"})


@dataclass(frozen=True, slots=True)
class Table:
    """Tokens that have something to decide, as arrays: readings of all tokens one after another, features of all readings likewise.

    `names` are the features; `features` (int32), `values` and `ends` (int64, one a reading) say which a reading has; `token_starts`
    (int64) where a token's readings begin; `gains` is the log likelihood of what is seen of each reading.
    """

    names: list[str]
    features: Any
    values: Any
    ends: Any
    token_starts: Any
    gains: Any

    @property
    def starts(self) -> Any:
        """Where each reading's features begin."""
        return np.concatenate([[0], self.ends[:-1]]) if len(self.ends) else self.ends


def table_of(sentences: Sequence[Sentence], words: dict[str, tuple[Option, ...]], chance: Chance, ranker: Ranker) -> Table:
    """The table of `sentences`; neighbours' classes are those under `ranker`.

    A token whose readings all look alike in the English is left out: it teaches nothing.
    """
    ids: dict[str, int] = {}
    features: list[int] = []
    values: list[float] = []
    ends: list[int] = []
    token_starts: list[int] = []
    gains: list[float] = []
    statics: dict[str, list[tuple[Option, float]]] = {}
    own: dict[int, tuple[list[int], list[float]]] = {}
    for sentence in sentences:
        for options, before, after in choices(sentence, words, ranker, statics):
            if len(options) < 2:
                continue
            option_gains = [_gain(option, sentence, chance) for option, _ in options]
            if max(option_gains) - min(option_gains) < 1e-9:
                continue
            token_starts.append(len(ends))
            gains += option_gains
            for option, _ in options:
                if id(option) not in own:
                    pairs_ = [(name, value) for name, value in static_features(option.candidate) if name != "sense"]
                    own[id(option)] = [ids.setdefault(name, len(ids)) for name, _ in pairs_], [value for _, value in pairs_]
                numbers, amounts = own[id(option)]
                around = [ids.setdefault(name, len(ids)) for name in context_features(option.candidate, before, after, None)]
                features += numbers
                features += around
                values += amounts
                values += [1.0] * len(around)
                ends.append(len(features))
    return Table(
        list(ids),
        np.array(features, dtype=np.int32),
        np.array(values),
        np.array(ends, dtype=np.int64),
        np.array(token_starts, dtype=np.int64),
        np.array(gains),
    )


def _gain(option: Option, sentence: Sentence, chance: Chance) -> float:
    if not option.tells:
        return 0.0
    return likelihood(option.best(sentence.english), chance.of(option.meanings), noun=option.candidate.raw in _NOUNS)


def fit(table: Table, start: Mapping[str, float], *, steps: int = STEPS) -> dict[str, float]:
    """Weights that maximise Σ log Σ p(reading) · likelihood, less the pull to PRIOR, by Adam from `start`.

    FIXED and the kinds that English does not show keep their values; so do features too rare to tell.
    """
    names = table.names
    lemma = np.array([name.startswith("lex=") for name in names])
    prior = np.array([FIXED.get(name, PRIOR.get(name, 0.0)) for name in names])
    counts = np.bincount(table.features, minlength=len(names))
    kept = np.array([name in FIXED or name.startswith(KEPT_KINDS) for name in names])
    moving = ~kept & (counts >= np.where(lemma, LEAST_LEMMA, LEAST))
    weights = np.where(moving, [start.get(name, float(value)) for name, value in zip(names, prior, strict=True)], prior)
    pull = np.where(lemma, LEMMA_PULL, PULL)
    owner = np.repeat(np.arange(len(table.token_starts)), np.diff([*table.token_starts, len(table.ends)]))
    sizes = np.diff([0, *table.ends])
    momentum, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, steps + 1):
        scores = np.add.reduceat(weights[table.features] * table.values, table.starts)
        before = _shares(scores, table.token_starts, owner)
        after = _shares(scores + table.gains, table.token_starts, owner)
        slope = np.bincount(table.features, np.repeat(after - before, sizes) * table.values, minlength=len(names))
        slope = np.where(moving, slope - pull * (weights - prior), 0.0)
        momentum = 0.9 * momentum + 0.1 * slope
        square = 0.999 * square + 0.001 * slope**2
        rate = RATE * (1.0 - (step - 1) / steps)
        weights += rate * (momentum / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return {name: float(weight) for name, weight in zip(names, weights, strict=True) if weight}


def _shares(scores: Any, starts: Any, owner: Any) -> Any:
    """Softmax over each token's readings."""
    top = np.maximum.reduceat(scores, starts)
    raised = np.exp(scores - top[owner])
    return raised / np.add.reduceat(raised, starts)[owner]


def finished(weights: Mapping[str, float]) -> dict[str, float]:
    """What ships: small weights dropped, the rest to three places, and what is set by hand afterwards."""
    kept = {name: round(weight, 3) for name, weight in weights.items() if abs(weight) >= SMALLEST}
    raised = {name: max(least, kept.get(name, least)) for name, least in AT_LEAST.items()}
    return dict(sorted({**kept, **FIXED, **raised, "sense": SENSE}.items()))


def senses_of(
    sentences: Sequence[Sentence], words: dict[str, tuple[Option, ...]], chance: Chance, ranker: Ranker
) -> dict[str, int]:
    """`sense_hash` → percent: how often a meaning stands in its lemma's sentences, less chance, less the doubt of few sentences.

    A lemma's meanings are those of all its forms, active and passive; a lemma of a single meaning has no usual one and is left out.
    """
    meanings: dict[Lemma, dict[str, set[Meaning]]] = defaultdict(lambda: defaultdict(set))
    for option in (option for options in words.values() for option in options):
        for gloss, meaning in zip(option.candidate.reading.glosses, option.meanings, strict=True):
            meanings[_lemma(option)][sense_key(gloss)].add(meaning)
    total: Counter[Lemma] = Counter()
    there: Counter[tuple[Lemma, str]] = Counter()
    statics: dict[str, list[tuple[Option, float]]] = {}
    for sentence in sentences:
        if sentence.source in SHARED:
            continue
        met: set[Lemma] = set()
        for options, before, after in choices(sentence, words, ranker, statics):
            first = ranker.best([(option.candidate, score) for option, score in options], before, after, None)
            met.add(_lemma(options[first][0]))
        total.update(met)
        for lemma in met:
            keys = (key for key, wanted in meanings[lemma].items() if any(seen(meaning, sentence.english) for meaning in wanted))
            there.update((lemma, key) for key in keys)
    out: dict[str, int] = {}
    for lemma, count in total.items():
        if count < SENSE_SENTENCES or len(meanings[lemma]) < 2:
            continue
        for key, wanted in meanings[lemma].items():
            share = there[lemma, key] / count
            least = share - chance.of(tuple(sorted(wanted, key=repr)))[0] - ERRORS * math.sqrt(share * (1 - share) / count)
            if least >= SENSE_LEAST:
                hashed = sense_hash(*lemma, key)
                out[hashed] = max(out.get(hashed, 0), min(99, round(100 * least)))
    return dict(sorted(out.items()))


def _lemma(option: Option) -> Lemma:
    return option.candidate.reading.lemma, option.candidate.raw


def learn(corpus: Corpus, *, rounds: int = 2, steps: int = STEPS) -> tuple[dict[str, float], dict[str, int]]:
    """(weights, senses). In the second round neighbours are classed by the first round's weights."""
    chance = Chance(sentence.english for sentence in corpus.train)
    weights: dict[str, float] = {**PRIOR, **FIXED}
    for _ in range(rounds):
        table = table_of(corpus.train, corpus.words, chance, Ranker(weights, frozenset(WORDS)))
        weights = fit(table, weights, steps=steps)
    done = finished(weights)
    without = {name: weight for name, weight in done.items() if name != "sense"}
    return done, senses_of(corpus.train, corpus.words, chance, Ranker(without, frozenset(WORDS)))


_HEADER: Final = (
    "# How often (percent, less chance) a meaning of a lemma stands in the English of its sentences. "
    "Made by models/recipes/morphology/learn.py.\n"
    "# nlp.words.senses.sense_hash of lemma, part of speech and meaning<TAB>percent\n"
)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--parallel", type=Path, required=True, help="folder of the parallel sets")
    parser.add_argument("--evaluation", type=Path, required=True, help="folder of evaluation sets, kept out")
    parser.add_argument("--out", type=Path, help="where to write; without it, only what ships is measured (half a minute)")
    parser.add_argument("--halfway", action="store_true", help="only lemmas' weights move, half of the way from what ships")
    parser.add_argument("--limit", type=int, default=0, help="only so many pairs of each set")
    args = parser.parse_args(arguments)
    guard = EvaluationGuard((x, y) for path in sorted(args.evaluation.glob("*.tsv")) for _, x, y in read_lines(path))
    hand = Ranker({**PRIOR, **FIXED}, frozenset(WORDS))
    lines = pairs(args.parallel, guard, limit=args.limit)
    if args.out is None:
        lines = (line for line in pairs(args.parallel, guard, SETS[:1], args.limit) if held_out(line[0], line[2]))
    corpus = Corpus.read(lines, Morphology(morphology_data.locate(), hand))
    print(f"{len(corpus.train)} sentences to learn from, {len(corpus.test)} held out, {len(corpus.words)} words", flush=True)
    compared = {
        "frequency alone": (Ranker({"freq": 1.0}, frozenset(WORDS)), Senses({})),
        "what ships": (Ranker.load(), Senses.load()),
    }
    if args.out is None:
        _report(corpus, compared)
        return
    weights, shares = learn(corpus)
    if args.halfway:
        weights = halfway(Ranker.load().weights, weights)
    args.out.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"words": WORDS, "weights": weights}, ensure_ascii=False, indent=0)
    write_text(args.out / "morphology_weights.json", text + "\n")
    write_text(args.out / "morphology_senses.tsv", _HEADER + "".join(f"{key}\t{share}\n" for key, share in shares.items()))
    made = Senses({key: share / 100 for key, share in shares.items()})
    compared["what was made"] = (Ranker(weights, frozenset(WORDS)), made)
    write_text(args.out / "report.json", json.dumps(_report(corpus, compared), indent=1) + "\n")


def halfway(shipped: Mapping[str, float], learnt: Mapping[str, float]) -> dict[str, float]:
    """The shipped weights with those of single lemmas moved half of the way to the learnt ones.

    >>> halfway({"pos=verb": 1.0, "lex=a": 0.2}, {"pos=verb": 3.0, "lex=a": 0.4, "lex=b": 1.0})
    {'lex=a': 0.3, 'lex=b': 0.5, 'pos=verb': 1.0}
    """
    lemmas = {name for name in {*shipped, *learnt} if name.startswith("lex=")}
    moved = {name: round((shipped.get(name, 0.0) + learnt.get(name, 0.0)) / 2, 3) for name in lemmas}
    return {name: weight for name, weight in sorted({**shipped, **moved}.items()) if weight}


def _report(corpus: Corpus, compared: Mapping[str, tuple[Ranker, Senses]]) -> dict[str, dict[str, int]]:
    """Measures each on the held-out sentences, and says so."""
    report = {}
    for name, (ranker, senses) in compared.items():
        measures = measure(corpus.test, corpus.words, ranker, senses)
        report[name] = asdict(measures)
        print(f"{name}: {measures}", flush=True)
    return report


if __name__ == "__main__":
    main()
