"""The start page: paste, open a file or an address, the sample, articles that are open, the latest saved copies."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any, Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from nlp.document import Article
from nlp.errors import InputError, RafiqError
from nlp.text.normalize import has_arabic
from rafiq.library.imports import from_bytes
from rafiq.page.desk import Desk
from rafiq.page.screens.engines import progress
from rafiq.page.screens.intake import FILE_TYPES, articles_in, fetched, sent_in, upload
from rafiq.page.screens.widgets import failure, go, plain, problem
from rafiq.page.serve.sent.inbox import INBOX
from rafiq.page.serve.sent.receiving import SEND
from rafiq.page.strings import text
from rafiq.page.work.job import Job
from rafiq.sources.raw import Raw
from rafiq.sources.worker import apart

__all__ = ["open_article", "open_sent", "show"]

_SAMPLE: Final = Path(__file__).parent / "sample.txt"


def show(desk: Desk, interface: str) -> None:
    """Draws the start page."""
    with st.container(key="home"):
        _brand(desk, interface)
        notices = st.container(key="notices")  # what a file or an address came to is said here, in sight
        if told := st.session_state.pop("problem", ""):
            notices.warning(plain(told))
        if desk.library.problem:
            notices.warning(problem(desk.library.problem, interface))
        if opened := st.session_state.pop("opened", 0):
            notices.success(text("opened", interface, n=opened))
        _paste(desk, interface)
        _address(desk, interface)
        _files(desk, interface, notices)
        if not desk.guest:  # what is fetched onto this computer is its owner's to say
            _better(desk, interface)
        _open_articles(desk, interface, notices)
        _left(desk, interface)
        _latest(desk, interface)
        if desk.library.learned():
            _to_words(interface)


def open_article(desk: Desk, article: Callable[[], Article], title: str, given: str = "") -> None:
    """Opens an article and goes to it; `given` is what was pasted."""
    go(doc=desk.read(article, title, given).id)


def open_sent(desk: Desk, interface: str, number: str) -> None:
    """Opens the page that a bookmarklet sent in under `number`; says so when it is not there (any more)."""
    sent = INBOX.take(number)
    if sent is None:
        st.query_params.clear()
        st.warning(text("sentGone", interface))
        return
    open_article(desk, lambda: sent_in(sent), sent.title.strip() or sent.url)


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
        pasted = _SAMPLE.read_text(encoding="utf-8")
    if not (wanted or example):
        return
    if not pasted.strip():
        st.warning(text("empty", interface))
        return
    if not has_arabic(unescape(pasted)):
        st.warning(text("notArabic", interface))
        return
    open_article(desk, lambda: apart.article(Raw(pasted, "")), pasted.strip().splitlines()[0][:120], pasted)


def _address(desk: Desk, interface: str) -> None:
    with st.form("address", border=False):
        address, fetch = st.columns([5, 1], vertical_alignment="bottom")
        typed = address.text_input(text("address", interface), placeholder=text("addressHint", interface), max_chars=2000)
        if fetch.form_submit_button(text("fetch", interface), width="stretch") and typed.strip():
            open_article(desk, lambda: fetched(typed.strip()), typed.strip())


def _files(desk: Desk, interface: str, notices: DeltaGenerator) -> None:
    with st.expander(text("dropFile", interface), key="files"):
        st.caption(text("dropHint", interface))
        opened: list[Job] = []
        for name, data in upload(text("dropFile", interface), "files", types=FILE_TYPES):
            try:
                opened += _open_file(desk, name, data)
            except RafiqError as error:
                notices.warning(problem(error, interface))
        if opened:
            if len(opened) == 1:
                go(doc=opened[0].id)
            st.session_state["opened"] = len(opened)
            go()
        st.link_button(text("sendIn", interface), SEND, type="tertiary")


def _better(desk: Desk, interface: str) -> None:
    """The button that fetches the best engine, while it is not here, and the way to all of them."""
    progress(desk, interface)
    with st.container(horizontal=True, vertical_alignment="center"):
        if desk.better.offered() and not desk.better.now.running:
            size = round(desk.better.size() / 1_000_000)
            if st.button(text("better", interface, size=size), help=text("betterWhat", interface, licence="MPL-2.0"), key="better"):
                desk.better.start()
                st.rerun()
        if st.button(text("enginesAll", interface), key="to-engines", type="tertiary"):
            go(page="engines")


def _open_file(desk: Desk, name: str, data: bytes) -> list[Job]:
    """A saved copy (its JSON, or Rafiq's own web page) is imported; anything else is an article to read."""
    if name.lower().endswith((".json", ".html", ".htm")):
        try:
            return [desk.reopen(desk.library.save(copy)) for copy in from_bytes(data, name)]
        except InputError:
            if name.lower().endswith(".json"):
                raise
    return [desk.read(article, title, data) for title, article in articles_in(name, data)]


def _open_articles(desk: Desk, interface: str, notices: DeltaGenerator) -> None:
    for job in desk.jobs.all():
        if job.state == "failed" and job.document is None:  # an address that gave nothing: there is nothing to go on with
            notices.warning(f"{plain(job.title)}: {failure(job, interface)}")
            desk.jobs.close(job.id)
    jobs = desk.jobs.all()
    if not jobs:
        return
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        st.subheader(text("queue", interface), anchor=False)
        if len(jobs) > 1 and st.button(text("closeAll", interface), key="close-all", type="tertiary"):
            for job in jobs:
                desk.jobs.close(job.id)
            st.rerun()
    for job in jobs:
        with st.container(key=f"copy-{job.id}", horizontal=True, vertical_alignment="center"):
            st.markdown(plain(job.title or "…"))
            st.caption(_state(job, interface))
            if st.button(text("continue", interface), key=f"continue-{job.id}"):
                go(doc=job.id)
            if st.button(text("close", interface), key=f"close-{job.id}", type="tertiary"):
                desk.jobs.close(job.id)
                st.rerun()


def _left(desk: Desk, interface: str) -> None:
    """Articles that were open and not saved when Rafiq stopped the last time."""
    drafts = desk.left()
    if not drafts:
        return
    st.subheader(text("drafts", interface), anchor=False)
    for draft in drafts[:10]:
        with st.container(key=f"copy-{draft.id}", horizontal=True, vertical_alignment="center"):
            st.markdown(plain(draft.title or "…"))
            if st.button(text("continue", interface), key=f"resume-{draft.id}"):
                go(doc=draft.id)
            if st.button(text("discardDraft", interface), key=f"drop-{draft.id}", type="tertiary"):
                desk.drafts.drop(draft.id)
                st.rerun()


def _state(job: Job, interface: str) -> str:
    status: dict[str, Any] = job.status()
    if job.state == "failed":
        return failure(job, interface)
    if job.state == "analysing":
        return text("analysing", interface)
    return text("progress", interface, done=status["done"], total=status["total"])


def _to_words(interface: str) -> None:
    if st.button(text("myWords", interface), key="to-words", type="tertiary"):
        go(page="words")


def _latest(desk: Desk, interface: str) -> None:
    try:
        copies = desk.library.list(limit=5)
    except RafiqError as error:
        st.warning(problem(error, interface))
        return
    if not copies:
        return
    st.subheader(text("recent", interface), anchor=False)
    for copy in copies:
        with st.container(key=f"copy-{copy.id}", horizontal=True, vertical_alignment="center"):
            st.markdown(plain(copy.title))
            if st.button(text("openCopy", interface), key=f"open-{copy.id}"):
                go(copy=copy.id)
    if st.button(text("libraryTitle", interface), key="to-library"):
        go(page="library")
