"""What the reading pass needs from others, as Protocols: a translator, a tagger, glossaries. Fakes and engines implement these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from nlp.document import EntityType, Mark, Reading

__all__ = [
    "AroundEngine",
    "Gloss",
    "Glossary",
    "Hint",
    "Meaning",
    "Name",
    "SourceSentence",
    "Tagger",
    "TokenLink",
    "Translation",
    "Translator",
    "strongest",
]


@dataclass(frozen=True, slots=True)
class Name:
    """A stretch of a sentence (offsets into `SourceSentence.text`) whose English is already decided.

    `type`: what kind of thing it names, where that is known.
    """

    start: int
    end: int
    english: str
    type: EntityType | None = None


@dataclass(frozen=True, slots=True)
class Hint:
    """A likely English meaning of a stretch of a sentence (offsets into `SourceSentence.text`): to be weighed, not to be copied.

    `before` and `after` count the letters at its ends that are clitics (an article is none) and not what the English says. `own`:
    the reader, or the rest of the article, decided that it means this.
    """

    start: int
    end: int
    english: str
    before: int = 0
    after: int = 0
    own: bool = False


@dataclass(frozen=True, slots=True)
class Meaning:
    """All that the dictionary says a word of a sentence (offsets into `SourceSentence.text`) may mean, the likeliest first.

    `level`: how rare the word is, 1–5, where a translation must say it; 0 where English may say it by its grammar alone.
    `told`: how translators have said it (`nlp.words.context.translations`), in English words that the dictionary need not have.
    """

    start: int
    end: int
    glosses: tuple[str, ...]
    level: int = 0
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceSentence:
    """An Arabic sentence to translate, and what helps an engine that can use it: names that should come out as given, hints for
    rare words, the meanings of its words to choose between translations by, the English of its dates and amounts, to be put in
    where they were lost, where it may be cut when it is too long: (place, cost), see `nlp.engine_input.clauses`, () is not known;
    and the meanings that the word beside asks for, to be put in where the English says another."""

    text: str
    names: tuple[Name, ...] = ()
    hints: tuple[Hint, ...] = ()
    meanings: tuple[Meaning, ...] = ()
    facts: tuple[Hint, ...] = ()
    cuts: tuple[tuple[int, float], ...] = ()
    senses: tuple[Hint, ...] = ()


@dataclass(frozen=True, slots=True)
class TokenLink:
    """Source characters `start:end` (into `SourceSentence.text`) correspond to English `english_start:english_end`; weight 0–1."""

    start: int
    end: int
    english_start: int
    english_end: int
    weight: float


@dataclass(frozen=True, slots=True)
class Translation:
    """An engine's English for one sentence. `marks` hold what the engine itself knows to be wrong (cut, repetition, empty, unsure);
    their Arabic spans index `SourceSentence.text`."""

    english: str
    marks: tuple[Mark, ...] = ()
    links: tuple[TokenLink, ...] = ()


def strongest(links: Iterable[TokenLink], start: int, end: int) -> TokenLink | None:
    """The link of most weight that touches the English characters `start:end`."""
    return max((k for k in links if k.english_start < end and start < k.english_end), key=lambda k: k.weight, default=None)


class Translator(Protocol):
    """An engine. Thread-safe. `version` changes whenever its output may."""

    @property
    def name(self) -> str: ...
    @property
    def version(self) -> str: ...
    def translate(self, sentences: Sequence[SourceSentence]) -> Iterator[tuple[int, Translation]]:
        """Yields (index into `sentences`, translation) as each is ready, each index once; earlier sentences tend to come first."""
        ...


class AroundEngine:
    """What stands around an engine and is one itself: all of a `Translator` but `translate`, as `engine` has it."""

    def __init__(self, engine: Translator) -> None:
        self._engine = engine

    @property
    def name(self) -> str:
        return self._engine.name

    @property
    def version(self) -> str:
        return self._engine.version

    @property
    def uses_hints(self) -> bool:
        """Whether the engine's English follows the meanings of words that it is given."""
        return bool(getattr(self._engine, "uses_hints", False))


class Tagger(Protocol):
    """Names in tokenised sentences. Thread-safe."""

    @property
    def name(self) -> str: ...
    @property
    def version(self) -> str: ...
    def tag(self, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        """One BIO tag (O, B-PERS, I-LOC, …; PERS LOC ORG MISC) for every token given: shapes are equal, always. Give the
        sentences of one text in their order: a tagger may read each beside its neighbours."""
        ...


@dataclass(frozen=True, slots=True)
class Gloss:
    """An English meaning of tokens `first:last` (half-open) of a sentence, and where it comes from."""

    first: int
    last: int
    english: str
    source: str
    reading: Reading | None = None


class Glossary(Protocol):
    """A source of glosses for a tokenised sentence: the reader's own, multi-word expressions, …; asked in order, first wins."""

    @property
    def name(self) -> str: ...
    def look_up(self, words: Sequence[str], lemmas: Sequence[str]) -> list[Gloss]: ...
