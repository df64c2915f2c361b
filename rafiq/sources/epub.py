"""EPUB books: the chapters in reading order, each a raw article. Standard library and lxml only, with limits.

What it leaves out: pictures, styles, books locked by their shop (said in one sentence).
"""

from __future__ import annotations

import posixpath
import zipfile
from typing import Any, Final
from urllib.parse import unquote

from lxml import etree

from nlp.errors import InputError
from nlp.text.clean import FRAGMENT
from nlp.text.encoding import decode
from nlp.text.html import fragment
from rafiq.sources.archive import member, open_archive
from rafiq.sources.raw import Raw

__all__ = ["read"]

_MAX_CHAPTER: Final = 5_000_000
_MAX_CHAPTERS: Final = 1_000
_PAGES: Final = frozenset({"application/xhtml+xml", "text/html"})


def read(data: bytes, name: str) -> list[Raw]:
    """The chapters that hold text, in the book's order. Raises `InputError` for a damaged, locked or empty book."""
    archive = open_archive(data, name)
    try:
        package = _package_path(archive)
        root = _xml(member(archive, package, _MAX_CHAPTER))
        chapters = _chapters(root, posixpath.dirname(package))
    except (KeyError, etree.XMLSyntaxError, IndexError) as error:
        raise InputError(f"The file {name!r} is not an EPUB book Rafiq can read; it may be damaged.") from error
    locked = _locked(archive)
    raws: list[Raw] = []
    for path in chapters[:_MAX_CHAPTERS]:
        if path in locked:
            raise InputError(f"The book {name!r} is locked by its shop (DRM); Rafiq cannot read it.")
        try:
            text = decode(member(archive, path, _MAX_CHAPTER))
        except KeyError:
            continue  # named, but not there
        lines = fragment(text)
        if any(char.isalpha() for line in lines for char in line.text):
            heading = next((line.text for line in lines if line.kind == "heading"), lines[0].text)
            raws.append(Raw(text, name, FRAGMENT, " ".join(heading.split())[:80]))
    if not raws:
        raise InputError(f"The book {name!r} holds no text.")
    return raws


def _xml(data: bytes) -> Any:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False))


def _package_path(archive: zipfile.ZipFile) -> str:
    root = _xml(member(archive, "META-INF/container.xml", 1_000_000))
    return str(root.xpath("//*[local-name()='rootfile']/@full-path")[0])


def _chapters(root: Any, folder: str) -> list[str]:
    """Paths of the pages in the order of the spine, each once; what the book calls secondary (linear="no") is left out."""
    pages = {
        item.get("id"): posixpath.normpath(posixpath.join(folder, unquote(item.get("href") or "").partition("#")[0]))
        for item in root.xpath("//*[local-name()='manifest']/*[local-name()='item']")
        if item.get("media-type") in _PAGES and "nav" not in (item.get("properties") or "").split()
    }
    spine = root.xpath("//*[local-name()='spine']/*[local-name()='itemref'][not(@linear='no')]/@idref")
    return list(dict.fromkeys(pages[str(idref)] for idref in spine if str(idref) in pages))


def _locked(archive: zipfile.ZipFile) -> set[str]:
    try:
        root = _xml(member(archive, "META-INF/encryption.xml", 1_000_000))
    except (KeyError, etree.XMLSyntaxError):
        return set()
    return {unquote(str(path)) for path in root.xpath("//*[local-name()='CipherReference']/@URI")}
