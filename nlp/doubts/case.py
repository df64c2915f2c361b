"""What every rule of doubt looks at: one Arabic sentence, one English text said to be its translation, and what ties them.

Spans of findings count the characters of `Case.source.text` and of `Case.english`. Rules that read the Arabic letter by letter use
`Case.plain`, which has no vowel signs, and lead back by `Case.at`.

>>> case = Case(SourceSentence("وَصَلَ 15"), "He arrived")
>>> case.plain, case.at((4, 6))
('وصل 15', (7, 9))
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from nlp.document import MarkKind, Token
from nlp.engine_input.literals import literals
from nlp.protocols import SourceSentence, TokenLink
from nlp.text.english import stems
from nlp.text.normalize import has_arabic, strip_diacritics

__all__ = ["NOWHERE", "Case", "Finding", "Span"]

Span = tuple[int, int]
NOWHERE: Final[Span] = (-1, -1)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that seems wrong with an English text.

    `message` is a key of `nlp.doubts.messages.MESSAGES`, `words` what its sentence names. `weight` counts how many things of the
    two texts have no partner: a number said as another is two.
    """

    kind: MarkKind
    message: str
    source: Span = NOWHERE
    english: Span = NOWHERE
    words: Mapping[str, str] = field(default_factory=dict)
    weight: int = 1


@dataclass(frozen=True)
class Case:
    """One translation to be judged.

    `links` lead from `source.text` to `english`, weights 0–1; none: nothing is known of what became of what. `placed`: where the
    names of the source (by their start and end) stand in the English. `finished`: whether the engine came to an end. `tokens`: the
    words of the source with their analysis, where that is known; their offsets count its characters.
    """

    source: SourceSentence
    english: str
    links: Sequence[TokenLink] = ()
    placed: Mapping[Span, Span] = field(default_factory=dict)
    finished: bool = True
    tokens: Sequence[Token] = ()

    @cached_property
    def plain(self) -> str:
        """The Arabic without vowel signs and stretched letters."""
        return "".join(self.source.text[at] for at in self._kept[:-1])

    @cached_property
    def _kept(self) -> list[int]:
        """The offset in `source.text` of each character of `plain`, and of the end."""
        text = self.source.text
        return [*(at for at, char in enumerate(text) if strip_diacritics(char) and char != "ـ"), len(text)]

    def at(self, span: Span) -> Span:
        """A span of `plain` (not an empty one) as a span of `source.text`."""
        return self._kept[span[0]], self._kept[span[1] - 1] + 1

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the English, for what is asked of it word by word."""
        return stems(self.english)

    @cached_property
    def names(self) -> list[str]:
        """The English of the names of the source."""
        return [name.english for name in self.source.names]

    @cached_property
    def own(self) -> str:
        """The English, as long, with blanks for the addresses and hashtags that it has from the Arabic letter for letter."""
        text = self.english
        for each in literals(self.source.text) if has_arabic(text) else ():
            text = text.replace(each.english, " " * len(each.english)) if each.kind == "address" else text
        return text

    @cached_property
    def arabic_left(self) -> bool:
        """Whether any letter of the English is Arabic that need not be."""
        return has_arabic(self.own)
