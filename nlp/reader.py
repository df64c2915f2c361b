"""The one pass that ties the reading together: article → sentences → tokens → names → glosses → English → doubts.

`Reader.analyse` gives everything but the English, quickly; `Reader.translate` then fills the sentences in as the engine finishes
them. A long article can be taken in pieces: `outline`, `Reader.annotate` piece by piece, `Reader.link` over what is known. The
parts are handed in (a tagger, a morphology, …): this module knows none of their insides and opens no file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Protocol

from nlp.document import BY_ENTITY, Alignment, Article, BilingualDocument, Entity, Mark, Reading, Sentence, Token, written_by_reader
from nlp.doubts.find import find_marks
from nlp.engine_input.coverage import coverage, meanings, senses_of
from nlp.engine_input.source_sentence import source_of
from nlp.names.english_name import OwnName
from nlp.names.glued import unglued
from nlp.names.in_english.engine_spelling import SPELLS_NAMES_BADLY, with_engine_spelling
from nlp.names.in_english.respelling import respelt
from nlp.names.in_english.told import with_names_of_english
from nlp.names.link import Namer, place_in_english
from nlp.names.link import link as link_entities
from nlp.protocols import Glossary, Tagger, TokenLink, Translation, Translator
from nlp.text import length, sentences
from nlp.text.tokens import tokenize
from nlp.words.context.article import with_article
from nlp.words.context.english import with_english
from nlp.words.glossary import with_glosses

__all__ = ["Analyser", "Reader", "Seen", "completed", "fill", "only_name", "outline", "untranslated", "with_sentence"]

LEAST_COVERAGE: Final = 0.3
_FINAL: Final = {".": ".", "!": "!", "?": "?", "؟": "?", ":": ":", "…": "…"}  # what ends a sentence → in English
_OF_ENGINE: Final = frozenset({"unsure", "cut", "repetition", "copied", "empty", "similarity"})
"""Kinds of marks that an engine or the encoder gives, and rules cannot give again."""


class Analyser(Protocol):
    """What the reader needs of a morphology."""

    def annotate(self, tokens: Sequence[Token], tags: Sequence[str] | None = None) -> tuple[Token, ...]: ...


@dataclass(frozen=True, slots=True)
class Seen:
    """A sentence with its words analysed, and the tagger's tag of each of its tokens."""

    sentence: Sentence
    tags: Sequence[str]


@dataclass(frozen=True, slots=True)
class Reader:
    """The parts of one reading desk. `names` is the reader's own glossary of names: Arabic as written → English."""

    morphology: Analyser
    tagger: Tagger
    namer: Namer | None = None
    glossaries: tuple[Glossary, ...] = ()
    similarity: Callable[[Sequence[tuple[str, str]]], Sequence[float]] | None = None
    names: Mapping[str, str | OwnName] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)

    def analyse(self, article: Article, *, include_furniture: bool = False, first: int = 0) -> BilingualDocument:
        """The document without its English: sentences with tokens, glosses and entities. Furniture is left out unless asked for.

        `first`: only so many sentences (0: all). Raises `TooLongError`.
        """
        document = outline(article, include_furniture=include_furniture, first=first)
        linked, entities = self.link(self.annotate(document.sentences))
        return replace(document, sentences=linked, entities=entities, versions=self.parts())

    def annotate(self, rows: Sequence[Sentence]) -> list[Seen]:
        """What is known of some sentences of an `outline` that follow each other: readings, glosses, the tagger's names."""
        rows = [replace(row, tokens=unglued(row.tokens, self._readings)) for row in rows]
        texts = [[token.text for token in row.tokens] for row in rows]
        return [
            Seen(replace(row, tokens=with_glosses(self.glossaries, self.morphology.annotate(row.tokens, tags))), tags)
            for row, tags in zip(rows, self.tagger.tag(texts), strict=True)
        ]

    def _readings(self, word: str) -> Sequence[Reading]:
        return self.morphology.annotate((Token(0, len(word), word),))[0].readings

    def link(self, seen: Sequence[Seen]) -> tuple[tuple[Sentence, ...], tuple[Entity, ...]]:
        """The sentences with their entities, joined through all of them, and with what each says of the others' words;
        `first_sentence` is a place in `seen`."""
        rows = with_article([each.sentence for each in seen])
        return link_entities(rows, [each.tags for each in seen], namer=self.namer, names=self.names)

    def parts(self) -> dict[str, str]:
        """Which versions of which parts analyse here: what `BilingualDocument.versions` says."""
        return {**self.versions, "tagger": f"{self.tagger.name} {self.tagger.version}"}

    def translate(
        self, document: BilingualDocument, translator: Translator, indices: Sequence[int] | None = None
    ) -> Iterator[tuple[int, Sentence]]:
        """Yields (index, sentence with English, alignment, entity spans and marks) as the engine finishes each.

        `indices` chooses and orders the sentences (default: all without English). Nothing is lost if the caller stops early.
        """
        chosen = list(indices) if indices is not None else untranslated(document)
        byname = {entity.id: entity for entity in document.entities}
        whole = {index: known for index in chosen if (known := only_name(document.sentences[index])) is not None}
        for index, known in whole.items():
            yield index, self.complete(document.sentences[index], known, BY_ENTITY)
        chosen = [index for index in chosen if index not in whole]
        sources = [source_of(document.sentences[index], byname) for index in chosen]
        for position, translation in translator.translate(sources):
            index = chosen[position]
            yield index, self.complete(document.sentences[index], translation, translator.name)

    def complete(self, sentence: Sentence, translation: Translation, engine: str) -> Sentence:
        """`sentence` with this translation, its entities placed in the English and its doubts marked."""
        return completed(fill(sentence, translation, engine), self.similarity)


def completed(sentence: Sentence, similarity: Callable[[Sequence[tuple[str, str]]], Sequence[float]] | None = None) -> Sentence:
    """`sentence` with its names placed in the English, spelt as the article spells them where the engine spells badly, and its
    doubts marked: the only way to finish a sentence, after a translation and whenever its names change.

    English that the reader decided is neither respelt nor doubted. What the engine itself said of its English stays, and rules do
    not say it again.
    """
    sentence = with_names_of_english(with_english(sentence))
    if written_by_reader(sentence):
        return place_in_english(sentence)
    own = tuple(mark for mark in sentence.marks if mark.kind in _OF_ENGINE)
    placed = place_in_english(replace(sentence, marks=own))
    if placed.engine in SPELLS_NAMES_BADLY:
        placed = respelt(placed)
    score = None
    if similarity is not None and placed.english and _may_be_of_something_else(placed):
        score = similarity([(placed.arabic, placed.english)])[0]
    kinds = {mark.kind for mark in placed.marks}
    return replace(
        placed, marks=placed.marks + tuple(mark for mark in find_marks(placed, similarity=score) if mark.kind not in kinds)
    )


def outline(article: Article, *, include_furniture: bool = False, first: int = 0) -> BilingualDocument:
    """The sentences and words of `article`, nothing known about them yet: what a reader can begin to read at once.

    `first`: only so many sentences, and the article ends with them (0: all). Raises `TooLongError`.
    """
    rows = sentences.split(article, include_furniture=include_furniture)
    if 0 < first < len(rows):
        article, rows = length.beginning(article, rows[first - 1].end), rows[:first]
    rows = tuple(replace(row, tokens=tokenize(row.arabic, row.start)) for row in rows)
    length.check(rows)
    return BilingualDocument(article, rows, title=article.title)


def _may_be_of_something_else(sentence: Sentence) -> bool:
    """Whether the English says so little of the words' dictionary meanings that a look by the (slow) encoder is worth its time.

    On FLORES-200 dev all English of another sentence is below the bound, and 6 % of the references.
    """
    return coverage(senses_of(meanings(sentence.tokens)), sentence.english) < LEAST_COVERAGE


def only_name(sentence: Sentence) -> Translation | None:
    """The English of a sentence that is one name or date and nothing else (a dateline, a place): no engine knows it better.

    Its final mark stays: «القاهرة.» is "Cairo.".
    """
    words = [token for token in sentence.tokens if token.kind != "punctuation"]
    for mention in sentence.entities:
        if mention.english and words and words[0].start == mention.start and words[-1].end == mention.end:
            link = TokenLink(mention.start - sentence.start, mention.end - sentence.start, 0, len(mention.english), 1.0)
            after = sentence.tokens[-1].text if sentence.tokens[-1].start >= mention.end else ""
            end = "" if mention.english.endswith(tuple(_FINAL.values())) else _FINAL.get(after, "")
            return Translation(mention.english + end, links=(link,))
    return None


def untranslated(document: BilingualDocument) -> list[int]:
    """The indices of the sentences that have no English yet."""
    return [index for index, sentence in enumerate(document.sentences) if not sentence.engine]


def fill(sentence: Sentence, translation: Translation, engine: str) -> Sentence:
    """`sentence` with the English, the engine's own marks, and its links as token alignments."""
    return replace(
        sentence,
        english=translation.english,
        machine_english=translation.english,
        engine=engine,
        marks=tuple(_moved(mark, sentence.start) for mark in translation.marks),
        alignment=_align(sentence, translation.links),
    )


def _moved(mark: Mark, base: int) -> Mark:
    return replace(mark, start=mark.start + base, end=mark.end + base) if mark.start >= 0 else mark


def _align(sentence: Sentence, links: Sequence[TokenLink]) -> tuple[Alignment, ...]:
    out: list[Alignment] = []
    for link in links:
        start, end = link.start + sentence.start, link.end + sentence.start
        for number, token in enumerate(sentence.tokens):
            if token.start < end and start < token.end:
                out.append(Alignment(number, link.english_start, link.english_end, link.weight))
    return tuple(out)


def with_sentence(document: BilingualDocument, index: int, sentence: Sentence, engine: str = "") -> BilingualDocument:
    """`document` with one sentence replaced; the English title follows the title sentence, and names that were guessed are spelt
    as a good engine spells them there.
    """
    rows = (*document.sentences[:index], sentence, *document.sentences[index + 1 :])
    title = sentence.english if sentence.kind == "title" else document.title_english
    changed = replace(document, sentences=rows, title_english=title, engine=engine or document.engine)
    return with_engine_spelling(changed, sentence)
