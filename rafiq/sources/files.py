"""A reader's file → raw articles: text, Markdown, HTML, Word, PDF, EPUB. A new kind is one module and one line of `READERS`.

The name's ending picks the reader; the first bytes overrule it, for endings lie. Nothing is run, fetched or unpacked to disk.

>>> read_bytes("قال نعم.".encode(), "article.txt")[0].media_type
'text/plain'
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Final, cast

from nlp.errors import InputError, NotFoundError, TooLargeError, UnknownNameError
from rafiq.sources.raw import Raw

__all__ = ["MAX_FILE", "READERS", "SUFFIXES", "read", "read_bytes"]

MAX_FILE: Final = 20_000_000  # bytes

Reader = Callable[[bytes, str], list[Raw]]

# Suffix → the module that reads it: its `read(data, name)` gives raw articles, or raises `InputError` in one sentence.
READERS: Final[dict[str, str]] = {
    ".txt": "rafiq.sources.text",
    ".text": "rafiq.sources.text",
    ".md": "rafiq.sources.markdown",
    ".markdown": "rafiq.sources.markdown",
    ".html": "rafiq.sources.page",
    ".htm": "rafiq.sources.page",
    ".xhtml": "rafiq.sources.page",
    ".docx": "rafiq.sources.word",
    ".pdf": "rafiq.sources.pdf",
    ".epub": "rafiq.sources.epub",
}
SUFFIXES: Final = tuple(READERS)


def read(path: Path) -> list[Raw]:
    """The raw articles of the file at `path`.

    Raises `NotFoundError`, `TooLargeError` over `MAX_FILE`, `UnknownNameError` for an ending no reader knows, else `InputError`.
    """
    try:
        if not path.is_file():
            raise NotFoundError(f"There is no file {str(path)!r}.")
        size = path.stat().st_size
        if size > MAX_FILE:
            raise _too_large(path.name, size)
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"The file {str(path)!r} cannot be read: {error.strerror or error}.") from error
    return read_bytes(data, path.name)


def read_bytes(data: bytes, name: str) -> list[Raw]:
    """The raw articles of a file's `data`; `name` is what the reader calls it. Raises as `read` does."""
    if len(data) > MAX_FILE:
        raise _too_large(name, len(data))
    if not data.strip():
        raise InputError(f"The file {name!r} is empty.")
    reader = cast("Reader", import_module(_module(data, name)).read)
    return reader(data, name)


def _too_large(name: str, size: int) -> TooLargeError:
    return TooLargeError(f"The file {name!r} has {size / 1e6:.0f} MB; Rafiq reads files up to {MAX_FILE // 1_000_000} MB.")


def _module(data: bytes, name: str) -> str:
    suffix = Path(name).suffix.lower()
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return READERS[".pdf"]
    if data.startswith(b"PK\x03\x04"):
        if b"application/epub+zip" in data[:200] or suffix == ".epub":
            return READERS[".epub"]
        if suffix == ".docx" or b"word/" in data:
            return READERS[".docx"]
        raise InputError(
            f"{name!r} is an archive; Rafiq reads {', '.join(SUFFIXES)} files: unpack it and give one of the files in it."
        )
    if suffix in (".pdf", ".docx", ".epub"):
        raise InputError(f"{name!r} is not a {suffix[1:].upper()} file, whatever its name says; it may be damaged.")
    if suffix and suffix not in READERS:
        raise UnknownNameError("kind of file", suffix, SUFFIXES)
    return READERS[suffix or ".txt"]
