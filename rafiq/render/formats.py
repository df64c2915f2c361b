"""The table of exports: name → what it is called, what it is, and the module that makes it.

Adding a format is one file in `rafiq/render/exports/` with `render(copy: SavedCopy) -> bytes`, and one line here.

>>> find("json").suffix
'.json'
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from nlp.annotations import SavedCopy, as_copy
from nlp.document import BilingualDocument
from nlp.errors import UnknownNameError
from rafiq.render import escape
from rafiq.render.exports import zipped

__all__ = ["FORMATS", "PAPER", "Format", "archive", "file_name", "find", "names", "offered"]


@dataclass(frozen=True, slots=True)
class Format:
    """One export. `binary` formats are no text for a terminal; `importable` ones come back through `rafiq.library.imports`."""

    name: str
    suffix: str
    media_type: str
    title: str
    module: str
    binary: bool = False
    importable: bool = False

    def render(self, value: SavedCopy | BilingualDocument) -> bytes:
        """The copy (or bare document) in this format. The same input gives the same bytes."""
        made: bytes = importlib.import_module(f"rafiq.render.{self.module}").render(as_copy(value))
        return made


_DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TABLE: Final = (
    Format("html", ".html", "text/html", "Web page", "saved.html", importable=True),
    Format("json", ".json", "application/json", "Rafiq document (JSON)", "exports.native", importable=True),
    Format("md", ".md", "text/markdown", "Markdown", "exports.markdown"),
    Format("docx", ".docx", _DOCX, "Word", "exports.docx", binary=True),
    Format("epub", ".epub", "application/epub+zip", "E-book (EPUB 3)", "exports.epub", binary=True),
    Format("anki", ".apkg", "application/zip", "Anki cards", "exports.anki", binary=True),
    Format("tmx", ".tmx", "application/x-tmx+xml", "Translation memory (TMX 1.4)", "exports.tmx", importable=True),
    Format("xliff", ".xlf", "application/xliff+xml", "Translation file (XLIFF 2.1)", "exports.xliff"),
    Format("csv", ".csv", "text/csv", "Table (CSV)", "exports.csv_table"),
    Format("jsonld", ".jsonld", "application/ld+json", "Notes (W3C Web Annotation)", "exports.webannotation", importable=True),
    Format("conllu", ".conllu", "text/plain", "Tokens (CoNLL-U)", "exports.conllu"),
)
FORMATS: Final[dict[str, Format]] = {each.name: each for each in _TABLE}
"""What Rafiq makes by itself: the same copy gives the same bytes."""
PAPER: Final = Format("pdf", ".pdf", "application/pdf", "PDF", "saved.paper", binary=True)
"""What a browser that is installed makes of the web page; see `rafiq.render.saved.paper`."""


def names() -> tuple[str, ...]:
    """The formats, in the order of the table."""
    return tuple(FORMATS)


def find(name: str) -> Format:
    """The format called `name`; its suffix ("tmx", ".tmx") does as well. Raises `UnknownNameError`."""
    wanted = name.strip().lower().lstrip(".")
    for each in (*_TABLE, PAPER):
        if wanted in (each.name, each.suffix.lstrip(".")):
            return each
    raise UnknownNameError("format", name, [*FORMATS, PAPER.name])


def offered() -> list[Format]:
    """What can be made on this machine: all of the table, and PDF where there is a browser for it."""
    from rafiq.render.saved.paper import browser

    return [*_TABLE, *([PAPER] if browser() else [])]


def file_name(value: SavedCopy | BilingualDocument, form: Format) -> str:
    """A good file name for an export: from the title, safe on every system."""
    copy = as_copy(value)
    return escape.file_name(copy.title or copy.document.title or copy.document.article.title) + form.suffix


def archive(copies: Iterable[SavedCopy | BilingualDocument], forms: Iterable[Format]) -> bytes:
    """Several copies, each in every one of `forms`, as one ZIP; no two names in it are the same."""
    chosen, taken = list(forms), set[str]()
    return zipped.archive(
        (_free(file_name(copy, form), form.suffix, taken), form.render(copy)) for copy in copies for form in chosen
    )


def _free(name: str, suffix: str, taken: set[str]) -> str:
    stem, number = name.removesuffix(suffix), 1
    while name.casefold() in taken:
        number += 1
        name = f"{stem}-{number}{suffix}"
    taken.add(name.casefold())
    return name
