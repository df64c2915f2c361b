"""The parallel sentences as the morphology's recipe sees them: every word with the readings it may have, its English beside it.

`Corpus.read` analyses each distinct word once and keeps of a reading what ranking and seeing need. `measure` is the recipe's
measure: how often the first reading is one whose meaning stands in the English.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from models.recipes.corpora.lines import EvaluationGuard, read_lines
from models.recipes.corpora.sources import OWN
from models.recipes.morphology.seen import English, Meaning, meaning, seen
from nlp.text.tokens import tokenize
from nlp.words.context.ranking import Ranker, neighbour_class
from nlp.words.morphology import Morphology
from nlp.words.readings import Candidate
from nlp.words.senses import Senses

__all__ = [
    "HELD_OUT",
    "SETS",
    "SHARED",
    "Corpus",
    "Measured",
    "Option",
    "Sentence",
    "choices",
    "held_out",
    "measure",
    "pairs",
    "with_shares",
]

HELD_OUT: Final = 20  # one news sentence in so many is kept for measuring
MAX_WORDS: Final = 100
# The senses are made without SHARED (CC BY-SA 3.0).
SETS: Final = (
    *("news_llm", "tico19", "xquad_paragraphs", "mt_geneval_wiki", "ud_pud_wiki", "open_sdg", "euparliament"),
    *("written-10", "written-11", "translated-01", "translated-02"),
)
SHARED: Final = frozenset({"mt_geneval_wiki", "ud_pud_wiki", "translated-01"})


@dataclass(frozen=True, slots=True)
class Option:
    """A reading, its raw part of speech inside `candidate`, and what its meanings ask of a sentence, one for each gloss."""

    candidate: Candidate
    meanings: tuple[Meaning, ...]

    def best(self, english: English) -> int:
        """The most that `seen` says of a meaning."""
        return max((seen(wanted, english) for wanted in self.meanings), default=0)

    @property
    def tells(self) -> bool:
        """Whether it has a meaning that a sentence could show."""
        return any(wanted.stems or wanted.forms for wanted in self.meanings)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A pair: its tokens as (text, kind), its English, the set it is from."""

    tokens: tuple[tuple[str, str], ...]
    english: English
    source: str


@dataclass(frozen=True, slots=True)
class Measured:
    """Of `tokens` words of which some reading is seen, the first reading is `right`; `mixed`: of those whose readings disagree.

    `first_meaning`: the first reading's first meaning is seen.
    """

    sentences: int
    tokens: int
    right: int
    mixed: int
    mixed_right: int
    first_meaning: int

    def __str__(self) -> str:
        shares = (self.right / max(self.tokens, 1), self.mixed_right / max(self.mixed, 1), self.first_meaning / max(self.tokens, 1))
        return (
            f"{shares[0]:.4f} of {self.tokens} words, {shares[1]:.4f} of {self.mixed} whose readings disagree, "
            f"first meaning {shares[2]:.4f}; {self.sentences} sentences"
        )


def held_out(source: str, english: str) -> bool:
    """Whether a pair is kept for measuring: news whose English has an MD5 divisible by `HELD_OUT`."""
    number = int(hashlib.md5(english.encode(), usedforsecurity=False).hexdigest(), 16)
    return source == "news_llm" and number % HELD_OUT == 0


def pairs(parallel: Path, guard: EvaluationGuard, sets: Sequence[str] = SETS, limit: int = 0) -> Iterator[tuple[str, str, str]]:
    """(set, Arabic, English) of the sets, at most `limit` of each (0: all); no evaluation text, nothing over 100 words."""
    for source in sets:
        places = (folder / f"{source}{end}" for folder in (parallel, OWN) for end in (".tsv.xz", ".tsv"))
        path = next((place for place in places if place.is_file()), None)
        if path is None:
            raise FileNotFoundError(f"There is no {source}.tsv.xz in {parallel}.")
        for kept, (_, arabic, english) in enumerate(read_lines(path)):
            if limit and kept >= limit:
                break
            if 0 < len(arabic.split()) <= MAX_WORDS and not guard.knows(arabic) and not guard.knows(english):
                yield source, arabic, english


class Corpus:
    """Sentences to learn from, sentences to measure on, and the options of every word in them."""

    def __init__(self, train: list[Sentence], test: list[Sentence], words: dict[str, tuple[Option, ...]]) -> None:
        self.train, self.test, self.words = train, test, words

    @classmethod
    def read(cls, lines: Iterable[tuple[str, str, str]], morphology: Morphology) -> Corpus:
        """Tokenises the pairs and analyses their words (about 1 ms for each distinct one)."""
        train: list[Sentence] = []
        test: list[Sentence] = []
        words: dict[str, tuple[Option, ...]] = {}
        for source, arabic, english in lines:
            tokens = tuple((token.text, token.kind) for token in tokenize(arabic))
            for text, kind in tokens:
                if kind == "word" and text not in words:
                    words[text] = tuple(map(_option, morphology.options(text)))
            sentence = Sentence(tokens, English.of(english), source)
            (test if held_out(source, english) else train).append(sentence)
        return cls(train, test, words)


def _option(candidate: Candidate) -> Option:
    meanings = tuple(meaning(gloss, candidate.raw) for gloss in candidate.reading.glosses)
    slim = replace(candidate.reading, segments=(), features=(), diacritized="")
    return Option(replace(candidate, reading=slim), meanings)


def choices(
    sentence: Sentence, words: dict[str, tuple[Option, ...]], ranker: Ranker, statics: dict[str, list[tuple[Option, float]]]
) -> Iterator[tuple[list[tuple[Option, float]], str, str]]:
    """For every word that has readings: its options, likeliest out of context first, and its neighbours' classes.

    As `nlp.words.morphology` does it at serving. `statics` remembers the options of each word under this ranker.
    """
    ranked: list[list[tuple[Option, float]]] = []
    classes = ["#"]
    for text, kind in sentence.tokens:
        if text not in statics:
            scored = [(option, ranker.static(option.candidate)) for option in words.get(text, ()) if kind == "word"]
            statics[text] = sorted(scored, key=lambda pair: -pair[1])
        options = statics[text]
        ranked.append(options)
        classes.append(neighbour_class(text, options[0][0].candidate if options else None, kind, ranker.words))
    classes.append("#")
    for i, options in enumerate(ranked):
        if options:
            yield options, classes[i], classes[i + 2]


def with_shares(words: dict[str, tuple[Option, ...]], senses: Senses) -> dict[str, tuple[Option, ...]]:
    """The words with their meanings in the order of `senses`, and its shares."""

    def under(option: Option) -> Option:
        reading, raw = option.candidate.reading, option.candidate.raw
        glosses = senses.order(reading.lemma, raw, reading.glosses)
        by_gloss = dict(zip(reading.glosses, option.meanings, strict=True))
        share = senses.share(reading.lemma, raw, glosses)
        return Option(
            replace(option.candidate, reading=replace(reading, glosses=glosses), share=share),
            tuple(by_gloss[gloss] for gloss in glosses),
        )

    return {text: tuple(map(under, options)) for text, options in words.items()}


def measure(sentences: Sequence[Sentence], words: dict[str, tuple[Option, ...]], ranker: Ranker, senses: Senses) -> Measured:
    """The measure on `sentences`, without a tagger."""
    known = with_shares(words, senses)
    statics: dict[str, list[tuple[Option, float]]] = {}
    tokens = right = mixed = mixed_right = first_meaning = 0
    for sentence in sentences:
        for options, before, after in choices(sentence, known, ranker, statics):
            hits = [option.best(sentence.english) > 0 for option, _ in options]
            if not any(hits):
                continue
            first = ranker.best([(option.candidate, score) for option, score in options], before, after, None)
            tokens += 1
            right += hits[first]
            first_meaning += bool(options[first][0].meanings) and seen(options[first][0].meanings[0], sentence.english) > 0
            if not all(hits):
                mixed += 1
                mixed_right += hits[first]
    return Measured(len(sentences), tokens, right, mixed, mixed_right, first_meaning)
