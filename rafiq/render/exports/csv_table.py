"""CSV (RFC 4180): a row a sentence, or a row a word of the reader's list, for spreadsheets.

What a spreadsheet would take for a formula gets an apostrophe.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

from nlp.annotations import LearnedWord, SavedCopy
from rafiq.render.escape import cell
from rafiq.render.labels import doubts, kept_notes, note_line

__all__ = ["COLUMNS", "WORD_COLUMNS", "render", "render_words"]

COLUMNS: Final = ("number", "kind", "arabic", "english", "engine", "doubts", "names", "notes")
WORD_COLUMNS: Final = ("word", "lemma", "root", "kind", "meaning", "state", "looked up", "next review", "sentences", "english")


def render(copy: SavedCopy) -> bytes:
    """The copy as CSV, UTF-8 with a byte order mark (spreadsheets need it to see Arabic), lines ended by CRLF."""
    return _table(COLUMNS, _sentences(copy))


def render_words(words: Sequence[LearnedWord]) -> bytes:
    """Words of the reader's own list as CSV; a word's sentences stand in one cell, a line each."""
    return _table(WORD_COLUMNS, (_word(each) for each in words))


def _word(word: LearnedWord) -> tuple[str, ...]:
    arabic, english = ("\n".join(each) for each in ([c.arabic for c in word.contexts], [c.english for c in word.contexts]))
    told = (word.word, word.lemma, word.root, word.pos or word.kind, word.english, word.state)
    return (*map(cell, told), str(word.looked), word.due[:10], cell(arabic), cell(english))


def _sentences(copy: SavedCopy) -> Iterable[tuple[str, ...]]:
    for number, sentence in enumerate(copy.document.sentences):
        names = "; ".join(f"{m.text} = {m.english or '?'} ({m.type})" for m in sentence.entities)
        notes = "; ".join(note_line(note) for note in kept_notes(copy, number))
        row = (sentence.kind, sentence.arabic, sentence.english, sentence.engine, "; ".join(doubts(sentence)), names, notes)
        yield (str(number + 1), *(cell(value) for value in row))


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig", "replace")
