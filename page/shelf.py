"""The library page: saved copies to search, sort, tag, rename, delete and bring back, export and import."""

from __future__ import annotations

import streamlit as st

from page.desk import Desk
from page.home import _plain, go
from page.strings import text

__all__ = ["show"]


def show(desk: Desk, interface: str) -> None:
    """Draws the library page."""
    with st.container(key="shelf"):
        st.title(text("libraryTitle", interface), anchor=False)
        if st.button(text("newArticle", interface)):
            go()
        for copy in desk.library.list():
            with st.container(key=f"copy-{copy.id}", horizontal=True):
                st.markdown(_plain(copy.title))
                if st.button(text("openCopy", interface), key=f"open-{copy.id}"):
                    go(copy=copy.id)
