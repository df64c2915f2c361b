"""W3C Web Annotations (JSON-LD) → the reader's notes and highlights, anchored again on a copy whose text may have moved.

Positions are believed only where the quoted text stands there; else the quotation is looked for, nearest to where it was and with
the most of its surroundings (`prefix`, `suffix`) in place. What is found nowhere is given back as lost, never put somewhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from nlp.annotations import COLOURS, Annotation, Colour, SavedCopy
from nlp.errors import InputError

__all__ = ["Anchored", "read_onto"]

MAX_ITEMS: Final = 20_000
_CANDIDATES: Final = 2000


@dataclass(frozen=True, slots=True)
class Anchored:
    """Annotations with spans of the copy they were read onto, and the quotations of those that fit nowhere."""

    placed: tuple[Annotation, ...]
    lost: tuple[str, ...]


def read_onto(data: bytes, copy: SavedCopy) -> Anchored:
    """The annotations in `data`: one, a list, or an AnnotationPage/Collection. Raises `InputError` on anything else."""
    try:
        whole = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise InputError(f"These annotations are no JSON: {error}.") from error
    placed, lost = [], []
    for number, item in enumerate(_items(whole)):
        if number >= MAX_ITEMS:
            raise InputError(f"There are more than {MAX_ITEMS:,} annotations; at most that many can be brought in.")
        annotation = _annotation(item, copy)
        if annotation is None:
            lost.append(_quote(_target(item)))
        else:
            placed.append(annotation)
    if not placed and not lost:
        raise InputError("There is no annotation in this file: a W3C Web Annotation has a body and a target.")
    return Anchored(tuple(placed), tuple(lost))


def _items(value: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, list):
        for each in value:
            yield from _items(each)
    elif isinstance(value, dict):
        if "target" in value:
            yield value
        else:
            for key in ("items", "first", "@graph"):
                if key in value and not isinstance(value[key], str):
                    yield from _items(value[key])


def _target(item: Mapping[str, Any]) -> Mapping[str, Any]:
    target = item.get("target")
    target = target[0] if isinstance(target, list) and target else target
    return target if isinstance(target, dict) else {}


def _selectors(target: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    waiting = [target.get("selector")]
    while waiting:
        selector = waiting.pop(0)
        if isinstance(selector, list):
            waiting += selector[:20]
        elif isinstance(selector, dict):
            yield selector
            waiting.append(selector.get("refinedBy"))


def _selector(target: Mapping[str, Any], kind: str) -> Mapping[str, Any]:
    return next((each for each in _selectors(target) if each.get("type") == kind), {})


def _quote(target: Mapping[str, Any]) -> str:
    return _text(_selector(target, "TextQuoteSelector").get("exact"))


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _annotation(item: Mapping[str, Any], copy: SavedCopy) -> Annotation | None:
    target = _target(item)
    quote = _selector(target, "TextQuoteSelector")
    sentence = _sentence(target)
    text, colour = _body(item)
    motivation = item.get("motivation")
    bookmark = "bookmarking" in (motivation if isinstance(motivation, list) else [motivation])
    common: dict[str, Any] = {
        "id": re.sub(r"^.*[/:#]", "", _text(item.get("id")))[:40],
        "text": text,
        "colour": "" if bookmark else colour,
        "created": _text(item.get("created"))[:40],
    }
    if not _text(quote.get("exact")):
        if sentence >= len(copy.document.sentences):
            return None
        return Annotation(sentence=sentence, bookmark=bookmark and sentence >= 0, **common)
    sides = (
        ("english", "arabic") if _text(target.get("rafiq:side")) == "english" or _language(item) == "en" else ("arabic", "english")
    )
    for side in sides:
        place = _arabic(copy, target, quote) if side == "arabic" else _english(copy, target, quote, sentence)
        if place is not None:
            number, start, end = place
            if bookmark:  # of a passage: its sentence is what can be marked
                return Annotation(sentence=number, bookmark=True, **common) if number >= 0 else None
            exact, before, after = (_text(quote.get(name)) for name in ("exact", "prefix", "suffix"))
            return Annotation(sentence=number, side=side, start=start, end=end, quote=exact, prefix=before, suffix=after, **common)  # type: ignore[arg-type]
    return None


def _language(target: Mapping[str, Any]) -> str:
    source = target.get("source")
    return _text((source if isinstance(source, dict) else target).get("language"))[:2]


def _sentence(target: Mapping[str, Any]) -> int:
    for selector in _selectors(target):
        match = re.fullmatch(r"(?:rafiq-)?s(?:entence-)?(\d{1,6})", _text(selector.get("value")))
        if selector.get("type") == "FragmentSelector" and match:
            return int(match[1])
    return -1


def _body(item: Mapping[str, Any]) -> tuple[str, Colour]:
    bodies = item.get("body", item.get("bodyValue", ""))
    text, colour = [], ""
    for body in bodies if isinstance(bodies, list) else [bodies]:
        value = _text(body.get("value")) if isinstance(body, dict) else _text(body)
        purpose = _text(body.get("purpose")) if isinstance(body, dict) else ""
        if purpose == "highlighting" and value in COLOURS:
            colour = value
        elif value:
            text.append(value)
    if not colour and not text:
        colour = COLOURS[0]  # a highlight made elsewhere: it says nothing but "here"
    return "\n\n".join(text), colour  # type: ignore[return-value]


def _arabic(copy: SavedCopy, target: Mapping[str, Any], quote: Mapping[str, Any]) -> tuple[int, int, int] | None:
    text = copy.document.article.text
    position = _selector(target, "TextPositionSelector")
    start = find(text, _text(quote.get("exact")), _text(quote.get("prefix")), _text(quote.get("suffix")), position.get("start", -1))
    if start < 0:
        return None
    number = next((n for n, s in enumerate(copy.document.sentences) if s.start <= start < s.end), -1)
    return number, start, start + len(_text(quote.get("exact")))


def _english(copy: SavedCopy, target: Mapping[str, Any], quote: Mapping[str, Any], number: int) -> tuple[int, int, int] | None:
    exact, before, after = (_text(quote.get(name)) for name in ("exact", "prefix", "suffix"))
    sentences = copy.document.sentences
    near = _selector(target, "TextPositionSelector").get("start", -1)
    order = sorted(range(len(sentences)), key=lambda n: abs(n - number)) if number >= 0 else range(len(sentences))
    for n in order:
        start = find(sentences[n].english, exact, before, after, near if n == number else -1)
        if start >= 0:
            return n, start, start + len(exact)
    return None


def find(text: str, exact: str, prefix: str, suffix: str, near: Any) -> int:
    """Where `exact` stands in `text`: where most of `prefix` and `suffix` fit, then nearest to `near`; or -1."""
    hint = near if isinstance(near, int) and 0 <= near <= len(text) else -1
    best, best_score = -1, (-1, 0)
    place = text.find(exact)
    for _ in range(_CANDIDATES):
        if place < 0:
            break
        end = place + len(exact)
        fits = _common(text[max(0, place - len(prefix)) : place][::-1], prefix[::-1]) + _common(
            text[end : end + len(suffix)], suffix
        )
        score = (fits, -abs(place - hint) if hint >= 0 else -place)
        if score > best_score:
            best, best_score = place, score
        place = text.find(exact, place + 1)
    return best


def _common(one: str, other: str) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
