"""W3C Web Annotations (JSON-LD): the reader's notes, highlights and tags, as an AnnotationCollection with one page.

A stretch of the Arabic is a TextPositionSelector and a TextQuoteSelector into the article's text; a stretch of the English refines
the sentence it stands in. Names and glosses are not annotations of the reader's, and stay in the other exports.
"""

from __future__ import annotations

import hashlib
import re
from typing import Any, Final

import msgspec

from nlp.annotations import Annotation, SavedCopy, encoded

__all__ = ["render"]

CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
AROUND: Final = 32


def render(copy: SavedCopy) -> bytes:
    """The copy's annotations as JSON-LD, UTF-8."""
    base = f"urn:rafiq:{hashlib.sha256(copy.document.article.text.encode('utf-8', 'replace')).hexdigest()[:32]}"
    items = [_annotation(copy, base, note, number) for number, note in enumerate(copy.annotations)]
    items += [_tag(copy, base, tag, number) for number, tag in enumerate(copy.tags)]
    page = {"id": f"{base}:page", "type": "AnnotationPage", "startIndex": 0, "items": items}
    whole = {
        "@context": CONTEXT,
        "id": f"{base}:notes",
        "type": "AnnotationCollection",
        "label": copy.title,
        "total": len(items),
        "first": page,
    }
    return msgspec.json.format(encoded(whole), indent=2) + b"\n"


def _annotation(copy: SavedCopy, base: str, note: Annotation, number: int) -> dict[str, Any]:
    body: list[dict[str, Any]] = []
    if note.text:
        body.append({"type": "TextualBody", "value": note.text, "format": "text/plain", "purpose": "commenting"})
    if note.colour:
        body.append({"type": "TextualBody", "value": note.colour, "purpose": "highlighting"})
    made: dict[str, Any] = {"id": f"{base}:{_name(note.id) or number}", "type": "Annotation"}
    made["motivation"] = "bookmarking" if note.bookmark else "commenting" if note.text else "highlighting"
    made |= {key: value for key, value in (("created", note.created), ("modified", note.changed)) if value}
    return made | {"body": body, "target": _target(copy, base, note)}


def _tag(copy: SavedCopy, base: str, tag: str, number: int) -> dict[str, Any]:
    body = {"type": "TextualBody", "value": tag, "purpose": "tagging"}
    target = _target(copy, base, Annotation())
    return {"id": f"{base}:tag-{number}", "type": "Annotation", "motivation": "tagging", "body": [body], "target": target}


def _target(copy: SavedCopy, base: str, note: Annotation) -> dict[str, Any]:
    english = note.side == "english"
    source = {
        "id": f"{base}:{'english' if english else 'arabic'}",
        "type": "Text",
        "format": "text/plain",
        "language": "en" if english else "ar",
    }
    target: dict[str, Any] = {"type": "SpecificResource", "source": source}
    selectors = _selectors(copy, note)
    fragment = {"type": "FragmentSelector", "value": f"s{note.sentence}"} if note.sentence >= 0 else None
    if fragment is not None and (english or not selectors):
        # Positions in the English count from the start of the sentence, so they refine the one that names it.
        target["selector"] = fragment | ({"refinedBy": selectors} if selectors else {})
    elif selectors:
        target["selector"] = selectors
    return target


def _selectors(copy: SavedCopy, note: Annotation) -> list[dict[str, Any]]:
    document = copy.document
    there = 0 <= note.sentence < len(document.sentences)
    text = (document.sentences[note.sentence].english if there else "") if note.side == "english" else document.article.text
    if not 0 <= note.start < note.end <= len(text):
        quote = {"type": "TextQuoteSelector", "exact": note.quote, "prefix": note.prefix, "suffix": note.suffix}
        return [quote] if note.quote else []
    around = {
        "exact": text[note.start : note.end],
        "prefix": text[max(0, note.start - AROUND) : note.start],
        "suffix": text[note.end : note.end + AROUND],
    }
    return [{"type": "TextPositionSelector", "start": note.start, "end": note.end}, {"type": "TextQuoteSelector", **around}]


def _name(value: str) -> str:
    return re.sub(r"[^A-Za-z0-9._~-]", "-", value)
