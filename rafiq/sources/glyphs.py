"""Glyphs placed on a page → lines of text in reading order, Arabic included.

A PDF says where shapes stand, not what is read first, and its makers disagree on everything else: text in visual or logical order,
brackets mirrored or not, a lam-alef ligature's letters in either order. So only positions are believed: glyphs are sorted as the
eye sees them, then each line is read from the right when it is Arabic, with its numbers and Latin words from the left.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Final

__all__ = ["Glyph", "TextLine", "lines", "unmirrored"]

_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3\u0750-\u077f\u08a0-\u08c9\ufb50-\ufdfd\ufe70-\ufefc]")
_ALEFS: Final = frozenset("اأإآٱ")
_JOINS: Final = frozenset(".,:/-٫٬'’@_")  # between two digits or Latin letters, without spaces, these read with them
_PAIRS: Final = {char: pair for pair in ("«»", "()", "[]", "{}", "‹›", "﴾﴿") for char in pair}
_OPENING: Final = frozenset(pair[0] for pair in _PAIRS.values())
_AFTER: Final = frozenset(".,،؛:؟!…")
_GAP: Final = 0.2  # of the type size: a wider one between two glyphs is a space
_GAP_BESIDE_SPACES: Final = 0.35  # the same in a text that has spaces of its own


@dataclass(frozen=True, slots=True)
class Glyph:
    """One shape: the characters it stands for, its box and baseline in points (y grows upwards)."""

    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line in reading order, with where it stands."""

    text: str
    left: float
    right: float
    base: float
    size: float
    arabic: bool


def lines(glyphs: Sequence[Glyph]) -> list[TextLine]:
    """The lines of one page in reading order: columns apart, the right one first on an Arabic page."""
    glyphs = _forward(glyphs)
    solid = [glyph for glyph in glyphs if not glyph.text.isspace()]
    if not solid:
        return []
    arabic = sum(1 for glyph in solid if _ARABIC.search(glyph.text))
    latin = sum(1 for glyph in solid if glyph.text.isalpha()) - arabic
    wide = sum(1 for glyph in glyphs if glyph.text.isspace() and glyph.right > glyph.left)
    gap = _GAP_BESIDE_SPACES if wide * 12 > len(solid) else _GAP
    rows = _rows(glyphs, median(glyph.size for glyph in solid))
    return [line for region in _regions(rows, arabic >= latin, 0) for row in region if (line := _read(row, gap))]


def unmirrored(text: str) -> str:
    """`text` with every bracket and quotation mark turned to the side it stands on: makers and readers of PDFs mirror some of them.

    One with space before it opens, one with space or punctuation after it closes; where both or neither is so, they alternate.
    """
    out: list[str] = []
    depth = dict.fromkeys(_PAIRS.values(), 0)
    for i, char in enumerate(text):
        pair = _PAIRS.get(char)
        if pair is None:
            out.append(char)
            continue
        free_before = i == 0 or text[i - 1].isspace() or out[-1] in _OPENING
        free_after = i + 1 == len(text) or text[i + 1].isspace() or text[i + 1] in _AFTER or text[i + 1] in _PAIRS
        opens = free_before if free_before != free_after else depth[pair] == 0
        depth[pair] = max(0, depth[pair] + (1 if opens else -1))
        out.append(pair[0] if opens else pair[1])
    return "".join(out)


def _rows(glyphs: list[Glyph], size: float) -> list[list[Glyph]]:
    """Glyphs on one baseline, top row first, each row from left to right."""
    glyphs.sort(key=lambda glyph: -glyph.base)
    rows: list[list[Glyph]] = []
    for glyph in glyphs:
        if rows and rows[-1][0].base - glyph.base < 0.4 * max(size, 0.7 * glyph.size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return [sorted(row, key=lambda glyph: (glyph.left + glyph.right, glyph.left)) for row in rows]


def _regions(rows: list[list[Glyph]], from_right: bool, depth: int) -> list[list[list[Glyph]]]:
    """Rows cut into columns where a gutter runs down the page, below any lines that span it."""
    if depth < 4:
        for top in range(min(len(rows) - 3, 12)):
            gutter = _gutter(rows[top:])
            if gutter is None:
                continue
            sides = [
                [part for row in rows[top:] if (part := [g for g in row if (g.left > gutter) == right])] for right in (True, False)
            ]
            columns = sides if from_right else sides[::-1]
            return [
                *([rows[:top]] if top else []),
                *(region for column in columns for region in _regions(column, from_right, depth + 1)),
            ]
    return [rows]


def _gutter(rows: list[list[Glyph]]) -> float | None:
    """The middle of an empty strip that runs through all rows, with text on both sides in at least three of them, or None."""
    boxes = sorted((glyph.left, glyph.right) for row in rows for glyph in row if not glyph.text.isspace())
    if len(boxes) < 60:
        return None
    width = max(right for _, right in boxes) - boxes[0][0]
    size = median(glyph.size for row in rows for glyph in row)
    reached, best, widest = boxes[0][1], None, 0.0
    for left, right in boxes:
        gap = left - reached
        central = 0.2 * width < reached - boxes[0][0] < 0.8 * width
        if gap > max(widest, 0.9 * size) and central:
            best, widest = (left + reached) / 2, gap
        reached = max(reached, right)
    if best is None:
        return None
    both = sum(any(g.left > best for g in row) and any(g.right < best for g in row) for row in rows)
    return best if both >= 3 else None


def _read(row: Sequence[Glyph], gap: float) -> TextLine | None:
    """One row in reading order, spaces where the gaps are."""
    solid = [glyph for glyph in row if not glyph.text.isspace() and not _is_mark(glyph.text)]
    if not solid:
        return None
    size = median(glyph.size for glyph in solid)
    marks = _marks(row, solid, size)
    parts: list[str] = []
    reached = row[0].left
    for glyph in row:
        space = glyph.text.isspace()
        if _is_mark(glyph.text) or (space and glyph.right <= glyph.left):
            continue  # some makers leave a space of no width anywhere near its word: there the gap tells
        if (space or glyph.left - reached > gap * size) and parts and parts[-1] != " ":
            parts.append(" ")
        if not space:
            parts.append(glyph.text + marks.get(id(glyph), ""))
            reached = max(reached, glyph.right)
    arabic = any(_ARABIC.search(part) for part in parts)
    text = "".join(_from_right(parts) if arabic else parts)
    return TextLine(" ".join(text.split()), solid[0].left, max(g.right for g in solid), solid[0].base, size, arabic)


def _is_mark(text: str) -> bool:
    return all(unicodedata.combining(char) for char in text)


def _marks(row: Sequence[Glyph], solid: Sequence[Glyph], size: float) -> dict[int, str]:
    """Vowel signs by the `id` of the letter they stand on: the one around their middle, else the one just right of it."""
    marks: dict[int, str] = {}
    for mark in row:
        if not _is_mark(mark.text):
            continue
        middle, slack = (mark.left + mark.right) / 2, 0.03 * size
        around = next((glyph for glyph in solid if glyph.left + slack < middle < glyph.right - slack), None)
        owner = around or min(solid, key=lambda glyph: abs(glyph.left - middle))
        marks[id(owner)] = marks.get(id(owner), "") + mark.text
    return marks


def _from_right(parts: Sequence[str]) -> Iterable[str]:
    """Glyph texts in visual order from the left → reading order from the right, runs of numbers and Latin words kept."""
    backwards = list(reversed(parts))
    out: list[str] = []
    i = 0
    while i < len(backwards):
        stop = _run(backwards, i)
        out.extend(reversed(backwards[i:stop]))
        i = stop
    return out


def _run(parts: Sequence[str], first: int) -> int:
    """Where the run that reads from the left and begins at `first` ends; `first + 1` when none does."""
    if not _is_western(parts[first]):
        return first + 1
    end = i = first + 1
    latin = _is_latin(parts[first])
    while i < len(parts):
        if _is_western(parts[i]):
            between = parts[end:i]
            spaced = " " in between
            latin_here = _is_latin(parts[i])
            if (
                between
                and not (all(part in _JOINS for part in between) and len(between) == 1)
                and not (spaced and latin and latin_here)
            ):
                break
            latin = latin or latin_here
            end = i + 1
        elif _ARABIC.search(parts[i]) or i - end > 3:
            break
        i += 1
    return end


def _is_western(part: str) -> bool:
    return part[0].isdigit() or _is_latin(part)


def _is_latin(part: str) -> bool:
    return part[0].isalpha() and _ARABIC.search(part) is None


def _forward(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Glyphs of several letters with those letters as they are read, and none twice in one place.

    No Arabic word has alef before lam in one shape, so ligatures that do tell that all of the page's are backwards.
    """
    backwards = sum((g.text[0] in _ALEFS and g.text[1:] == "ل") or g.text == "هلل" for g in glyphs)
    forwards = sum((g.text[:1] == "ل" and g.text[1:] in _ALEFS) or g.text == "لله" for g in glyphs)
    out: list[Glyph] = []
    for glyph in glyphs:
        last = out[-1] if out else None
        if last and last.text == glyph.text and abs(last.left - glyph.left) + abs(last.base - glyph.base) < 0.1 * glyph.size:
            continue
        turned = backwards > forwards and len(glyph.text) > 1 and _ARABIC.search(glyph.text) is not None
        out.append(replace(glyph, text=glyph.text[::-1]) if turned else glyph)
    return out
