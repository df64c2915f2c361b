"""How translators say a word: lemma and part of speech → English words that stood for it in parallel text, the likeliest first.

Made by `models/recipes/tables/mine_senses.py`. Dictionaries say what a word can mean, this what it was taken for: «شعاب» is
mountain paths there, and reefs here. Single English words only. Leaves out: which of them is meant in a sentence.

>>> "reef" in translations("شِعْب", "noun") or "reef" in translations("شُعْبَة", "noun"), is_of_translators("anthropologits")
(True, False)
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final

from nlp.text.english import irregular, stem
from nlp.text.tables import rows

__all__ = ["is_of_translators", "root", "translations"]

_FILE: Final = "senses_mined.tsv.xz"


def translations(lemma: str, pos: str) -> tuple[str, ...]:
    """The English words of a lemma (with its vowel signs) as this part of speech; none where it was met too seldom."""
    return _table().get((lemma, pos), ())


def is_of_translators(word: str) -> bool:
    """Whether translators use an English word, in whatever form, for any Arabic one."""
    return root(word) in _roots()


@lru_cache(maxsize=50_000)
def root(word: str) -> str:
    """The stem of an English word, irregular forms led back to their word.

    >>> root("Reefs"), root("went")
    ('reef', 'go')
    """
    small = word.lower()
    return stem(irregular().get(small, small))


@cache
def _table() -> Mapping[tuple[str, str], tuple[str, ...]]:
    return {(lemma, pos): tuple(english.split("; ")) for lemma, pos, english in rows(_FILE, columns=3)}


@cache
def _roots() -> frozenset[str]:
    return frozenset(root(word) for words in _table().values() for word in words)
