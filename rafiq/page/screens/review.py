"""Reviewing My words: the sentence with the word in it, then its meaning, then how well it was known; all of it by keyboard."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

import streamlit as st

from nlp.annotations import LearnedWord
from rafiq.page.desk import Desk
from rafiq.page.screens.widgets import go, marked, plain
from rafiq.page.strings import text
from rafiq.page.strings.told import told

__all__ = ["show"]

_RATINGS: Final = (1, 2, 3, 4)


def show(desk: Desk, interface: str) -> None:
    """Draws the page: one word, the longest due first."""
    with st.container(key="shelf"):
        name, words = st.columns([3, 1.2], vertical_alignment="center")
        name.title(text("reviewTitle", interface), anchor=False)
        if words.button(text("myWords", interface), key="to-words", width="stretch"):
            go(page="words")
        due = desk.library.due_words()
        if not due:
            done = int(st.session_state.get("reviewed", 0))
            st.caption(text("reviewDone", interface, n=done) if done else text("reviewNone", interface))
            return
        st.caption(text("reviewLeft", interface, n=len(due)))
        _ask(desk, due[0], interface)
        st.caption(text("reviewKeys", interface))


def _ask(desk: Desk, word: LearnedWord, interface: str) -> None:
    which = (word.kind, word.lemma, word.due)
    with st.container(key="question"):
        with st.container(key="asked"):
            st.markdown(f"**{plain(word.word)}**")
        here = word.contexts[0] if word.contexts else None
        if here:
            with st.container(key="met-asked"):
                st.markdown(marked(here.arabic, here.start, here.end))
        if st.session_state.get("answered") != which:
            if st.button(text("showAnswer", interface), key="answer", type="primary", shortcut="Space"):
                st.session_state["answered"] = which
                st.rerun()
            return
        with st.container(key="answered-word"):
            st.markdown(f"**{plain(word.english)}**")
            facts = [plain(word.lemma) if word.kind == "word" else text("kind_name", interface), plain(word.root)]
            facts.append(plain(told(word.pos, interface)))
            st.caption(" · ".join(fact for fact in facts if fact))
            if here and here.english:
                st.markdown(plain(here.english))
        _rate(desk, word, interface)


def _rate(desk: Desk, word: LearnedWord, interface: str) -> None:
    away = desk.library.waits(word.kind, word.lemma, datetime.now(UTC))
    with st.container(key="ratings", horizontal=True):
        for rating in _RATINGS:
            label = f"{text(f'rate_{rating}', interface)} · {_time(away[rating], interface)}"
            kind = "primary" if rating == 3 else "secondary"
            if st.button(label, key=f"rate-{rating}", shortcut=str(rating), type=kind):  # type: ignore[arg-type]
                desk.library.review(word.kind, word.lemma, rating)
                st.session_state["reviewed"] = int(st.session_state.get("reviewed", 0)) + 1
                st.rerun()


def _time(wait: timedelta, interface: str) -> str:
    """A wait in the largest unit that it fills.

    >>> _time(timedelta(minutes=10), "en"), _time(timedelta(days=8, hours=3), "en")
    ('10 min', '8 d')
    """
    if wait >= timedelta(days=1):
        return text("waitDays", interface, n=wait.days)
    if wait >= timedelta(hours=1):
        return text("waitHours", interface, n=wait.seconds // 3600)
    return text("waitMinutes", interface, n=max(1, wait.seconds // 60))
