"""How an engine searches for its English: settings, what a network must be able to do, and what it gives.

>>> DecodingOptions(beam_size=8).stricter().no_repeat_ngram
3
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import Protocol, runtime_checkable

__all__ = ["DecodingOptions", "Generator", "Output", "Pieces", "Scorer", "Shared"]


@dataclass(frozen=True, slots=True)
class DecodingOptions:
    """Search settings. Lengths are in pieces: the longest output is `length_factor` × the source's + `length_extra`."""

    beam_size: int = 4
    length_penalty: float = 1.0
    no_repeat_ngram: int = 0  # blocking hurts lists and dates; loops are found afterwards and tried again with it
    repetition_penalty: float = 1.0
    length_factor: float = 2.0
    length_extra: int = 16
    max_source: int = 72  # pieces; longer sentences are split at clauses
    max_batch_pieces: int = 0  # 0: from the memory that is free
    links: bool = True  # word correspondences asked for
    hypotheses: int = 1  # how many of the beam's translations the engine chooses between
    never: tuple[tuple[str, ...], ...] = ()  # runs of pieces that are not to be written
    coverage: float = 0.0  # what saying all of the dictionary's meaning is worth in that choice, in mean log probability

    def stricter(self) -> DecodingOptions:
        """For a second try at a sentence that came out looping or cut."""
        return replace(
            self,
            hypotheses=1,
            no_repeat_ngram=3,
            repetition_penalty=max(1.2, self.repetition_penalty),
            beam_size=max(4, self.beam_size),
        )

    def narrower(self) -> DecodingOptions:
        """For a second try that is kept only where it says what is asked for: with half the beam it does so as often."""
        half = (self.beam_size + 1) // 2
        return replace(self, beam_size=half, hypotheses=min(self.hypotheses, half))

    def key(self) -> str:
        """What of these changes the English, as text for a version."""
        return ",".join(f"{k}={v}" for k, v in asdict(self).items() if k not in {"max_batch_pieces", "links"})


@dataclass(frozen=True, slots=True)
class Output:
    """One hypothesis: pieces without the end mark, whether the end was reached, attention[target piece][source piece] (empty where
    not asked for), the search's score (mean log probability), and the beam's other hypotheses, best first."""

    pieces: list[str]
    finished: bool = True
    attention: list[list[float]] = field(default_factory=list)
    score: float = 0.0
    others: tuple[Output, ...] = ()


class Generator(Protocol):
    """Runs a network: source pieces (special ones included) → target pieces."""

    def generate(self, batch: list[list[str]], options: DecodingOptions) -> list[Output]: ...


@runtime_checkable
class Scorer(Protocol):
    """A `Generator` that can tell the log probability of each piece of a given output."""

    def score(self, batch: list[list[str]], outputs: list[Output], options: DecodingOptions) -> list[list[float]]: ...


@runtime_checkable
class Shared(Protocol):
    """A `Generator` that several threads may ask at once, and is the quicker for it."""

    @property
    def beside(self) -> int:
        """How many."""
        ...


class Pieces(Protocol):
    """Cuts text into the pieces a network reads. Special pieces are those in `specials`."""

    @property
    def specials(self) -> frozenset[str]: ...
    def encode(self, text: str) -> list[str]: ...
    def decode(self, pieces: list[str]) -> str: ...
