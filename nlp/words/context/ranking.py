"""Which reading of a word is meant here: a log-linear model over frequency, form, neighbours and the tagger's names.

Every reading gets the sum of the weights of its features. A neighbour is seen as its class: the word itself when it is a common
function word, else the part of speech of its likeliest reading. The weights are in `data/morphology_weights.json`; they are learnt
by `models/recipes/morphology/learn.py`. A lemma stands in them as a hash: the database's words are not ours to ship. Leaves out:
what is more than two words away.

>>> neighbour_class("من", None, "word", frozenset({"من"})), neighbour_class("،", None, "punctuation", frozenset())
('word', '#')
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from nlp.text import tables
from nlp.text.normalize import fold
from nlp.words.readings import Candidate
from nlp.words.senses import sense_hash

__all__ = ["Ranker", "context_features", "neighbour_class", "static_features"]

EDGE: Final = "#"
_FLOOR: Final = -7.0  # never-seen lemmas: a little rarer than once in a million words


def static_features(candidate: Candidate) -> Iterator[tuple[str, float]]:
    """Features (name, value) of a reading by itself."""
    yield "freq", max(candidate.frequency, _FLOOR)
    yield f"pos={candidate.raw}", 1.0
    if candidate.frequency < _FLOOR:
        yield f"unseen={candidate.raw}", 1.0
    if candidate.share:
        yield "sense", candidate.share
    if candidate.spelling:
        yield f"spelling={candidate.spelling}", 1.0
    if candidate.reading.source == "backoff":
        yield "backoff", 1.0
    for mark in candidate.marks:
        yield mark, 1.0
    yield f"lex={sense_hash(candidate.reading.lemma, candidate.raw, '')}", 1.0


def context_features(candidate: Candidate, before: str, after: str, tag: str | None) -> Iterator[str]:
    """Features of a reading between the neighbour classes `before` and `after`, under the tagger's `tag` (None: no tagger)."""
    kind = candidate.raw + ("+ال" if "prc0=Al_det" in candidate.marks else "")
    yield f"{kind}<{before}"
    yield f"{kind}>{after}"
    if candidate.raw == "verb":
        for mark in candidate.marks:
            if mark.startswith(("asp=", "vox=")):
                yield f"{mark}<{before}"
    if tag is not None:
        yield f"{candidate.raw}@{tag.rpartition('-')[2]}"


def neighbour_class(word: str, best: Candidate | None, kind: str, words: frozenset[str]) -> str:
    """How a token looks to its neighbours. `best` is its likeliest reading, None when it is no word."""
    if best is None:
        return EDGE if kind == "punctuation" else kind
    key = fold(word)
    if key in words:
        return key
    return best.raw + ("+ال" if "prc0=Al_det" in best.marks else "")


class Ranker:
    """The weights. Immutable after construction, so safe to share between threads."""

    def __init__(self, weights: Mapping[str, float], words: frozenset[str]) -> None:
        self.weights, self.words = weights, words

    @classmethod
    def load(cls) -> Ranker:
        """The weights that come with Rafiq."""
        data = tables.document("morphology_weights.json")
        return cls({str(k): float(v) for k, v in data["weights"].items()}, frozenset(data["words"]))

    def static(self, candidate: Candidate) -> float:
        """The score of a reading out of context."""
        get = self.weights.get
        return sum(get(name, 0.0) * value for name, value in static_features(candidate))

    def best(
        self,
        options: Sequence[tuple[Candidate, float]],
        before: str,
        after: str,
        tag: str | None,
        points: Sequence[float] = (),
    ) -> int:
        """The index of the likeliest of `options` (candidate, static score) in its context.

        `points` is added to the scores, one an option: what is known of the place besides (`nlp.words.context.grammar`).
        """
        get = self.weights.get
        scores = [score + sum(get(f, 0.0) for f in context_features(c, before, after, tag)) for c, score in options]
        if points:
            scores = [score + extra for score, extra in zip(scores, points, strict=True)]
        return max(range(len(scores)), key=lambda i: (scores[i], -i))
