"""Small files of each kind that a reader may open, made when asked: Word and EPUB."""

from __future__ import annotations

import io
import zipfile

__all__ = ["BODY", "CHAPTER", "CONTAINER", "OPF", "TITLE", "docx_bytes", "epub_bytes"]

TITLE = "كيف أوقف مهندس مصري دعم الشركة؟"
BODY = "قال المهندس المصري حسام نصر إن العمل قد انتهى تماماً في هذا اليوم، وإن الجميع سعداء بما تم إنجازه."
CONTAINER = """<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OPS/book.opf"/></rootfiles></container>"""
CHAPTER = (
    f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>ت</title></head><body><h1>{TITLE}</h1><p>{BODY}</p></body></html>'
)
OPF = """<package xmlns="http://www.idpf.org/2007/opf"><manifest>
<item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="b" href="b%20c.xhtml" media-type="application/xhtml+xml"/><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>
<item id="p" href="p.png" media-type="image/png"/></manifest>
<spine><itemref idref="a"/><itemref idref="p"/><itemref idref="b"/></spine></package>"""


def docx_bytes() -> bytes:
    import docx

    document = docx.Document()
    document.add_heading(TITLE, 1)
    document.add_paragraph(BODY)
    document.add_paragraph("بند أول", style="List Bullet")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "خلية <b>", "أخرى"
    document.add_paragraph(BODY)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def epub_bytes(extra: dict[str, str] | None = None, opf: str = OPF, container: str = CONTAINER) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        parts = {
            "META-INF/container.xml": container,
            "OPS/book.opf": opf,
            "OPS/a.xhtml": CHAPTER,
            "OPS/b c.xhtml": f"<html><body><h2>الفصل الثاني</h2><p>{BODY}</p></body></html>",
        }
        for path, text in (parts | (extra or {})).items():
            book.writestr(path, text)
    return out.getvalue()
