"""The engines' page: what each is, its size, licence and scores, what is here; fetching, verifying and choosing one."""

from __future__ import annotations

from typing import Final

import streamlit as st

from models import registry
from models.manage import Row, rows, verify_engine, verify_english
from models.store import pinned
from models.store.cards import SERVED, Card
from nlp.errors import RafiqError
from nlp.paths import command
from rafiq.page.desk import Desk
from rafiq.page.screens.widgets import go, plain, problem
from rafiq.page.strings import text
from rafiq.page.work.better import BEST, Fetching, packages_size

__all__ = ["progress", "show"]

POLL: Final = 0.5  # seconds between looks at a fetch


def show(desk: Desk, interface: str) -> None:
    """Draws the page."""
    with st.container(key="shelf"):
        title, back = st.columns([4, 1], vertical_alignment="center")
        title.title(text("enginesTitle", interface), anchor=False)
        if back.button(text("newArticle", interface), key="to-home", width="stretch"):
            go()
        st.caption(text("enginesWhat", interface))
        if pinned.is_offline():
            st.caption(text("enginesOffline", interface))
        progress(desk, interface)
        if used := st.session_state.pop("engine-told", ""):
            st.success(used)
        listed = sorted(rows("translation"), key=lambda row: (not row.installed, bool(row.card.instead)))
        for row in listed:
            _engine(desk, row, interface)
        with st.container(key="copy-engine-served"):
            _facts(SERVED, 0, interface)
            how = command(f"engines add {SERVED.name} --address http://127.0.0.1:11434#translategemma:4b")
            st.caption(text("engineServed", interface, command=plain(how)))


def progress(desk: Desk, interface: str) -> None:
    """How far a fetch is, and how the last one ended; on the start page as well."""
    busy = desk.better.now.running

    @st.fragment(run_every=POLL if busy else None)
    def watch() -> None:
        now = desk.better.now
        if busy and not now.running:
            st.rerun()  # done or failed: the page is drawn without the clock
        if now.running:
            amounts = {"have": now.have // 1_000_000, "total": now.total // 1_000_000}
            st.progress(now.share, text(f"step_{now.step}", interface, engine=plain(now.name), **amounts))
        elif now.done:
            desk.set({"engine": now.name})
            desk.better.seen()
            st.success(text("engineAdded", interface, engine=plain(now.name)))
        elif now.error:
            key = "engineCut" if now.cut else "engineFailed"
            st.warning(text(key, interface, engine=plain(now.name), error=problem(now.error, interface)))

    watch()


def _engine(desk: Desk, row: Row, interface: str) -> None:
    card = row.card
    with st.container(key=f"copy-engine-{card.name}"):
        _facts(card, row.size, interface)
        if row.installed:
            _installed(desk, card, interface)
        elif not registry.has_runtime(card.name):
            st.caption(text("engineNoRuntime", interface))
        elif desk.better.offered(card.name) and not desk.better.now.running:
            _fetch(desk, card, desk.better.now, interface)


def _facts(card: Card, size: int, interface: str) -> None:
    """What a reader wants to know before choosing: how large, how free, how good. As in README's table, from the same cards."""
    st.markdown(f"**{plain(card.name)}** {plain(card.title)}")
    amount = round((size or card.download) / 1_000_000)
    what = "onDisk" if size else "engineToFetch"
    facts = [
        text(what, interface, size=amount) if amount else "",
        text("engineLicence", interface, licence=plain(card.licence)),
        text("engineOlder", interface, engine=plain(card.instead)) if card.instead else "",
    ]
    st.caption(" · ".join(fact for fact in facts if fact))
    tests = dict.fromkeys(score.test for score in card.scores)
    told = [
        f"{plain(test)}: {', '.join(f'{score.value:.1f} {plain(score.metric)}' for score in card.scores if score.test == test)}"
        for test in tests
    ]
    st.caption("; ".join(told) or text("noScores", interface))


def _installed(desk: Desk, card: Card, interface: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        if desk.engine == card.name:
            st.markdown(f"✓ {text('engineInUse', interface)}")
        elif st.button(text("engineUse", interface), key=f"use-{card.name}"):
            desk.set({"engine": card.name})
            st.session_state["engine-told"] = text("engineUsed", interface, engine=plain(card.name))
            st.rerun()
        verify = bool(card.files) and st.button(text("engineVerify", interface), key=f"verify-{card.name}")
    if verify:
        try:
            count, scores = verify_engine(card.name), verify_english(card.name)
        except RafiqError as error:
            st.warning(problem(error, interface))
        else:
            score = f"{sum(scores) / len(scores):.1f}" if scores else ""
            st.success(text("engineAgrees" if scores else "engineSound", interface, n=count, score=score))


def _fetch(desk: Desk, card: Card, now: Fetching, interface: str) -> None:
    if card.repository and packages_size():
        st.caption(text("enginePackages", interface, size=round(packages_size() / 1_000_000)))
    again = now.name == card.name and now.cut
    label = text("engineGoOn", interface) if again else text("engineFetch", interface, size=round(card.download / 1_000_000))
    if st.button(label, key=f"fetch-{card.name}", type="primary" if card.name == BEST else "secondary"):
        desk.better.start(card.name)
        st.rerun()
