"""Anki cards (.apkg, through genanki): one for each content word with its sentence, meaning and root; one for each name.

The same article gives cards with the same ids, so importing a deck again updates cards in place of doubling them.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from nlp.annotations import Context, LearnedWord, SavedCopy
from nlp.document import Sentence, Token
from rafiq.render import escape
from rafiq.render.direction import foreign_runs
from rafiq.render.exports import zipped
from rafiq.render.labels import ENTITY_LABELS, segments_line
from rafiq.render.spans import tokens_of_names

__all__ = ["render", "render_words"]

_WORDS: Final = 1_607_392_319  # note types and cards keep these ids for good: Anki knows them by nothing else
_NAMES: Final = 1_607_392_320
_MOMENT: Final = 946_684_800.0  # when the deck says it was made; a fixed one, so that equal copies give equal files
_CONTENT: Final = frozenset({"noun", "verb", "adjective", "adverb", "number", "interjection"})
_STYLE: Final = (
    ".card{font:20px/1.5 Georgia,serif;text-align:center}"
    ".ar{direction:rtl;font-family:'Noto Naskh Arabic','Amiri','Geeza Pro',serif}"
    ".word{font-size:44px}.sentence{font-size:24px;line-height:1.9}.small{color:#777;font-size:16px}"
    "b{color:#0b5f6b}.nightMode b{color:#7fd0dc}"
)


def render(copy: SavedCopy) -> bytes:
    """The copy's words and names as an Anki package."""
    import genanki

    title = copy.title or copy.document.title or "Rafiq"
    deck = genanki.Deck(_number(copy.document.article.text), f"Rafiq::{escape.text(title).replace('::', ':')[:100]}")
    return _package(deck, _words(copy), _names(copy))


def render_words(words: Sequence[LearnedWord]) -> bytes:
    """Words and names of the reader's own list as an Anki package. A word's card is the one that its article's export gives."""
    import genanki

    deck = genanki.Deck(_number("Rafiq words"), "Rafiq::Words")
    chosen = [(each, each.contexts[0] if each.contexts else Context("")) for each in words]
    names = [_name_fields(each, here) for each, here in chosen if each.kind == "name"]
    return _package(deck, [_word_fields(each, here) for each, here in chosen if each.kind == "word"], names)


def _word_fields(word: LearnedWord, here: Context) -> tuple[str, list[str]]:
    plain = (word.word, word.english, "", here.english, word.lemma, word.root, word.pos)
    fields = [escape.card(value) for value in plain]
    fields[2] = _bold(here.arabic, here.start, here.end)
    return escape.legal("|".join((word.lemma, word.pos))), fields


def _name_fields(word: LearnedWord, here: Context) -> tuple[str, list[str]]:
    kind = ENTITY_LABELS.get(word.pos, "")
    return escape.legal(f"{word.lemma}|{word.pos}"), [
        escape.card(each) for each in (word.lemma, word.english, kind, "", here.arabic)
    ]


Notes = Iterable[tuple[str, list[str]]]  # (stable key, fields)


def _package(deck: Any, word_notes: Notes, name_notes: Notes) -> bytes:
    import genanki

    words = _model(genanki, _WORDS, "Rafiq word", ("Word", "Meaning", "Sentence", "English", "Lemma", "Root", "Kind"), _WORD_BACK)
    names = _model(genanki, _NAMES, "Rafiq name", ("Name", "English", "Kind", "About", "Sentence"), _NAME_BACK)
    for key, fields in word_notes:
        deck.add_note(genanki.Note(model=words, fields=fields, guid=genanki.guid_for("word", key)))
    for key, fields in name_notes:
        deck.add_note(genanki.Note(model=names, fields=fields, guid=genanki.guid_for("name", key)))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deck.apkg"
        genanki.Package(deck).write_to_file(path, timestamp=_MOMENT)
        return zipped.again(path.read_bytes())


_WORD_BACK: Final = (
    '{{FrontSide}}<hr id="answer"><div>{{Meaning}}</div><div class="ar">{{Lemma}} {{Root}}</div>'
    '<div class="small">{{Kind}}</div><p>{{English}}</p>'
)
_NAME_BACK: Final = '{{FrontSide}}<hr id="answer"><div>{{English}}</div><div class="small">{{Kind}} {{About}}</div>'


def _model(genanki: Any, number: int, name: str, fields: tuple[str, ...], back: str) -> Any:
    front = f'<div class="ar word" lang="ar">{{{{{fields[0]}}}}}</div><div class="ar sentence" lang="ar">{{{{Sentence}}}}</div>'
    template = {"name": "Arabic to English", "qfmt": front, "afmt": back}
    return genanki.Model(number, name, fields=[{"name": field} for field in fields], templates=[template], css=_STYLE)


def _words(copy: SavedCopy) -> Iterator[tuple[str, list[str]]]:
    """(stable key, fields) for each content word with a meaning, each lemma once, in the first sentence it is met in."""
    seen = set[tuple[str, str]]()
    for sentence in copy.document.sentences:
        proper = tokens_of_names(sentence)
        for number, token in enumerate(sentence.tokens):
            key = (token.lemma or token.text, token.pos)
            if token.pos not in _CONTENT or not token.glosses or key in seen or number in proper:
                continue
            seen.add(key)
            meaning = "; ".join(token.glosses[:4])
            plain = (token.diacritized or token.text, meaning, "", sentence.english, token.lemma, token.root, token.pos)
            fields = [escape.card(value) for value in plain]
            fields[2] = _in_sentence(sentence, token)
            yield escape.legal("|".join(key)), fields


def _names(copy: SavedCopy) -> Iterator[tuple[str, list[str]]]:
    sentences = copy.document.sentences
    for entity in copy.document.entities:
        if entity.type not in ("PERS", "LOC", "ORG", "MISC") or not entity.english:
            continue
        where = sentences[entity.first_sentence].arabic if 0 <= entity.first_sentence < len(sentences) else ""
        plain = (entity.arabic, entity.english, ENTITY_LABELS[entity.type], segments_line(entity), where)
        yield escape.legal(f"{entity.arabic}|{entity.type}"), [escape.card(value) for value in plain]


def _in_sentence(sentence: Sentence, token: Token) -> str:
    """The sentence with the word in bold."""
    return _bold(sentence.arabic, token.start - sentence.start, token.end - sentence.start)


def _bold(arabic: str, start: int, end: int) -> str:
    """A sentence as HTML, `arabic[start:end]` in bold where that is inside it."""
    if not 0 <= start < end <= len(arabic):
        return _isolated(arabic)
    before, word, after = (_isolated(arabic[a:b]) for a, b in ((0, start), (start, end), (end, len(arabic))))
    return f"{before}<b>{word}</b>{after}"


def _isolated(arabic: str) -> str:
    """A text as HTML, what runs left to right in it set apart; a word of a card is Arabic, so no run is cut in two."""
    parts, at = [], 0
    for start, end in foreign_runs(arabic, rtl=True):
        parts += [escape.card(arabic[at:start]), f'<bdi dir="ltr">{escape.card(arabic[start:end])}</bdi>']
        at = end
    return "".join([*parts, escape.card(arabic[at:])])


def _number(value: str) -> int:
    """A deck's id: positive, below 2^31, the same for the same article."""
    return int.from_bytes(hashlib.sha256(value.encode("utf-8", "replace")).digest()[:4], "big") >> 1 or 1
