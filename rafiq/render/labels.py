"""The words that exports share: names of entity types, where a name's English comes from, one line about who translated."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from nlp.annotations import Annotation, SavedCopy
from nlp.document import READER, RESERVED_NAMES, BilingualDocument, Entity, NameSource, Sentence

__all__ = [
    "BOOKMARK",
    "ENTITY_LABELS",
    "bookmarks",
    "credit",
    "doubts",
    "furniture",
    "kept_notes",
    "name_columns",
    "note_line",
    "segments_line",
    "shown_kind",
    "source_label",
    "title_english",
]

BOOKMARK: Final = "Bookmark"
ENTITY_LABELS: Final = {
    "PERS": "Person",
    "LOC": "Place",
    "ORG": "Organisation",
    "MISC": "Name",
    "DATE": "Date",
    "TIME": "Time",
    "NUMBER": "Number",
    "MONEY": "Money",
    "PERCENT": "Percentage",
}
# What the interface in one language calls the sources of names.
_SOURCE_LABELS: Final[Mapping[str, Mapping[NameSource, str]]] = {
    "en": {
        NameSource.UNKNOWN: "",
        NameSource.ARTICLE: "the article",
        NameSource.GLOSSARY: "your glossary",
        NameSource.OURS: "Rafiq's list",
        NameSource.CLDR: "CLDR",
        NameSource.GEONAMES: "GeoNames",
        NameSource.WIKIDATA: "Wikidata",
        NameSource.NEWS: "translated news",
        NameSource.WORDS: "word by word",
        NameSource.TRANSLITERATION: "spelling guessed",
        NameSource.ENGINE: "the translation",
    }
}


def source_label(source: NameSource, language: str = "en") -> str:
    """Where a name's English or gloss comes from, in one or two words for people; as the document has it where no label is known.

    >>> source_label(NameSource.GLOSSARY), source_label(NameSource("another version's list"))
    ('your glossary', "another version's list")
    """
    return _SOURCE_LABELS.get(language, {}).get(source, source.value)


def shown_kind(entity: Entity) -> str:
    """The fine type where nothing better is said of the entity: "capital of Egypt" needs no "Population-Center" before it.

    >>> [shown_kind(Entity(0, "طنطا", "LOC", fine_type="Population-Center", gloss=gloss)) for gloss in ("", "city in Egypt")]
    ['Population-Center', '']
    """
    return "" if entity.gloss else entity.fine_type


def name_columns(entity: Entity) -> tuple[str, ...]:
    """An entity as a row of a table: Arabic, English, types, mentions, what it is, where its English comes from.

    >>> name_columns(Entity(0, "القاهرة", "LOC", "Cairo", NameSource.GEONAMES, "City", "capital of Egypt", count=2))
    ('القاهرة', 'Cairo', 'LOC', '2', 'capital of Egypt', 'GeoNames')
    """
    kind = f"{entity.type} {shown_kind(entity)}".strip()
    return entity.arabic, entity.english, kind, str(entity.count), entity.gloss, source_label(entity.english_source)


def credit(document: BilingualDocument) -> str:
    """One sentence on where the English comes from."""
    engine = document.engine or next((s.engine for s in document.sentences if s.engine and s.engine not in RESERVED_NAMES), "")
    if not engine:
        return "Made with Rafiq."
    mine = sum(s.engine == READER for s in document.sentences)
    edited = f"; {mine} of {len(document.sentences)} sentences in the reader's own words" if mine else ""
    return f"English by machine (engine {engine}){edited}. Made with Rafiq."


def title_english(copy: SavedCopy) -> str:
    """The English of the title, where there is any."""
    return copy.document.title_english or next((s.english for s in copy.document.sentences if s.kind == "title"), "")


def furniture(document: BilingualDocument) -> list[str]:
    """The text that was kept apart (menus, link lists), block by block, without what was translated all the same."""
    text, covered = document.article.text, {s.block for s in document.sentences if s.kind == "furniture"}
    blocks = enumerate(document.article.blocks)
    return [text[b.start : b.end] for n, b in blocks if b.kind == "furniture" and n not in covered and b.end > b.start >= 0]


def doubts(sentence: Sentence) -> list[str]:
    """What is doubtful about a translation, each thing once."""
    return list(dict.fromkeys(mark.message for mark in sentence.marks if mark.message))


def kept_notes(copy: SavedCopy, number: int) -> list[Annotation]:
    """The annotations of a sentence that have something to read: a note, a bookmark, or a quotation that was highlighted."""
    return [note for note in copy.on_sentence(number) if note.text or note.bookmark or (note.quote and note.colour)]


def note_line(note: Annotation) -> str:
    """A note in one line: what it is on, and what it says.

    >>> note_line(Annotation(quote="نعم", text="yes")), note_line(Annotation(sentence=2, bookmark=True))
    ('“نعم” yes', 'Bookmark')
    """
    said = f"“{note.quote}” {note.text}".strip() if note.quote else note.text
    return said or (BOOKMARK if note.bookmark else "")


def bookmarks(copy: SavedCopy) -> list[int]:
    """The numbers of the bookmarked sentences that the copy has."""
    last = len(copy.document.sentences)
    return sorted({note.sentence for note in copy.annotations if note.bookmark and 0 <= note.sentence < last})


def segments_line(entity: Entity) -> str:
    """An entity's line after its English: fine type, gloss, value."""
    return " · ".join(part for part in (shown_kind(entity), entity.gloss, entity.value) if part)
