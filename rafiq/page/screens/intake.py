"""How an article comes in other than by pasting: files dropped or chosen, and web addresses, each asked for by the reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

import streamlit as st

from nlp.document import Article
from rafiq.page.serve.config import MAX_UPLOAD_MB
from rafiq.page.serve.sent.inbox import Sent
from rafiq.sources import files
from rafiq.sources.raw import Raw
from rafiq.sources.worker import apart

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
    return [(part.name or name, part.article) for part in apart.articles(data, name)]


def fetched(address: str) -> Article:
    """The article at a web address that the reader typed. Raises `RafiqError`."""
    from rafiq.sources import web

    return apart.article(web.fetch(address))


def sent_in(sent: Sent) -> Article:
    """The article of a page that the reader's browser sent in: the marked text, or what of its HTML is the article."""
    article = apart.article(Raw(sent.text, "") if sent.text.strip() else Raw(sent.html, "", "text/html; charset=utf-8"))
    source = sent.url if sent.url.lower().startswith(("http://", "https://")) else ""
    return replace(article, title=article.title or sent.title.strip(), source=source)
