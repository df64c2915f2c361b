"""Which English meaning of a lemma news uses most: «تقرير» is a report before it is a determination.

`data/morphology_senses.tsv` counts, for a lemma, in what share of its sentences in the parallel news each meaning stood in the
English, less what chance would give (see `models/recipes/morphology.md`). It only reorders meanings; it never adds one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Final

__all__ = ["Senses", "sense_key"]

_FILE: Final = "morphology_senses.tsv"


def sense_key(gloss: str) -> str:
    """A meaning without what its form adds, so that "reports", "two reports" and "report" are one.

    >>> sense_key("two companies"), sense_key("to write"), sense_key("Reports")
    ('company', 'write', 'report')
    """
    text = gloss.lower().removeprefix("to ").removeprefix("two ")
    if text.endswith("ies") and len(text) > 4:
        return text[:-3] + "y"
    if text.endswith(("ches", "shes", "xes", "sses", "zes")):
        return text[:-2]
    return text[:-1] if text.endswith("s") and not text.endswith(("ss", "us", "is")) else text


class Senses:
    """Shares of meanings by lemma and part of speech. Immutable."""

    def __init__(self, shares: Mapping[tuple[str, str], Mapping[str, float]]) -> None:
        self._shares = shares

    @classmethod
    @cache
    def load(cls) -> Senses:
        """The table that comes with Rafiq."""
        shares: dict[tuple[str, str], dict[str, float]] = {}
        for line in resources.files("nlp").joinpath("data", _FILE).read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                lemma, pos, *rest = line.split("\t")
                shares[lemma, pos] = {key: int(share) / 100 for key, _, share in (item.rpartition("=") for item in rest)}
        return cls(shares)

    def order(self, lemma: str, pos: str, glosses: Sequence[str]) -> tuple[str, ...]:
        """`glosses`, the meanings most used first; the given order where nothing is known. `pos` is camel-tools'."""
        known = self._shares.get((lemma, pos))
        return tuple(sorted(glosses, key=lambda g: -known.get(sense_key(g), 0.0))) if known else tuple(glosses)

    def share(self, lemma: str, pos: str, glosses: Sequence[str]) -> float:
        """The share (0–1) of the most used of `glosses`; 0 where nothing is known."""
        known = self._shares.get((lemma, pos))
        return max((known.get(sense_key(g), 0.0) for g in glosses), default=0.0) if known else 0.0
