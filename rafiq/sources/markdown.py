"""Markdown → HTML by markdown-it (CommonMark and tables); HTML inside it is shown as text, never read as markup."""

from __future__ import annotations

import re

from nlp.text.clean import FRAGMENT
from nlp.text.encoding import decode
from rafiq.sources.raw import Raw

__all__ = ["read"]

_FRONT_MATTER = re.compile(r"\A\ufeff?---\r?\n.{0,5000}?\r?\n---\r?\n", re.DOTALL)


def read(data: bytes, name: str) -> list[Raw]:
    """The whole file as one article; a front matter of settings is left out."""
    from markdown_it import MarkdownIt

    text = _FRONT_MATTER.sub("", decode(data))
    return [Raw(MarkdownIt("commonmark", {"html": False}).enable("table").render(text), name, FRAGMENT)]
