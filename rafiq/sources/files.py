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

__all__ = ["DOCUMENTS", "MAX_FILE", "PLAIN", "READERS", "SUFFIXES", "contents", "kind", "no_file", "read", "read_bytes"]

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
PLAIN: Final = READERS[".txt"]
DOCUMENTS: Final = {  # media types that are no page of text → the suffix of their reader
    "application/pdf": ".pdf",
    "application/epub+zip": ".epub",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}


def read(path: Path) -> list[Raw]:
    """The raw articles of the file at `path`. Raises as `contents` and `read_bytes`."""
    return read_bytes(contents(path), path.name)


def contents(path: Path) -> bytes:
    """The bytes of the file at `path`.

    Raises `NotFoundError` (also for a folder, a pipe, a device), `TooLargeError` over `MAX_FILE`, else `InputError`.
    """
    try:
        if not path.is_file():
            raise NotFoundError(no_file(path))
        with path.open("rb") as file:
            data = file.read(MAX_FILE + 1)
        if len(data) > MAX_FILE:
            raise _too_large(path.name, max(path.stat().st_size, len(data)))
    except OSError as error:
        raise InputError(f"The file {str(path)!r} cannot be read: {error.strerror or error}.") from error
    return data


def no_file(path: Path) -> str:
    """The sentence for a path that is no file: nothing is there, or it is something that has no end."""
    kinds = (("folder", path.is_dir), ("pipe", path.is_fifo), ("socket", path.is_socket), ("device", path.is_char_device))
    for kind, is_one in (*kinds, ("device", path.is_block_device)):
        if is_one():
            return f"{str(path)!r} is a {kind}, not a file: give the path of a file."
    return f"There is no file {str(path)!r}."


def read_bytes(data: bytes, name: str) -> list[Raw]:
    """The raw articles of a file's `data`; `name` is what the reader calls it. Raises as `read` does."""
    reader = cast("Reader", import_module(kind(data, name)).read)
    return reader(data, name)


def _too_large(name: str, size: int) -> TooLargeError:
    return TooLargeError(f"The file {name!r} has {size / 1e6:.0f} MB; Rafiq reads files up to {MAX_FILE // 1_000_000} MB.")


def kind(data: bytes, name: str) -> str:
    """The module of `READERS` that reads the file, by its first bytes and its name. Raises as `read_bytes` does.

    >>> kind(b"%PDF-1.7", "article.txt")
    'rafiq.sources.pdf'
    """
    if len(data) > MAX_FILE:
        raise _too_large(name, len(data))
    if not data.strip():
        raise InputError(f"The file {name!r} is empty.")
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
