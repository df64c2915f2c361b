"""What a reader decides about words and names, applied to a document: a reading, an own gloss, a name's English.

Each function gives the new document and the numbers of the sentences that changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from nlp.document import BilingualDocument, NameSource, Reading, Sentence, Token, written_by_reader
from nlp.errors import InputError
from nlp.text.normalize import strip_diacritics
from nlp.words.glossary import ReaderGlossary
from nlp.words.readings import BEFORE_CHOICE, read_as

__all__ = [
    "blank",
    "own_glosses",
    "rename_entity",
    "same_form",
    "same_word",
    "token_at",
    "with_gloss",
    "with_reading",
    "with_readings",
    "with_tokens",
]

Changed = tuple[BilingualDocument, list[int]]


def token_at(document: BilingualDocument, sentence: int, token: int) -> Token:
    """The token, or `InputError` when there is none (an event about an article that has changed)."""
    if not (0 <= sentence < len(document.sentences) and 0 <= token < len(document.sentences[sentence].tokens)):
        raise InputError(f"This article has no word {token} in sentence {sentence}.")
    return document.sentences[sentence].tokens[token]


def with_reading(document: BilingualDocument, word: str, reading: Reading) -> Changed:
    """Every token written `word` read as `reading`, its other readings after it."""
    return _each(document, lambda token: _read_as(token, reading) if token.text == word else token)


def with_readings(document: BilingualDocument, chosen: Mapping[str, Reading]) -> Changed:
    """As `with_reading`, for all the choices a library remembers."""
    if not chosen:
        return document, []
    return _each(document, lambda token: _read_as(token, chosen[token.text]) if token.text in chosen else token)


def with_gloss(document: BilingualDocument, token: Token, english: str, *, all_forms: bool = False) -> Changed:
    """The reader's own `english` first, where `token` is spelled and read so; with `all_forms` for every form of its lemma."""
    same = same_word if all_forms else same_form
    return _each(document, lambda other: _glossed(other, english) if same(other, token) else other)


def own_glosses(document: BilingualDocument, own: ReaderGlossary) -> Changed:
    """Marks which first glosses come from the reader's own glossary, so that the page can say so and offer to forget them."""
    rows, changed = list(document.sentences), []
    for number, sentence in enumerate(rows if len(own) else []):
        tokens = list(sentence.tokens)
        for gloss in own.look_up([token.text for token in tokens], [token.lemma for token in tokens]):
            if gloss.last == gloss.first + 1:
                tokens[gloss.first] = _glossed(tokens[gloss.first], gloss.english)
        if tuple(tokens) != sentence.tokens:
            rows[number] = replace(sentence, tokens=tuple(tokens))
            changed.append(number)
    return replace(document, sentences=tuple(rows)), changed


def with_tokens(document: BilingualDocument, tokens: Mapping[int, Sequence[Token]], touched: Callable[[Token], bool]) -> Changed:
    """The tokens of some sentences put back as `tokens` gives them, only those that are `touched`."""
    rows = list(document.sentences)
    changed = []
    for number, fresh in tokens.items():
        sentence = rows[number]
        merged = tuple(new if touched(old) else old for old, new in zip(sentence.tokens, fresh, strict=True))
        if merged != sentence.tokens:
            rows[number] = replace(sentence, tokens=merged)
            changed.append(number)
    return replace(document, sentences=tuple(rows)), changed


def rename_entity(document: BilingualDocument, entity: int, english: str) -> Changed:
    """The entity's English, everywhere; the sentences that name it lose their translation, save those the reader decided."""
    if entity not in {each.id for each in document.entities}:
        raise InputError(f"This article has no name number {entity}.")
    entities = tuple(
        replace(each, english=english, english_source=NameSource.GLOSSARY) if each.id == entity else each
        for each in document.entities
    )
    rows, changed = list(document.sentences), []
    for number, sentence in enumerate(rows):
        if all(mention.entity != entity for mention in sentence.entities):
            continue
        mentions = tuple(
            replace(mention, english=english, english_start=-1, english_end=-1) if mention.entity == entity else mention
            for mention in sentence.entities
        )
        fresh = replace(sentence, entities=mentions)
        rows[number] = fresh if written_by_reader(sentence) else blank(fresh)
        changed.append(number)
    return replace(document, sentences=tuple(rows), entities=entities), changed


def blank(sentence: Sentence) -> Sentence:
    """`sentence` as it was before it was translated."""
    mentions = tuple(replace(mention, english_start=-1, english_end=-1) for mention in sentence.entities)
    return replace(sentence, english="", machine_english="", engine="", marks=(), alignment=(), entities=mentions)


def same_word(token: Token, other: Token) -> bool:
    """Whether `token` is a form of the same word as `other`: the same lemma, or spelling where it has none."""
    return token.kind == "word" and (token.lemma == other.lemma if other.lemma else token.text == other.text)


def same_form(token: Token, other: Token) -> bool:
    """Whether `token` is spelled and read as `other` is; vowel signs are no part of the spelling."""
    return token.kind == "word" and token.lemma == other.lemma and strip_diacritics(token.text) == strip_diacritics(other.text)


def _each(document: BilingualDocument, change: Callable[[Token], Token]) -> Changed:
    rows, changed = list(document.sentences), []
    for number, sentence in enumerate(rows):
        tokens = tuple(change(token) for token in sentence.tokens)
        if tokens != sentence.tokens:
            rows[number] = replace(sentence, tokens=tokens)
            changed.append(number)
    return replace(document, sentences=tuple(rows)), changed


def _read_as(token: Token, reading: Reading) -> Token:
    same = [each for each in token.readings if _bare(each) != _bare(reading)]
    return read_as(token, (replace(reading, reason=""), *(replace(each, reason=each.reason or BEFORE_CHOICE) for each in same)))


def _bare(reading: Reading) -> Reading:
    return replace(reading, reason="", source="")


def _glossed(token: Token, english: str) -> Token:
    readings = token.readings
    mine = readings and readings[0].source == "glossary"  # what the reader had said before gives way
    rest = tuple(gloss for gloss in (readings[0].glosses if mine else token.glosses) if gloss != english)
    if readings:
        readings = (replace(readings[0], source="glossary"), *readings[1:])
    else:
        readings = (Reading(token.lemma, token.root, token.pos, (english,), (), token.text, source="glossary"),)
    return replace(token, glosses=(english, *rest), readings=readings, own=True)
