"""TMX → copy: the sentences of any translation memory with Arabic and English, Rafiq's own or another tool's.

TMX carries no running text, so the article is put together from the segments: a space between sentences of one block, a line end
between blocks. Tokens and glosses are made anew by whoever opens the copy. Declared entities are refused.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final, get_args

from lxml import etree

from nlp.annotations import Annotation, SavedCopy
from nlp.document import Article, BilingualDocument, Block, BlockKind, Sentence
from nlp.errors import InputError, TooLargeError

__all__ = ["read"]

MAX_UNITS: Final = 50_000
_KINDS: Final = get_args(BlockKind)
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_CODES: Final = ("bpt", "ept", "it", "ph", "ut")  # markup of the original, not words; what is in a <sub> of theirs is text again


def read(data: bytes) -> tuple[SavedCopy, ...]:
    """The one copy in a TMX file. Raises `InputError`, `TooLargeError`."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, recover=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"This TMX file cannot be read: {error}.") from error
    subset: Any = root.getroottree().docinfo.internalDTD
    if subset is not None and any(True for _ in subset.iterentities()):
        raise InputError("This TMX file declares entities of its own, which no translation memory needs: it is refused.")
    if etree.QName(root).localname != "tmx":
        raise InputError(f"This is no TMX file: its first element is {etree.QName(root).localname!r}.")
    units = list(root.iter("{*}tu"))
    if len(units) > MAX_UNITS:
        raise TooLargeError(f"This TMX file has {len(units):,} units; at most {MAX_UNITS:,} can be imported.")
    return (_copy(root, units),)


def _copy(root: Any, units: list[Any]) -> SavedCopy:
    header = root.find("{*}header")
    facts = _props(header)
    text: list[str] = []
    sentences: list[Sentence] = []
    blocks: list[Block] = []
    notes: list[Annotation] = []
    at = 0
    for unit in units:
        made = _sentence(unit)
        if made is None:
            continue
        if not blocks or made.block != sentences[-1].block or made.kind != sentences[-1].kind:
            text.append("\n" if blocks else "")
            at += len(text[-1])
            blocks.append(Block(at, at, made.kind))
        else:
            text.append(" ")
            at += 1
        number = len(sentences)
        sentences.append(replace(made, start=at, end=at + len(made.arabic)))
        text.append(made.arabic)
        at += len(made.arabic)
        blocks[-1] = replace(blocks[-1], end=at)
        notes += [Annotation(sentence=number, text=note) for note in _notes(unit)]
    if not sentences:
        raise InputError("This TMX file has no unit with Arabic in it.")
    article = Article(
        text="".join(text),
        blocks=tuple(blocks),
        title=facts.get("x-title", ""),
        byline=facts.get("x-byline", ""),
        date=facts.get("x-date", ""),
        source=facts.get("x-source", ""),
    )
    document = BilingualDocument(
        article=article,
        sentences=tuple(sentences),
        title=article.title,
        title_english=facts.get("x-title-english", ""),
        engine=facts.get("x-engine", ""),
    )
    tags = tuple(_text(prop) for prop in header.findall("{*}prop") if prop.get("type") == "x-tag") if header is not None else ()
    return SavedCopy(document=document, title=article.title, annotations=tuple(notes), tags=tuple(tag for tag in tags if tag))


def _sentence(unit: Any) -> Sentence | None:
    arabic = _segment(unit, "ar")
    if not arabic:
        return None
    facts = _props(unit)
    kind = facts.get("x-kind", "paragraph")
    block = facts.get("x-block", "")
    return Sentence(
        start=0,
        end=0,
        arabic=arabic,
        kind=kind if kind in _KINDS else "paragraph",  # type: ignore[arg-type]
        block=int(block) if block.isascii() and block.isdigit() and len(block) < 9 else 0,
        english=_segment(unit, "en"),
        engine=facts.get("x-engine", ""),
        machine_english=facts.get("x-machine-english", ""),
    )


def _segment(unit: Any, language: str) -> str:
    for variant in unit.findall("{*}tuv"):
        named = (variant.get(_LANG) or variant.get("lang") or "").lower()
        segment = variant.find("{*}seg")
        if segment is not None and named.replace("_", "-").split("-")[0] == language:
            return _text(segment)
    return ""


def _text(element: Any) -> str:
    """The words of a segment: text and what is in `<hi>`, none of the original's markup codes."""
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and etree.QName(child).localname not in _CODES:
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _props(element: Any) -> dict[str, str]:
    return {prop.get("type", ""): _text(prop) for prop in element.findall("{*}prop")} if element is not None else {}


def _notes(unit: Any) -> list[str]:
    """Notes of a unit; doubts were about a translation made elsewhere, and are found anew when it is looked at here."""
    return [text for note in unit.findall("{*}note") if (text := _text(note)) and not text.startswith("Doubtful: ")]
