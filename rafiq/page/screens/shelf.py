"""The library page: saved copies to search, sort, tag, rename, delete and bring back, export and import."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from textwrap import shorten
from typing import Any, Final

import streamlit as st

from nlp.annotations import SavedCopy
from nlp.errors import RafiqError
from rafiq.library.values import CopySummary
from rafiq.page.counted import counted
from rafiq.page.desk import Desk
from rafiq.page.screens.intake import upload
from rafiq.page.screens.widgets import go, plain, problem
from rafiq.page.strings import text
from rafiq.page.strings.told import told
from rafiq.render import formats

__all__ = ["show"]

AT_ONCE: Final = 30
PASSAGE: Final = 160  # letters of a sentence that was found
_ORDERS: Final[dict[str, Callable[[CopySummary], Any]]] = {
    "sortChanged": lambda copy: copy.changed,
    "sortCreated": lambda copy: copy.created,
    "sortTitle": lambda copy: copy.title.casefold(),
}


def show(desk: Desk, interface: str) -> None:
    """Draws the library page."""
    with st.container(key="shelf"):
        name, words, new = st.columns([3, 1.2, 1], vertical_alignment="center")
        name.title(text("libraryTitle", interface), anchor=False)
        if words.button(text("myWords", interface), key="to-words", width="stretch"):
            go(page="words")
        if new.button(text("newArticle", interface), key="to-home", width="stretch"):
            go()
        _undo(desk, interface)
        query = st.text_input(
            text("search", interface), key="query", placeholder=text("search", interface), label_visibility="collapsed"
        )
        order, tag = _filters(desk, interface)
        collection = _collections(desk, interface)
        copies = desk.library.list(query, tag=tag, collection=collection)
        copies = tuple(sorted(copies, key=_ORDERS[order], reverse=order != "sortTitle"))
        if not copies:
            st.caption(
                text("noneFound", interface, query=plain(query)) if query or tag or collection else text("noCopies", interface)
            )
        shown = int(st.session_state.get("shown", AT_ONCE))
        every = desk.library.list() if query or tag or collection else copies
        alike = Counter(copy.digest for copy in every if copy.digest)
        for copy in copies[:shown]:
            _card(desk, copy, interface, query, alike[copy.digest])
        if len(copies) > shown and st.button(text("more", interface), key="more-copies"):
            st.session_state["shown"] = shown + AT_ONCE
            st.rerun()
        _import(desk, interface)
        _own_meanings(desk, interface)


def _own_meanings(desk: Desk, interface: str) -> None:
    """Every meaning and name that the reader decided, each with a way to forget it."""
    entries = desk.library.glossary()
    if not entries:
        return
    shown = int(st.session_state.get("shown-meanings", AT_ONCE))
    with st.expander(text("ownMeanings", interface, n=len(entries)), key="meanings"):
        for number, entry in enumerate(entries[:shown]):
            with st.container(key=f"meaning-{number}", horizontal=True, vertical_alignment="center"):
                st.markdown(f"{plain(entry.arabic)} — {plain(entry.english)}")
                st.caption(text(f"kind_{entry.kind}", interface) + (f" · {plain(entry.lemma)}" if entry.lemma else ""))
                if st.button(text("forget", interface), key=f"forget-{number}"):
                    desk.library.remove_term(entry.arabic, kind=entry.kind, lemma=entry.lemma)
                    st.rerun()
        if len(entries) > shown and st.button(text("more", interface), key="more-meanings"):
            st.session_state["shown-meanings"] = shown + AT_ONCE
            st.rerun()


def _filters(desk: Desk, interface: str) -> tuple[str, str]:
    order = st.segmented_control(
        text("sort", interface),
        list(_ORDERS),
        default="sortChanged",
        format_func=lambda key: text(key, interface),
        key="order",
        label_visibility="collapsed",
    )
    tags = desk.library.tags()
    tag = ""
    if tags:
        chosen = st.pills(
            text("tags", interface),
            list(tags),
            format_func=lambda each: f"{plain(each)} ({tags.get(each, 0)})",
            key="tag",
            label_visibility="collapsed",
        )
        tag = str(chosen or "")
    return str(order or "sortChanged"), tag


def _collections(desk: Desk, interface: str) -> str:
    """The collection that was chosen, "" for all copies; one that is chosen can be renamed."""
    names = desk.library.collections()
    if not names:
        return ""
    chosen = st.pills(
        text("collections", interface),
        list(names),
        format_func=lambda each: f"{plain(each)} ({names.get(each, 0)})",
        key="collection",
    )
    name = str(chosen or "")
    if name:
        with st.form("rename-collection", border=False):
            field, button = st.columns([4, 1.3], vertical_alignment="bottom")
            new = field.text_input(text("collectionRename", interface, name=name), name, max_chars=60)
            if button.form_submit_button(text("rename", interface), width="stretch") and new != name:
                desk.library.rename_collection(name, new)
                del st.session_state["collection"]
                st.rerun()
    return name


def _card(desk: Desk, copy: CopySummary, interface: str, query: str, alike: int) -> None:
    with st.container(key=f"copy-{copy.id}"):
        words, opens, more = st.columns([6, 1.3, 1.3], vertical_alignment="center")
        words.markdown(f"**{plain(copy.title)}**")
        if copy.title_english:
            words.markdown(plain(copy.title_english))
        facts = (
            counted("sentence", copy.sentences, interface),
            counted("note", copy.annotations, interface),
            _read(copy, interface),
            text("inCollection", interface, name=plain(copy.collection)) if copy.collection else "",
            text("sameText", interface, n=alike) if alike > 1 else "",
            copy.changed[:16].replace("T", " "),
            *map(plain, copy.tags),
        )
        words.caption(" · ".join(fact for fact in facts if fact))
        if opens.button(text("openCopy", interface), key=f"open-{copy.id}", width="stretch"):
            go(copy=copy.id)
        if more.button(text("more", interface), key=f"more-{copy.id}", width="stretch"):
            st.session_state["managed"] = "" if st.session_state.get("managed") == copy.id else copy.id
        if query.strip():
            _passages(desk, copy, query)
        if st.session_state.get("managed") == copy.id:
            _manage(desk, copy, interface)


def _read(copy: CopySummary, interface: str) -> str:
    """How far the reader came, in percent of the sentences; "" where the copy was never read."""
    if copy.place < 0 or not copy.sentences:
        return ""
    return text("readShare", interface, share=min(100, round(100 * (copy.place + 1) / copy.sentences)))


def _passages(desk: Desk, copy: CopySummary, query: str) -> None:
    """The sentences that were found, each a way to where it stands."""
    for number, sentence in desk.library.passages(copy.id, query):
        with st.container(key=f"passage-{copy.id}-{number}"):
            if st.button(plain(shorten(sentence.arabic, PASSAGE, placeholder="…")), key=f"at-{copy.id}-{number}", type="tertiary"):
                go(copy=copy.id, at=str(number))
            if sentence.english:
                st.caption(plain(shorten(sentence.english, PASSAGE, placeholder="…")))


def _manage(desk: Desk, copy: CopySummary, interface: str) -> None:
    with st.form(f"about-{copy.id}", border=False):
        title = st.text_input(text("title", interface), copy.title, max_chars=500)
        tags = st.text_input(text("addTags", interface), ", ".join(copy.tags), max_chars=1000)
        if st.form_submit_button(text("save", interface)):
            desk.library.rename(copy.id, title)
            desk.library.set_tags(copy.id, tags.replace("،", ",").split(","))
            _close(desk, copy.id)
            st.rerun()
    with st.form(f"move-{copy.id}", border=False):
        field, button = st.columns([4, 1.3], vertical_alignment="bottom")
        label, hint = text("collection", interface), text("collectionHint", interface)
        name = field.text_input(label, copy.collection, placeholder=hint, max_chars=60)
        if button.form_submit_button(text("collectionMove", interface), width="stretch"):
            desk.library.set_collection(copy.id, name)
            _close(desk, copy.id)
            st.rerun()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        form = st.selectbox(
            text("exportAs", interface),
            [each.name for each in formats.offered()],
            format_func=lambda name: told(formats.find(name).title, interface),
            key=f"as-{copy.id}",
        )
        chosen = formats.find(str(form))

        def made() -> bytes:
            return chosen.render(desk.library.get(copy.id))

        st.download_button(
            text("download", interface),
            data=made,
            file_name=formats.file_name(desk.library.get(copy.id), chosen),
            mime=chosen.media_type,
            key=f"get-{copy.id}",
            on_click="ignore",
        )
    if st.button(text("delete", interface), key=f"delete-{copy.id}"):
        desk.library.delete(copy.id)
        _close(desk, copy.id)
        st.session_state["deleted"] = (copy.id, copy.title)
        st.rerun()


def _close(desk: Desk, copy_id: str) -> None:
    """An article that is open from this copy is closed: it is another one now."""
    for job in desk.jobs.all():
        if job.saved == copy_id:
            desk.jobs.close(job.id)


def _undo(desk: Desk, interface: str) -> None:
    gone = st.session_state.get("deleted")
    if not gone:
        return
    with st.container(key="undo", horizontal=True, vertical_alignment="center"):
        st.markdown(text("deleted", interface, title=plain(gone[1])))
        if st.button(text("undo", interface), key="undo-delete"):
            del st.session_state["deleted"]
            desk.library.undelete(gone[0])
            st.rerun()


def _import(desk: Desk, interface: str) -> None:
    st.subheader(text("import", interface), anchor=False)
    for name, data in upload(text("import", interface), "import", types=["json", "html", "tmx", "zip"]):
        from rafiq.library.imports import from_bytes

        try:
            for copy in from_bytes(data, name):
                if _is_here(desk, copy):
                    st.session_state["twice"] = [*st.session_state.get("twice", []), copy]
                else:
                    _take(desk, copy)
        except RafiqError as error:
            st.warning(problem(error, interface))
        else:
            st.rerun()
    if waiting := st.session_state.get("twice"):
        _ask_twice(desk, waiting[0], interface)
    for title in st.session_state.pop("imported", []):
        st.success(text("imported", interface, title=plain(title)))


def _is_here(desk: Desk, copy: SavedCopy) -> bool:
    """Whether the library has a copy of the same title and text."""
    return any(each.title == copy.title for each in desk.library.same_text(copy.document.article.text))


def _take(desk: Desk, copy: SavedCopy) -> None:
    desk.library.save(copy)
    st.session_state["imported"] = [*st.session_state.get("imported", []), copy.title]


def _ask_twice(desk: Desk, copy: SavedCopy, interface: str) -> None:
    """Asks whether a copy that is here already is wanted once more."""
    st.warning(text("importTwice", interface, title=plain(copy.title)))
    with st.container(horizontal=True):
        again = st.button(text("importAgain", interface), key="import-again")
        if again:
            _take(desk, copy)
        if st.button(text("importNot", interface), key="import-not") or again:
            st.session_state["twice"] = st.session_state["twice"][1:]
            st.rerun()
