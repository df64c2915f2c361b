"""Quality estimation: how likely it is that the English of a sentence misleads, by what its network knew when it wrote it.

A logistic regression over a few figures of a sentence, fitted to sentences of one engine that were labelled by hand
(`models/recipes/estimate`). The figure that tells most is the summed log probability: long sentences in which the network was
often unsure. What is fitted belongs to one engine's weights and is left aside for others.

>>> figures = {"unsure": 20.0, "length": 3.0}
>>> estimate = Estimate("abc", 0.0, {"unsure": Weight(10.0, 5.0, 1.0), "length": Weight(3.0, 1.0, 0.5)}, told=0.7, spared=0.3)
>>> round(estimate.misleads(SourceSentence(""), figures), 2), estimate.reason(figures)
(0.88, 'unsure')
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, Protocol

import msgspec

from models.pipeline.doubt import WORD, Score, weakest
from nlp.document import Mark
from nlp.doubts.messages import tell
from nlp.engine_input.coverage import coverage, senses_of
from nlp.protocols import SourceSentence
from nlp.text.english import all_stems, stem, stop_words

__all__ = ["Estimate", "Estimates", "Weight", "figures_of", "read_estimate", "with_estimate"]

_ROOT: Final = 5  # letters that words derived from one another share
_LEAST: Final = 3  # letters of a word that says something


class Estimates(Protocol):
    """What tells how likely a sentence misleads: an `Estimate`, or what gathers figures for one."""

    @property
    def told(self) -> float:
        """The probability from which a reader is told, whatever else is known."""
        ...

    @property
    def spared(self) -> float:
        """The probability under which guesses at single words are not told."""
        ...

    def misleads(self, source: SourceSentence, figures: Mapping[str, float]) -> float:
        """The probability, 0–1."""
        ...

    def reason(self, figures: Mapping[str, float]) -> str:
        """The figure that speaks most for it."""
        ...


class Weight(msgspec.Struct, frozen=True):
    """How a figure counts: its mean and deviation over the sentences that were labelled, and its part in the sum."""

    mean: float
    deviation: float
    part: float

    def of(self, value: float) -> float:
        """What `value` adds."""
        return self.part * (value - self.mean) / self.deviation


class Estimate(msgspec.Struct, frozen=True):
    """What was fitted to the weights whose checksum begins with `engine`; see `Estimates`."""

    engine: str
    bias: float
    figures: dict[str, Weight]
    told: float
    spared: float

    def misleads(self, source: SourceSentence, figures: Mapping[str, float]) -> float:  # noqa: ARG002 (what gathers figures asks for it)
        return 1 / (1 + math.exp(-self.bias - sum(weight.of(figures[name]) for name, weight in self.figures.items())))

    def reason(self, figures: Mapping[str, float]) -> str:
        return max(self.figures, key=lambda name: self.figures[name].of(figures[name]))


def read_estimate(path: Path, version: str) -> Estimate | None:
    """What was fitted to the weights of this version; None where it was fitted to others, or there is none."""
    try:
        made = msgspec.json.decode(path.read_bytes(), type=Estimate)
    except (OSError, msgspec.MsgspecError):
        return None
    return made if version.startswith(made.engine) else None


def figures_of(source: SourceSentence, english: str, scores: Sequence[Score]) -> dict[str, float]:
    """The figures of a translated sentence.

    >>> figures_of(SourceSentence("قط"), "A cat", [(0, 1, -0.5), (2, 5, -1.5)])["unsure"]
    2.0
    """
    senses = senses_of(source.meanings, told=True)
    told = [log for start, end, log in scores if end > start]
    words = list(WORD.finditer(english))
    return {
        "unsure": -sum(told),
        "weakest": -min(told, default=0.0),
        "length": math.log(1 + len(words)),
        "unsaid": 1 - coverage(senses, english) if source.meanings else 0.0,
        "unfounded": _unfounded(source, senses, words, scores),
        "verbs": float(sum(each.glosses[0].startswith("to ") for each in source.meanings if each.glosses)),
        "ratio": len(words) / max(1, len(source.text.split())),
        "quotes": float(english.count('"')),
    }


def _unfounded(
    source: SourceSentence, senses: Sequence[frozenset[str]], words: Sequence[re.Match[str]], scores: Sequence[Score]
) -> float:
    """How unsure the network was of the words, summed, that are in no meaning of the sentence, by dictionary or translators,
    and in none of its names."""
    spoken = {each[:_ROOT] for sense in senses for each in sense}
    names = " ".join(name.english.lower() for name in source.names)
    total = 0.0
    for word in words:
        text = word.group().lower()
        if len(text) < _LEAST or text in stop_words("function") or text in names:
            continue
        if spoken.isdisjoint({stem(text)[:_ROOT], *(each[:_ROOT] for each in all_stems(text))}):
            total -= weakest(scores, *word.span())
    return total


def with_estimate(marks: Sequence[Mark], estimate: Estimates, source: SourceSentence, figures: Mapping[str, float]) -> list[Mark]:
    """The engine's doubts about a sentence, by how likely it misleads: none where that is unlikely, one at least where it is."""
    likely = estimate.misleads(source, figures)
    if likely < estimate.spared:
        return []
    if likely >= estimate.told and not marks:
        return [tell(_TOLD[estimate.reason(figures)])]
    return list(marks)


_TOLD: Final = {
    **dict.fromkeys(("unsure", "weakest", "ratio", "quotes"), "may mislead"),
    **dict.fromkeys(("unsaid", "unfounded"), "may mislead, unfounded"),
    **dict.fromkeys(("length", "verbs"), "may mislead, long"),
}
"""Figure → the message that says it to a reader."""
