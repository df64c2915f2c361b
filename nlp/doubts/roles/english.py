"""Verbs of an English text and what stands around them, by their forms alone: no grammar is known but this.

>>> text = Text("The former regime had been stripped of it by them")
>>> text.voice(text.at(27)), text.words[text.before(text.at(27))].group(), text.by(text.at(27)) is not None
('passive', 'regime', True)
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Final, Literal

from nlp.text.english import stop_words

__all__ = ["Text", "Voice"]

Voice = Literal["active", "passive", "participle", "gerund", "none"]

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d.,]*")
_BE: Final = frozenset("is are was were be been being am get got".split())
_HELPS: Final = _BE | frozenset(
    "has have had having will would can could may might must shall should do does did not never to".split()
)
_RELATIVE: Final = frozenset("who which that whom".split())
_IRREGULAR: Final = frozenset(
    "beaten become begun bitten blown bought bound broken brought built burnt caught chosen cut dealt done drawn driven "
    "eaten fallen fed fought forbidden forced forgiven forgotten found frozen given gone grown heard held hidden hit hurt "
    "kept killed known laid led left lent let lost made meant met overthrown paid put read ridden risen run said seen sent "
    "set shaken shot shown shut sold spent split spoken spread stolen struck sworn taken taught thrown told torn "
    "understood undertaken withdrawn won worn woven written".split()
)
_BY_WITHIN: Final = 8  # words after a verb in which its "by" stands


class Text:
    """An English sentence as words; places are numbers of words, -1 is none."""

    def __init__(self, english: str) -> None:
        self.words = list(_WORD.finditer(english))
        self.english = english

    @cached_property
    def lower(self) -> list[str]:
        return [word.group().lower() for word in self.words]

    def at(self, place: int) -> int:
        """The word at a character."""
        return next((number for number, word in enumerate(self.words) if word.start() <= place < word.end()), -1)

    def within(self, start: int, end: int) -> list[int]:
        """The words of a stretch of characters that are no function words."""
        small = stop_words("function")
        return [n for n, word in enumerate(self.words) if word.start() < end and start < word.end() and self.lower[n] not in small]

    def voice(self, verb: int) -> Voice:
        """How a verb stands there; "participle": in the form of the passive with nothing that says whether it is one."""
        word = self.lower[verb]
        if word.endswith("ing"):
            return "gerund"
        if not (word.endswith("ed") or word in _IRREGULAR):
            return "active"
        at = verb - 1
        while at >= 0 and (self.lower[at] in _HELPS or self.lower[at].endswith("ly")) and self._joined(at, at + 1):
            if self.lower[at] in _BE:
                return "passive"
            if self.lower[at] in {"has", "have", "had"}:
                return "active"
            at -= 1
        return "participle"

    def before(self, verb: int) -> int:
        """The last word before a verb and what helps it, a relative pronoun passed over: the end of its subject, as a rule."""
        at = verb - 1
        while at >= 0 and (self.lower[at] in _HELPS or self.lower[at] in _RELATIVE or self.lower[at].endswith("ly")):
            at -= 1
        return at

    def relative(self, verb: int) -> bool:
        """Whether the verb stands behind "who", "which" or "that" and what helps it alone."""
        at = verb - 1
        while at >= 0 and self.lower[at] in _HELPS:
            at -= 1
        return at >= 0 and self.lower[at] in _RELATIVE

    def by(self, verb: int) -> int | None:
        """The "by" that follows a verb in its clause, or None."""
        for at in range(verb + 1, min(len(self.words), verb + 1 + _BY_WITHIN)):
            if not self._joined(at - 1, at):
                return None
            if self.lower[at] == "by":
                return at
        return None

    def _joined(self, left: int, right: int) -> bool:
        """Whether no mark stands between two words."""
        return not re.search(r"[.;:!?()]", self.english[self.words[left].end() : self.words[right].start()])
