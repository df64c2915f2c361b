"""The saved web page: one file, no JavaScript, nothing fetched; opens from disk in any browser, and carries its own data.

Hovering or focusing a word, name or sentence lights up its partner (`:has()`); a word opens its card with Enter, click or tap
(`popovertarget`), Esc closes it. The document travels in a `<template>` as base64 of gzipped JSON, so no text of the article can
end it, and `rafiq.library.imports` brings the copy back whole. Left out: fonts (the reader's own are used).
"""

from __future__ import annotations

import base64
import gzip
from collections import Counter
from functools import cache
from importlib.resources import files
from textwrap import shorten as cut
from typing import Final

from nlp.annotations import Annotation, SavedCopy, copy_to_json
from nlp.document import BilingualDocument, Sentence
from rafiq.render import escape
from rafiq.render.labels import (
    BOOKMARK,
    ENTITY_LABELS,
    bookmarks,
    credit,
    doubts,
    furniture,
    kept_notes,
    segments_line,
    title_english,
)
from rafiq.render.saved.cards import Cards
from rafiq.render.saved.text import arabic_html, english_html, quoting

__all__ = ["render"]

MAX_LINKED_ENTITIES: Final = 300  # each costs every browser a rule; beyond these, a sentence still lights up as a whole
MAX_LINKED_TOKENS: Final = 120
_TAGS: Final = {"title": "h1", "heading": "h2"}
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"


def render(copy: SavedCopy) -> bytes:
    """The copy as an HTML5 page, UTF-8."""
    document = copy.document
    cards = Cards(document)
    body = [_head_of_page(copy), _bookmarks(copy), _controls(), "<main>", _notes(copy.on_sentence(-1))]
    block = -1
    for number, sentence in enumerate(document.sentences):
        body.append(_row(copy, number, sentence, cards, first=sentence.block != block or number == 0))
        block = sentence.block
    body += ["</main>", _entities(document), _furniture(document), _foot(copy), *cards.html(), _data(copy)]
    title = " · ".join(part for part in (copy.title or document.title, title_english(copy)) if part) or "Rafiq"
    head = (
        f'<!DOCTYPE html>\n<html lang="en" dir="ltr">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="generator" content="Rafiq">\n'
        f'<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape.text(title)}</title>\n<style>{_style()}{_links(document)}</style>\n</head>\n<body>\n"
    )
    return (head + "\n".join(part for part in body if part) + "\n</body>\n</html>\n").encode("utf-8", "replace")


@cache
def _style() -> str:
    return files("rafiq.render.saved").joinpath("saved.css").read_text("utf-8")


def _links(document: BilingualDocument) -> str:
    """The rules that light up partners: a word and its English, every mention of an entity on both sides."""
    rules = []
    longest = min(max((len(s.tokens) for s in document.sentences if s.alignment), default=0), MAX_LINKED_TOKENS)
    for n in range(longest):
        here, there = f'[data-token="{n}"]', f'[data-l~="{n}"]'
        rules.append(f".row:has({here}:is(:hover,:focus-visible)) {there},.row:has({there}:hover) {here}{{background:var(--lit)}}")
    counts = Counter(mention.entity for s in document.sentences for mention in s.entities if mention.entity >= 0)
    for entity, _ in counts.most_common(MAX_LINKED_ENTITIES):
        here = f'[data-entity="{entity}"]'
        rules.append(f"body:has({here}:is(:hover,:focus-within)) {here}{{background:var(--lit)}}")
    return "\n".join(rules)


def _head_of_page(copy: SavedCopy) -> str:
    document, parts = copy.document, []
    if not any(sentence.kind == "title" for sentence in document.sentences):
        arabic, english = copy.title or document.title or document.article.title, title_english(copy)
        sides = [f'<h1 class="ar" lang="ar" dir="rtl">{escape.text(arabic)}</h1>'] if arabic else []
        sides += [f'<p class="en h1" lang="en" dir="ltr">{escape.text(english)}</p>'] if english else []
        parts.append(f'<div class="row title">{"".join(sides)}</div>')
    facts = [document.article.byline, document.article.date, document.article.source, *(f"#{tag}" for tag in copy.tags)]
    shown = " · ".join(f'<bdi dir="auto">{escape.text(fact)}</bdi>' for fact in facts if fact)
    parts += [f'<p class="facts">{shown}</p>'] if shown else []
    return f"<header>{''.join(parts)}</header>" if parts else ""


def _bookmarks(copy: SavedCopy) -> str:
    """Links to the bookmarked sentences, each by its beginning."""
    marked = {number: cut(copy.document.sentences[number].arabic, 60, placeholder="…") for number in bookmarks(copy)}
    links = "".join(f'<li><a href="#s{n}" lang="ar" dir="rtl">{escape.text(words)}</a></li>' for n, words in marked.items())
    return f'<nav class="bookmarks" aria-label="{BOOKMARK}s"><h2>{BOOKMARK}s</h2><ul>{links}</ul></nav>' if links else ""


def _controls() -> str:
    def choice(group: str, label: str, options: tuple[tuple[str, str], ...]) -> str:
        buttons = "".join(
            f'<label><input type="radio" name="{group}" id="{group}-{value}"{" checked" if n == 0 else ""}>{text}</label>'
            for n, (value, text) in enumerate(options)
        )
        return f"<fieldset><legend>{label}</legend>{buttons}</fieldset>"

    return (
        '<form class="controls" aria-label="How to show this page"><details><summary>View</summary><div>'
        + choice("show", "Show", (("both", "Both"), ("arabic", "Arabic"), ("english", "English")))
        + choice("size", "Text", (("m", "Normal"), ("l", "Large"), ("xl", "Larger")))
        + choice("theme", "Colours", (("auto", "As the system"), ("light", "Light"), ("dark", "Dark")))
        + '<fieldset><legend>Words</legend><label><input type="checkbox" id="glosses">Meanings under words</label>'
        + '<label><input type="checkbox" id="names" checked>Colour names</label></fieldset></div></details></form>'
    )


def _row(copy: SavedCopy, number: int, sentence: Sentence, cards: Cards, *, first: bool) -> str:
    tag = _TAGS.get(sentence.kind, "p")
    notes = copy.on_sentence(number)
    arabic = arabic_html(sentence, notes, cards)
    english = english_html(sentence, notes)
    empty = "" if sentence.english.strip() else " missing"
    kind = f" {sentence.kind}" if sentence.kind != "paragraph" else ""
    parts = [
        f'<{tag} class="ar" lang="ar" dir="rtl" data-sentence="{number}">{arabic}</{tag}>',
        f'<p class="en{" " + tag if tag != "p" else ""}{empty}" lang="en" dir="ltr" data-sentence="{number}">{english}</p>',
    ]
    warnings = doubts(sentence)
    if warnings:
        parts.append(
            '<ul class="doubts" aria-label="Doubtful">' + "".join(f"<li>{quoting(line)}</li>" for line in warnings) + "</ul>"
        )
    parts.append(_notes([note for note in kept_notes(copy, number) if note.text or not note.bookmark]))
    marked = " marked" if any(note.bookmark for note in notes) else ""
    return f'<div class="row{kind}{" first" if first else ""}{marked}" id="s{number}">{"".join(parts)}</div>'


def _notes(notes: tuple[Annotation, ...] | list[Annotation]) -> str:
    made = []
    for note in notes:
        quote = f'<q class="hl {note.colour or "none"}" dir="auto">{escape.text(note.quote)}</q> ' if note.quote else ""
        text = f'<span dir="auto">{escape.text(note.text)}</span>' if note.text else ""
        made.append(f'<li data-note="{escape.attribute(note.id)}">{quote}{text}</li>')
    return f'<ul class="notes" aria-label="Notes">{"".join(made)}</ul>' if made else ""


def _entities(document: BilingualDocument) -> str:
    if not document.entities:
        return ""
    rows = []
    for entity in document.entities:
        where = min(max(entity.first_sentence, 0), max(len(document.sentences) - 1, 0))
        rows.append(
            f'<tr class="{entity.type}"><td class="ar" lang="ar" dir="rtl"><a href="#s{where}"><span data-entity="{entity.id}">'
            f"{escape.text(entity.arabic)}</span></a></td><td>{escape.text(entity.english)}</td><td>{ENTITY_LABELS[entity.type]}</td>"
            f"<td>{escape.text(segments_line(entity))}</td><td>{entity.count}</td></tr>"
        )
    return (
        '<section class="entities" aria-label="Names and quantities"><details><summary>Names and quantities</summary>'
        "<table><thead><tr>"
        "<th>Arabic</th><th>English</th><th>Kind</th><th>About</th><th>Times</th></tr></thead><tbody>"
        f"{''.join(rows)}</tbody></table></details></section>"
    )


def _furniture(document: BilingualDocument) -> str:
    blocks = "".join(f'<p class="ar" lang="ar" dir="rtl">{escape.text(block)}</p>' for block in furniture(document))
    if not blocks:
        return ""
    label = "Left out of the translation"
    return f'<section class="furniture" aria-label="{label}"><details><summary>{label}</summary>{blocks}</details></section>'


def _foot(copy: SavedCopy) -> str:
    versions = " · ".join(f"{name} {value}" for name, value in sorted(copy.document.versions.items()))
    saved = f" Saved {copy.created[:10]}." if copy.created else ""
    return f"<footer><p>{escape.text(credit(copy.document) + saved)}</p><p>{escape.text(versions)}</p></footer>"


def _data(copy: SavedCopy) -> str:
    packed = base64.b64encode(gzip.compress(copy_to_json(copy).encode(), 9, mtime=0)).decode()
    return f'<template id="rafiq-document" data-encoding="json+gzip+base64">{packed}</template>'
