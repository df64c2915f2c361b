"""The analysis of an open article, piece by piece from where its reader is: which rows come next, and what a piece adds.

Names are joined within each piece and with what is known by then; when the last piece is there, through the whole article.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from nlp.document import BY_ENTITY, BilingualDocument, Entity, Sentence, written_by_reader
from nlp.engine_input.source_sentence import source_of
from nlp.protocols import Hint, Name
from nlp.reader import Seen, completed, only_name
from nlp.words.context.article import retold
from rafiq.page.work.choices import blank

__all__ = ["Analysis", "finished", "joined", "relinked", "unfinished"]

_TAGGER: Final = (
    "tagger"  # the key in `BilingualDocument.versions` that every whole analysis leaves there (`nlp.reader.Reader.parts`)
)
_OLD_MARK: Final = "unfinished"  # the key that Rafiq 0.1 left in `versions` of a copy whose analysis had not ended
_PIECES: Final = (4, 12, 24, 64)  # sentences: the first piece is small, so that its words open at once


def unfinished(document: BilingualDocument) -> bool:
    """Whether the analysis of `document` has begun and not ended: it has words, and `versions` does not say who analysed them.

    A document that came with sentences only (from a translation memory) has no words, and stays as it is.
    """
    if _OLD_MARK in document.versions:
        return True
    return _TAGGER not in document.versions and any(sentence.tokens for sentence in document.sentences)


def finished(document: BilingualDocument, parts: Mapping[str, str]) -> BilingualDocument:
    """`document` once all of it is analysed: `versions` says by which `parts`."""
    versions = {name: version for name, version in document.versions.items() if name != _OLD_MARK}
    return replace(document, versions={**versions, **parts})


@dataclass
class Analysis:
    """How far an article of `total` sentences is analysed. Its job's lock guards it."""

    total: int
    known: int = 0
    pieces: int = 0
    failed: bool = False

    def __post_init__(self) -> None:
        self.seen: list[Seen | None] = [None] * self.total
        self._done = bytearray(self.total)  # 1 where `seen` has something: searched quickly

    @property
    def over(self) -> bool:
        return self.known == self.total

    def knows(self, row: int) -> bool:
        """Whether row `row` is analysed."""
        return self._done[row] == 1

    def next(self, place: int) -> range:
        """The rows to analyse now: the first unknown ones from `place` on, then those before it; empty when all are known."""
        first = self._done.find(0, max(place, 0))
        first = self._done.find(0) if first < 0 else first
        if first < 0:
            return range(0)
        jumped = first > 0 and not self.knows(first - 1)  # to where nothing is known: its words too shall open at once
        size = _PIECES[0 if jumped else min(self.pieces, len(_PIECES) - 1)]
        known = self._done.find(1, first, first + size)
        return range(first, known if known >= 0 else min(first + size, self.total))

    def take(self, rows: range, seen: Sequence[Seen]) -> None:
        """Notes what is known of `rows`."""
        self.pieces += 1
        for row, each in zip(rows, seen, strict=True):
            self.known += not self._done[row]
            self.seen[row], self._done[row] = each, 1

    def all(self) -> list[Seen]:
        """What is known of every row, once the analysis is over."""
        return [each for each in self.seen if each is not None]


def joined(
    document: BilingualDocument, rows: Sequence[int], linked: Iterable[Sentence], named: Iterable[Entity]
) -> BilingualDocument:
    """`document` with the words and names of `rows`; an entity with the type and the name of a known one is that one."""
    entities = list(document.entities)
    place = {key: at for at, entity in enumerate(entities) for key in _keys(entity)}
    ids: dict[int, int] = {}
    for entity in named:
        at = next((place[key] for key in _keys(entity) if key in place), len(entities))
        first = rows[entity.first_sentence]
        if at == len(entities):
            entities.append(replace(entity, id=at, first_sentence=first))
            place |= dict.fromkeys(_keys(entity), at)
        else:
            old = entities[at]
            entities[at] = replace(old, count=old.count + entity.count, first_sentence=min(old.first_sentence, first))
        ids[entity.id] = at
    sentences = list(document.sentences)
    for row, new in zip(rows, linked, strict=True):
        mentions = tuple(
            replace(m, entity=ids[m.entity], english=entities[ids[m.entity]].english, gloss=entities[ids[m.entity]].gloss)
            for m in new.entities
        )
        fresh = replace(sentences[row], tokens=new.tokens, entities=mentions)
        sentences[row] = completed(fresh) if fresh.english else fresh
    return replace(document, sentences=tuple(sentences), entities=tuple(entities))


def relinked(
    document: BilingualDocument, linked: Sequence[Sentence], named: Sequence[Entity]
) -> tuple[BilingualDocument, list[int]]:
    """`document` with the names, and the meanings of words, as the whole article has them, and the rows that differ.

    A sentence whose names or meanings the engine was given otherwise loses its translation, save one that the reader decided.
    """
    before = {entity.id: entity for entity in document.entities}
    after = {entity.id: entity for entity in named}
    sentences = list(document.sentences)
    changed = []
    for row, (now, new) in enumerate(zip(sentences, linked, strict=True)):
        fresh = replace(now, entities=new.entities, tokens=retold(now.tokens, new.tokens))
        if fresh.english:
            fresh = completed(fresh)
        if now.engine == BY_ENTITY:
            known = only_name(fresh)
            fresh = fresh if known and known.english == now.english else blank(fresh)
        elif now.engine and not written_by_reader(now) and _given(now, before) != _given(fresh, after):
            fresh = blank(fresh)
        if fresh != now:
            sentences[row] = fresh
            changed.append(row)
    return replace(document, sentences=tuple(sentences), entities=tuple(named)), changed


def _given(sentence: Sentence, entities: Mapping[int, Entity]) -> tuple[tuple[Name, ...], list[Hint]]:
    """The names and the decided meanings that an engine gets for a sentence."""
    source = source_of(sentence, entities)
    return source.names, [sense for sense in source.senses if sense.own]


def _keys(entity: Entity) -> tuple[tuple[str, str], ...]:
    english = entity.english.casefold()
    return ((entity.type, entity.arabic), *(((entity.type, english),) if english else ()))
