"""The start page: paste, open a file or an address, the sample, articles that are open, the latest saved copies."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from nlp.document import Article
from nlp.errors import RafiqError
from page.assets import part
from page.desk import Desk
from page.jobs import BROKEN, Job
from page.strings import text

__all__ = ["open_article", "show"]


def show(desk: Desk, interface: str) -> None:
    """Draws the start page."""
    with st.container(key="home"):
        _brand(desk, interface)
        _paste(desk, interface)
        _files(desk, interface)
        _open_articles(desk, interface)
        _latest(desk, interface)


def open_article(desk: Desk, article: Callable[[], Article], title: str) -> None:
    """Opens an article and goes to it."""
    go(doc=desk.read(article, title).id)


def go(**address: str) -> None:
    """Goes to another page of ours."""
    st.query_params.from_dict(address)
    st.rerun()


def _brand(desk: Desk, interface: str) -> None:
    name, switch = st.columns([4, 1], vertical_alignment="center")
    name.title("رفيق Rafiq" if interface == "ar" else "Rafiq رفيق", anchor=False)
    if switch.button(text("interface", interface), key="interface", type="tertiary", width="stretch"):
        desk.set({"interface": "en" if interface == "ar" else "ar"})
        st.rerun()
    with st.container(key="tagline"):
        st.markdown(text("tagline", interface))


def _paste(desk: Desk, interface: str) -> None:
    with st.form("paste", border=False):
        pasted = st.text_area(
            text("paste", interface),
            height=260,
            placeholder=text("pasteHint", interface),
            label_visibility="collapsed",
            key="pasted",
        )
        read, sample = st.columns([1, 1])
        wanted = read.form_submit_button(text("read", interface), type="primary", width="stretch")
        example = sample.form_submit_button(text("sample", interface), width="stretch")
    if example:
        pasted = part("sample.txt")
    if not (wanted or example):
        return
    if not pasted.strip():
        st.warning(text("empty", interface))
        return

    def article() -> Article:
        from nlp.clean import clean

        return clean(pasted)

    open_article(desk, article, pasted.strip().splitlines()[0][:120])


def _files(desk: Desk, interface: str) -> None:
    pass


def _open_articles(desk: Desk, interface: str) -> None:
    jobs = desk.jobs.all()
    if not jobs:
        return
    st.subheader(text("queue", interface), anchor=False)
    for job in jobs:
        with st.container(key=f"copy-{job.id}", horizontal=True, vertical_alignment="center"):
            st.markdown(_plain(job.title or "…"))
            st.caption(_state(job, interface))
            if st.button(text("continue", interface), key=f"continue-{job.id}"):
                go(doc=job.id)
            if st.button(text("close", interface), key=f"close-{job.id}", type="tertiary"):
                desk.jobs.close(job.id)
                st.rerun()


def _state(job: Job, interface: str) -> str:
    status: dict[str, Any] = job.status()
    if job.state == "failed":
        return text("broken", interface) if job.error == BROKEN else _plain(job.error)
    if job.state == "analysing":
        return text("analysing", interface)
    return text("progress", interface, done=status["done"], total=status["total"])


def _latest(desk: Desk, interface: str) -> None:
    try:
        copies = desk.library.list(limit=5)
    except RafiqError as error:
        st.warning(str(error))
        return
    if not copies:
        return
    st.subheader(text("recent", interface), anchor=False)
    for copy in copies:
        with st.container(key=f"copy-{copy.id}", horizontal=True, vertical_alignment="center"):
            st.markdown(_plain(copy.title))
            if st.button(text("openCopy", interface), key=f"open-{copy.id}"):
                go(copy=copy.id)
    if st.button(text("libraryTitle", interface), key="to-library"):
        go(page="library")


def _plain(words: str) -> str:
    """`words` as Markdown shows them unchanged: every mark of Markdown (and of Streamlit's additions) escaped."""
    return "".join(f"\\{letter}" if letter in "\\`*_{}[]()<>#+-.!|~:$&@^=" else letter for letter in " ".join(words.split()))
