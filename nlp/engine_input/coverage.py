"""How much of a sentence's dictionary meaning an English text says: content words one of whose glosses stands in it.

No translation says all of it (synonyms, idioms): human references say a little over half. It is for comparing translations of one
sentence, where the one that says more of it is more often the better one.

>>> coverage([frozenset({"launch"}), frozenset({"rocket", "missile"})], "They launched rockets")
1.0
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from nlp.document import Token
from nlp.protocols import Meaning

__all__ = ["CONTENT", "coverage", "meanings", "senses_of", "stems"]

CONTENT: Final = frozenset({"noun", "verb", "adjective", "adverb", "proper noun"})
"""Parts of speech that carry meaning."""
_EMPTY: Final = frozenset(
    "the a an of to in on at be by for with and or is was it he she they his her their its one as from".split()
)
_ENDINGS: Final = (("ies", 2), ("ied", 2), ("ing", 3), ("ed", 3), ("es", 3), ("s", 3), ("ly", 3), ("e", 3))
_WORD: Final = re.compile(r"[a-z]+")


def stems(english: str) -> frozenset[str]:
    """The words of `english` without their commonest endings, function words apart: enough to see that "launches" is "launch"."""
    return frozenset(_stem(word) for word in _WORD.findall(english.lower()) if word not in _EMPTY)


def _stem(word: str) -> str:
    for ending, least in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            return word[: -len(ending)] + ("y" if ending in {"ies", "ied"} else "")
    return word


def meanings(tokens: Sequence[Token]) -> tuple[Meaning, ...]:
    """The glosses of all readings of each content word of an analysed sentence; offsets are the tokens' own."""
    found = []
    for token in tokens:
        if token.kind == "word" and token.pos in CONTENT:
            glosses = dict.fromkeys([*token.glosses, *(gloss for reading in token.readings for gloss in reading.glosses)])
            if glosses:
                found.append(Meaning(token.start, token.end, tuple(glosses)))
    return tuple(found)


def senses_of(known: Iterable[Meaning]) -> tuple[frozenset[str], ...]:
    """For `coverage`: the stems of each word's glosses; words without a plain English gloss are left out."""
    return tuple(sense for meaning in known if (sense := stems(" ".join(meaning.glosses))))


def coverage(senses: Sequence[frozenset[str]], english: str) -> float:
    """The share of `senses` (the stems of one word's glosses each) of which a stem is in `english`; 0 where there are none."""
    said = stems(english)
    return sum(not sense.isdisjoint(said) for sense in senses) / len(senses) if senses else 0.0
