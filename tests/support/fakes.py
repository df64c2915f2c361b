"""Stand-ins that implement the Protocols, small enough to read at a glance. Only for tests of the code around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from nlp.document import Mark
from nlp.protocols import SourceSentence, TokenLink, Translation

__all__ = ["FakeTagger", "UpperTranslator", "Words"]


@dataclass
class UpperTranslator:
    """Answers "EN:" and the source's words with dots, linked word by word; counts what it was asked."""

    name: str = "fake"
    version: str = "1"
    marks: tuple[Mark, ...] = ()
    asked: list[SourceSentence] = field(default_factory=list)
    uses_hints: bool = False

    def translate(self, sentences: Sequence[SourceSentence]) -> Iterator[tuple[int, Translation]]:
        for index, sentence in enumerate(sentences):
            self.asked.append(sentence)
            english, links, position = "EN:", [], 0
            for word in sentence.text.split():
                start = sentence.text.index(word, position)
                position = start + len(word)
                links.append(TokenLink(start, position, len(english), len(english) + len(word), 1.0))
                english += word + "."
            yield index, Translation(english, self.marks, tuple(links))


@dataclass
class FakeTagger:
    """Tags the words it is given a tag for; everything else is O."""

    tags: dict[str, str] = field(default_factory=dict)
    name: str = "fake"
    version: str = "1"

    def tag(self, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        return [[self.tags.get(word, "O") for word in sentence] for sentence in sentences]


class Words:
    """Pieces that are words."""

    specials = frozenset({"</s>"})

    def encode(self, text: str) -> list[str]:
        return [*(f"▁{word}" for word in text.split()), "</s>"]

    def decode(self, pieces: list[str]) -> str:
        return " ".join(piece.lstrip("▁") for piece in pieces)
