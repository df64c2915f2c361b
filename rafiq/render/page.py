"""A bilingual document → the plain data that the page's reader component draws. No HTML is made here.

The component writes every text with `textContent`, so nothing is escaped and nothing needs to be. Two things change on
the way: offsets become relative to their sentence, and count UTF-16 units, because that is how a browser counts; and the
analyses of a word are stored once per article (`words`), however often the word occurs.

>>> from nlp.document import Article, Block, Sentence
>>> article = Article(text="🙂 سلام", blocks=(Block(0, 6, "paragraph"),))
>>> view = view_of(BilingualDocument(article=article, sentences=(Sentence(0, 6, "🙂 سلام"),)))
>>> view["rows"][0]["ar"], view["rows"][0]["start"]
('🙂 سلام', 0)
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import Any, Final

from nlp.document import BilingualDocument, Entity, Mention, Reading, Sentence, Token
from nlp.words.readings import BEFORE_CHOICE
from nlp.words.transliterate import transliterate_reading
from rafiq.render.labels import shown_kind, source_label
from rafiq.render.spans import arabic_runs, english_runs

__all__ = ["LEVELS", "Words", "entities_of", "row_of", "view_of", "words_of"]

LEVELS: Final = 5
_CONTENT: Final = frozenset({"word"})
# The morphology's codes, in words for people; what goes without saying (active, indicative) is left out.
_FEATURES: Final = {
    ("gen", "m"): "masculine",
    ("gen", "f"): "feminine",
    ("num", "s"): "singular",
    ("num", "d"): "dual",
    ("num", "p"): "plural",
    ("per", "1"): "first person",
    ("per", "2"): "second person",
    ("per", "3"): "third person",
    ("asp", "p"): "past",
    ("asp", "i"): "present",
    ("asp", "c"): "command",
    ("vox", "p"): "passive",
    ("cas", "n"): "nominative",
    ("cas", "a"): "accusative",
    ("cas", "g"): "genitive",
    ("mod", "s"): "subjunctive",
    ("mod", "j"): "jussive",
}


def view_of(document: BilingualDocument, words: Words | None = None) -> dict[str, Any]:
    """Everything the component needs to draw `document`: rows, words, entities, furniture, head. JSON-ready.

    `words` is the table to put the words' analyses in, for whoever goes on with it; without, a new one.
    """
    words = words or Words()
    rows = [row_of(n, sentence, words) for n, sentence in enumerate(document.sentences)]
    article = document.article
    return {
        "title": document.title or article.title,
        "titleEnglish": document.title_english,
        "byline": article.byline,
        "date": article.date,
        "source": article.source,
        "engine": document.engine,
        "versions": document.versions,
        "rows": rows,
        "words": words.table,
        "entities": entities_of(document),
        "furniture": _furniture(document),
    }


def entities_of(document: BilingualDocument) -> list[dict[str, Any]]:
    """The entities of `document` as the component shows them."""
    return [_entity(entity) for entity in document.entities]


def words_of(sentences: Sequence[Sentence]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """(rows, words) of some sentences alone, the rows numbered from 0: for a preview, or a test."""
    words = Words()
    return [row_of(number, sentence, words) for number, sentence in enumerate(sentences)], words.table


def row_of(number: int, sentence: Sentence, words: Words | None = None) -> dict[str, Any]:
    """One row. With `words`, its tokens too (and their analyses go into `words`); without, only what translation changes."""
    arabic, english = _units(sentence.arabic), _units(sentence.english)

    def in_arabic(start: int, end: int) -> list[int]:
        return [arabic(start - sentence.start), arabic(end - sentence.start)]

    def in_english(start: int, end: int) -> list[int]:
        return [english(start), english(end)] if start >= 0 else []

    row: dict[str, Any] = {
        "n": number,
        "rtl": [in_english(*run) for run in english_runs(sentence)],
        "en": sentence.english,
        "engine": sentence.engine,
        "machine": sentence.machine_english,
        "marks": [
            {
                "kind": mark.kind,
                "message": mark.message,
                "ar": in_arabic(mark.start, mark.end) if mark.start >= 0 else [],
                "en": in_english(mark.english_start, mark.english_end),
            }
            for mark in sentence.marks
        ],
        "mentions": [_mention(mention, in_arabic, in_english) for mention in sentence.entities],
        "align": [
            [link.token, *in_english(link.english_start, link.english_end), round(link.weight, 2)]
            for link in sentence.alignment
            if link.english_start >= 0
        ],
    }
    if words is not None:
        row |= {
            "ar": sentence.arabic,
            "kind": sentence.kind,
            "block": sentence.block,
            "start": sentence.start,
            "ltr": [[arabic(start), arabic(end)] for start, end in arabic_runs(sentence)],
            "tokens": [[*in_arabic(token.start, token.end), words.add(token)] for token in sentence.tokens],
        }
    return row


def _mention(
    mention: Mention, in_arabic: Callable[[int, int], list[int]], in_english: Callable[[int, int], list[int]]
) -> dict[str, Any]:
    return {
        "ar": in_arabic(mention.start, mention.end),
        "en": in_english(mention.english_start, mention.english_end),
        "id": mention.entity,
        "type": mention.type,
        "text": mention.text,
        "english": mention.english,
        "gloss": mention.gloss,
        "value": mention.value,
    }


def _entity(entity: Entity) -> dict[str, Any]:
    return {
        "id": entity.id,
        "ar": entity.arabic,
        "type": entity.type,
        "en": entity.english,
        "enSource": source_label(entity.english_source),
        "fine": shown_kind(entity),
        "gloss": entity.gloss,
        "glossSource": source_label(entity.gloss_source),
        "count": entity.count,
        "first": entity.first_sentence,
        "value": entity.value,
    }


def _furniture(document: BilingualDocument) -> list[dict[str, Any]]:
    """The furniture blocks with no sentence of their own: `before` is the number of the first row that comes after."""
    starts = [sentence.start for sentence in document.sentences]
    shown = sorted(sentence.start for sentence in document.sentences if sentence.kind == "furniture")
    blocks = [block for block in document.article.blocks if block.kind == "furniture"]
    left_out: list[dict[str, Any]] = []
    for block in blocks:
        at = bisect_left(shown, block.start)
        if at < len(shown) and shown[at] < block.end:
            continue
        before = bisect_right(starts, block.start)
        text = document.article.text[block.start : block.end].strip()
        if left_out and left_out[-1]["before"] == before:
            left_out[-1]["lines"].append(text)
        elif text:
            left_out.append({"before": before, "lines": [text]})
    return left_out


class Words:
    """The table of different analyses: equal tokens (whatever their place) share one entry."""

    def __init__(self) -> None:
        self.table: list[dict[str, Any]] = []
        self._seen: dict[Any, int] = {}

    def add(self, token: Token) -> int:
        key = (token.text, token.kind, token.lemma, token.glosses, token.diacritized, token.readings[:1])
        if key not in self._seen:
            self._seen[key] = len(self.table)
            self.table.append(_word(token))
        return self._seen[key]


def _word(token: Token) -> dict[str, Any]:
    word: dict[str, Any] = {"text": token.text, "kind": token.kind}
    if token.kind not in _CONTENT:
        return word
    return word | {
        "lemma": token.lemma,
        "root": token.root,
        "pos": token.pos,
        "glosses": list(token.glosses),
        "dia": token.diacritized,
        "latin": transliterate_reading(token.readings[0]) if token.readings else "",
        "level": token.level,
        "own": token.own,
        "segments": [[part.text, part.kind, part.pos, part.gloss] for part in token.segments],
        "chosen": any(reading.reason == BEFORE_CHOICE for reading in token.readings),
        "readings": [_reading(reading) for reading in token.readings],
    }


def _reading(reading: Reading) -> dict[str, Any]:
    return {
        "lemma": reading.lemma,
        "root": reading.root,
        "pos": reading.pos,
        "glosses": list(reading.glosses),
        "dia": reading.diacritized,
        "reason": reading.reason,
        "source": reading.source,
        "features": [_FEATURES[pair] for pair in reading.features if pair in _FEATURES],
        "segments": [[part.text, part.kind, part.pos, part.gloss] for part in reading.segments],
    }


def _units(text: str) -> Callable[[int], int]:
    """Code points of `text` → UTF-16 units, clamped to the text."""
    wide = [place for place, letter in enumerate(text) if ord(letter) > 0xFFFF]
    size = len(text)

    def units(place: int) -> int:
        place = min(max(place, 0), size)
        return place + bisect_right(wide, place - 1)

    return units
