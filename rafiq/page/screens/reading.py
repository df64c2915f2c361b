"""An open article: mounts the reader component, feeds it while work goes on, and does what it sends."""

from __future__ import annotations

import time
from typing import Final

import streamlit as st

from nlp.annotations import Place
from nlp.errors import NotFoundError, RafiqError
from rafiq.page.desk import Desk
from rafiq.page.reader import component
from rafiq.page.reader.session import Session
from rafiq.page.screens.widgets import failure, go
from rafiq.page.strings import text
from rafiq.page.strings.told import fault
from rafiq.page.work.job import Job

__all__ = ["show_article"]

POLL: Final = 0.7  # seconds between feeds while an article is being translated
QUICK: Final = 0.2  # while its reader waits for the text or the first English
AT_ONCE: Final = 0.4  # seconds that a page waits for the text itself: most are there before a page that says so could be drawn


def show_article(desk: Desk, interface: str, doc: str, copy: str) -> None:
    """Shows the open article `doc`, or the saved copy `copy`, which becomes an open article."""
    job = desk.jobs.get(doc) or (None if copy else desk.resume(doc))
    if job is None and copy:
        try:
            job = desk.reopen(copy)
        except RafiqError as error:
            st.session_state["problem"] = text("noCopy", interface) if isinstance(error, NotFoundError) else fault(error, interface)
    if job is None:
        st.session_state.setdefault("problem", text("noArticle", interface))
        go()
        return
    _start(job, st.query_params.get("at", ""))
    _address(job)
    _arriving(job)
    if job.document is None:
        _wait(desk, job, interface)
    else:
        _read(desk, job, interface)


def _start(job: Job, at: str) -> None:
    """Opens the article at sentence `at`, when the address names one: a passage that was found in the library."""
    if at.isdecimal() and job.document is not None and int(at) < len(job.document.sentences):
        with job.lock:
            job.place, job.work.looking = Place(int(at)), int(at)


def _arriving(job: Job) -> None:
    """Gives the text of an article that was opened just now a moment to arrive."""
    until = time.monotonic() + AT_ONCE
    while job.document is None and job.state == "analysing" and time.monotonic() < until:
        time.sleep(0.01)


def _address(job: Job) -> None:
    """The page's address names the open article, and its saved copy for when the process is another one."""
    wanted = {"doc": job.id, **({"copy": job.saved} if job.saved else {})}
    if st.query_params.to_dict() != wanted:
        st.query_params.from_dict(wanted)


def _wait(desk: Desk, job: Job, interface: str) -> None:
    if job.state == "failed":
        with st.container(key="home"):
            st.warning(failure(job, interface))
            beginning = job.work.beginning
            if beginning is not None and st.button(text("readBeginning", interface), type="primary"):
                desk.jobs.close(job.id)
                go(doc=desk.read(lambda: beginning, job.title).id)
            if st.button(text("back", interface)):
                desk.jobs.close(job.id)  # there is nothing in it to go on with
                go()
        return
    with st.container(key="home"):
        st.markdown(text("analysing", interface))

    @st.fragment(run_every=QUICK)
    def watch() -> None:
        if job.document is not None or job.state == "failed":
            st.rerun()

    watch()


def _read(desk: Desk, job: Job, interface: str) -> None:
    sessions: dict[str, Session] = st.session_state.setdefault("sessions", {})
    session = sessions.get(job.id)
    fresh = st.session_state.get("showing") != job.id  # the component is mounted anew: it needs the article as it is now
    st.session_state["showing"] = job.id
    if session is None or fresh or session.job is not job or session.interface != interface:
        seen = session.seen if session else {}
        session = sessions[job.id] = Session.of(desk, job, interface)
        session.seen = seen
    goal = session.take(desk, component.reader(session.snapshot, key=f"reader-{job.id}"))
    if goal.startswith("copy "):
        go(copy=goal.removeprefix("copy "))
    if goal:
        go(**({} if goal == "home" else {"page": goal}))
    if session.interface != interface:
        session.interface = interface  # so that the next run makes a new snapshot in the language now chosen
        st.rerun()
    _address(job)
    with st.container(key="hidden-feed"):
        _feed(session, _pace(session))


def _pace(session: Session) -> float | None:
    """Seconds until the next feed; None: nothing is to come."""
    if not session.job.busy:
        return None
    return QUICK if session.awaited else POLL


def _feed(session: Session, pace: float | None) -> None:
    @st.fragment(run_every=pace)
    def feed() -> None:
        now = _pace(session)
        component.feed(session.feed(), key=f"feed-{session.job.id}")
        if pace is not None and now != pace:
            st.rerun()

    feed()
