"""How an article comes in other than by pasting: files dropped or chosen, and web addresses, each asked for by the reader."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import streamlit as st

from nlp.document import Article
from nlp.errors import InputError
from page.config import MAX_UPLOAD_MB

__all__ = ["FILE_TYPES", "articles_in", "fetched", "upload"]

FILE_TYPES: Final = ["txt", "md", "html", "htm", "docx", "pdf", "epub", "json"]


def upload(label: str, key: str, *, types: list[str]) -> Iterator[tuple[str, bytes]]:
    """A drop zone; gives the (name, bytes) of the files dropped since last asked, each once."""
    number = int(st.session_state.get(f"{key}-number", 0))
    files = st.file_uploader(
        label,
        type=types,
        accept_multiple_files=True,
        key=f"{key}-{number}",
        label_visibility="collapsed",
        max_upload_size=MAX_UPLOAD_MB,
    )
    if files:
        st.session_state[f"{key}-number"] = number + 1  # a new, empty drop zone in the next run
    for file in files or []:
        yield file.name, file.getvalue()


def articles_in(name: str, data: bytes) -> list[tuple[str, Callable[[], Article]]]:
    """The articles of one file (an EPUB may hold several), each with its name and a function that reads it. Raises `RafiqError`."""
    from nlp.clean import clean
    from sources import files

    suffix = Path(name).suffix.lower()
    if suffix.lstrip(".") not in FILE_TYPES:
        raise InputError(f"Rafiq cannot open {name!r}: it opens {', '.join('.' + each for each in FILE_TYPES)} files.")
    with tempfile.TemporaryDirectory(prefix="rafiq-") as folder:
        path = Path(folder) / f"article{suffix}"
        path.write_bytes(data)
        parts = files.read(path)

    def reads(part: Any) -> Callable[[], Article]:
        return lambda: clean(part.content, source=part.source or name, media_type=part.media_type)

    return [(name if len(parts) == 1 else f"{name} ({at})", reads(part)) for at, part in enumerate(parts, 1)]


def fetched(address: str) -> Article:
    """The article at a web address that the reader typed. Raises `RafiqError`."""
    from nlp.clean import clean
    from sources import web

    page = web.fetch(address)
    return clean(page.content, source=page.source, media_type=page.media_type)
