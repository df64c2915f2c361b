"""My words: what the reader looked up, corrected or marked, with the sentences; search, order, states, forgetting, exports."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from textwrap import shorten
from typing import Any, Final

import streamlit as st

from nlp.annotations import LearnedWord, WordState
from nlp.text.normalize import fold, strip_diacritics
from rafiq.page.desk import Desk
from rafiq.page.screens.widgets import go, marked, plain
from rafiq.page.strings import text
from rafiq.page.strings.told import told
from rafiq.render.exports import anki, csv_table

__all__ = ["show"]

AT_ONCE: Final = 25
STATES: Final[tuple[WordState, ...]] = ("new", "learning", "known")
_ORDERS: Final[dict[str, Callable[[LearnedWord], Any]]] = {
    "orderRecent": bool,  # as the library gives them: every word alike
    "orderLooked": lambda word: -word.looked,
    "orderArabic": lambda word: strip_diacritics(word.word),
    "orderDue": lambda word: word.due or "9",
}


def show(desk: Desk, interface: str) -> None:
    """Draws the page."""
    with st.container(key="shelf"):
        _head(desk, interface)
        _undo(desk, interface)
        words = desk.library.learned()
        if not words:
            st.caption(text("noWords", interface))
            return
        here = _filtered(words, interface)
        shown = here[: int(st.session_state.get("shown-words", AT_ONCE))]
        chosen = _choosing(words, shown, interface)
        if chosen:
            _with_chosen(desk, chosen, interface)
        for word in shown:
            _card(desk, word, interface)
        if len(here) > len(shown) and st.button(text("more", interface), key="more-words"):
            st.session_state["shown-words"] = len(shown) + AT_ONCE
            st.rerun()


def _head(desk: Desk, interface: str) -> None:
    st.title(text("myWords", interface), anchor=False)
    with st.container(horizontal=True):
        if st.button(text("review", interface, n=len(desk.library.due_words())), key="to-review", type="primary"):
            go(page="review")
        if st.button(text("libraryTitle", interface), key="to-library"):
            go(page="library")
        if st.button(text("newArticle", interface), key="to-home"):
            go()


def _filtered(words: Sequence[LearnedWord], interface: str) -> list[LearnedWord]:
    """The words that were searched for, of the chosen state, in the chosen order."""
    label = text("findWord", interface)
    query = st.text_input(label, key="find-word", placeholder=label, label_visibility="collapsed")
    counts = {state: sum(each.state == state for each in words) for state in STATES}

    def named(state: str) -> str:
        if state == "all":
            return text("allStates", interface, n=len(words))
        return text("someState", interface, state=text(f"state_{state}", interface), n=counts[state])  # type: ignore[index]

    state = st.segmented_control(
        text("state", interface),
        ["all", *STATES],
        default="all",
        format_func=named,
        key="word-state",
        label_visibility="collapsed",
    )
    order = st.segmented_control(
        text("sort", interface),
        list(_ORDERS),
        default="orderRecent",
        format_func=lambda key: text(key, interface),
        key="word-order",
        label_visibility="collapsed",
    )
    here = [each for each in words if state in (None, "all", each.state) and _matches(each, query)]
    if not here:
        st.caption(text("noneFound", interface, query=plain(query)))
    return sorted(here, key=_ORDERS[str(order or "orderRecent")])


def _matches(word: LearnedWord, query: str) -> bool:
    """Whether every part of the query stands somewhere in what is known of the word.

    >>> book = LearnedWord("word", "كِتاب", "الكتاب", "book", root="ك.ت.ب")
    >>> _matches(book, "كتاب BOOK"), _matches(book, "pen")
    (True, False)
    """
    sentences = [part for each in word.contexts for part in (each.arabic, each.english)]
    all_of_it = _folded(" ".join((word.word, word.lemma, word.root, word.english, *sentences)))
    return all(part in all_of_it for part in _folded(query).split())


def _folded(words: str) -> str:
    return fold(words).casefold()


def _key(word: LearnedWord) -> str:
    """What the page's widgets for a word are called: their keys are class names in the browser, which Arabic may be."""
    return f"{word.kind}-{word.lemma.encode().hex()}"


def _choosing(words: Sequence[LearnedWord], shown: Sequence[LearnedWord], interface: str) -> list[LearnedWord]:
    """Buttons that choose what is shown, or nothing; gives what is chosen now, also of what is not shown."""
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button(text("chooseAll", interface, n=len(shown)), key="choose-all", type="tertiary"):
            for each in shown:
                st.session_state[f"choose-{_key(each)}"] = True
        if st.button(text("chooseNone", interface), key="choose-none", type="tertiary"):
            for each in words:
                st.session_state[f"choose-{_key(each)}"] = False
        chosen = [each for each in words if st.session_state.get(f"choose-{_key(each)}")]
        if chosen:
            st.caption(text("chosenWords", interface, n=len(chosen)))
    return chosen


def _with_chosen(desk: Desk, chosen: Sequence[LearnedWord], interface: str) -> None:
    with st.container(key="chosen", horizontal=True, vertical_alignment="center"):
        for state in STATES:
            if st.button(text(f"state_{state}", interface), key=f"mark-{state}", help=text("markAs", interface)):
                for each in chosen:
                    desk.library.set_state(each.kind, each.lemma, state)
                st.rerun()
        _download("ankiOfChosen", lambda: anki.render_words(chosen), "rafiq-words.apkg", "application/zip", interface)
        _download("csvOfChosen", lambda: csv_table.render_words(chosen), "rafiq-words.csv", "text/csv", interface)
        if st.button(text("forgetChosen", interface), key="forget-chosen"):
            _forget(desk, chosen)


def _download(label: str, made: Callable[[], bytes], name: str, media: str, interface: str) -> None:
    st.download_button(text(label, interface), data=made, file_name=name, mime=media, key=label, on_click="ignore")


def _forget(desk: Desk, words: Sequence[LearnedWord]) -> None:
    st.session_state["forgotten"] = (list(words), desk.library.forget_words(words))
    for each in words:
        st.session_state.pop(f"choose-{_key(each)}", None)
    st.rerun()


def _undo(desk: Desk, interface: str) -> None:
    gone = st.session_state.get("forgotten")
    if not gone:
        return
    words, moment = gone
    with st.container(key="undo", horizontal=True, vertical_alignment="center"):
        st.markdown(text("forgotten", interface, n=len(words)))
        if st.button(text("undo", interface), key="undo-forget"):
            del st.session_state["forgotten"]
            desk.library.remember_words(words, moment)
            st.rerun()


def _card(desk: Desk, word: LearnedWord, interface: str) -> None:
    key = _key(word)
    with st.container(key=f"copy-{key}"):
        about, more = st.columns([7, 1.6], vertical_alignment="center")
        about.checkbox(f"**{plain(word.word)}**", key=f"choose-{key}")
        about.markdown(plain(word.english) or text("noGloss", interface))
        about.caption(" · ".join(_facts(word, interface)))
        if more.button(text("more", interface), key=f"about-{key}", width="stretch"):
            st.session_state["word"] = "" if st.session_state.get("word") == key else key
        opened = st.session_state.get("word") == key
        if word.contexts and not opened:
            here = word.contexts[0]
            with st.container(key=f"met-{key}"):
                st.markdown(marked(here.arabic, here.start, here.end))
        if opened:
            _more(desk, word, interface)


def _facts(word: LearnedWord, interface: str) -> list[str]:
    kind = (
        (text(word.pos, interface) if word.pos else text("kind_name", interface))
        if word.kind == "name"
        else plain(told(word.pos, interface))
    )
    facts = [
        text(f"state_{word.state}", interface),
        kind,
        f"{text('lemma', interface)} {plain(word.lemma)}" if word.kind == "word" else "",
        f"{text('root', interface)} {plain(word.root)}" if word.root else "",
        text("ownMeaning", interface) if word.own else "",
        text("looked", interface, n=word.looked) if word.looked > 1 else "",
        text("nextReview", interface, day=word.due[:10]) if word.due and word.state != "known" else "",
    ]
    return [fact for fact in facts if fact]


def _more(desk: Desk, word: LearnedWord, interface: str) -> None:
    """The word's state, its meaning to change, every sentence it was met in, forgetting it."""
    key = _key(word)
    with st.container(horizontal=True):
        for state in STATES:
            kind = "primary" if state == word.state else "secondary"
            if st.button(text(f"state_{state}", interface), key=f"is-{state}-{key}", type=kind):  # type: ignore[arg-type]
                desk.library.set_state(word.kind, word.lemma, state)
                st.rerun()
    with st.form(f"edit-{key}", border=False):
        english = st.text_input(text("meaning", interface), word.english, max_chars=200)
        if st.form_submit_button(text("save", interface)) and english.strip() and english.strip() != word.english:
            desk.library.set_english(word.kind, word.lemma, english.strip())
            st.rerun()
    for number, here in enumerate(word.contexts):
        with st.container(key=f"met-{key}-{number}"):
            st.markdown(marked(here.arabic, here.start, here.end))
            if here.english:
                st.caption(plain(shorten(here.english, 400, placeholder="…")))
            if here.copy and st.button(text("openThere", interface), key=f"there-{key}-{number}", type="tertiary"):
                go(copy=here.copy, at=str(here.sentence))
    if st.button(text("forget", interface), key=f"forget-{key}"):
        _forget(desk, [word])
