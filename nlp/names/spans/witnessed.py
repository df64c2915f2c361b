"""Words that are a name only where the article speaks of what they name: «الضفة» is a river's bank, beside Israel the West Bank.

The table is `data/names_witnessed.tsv`: such words, and letters of which some must stand in a word of the article. A second one,
`data/names_meant.tsv`, has names that mean another thing there: «الاتحاد الأوروبي» is UEFA among matches. Leaves out: what is said
of a name that stands (`nlp.names.facts.witnesses`).

>>> [bears_out("الضفه", articles) for articles in ({"وصل", "الضفه"}, {"الاسرائيلي", "الضفه"})], bears_out("باريس", set())
([False, True], True)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from functools import cache

from nlp.document import Sentence
from nlp.names.spans.span import Span
from nlp.text.normalize import fold
from nlp.text.tables import rows

__all__ = ["bears_out", "borne_out", "needs_witness"]


def borne_out(found: Sequence[Sequence[Span]], sentences: Sequence[Sentence]) -> list[list[Span]]:
    """The spans of each sentence without those that nothing in the article bears out."""
    if not any(span.key in _witnesses() or span.key in _meant() for row in found for span in row):
        return [list(row) for row in found]
    words = frozenset(fold(token.text) for sentence in sentences for token in sentence.tokens if token.kind == "word")
    return [[as_meant(span, words) for span in row if bears_out(span.key, words)] for row in found]


def as_meant(span: Span, words: Set[str]) -> Span:
    """The span under the name of what it means among the folded words of its article.

    >>> union = Span(0, 0, 2, "ORG", "الاتحاد الاوروبي", "الاتحاد الأوروبي")
    >>> [as_meant(union, set(text.split())).arabic for text in ("مباراه المنتخب في الدوري", "مباراه ضد المفوضيه")]
    ['الاتحاد الأوروبي لكرة القدم', 'الاتحاد الأوروبي']
    """
    other, letters, least = _meant().get(span.key, ("", (), 0))
    met = sum(any(part in word for word in words) for part in letters)
    return replace(span, key=fold(other), arabic=other) if other and met >= least else span


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
def _meant() -> Mapping[str, tuple[str, tuple[str, ...], int]]:
    """Folded name → (what it may mean, letters of its witnesses, how many of them it takes)."""
    return {
        fold(name): (other, tuple(fold(part) for part in letters.split()), int(least))
        for names, other, letters, least in rows("names_meant.tsv", columns=4)
        for name in names.split("|")
    }


@cache
def _witnesses() -> Mapping[str, tuple[str, ...]]:
    return {
        fold(word): tuple(fold(letters) for letters in wanted.split())
        for names, wanted in rows("names_witnessed.tsv", columns=2)
        for word in names.split("|")
    }
