"""EPUB 3: the article as an e-book, Arabic over English, names, notes and a word list; a chapter for about every hundred sentences.

Plain XHTML and CSS, no scripts: it reads on any device. Notes are footnotes that readers show as pop-ups.
"""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Iterator, Sequence
from typing import Final

from nlp.annotations import SavedCopy, copy_to_json
from nlp.document import Sentence, Token
from rafiq.render.escape import xml_attribute, xml_text
from rafiq.render.exports import zipped
from rafiq.render.labels import BOOKMARK, ENTITY_LABELS, credit, doubts, furniture, kept_notes, segments_line, title_english
from rafiq.render.spans import Group, Piece, arabic_pieces, english_pieces, nested, tokens_of_names

__all__ = ["render"]

_CHAPTER: Final = 100
_CONTENT: Final = frozenset({"noun", "verb", "adjective", "adverb", "number", "interjection", ""})
_NAMESPACES: Final = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
_LEFT_TO_RIGHT: Final = '<bdi lang="en" xml:lang="en" dir="ltr">'
_RIGHT_TO_LEFT: Final = '<bdi lang="ar" xml:lang="ar" dir="rtl">'
_STYLE: Final = """/* direction is in the dir attributes: EPUB forbids it here */
body{line-height:1.6}
.ar{text-align:right;font-family:"Noto Naskh Arabic","Amiri","Geeza Pro",serif;font-size:1.2em;line-height:1.9}
h1.ar,h2.ar,p.ar{margin:.8em 0 .1em}
.en{text-align:left;margin:0 0 .6em}
.doubt,.kept{font-size:.85em;margin:.2em 0}.doubt{color:#8a3b00}
.PERS{color:#1d4ed8}.LOC{color:#0f6b3a}.ORG{color:#7a1fd0}.MISC{color:#9a3412}
.yellow{background:#fff3a3}.green{background:#c9f2cf}.blue{background:#cfe5ff}.pink{background:#ffd3e4}.orange{background:#ffdcb5}
table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #ccc;padding:.2em .4em;text-align:left;vertical-align:top}
td.ar{text-align:right;margin:0}
"""


def render(copy: SavedCopy) -> bytes:
    """The copy as EPUB 3."""
    chapters = list(_chapters(copy))
    title = copy.title or copy.document.title or "Rafiq"
    members = [
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", _CONTAINER.encode()),
        ("EPUB/package.opf", _package(copy, title, [name for name, _, _ in chapters]).encode("utf-8", "replace")),
        ("EPUB/nav.xhtml", _nav(title, chapters).encode("utf-8", "replace")),
        ("EPUB/style.css", _STYLE.encode()),
    ]
    members += [(f"EPUB/{name}.xhtml", _page(heading, body).encode("utf-8", "replace")) for name, heading, body in chapters]
    return zipped.archive(members, stored_first=True)


_CONTAINER: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>\n'
)


def _package(copy: SavedCopy, title: str, names: Sequence[str]) -> str:
    article = copy.document.article
    known = uuid.UUID(bytes=hashlib.sha256(copy_to_json(copy).encode()).digest()[:16], version=5)
    moment = f"{copy.changed[:19]}Z" if re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", copy.changed) else "2000-01-01T00:00:00Z"
    author = f"<dc:creator>{xml_text(article.byline)}</dc:creator>" if article.byline.strip() else ""
    date = f"<dc:date>{article.date}</dc:date>" if re.fullmatch(r"\d{4}-\d\d-\d\d", article.date) else ""
    source = f"<dc:source>{xml_text(article.source)}</dc:source>" if article.source.strip() else ""
    items = "".join(f'<item id="{name}" href="{name}.xhtml" media-type="application/xhtml+xml"/>' for name in names)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:uuid:{known}</dc:identifier>'
        f"<dc:title>{xml_text(title)}</dc:title><dc:language>en</dc:language><dc:language>ar</dc:language>{author}{date}{source}"
        f'<meta property="dcterms:modified">{moment}</meta></metadata>'
        '<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
        f'<item id="css" href="style.css" media-type="text/css"/>{items}</manifest>'
        f"<spine>{''.join(f'<itemref idref={chr(34)}{name}{chr(34)}/>' for name in names)}</spine></package>\n"
    )


def _nav(title: str, chapters: Sequence[tuple[str, str, str]]) -> str:
    entries = "".join(f'<li><a href="{name}.xhtml">{xml_text(heading)}</a></li>' for name, heading, _ in chapters)
    return _page(title, f'<nav epub:type="toc" id="toc"><h1>Contents</h1><ol>{entries}</ol></nav>')


def _page(title: str, body: str) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n<html {_NAMESPACES} lang="en" xml:lang="en"><head>'
        f'<title>{xml_text(title.strip() or "Rafiq")}</title><link rel="stylesheet" type="text/css" href="style.css"/></head>'
        f"<body>{body}</body></html>\n"
    )


def _chapters(copy: SavedCopy) -> Iterator[tuple[str, str, str]]:
    """(file name, heading, body) of every page of the book."""
    sentences = copy.document.sentences
    starts = list(range(0, len(sentences), _CHAPTER)) or [0]
    for part, start in enumerate(starts):
        inside = range(start, min(start + _CHAPTER, len(sentences)))
        heading = (copy.title or copy.document.title or "Article") if part == 0 else f"Part {part + 1}"
        head = _head(copy) if part == 0 else ""
        rows = "".join(_row(copy, number, sentences[number]) for number in inside)
        notes = "".join(_notes(copy, number) for number in ([-1] if part == 0 else []) + list(inside))
        yield f"part{part + 1}", heading, f"<section>{head}{rows}</section>{notes}"
    if copy.document.entities:
        yield "names", "Names and quantities", _entities(copy)
    words = _words(copy)
    if words:
        yield "words", "Words", words
    left = furniture(copy.document)
    about = "".join(f'<p class="ar" lang="ar" xml:lang="ar" dir="rtl">{xml_text(block)}</p>' for block in left)
    about = f"<h2>Left out of the translation</h2>{about}" if about else ""
    yield "about", "About", f"<h1>About</h1><p>{xml_text(credit(copy.document))}</p>{about}"


def _head(copy: SavedCopy) -> str:
    facts = [
        copy.document.article.byline,
        copy.document.article.date,
        copy.document.article.source,
        *(f"#{tag}" for tag in copy.tags),
    ]
    line = " · ".join(f"<bdi>{xml_text(fact)}</bdi>" for fact in facts if fact)
    line = f"<p>{line}</p>" if line else ""
    if any(sentence.kind == "title" for sentence in copy.document.sentences):
        return line
    arabic, english = copy.title or copy.document.title, title_english(copy)
    parts = [f'<h1 class="ar" lang="ar" xml:lang="ar" dir="rtl">{xml_text(arabic)}</h1>'] if arabic.strip() else []
    parts += [f'<p class="en"><b>{xml_text(english)}</b></p>'] if english.strip() else []
    return "".join(parts) + line


def _row(copy: SavedCopy, number: int, sentence: Sentence) -> str:
    tag = {"title": "h1", "heading": "h2"}.get(sentence.kind, "p")
    notes = copy.on_sentence(number)
    marks = "".join(
        f'<a epub:type="noteref" href="#note-{number}-{n}">[{n + 1}]</a>' for n, _ in enumerate(kept_notes(copy, number))
    )
    arabic = "".join(_marked(sentence, group, _LEFT_TO_RIGHT) for group in nested(arabic_pieces(sentence, notes)))
    english = "".join(_marked(sentence, group, _RIGHT_TO_LEFT) for group in nested(english_pieces(sentence, notes)))
    bold = ("<b>", "</b>") if tag != "p" else ("", "")
    warnings = "".join(f'<p class="doubt">⚠ {xml_text(message)}</p>' for message in doubts(sentence))
    return (
        f'<{tag} class="ar" lang="ar" xml:lang="ar" dir="rtl" id="s{number}">{arabic}</{tag}>'
        f'<p class="en" lang="en" xml:lang="en" dir="ltr">{bold[0]}{english}{bold[1]}{marks}</p>{warnings}'
    )


def _notes(copy: SavedCopy, number: int) -> str:
    out = []
    for n, note in enumerate(kept_notes(copy, number)):
        quote = f"“<bdi>{xml_text(note.quote)}</bdi>” " if note.quote else ""
        out.append(
            f'<aside epub:type="footnote" class="kept" id="note-{number}-{n}">'
            f"<p>{quote}<bdi>{xml_text(note.text or (BOOKMARK if note.bookmark else ''))}</bdi></p></aside>"
        )
    return "".join(out)


def _marked(sentence: Sentence, part: Group | Piece, against: str) -> str:
    """A part of a sentence as XHTML; `against` opens the element of a run against the line."""
    if isinstance(part, Piece):
        return f'<span class="{part.colour}">{xml_text(part.text)}</span>' if part.colour else xml_text(part.text)
    inner = "".join(_marked(sentence, each, against) for each in part.inside)
    if part.run >= 0:
        return f"{against}{inner}</bdi>"
    return f'<span class="{sentence.entities[part.mention].type}">{inner}</span>' if part.mention >= 0 else inner


def _entities(copy: SavedCopy) -> str:
    rows = "".join(
        f'<tr><td class="ar" lang="ar" xml:lang="ar" dir="rtl">{xml_text(e.arabic)}</td><td>{xml_text(e.english)}</td>'
        f"<td>{ENTITY_LABELS[e.type]}</td><td>{xml_text(segments_line(e))}</td></tr>"
        for e in copy.document.entities
    )
    return f"<h1>Names and quantities</h1><table><tr><th>Arabic</th><th>English</th><th>Kind</th><th>About</th></tr>{rows}</table>"


def _words(copy: SavedCopy) -> str:
    """Content words in the order they are met, each lemma once."""
    seen: dict[tuple[str, str], Token] = {}
    for sentence in copy.document.sentences:
        proper = tokens_of_names(sentence)
        for number, token in enumerate(sentence.tokens):
            if token.glosses and token.pos in _CONTENT and number not in proper:
                seen.setdefault((token.lemma or token.text, token.pos), token)
    rows = "".join(
        f'<tr><td class="ar" lang="ar" xml:lang="ar" dir="rtl" title="{xml_attribute(token.root)}">{xml_text(lemma)}</td>'
        f"<td>{xml_text('; '.join(token.glosses[:4]))}</td><td>{xml_text(pos)}</td></tr>"
        for (lemma, pos), token in seen.items()
    )
    return f"<h1>Words</h1><table><tr><th>Arabic</th><th>English</th><th>Kind</th></tr>{rows}</table>" if rows else ""
