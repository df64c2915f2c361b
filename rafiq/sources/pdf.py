"""PDF by PDFium, which gives glyphs and places; `rafiq.sources.glyphs` puts them in reading order, and lines become paragraphs
here.

Measured on PDFs made by Chromium, LibreOffice and ReportLab (`tests/rafiq/sources/test_pdf.py`): PDFium's own text and pypdf's and
pdfminer.six's lose the order of words, letters or numbers on one or more of the three. What it leaves out: pictures of text
(a scan is refused in one sentence), forms, tables' shape.
"""

from __future__ import annotations

import ctypes
import html
import math
import re
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any, Final

from nlp.errors import InputError, TooLargeError
from nlp.text.clean import FRAGMENT
from rafiq.sources.glyphs import Glyph, TextLine, lines, unmirrored
from rafiq.sources.raw import Raw

__all__ = ["MAX_PAGES", "read"]

MAX_PAGES: Final = 500
_MAX_GLYPHS: Final = 3_000_000
_PDFIUM = threading.Lock()  # PDFium is not thread-safe
_STOPPED = re.compile(r"[.؟!:…][»”\")\]]*$")
_BULLET = re.compile(r"^[•●▪◦‣*–-]\s")


@dataclass(frozen=True, slots=True)
class _Paragraph:
    text: str
    tag: str  # p, h2, aside


def read(data: bytes, name: str) -> list[Raw]:
    """The document as one article. Raises `InputError` when it is damaged, locked, or holds pictures in place of text."""
    pages = _pages(data, name)
    if not any(pages):
        raise InputError(f"The file {name!r} holds no text, only pictures of it (a scan): run text recognition (OCR) on it first.")
    paragraphs = _joined(paragraph for page in _without_repeats(pages) for paragraph in page)
    body = "\n".join(f"<{part.tag}>{html.escape(unmirrored(part.text))}</{part.tag}>" for part in paragraphs)
    return [Raw(body, name, FRAGMENT)]


def _pages(data: bytes, name: str) -> list[list[TextLine]]:
    import pypdfium2

    with _PDFIUM:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            if "password" in str(error).lower():
                raise InputError(f"The file {name!r} is protected by a password: save it without one first.") from error
            raise InputError(f"The file {name!r} is not a PDF Rafiq can read; it may be damaged.") from error
        try:
            if len(document) > MAX_PAGES:
                raise TooLargeError(f"The file {name!r} has {len(document)} pages; Rafiq reads PDFs up to {MAX_PAGES}.")
            pages: list[list[TextLine]] = []
            total = 0
            for number in range(len(document)):
                glyphs = _glyphs(document, number)
                total += len(glyphs)
                if total > _MAX_GLYPHS:
                    raise TooLargeError(f"The file {name!r} holds more than {_MAX_GLYPHS // 1_000_000} million characters.")
                pages.append(lines(glyphs))
        except pypdfium2.PdfiumError as error:
            raise InputError(f"The file {name!r} is damaged: page {number + 1} cannot be read.") from error
        finally:
            document.close()
    return pages


def _glyphs(document: Any, number: int) -> list[Glyph]:
    """The glyphs of one page; characters that share one shape (a ligature) are one."""
    import pypdfium2.raw as pdfium

    page = document[number]
    text = page.get_textpage()
    box = pdfium.FS_RECTF()
    matrix = pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    out: list[Glyph] = []
    place = (0.0, 0.0, 0.0)
    for i in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, i)
        if pdfium.FPDFText_IsGenerated(text, i) == 1 or code < 32 or 0xD800 <= code < 0xE000 or code > 0x10FFFF or code == 0xFFFE:
            continue
        pdfium.FPDFText_GetLooseCharBox(text, i, box)  # the advance, not the ink: only so do gaps tell of spaces
        pdfium.FPDFText_GetCharOrigin(text, i, x, y)
        scaled = pdfium.FPDFText_GetMatrix(text, i, matrix)
        size = float(pdfium.FPDFText_GetFontSize(text, i)) * (math.hypot(matrix.c, matrix.d) if scaled else 1.0) or 10.0
        here = (box.left, box.right, y.value)
        if not math.isfinite(sum(here) + size):
            continue  # a damaged page: it stands nowhere
        char = chr(code)
        if out and here == place and not char.isspace() and box.right > box.left:
            last = out[-1]
            out[-1] = Glyph(last.text + char, last.left, last.right, last.base, last.size)
            continue
        out.append(Glyph(char, here[0], max(here[0], here[1]), here[2], abs(size)))
        place = here
    text.close()
    page.close()
    return out


def _without_repeats(pages: Sequence[Sequence[TextLine]]) -> Iterator[list[_Paragraph]]:
    """Each page's paragraphs; lines at its edges that stand on most pages (running heads, page numbers) are furniture."""
    edges = Counter(_edge_key(line) for page in pages for line in {*page[:2], *page[-2:]})
    repeated = {key for key, count in edges.items() if count >= max(3, len(pages) // 2)}
    for page in pages:
        body: list[TextLine] = []
        aside: list[_Paragraph] = []
        for i, line in enumerate(page):
            at_edge = i < 2 or i >= len(page) - 2
            number = len(pages) > 1 and at_edge and re.fullmatch(r"[\W\d]{1,9}", line.text)
            if at_edge and (number or _edge_key(line) in repeated):
                aside.append(_Paragraph(line.text, "aside"))
            else:
                body.append(line)
        yield [*_paragraphs(body), *aside]


def _edge_key(line: TextLine) -> tuple[str, int]:
    return re.sub(r"\d+", "#", line.text), round(line.base / 5)


def _paragraphs(page: Sequence[TextLine]) -> Iterator[_Paragraph]:
    """Lines joined where the text runs on: same size, near below, and the line above reaches the end of its column."""
    if not page:
        return
    size = median(line.size for line in page)
    pitches = [above.base - below.base for above, below in pairwise(page) if 0 < above.base - below.base < 4 * size]
    pitch = sorted(pitches)[len(pitches) // 3] if pitches else 1.5 * size
    group: list[TextLine] = []
    for line in page:
        if group and _ends(group[-1], line, page, pitch):
            yield _paragraph(group, size)
            group = []
        group.append(line)
    yield _paragraph(group, size)


def _ends(above: TextLine, below: TextLine, page: Sequence[TextLine], pitch: float) -> bool:
    """Whether a paragraph ends between the two lines."""
    drop = above.base - below.base
    if drop < 0:  # the next column
        return _STOPPED.search(above.text) is not None
    if drop > 1.35 * pitch or abs(above.size - below.size) > 0.12 * above.size or _BULLET.match(below.text):
        return True
    # A line may have no width, and `above` is always one of them.
    beside = [line for line in page if line.left <= above.right and line.right >= above.left]
    edge = len(beside) // 4  # a headline may be wider than its columns
    far_left, far_right = sorted(line.left for line in beside)[edge], sorted(line.right for line in beside)[-1 - edge]
    short = above.left - far_left if above.arabic else far_right - above.right
    return short > 0.12 * (far_right - far_left) and (
        _STOPPED.search(above.text) is not None or short > 0.4 * (far_right - far_left)
    )


def _paragraph(group: Sequence[TextLine], size: float) -> _Paragraph:
    text = " ".join(line.text for line in group)
    large = group[0].size > 1.15 * size and len(text.split()) <= 30
    return _Paragraph(text, "h2" if large else "p")


def _joined(paragraphs: Iterator[_Paragraph]) -> list[_Paragraph]:
    """Paragraphs that a page break cut in two put together again; furniture between them moves behind."""
    out: list[_Paragraph] = []
    for paragraph in paragraphs:
        last = next((i for i in range(len(out) - 1, -1, -1) if out[i].tag != "aside"), None)
        broken = last is not None and last < len(out) - 1 and out[last].tag == paragraph.tag == "p"
        if broken and last is not None and not _STOPPED.search(out[last].text):
            out[last] = _Paragraph(f"{out[last].text} {paragraph.text}", "p")
        else:
            out.append(paragraph)
    return out
