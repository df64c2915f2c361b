"""Words that are a name only where the article speaks of what they name: «الضفة» is a river's bank, beside Israel the West Bank.

The table is `data/names_witnessed.tsv`: such words, and letters of which some must stand in a word of the article. Leaves out: what
is said of a name that stands (`nlp.names.facts.witnesses`).

>>> [bears_out("الضفه", articles) for articles in ({"وصل", "الضفه"}, {"الاسرائيلي", "الضفه"})], bears_out("باريس", set())
([False, True], True)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from functools import cache

from nlp.document import Sentence
from nlp.names.spans.span import Span
from nlp.text.normalize import fold
from nlp.text.tables import rows

__all__ = ["bears_out", "borne_out", "needs_witness"]


def borne_out(found: Sequence[Sequence[Span]], sentences: Sequence[Sentence]) -> list[list[Span]]:
    """The spans of each sentence without those that nothing in the article bears out."""
    if not any(span.key in _witnesses() for row in found for span in row):
        return [list(row) for row in found]
    words = frozenset(fold(token.text) for sentence in sentences for token in sentence.tokens if token.kind == "word")
    return [[span for span in row if bears_out(span.key, words)] for row in found]


def needs_witness(key: str) -> bool:
    """Whether a folded word is a name only where the article bears it out.

    >>> needs_witness(fold("الضفة")), needs_witness(fold("باريس"))
    (True, False)
    """
    return key in _witnesses()


def bears_out(key: str, words: Set[str]) -> bool:
    """Whether the folded words of an article bear out that the folded `key` is a name there; a word of no table always is."""
    wanted = _witnesses().get(key)
    return wanted is None or any(letters in word for letters in wanted for word in words if word != key)


@cache
def _witnesses() -> Mapping[str, tuple[str, ...]]:
    return {
        fold(word): tuple(fold(letters) for letters in wanted.split())
        for names, wanted in rows("names_witnessed.tsv", columns=2)
        for word in names.split("|")
    }
