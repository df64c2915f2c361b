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
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from nlp.document import Entity, Mention, NameSource, Sentence
from nlp.engine_input.clauses import clause_costs
from nlp.engine_input.coverage import meanings
from nlp.engine_input.hints import hints
from nlp.names.english_name import bare_forms
from nlp.protocols import Hint, Name, SourceSentence
from nlp.text.normalize import fold, western_digits

__all__ = ["source_of"]

TYPES = frozenset({"PERS", "LOC", "ORG", "MISC"})
FACTS = frozenset({"DATE", "NUMBER", "MONEY", "PERCENT"})
# A guessed spelling is no better than what the engine would guess, and words it translates itself, with their articles: neither is
# forced into the English.
GUESSED = frozenset({NameSource.UNKNOWN, NameSource.TRANSLITERATION, NameSource.WORDS})
_ENGINEER: Final = re.compile(r"(?<!\w)(م\s?[./])\s*$")


def source_of(sentence: Sentence, entities: Mapping[int, Entity]) -> SourceSentence:
    """What an engine gets for `sentence`: its text, the sure names, hints and meanings (offsets into that text)."""
    sure = (_name(mention, entities.get(mention.entity), sentence.start) for mention in sentence.entities)
    titles = (_title(sentence.arabic, mention.start - sentence.start) for mention in sentence.entities if mention.type == "PERS")
    names = tuple(sorted((name for name in (*titles, *sure) if name is not None), key=lambda name: name.start))
    named = [(mention.start, mention.end) for mention in sentence.entities if mention.type in TYPES]
    given = hints(sentence.tokens, names=named)
    moved = (replace(hint, start=hint.start - sentence.start, end=hint.end - sentence.start) for hint in given)
    free = tuple(hint for hint in moved if not any(hint.start < name.end and name.start < hint.end for name in names))
    known = tuple(
        replace(each, start=each.start - sentence.start, end=each.end - sentence.start) for each in meanings(sentence.tokens)
    )
    facts = tuple(
        Hint(mention.start - sentence.start, mention.end - sentence.start, mention.english)
        for mention in sentence.entities
        if mention.type in FACTS and mention.english not in {"", western_digits(mention.text)}
    )
    cuts = tuple((start - sentence.start, cost) for start, cost in clause_costs(sentence.tokens))
    return SourceSentence(sentence.arabic, names, free, known, facts, cuts)


def _title(text: str, at: int) -> Name | None:
    """The letter «م.» (engineer) before a person's name, which no engine takes for a title: "M. Nasr"."""
    title = _ENGINEER.search(text, 0, at)
    return Name(title.start(1), title.end(1), "Eng.") if title else None


def _name(mention: Mention, entity: Entity | None, base: int) -> Name | None:
    if entity is None or mention.type not in TYPES or entity.english_source in GUESSED or not entity.english:
        return None
    written, whole = mention.text.split(), fold(entity.arabic).split()
    if not written:
        return None
    rest = [fold(word) for word in written[1:]]
    for bare in bare_forms(fold(written[0])):
        at = _position([bare, *rest], whole)
        if at is None:
            continue
        english = _part(entity.english.split(), at, len(written), len(whole))
        clitics = _letters_before(written[0], bare)
        if english and clitics is not None:
            return Name(mention.start - base + clitics, mention.end - base, english)
    return None


def _position(part: list[str], whole: list[str]) -> int | None:
    return next((at for at in range(len(whole) - len(part) + 1) if whole[at : at + len(part)] == part), None)


def _part(english: list[str], at: int, count: int, total: int) -> str:
    """The English of `count` of `total` Arabic words from `at`; "" where the two sides do not run in step."""
    if count == total:
        return " ".join(english)
    if len(english) == total:
        return " ".join(english[at : at + count])
    if at + count == total and count == 1:  # a family name with its particle: al-Masri, de Gaulle
        return " ".join(english[-1:])
    return ""


def _letters_before(word: str, bare: str) -> int | None:
    """How many characters of `word` as written stand before its bare form, or None when that cannot be told («للأمم»)."""
    return next((count for count in range(len(word)) if fold(word[count:]) == bare), None)
