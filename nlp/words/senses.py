"""Which English meaning of a lemma news uses most («تقرير» is a report before it is a determination), and how common a lemma is.

`data/morphology_senses.tsv` says, for a meaning of a lemma, in what share of its sentences in the parallel news it stood in the
English, less what chance would give (see `models/recipes/morphology/README.md`). It only reorders meanings; it never adds one.
Lemma and meaning stand in it as a hash: the words are the database's, which is not ours to ship.

>>> Senses.load().order("تَقْرِير", "noun", ("determination", "decision", "report"))
('report', 'determination', 'decision')
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from nlp.text.english import singular
from nlp.text.tables import rows

__all__ = ["Senses", "level", "sense_hash", "sense_key"]

_FILE: Final = "morphology_senses.tsv"
# Quantiles of the database's lemmas by `pos_lex_freq` (log10 share of the words of a million-word news corpus).
_BOUNDS: Final = (-3.5493, -4.0484, -4.6602, -5.4006)


def level(frequency: float) -> int:
    """How common a lemma of log10 relative frequency `frequency` is (-99: never seen), as a level for a reader's slider.

    1 is the 500 commonest lemmas (half of all running words), 2 up to the 1,500th, 3 up to the 4,000th, 4 up to the 10,000th, 5 the
    rest.

    >>> [level(f) for f in (-2.1, -4.0, -4.5, -5.0, -99.0)]
    [1, 2, 3, 4, 5]
    """
    return 1 + sum(frequency < bound for bound in _BOUNDS)


def sense_key(gloss: str) -> str:
    """A meaning without what its form adds, so that "reports", "two reports" and "report" are one.

    >>> sense_key("two companies"), sense_key("to write"), sense_key("Reports")
    ('company', 'write', 'report')
    """
    return singular(gloss.lower().removeprefix("to ").removeprefix("two "))


def sense_hash(lemma: str, pos: str, key: str) -> str:
    """What stands for a meaning (`sense_key`) of a lemma in the table: 40 bits of BLAKE2, as ten hexadecimal digits."""
    return hashlib.blake2b(f"{lemma}\t{pos}\t{key}".encode(), digest_size=5).hexdigest()


class Senses:
    """Shares of meanings by `sense_hash`. Immutable."""

    def __init__(self, shares: Mapping[str, float]) -> None:
        self._shares = shares

    @classmethod
    @cache
    def load(cls) -> Senses:
        """The table that comes with Rafiq."""
        return cls({key: int(share) / 100 for key, share in rows(_FILE, columns=2)})

    def order(self, lemma: str, pos: str, glosses: Sequence[str]) -> tuple[str, ...]:
        """`glosses`, the meanings most used first; the given order where nothing is known. `pos` is camel-tools'."""
        return tuple(sorted(glosses, key=lambda gloss: -self._share(lemma, pos, gloss)))

    def share(self, lemma: str, pos: str, glosses: Sequence[str]) -> float:
        """The share (0–1) of the most used of `glosses`; 0 where nothing is known."""
        return max((self._share(lemma, pos, gloss) for gloss in glosses), default=0.0)

    def _share(self, lemma: str, pos: str, gloss: str) -> float:
        return self._shares.get(sense_hash(lemma, pos, sense_key(gloss)), 0.0)
