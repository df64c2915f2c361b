"""How much of a sentence's dictionary meaning an English text says: content words one of whose glosses stands in it.

No translation says all of it (synonyms, idioms): human references say a little over half. It is for comparing translations of one
sentence, where the one that says more of it is more often the better one.

>>> coverage([frozenset({"launch"}), frozenset({"rocket", "missile"})], "They launched rockets")
1.0
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from nlp.document import Token
from nlp.protocols import Hint, Meaning
from nlp.text.english import stems
from nlp.text.normalize import fold
from nlp.words.context.translations import translations
from nlp.words.senses import level as rarity

__all__ = ["CONTENT", "coverage", "decided", "is_light", "meanings", "senses_of"]

CONTENT: Final = frozenset({"noun", "verb", "adjective", "adverb", "proper noun"})
"""Parts of speech that carry meaning."""
_LEAST_LEVEL: Final = 2
"""Words of level 1 (`nlp.words.senses`) are passed over rightly too often («قام» in «قام بزيارة»)."""
_LIGHT: Final = frozenset(
    fold(lemma)
    for lemma in (
        "كل كلا كلتا بعض أكثر أقل بالغ فارق مدة قرن موجود كائن تابع خاص متعلق متمثل واقع عبارة وقوع حدوث إجراء قيام شأن صعيد "
        "إطار صدد خلال وراء أثناء نحو حوالي شكل صورة سواء ذات نفس حيث تم جرى عدة عدد مزيد مجرد قبل عمر متن مدار"
    ).split()
)
"""Lemmas (folded) that English often says by its grammar alone: «البالغ من العمر», «بفارق», «المتمثلة في»."""


def meanings(tokens: Sequence[Token]) -> tuple[Meaning, ...]:
    """The glosses of all readings of each content word of an analysed sentence; offsets are the tokens' own."""
    rows = []
    for token in tokens:
        if token.kind == "word" and token.pos in CONTENT:
            glosses = dict.fromkeys([*token.glosses, *(gloss for reading in token.readings for gloss in reading.glosses)])
            if glosses:
                told = dict.fromkeys(each for reading in token.readings for each in translations(reading.lemma, reading.pos))
                level = token.level if _must_be_said(token) else 0
                rows.append(Meaning(token.start, token.end, tuple(glosses), level, tuple(told)))
    return tuple(rows)


def is_light(token: Token) -> bool:
    """Whether English often says the word by its grammar alone: «الخاصة» of a thing's own."""
    return fold(token.lemma) in _LIGHT


def _must_be_said(token: Token) -> bool:
    """Whether a translation should say `token`: a content word none of whose readings is one of the commonest words."""
    if token.pos == "proper noun" or token.level < _LEAST_LEVEL or is_light(token):
        return False
    return all(rarity(reading.frequency) >= _LEAST_LEVEL and reading.source != "backoff" for reading in token.readings)


def decided(known: Iterable[Meaning], asked: Sequence[Hint]) -> Iterator[Meaning]:
    """The meanings, those of words of which the word beside asks for one with that alone.

    >>> wild = Meaning(0, 5, ("wild", "land"), 3)
    >>> [each.glosses for each in decided((wild, Meaning(6, 9, ("unit",), 2)), (Hint(0, 5, "land"),))]
    [('land',), ('unit',)]
    """
    wanted = {hint.start: hint.english for hint in asked}
    return (replace(each, glosses=(wanted[each.start],)) if each.start in wanted else each for each in known)


def senses_of(known: Iterable[Meaning], *, told: bool = False) -> tuple[frozenset[str], ...]:
    """For `coverage`: the stems of each word's glosses, and of how translators have said it where `told`; words without a plain
    English gloss are left out."""
    return tuple(
        sense | stems(" ".join(meaning.told)) if told else sense for meaning in known if (sense := stems(" ".join(meaning.glosses)))
    )


def coverage(senses: Sequence[frozenset[str]], english: str) -> float:
    """The share of `senses` (the stems of one word's glosses each) of which a stem is in `english`; 0 where there are none."""
    have = stems(english)
    return sum(not sense.isdisjoint(have) for sense in senses) / len(senses) if senses else 0.0
