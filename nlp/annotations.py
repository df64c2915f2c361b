"""What a reader adds to a document: notes, highlights, tags, a reading place; and the two together, as one value.

`SavedCopy` is what the library keeps, what every export in `render/` takes and what every import gives back. Its JSON
is the document's own JSON with one more key, `"reader"`: whoever reads the document alone may ignore that key.

>>> from nlp.document import Article
>>> copy = SavedCopy(document=BilingualDocument(article=Article(text="سلام")), title="تحية", tags=("greeting",))
>>> copy_from_json(copy_to_json(copy)) == copy
True
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any, Final, Literal

import msgspec

from nlp.document import BilingualDocument, from_json
from nlp.errors import InputError

__all__ = [
    "COLOURS",
    "Annotation",
    "Colour",
    "Context",
    "LearnedWord",
    "Place",
    "SavedCopy",
    "Side",
    "WordState",
    "as_copy",
    "copy_from_json",
    "copy_to_json",
    "encoded",
]

Side = Literal["arabic", "english", "both"]
Colour = Literal["", "yellow", "green", "blue", "pink", "orange"]
COLOURS: Final[tuple[Colour, ...]] = ("yellow", "green", "blue", "pink", "orange")


@dataclass(frozen=True, slots=True)
class Annotation:
    """A note, a highlight, or both on one stretch; or the bookmark of a sentence.

    `side` "arabic": `start:end` index `Article.text`; "english": they index the `english` of sentence `sentence`;
    "both": the whole sentence (or, with `sentence` -1, the whole article) and `start`, `end` are -1. A highlight has a
    `colour`; a note has `text`; a highlight with a comment has both; a bookmark is on "both" sides.
    `quote`, with up to 32 characters before and
    after it, lets the stretch be found again when positions have moved (W3C Web Annotation, TextQuoteSelector).
    """

    id: str = ""
    sentence: int = -1
    side: Side = "both"
    start: int = -1
    end: int = -1
    quote: str = ""
    prefix: str = ""
    suffix: str = ""
    colour: Colour = ""
    text: str = ""
    created: str = ""  # ISO 8601, UTC
    changed: str = ""
    bookmark: bool = False


WordState = Literal["new", "learning", "known"]


@dataclass(frozen=True, slots=True)
class Context:
    """A sentence that a word was met in: it is `arabic[start:end]`, or -1, -1. `copy`, `sentence`: where, "" and -1 outside."""

    arabic: str
    english: str = ""
    start: int = -1
    end: int = -1
    copy: str = ""
    sentence: int = -1


@dataclass(frozen=True, slots=True)
class LearnedWord:
    """A word or a name of the reader's own list: `lemma` is what it is known by everywhere, `word` as it was met last."""

    kind: Literal["word", "name"]
    lemma: str
    word: str
    english: str = ""
    own: bool = False  # whether the English is the reader's
    root: str = ""
    pos: str = ""  # part of speech; of a name its type
    state: WordState = "new"
    looked: int = 0  # times it was looked up
    contexts: tuple[Context, ...] = ()
    due: str = ""  # when its card comes back, ISO 8601, UTC; "" before its first review
    created: str = ""
    changed: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the reader was: sentence, and a token of it or -1."""

    sentence: int
    token: int = -1


@dataclass(frozen=True)
class SavedCopy:
    """A document with everything its reader added. `id`, `created`, `changed`, `revision` are "" or 0 outside a library."""

    document: BilingualDocument
    id: str = ""
    title: str = ""
    annotations: tuple[Annotation, ...] = ()
    tags: tuple[str, ...] = ()
    place: Place | None = None
    created: str = ""
    changed: str = ""
    revision: int = 0
    collection: str = ""  # the group of copies that it is in

    def on_sentence(self, number: int) -> tuple[Annotation, ...]:
        """The annotations that belong to sentence `number`; -1 gives those on the whole article."""
        return self._by_sentence.get(number, ())

    @cached_property
    def _by_sentence(self) -> dict[int, tuple[Annotation, ...]]:
        """Made once: an export asks for every sentence."""
        notes: dict[int, list[Annotation]] = {}
        for note in self.annotations:
            notes.setdefault(note.sentence, []).append(note)
        return {number: tuple(each) for number, each in notes.items()}


def as_copy(value: SavedCopy | BilingualDocument) -> SavedCopy:
    """`value` as a copy: a bare document is a copy that nobody annotated yet."""
    return value if isinstance(value, SavedCopy) else SavedCopy(document=value, title=value.title or value.article.title)


def copy_to_json(value: SavedCopy | BilingualDocument, *, indent: int = 0) -> str:
    """The document's JSON with the reader's additions under `"reader"`. `copy_from_json` gives an equal copy back."""
    copy = as_copy(value)
    reader: dict[str, Any] = {item.name: getattr(copy, item.name) for item in fields(copy) if item.name != "document"}
    whole = {item.name: getattr(copy.document, item.name) for item in fields(copy.document)} | {"reader": reader}
    made = encoded(whole)
    return (msgspec.json.format(made, indent=indent) if indent else made).decode()


def encoded(value: Any) -> bytes:
    """`value` as JSON. A lone surrogate, which no encoding can write, becomes U+FFFD."""
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:
        return msgspec.json.encode(_washed(msgspec.to_builtins(value)))


def _washed(value: Any) -> Any:
    if isinstance(value, str):
        return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in value) if not value.isascii() else value
    if isinstance(value, list | tuple):
        return [_washed(each) for each in value]
    return {_washed(key): _washed(each) for key, each in value.items()} if isinstance(value, dict) else value


def copy_from_json(text: str | bytes) -> SavedCopy:
    """The copy in `text`, which may be a bare document's JSON. Raises `InputError` on anything else."""
    document = from_json(text)
    try:
        reader = msgspec.json.decode(text, type=_Additions).reader
        if reader is None:
            return as_copy(document)
        reader = {name: value for name, value in reader.items() if name != "document"}
        return replace(msgspec.convert({"document": _NO_DOCUMENT, **reader}, type=SavedCopy), document=document)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise InputError(f"The reader's notes in this document cannot be read: {error}.") from error


_NO_DOCUMENT: Final = {"article": {"text": ""}}


class _Additions(msgspec.Struct):
    reader: dict[str, Any] | None = None
