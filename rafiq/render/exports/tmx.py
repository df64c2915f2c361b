"""TMX 1.4: a translation memory of the article for CAT tools, a unit a sentence. Doubts and the reader's notes are `<note>`s.

Left out, because TMX has no place for them: tokens, glosses, alignment, spans. Control characters become U+FFFD.
"""

from __future__ import annotations

from nlp.annotations import SavedCopy
from nlp.document import Sentence
from rafiq.render.escape import xml_attribute, xml_text
from rafiq.render.labels import doubts, kept_notes, note_line

__all__ = ["render"]

_LANGUAGE = 'srclang="ar" datatype="plaintext"'


def render(copy: SavedCopy) -> bytes:
    """The copy as TMX, UTF-8; `rafiq.library.imports.tmx` brings its sentences back."""
    document, article = copy.document, copy.document.article
    facts = {
        "x-title": copy.title or document.title,
        "x-title-english": document.title_english,
        "x-byline": article.byline,
        "x-date": article.date,
        "x-source": article.source,
        "x-engine": document.engine,
    }
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<!DOCTYPE tmx SYSTEM "tmx14.dtd">',
        '<tmx version="1.4">',
        f'<header creationtool="Rafiq" creationtoolversion="1" segtype="sentence" o-tmf="Rafiq" adminlang="en" {_LANGUAGE}>',
        *(f'<prop type="{name}">{xml_text(value)}</prop>' for name, value in facts.items() if value),
        *(f'<prop type="x-tag">{xml_text(tag)}</prop>' for tag in copy.tags),
        "</header>",
        "<body>",
        *(_unit(copy, number, sentence) for number, sentence in enumerate(document.sentences)),
        "</body>",
        "</tmx>",
    ]
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _unit(copy: SavedCopy, number: int, sentence: Sentence) -> str:
    notes = [f"Doubtful: {message}" for message in doubts(sentence)]
    notes += [note_line(note) for note in kept_notes(copy, number)]
    props = {
        "x-kind": sentence.kind,
        "x-block": str(sentence.block),
        "x-engine": sentence.engine,
        "x-machine-english": sentence.machine_english,
    }
    parts = [f"<note>{xml_text(note)}</note>" for note in notes]
    parts += [f'<prop type="{name}">{xml_text(value)}</prop>' for name, value in props.items() if value]
    who = f' creationid="{xml_attribute(sentence.engine)}"' if sentence.engine else ""
    parts.append(f'<tuv xml:lang="ar"><seg>{xml_text(sentence.arabic)}</seg></tuv>')
    if sentence.english:
        parts.append(f'<tuv xml:lang="en"{who}><seg>{xml_text(sentence.english)}</seg></tuv>')
    return f'<tu tuid="{number}">{"".join(parts)}</tu>'
