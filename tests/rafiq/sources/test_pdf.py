"""Right-to-left PDFs by four makers, read back word by word; and PDFs that cannot be read."""

from __future__ import annotations

import difflib
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.document import Article
from nlp.errors import InputError, TooLargeError
from nlp.text.normalize import strip_diacritics
from rafiq.sources import files, pdf
from rafiq.sources.glyphs import Glyph, lines, unmirrored

PDFS = Path(__file__).parents[2] / "golden" / "pdf"
REFERENCE = (PDFS / "reference.txt").read_text(encoding="utf-8")


def share_in_order(article: Article) -> float:
    """The share of the reference's words found in order, vowel signs apart (one maker writes none)."""
    wanted, got = strip_diacritics(REFERENCE).split(), strip_diacritics(article.text).split()
    blocks = difflib.SequenceMatcher(None, wanted, got, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(wanted)


@pytest.mark.parametrize("name", ["chromium", "columns", "office", "visual"])
def test_words_come_out_whole_and_in_order(name: str) -> None:
    article = files.read(PDFS / f"{name}.pdf")[0].article()
    assert share_in_order(article) >= 0.98
    for phrase in ("«مشروع النيل»", "24 سبتمبر 2025م", "(Azure)", "3.5", "12%", "«8200»", "(Democracy Now)", "1,200", "17/2"):
        assert phrase in article.text


@pytest.mark.parametrize("name", ["chromium", "columns", "office", "visual"])
def test_paragraphs_come_out_as_written(name: str) -> None:
    article = files.read(PDFS / f"{name}.pdf")[0].article()
    assert article.title == REFERENCE.splitlines()[0]
    assert len(article.blocks) == len(REFERENCE.splitlines())


@pytest.mark.parametrize(("name", "words"), [("chromium", "لم تلقَ إجابةً واضحةً"), ("office", "إجابةً واضحةً"), ("office", "سارياً")])
def test_vowel_signs_stay_on_their_letters(name: str, words: str) -> None:
    assert words in files.read(PDFS / f"{name}.pdf")[0].article().text


def place(text: str, left: float = 0.0, base: float = 0.0) -> list[Glyph]:
    """Single-character glyphs ten points wide, from left to right."""
    return [Glyph(char, left + 10 * i, left + 10 * i + 10, base, 12) for i, char in enumerate(text)]


def test_a_line_reads_from_the_right_with_numbers_from_the_left() -> None:
    assert [line.text for line in lines(place("Azure Cloud " + "العرب"[::-1]))] == ["العرب Azure Cloud"]
    assert [line.text for line in lines(place("." + "يوم"[::-1] + " 2025/9/24 " + "في"[::-1]))] == ["في 2025/9/24 يوم."]
    assert [line.text for line in lines(place("%12 " + "نسبة"[::-1]))] == ["نسبة 12%"]
    assert [line.text for line in lines(place("Latin only 12"))] == ["Latin only 12"]


def test_a_ligature_in_either_order() -> None:
    for ligature in ("لا", "ال"):
        glyphs = [Glyph("م", 0, 10, 0, 12), Glyph(ligature, 10, 20, 0, 12), Glyph("س", 20, 30, 0, 12)]
        assert lines(glyphs)[0].text == "سلام"


def test_brackets_are_turned_to_the_side_they_stand_on() -> None:
    assert unmirrored("قال »نعم« لـ»نصر« (Azure(، 1)") == "قال «نعم» لـ«نصر» (Azure)، 1)"
    assert unmirrored("قال «نعم» (ثم لا)، وانتهى") == "قال «نعم» (ثم لا)، وانتهى"


@given(
    st.lists(
        st.tuples(st.sampled_from("ابتلاAz12 .:«»(َ"), st.integers(0, 400), st.integers(0, 40), st.integers(6, 20)),
        max_size=150,
        unique_by=lambda glyph: glyph[:3],
    )
)
@settings(max_examples=100, deadline=None)
def test_no_glyph_is_lost_wherever_it_stands(places: list[tuple[str, int, int, int]]) -> None:
    glyphs = [Glyph(char, 10.0 * x, 10.0 * x + 5, 12.0 * y, size) for char, x, y, size in places]
    read = "".join(line.text for line in lines(glyphs)).replace(" ", "")
    letters = [glyph.text for glyph in glyphs if not glyph.text.isspace() and glyph.text != "َ"]
    assert sorted(read.replace("َ", "")) == sorted(letters)


def blank(pages: int = 1) -> bytes:
    import pypdfium2

    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(200, 200)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_scan_is_refused_with_what_to_do() -> None:
    with pytest.raises(InputError, match="OCR"):
        files.read_bytes(blank(), "scan.pdf")


def test_a_broken_pdf_is_refused() -> None:
    whole = (PDFS / "office.pdf").read_bytes()
    for data in (b"%PDF-1.7\nnothing", whole[: len(whole) // 3]):
        with pytest.raises(InputError, match=r"damaged|no text"):
            files.read_bytes(data, "broken.pdf")


def test_too_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_PAGES", 2)
    with pytest.raises(TooLargeError, match="3 pages"):
        files.read_bytes(blank(3), "long.pdf")


def test_a_locked_pdf_is_refused() -> None:
    pypdf = pytest.importorskip("pypdf")
    writer = pypdf.PdfWriter(clone_from=PDFS / "visual.pdf")
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(InputError, match="password"):
        files.read_bytes(out.getvalue(), "locked.pdf")
