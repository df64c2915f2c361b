"""How an article comes in other than by pasting: files dropped or chosen, and web addresses, each asked for by the reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

import streamlit as st

from nlp.document import Article
from nlp.text.clean import clean
from rafiq.page.serve.config import MAX_UPLOAD_MB
from rafiq.page.serve.sent.inbox import Sent
from rafiq.sources import files

__all__ = ["FILE_TYPES", "articles_in", "fetched", "sent_in", "upload"]

FILE_TYPES: Final = [*(suffix.lstrip(".") for suffix in files.SUFFIXES), "json"]


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
    parts = files.read_bytes(data, name)
    return [(part.name or name, part.article) for part in parts]


def fetched(address: str) -> Article:
    """The article at a web address that the reader typed. Raises `RafiqError`."""
    from rafiq.sources import web

    return web.fetch(address).article()


def sent_in(sent: Sent) -> Article:
    """The article of a page that the reader's browser sent in: the marked text, or what of its HTML is the article."""
    if sent.text.strip():
        article = clean(sent.text)
    else:
        article = files.read_bytes(sent.html.encode("utf-8", "replace"), "page.html")[0].article()
    source = sent.url if sent.url.lower().startswith(("http://", "https://")) else ""
    return replace(article, title=article.title or sent.title.strip(), source=source)
