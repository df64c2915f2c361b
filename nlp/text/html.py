"""HTML → lines with the role their tags give them. Finds the article in a whole page (trafilatura); reads a fragment as it is.

What it leaves out: scripts, styles, forms, and every attribute: nothing of the page's markup survives.

>>> [(line.text, line.kind) for line in fragment("<h2>عنوان</h2><p>قال <b>نعم</b>.</p>")]
[('عنوان', 'heading'), ('قال نعم.', 'paragraph')]
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from lxml import etree
from lxml import html as lxml_html

from nlp.document import BlockKind

__all__ = ["Line", "Page", "fragment", "looks_like_html", "page"]

_MAX_DEPTH: Final = 200  # deeper nesting than any page has: what is further in is read without its roles
_MAX_TAGS: Final = 60_000  # ten times a large news page; beyond it extraction takes minutes, so the whole page is read
_BLOCKS: Final = frozenset(
    {
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl", "dt"),
        *("fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "item"),
        *(
            "lb",
            "li",
            "list",
            "main",
            "menu",
            "nav",
            "ol",
            "p",
            "pre",
            "quote",
            "row",
            "section",
            "summary",
            "table",
            "tbody",
            "td",
        ),
        *("tfoot", "th", "thead", "title", "tr", "ul"),
    }
)
_SKIPPED: Final = frozenset(
    {"script", "style", "noscript", "template", "svg", "math", "iframe", "object", "select", "button", "textarea", "title", "meta"}
)
_ROLES: Final[dict[str, BlockKind]] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("li", "item", "dd", "dt"), "list"),
    **dict.fromkeys(("blockquote", "quote"), "quote"),
    **dict.fromkeys(("nav", "footer", "aside", "menu"), "furniture"),
}
_STARTS = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|article|main|section|div|p|h[1-6])[\s>]",
    re.I | re.S,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an article. `kind` is what its markup says, "" when nothing does. `gap`: a blank line stood before it."""

    text: str
    kind: BlockKind | None = None
    gap: bool = True


@dataclass(frozen=True, slots=True)
class Page:
    """What a web page says of its article."""

    lines: tuple[Line, ...]
    title: str = ""
    byline: str = ""
    date: str = ""  # YYYY-MM-DD or ""


def looks_like_html(text: str) -> bool:
    """Whether pasted text is the source of a page or of a part of one, and not prose that mentions a tag."""
    return (
        _STARTS.match(text) is not None
        and re.search(r"</(?:html|body|article|main|section|div|p|h[1-6])\s*>", text, re.I) is not None
    )


def fragment(text: str) -> tuple[Line, ...]:
    """Every visible line of `text`, an HTML fragment or document."""
    root = _parse(text)
    return tuple(_lines(root)) if root is not None else ()


def page(text: str) -> Page:
    """The article of a whole web page. When trafilatura keeps less than half of the page's paragraphs, all of the page is taken."""
    everything = fragment(text)
    if text.count("<") > _MAX_TAGS:
        return Page(everything)
    import trafilatura  # half a second

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        extracted: Any = trafilatura.bare_extraction(
            text, with_metadata=True, include_comments=False, include_tables=True, favor_recall=True
        )
    except Exception:  # whatever a hostile page does to the extractor, the text itself is still there
        extracted = None
    if extracted is None:
        return Page(everything)
    lines = tuple(_lines(extracted.body)) if extracted.body is not None else ()
    paragraphs = sum(len(line.text) for line in everything if line.kind != "furniture" and len(line.text.split()) > 15)
    if sum(len(line.text) for line in lines) < paragraphs / 2:
        lines = everything
    date = extracted.date if re.fullmatch(r"\d{4}-\d{2}-\d{2}", extracted.date or "") else ""
    return Page(lines, _one_line(extracted.title), _one_line(extracted.author), date)


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())[:500]


def _parse(text: str) -> Any:
    """The tree of `text`, or None when it holds nothing. Never fetches anything; the parser's own limits on depth stand."""
    parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        return lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, ValueError):
        return None


def _lines(root: Any) -> Iterator[Line]:
    """Walks the tree without recursion: a line ends wherever a block element begins or ends."""
    words: list[str] = []
    roles: list[BlockKind | None] = [None]
    skipping = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        block, skipped = tag in _BLOCKS, tag in _SKIPPED
        if event == "start":
            skipping += skipped
            if block or tag == "head":
                yield from _flush(words, roles[-1])
                roles.append(_role(element, tag, roles[-1]))
            elif tag == "br":
                words.append("\n")
            if not skipping:
                words.append(_squeezed(element.text))
        else:
            if block or tag == "head":
                yield from _flush(words, roles[-1])
                roles.pop()
            skipping -= skipped
            if not skipping and element is not root:
                words.append(_squeezed(element.tail))
    yield from _flush(words, roles[-1])


def _role(element: Any, tag: str, outer: BlockKind | None) -> BlockKind | None:
    if outer == "furniture":
        return outer
    if tag == "head" and element.getparent() is not None and element.getparent().tag != "html":
        return "heading"  # how trafilatura names headings
    return _ROLES.get(tag) or outer or ("paragraph" if tag == "p" else None)


def _squeezed(text: str | None) -> str:
    return re.sub(r"[ \t\r\n\f]+", " ", text or "")


def _flush(words: list[str], kind: BlockKind | None) -> Iterator[Line]:
    joined = "".join(words)
    words.clear()
    for line in joined.split("\n"):
        if line.strip():
            yield Line(" ".join(line.split(" ")).strip(), kind)
