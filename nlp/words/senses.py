"""Which English meaning of a lemma news uses most («تقرير» is a report before it is a determination), and how common a lemma is.

`data/morphology_senses.tsv` says, for a meaning of a lemma, in what share of its sentences in the parallel news it stood in the
English, less what chance would give (see `models/recipes/morphology/README.md`). It only reorders meanings; it never adds one.
Lemma and meaning stand in it as a hash: the words are the database's, which is not ours to ship.

Where that is not enough, `data/words_senses.tsv` says in our own words what a lemma means first (`preferred`).

>>> Senses.load().order("تَقْرِير", "noun", ("determination", "decision", "report"))
('report', 'determination', 'decision')
>>> first_of(preferred("مَدار", "noun"), ("axes", "orbits", "spheres"), plural=True)
('orbits', 'axes', 'spheres')
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final
from unicodedata import normalize

from nlp.text.english import singular
from nlp.text.normalize import fold, strip_diacritics
from nlp.text.tables import rows
from nlp.words.database_english import pluralise

__all__ = ["Senses", "first_of", "level", "level_of", "preferred", "sense_hash", "sense_key"]

_FILE: Final = "morphology_senses.tsv"
_OURS: Final = "words_senses.tsv"
_COMMON: Final = "words_common.tsv"
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


def level_of(lemma: str, pos: str, frequency: float) -> int:
    """The level of a word by its frequency, but never rarer than `data/words_common.tsv` says of its lemma or part of speech.

    The database has no frequency for many of the words that every text is full of («منذ», «أكبر»).

    >>> level_of("مُنْذُ", "conjunction", -99.0), level_of("أَكْبَر", "adjective", -5.0), level_of("مِرْقاب", "noun", -99.0)
    (1, 1, 5)
    """
    common = _common()
    return min(level(frequency), common.get((pos, "*"), 5), common.get((pos, fold(strip_diacritics(lemma))), 5))


@cache
def _common() -> Mapping[tuple[str, str], int]:
    table: dict[tuple[str, str], int] = {}
    for pos, number, lemmas in rows(_COMMON, columns=3):
        table.update(((pos, "*" if lemma == "*" else fold(lemma)), int(number)) for lemma in lemmas.split())
    return table


@cache
def _preferred() -> Mapping[tuple[str, str], tuple[str, ...]]:
    return {
        (normalize("NFC", lemma), pos): tuple(meaning.strip() for meaning in english.split(";"))
        for lemma, pos, english in rows(_OURS, columns=3)
    }


def preferred(lemma: str, pos: str) -> tuple[str, ...]:
    """What a lemma of this part of speech (in people's words) means first, by our own table; () where the table is silent."""
    return _preferred().get((normalize("NFC", lemma), pos), ())


def first_of(wanted: Sequence[str], glosses: Sequence[str], *, plural: bool = False, dual: bool = False) -> tuple[str, ...]:
    """`wanted`, as plurals or duals where the word is one, before those of `glosses` that say something else."""
    shaped = [pluralise(each) if plural or dual else each for each in wanted]
    if dual:
        shaped = [f"two {each}" for each in shaped]
    known = {sense_key(each) for each in shaped}
    return (*shaped, *(gloss for gloss in glosses if sense_key(gloss) not in known))


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
