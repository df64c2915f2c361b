"""Files of every kind → articles; damaged, hostile and oversized ones → one clear sentence."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from nlp.errors import InputError, NotFoundError, TooLargeError, UnknownNameError
from rafiq.sources import archive, files
from rafiq.sources.raw import joined
from tests.support.samples import BODY, OPF, TITLE, docx_bytes, epub_bytes


def kinds(data: bytes, name: str) -> list[tuple[str, str]]:
    article = files.read_bytes(data, name)[0].article()
    return [(block.kind, article.text[block.start : block.end]) for block in article.blocks]


def test_text_in_windows_1256(tmp_path: Path) -> None:
    path = tmp_path / "مقال.txt"
    path.write_bytes(f"{TITLE}\r\n\r\n{BODY}".encode("cp1256"))
    (raw,) = files.read(path)
    assert raw.article().title == TITLE
    assert raw.article().source == "مقال.txt"


def test_markdown_keeps_structure_and_never_reads_html() -> None:
    head = f"---\ntags: [a]\n---\n# {TITLE}\n\n{BODY}\n\n## عنوان فرعي\n\n"
    text = f"{head}- بند **أول**\n- [بند](https://a.example) ثان\n\n> {BODY}\n\n<script>x</script>"
    assert kinds(text.encode(), "a.md") == [
        ("title", TITLE),
        ("paragraph", BODY),
        ("heading", "عنوان فرعي"),
        ("list", "بند أول"),
        ("list", "بند ثان"),
        ("quote", BODY),
        ("paragraph", "<script>x</script>"),
    ]


def test_html_file() -> None:
    head = f"<html><head><meta charset=windows-1256><title>{TITLE}</title></head>"
    page = f"{head}<body><h1>{TITLE}</h1><p>{BODY}</p><p>{BODY}</p></body></html>"
    assert ("paragraph", BODY) in kinds(page.encode("cp1256"), "a.html")


def test_word() -> None:
    assert kinds(docx_bytes(), "a.docx") == [
        ("title", TITLE),
        ("paragraph", BODY),
        ("list", "بند أول"),
        ("paragraph", "خلية <b>"),
        ("paragraph", "أخرى"),
        ("paragraph", BODY),
    ]


def test_epub_gives_its_chapters_in_order() -> None:
    raws = files.read_bytes(epub_bytes(), "book.epub")
    assert [raw.name for raw in raws] == [TITLE, "الفصل الثاني"]
    assert raws[0].article().title == TITLE
    assert BODY in raws[1].article().text


def test_a_book_as_one_article() -> None:
    article = joined(files.read_bytes(epub_bytes(), "book.epub")).article()
    assert [article.text[block.start : block.end] for block in article.blocks] == [TITLE, BODY, "الفصل الثاني", BODY]
    assert article.source == "book.epub"


def test_a_locked_epub_says_so() -> None:
    locked = '<encryption xmlns:e="e"><e:CipherReference URI="OPS/a.xhtml"/></encryption>'
    with pytest.raises(InputError, match="DRM"):
        files.read_bytes(epub_bytes({"META-INF/encryption.xml": locked}), "book.epub")


def test_epub_entities_are_never_expanded() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
    reads = '<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'
    for declared, used in ((bomb, "&b;"), (reads, "&secret;")):
        opf = declared + OPF.replace("b%20c", used)
        try:
            texts = [raw.article().text for raw in files.read_bytes(epub_bytes(opf=opf), "book.epub")]
        except InputError:
            continue
        assert not any("root:" in text or "aaaaaaaaaa" in text for text in texts)


def zipped(size: int, name: str = "word/document.xml") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr(name, b"\0" * size)
    return out.getvalue()


@pytest.mark.parametrize("name", ["a.docx", "a.epub"])
def test_zip_bombs_are_refused(name: str) -> None:
    with pytest.raises(TooLargeError, match="unpacks to more than 100 MB"):
        files.read_bytes(zipped(archive.MAX_UNPACKED + 1), name)


def test_a_member_that_lies_about_its_size_is_cut_off() -> None:
    with pytest.raises(TooLargeError, match="unpacks"):
        archive.member(archive.open_archive(zipped(3_000_000), "a"), "word/document.xml", limit=1_000_000)


def test_word_with_entities_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx_bytes())) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            data = old.read(info)
            if info.filename == "word/document.xml":
                data = data.replace(b"?>", b'?><!DOCTYPE d [<!ENTITY a "b">]>', 1)
            new.writestr(info.filename, data)
    with pytest.raises(InputError, match="entities"):
        files.read_bytes(out.getvalue(), "a.docx")


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"", "a.txt", "empty"),
        (b"  \n", "a.txt", "empty"),
        (b"x", "a.xlsx", "choose one of"),
        (b"text", "a.pdf", "not a PDF"),
        (b"text", "a.docx", "not a DOCX"),
        (b"PK\x03\x04nonsense", "a.docx", "damaged"),
        (b"PK\x03\x04nonsense", "a.epub", "damaged"),
        (b"PK\x03\x04nonsense", "a.zip", "archive"),
        (zipped(10, "other.xml"), "a.docx", "not a Word document"),
        (zipped(10, "other.xml"), "a.epub", "not an EPUB"),
        (epub_bytes(opf="<package/>"), "a.epub", "no text"),
        (epub_bytes(container="<not xml"), "a.epub", "not an EPUB"),
    ],
)
def test_what_cannot_be_read_is_one_clear_sentence(data: bytes, name: str, says: str) -> None:
    with pytest.raises(InputError, match=says) as caught:
        files.read_bytes(data, name)
    assert "\n" not in str(caught.value)


def test_the_content_overrules_the_ending() -> None:
    assert kinds(docx_bytes(), "a.txt")[0] == ("title", TITLE)
    assert len(files.read_bytes(epub_bytes(), "a.txt")) == 2


def test_a_missing_folder_oversized_or_unknown_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NotFoundError):
        files.read(tmp_path / "none.txt")
    with pytest.raises(NotFoundError):
        files.read(tmp_path)
    with pytest.raises(UnknownNameError):
        files.read_bytes(b"x", "a.mp3")
    monkeypatch.setattr(files, "MAX_FILE", 10)
    (tmp_path / "a.txt").write_bytes(b"x" * 11)
    with pytest.raises(TooLargeError):
        files.read(tmp_path / "a.txt")


def test_every_reader_in_the_table_exists() -> None:
    from importlib import import_module

    assert all(callable(import_module(module).read) for module in files.READERS.values())
