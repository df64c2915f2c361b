"""What the library gives back besides a copy itself: summaries, glossary entries, earlier versions, the findings of a check."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Literal, get_args

from nlp.document import EntityType
from nlp.errors import InputError, TooLargeError

__all__ = ["CopySummary", "EarlierSentence", "Finding", "GlossaryEntry", "TermKind", "limited", "new_id", "now", "storable"]

TermKind = Literal["form", "word", "lemma", "phrase", "name"]
"""A form is a word as it is spelled, in one reading of it; a word is a spelling with any clitics, whatever its reading."""
TERM_KINDS: Final[tuple[str, ...]] = get_args(TermKind)
_ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's: no i, l, o, u to misread


@dataclass(frozen=True, slots=True)
class CopySummary:
    """One line of the list of saved copies. Moments are ISO 8601 in UTC; `deleted` is "" outside the trash."""

    id: str
    title: str
    title_english: str
    source: str
    engine: str
    created: str
    changed: str
    deleted: str
    sentences: int
    words: int
    annotations: int
    tags: tuple[str, ...]
    place: int  # sentence the reader was at, -1 when never opened
    collection: str = ""
    digest: str = ""  # of the article's text, "" in what earlier versions saved


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """The reader's own English for an Arabic word form, lemma, phrase or name. `lemma`: a form's reading; `type`: a name's."""

    kind: TermKind
    arabic: str
    english: str
    note: str = ""
    created: str = ""
    changed: str = ""
    lemma: str = ""
    type: EntityType | Literal[""] = ""


@dataclass(frozen=True, slots=True)
class EarlierSentence:
    """A reader's English that something wrote over, and when that happened."""

    sentence: int
    english: str
    engine: str
    changed: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something `check` found wrong: which copy ("" for the file itself), and what, in words."""

    copy: str
    message: str


def now() -> str:
    """This moment, UTC, ISO 8601 to the microsecond: sorts as text."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def new_id(length: int = 8) -> str:
    """A short id that is easy to say and type; 40 bits of chance at the usual length."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(length))


def storable(value: str) -> str:
    """`value` as both databases can keep it: no NUL, lone surrogates as U+FFFD."""
    return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in value.replace("\x00", ""))


def limited(value: str, limit: int, what: str) -> str:
    """`value`, storable; raises `TooLargeError` over `limit` characters and `InputError` when it is not text."""
    if not isinstance(value, str):
        raise InputError(f"The {what} must be text; this is {type(value).__name__}.")
    if len(value) > limit:
        raise TooLargeError(f"The {what} has {len(value):,} characters; at most {limit:,} can be kept.")
    return storable(value)
