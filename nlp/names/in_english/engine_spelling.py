"""A guessed spelling gives way to the engine's: a good engine that writes "Tommy Franks" knows the name better than its sounds do.

The engine's spelling becomes the entity's English, in every sentence, where the link between the two is sure: the words stand
together with capitals, they are as many as the guess has, and each sounds like its own. Names whose English is sure (given in the
article, the reader's glossary, tables) are left as they are; so is everything after an engine that spells names badly.

>>> from nlp.document import Article
>>> text = "قال زغبول كردان"
>>> mention = Mention(4, 15, "زغبول كردان", "PERS", 0, "Zaghbul Kardan", english_start=0, english_end=15)
>>> row = Sentence(0, 15, text, english="Zaghboul Kerdan said", engine="firefox", entities=(mention,))
>>> entity = Entity(0, "زغبول كردان", "PERS", "Zaghbul Kardan", NameSource.TRANSLITERATION)
>>> document = with_engine_spelling(BilingualDocument(Article(text), (row,), (entity,)), row)
>>> document.entities[0].english, document.sentences[0].entities[0].english
('Zaghboul Kerdan', 'Zaghboul Kerdan')
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from nlp.document import BilingualDocument, Entity, Mention, NameSource, Sentence, written_by_reader
from nlp.names.spelling.likeness import sound

__all__ = ["SPELLS_NAMES_BADLY", "with_engine_spelling"]

SPELLS_NAMES_BADLY: Final = frozenset({"embedded"})
"""Engines whose spelling of people's names gives way to the entity's. On 250 sentences of FLORES as Firefox's engine has them, an
entity's guessed spelling was nearer the reference 5 times and farther 14 times: the others keep theirs."""

_TYPES: Final = frozenset({"PERS", "LOC"})
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’.\-][^\W\d_]+)*")
_SMALL: Final = frozenset("al el bin ibn bint de da di du del la le van von der den and".split())
_LEAST: Final = 2  # consonants that words must share to be told from others


def with_engine_spelling(document: BilingualDocument, sentence: Sentence) -> BilingualDocument:
    """`document` with the names that were guessed spelt as the English of `sentence`, one of its own, spells them.

    The first spelling that is sure stands: a later sentence does not change it again.
    """
    if not sentence.engine or sentence.engine in SPELLS_NAMES_BADLY or written_by_reader(sentence):
        return document
    byid = {entity.id: entity for entity in document.entities}
    spelt: dict[int, str] = {}
    for mention in sentence.entities:
        entity = byid.get(mention.entity)
        written = _spelling(mention, entity, sentence.english) if entity is not None else ""
        if written:
            spelt.setdefault(mention.entity, written)
    return _spelt(document, spelt) if spelt else document


def _spelling(mention: Mention, entity: Entity, english: str) -> str:
    """How the English spells a guessed name, or "" where the link is not sure.

    >>> guess = Entity(0, "كردان", "PERS", "Kardan", NameSource.TRANSLITERATION)
    >>> mention = Mention(0, 5, "كردان", "PERS", 0, "Kardan", english_start=0, english_end=8)
    >>> _spelling(mention, guess, "Kerdan's"), _spelling(mention, guess, "Passport"), _spelling(mention, guess, "kerdan’s")
    ('Kerdan', '', '')
    """
    if entity.english_source is not NameSource.TRANSLITERATION or entity.type not in _TYPES or mention.english_start < 0:
        return ""
    written = re.sub(r"['’]s?$", "", english[mention.english_start : mention.english_end])
    have, guess = _WORD.findall(written), _WORD.findall(entity.english)
    if len(have) != len(guess) or not all(word[0].isupper() or word.casefold() in _SMALL for word in have):
        return ""
    return " ".join(have) if all(map(_sounds_alike, have, guess)) else ""


def _sounds_alike(one: str, other: str) -> bool:
    """Whether two Latin words have the same consonants, or the same word is written in both.

    >>> _sounds_alike("Kerdan", "Kardan"), _sounds_alike("Kerdan", "Kardash"), _sounds_alike("Ali", "Lea")
    (True, False, False)
    """
    skeleton = sound(one)
    return one.casefold() == other.casefold() or (len(skeleton) >= _LEAST and skeleton == sound(other))


def _spelt(document: BilingualDocument, spelt: dict[int, str]) -> BilingualDocument:
    entities = tuple(
        replace(each, english=spelt[each.id], english_source=NameSource.ENGINE) if each.id in spelt else each
        for each in document.entities
    )
    return replace(document, entities=entities, sentences=tuple(_with_names(row, spelt) for row in document.sentences))


def _with_names(sentence: Sentence, spelt: dict[int, str]) -> Sentence:
    if all(mention.entity not in spelt for mention in sentence.entities):
        return sentence
    mentions = (
        replace(mention, english=spelt[mention.entity]) if mention.entity in spelt else mention for mention in sentence.entities
    )
    return replace(sentence, entities=tuple(mentions))
