"""What hostile bytes can reach, as functions of bytes: each may refuse them by a `RafiqError`, and do nothing else that is bad.

`tests/properties/test_readers.py` asks them in short form, `benchmarks/fuzz.py` for minutes; what was once found lies in
`tests/corpus/`, a folder a target. What it leaves out: how much memory and time a document takes, which its worker limits.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from nlp.annotations import Annotation, SavedCopy, copy_to_json
from nlp.errors import RafiqError
from nlp.quantities.find import find
from nlp.reader import outline
from nlp.text.clean import clean
from nlp.text.tokens import pieces, tokenize
from rafiq.library import imports
from rafiq.library.imports.webannotation import read_onto
from rafiq.render import formats
from rafiq.sources import files
from tests.support.copies_sample import sample_copy
from tests.support.samples import BODY, CHAPTER, TITLE, docx_bytes, epub_bytes

__all__ = ["CORPUS", "TARGETS", "refused", "seeds"]

CORPUS: Final = Path(__file__).resolve().parents[1] / "corpus"
Target = Callable[[bytes], object]


def _text(data: bytes) -> None:
    """Any bytes as a text: cleaned, cut into sentences and words, its quantities found; nothing lost."""
    article = clean(data)
    for block in article.blocks:
        assert 0 <= block.start <= block.end <= len(article.text)
    for row in outline(article).sentences:
        assert article.text[row.start : row.end] == row.arabic
        find(row.tokens)


def _tokens(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    assert "".join(pieces(text)) == text
    for token in tokenize(text):
        assert text[token.start : token.end] == token.text


def _file(data: bytes, name: str) -> None:
    for raw in files.read_bytes(data, name):
        raw.article()


def _annotations(data: bytes) -> None:
    read_onto(data, sample_copy())


def _import(data: bytes, name: str) -> None:
    for copy in imports.from_bytes(data, name):
        copy_to_json(copy)


def _word(data: bytes) -> None:
    """Bytes as the document of a Word file whose container is whole."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx_bytes())) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            new.writestr(info.filename, data if info.filename == "word/document.xml" else old.read(info))
    _file(out.getvalue(), "a.docx")


def _chapter(data: bytes) -> None:
    """Bytes as a chapter of a book whose container is whole."""
    _file(epub_bytes({"OPS/a.xhtml": data.decode("utf-8", "replace")}), "a.epub")


def _exports(data: bytes) -> None:
    """Any text as title, sentence, English, note and tag of a copy, in every export but Anki, which takes a disk."""
    text = data.decode("utf-8", "surrogateescape")
    copy = sample_copy()
    row = replace(copy.document.sentences[0], english=text)
    document = replace(copy.document, sentences=(row, *copy.document.sentences[1:]), title=text, engine=text)
    hostile = replace(
        copy, document=document, title=text, tags=(text,), annotations=(Annotation(sentence=0, text=text, quote=text),)
    )
    for form in formats.FORMATS.values():
        if form.name != "anki":
            form.render(hostile)


TARGETS: Final[dict[str, Target]] = {
    "text": _text,
    "tokens": _tokens,
    **{f"file-{suffix[1:]}": partial(_file, name=f"a{suffix}") for suffix in (".md", ".html", ".docx", ".pdf", ".epub")},
    **{f"import-{kind}": partial(_import, name=f"a.{kind}") for kind in ("json", "html", "tmx", "zip")},
    "annotations": _annotations,
    "word-document": _word,
    "book-chapter": _chapter,
    "exports": _exports,
}


def refused(target: Target, data: bytes) -> bool:
    """Whether `data` was refused in one sentence; anything else that goes wrong is raised."""
    try:
        target(data)
    except RafiqError as error:
        assert "\n" not in str(error) and len(str(error)) <= 300
        return True
    return False


def seeds(name: str) -> list[bytes]:
    """Good input of a target to begin with."""
    copy: SavedCopy = sample_copy()
    page = f"<html><body><h1>{TITLE}</h1><p>{BODY}</p><table><tr><td>خلية</table></body></html>"
    made: dict[str, list[bytes]] = {
        "text": [f"{TITLE}\n\n{BODY}".encode(), f"{TITLE}\n{BODY}".encode("cp1256"), BODY.encode("utf-16"), page.encode()],
        "tokens": [f"{BODY} ٣٫٥٪ 2025م https://a.example/b a@b.com 24/9/2025 #وسم «نعم».".encode()],
        "file-md": [f"# {TITLE}\n\n- {BODY}\n\n| ا | ب |\n|---|---|\n| [ا](b) | `ب` |".encode()],
        "file-html": [page.encode(), CHAPTER.encode()],
        "file-docx": [docx_bytes()],
        "file-pdf": [(CORPUS.parent / "golden" / "pdf" / "visual.pdf").read_bytes()],
        "file-epub": [epub_bytes()],
        "import-zip": [formats.archive([copy], [formats.find("json"), formats.find("tmx")])],
        "word-document": [zipfile.ZipFile(io.BytesIO(docx_bytes())).read("word/document.xml")],
        "book-chapter": [CHAPTER.encode()],
        "exports": [f"{TITLE} <b>&amp; \x1b".encode()],
        "annotations": [formats.find("jsonld").render(copy)],
    }
    return made.get(name) or [formats.find(name.partition("-")[2]).render(copy)]
