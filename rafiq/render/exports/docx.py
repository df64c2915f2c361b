"""DOCX: a two-column table, English left and Arabic right, a row a sentence; the reader's notes and our doubts are Word comments.

Arabic runs are right-to-left through and through (`w:bidi`, `w:rtl`, complex-script font, size, language), so word processors
shape, break and proof them as Arabic; English among them is left-to-right runs, Arabic in the English right-to-left ones.
Highlights are highlights; names are coloured by kind.
"""

from __future__ import annotations

import io
from copy import deepcopy
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Final

from nlp.annotations import SavedCopy
from nlp.document import Sentence
from rafiq.render.escape import legal
from rafiq.render.exports import zipped
from rafiq.render.labels import ENTITY_LABELS, credit, doubts, furniture, kept_notes, note_line, segments_line, title_english
from rafiq.render.spans import Piece, arabic_pieces, english_pieces

__all__ = ["render"]

ARABIC_FONT: Final = "Noto Naskh Arabic"
_HIGHLIGHTS: Final = {"yellow": "YELLOW", "green": "BRIGHT_GREEN", "blue": "TURQUOISE", "pink": "PINK", "orange": "DARK_YELLOW"}
_COLOURS: Final = {"PERS": "1D4ED8", "LOC": "0F6B3A", "ORG": "7A1FD0", "MISC": "9A3412"}
_SIZES: Final = {"title": (16, 20), "heading": (13, 16)}  # points: English, Arabic
_PLAIN: Final = (11, 13)


def render(copy: SavedCopy) -> bytes:
    """The copy as a Word document (Office Open XML)."""
    from docx import Document

    document = Document()
    _set_page(document, copy)
    comments = _Comments(document)
    titled = any(sentence.kind == "title" for sentence in copy.document.sentences)
    if not titled:
        _line(document.add_paragraph(), copy.title or copy.document.title, arabic=True, size=20, bold=True)
        _line(document.add_paragraph(), title_english(copy), arabic=False, size=16, bold=True)
    article = copy.document.article
    facts = [fact for fact in (article.byline, article.date, article.source, *(f"#{tag}" for tag in copy.tags)) if fact]
    for fact in facts:
        _line(document.add_paragraph(), fact, arabic=_is_arabic(fact), size=9)
    for note in copy.on_sentence(-1):
        comments.add(_line(document.add_paragraph(), "Notes on the whole article", arabic=False, size=9), note.text, "Reader")
    if copy.document.sentences:
        _table(document, copy, comments)
    _entities(document, copy)
    left = furniture(copy.document)
    if left:
        document.add_heading("Left out of the translation", 2)
        for block in left:
            _line(document.add_paragraph(), block, arabic=True, size=10)
    _line(document.add_paragraph(), credit(copy.document), arabic=False, size=8)
    out = io.BytesIO()
    document.save(out)
    return zipped.again(out.getvalue())


def _set_page(document: Any, copy: SavedCopy) -> None:
    from docx.shared import Cm

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(1.8)
    section.top_margin = section.bottom_margin = Cm(1.8)
    facts = document.core_properties
    facts.title, facts.author, facts.comments = legal(copy.title)[:250], "Rafiq", ""
    facts.language = "en"
    moment = copy.changed or copy.created or "2000-01-01"
    try:
        facts.created = facts.modified = datetime.fromisoformat(moment[:10]).replace(tzinfo=UTC)
    except ValueError:
        facts.created = facts.modified = datetime(2000, 1, 1, tzinfo=UTC)


def _table(document: Any, copy: SavedCopy, comments: _Comments) -> None:
    from docx.shared import Cm

    sentences = copy.document.sentences
    table = document.add_table(rows=len(sentences), cols=2)
    table.autofit = False
    for column in table.columns:
        column.width = Cm(8.7)
    # Cell by cell through the XML: `table.cell(r, c)` walks the whole table each time.
    for number, (sentence, row) in enumerate(zip(sentences, table._tbl.tr_lst, strict=True)):
        left, right = (_cell(cell, table) for cell in row.tc_lst)
        notes = copy.on_sentence(number)
        english, arabic = _SIZES.get(sentence.kind, _PLAIN)
        bold = sentence.kind in _SIZES
        first = _pieces(left, english_pieces(sentence, notes), sentence, arabic=False, size=english, bold=bold)
        second = _pieces(right, arabic_pieces(sentence, notes), sentence, arabic=True, size=arabic, bold=bold)
        for message in doubts(sentence):
            comments.add(first, message, "Rafiq")
        for note in kept_notes(copy, number):
            comments.add(second if note.side == "arabic" else first, note_line(note), "Reader")


def _cell(element: Any, table: Any) -> Any:
    from docx.shared import Cm
    from docx.table import _Cell

    cell = _Cell(element, table)
    cell.width = Cm(8.7)
    return cell.paragraphs[0]


def _pieces(paragraph: Any, pieces: tuple[Piece, ...], sentence: Sentence, *, arabic: bool, size: int, bold: bool) -> list[Any]:
    """Writes pieces as runs; neighbours that look the same share one, so letters stay joined and files stay small."""
    if arabic:
        _right_to_left(paragraph)
    runs: list[Any] = []
    waiting, look, rtl = "", ("", ""), arabic
    for piece in (*pieces, Piece("")):
        kind = sentence.entities[piece.mention].type if piece.mention >= 0 else ""
        now, way = (piece.colour, _COLOURS.get(kind, "")), arabic == (piece.run < 0)
        if waiting and (now != look or way != rtl or not piece.text):
            runs.append(_run(paragraph, waiting, arabic=rtl, size=size, bold=bold, look=look))
            waiting = ""
        waiting, look, rtl = waiting + piece.text, now, way
    return runs


def _line(paragraph: Any, text: str, *, arabic: bool, size: int, bold: bool = False) -> list[Any]:
    if arabic:
        _right_to_left(paragraph)
    return [_run(paragraph, text, arabic=arabic, size=size, bold=bold)] if text else []


def _right_to_left(paragraph: Any) -> None:
    from docx.oxml import OxmlElement

    paragraph._p.get_or_add_pPr().insert_element_before(OxmlElement("w:bidi"), "w:spacing", "w:ind", "w:jc", "w:rPr")


def _run(paragraph: Any, text: str, *, arabic: bool, size: int, bold: bool, look: tuple[str, str] = ("", "")) -> Any:
    run = paragraph.add_run(legal(text))
    run._r.insert(0, deepcopy(_properties(arabic, size, bold, look)))
    return run


@lru_cache(maxsize=256)
def _properties(arabic: bool, size: int, bold: bool, look: tuple[str, str]) -> Any:
    """The `w:rPr` of a run that looks so; made once, for an article has thousands of runs and a dozen looks."""
    from docx import Document
    from docx.enum.text import WD_COLOR_INDEX
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    run = Document().add_paragraph().add_run()
    font = run.font
    font.size, font.bold = Pt(size), bold or None
    if look[0]:
        font.highlight_color = getattr(WD_COLOR_INDEX, _HIGHLIGHTS[look[0]])
    if look[1]:
        font.color.rgb = RGBColor.from_string(look[1])
    properties = run._r.get_or_add_rPr()
    language = OxmlElement("w:lang")
    if arabic:
        font.rtl, font.cs_bold = True, bold or None
        properties.get_or_add_rFonts().set(qn("w:cs"), ARABIC_FONT)
        complex_size: Any = OxmlElement("w:szCs")
        complex_size.set(qn("w:val"), str(2 * size))
        properties.insert_element_before(complex_size, "w:highlight", "w:u", "w:effect", "w:rtl", "w:cs", "w:lang")
        language.set(qn("w:bidi"), "ar-SA")
    else:
        language.set(qn("w:val"), "en-GB")
    properties.append(language)
    return properties


class _Comments:
    """The document's comments, numbered here: python-docx looks through all there are to number one more."""

    def __init__(self, document: Any) -> None:
        self._document = document
        # Not the moment of the export: equal copies give equal files.
        self._date = f"{document.core_properties.created:%Y-%m-%dT%H:%M:%SZ}"
        self._count = 0
        self._blank: Any = None  # what python-docx makes of an empty comment, once there is one to make

    def add(self, runs: list[Any], text: str, author: str) -> None:
        """A comment on `runs`; nothing where there is nothing to comment on or to say."""
        from docx.comments import Comment
        from docx.oxml.ns import qn

        if not runs or not text.strip():
            return
        if self._blank is None:
            self._part = self._document.part._comments_part
            self._blank = self._part.element.add_comment()
            self._part.element.remove(self._blank)
        element = deepcopy(self._blank)
        for name, value in (("id", str(self._count)), ("author", author), ("initials", author[0]), ("date", self._date)):
            element.set(qn(f"w:{name}"), value)
        self._part.element.append(element)
        comment = Comment(element, self._part)
        first, *more = legal(text).split("\n")
        comment.paragraphs[0].add_run(first)
        for line in more:
            comment.add_paragraph(line)
        runs[0].mark_comment_range(runs[-1], self._count)
        self._count += 1


def _entities(document: Any, copy: SavedCopy) -> None:
    entities = copy.document.entities
    if not entities:
        return
    document.add_heading("Names and quantities", 2)
    table = document.add_table(rows=len(entities) + 1, cols=4)
    rows = [("Arabic", "English", "Kind", "About")]
    rows += [(e.arabic, e.english, ENTITY_LABELS[e.type], segments_line(e)) for e in entities]
    for number, (values, row) in enumerate(zip(rows, table._tbl.tr_lst, strict=True)):
        for column, (value, element) in enumerate(zip(values, row.tc_lst, strict=True)):
            _line(_plain_cell(element, table), value, arabic=column == 0 and number > 0, size=9, bold=number == 0)


def _plain_cell(element: Any, table: Any) -> Any:
    from docx.table import _Cell

    return _Cell(element, table).paragraphs[0]


def _is_arabic(value: str) -> bool:
    from nlp.text.normalize import has_arabic

    return has_arabic(value)
