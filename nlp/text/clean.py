"""Whatever the reader gives (pasted text, bytes, a web page) → an `Article`: its text, fixed from here on, in blocks with roles.

What is shown keeps the writer's spelling: vowel signs, tatweel, ZWNJ, quotation marks. What changes is only what nobody wrote on
purpose: line ends, kinds of space, presentation forms, invisible direction marks, characters XML forbids, broken encodings.
Furniture stays in the text as blocks of that kind. What it leaves out: pictures, tables' shape, footnotes' links.

>>> article = clean("عنوان المقال\\n\\nقال المهندس المصري إن العمل قد انتهى تماماً في هذا اليوم.\\n\\nشارك")
>>> [(article.text[block.start : block.end][:5], block.kind) for block in article.blocks]
[('عنوان', 'title'), ('قال ا', 'paragraph'), ('شارك', 'furniture')]
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from nlp.document import Article, Block, BlockKind
from nlp.errors import InputError, TooLargeError
from nlp.text import dateline, furniture
from nlp.text import html as html_text
from nlp.text.encoding import decode, repair_mojibake
from nlp.text.html import Line
from nlp.text.normalize import BIDI_CONTROLS

__all__ = ["FRAGMENT", "MAX_SIZE", "clean", "tidy"]

MAX_SIZE: Final = 5_000_000  # bytes or characters; the longest newspaper article is a fiftieth of it
FRAGMENT: Final = "text/html; profile=fragment"  # HTML made from a document: all of it is the article
_TITLE_WORDS: Final = 30
_HEADING_WORDS: Final = 12
_HEAD_LINES: Final = 12

# Direction marks, zero-width space and joiner, soft hyphen, BOM, and what XML 1.0 forbids. ZWNJ and ZWJ are spelling, and stay.
_INVISIBLE = re.compile(f"[{BIDI_CONTROLS}\u00ad\u180e\u200b\u2060\ufeff\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufffe\uffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]+")
_FORMS = re.compile("[\ufb50-\ufdf2\ufe70-\ufefc]+")  # from \ufdf3 on they are signs with a shape of their own (ﷺ)
_LOOSE_MARKS = re.compile("[\u0620-\u064a][\u064b-\u0652\u0670]*[\u0653-\u0655]|[A-Za-z][\u0300-\u036f]+")
_ENTITY = re.compile(
    r"&(?:nbsp|amp|apos|quot|laquo|raquo|ldquo|rdquo|lsquo|rsquo|hellip|ndash|mdash|zwnj|zwj|rlm|lrm|#\d{2,6}|#x[0-9A-Fa-f]{2,6});"
)
_BULLET = re.compile(r"^(?:[•●▪◦‣∙○*]\s?|[-–—]\s+|[\d٠-٩]{1,2}\s?[.)–-]\s+|[أ-ي]\s?[)–-]\s)(?=\S)")
_EDITS = re.compile(r"\s*\[\s*عدل(?:\s*\|\s*عدل المصدر)?\s*\]\s*$")
# What an encyclopedia writes onto a word or a full stop: «في تونس.[1][2]», «أكد[بحاجة لمصدر]».
_CITATIONS = re.compile(r"(?<=\S)(?:\[(?:[\d٠-٩]{1,3}|(?:ملاحظة|note|ب) [\d٠-٩]{1,2}|بحاجة لمصدر|محل شك|من\?|متى؟|عدل)\])+")
_STOPPED = re.compile(r"[.،؛:…,;]\W*(?:\[\w{1,4}\]\s*)*$")


def clean(raw: str | bytes, *, source: str = "", media_type: str | None = None) -> Article:
    """The article in `raw`. `source` is the file name or address it came from; `media_type` says text/plain, text/html
    (a page: its article is found in it) or `FRAGMENT`, with the charset a server named; without it HTML is recognised by its look.

    Raises `TooLargeError` over `MAX_SIZE`, `InputError` when there is nothing to read or it is not text.
    """
    if len(raw) > MAX_SIZE:
        size, unit = f"{len(raw) / 1e6:.1f}", "MB" if isinstance(raw, bytes) else "million characters"
        raise TooLargeError(
            f"This text has {size} {unit}; Rafiq reads articles up to {MAX_SIZE // 1_000_000}: give it a part of the text."
        )
    declared = re.search(r"charset\s*=\s*\"?([\w.:-]+)", media_type or "", re.IGNORECASE)
    text = decode(raw, declared[1] if declared else "") if isinstance(raw, bytes) else raw
    text = repair_mojibake(_SURROGATES.sub("\ufffd", text))
    kind = (media_type or "").partition(";")[0].strip().lower()
    page = html_text.Page(())
    if media_type == FRAGMENT:
        lines: Sequence[Line] = html_text.fragment(text)
    elif "html" in kind or (not kind and html_text.looks_like_html(text)):
        page = html_text.page(text)
        lines = page.lines
    else:
        lines = _text_lines(tidy(_ENTITY.sub(_unescape, text)))
    lines = [replace(line, text=tidied) for line in lines if (tidied := _uncited(tidy(line.text).replace("\n", " ").strip()))]
    if not any(char.isalnum() for line in lines for char in line.text):
        raise InputError("There is no text to read here: paste an article, or give a file or page that holds one.")
    return _assemble(lines, page, source)


def tidy(text: str) -> str:
    """`text` as it will be shown: one kind of line end and space, base letters for presentation forms, nothing invisible."""
    text = _LINE_ENDS.sub("\n", text)
    text = _FORMS.sub(_base_letters, text)
    text = _INVISIBLE.sub("", text)
    text = _LOOSE_MARKS.sub(lambda match: unicodedata.normalize("NFC", match[0]), text)
    return _SPACES.sub(" ", text)


def _uncited(line: str) -> str:
    """`line` without the marks of footnotes; those of a line's edit link at its end are left to `_joined`.

    >>> _uncited("عاش في تونس.[1][2] ثم رحل[بحاجة لمصدر] إلى مصر [3]"), _uncited("التاريخ[عدل]")
    ('عاش في تونس. ثم رحل إلى مصر [3]', 'التاريخ[عدل]')
    """
    return line if _EDITS.search(line) else _CITATIONS.sub("", line)


def _base_letters(match: re.Match[str]) -> str:
    # An isolated vowel sign is written with a space to stand on; in running text it stands on its letter.
    return "".join(unicodedata.normalize("NFKC", char).lstrip(" ") or char for char in match[0])


def _unescape(match: re.Match[str]) -> str:
    import html

    return html.unescape(match[0])


def _text_lines(text: str) -> list[Line]:
    """The lines of plain text; those of a text wrapped at a fixed width are joined into its paragraphs."""
    lines: list[Line] = []
    gap = True
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            lines.append(Line(stripped, "quote" if stripped.startswith("> ") else None, gap))
        gap = not stripped
    return _unwrapped(lines) if _is_wrapped(lines) else lines


def _is_wrapped(lines: Sequence[Line]) -> bool:
    """Whether line ends are a matter of width: most lines with another right below are about as long as the longest, unfinished."""
    followed = [line.text for line, after in pairwise(lines) if not after.gap]
    if len(followed) < 6 or not any(line.gap for line in lines[1:]):
        return False
    width = max(len(line.text) for line in lines)
    full = sum(0.75 * width <= len(text) and not text.endswith((".", "؟", "!", ":")) for text in followed)
    return 55 <= width <= 130 and full >= 0.75 * len(followed)


def _unwrapped(lines: Sequence[Line]) -> list[Line]:
    joined: list[Line] = []
    for line in lines:
        if line.gap or not joined or _BULLET.match(line.text):
            joined.append(line)
        else:
            joined[-1] = replace(joined[-1], text=f"{joined[-1].text} {line.text}")
    return joined


def _assemble(lines: Sequence[Line], page: html_text.Page, source: str) -> Article:
    """Roles for lines, then the one text they become, with blank lines between blocks."""
    texts = [line.text for line in lines]
    kinds: list[BlockKind | None] = [
        "furniture" if marked else line.kind for line, marked in zip(lines, furniture.mark(texts), strict=True)
    ]
    title = tidy(page.title).strip()
    at = _title_line(texts, kinds, title)
    if at is None and any(char.isalnum() for char in title):
        texts, kinds, at = [title, *texts], [None, *kinds], 0
    byline, date = _head(texts, kinds, at)
    for i, text in enumerate(texts):
        if kinds[i] is None or (kinds[i] == "paragraph" and _BULLET.match(text)):
            kinds[i] = _role(texts, kinds, i)
    text, blocks = _joined(texts, kinds)
    shown = texts[at] if at is not None else ""
    return Article(text, blocks, shown, tidy(page.byline).strip() or byline, page.date or date, source)


def _joined(texts: Sequence[str], kinds: Sequence[BlockKind | None]) -> tuple[str, tuple[Block, ...]]:
    """The one text that the lines become, and its blocks; a line's «[عدل]» is a block of furniture.

    >>> _joined(["عنوان [عدل]", "نص"], ["heading", None])[1]
    (Block(start=0, end=5, kind='heading'), Block(start=6, end=11, kind='furniture'), Block(start=13, end=15, kind='paragraph'))
    """
    blocks: list[Block] = []
    start = 0
    for line, kind in zip(texts, kinds, strict=True):
        edits = _EDITS.search(line)  # after the headings of a Wikipedia page
        end = start + (edits.start() if edits else len(line))
        if end > start:
            blocks.append(Block(start, end, kind or "paragraph"))
        if edits:
            blocks.append(Block(end + len(edits[0]) - len(edits[0].lstrip()), start + len(line), "furniture"))
        start += len(line) + 2
    return "\n\n".join(texts), tuple(blocks)


def _title_line(texts: Sequence[str], kinds: list[BlockKind | None], title: str) -> int | None:
    """The index of the article's headline, its kind set; None when it has none."""
    body = [i for i, kind in enumerate(kinds) if kind != "furniture"]
    if title:
        wanted = furniture.key(title)
        for i in body[:_HEAD_LINES]:
            if furniture.key(texts[i]) and wanted.startswith(furniture.key(texts[i])) and len(texts[i]) > len(title) / 2:
                kinds[i] = "title"
                return i
        return None
    if len(body) < 2:
        return None
    first, rest = body[0], body[1:]
    head = texts[first]
    about = any(dateline.is_date_line(texts[i]) or dateline.is_byline(texts[i], beside_date=False) for i in rest[:3])
    longer = any(furniture.is_prose(texts[i]) and len(texts[i]) > len(head) for i in rest)
    plain = (
        len(head.split()) <= _TITLE_WORDS
        and not _STOPPED.search(head)
        and not _BULLET.match(head)
        and not dateline.is_date_line(head)
    )
    if not plain or not (about or longer) or kinds[first] in ("list", "quote"):
        return None
    kinds[first] = "title"
    return first


def _head(texts: Sequence[str], kinds: list[BlockKind | None], title: int | None) -> tuple[str, str]:
    """Byline and date from the lines before the running text, their kinds set."""
    head: list[int] = []
    for i, text in enumerate(texts):
        if kinds[i] == "furniture" or i == title:
            continue
        if len(head) == _HEAD_LINES or (furniture.is_prose(text) and not dateline.is_date_line(text)):
            break
        head.append(i)
    dates = [i for i in head if dateline.is_date_line(texts[i]) or dateline.is_time_line(texts[i])]
    byline = ""
    for i in dates:
        kinds[i] = "date"
    for place, i in enumerate(head):
        beside = any(other in dates for other in head[max(0, place - 1) : place + 2])
        if not byline and i not in dates and title is not None and i > title and dateline.is_byline(texts[i], beside_date=beside):
            kinds[i] = "byline"
            byline = dateline.strip_byline(texts[i])
    return byline, next((date for i in dates if (date := dateline.find_date(texts[i]))), "")


def _role(texts: Sequence[str], kinds: Sequence[BlockKind | None], i: int) -> BlockKind:
    """The role of a line from how it looks: item of a list, heading (short, open-ended, before a paragraph), or paragraph."""
    text = texts[i]
    following = next((j for j in range(i + 1, len(texts)) if kinds[j] != "furniture"), None)
    short = len(text.split()) <= _HEADING_WORDS and not _STOPPED.search(text)
    if _BULLET.match(text):
        number = text[0].isdigit() and short and following is not None and furniture.is_prose(texts[following])
        return "heading" if number and not _BULLET.match(texts[following or 0]) else "list"
    leads = (
        following is not None and furniture.is_prose(texts[following]) and len(texts[following].split()) > 1.5 * len(text.split())
    )
    return "heading" if short and leads and i > 0 and not text.startswith("«") else "paragraph"
