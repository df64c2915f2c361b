"""Words of a sentence that its English passes over: no gloss of theirs stands in it, and the engine linked nothing of it to them.

Each half alone says little: a translation may use a synonym, and attention may stray. `benchmarks/omissions.py` prints how many
words are marked and how many left-out words are found.

>>> from nlp.document import Alignment, Reading
>>> severe = Token(5, 9, "شديد", pos="adjective", glosses=("severe",), level=3)
>>> storm = Token(0, 4, "عصفة", pos="noun", glosses=("gust",), level=4)
>>> linked = (Alignment(0, 2, 6, 0.8), Alignment(1, 0, 1, 0.3))
>>> [token.text for token in omitted(Sentence(0, 9, "عصفة شديد", english="A gust", tokens=(storm, severe), alignment=linked))]
['شديد']
"""

from __future__ import annotations

from typing import Final

from nlp.document import Sentence, Token
from nlp.engine_input.coverage import CONTENT, meanings, senses_of, stems
from nlp.names.likeness import name_is_in
from nlp.names.romanize import romanize
from nlp.text.normalize import fold
from nlp.words.senses import level

__all__ = ["omitted", "stands_as_a_name"]

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
_MOST: Final = 3  # words of a sentence that are marked, the rarest
_SMALL: Final = frozenset(
    "by with for from as in on at into over under after before during about against between through out".split()
)
_STRONG: Final = 0.5  # weight from which a link to a small word says it («بفارق» "by", «حسب» "by")


def omitted(sentence: Sentence) -> tuple[Token, ...]:
    """The content words that its English seems to leave out, in order, at most three; () where `sentence` has no alignment."""
    if not sentence.alignment:
        return ()
    said = stems(sentence.english)
    linked = _linked(sentence)
    found = [
        token
        for at, token in enumerate(sentence.tokens)
        if at not in linked
        and _is_telling(token)
        and not any(mention.start < token.end and token.start < mention.end for mention in sentence.entities)
        and (senses := senses_of(meanings((token,))))
        and not senses[0] & said
        and not stands_as_a_name(token.text, sentence.english)
    ]
    rarest = sorted(found, key=lambda token: -token.level)[:_MOST]
    return tuple(token for token in found if token in rarest)


def stands_as_a_name(word: str, english: str) -> bool:
    """Whether `english` spells the Arabic `word` in Latin letters: «ماسا» may be diamonds, and is Massa where that stands there."""
    return name_is_in(romanize(fold(word)), english)


def _linked(sentence: Sentence) -> frozenset[int]:
    """The numbers of the tokens that are linked to a word of the English which says something."""
    found = set()
    for link in sentence.alignment:
        words = sentence.english[link.english_start : link.english_end].lower()
        if stems(words) or (link.weight >= _STRONG and words.strip() in _SMALL):
            found.add(link.token)
    return frozenset(found)


def _is_telling(token: Token) -> bool:
    """Whether a translation should say `token`: a content word none of whose readings is one of the commonest words."""
    if token.kind != "word" or token.pos not in CONTENT - {"proper noun"} or token.level < _LEAST_LEVEL:
        return False
    if fold(token.lemma) in _LIGHT:
        return False
    return all(level(reading.frequency) >= _LEAST_LEVEL and reading.source != "backoff" for reading in token.readings)
