"""What a body is for, after «ل» in its name: «هيئة أبوظبي للسياحة والثقافة», «اللجنة العليا لحقوق الإنسان»; other prepositions
between nouns: «الدفاع عن الأرض».

Leaves out: the English of it (`nlp.names.made_of_words.bodies`).

>>> purpose_at(["زغبوط", "للسياحه"]), bare_purpose(["للسياحه", "والثقافه"])
(1, ['السياحه', 'والثقافه'])
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from nlp.names.made_of_words.lookup import ARTICLE, NOTHING, meant, noun_of
from nlp.names.made_of_words.wording import Wording
from nlp.text.normalize import fold

__all__ = ["LINKING", "apart", "bare_purpose", "link_at", "purpose_at"]

_LINKS: Final = {
    fold(arabic): english
    for arabic, english in zip(
        "عن في على من إلى مع ب ضد بين بلا بدون حول خارج داخل تحت فوق عبر نحو قبل بعد ذات ذو".split(),
        "of in on from to with with against between without without on outside inside under above across towards before after with with".split(),  # noqa: E501
        strict=True,
    )
}
_SEARCH: Final = "بحث"
_WITH: Final = "ب"
_FELT: Final = ("احساس", "شعور", "وعي", "ذنب")  # «الإحساس بالنهاية», of an ending
LINKING: Final = frozenset({"of", "for", *_LINKS.values()})  # between nouns in English


def purpose_at(words: Sequence[str], own: Wording = NOTHING) -> int:
    """Where what the body is for begins: «للسياحة», «لحقوق الإنسان»; the number of words when nowhere."""
    for index, word in enumerate(words):
        if word.startswith("لل") and len(word) > 3:
            return index
        rest = [word[1:], *words[index + 1 :]]
        aim = noun_of(rest)[1] or (index > 0 and meant(rest, own, "noun")[1])
        if word.startswith("ل") and aim and not noun_of(words[index:])[1] and word not in own:
            return index
    return len(words)


def link_at(words: Sequence[str], at: int) -> str:
    """The English of the preposition at `at` between two nouns; "" for any other word.

    >>> link_at(["الدفاع", "عن", "الارض"], 1), link_at(["البحث", "عن", "المفقودين"], 1), link_at(["عن", "الارض"], 0)
    ('of', 'for', '')
    """
    if not 0 < at < len(words) - 1:
        return ""
    if words[at] == _WITH and words[at - 1].endswith(_FELT):
        return "of"
    return "for" if words[at] == "عن" and words[at - 1].endswith(_SEARCH) else _LINKS.get(words[at], "")


def apart(words: Sequence[str], own: Wording) -> list[str]:
    """The words of a title, «ب» apart from a noun or adjective that the dictionary knows: «كاريكاتور بالكلمات».

    >>> from nlp.names.made_of_words.wording import Word
    >>> apart(["كاريكاتور", "بالكلمات"], {"الكلمات": Word("Words", "noun")}), apart(["كاريكاتور", "بالكلمات"], {})
    (['كاريكاتور', 'ب', 'الكلمات'], ['كاريكاتور', 'بالكلمات'])
    """
    parts: list[str] = []
    for at, word in enumerate(words):
        with_it = at > 0 and word.startswith(_WITH) and word not in own and word[1:] in own
        parts += [_WITH, word[1:]] if with_it else [word]
    return parts


def bare_purpose(words: Sequence[str]) -> list[str]:
    """The words of what a body is for, without the preposition.

    >>> bare_purpose(["لحقوق"]), bare_purpose([])
    (['حقوق'], [])
    """
    if not words:
        return []
    return [ARTICLE + words[0][2:] if words[0].startswith("لل") else words[0][1:], *words[1:]]
