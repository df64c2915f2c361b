"""Small things that every page of ours uses: going somewhere, and showing other people's words as they are."""

from __future__ import annotations

from typing import Final

import streamlit as st

__all__ = ["go", "plain"]

_MARKDOWN: Final = frozenset("\\`*_{}[]()<>#+-.!|~:$&@^=")


def go(**address: str) -> None:
    """Goes to another page of ours: `go()` the start, `go(doc=…)`, `go(copy=…)`, `go(page="library")`. Ends this run."""
    st.query_params.from_dict(address)
    st.rerun()


def plain(words: str) -> str:
    """`words` (a title, a file name) so that Streamlit's Markdown shows them unchanged, as one line.

    >>> plain("a *b*")
    'a \\\\*b\\\\*'
    """
    return "".join(f"\\{letter}" if letter in _MARKDOWN else letter for letter in " ".join(words.split()))
