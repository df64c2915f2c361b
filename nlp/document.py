"""The data a reader's article becomes: frozen types, and their JSON form.

Every offset is a count of Unicode code points. `start`/`end` index `Article.text` (half-open), wherever they stand; offsets
into English (`english_start`/`english_end`) index the `english` of the sentence that owns them. Nothing here is ever changed in
place: a step returns a new value (`dataclasses.replace`).

>>> document = BilingualDocument(article=Article(text="سلام", blocks=(Block(0, 4, "paragraph"),)))
>>> from_json(to_json(document)) == document
True
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Literal

import msgspec

from nlp.errors import InputError

__all__ = [
    "BY_ENTITY",
    "FORMAT_VERSION",
    "NAMES",
    "READER",
    "RESERVED_NAMES",
    "Alignment",
    "Article",
    "BilingualDocument",
    "Block",
    "BlockKind",
    "CliticSegment",
    "Entity",
    "EntityType",
    "Mark",
    "MarkKind",
    "Mention",
    "NameSource",
    "Reading",
    "Sentence",
    "Token",
    "TokenKind",
    "engine_name",
    "from_json",
    "to_json",
    "written_by_reader",
]

FORMAT_VERSION: Final = 1
READER: Final = "reader"
"""The `Sentence.engine` of English that the reader wrote."""
BY_ENTITY: Final = "entities"
"""The `Sentence.engine` of a sentence that is one name or date: its English comes from the entity."""
RESERVED_NAMES: Final = {READER: "English that the reader wrote", BY_ENTITY: "English that comes from a name or a date"}
"""What no engine may be named → what a sentence with that `engine` holds."""

BlockKind = Literal["title", "byline", "date", "heading", "paragraph", "list", "quote", "furniture"]
TokenKind = Literal["word", "latin", "number", "punctuation", "symbol", "address"]
EntityType = Literal["PERS", "LOC", "ORG", "MISC", "DATE", "TIME", "NUMBER", "MONEY", "PERCENT"]
NAMES: Final = frozenset[EntityType]({"PERS", "LOC", "ORG", "MISC"})
"""The types of people, places, bodies and works; the others are quantities."""
MarkKind = Literal[
    "number",
    "negation",
    "name",
    "date",
    "length",
    "repetition",
    "copied",
    "cut",
    "empty",
    "similarity",
    "untranslated",
    "unsure",
    "word",
    "omission",
    "roles",
    "opposite",
]


class NameSource(StrEnum):
    """Where the English or the gloss of a name comes from. Its value is what JSON says, in documents of every age.

    A text that this Rafiq does not know (another version's) is a source of its own, equal to that text and to nothing here.

    >>> NameSource("GeoNames") is NameSource.GEONAMES, NameSource("a newer list") == "a newer list"
    (True, True)
    """

    UNKNOWN = ""
    ARTICLE = "the article"
    GLOSSARY = "your glossary"
    OURS = "Rafiq's list"
    CLDR = "CLDR"
    GEONAMES = "GeoNames"
    WIKIDATA = "Wikidata"
    NEWS = "translated news"
    WORDS = "word by word"  # the name is made of words, and they were translated
    TRANSLITERATION = "transliteration"
    ENGINE = "the translation"  # a guess that gave way to the engine's spelling

    @classmethod
    def _missing_(cls, value: object) -> NameSource | None:
        if not isinstance(value, str):
            return None
        other = str.__new__(cls, value)
        other._name_, other._value_ = "OTHER", value
        return other


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of `Article.text` with one role. Blocks are ordered and disjoint; between them there is only white space."""

    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Article:
    """A cleaned article. `text` is fixed from here on: every later offset indexes it. Furniture stays in it, as such blocks."""

    text: str
    blocks: tuple[Block, ...] = ()
    title: str = ""
    byline: str = ""
    date: str = ""  # ISO 8601 (YYYY-MM-DD), or empty
    source: str = ""  # file name or address the reader gave, or empty


@dataclass(frozen=True, slots=True)
class CliticSegment:
    """One morpheme of a word as written: a clitic or the stem, e.g. (و, conjunction, "and")."""

    text: str  # surface letters of the word; the segments of a word joined give its letters (diacritics apart)
    kind: Literal["proclitic", "stem", "enclitic"]
    pos: str  # conjunction, preposition, article, future, pronoun, noun, verb, …
    gloss: str  # English, "" when unknown


@dataclass(frozen=True, slots=True)
class Reading:
    """One morphological analysis of a word, cleaned for people."""

    lemma: str  # with diacritics
    root: str  # "ك.ت.ب", "" when none
    pos: str  # noun, verb, adjective, proper noun, preposition, …
    glosses: tuple[str, ...]  # best first, no morphology codes
    segments: tuple[CliticSegment, ...]
    diacritized: str  # the whole word with full diacritics
    reason: str = ""  # how this reading differs from the first one, or "" for the first
    frequency: float = -99.0  # log10 relative frequency of lemma and part of speech (pos_lex_freq); -99 is unseen
    features: tuple[tuple[str, str], ...] = ()  # person, gender, number, case, mood, voice, aspect as ("gen", "m")
    source: str = "morphology"  # morphology, backoff, glossary, english (a meaning that only the English tells)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number, Latin run or mark of the article. Between the tokens of a sentence there is only white space."""

    start: int
    end: int
    text: str
    kind: TokenKind = "word"
    lemma: str = ""
    root: str = ""
    pos: str = ""
    segments: tuple[CliticSegment, ...] = ()
    glosses: tuple[str, ...] = ()
    diacritized: str = ""
    readings: tuple[Reading, ...] = ()  # up to five, the chosen one first
    level: int = 0  # 1 very common … 5 rare, 0 unknown
    own: bool = False  # whether the first gloss is the reader's own


@dataclass(frozen=True, slots=True)
class Mention:
    """One occurrence of an entity in a sentence; `entity` is the `Entity.id` it belongs to."""

    start: int
    end: int
    text: str
    type: EntityType
    entity: int = -1
    english: str = ""
    gloss: str = ""
    value: str = ""  # normalised: ISO date, number, "15 USD"; "" for names
    english_start: int = -1  # where the English sentence names it; -1 unknown
    english_end: int = -1


@dataclass(frozen=True, slots=True)
class Entity:
    """All mentions of one person, place, organisation, date, … in the article."""

    id: int
    arabic: str
    type: EntityType
    english: str = ""
    english_source: NameSource = NameSource.UNKNOWN
    fine_type: str = ""  # Politician, Nation, Commercial, … or ""
    gloss: str = ""
    gloss_source: NameSource = NameSource.UNKNOWN
    count: int = 0
    first_sentence: int = 0
    value: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A doubt about a translation, in words for the reader. `arabic` spans index the article, `english` spans the English."""

    kind: MarkKind
    message: str
    start: int = -1
    end: int = -1
    english_start: int = -1
    english_end: int = -1


@dataclass(frozen=True, slots=True)
class Alignment:
    """Token `token` of the sentence corresponds to the English characters `english_start:english_end`, weight 0–1."""

    token: int
    english_start: int
    english_end: int
    weight: float


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and its translation. `english` is "" until translated; `engine` names who wrote it (`READER` after an edit)."""

    start: int
    end: int
    arabic: str
    kind: BlockKind = "paragraph"
    block: int = 0
    english: str = ""
    marks: tuple[Mark, ...] = ()
    entities: tuple[Mention, ...] = ()
    tokens: tuple[Token, ...] = ()
    alignment: tuple[Alignment, ...] = ()
    engine: str = ""
    machine_english: str = ""  # what the engine wrote, kept when the reader has edited `english`


@dataclass(frozen=True, slots=True)
class BilingualDocument:
    """The whole: article, sentences in order (furniture excluded unless asked for), entities, and who made it."""

    article: Article
    sentences: tuple[Sentence, ...] = ()
    entities: tuple[Entity, ...] = ()
    title: str = ""  # Arabic title
    title_english: str = ""
    engine: str = ""
    versions: dict[str, str] = field(default_factory=dict)  # engine, tagger, morphology, rafiq → version
    format: int = FORMAT_VERSION


def written_by_reader(sentence: Sentence) -> bool:
    """Whether the reader decided what the English says: wrote it, or took another engine's in place of the first.

    >>> written_by_reader(Sentence(0, 1, "ن", english="N", machine_english="N", engine="embedded"))
    False
    """
    return sentence.engine == READER or bool(sentence.machine_english and sentence.machine_english != sentence.english)


def engine_name(name: str) -> str:
    """`name` when an engine may bear it; `InputError` for `READER` and `BY_ENTITY`, which mark English that no engine wrote."""
    if name in RESERVED_NAMES:
        raise InputError(f"An engine cannot be named {name!r}, which stands for {RESERVED_NAMES[name]}: choose another name.")
    return name


def to_json(document: BilingualDocument, *, indent: int = 0) -> str:
    """The document as JSON text; `from_json` gives it back equal."""
    encoded = msgspec.json.encode(document)
    return (msgspec.json.format(encoded, indent=indent) if indent else encoded).decode()


def from_json(text: str | bytes) -> BilingualDocument:
    """The document in `text`. Raises `InputError` on anything else, or on a format newer than `FORMAT_VERSION`."""
    try:
        version = msgspec.json.decode(text, type=dict[str, msgspec.Raw]).get("format")
        number = int(bytes(version)) if version is not None else 0
    except (msgspec.MsgspecError, ValueError, UnicodeError, RecursionError) as error:
        raise InputError(f"This is not a Rafiq document: {error}.") from error
    if number > FORMAT_VERSION:
        raise InputError(
            f"This document has format {number}; this Rafiq reads formats up to {FORMAT_VERSION}: please update Rafiq."
        )
    try:
        return msgspec.json.decode(text, type=BilingualDocument)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise InputError(f"This is not a Rafiq document: {error}.") from error
