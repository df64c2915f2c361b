"""Markdown: each sentence in Arabic and English, notes and doubts under it, names and quantities at the end.

Arabic paragraphs are `<div dir="rtl" lang="ar">` blocks, and English in them that would run backwards («C++») is a `<bdi>`: all the
HTML that Markdown readers need to set them right.
"""

from __future__ import annotations

from nlp.annotations import SavedCopy
from nlp.document import Sentence
from rafiq.render import escape
from rafiq.render.direction import foreign_runs, needs_isolation
from rafiq.render.labels import BOOKMARK, ENTITY_LABELS, credit, doubts, furniture, kept_notes, title_english

__all__ = ["render"]


def render(copy: SavedCopy) -> bytes:
    """The copy as CommonMark, UTF-8. No article text can become markup."""
    document = copy.document
    titled = bool(document.sentences) and document.sentences[0].kind == "title"
    lines = [] if titled else [*_arabic(copy.title or document.title, "# "), *_plain(title_english(copy), "# ")]
    facts = [document.article.byline, document.article.date, document.article.source]
    lines += _plain(" · ".join(fact for fact in facts if fact))
    lines += _plain(", ".join(f"#{tag}" for tag in copy.tags))
    for note in copy.on_sentence(-1):
        lines += _quoted("Note", note.text)
    for number, sentence in enumerate(document.sentences):
        lines += _sentence(copy, number, sentence)
    if document.entities:
        lines += ["## Names and quantities", ""]
        lines += ["| Arabic | English | Kind | About | Times |", "| ---: | --- | --- | --- | ---: |"]
        for entity in document.entities:
            cells = (entity.arabic, entity.english, ENTITY_LABELS[entity.type], entity.gloss or entity.value, str(entity.count))
            lines.append("| " + " | ".join(escape.markdown(cell) for cell in cells) + " |")
        lines.append("")
    left = furniture(document)
    if left:
        lines += ["## Left out of the translation", ""]
        for block in left:
            lines += _arabic(block)
    lines += ["---", "", escape.markdown(credit(document))]
    return ("\n".join(lines).rstrip() + "\n").encode("utf-8", "replace")


def _sentence(copy: SavedCopy, number: int, sentence: Sentence) -> list[str]:
    mark = {"title": "# ", "heading": "## "}.get(sentence.kind, "")
    lines = [*_arabic(sentence.arabic, mark), *_plain(sentence.english, mark)]
    for message in doubts(sentence):
        lines += _quoted("Doubtful", message)
    for note in kept_notes(copy, number):
        about = f"“{note.quote}” " if note.quote else ""
        if note.bookmark:
            lines += _quoted(BOOKMARK, note.text or f"{number + 1}")
        else:
            lines += _quoted("Note" if note.text else "Highlight", about + note.text)
    return lines


def _arabic(value: str, mark: str = "") -> list[str]:
    if not value.strip():
        return []
    parts, at = [], 0
    for start, end in foreign_runs(value, rtl=True):
        if needs_isolation(value[start:end]):
            parts += [escape.markdown(value[at:start]), f'<bdi dir="ltr">{escape.markdown(value[start:end])}</bdi>']
            at = end
    return ['<div dir="rtl" lang="ar">', "", mark + "".join([*parts, escape.markdown(value[at:])]), "", "</div>", ""]


def _plain(value: str, mark: str = "") -> list[str]:
    return [mark + escape.markdown(value), ""] if value.strip() else []


def _quoted(label: str, value: str) -> list[str]:
    return [f"> **{label}:** {escape.markdown(value)}", ""] if value.strip() else []
