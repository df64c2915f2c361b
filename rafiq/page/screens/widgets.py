"""Small things that every page of ours uses: going somewhere, and showing other people's words as they are."""

from __future__ import annotations

from typing import Final

import streamlit as st

from rafiq.page.strings import text
from rafiq.page.strings.told import fault
from rafiq.page.work.job import BROKEN, NOT_ARABIC, Job

__all__ = ["failure", "go", "marked", "plain", "problem"]

_MARKDOWN: Final = frozenset("\\`*_{}[]()<>#+-.!|~:$&@^=")


def go(**address: str) -> None:
    """Goes to another page of ours: `go()` the start, `go(doc=…)`, `go(copy=…)`, `go(page="library")`. Ends this run."""
    st.query_params.from_dict(address)
    st.rerun()


def failure(job: Job, interface: str) -> str:
    """Why `job` failed, in a sentence for Streamlit's Markdown."""
    return text(job.error, interface) if job.error in (BROKEN, NOT_ARABIC) else problem(job.error, interface)


def problem(error: object, interface: str) -> str:
    """An error's sentence in the language of the interface, for Streamlit's Markdown."""
    return plain(fault(error, interface))


def plain(words: str) -> str:
    """`words` (a title, a file name) so that Streamlit's Markdown shows them unchanged, as one line.

    >>> plain("a *b*")
    'a \\\\*b\\\\*'
    """
    return "".join(f"\\{letter}" if letter in _MARKDOWN else letter for letter in " ".join(words.split()))


def marked(sentence: str, start: int, end: int) -> str:
    """`sentence` as `plain` has it, `sentence[start:end]` in bold where that is inside it.

    >>> marked("قرأت الكتاب.", 5, 11)
    'قرأت **الكتاب**\\\\.'
    """
    if not 0 <= start < end <= len(sentence) or sentence[start:end] != sentence[start:end].strip():
        return plain(sentence)
    before, word, after = plain(f"|{sentence[:start]}|"), plain(sentence[start:end]), plain(f"|{sentence[end:]}|")
    return f"{before[2:-2]}**{word}**{after[2:-2]}"
