"""People's names in a translation as the rest of the article has them: an engine that writes «آمي جودمان» as "Ahmy Godman" meant
Amy Goodman, and the reader should meet one spelling throughout.

Only what sounds like the name is written over; every other offset into the English moves along. Leaves out: places and bodies
(their adjectives, "Iraqi", look like misspellings), and names that the English does not hold (`nlp.doubts.find` says so).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final, TypeVar

from nlp.document import Alignment, Mark, Mention, Sentence
from nlp.names.spelling.likeness import likeness, name_is_in, plain

__all__ = ["respelt"]

_Placed = TypeVar("_Placed", Mention, Alignment, Mark)  # what has a span in the English
_LIKE: Final = 0.5  # of the letters of a word and of the word it is taken for
_POSSESSIVE: Final = re.compile(r"['’]s?$")
_ARTICLE: Final = re.compile(r"(?<!\w)[Aa]l[- ]\Z")


def respelt(sentence: Sentence) -> Sentence:
    """`sentence`, whose mentions are placed in its English, with people's names spelt as `Mention.english` spells them.

    >>> text = "قالت آمي جودمان"
    >>> mention = Mention(5, 15, "آمي جودمان", "PERS", english="Amy Goodman", english_start=0, english_end=11)
    >>> respelt(Sentence(0, 15, text, english="Ahmy Godman said", entities=(mention,))).english
    'Amy Goodman said'
    """
    for index in range(len(sentence.entities)):
        mention = sentence.entities[index]
        if mention.type == "PERS" and mention.english and mention.english_start >= 0:
            written = sentence.english[mention.english_start : mention.english_end]
            bare = _POSSESSIVE.sub("", written)
            wanted = _wanted(mention, bare)
            start = mention.english_start
            article = _ARTICLE.search(sentence.english, 0, start)
            if article and wanted[:3].casefold() == "al-":  # "al-" stands there already, outside of what was taken for the name
                wanted = wanted[3:]
            if wanted and wanted != bare:
                sentence = _replaced(sentence, start, start + len(bare), wanted)
    return sentence


def _wanted(mention: Mention, written: str) -> str:
    """The words of the mention's name that `written` stands for, or "" where it is right or is something else."""
    have, name = written.split(), mention.english.split()
    if not have or not all(word[:1].isupper() or word.casefold() in {"al", "bin", "ibn", "de", "van", "von"} for word in have):
        return ""
    places = [at for at in range(len(name) - len(have) + 1) if _alike(have, name[at : at + len(have)])]
    if not places:
        return ""
    best = max(places, key=lambda at: likeness(" ".join(name[at : at + len(have)]), written))
    return " ".join(name[best : best + len(have)])


def _alike(have: list[str], name: list[str]) -> bool:
    return name_is_in(" ".join(name), " ".join(have)) and all(
        plain(a) == plain(b) or likeness(a, b) >= _LIKE for a, b in zip(have, name, strict=True)
    )


def _replaced(sentence: Sentence, start: int, end: int, text: str) -> Sentence:
    """`sentence` with `start:end` of its English replaced; spans that end or begin there stay at its ends."""
    grown = len(text) - (end - start)

    def at(place: int, *, last: bool) -> int:
        if place < start or (place == start and not last):
            return place
        if place >= end:
            return place + grown
        return start + len(text) if last else start

    def moved(item: _Placed) -> _Placed:
        if item.english_start < 0:
            return item
        return replace(item, english_start=at(item.english_start, last=False), english_end=at(item.english_end, last=True))

    def stands(mark: Mark) -> bool:  # a guess that was spelt over is no longer there
        return mark.kind != "unsure" or not (start < mark.english_end and mark.english_start < end)

    english = sentence.english[:start] + text + sentence.english[end:]
    return replace(
        sentence,
        english=english,
        machine_english=english if sentence.machine_english == sentence.english else sentence.machine_english,
        entities=tuple(moved(mention) for mention in sentence.entities),
        alignment=tuple(moved(link) for link in sentence.alignment),
        marks=tuple(moved(mark) for mark in sentence.marks if stands(mark)),
    )
