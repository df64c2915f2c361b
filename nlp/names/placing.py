"""Where the English of a sentence names its entities: exact, by part or likeness of the name, or by the translator's links."""

from __future__ import annotations

import difflib
import re
import unicodedata
from dataclasses import replace
from typing import Final

from nlp.document import Mention, Sentence
from nlp.quantities.english import spoken

__all__ = ["place_in_english"]

_WORD: Final = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")
_LIKE: Final = 0.78
_WEIGHT: Final = 0.25


def _plain(text: str) -> str:
    """Lower case without accents, character for character."""
    return "".join((unicodedata.normalize("NFKD", c)[0] if c.isalpha() else c).lower()[0] for c in text)


class _Text:
    """The English with the stretches already given to a mention."""

    def __init__(self, english: str) -> None:
        self.english = english
        self.plain = _plain(english)
        self.taken: list[tuple[int, int, int]] = []

    def free(self, start: int, end: int, entity: int) -> bool:
        del entity
        return all(end <= a or start >= b for a, b, _ in self.taken)

    def find(self, wanted: str, entity: int) -> tuple[int, int] | None:
        """The first free place where `wanted` stands as whole words, whatever its case and accents."""
        needle = _plain(wanted.strip())
        at = self.plain.find(needle) if needle else -1
        while at >= 0:
            end = at + len(needle)
            whole = not (at and self.plain[at - 1].isalnum() and needle[0].isalnum())
            whole = whole and not (end < len(self.plain) and self.plain[end].isalnum() and needle[-1].isalnum())
            if whole and self.free(at, end, entity):
                return at, end
            at = self.plain.find(needle, at + 1)
        return None

    def like(self, wanted: str, entity: int) -> tuple[int, int] | None:
        """The free run of capitalised words most like `wanted`, when it is like enough."""
        words = [match.span() for match in _WORD.finditer(self.english)]
        count = len(_WORD.findall(wanted))
        needle = _plain(wanted)
        best, score = None, _LIKE
        for length in {count, max(1, count - 1), count + 1}:
            for first in range(len(words) - length + 1):
                start, end = words[first][0], words[first + length - 1][1]
                if not self.english[start].isupper() or not self.free(start, end, entity):
                    continue
                ratio = difflib.SequenceMatcher(None, needle, self.plain[start:end], autojunk=False).ratio()
                if ratio > score:
                    best, score = (start, end), ratio
        return best


def _linked(sentence: Sentence, mention: Mention, text: _Text) -> tuple[int, int] | None:
    """The English the translator's links give for the mention's tokens, as whole words."""
    inside = [i for i, token in enumerate(sentence.tokens) if token.start < mention.end and mention.start < token.end]
    links = [a for a in sentence.alignment if a.token in inside and a.weight >= _WEIGHT and a.english_end > a.english_start >= 0]
    if not links:
        return None
    spans = sorted((a.english_start, a.english_end) for a in links)
    start, end = spans[0]
    for left, right in spans[1:]:  # one stretch: what lies far off is another word's
        if left - end <= 4:
            end = max(end, right)
    while start > 0 and text.english[start - 1].isalnum():
        start -= 1
    while end < len(text.english) and text.english[end].isalnum():
        end += 1
    return (start, end) if end <= len(text.english) and text.free(start, end, mention.entity) else None


def place_in_english(sentence: Sentence) -> Sentence:
    """`sentence` with `english_start` and `english_end` of its mentions filled in where its English names them, -1 where not."""
    text = _Text(sentence.english)
    placed = [replace(mention, english_start=-1, english_end=-1) for mention in sentence.entities]
    if not sentence.english:
        return replace(sentence, entities=tuple(placed))
    for way in ("exact", "like", "part", "link"):
        for index, mention in enumerate(placed):
            if mention.english_start >= 0:
                continue
            found = _try(way, sentence, mention, text)
            if found is not None:
                text.taken.append((*found, mention.entity))
                placed[index] = replace(mention, english_start=found[0], english_end=found[1])
    return replace(sentence, entities=tuple(placed))


def _try(way: str, sentence: Sentence, mention: Mention, text: _Text) -> tuple[int, int] | None:  # noqa: PLR0911 - one way after another
    named = mention.type in {"PERS", "LOC", "ORG", "MISC"}
    if way == "link":
        return _linked(sentence, mention, text)
    if not named:
        if way != "exact" or not mention.value:
            return None
        if mention.type == "DATE" and "/" in mention.value:
            ends = [
                next((hit for w in spoken("DATE", part) if (hit := text.find(w, mention.entity))), None)
                for part in mention.value.split("/", 1)
            ]
            if ends[0] and ends[1] and ends[0] != ends[1]:
                start, end = min(ends[0][0], ends[1][0]), max(ends[0][1], ends[1][1])
                return (start, end) if text.free(start, end, mention.entity) else None
            return ends[1] or ends[0]
        return next((hit for w in spoken(mention.type, mention.value) if (hit := text.find(w, mention.entity))), None)
    if not mention.english:
        return None
    if way == "exact":
        return text.find(mention.english, mention.entity)
    if way == "part":
        parts = [part for part in re.split(r"[ \-]", mention.english) if len(part) > 3 and part[0].isupper()]
        if mention.type == "PERS":
            return next((hit for part in reversed(parts) if (hit := text.find(part, mention.entity))), None)
        bare = re.sub(r"^the ", "", mention.english, flags=re.IGNORECASE).split(" (")[0]
        return text.find(bare, mention.entity)
    return text.like(mention.english, mention.entity)
