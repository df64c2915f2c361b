"""The page's components for Streamlit (components v2): the reader, the feed that fills it, and the page's own look.

All three are our own fixed files; what an article says reaches them only as data.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from rafiq.page.reader.assets import fonts_css, part, script
from rafiq.page.strings import text

__all__ = ["feed", "look", "reader"]

_READER = st.components.v2.component(
    "rafiq.reader", html=part("reader.html"), css=part("reader.css"), js=script(), isolate_styles=False
)
_LOOK = st.components.v2.component("rafiq.look", css=f"{fonts_css()}\n{part('page.css')}", js=part("page.js"), isolate_styles=False)
_FEED = st.components.v2.component("rafiq.feed", js=part("page.js"), isolate_styles=False)


def reader(snapshot: bytes, key: str) -> Any:
    """Mounts the reader with its snapshot; gives what it sent in this run, or None."""
    return _READER(key=key, data=snapshot, on_event_change=_nothing).event


def feed(data: dict[str, Any], key: str) -> None:
    """Hands `data` to the reader component of this page."""
    _FEED(key=key, data={"feed": data})


def look(theme: str, interface: str) -> None:
    """Fonts, colours, language and direction of the whole page."""
    _LOOK(key="look", data={"theme": theme, "ui": interface, "lost": text("serverLost", interface)})


def _nothing() -> None:
    """A trigger exists only for events that have a callback; the value is read where the component is mounted."""
