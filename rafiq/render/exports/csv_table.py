"""CSV (RFC 4180): a row a sentence, for spreadsheets. What a spreadsheet would take for a formula gets an apostrophe."""

from __future__ import annotations

import csv
import io
from typing import Final

from nlp.annotations import SavedCopy
from rafiq.render.escape import cell
from rafiq.render.labels import doubts, kept_notes

__all__ = ["COLUMNS", "render"]

COLUMNS: Final = ("number", "kind", "arabic", "english", "engine", "doubts", "names", "notes")


def render(copy: SavedCopy) -> bytes:
    """The copy as CSV, UTF-8 with a byte order mark (spreadsheets need it to see Arabic), lines ended by CRLF."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for number, sentence in enumerate(copy.document.sentences):
        names = "; ".join(f"{m.text} = {m.english or '?'} ({m.type})" for m in sentence.entities)
        notes = "; ".join(f"“{n.quote}” {n.text}".strip() if n.quote else n.text for n in kept_notes(copy, number))
        row = (sentence.kind, sentence.arabic, sentence.english, sentence.engine, "; ".join(doubts(sentence)), names, notes)
        writer.writerow([str(number + 1), *(cell(value) for value in row)])
    return out.getvalue().encode("utf-8-sig", "replace")
