"""Word documents (docx) by python-docx: headings, paragraphs, lists and the cells of tables, in order.

What it leaves out: headers and footers, footnotes, text boxes, tracked deletions.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from nlp.errors import InputError
from nlp.text.clean import FRAGMENT
from rafiq.sources.archive import member, open_archive
from rafiq.sources.raw import Raw

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell

__all__ = ["read"]

_HEADING: Final = re.compile(r"heading|title|عنوان|subtitle", re.IGNORECASE)
_LIST: Final = re.compile(r"list|bullet|قائمة", re.IGNORECASE)
_MAX_DEPTH: Final = 5  # tables within tables


def read(data: bytes, name: str) -> list[Raw]:
    """The document as one article. Raises `InputError` when it is no Word document or holds no text."""
    import docx

    archive = open_archive(data, name)
    for info in archive.infolist():
        if info.filename.endswith((".xml", ".rels")):
            _refuse_declarations(member(archive, info.filename), name)
    try:
        document = docx.Document(io.BytesIO(data))
        lines = list(_blocks(document, 0))
    except Exception as error:  # python-docx raises whatever its parts meet in a broken package
        raise InputError(f"The file {name!r} is not a Word document Rafiq can read; it may be damaged.") from error
    if not lines:
        raise InputError(f"The file {name!r} holds no text.")
    return [Raw("\n".join(lines), name, FRAGMENT)]


def _refuse_declarations(part: bytes, name: str) -> None:
    """Entities have no business in a Word document: they only serve to make a small file huge."""
    if b"<!DOCTYPE" in part[:2000] or b"<!ENTITY" in part:
        raise InputError(f"The file {name!r} declares XML entities, as no Word document does: it is not read.")


def _blocks(parent: Document | _Cell, depth: int) -> Iterator[str]:
    from docx.table import Table

    for block in parent.iter_inner_content():
        if isinstance(block, Table):
            if depth < _MAX_DEPTH:
                seen: set[int] = set()
                for row in block.rows:
                    for cell in row.cells:
                        if id(cell._tc) not in seen:  # merged cells come once for every place they take
                            seen.add(id(cell._tc))
                            yield from _blocks(cell, depth + 1)
            continue
        text = block.text.strip()
        if not text:
            continue
        style = (block.style.name or "") if block.style is not None else ""
        numbered = block._p.pPr is not None and block._p.pPr.numPr is not None
        tag = "h2" if _HEADING.search(style) else "li" if numbered or _LIST.search(style) else "p"
        yield f"<{tag}>{html.escape(text).replace(chr(10), '<br>')}</{tag}>"
