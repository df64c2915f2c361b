"""XLIFF 2.1: the article for a translator's workbench, a unit a sentence; names are term annotations, doubts and notes are notes.

A sentence in the reader's own words has state "reviewed", a machine's "translated". Characters that XML cannot hold are `<cp>`.
"""

from __future__ import annotations

import re
from typing import Final

from nlp.annotations import SavedCopy
from nlp.document import READER, Sentence
from rafiq.render.escape import xml_attribute, xml_text
from rafiq.render.labels import doubts, kept_notes, note_line
from rafiq.render.spans import Piece, arabic_pieces, english_pieces, grouped

__all__ = ["render"]

_CONTROL: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(copy: SavedCopy) -> bytes:
    """The copy as XLIFF 2.1, UTF-8."""
    document = copy.document
    original = f' original="{xml_attribute(document.article.source)}"' if document.article.source else ""
    about = [("title", copy.title or document.title), ("title-english", document.title_english)]
    about += [("note", note.text) for note in copy.on_sentence(-1) if note.text]
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="ar" trgLang="en">',
        f'<file id="f1"{original}>',
        _notes([(category, text) for category, text in about if text]),
        *(_unit(copy, number, sentence) for number, sentence in enumerate(document.sentences)),
        "</file>",
        "</xliff>",
    ]
    if not document.sentences:  # a file must hold a unit: an empty article is one empty sentence
        parts.insert(4, '<unit id="u0"><segment><source></source></segment></unit>')
    return ("\n".join(part for part in parts if part) + "\n").encode("utf-8", "replace")


def _unit(copy: SavedCopy, number: int, sentence: Sentence) -> str:
    notes = [("doubt", message) for message in doubts(sentence)]
    notes += [("note", note_line(note)) for note in kept_notes(copy, number)]
    state = "reviewed" if sentence.engine == READER else "translated" if sentence.english else "initial"
    english = _marked(sentence, english_pieces(sentence), "en")
    target = f'<target xml:space="preserve">{english}</target>' if english else ""
    return (
        f'<unit id="u{number}" name="{sentence.kind}">{_notes(notes)}<segment id="s{number}" state="{state}">'
        f'<source xml:space="preserve">{_marked(sentence, arabic_pieces(sentence), "ar")}</source>{target}</segment></unit>'
    )


def _notes(notes: list[tuple[str, str]]) -> str:
    made = "".join(
        f'<note id="n{n}" category="{kind}">{_CONTROL.sub(chr(0xFFFD), xml_text(text))}</note>'
        for n, (kind, text) in enumerate(notes)
    )
    return f"<notes>{made}</notes>" if made else ""


def _marked(sentence: Sentence, pieces: tuple[Piece, ...], side: str) -> str:
    out = []
    for number, run in grouped(pieces):
        inner = "".join(_inline(piece.text) for piece in run)
        if number < 0:
            out.append(inner)
            continue
        mention = sentence.entities[number]
        value = mention.english if side == "ar" else mention.text
        shown = f' value="{xml_attribute(value)}"' if value else ""
        out.append(f'<mrk id="{side}{number}" type="term"{shown}>{inner}</mrk>')
    return "".join(out)


def _inline(value: str) -> str:
    """Text with `<cp hex="…"/>` for what XML cannot hold; lone surrogates have no code point to give and are U+FFFD."""
    parts = []
    for part in re.split(f"({_CONTROL.pattern})", value):
        control = bool(_CONTROL.fullmatch(part))
        surrogate = control and 0xD800 <= ord(part) <= 0xDFFF
        parts.append(f'<cp hex="{ord(part):04X}"/>' if control and not surrogate else xml_text(part))
    return "".join(parts)
