"""The one home of escaping: HTML and XML text, attributes, file names, spreadsheet cells, Markdown.

Article text, titles, notes and names are hostile. Every export and the page go through here; nothing else in Rafiq
escapes. Text comes back safe for the named place and for no other.

>>> text('<b>"&')
'&lt;b&gt;"&amp;'
>>> cell("=HYPERLINK(1)")
"'=HYPERLINK(1)"
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

__all__ = ["attribute", "card", "cell", "file_name", "legal", "markdown", "text", "xml_attribute", "xml_text"]

# Characters XML 1.0 cannot hold at all, and those that HTML parsers replace or drop.
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# What a spreadsheet may take for the start of a formula, full-width forms too.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_MARKDOWN: Final = re.compile(r"([\\`*_{}\[\]<>()#+!|~$&])")
_MARKDOWN_START: Final = re.compile(r"^(\s*)([-=>:]|\d+[.)])", re.MULTILINE)
_RESERVED: Final = {"con", "prn", "aux", "nul"} | {f"{name}{digit}" for name in ("com", "lpt") for digit in range(1, 10)}


def legal(value: str) -> str:
    """`value` with U+FFFD for every character that XML 1.0 cannot hold (controls, lone surrogates)."""
    return _NOT_XML.sub("\ufffd", value)


def text(value: str) -> str:
    """`value` as HTML element content."""
    return legal(value).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(value: str) -> str:
    """`value` as the content of an HTML attribute in double quotes."""
    return text(value).replace('"', "&quot;").replace("'", "&#39;")


def xml_text(value: str) -> str:
    """`value` as XML element content; a carriage return survives as a reference."""
    return text(value).replace("\r", "&#13;")


def xml_attribute(value: str) -> str:
    """`value` as the content of an XML attribute in double quotes; white space survives normalisation."""
    return attribute(value).replace("\r", "&#13;").replace("\n", "&#10;").replace("\t", "&#9;")


def card(value: str) -> str:
    """`value` as a field of an Anki note: HTML in which none of Anki's own marks (sounds, LaTeX, fields) comes alive.

    >>> card("[sound:a.mp3] {{Word}}")
    '&#91;sound:a.mp3] &#123;&#123;Word}}'
    """
    return text(value).replace("[", "&#91;").replace("{", "&#123;").replace("\\", "&#92;")


def cell(value: str) -> str:
    """`value` as a spreadsheet cell that no program takes for a formula (OWASP: quote first); NUL is dropped."""
    value = value.replace("\x00", "").encode("utf-8", "replace").decode()
    seen = next((at for at, char in enumerate(value) if unicodedata.category(char)[0] not in "ZC"), len(value))
    bare = value[seen:]  # spaces, controls and marks of direction before a sign hide it from nobody but a reader
    return "'" + value if bare.startswith(_FORMULA) or value.startswith(_FORMULA) else value


def markdown(value: str) -> str:
    """`value` as one paragraph of Markdown that shows exactly these characters: no markup, HTML or autolink comes alive."""
    safe = _MARKDOWN.sub(r"\\\1", legal(value))
    safe = _MARKDOWN_START.sub(lambda match: f"{match[1]}{match[2][:-1]}\\{match[2][-1]}", safe)
    safe = re.sub(r"(?i)\b(https?|ftp|mailto|www)([:.])", r"\1\\\2", safe)
    return re.sub(r"\s*\n\s*", " ", safe)


def file_name(value: str, *, fallback: str = "article", limit: int = 80) -> str:
    """`value` as a file name (without suffix) on every system: no separators, controls, reserved names; at most `limit` bytes."""
    kept = (" " if unicodedata.category(c)[0] in "ZC" else c for c in unicodedata.normalize("NFC", value))
    name = re.sub(r'[\\/:*?"<>|%~$`\'\s]+', " ", "".join(kept)).strip(" .-")
    name = re.sub(r"\s+", "-", name)
    while len(name.encode()) > limit:
        name = name[:-1]
    name = name.strip(" .-")
    return fallback if not name or name.split(".")[0].lower() in _RESERVED else name
