"""What a body is for, after «ل» in its name: «هيئة أبوظبي للسياحة والثقافة», «اللجنة العليا لحقوق الإنسان».

Leaves out: the English of it (`nlp.names.made_of_words.bodies`).

>>> purpose_at(["زغبوط", "للسياحه"]), bare_purpose(["للسياحه", "والثقافه"])
(1, ['السياحه', 'والثقافه'])
"""

from __future__ import annotations

from collections.abc import Sequence

from nlp.names.made_of_words.lookup import ARTICLE, NOTHING, meant, noun_of
from nlp.names.made_of_words.wording import Wording

__all__ = ["bare_purpose", "purpose_at"]


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


def bare_purpose(words: Sequence[str]) -> list[str]:
    """The words of what a body is for, without the preposition.

    >>> bare_purpose(["لحقوق"]), bare_purpose([])
    (['حقوق'], [])
    """
    if not words:
        return []
    return [ARTICLE + words[0][2:] if words[0].startswith("لل") else words[0][1:], *words[1:]]
