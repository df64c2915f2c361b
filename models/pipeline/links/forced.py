"""Word links for English that came without them: the embedded network is made to say it, and its attention is read.

An engine that gives neither attention nor alignment (Firefox's, a server) leaves the reader without lit words. The embedded network
need not agree with the English: told piece by piece what to write, it still looks at the Arabic that each piece stands for. What
it looks at becomes links (`attention.py`, `dictionary.py`). Engines know nothing of it: `Linked` stands between one and its users.

Left out: sentences longer than the network reads, and English that passes through untouched (it has links of its own).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

from models.pipeline.links.attention import link_words, piece_spans
from models.pipeline.links.dictionary import with_dictionary
from nlp.protocols import AroundEngine, SourceSentence, TokenLink, Translation, Translator
from nlp.text.normalize import for_model_with_map, has_arabic, original_span

__all__ = ["Forcer", "Linked", "TargetPieces", "forced_links"]

_LONGEST: Final = 256  # pieces of either side
_BATCH: Final = 16  # sentences linked together


class Forcer(Protocol):
    """A network that can be made to say something."""

    def force(self, sources: list[list[str]], targets: list[list[str]]) -> list[list[list[float]]]:
        """attention[sentence][target piece][source piece] while each of `targets` is written for its source."""
        ...


class TargetPieces(Protocol):
    """The cutter of both sides of such a network."""

    @property
    def specials(self) -> frozenset[str]: ...
    def encode(self, text: str) -> list[str]: ...
    def encode_target(self, text: str) -> list[str]: ...


Opened = tuple[Forcer, TargetPieces]


def forced_links(network: Opened, pairs: Sequence[tuple[str, str]]) -> list[tuple[TokenLink, ...]]:
    """The links between each Arabic sentence and its English, from characters of the one to characters of the other; () for a pair
    that is too long."""
    forcer, pieces = network
    read = [_Read.of(arabic, english, pieces) for arabic, english in pairs]
    fit = [i for i, each in enumerate(read) if each.source and each.target and max(len(each.source), len(each.target)) <= _LONGEST]
    links: list[tuple[TokenLink, ...]] = [() for _ in pairs]
    looked = forcer.force([read[i].source for i in fit], [read[i].target for i in fit]) if fit else []
    for i, attention in zip(fit, looked, strict=True):
        links[i] = read[i].links(attention, pieces.specials)
    return links


@dataclass(frozen=True, slots=True)
class _Read:
    """A pair as the network reads it. `offsets` lead from the model's text to the sentence as written."""

    text: str
    offsets: list[int]
    english: str
    source: list[str]
    target: list[str]

    @staticmethod
    def of(arabic: str, english: str, pieces: TargetPieces) -> _Read:
        text, offsets = for_model_with_map(arabic)
        return _Read(text, offsets, english, pieces.encode(text), pieces.encode_target(english))

    def links(self, attention: list[list[float]], specials: frozenset[str]) -> tuple[TokenLink, ...]:
        left, right = piece_spans(self.text, self.source, specials), piece_spans(self.english, self.target, specials)
        made = link_words(self.text, self.english, left, right, attention)
        return tuple(self._written(link) for link in made)

    def _written(self, link: TokenLink) -> TokenLink:
        start, end = original_span(self.offsets, link.start, link.end)
        return replace(link, start=start, end=end)


class Linked(AroundEngine):
    """A `nlp.protocols.Translator` that adds links to what `engine` leaves without.

    `open_network` is called whenever links are to be made: whoever gives it opens the network once. Thread-safe where that is.
    """

    def __init__(self, engine: Translator, open_network: Callable[[], Opened]) -> None:
        super().__init__(engine)
        self._open = open_network

    def translate(self, sentences: Sequence[SourceSentence]) -> Iterator[tuple[int, Translation]]:
        """What the engine yields, in its order, with links."""
        waiting: list[tuple[int, Translation]] = []
        for index, translation in self._engine.translate(sentences):
            waiting.append((index, translation))
            if len(waiting) >= (_BATCH if index >= _BATCH else 1):  # the first ones at once: the reader waits for them
                yield from self._linked(sentences, waiting)
                waiting = []
        yield from self._linked(sentences, waiting)

    def _linked(
        self, sentences: Sequence[SourceSentence], done: Sequence[tuple[int, Translation]]
    ) -> Iterator[tuple[int, Translation]]:
        bare = [n for n, (index, made) in enumerate(done) if made.english and not made.links and has_arabic(sentences[index].text)]
        pairs = [(sentences[done[n][0]].text, done[n][1].english) for n in bare]
        links = dict(zip(bare, forced_links(self._open(), pairs), strict=True)) if bare else {}
        for n, (index, made) in enumerate(done):
            right = with_dictionary(sentences[index], made.english, links[n]) if n in links else ()
            yield index, replace(made, links=tuple(right)) if n in links else made
