"""What an engine gets beside a sentence: the names whose English is sure, without their clitics, hints for the rarer words, and
what each word may mean.

A mention may be shorter than its entity («نصر» of «حسام نصر»): then the English is cut to the same words, so that the translation
says no more than the sentence. A mention that names by role («المهندس المصري») is left to the engine.

>>> mention = Mention(8, 16, "بالقاهرة", "LOC", entity=0, english="Cairo")
>>> entity = Entity(0, "القاهرة", "LOC", "Cairo", NameSource.GEONAMES)
>>> source_of(Sentence(0, 16, "وصل علي بالقاهرة", entities=(mention,)), {0: entity}).names
(Name(start=9, end=16, english='Cairo', type=None),)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final, TypeVar

from nlp.document import NAMES, Entity, EntityType, Mention, NameSource, Sentence
from nlp.engine_input.clauses import clause_costs
from nlp.engine_input.coverage import meanings
from nlp.engine_input.hints import hints, senses
from nlp.names.english_name import bare_forms
from nlp.names.spelling.likeness import likeness
from nlp.names.spelling.romanize import romanize
from nlp.protocols import Hint, Meaning, Name, SourceSentence
from nlp.quantities.arabic_numbers import compound_ordinals
from nlp.text.normalize import fold, western_digits

__all__ = ["source_of"]

_Stretch = TypeVar("_Stretch", Hint, Meaning)

FACTS = frozenset({"DATE", "NUMBER", "MONEY", "PERCENT"})
# A guessed spelling is no better than what the engine would guess, and words it translates itself, with their articles: neither is
# forced into the English.
GUESSED = frozenset({NameSource.UNKNOWN, NameSource.TRANSLITERATION, NameSource.WORDS, NameSource.ENGINE})
_ALIKE: Final = 0.6  # of the letters of a name and of its Arabic spelt in Latin ones
_WORD: Final = re.compile(r"[^\s«»\"“”()\[\]،,.]+")
_ENGINEER: Final = re.compile(r"(?<!\w)(م\s?[./])\s*$")


def source_of(sentence: Sentence, entities: Mapping[int, Entity]) -> SourceSentence:
    """What an engine gets for `sentence`: its text, the sure names, hints and meanings (offsets into that text)."""
    sure = (_name(mention, entities.get(mention.entity), sentence.start) for mention in sentence.entities)
    titles = (_title(sentence.arabic, mention.start - sentence.start) for mention in sentence.entities if mention.type == "PERS")
    names = _said_once(sorted((name for name in (*titles, *sure) if name is not None), key=lambda name: name.start))
    named = [(mention.start, mention.end) for mention in sentence.entities if mention.type in NAMES]
    spelled = {at: english for m in sentence.entities for at, english in _spelled(m, entities.get(m.entity))}
    given = hints(sentence.tokens, names=named, spelled=spelled)
    moved = (_moved(hint, sentence.start) for hint in given)
    free = tuple(hint for hint in moved if not any(hint.start < name.end and name.start < hint.end for name in names))
    asked = tuple(_moved(sense, sentence.start) for sense in senses(sentence.tokens, named))
    known = tuple(_moved(word, sentence.start) for word in meanings(sentence.tokens))
    cuts = tuple((start - sentence.start, cost) for start, cost in clause_costs(sentence.tokens))
    return SourceSentence(sentence.arabic, names, free, known, _facts(sentence), cuts, asked)


def _moved(each: _Stretch, base: int) -> _Stretch:
    """A stretch of an article as one of the sentence that begins at `base`."""
    return replace(each, start=each.start - base, end=each.end - base)


def _facts(sentence: Sentence) -> tuple[Hint, ...]:
    """The English of a sentence's dates, sums and ordinals in two words, where it is more than the digits that stand there."""
    facts = [
        Hint(mention.start - sentence.start, mention.end - sentence.start, mention.english)
        for mention in sentence.entities
        if mention.type in FACTS and mention.english not in {"", western_digits(mention.text)}
    ]
    ordinals = (Hint(start, end, f"{number}th") for start, end, number in compound_ordinals(sentence.arabic))
    return (*facts, *(each for each in ordinals if not any(each.start < fact.end and fact.start < each.end for fact in facts)))


def _said_once(names: Sequence[Name]) -> tuple[Name, ...]:
    """Names without the initials of another one of the sentence before them: «مجلس حقوق الإنسان التابع للأمم المتحدة».

    >>> [name.english for name in _said_once([Name(0, 5, "UN Human Rights Council"), Name(9, 15, "United Nations")])]
    ['Human Rights Council', 'United Nations']
    """
    initials = {
        "".join(word[0] for word in name.english.split() if word[0].isupper()): name for name in names if " " in name.english
    }
    made = []
    for name in names:
        first, _, rest = name.english.partition(" ")
        says_again = rest and first in initials and initials[first] != name
        made.append(replace(name, english=rest) if says_again else name)
    return tuple(made)


def _title(text: str, at: int) -> Name | None:
    """The letter «م.» (engineer) before a person's name, which no engine takes for a title: "M. Nasr"."""
    title = _ENGINEER.search(text, 0, at)
    return Name(title.start(1), title.end(1), "Eng.") if title else None


def _name(mention: Mention, entity: Entity | None, base: int) -> Name | None:
    if entity is None or mention.type not in NAMES or entity.english_source in GUESSED or not entity.english:
        return None
    words, whole = list(_WORD.finditer(mention.text)), fold(entity.arabic).split()
    written = [fold(word.group()) for word in words]
    for first, last in _stretches(len(words), len(whole)):
        if not _stand_together(words[first:last], mention.text):  # the quotation marks of «الجيش «الإسرائيلي»» are the author's
            continue
        for bare, at in _positions(written[first:last], whole):
            english = _part(entity.english.split(), at, last - first, whole, mention.type)
            clitics = _letters_before(words[first].group(), bare)
            if english and clitics is not None:
                start = mention.start - base
                return Name(start + words[first].start() + clitics, start + words[last - 1].end(), english)
    return None


def _spelled(mention: Mention, entity: Entity | None) -> Iterator[tuple[int, str]]:
    """Where each word of a name begins whose spelling is a guess, and how the reader sees it spelled: one guess, not two.

    >>> entity = Entity(0, "علي زغبلوط", "PERS", "Ali Zaghbalout", NameSource.TRANSLITERATION)
    >>> list(_spelled(Mention(8, 15, "لزغبلوط", "PERS", entity=0), entity))
    [(8, 'Zaghbalout')]
    """
    if entity is None or entity.english_source is not NameSource.TRANSLITERATION:
        return
    english, whole = entity.english.split(), fold(entity.arabic).split()
    words = list(_WORD.finditer(mention.text))
    written = [fold(word.group()) for word in words]
    place = next(_positions(written, whole), None) if written and len(english) == len(whole) else None
    if place is not None:
        yield from ((mention.start + word.start(), english[place[1] + i]) for i, word in enumerate(words))


def _stand_together(words: Sequence[re.Match[str]], text: str) -> bool:
    """Whether nothing but space is between words of a mention."""
    return not any(text[one.end() : other.start()].strip() for one, other in pairwise(words))


def _stretches(count: int, whole: int) -> list[tuple[int, int]]:
    """The stretches of a mention of `count` words that may be the name: all of it, or, where it is longer than the name («شركة
    مايكروسوفت»), as many words of it as the name has.

    >>> _stretches(1, 2), _stretches(2, 1)
    ([(0, 1)], [(0, 1), (1, 2)])
    """
    return [(at, at + whole) for at in range(count - whole + 1)] if count > whole else [(0, count)] if count else []


def _positions(written: Sequence[str], whole: Sequence[str]) -> Iterator[tuple[str, int]]:
    """The bare forms of the first of some words with which they stand in a name, and from which of its words on.

    >>> list(_positions(["ونصر"], ["حسام", "نصر"]))
    [('نصر', 1)]
    """
    for bare in bare_forms(written[0]):
        part = [bare, *written[1:]]
        at = next((at for at in range(len(whole) - len(part) + 1) if list(whole[at : at + len(part)]) == part), None)
        if at is not None:
            yield bare, at


def _part(english: list[str], at: int, count: int, whole: Sequence[str], kind: EntityType) -> str:
    """The English of `count` of the Arabic words `whole` from `at`; "" where the two sides do not run in step.

    A place has one English, however much of its name is written («والضفة» is the West Bank); a body called by a part of its name is
    left to the engine; a person's names stand in the same order on both sides, and one that the article calls by one name is called
    by that one.
    """
    total = len(whole)
    if kind == "PERS" and total == 1 < len(english):
        return _said(whole[0], english)
    if count == total or kind == "LOC":
        return " ".join(english)
    if kind != "PERS":
        return ""
    if len(english) == total:
        return " ".join(english[at : at + count])
    if at + count == total and count == 1:  # a family name with its particle: al-Masri, de Gaulle
        return " ".join(english[-1:])
    return ""


def _said(word: str, english: Sequence[str]) -> str:
    """Of a person's names that which the folded Arabic `word` is, with the particle before it; all where none is like it.

    >>> _said("نتنياهو", ["Benjamin", "Netanyahu"]), _said("اردوغان", ["Recep", "Tayyip", "Erdoğan"])
    ('Netanyahu', 'Erdoğan')
    >>> _said("بابلو", ["Pelé", "the", "Great"])
    'Pelé the Great'
    """
    spelt = romanize(word)
    alike = [likeness(each, spelt) for each in english]
    best = alike.index(max(alike))
    if alike[best] < _ALIKE:
        return " ".join(english)
    particle = best > 0 and english[best - 1][:1].islower()
    return " ".join(english[best - particle : best + 1])


def _letters_before(word: str, bare: str) -> int | None:
    """How many characters of `word` as written stand before its bare form, or None when that cannot be told.

    >>> _letters_before("وبالقاهرة", "القاهره"), _letters_before("للأمم", "الامم")
    (2, 1)
    """
    for count in range(len(word)):
        rest = fold(word[count:])
        if rest == bare or (count and word[count - 1 : count + 1] == "لل" and "ا" + rest == bare):
            return count
    return None
