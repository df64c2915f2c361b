"""Where the English of a sentence names its entities: exact, by part or likeness of the name, or by the translator's links."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from nlp.document import NAMES, EntityType, Mention, Sentence
from nlp.quantities.english import spoken
from nlp.text.english import stop_words

__all__ = ["place_in_english"]

_WORD: Final = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")
_ALIKE: Final = 0.78
_WEIGHT: Final = 0.25
_APART: Final = 4  # characters between two words of one name
_Stretch = tuple[int, int]  # start and end in the English


def _plain(text: str) -> str:
    """Lower case without accents, character for character."""
    return "".join((unicodedata.normalize("NFKD", c)[0] if c.isalpha() else c).lower()[0] for c in text)


class _Text:
    """The English with the stretches already given to a mention."""

    def __init__(self, english: str) -> None:
        self.english = english
        self.plain = _plain(english)
        self.taken: list[_Stretch] = []

    def free(self, start: int, end: int) -> bool:
        """Whether no mention has any of `start:end` yet."""
        return all(end <= a or start >= b for a, b in self.taken)

    def find(self, wanted: str) -> _Stretch | None:
        """The first free place where `wanted` stands as whole words, whatever its case and accents."""
        needle = _plain(wanted.strip())
        at = self.plain.find(needle) if needle else -1
        while at >= 0:
            end = at + len(needle)
            whole = not (at and self.plain[at - 1].isalnum() and needle[0].isalnum())
            whole = whole and not (end < len(self.plain) and self.plain[end].isalnum() and needle[-1].isalnum())
            if whole and self.free(at, end):
                return at, end
            at = self.plain.find(needle, at + 1)
        return None

    def like(self, wanted: str) -> _Stretch | None:
        """The free run of capitalised words most like `wanted`, when it is like enough."""
        words = [match.span() for match in _WORD.finditer(self.english)]
        count = len(_WORD.findall(wanted))
        needle = _plain(wanted)
        best, score = None, _ALIKE
        for length in {count, max(1, count - 1), count + 1}:
            for first in range(len(words) - length + 1):
                start, end = words[first][0], words[first + length - 1][1]
                if not self.english[start].isupper() or not self.free(start, end):
                    continue
                ratio = difflib.SequenceMatcher(None, needle, self.plain[start:end], autojunk=False).ratio()
                if ratio > score:
                    best, score = (start, end), ratio
        return best


def place_in_english(sentence: Sentence) -> Sentence:
    """`sentence` with `english_start` and `english_end` of its mentions filled in where its English names them, -1 where not."""
    text = _Text(sentence.english)
    placed = [replace(mention, english_start=-1, english_end=-1) for mention in sentence.entities]
    if not sentence.english:
        return replace(sentence, entities=tuple(placed))
    for way in _WAYS:
        for index, mention in enumerate(placed):
            if mention.english_start >= 0:
                continue
            where = way(sentence, mention, text)
            if where is not None:
                text.taken.append(where)
                placed[index] = replace(mention, english_start=where[0], english_end=where[1])
    return replace(sentence, entities=tuple(placed))


def _exact(_: Sentence, mention: Mention, text: _Text) -> _Stretch | None:
    """A name as it is called in English; a quantity in any of the ways its value is said.

    >>> _exact(Sentence(0, 1, ""), Mention(0, 1, "", "LOC", english="Iran"), _Text("Iraq and Iran"))
    (9, 13)
    """
    if mention.type in NAMES:
        return text.find(mention.english)
    if mention.type == "DATE" and "/" in mention.value:
        return _period(mention.value, text)
    return _said(mention.type, mention.value, text) if mention.value else None


def _said(kind: EntityType, value: str, text: _Text) -> _Stretch | None:
    return next((hit for words in spoken(kind, value) if (hit := text.find(words))), None)


def _period(value: str, text: _Text) -> _Stretch | None:
    """From the first to the last day of a period, where both are said; else the one that is.

    >>> _period("2025-10-01/2025-10-05", _Text("From 1 October 2025 to 5 October 2025"))
    (5, 37)
    """
    first, last = (_said("DATE", day, text) for day in value.split("/", 1))
    if first is None or last is None or first == last:
        return last or first
    start, end = min(first[0], last[0]), max(first[1], last[1])
    return (start, end) if text.free(start, end) else None


def _like(_: Sentence, mention: Mention, text: _Text) -> _Stretch | None:
    """Capitalised words much like a name.

    >>> _like(Sentence(0, 1, ""), Mention(0, 1, "", "PERS", english="Muhammad Mursi"), _Text("Mohammad Morsi left"))
    (0, 14)
    """
    return text.like(mention.english) if mention.type in NAMES and mention.english else None


def _part(_: Sentence, mention: Mention, text: _Text) -> _Stretch | None:
    """Part of a name: of a person's the last word there is, of another without article and what stands in brackets.

    >>> _part(Sentence(0, 1, ""), Mention(0, 1, "", "PERS", english="Donald Trump"), _Text("Mr. Trump left"))
    (4, 9)
    """
    if mention.type not in NAMES:
        return None
    if mention.type == "PERS":
        parts = [part for part in re.split(r"[ \-]", mention.english) if len(part) > 3 and part[0].isupper()]
        return next((hit for part in reversed(parts) if (hit := text.find(part))), None)
    return text.find(re.sub(r"^the ", "", mention.english, flags=re.IGNORECASE).split(" (")[0])


def _linked(sentence: Sentence, mention: Mention, text: _Text) -> _Stretch | None:
    """The English the translator's links give for the mention's tokens, as whole words; a small word alone ("The") is no name."""
    inside = [i for i, token in enumerate(sentence.tokens) if token.start < mention.end and mention.start < token.end]
    links = [a for a in sentence.alignment if a.token in inside and a.weight >= _WEIGHT and a.english_end > a.english_start >= 0]
    if not links:
        return None
    best = max(links, key=lambda link: link.weight)
    start, end = best.english_start, best.english_end
    near = sorted((a for a in links if text.free(a.english_start, a.english_end)), key=lambda a: abs(a.english_start - start))
    for link in near:  # one stretch around the surest: what lies far off is another word's
        if link.english_start - end <= _APART and start - link.english_end <= _APART:
            start, end = min(start, link.english_start), max(end, link.english_end)
    while start > 0 and text.english[start - 1].isalnum():
        start -= 1
    while end < len(text.english) and text.english[end].isalnum():
        end += 1
    tells = any(word.lower() not in stop_words("function") for word in _WORD.findall(text.english[start:end]))
    return (start, end) if tells and end <= len(text.english) and text.free(start, end) else None


# The surest first: each finds what the ones before it left.
_WAYS: Final[tuple[Callable[[Sentence, Mention, _Text], _Stretch | None], ...]] = (_exact, _like, _part, _linked)
