"""Makes the PDFs beside this file from `reference.txt`, by three kinds of maker. Run by hand; needs Chromium, LibreOffice, Noto
fonts, and from the index python-docx, reportlab, arabic-reshaper and python-bidi:

    python tests/golden/pdf/make.py
"""

from __future__ import annotations

import html
import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
PARAGRAPHS = (HERE / "reference.txt").read_text(encoding="utf-8").splitlines()
STYLE = "body{font-family:'Noto Naskh Arabic';text-align:justify}"


def chromium(name: str, style: str) -> None:
    """Chromium: glyphs in visual order, spaces mostly left out."""
    body = "".join(
        f"<{tag}>{html.escape(text)}</{tag}>" for tag, text in zip(["h1", *["p"] * len(PARAGRAPHS)], PARAGRAPHS, strict=False)
    )
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(
            f"<html dir=rtl lang=ar><meta charset=utf-8><style>{STYLE}{style}</style><body>{body}</body></html>", "utf-8"
        )
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-pdf-header-footer"]
        subprocess.run(["chromium", *flags, f"--print-to-pdf={HERE / name}", page.as_uri()], check=True, capture_output=True)


def office() -> None:
    """LibreOffice: ligatures of two letters, vowel signs apart."""
    import docx
    from docx.oxml import OxmlElement

    document = docx.Document()
    for i, text in enumerate(PARAGRAPHS):
        paragraph = document.add_paragraph(text) if i else document.add_heading(text, 1)
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
        for run in paragraph.runs:
            run._r.get_or_add_rPr().append(OxmlElement("w:rtl"))
    with tempfile.TemporaryDirectory() as folder:
        document.save(str(Path(folder) / "office.docx"))
        command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(HERE), f"{folder}/office.docx"]
        subprocess.run(command, check=True, capture_output=True)


def visual() -> None:
    """ReportLab: presentation forms drawn from the left, as tools without Arabic do. It writes no vowel signs."""
    import arabic_reshaper
    from bidi.algorithm import get_display
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen import canvas

    pdfmetrics.registerFont(TTFont("A", "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"))
    page = canvas.Canvas(str(HERE / "visual.pdf"), invariant=True)
    y = 800
    for text in PARAGRAPHS:
        words = text.split()
        for i in range(0, len(words), 12):
            page.setFont("A", 9)
            page.drawRightString(560, y, get_display(arabic_reshaper.reshape(" ".join(words[i : i + 12])), base_dir="R"))
            y -= 14
        y -= 8
    page.save()


if __name__ == "__main__":
    chromium("chromium.pdf", "")
    chromium("columns.pdf", "body{column-count:2;column-gap:3em}h1{column-span:all}")
    office()
    visual()
