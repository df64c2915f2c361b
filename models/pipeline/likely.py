"""How likely a network finds an English for the Arabic that it was given: the log probability of each piece of it.

A translation and what is tried in its place are judged by it, then what is kept once more: what was asked a moment ago is not asked
again (`Likelihoods`).

>>> class Letters:
...     def score(self, batch, outputs, options):
...         print("asked", len(batch))
...         return [[-1.0] * len(output.pieces) for output in outputs]
>>> known = Likelihoods()
>>> known.of(Letters(), [["a"], ["b"]], [Output(["x", "y"]), Output(["z"])], DecodingOptions())
asked 2
[[-1.0, -1.0], [-1.0]]
>>> known.of(Letters(), [["b"], ["c"]], [Output(["z"]), Output(["z"])], DecodingOptions())
asked 1
[[-1.0], [-1.0]]
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from models.pipeline.draft import Draft
from models.pipeline.search import DecodingOptions, Output, Scorer

__all__ = ["Likelihoods", "losses_by"]

_KEPT: Final = 1024  # sentences of which what they were told is remembered

_Key = tuple[tuple[str, ...], tuple[str, ...]]


class Likelihoods:
    """What a network said of some outputs, the last of them remembered. Threads may share it: at worst one asks again."""

    def __init__(self) -> None:
        self._told: dict[_Key, list[float]] = {}

    def of(
        self, scorer: Scorer, given: Sequence[list[str]], outputs: Sequence[Output], options: DecodingOptions
    ) -> list[list[float]]:
        """The log probabilities of the pieces of each output for its Arabic."""
        keys = [(tuple(pieces), tuple(output.pieces)) for pieces, output in zip(given, outputs, strict=True)]
        known = self._told
        fresh = {key: at for at, key in enumerate(keys) if key not in known}
        if fresh:
            told = scorer.score([given[at] for at in fresh.values()], [outputs[at] for at in fresh.values()], options)
            known = dict([*known.items(), *zip(fresh, told, strict=True)])
            self._told = dict(list(known.items())[-_KEPT:])
        return [known[key] for key in keys]


def losses_by(scorer: Scorer, known: Likelihoods, pairs: Sequence[tuple[Draft, Draft]], options: DecodingOptions) -> list[float]:
    """By how much less likely than a draft's own English the network finds another's by the first's Arabic: log probability a
    piece; 0 where the two are not of as many parts."""
    asked = [([each for part in draft.parts for each in part.asked] for draft in pair) for pair in pairs]
    even = [(own, other) if len(own) == len(other) else ([], []) for own, other in asked]
    given = [own.pieces for pair in even for own in pair[0]] * 2
    outputs = [own.output for pair in even for own in pair[0]] + [other.output for pair in even for other in pair[1]]
    scores = known.of(scorer, given, outputs, options) if given else []
    half, at, made = len(given) // 2, 0, []
    for own, _ in even:
        end = at + len(own)
        made.append(_mean(scores[at:end]) - _mean(scores[half + at : half + end]))
        at = end
    return made


def _mean(scores: Sequence[Sequence[float]]) -> float:
    """The mean of some rows of log probabilities; 0 of none.

    >>> _mean([[-1.0, -2.0], [-3.0]]), _mean([])
    (-2.0, 0.0)
    """
    every = [each for row in scores for each in row]
    return sum(every) / len(every) if every else 0.0
