"""Word documents (docx) by python-docx: headings, paragraphs, lists and the cells of tables, each once, in the file's order.

The tree of the file is walked itself, not python-docx's rows and cells: those give a merged cell once for every place it takes,
and a cell may claim two thousand million places. What it leaves out: headers and footers, footnotes, text boxes, tracked deletions.

>>> import docx, io
>>> document, out = docx.Document(), io.BytesIO()
>>> table = document.add_table(1, 2)
>>> table.cell(0, 0).merge(table.cell(0, 1)).text = "خلية"
>>> document.save(out)
>>> read(out.getvalue(), "a.docx")[0].content
'<p>خلية</p>'
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from nlp.errors import InputError
from nlp.text.clean import FRAGMENT
from rafiq.sources.archive import member, open_archive
from rafiq.sources.raw import Raw

if TYPE_CHECKING:
    from docx.document import Document

__all__ = ["read"]

_HEADING: Final = re.compile(r"heading|title|عنوان|subtitle", re.IGNORECASE)
_LIST: Final = re.compile(r"list|bullet|قائمة", re.IGNORECASE)
_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _named(names: str) -> frozenset[str]:
    return frozenset(f"{_WORD}{name}" for name in names.split())


_AROUND_BLOCKS: Final = _named("tbl tr tc sdt sdtContent customXml ins moveTo")
_AROUND_WORDS: Final = _named("hyperlink ins moveTo smartTag sdt sdtContent customXml fldSimple dir bdo")
_PARAGRAPH, _RUN = f"{_WORD}p", f"{_WORD}r"


def read(data: bytes, name: str) -> list[Raw]:
    """The document as one article. Raises `InputError` when it is no Word document or holds no text."""
    import docx

    archive = open_archive(data, name)
    for info in archive.infolist():
        if info.filename.endswith((".xml", ".rels")):
            _refuse_declarations(member(archive, info.filename), name)
    try:
        lines = list(_lines(docx.Document(io.BytesIO(data))))
    except MemoryError:
        raise
    except Exception as error:  # python-docx raises whatever its parts meet in a broken package
        raise InputError(f"The file {name!r} is not a Word document Rafiq can read; it may be damaged.") from error
    if not lines:
        raise InputError(f"The file {name!r} holds no text.")
    return [Raw("\n".join(lines), name, FRAGMENT)]


def _refuse_declarations(part: bytes, name: str) -> None:
    """Entities have no business in a Word document: they only serve to make a small file huge."""
    if b"<!DOCTYPE" in part[:2000] or b"<!ENTITY" in part:
        raise InputError(f"The file {name!r} declares XML entities, as no Word document does: it is not read.")


def _lines(document: Document) -> Iterator[str]:
    """One line of HTML a paragraph that holds text."""
    styles = {style.style_id: style.name or "" for style in document.styles}
    for paragraph in _within(document.element.body, _AROUND_BLOCKS, _PARAGRAPH):
        text = "".join(run.text for run in _within(paragraph, _AROUND_WORDS, _RUN)).strip()
        if text:
            properties = paragraph.pPr
            named = properties.pStyle.val if properties is not None and properties.pStyle is not None else ""
            style = styles.get(named, "")
            numbered = properties is not None and properties.numPr is not None
            tag = "h2" if _HEADING.search(style) else "li" if numbered or _LIST.search(style) else "p"
            yield f"<{tag}>{html.escape(text).replace(chr(10), '<br>')}</{tag}>"


def _within(element: Any, around: frozenset[str], wanted: str) -> Iterator[Any]:
    """Every `wanted` element below `element` with none but `around` between, in order, however deep: without recursion."""
    waiting = [iter(element)]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
        elif child.tag == wanted:
            yield child
        elif child.tag in around:
            waiting.append(iter(child))
