"""Native JSON: the document's own JSON with the reader's notes, highlights, tags and place under `"reader"`."""

from __future__ import annotations

from nlp.annotations import SavedCopy, copy_to_json

__all__ = ["render"]


def render(copy: SavedCopy) -> bytes:
    """The copy as indented JSON, UTF-8; `nlp.annotations.copy_from_json` gives it back equal."""
    return (copy_to_json(copy, indent=1) + "\n").encode()
