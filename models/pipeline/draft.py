"""A sentence on its way through an engine: the Arabic as its network gets it, in parts, and what came back.

Three texts lie behind each other: the sentence as written, the sentence with names and hints put in (`Passed`), and its form for
models (`for_model`), which is what is cut into parts. `Draft.source_span` leads from the last to the first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, pairwise
from typing import NamedTuple

from models.pipeline.doubt import Score
from models.pipeline.links.attention import link_words, piece_spans
from models.pipeline.search import Output, Pieces
from models.pipeline.text.splitting import join
from models.pipeline.text.stand_ins import Edit, Stand, edited, put_back, restored
from nlp.document import MarkKind
from nlp.doubts.judge import FORM, judge
from nlp.engine_input.clauses import clause_costs
from nlp.engine_input.insertion import Passed, without_hints
from nlp.engine_input.literals import Kept, is_lost, literals, punctuation, western
from nlp.names.spelling.likeness import place_of
from nlp.protocols import Hint, Name, SourceSentence, TokenLink
from nlp.text.normalize import has_arabic, original_span
from nlp.text.tokens import tokenize

__all__ = [
    "Asked",
    "Draft",
    "Part",
    "badness",
    "form_faults",
    "joined",
    "links_of_output",
    "lost_literals",
    "lost_names",
    "tied_names",
    "unquote",
]

_BADNESS = {"empty": 8, "cut": 4, "repetition": 3, "copied": 1, "untranslated": 1}


class Asked(NamedTuple):
    """What a network was given and what it gave."""

    pieces: list[str]
    output: Output


@dataclass(slots=True)
class Part:
    """A stretch of a sentence as the network gets it, and what came back.

    `senses` are what its words may mean and `names` the English put into it: both for choosing between translations; `stands` are
    the words in it that stand for something else. `links` lead from characters of `text` to characters of `english`; `scores` are
    those of the pieces of `english`, 0 until `score` tells them of what was `asked`.
    """

    text: str
    start: int  # in the model text of its sentence
    english: str = ""
    faults: tuple[MarkKind, ...] = ()
    links: list[TokenLink] = field(default_factory=list)
    scores: list[Score] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    senses: tuple[frozenset[str], ...] = ()
    names: tuple[str, ...] = ()
    stands: tuple[Stand, ...] = ()
    literal: str = ""  # what it is in English as well, where no network is asked

    def again(self) -> Part:
        """The same Arabic, to be translated once more."""
        return Part(self.text, self.start, senses=self.senses, names=self.names, stands=self.stands)

    @property
    def source(self) -> SourceSentence:
        """The Arabic of this part as the judge is asked about it: without hints, with the English names that stand in it."""
        return SourceSentence(restored(without_hints(self.text), self.stands), tuple(Name(0, 0, name) for name in self.names))

    @property
    def is_ready(self) -> bool:
        """Whether no network need see it: a literal, or nothing of it is Arabic."""
        return bool(self.literal) or not has_arabic(self.text)

    def take(self, english: str, *, finished: bool) -> None:
        """The English that came back, and what is wrong with its form."""
        self.english = english
        self.faults = form_faults(self.source, english, finished=finished)

    def take_as_it_is(self) -> None:
        """Its own text for English, word linked to word."""
        text = self.literal or western(punctuation(without_hints(self.text)))
        self.links = [TokenLink(*word.span(), *word.span(), 1.0) for word in re.finditer(r"\S+", text)]
        self.take(text, finished=True)
        self.put_back()

    def put_back(self) -> None:
        """Puts what the stand-ins of its English stand for in their place."""
        self.edit(put_back(self.english, self.stands))

    def edit(self, edits: Sequence[Edit]) -> None:
        """Changes its English; links and scores follow."""
        if not edits:
            return
        new = edited(self.english, edits)
        self.english = new.english
        self.scores = [(new.at(a, begins=True), new.at(b), score) for a, b, score in self.scores]
        self.links = [
            replace(link, english_start=new.at(link.english_start, begins=True), english_end=new.at(link.english_end))
            for link in self.links
        ]

    def score(self, own: Sequence[Sequence[float]]) -> None:
        """The log probabilities of the pieces of each output of `asked`, in order."""
        self.scores = [(start, end, log) for (start, end, _), log in zip(self.scores, chain(*own), strict=True)]

    def become(self, other: Part) -> None:
        """What came back for `other` in place of what came back for this part."""
        self.english, self.faults, self.links, self.scores = other.english, other.faults, other.links, other.scores
        self.asked = other.asked


@dataclass
class Draft:
    """One sentence under way. `offsets` lead from `text` to `passed.text`, whose `origin` leads to the sentence."""

    index: int
    sentence: SourceSentence
    passed: Passed
    text: str
    offsets: list[int]
    parts: list[Part]
    terms: tuple[Hint, ...] = ()  # words put into it in the dictionary's English
    kept: tuple[Kept, ...] = ()  # what was put aside while the network has it
    given: tuple[Name, ...] | None = None  # names put in for an engine that is given none as a rule

    @property
    def english(self) -> str:
        return " ".join(part.english for part in self.parts)

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Characters of `text` as characters of the sentence; (0, 0) for what stands for none of them."""
        a, b = original_span(self.offsets, start, end)
        origin = self.passed.origin[a:b]
        return (min(span[0] for span in origin), max(span[1] for span in origin)) if origin else (0, 0)

    def between(self, cuts: Sequence[Kept]) -> list[tuple[int, int, str]]:
        """(start, end, English) of the stretches of `text` that `cuts` cut it into, these among them; English only of these."""
        inside = [
            next((at for at, cut in enumerate(cuts) if cut.start <= self.passed.origin[place][0] < cut.end), -1)
            for place in self.offsets[: len(self.text)]
        ]
        bounds = [at for at in range(1, len(inside)) if inside[at] != inside[at - 1]]
        spans = pairwise([0, *bounds, len(inside)]) if inside else ()
        return [(a, b, cuts[inside[a]].english if inside[a] >= 0 else "") for a, b in spans]

    def costs(self, start: int, end: int) -> dict[int, float]:
        """What it costs to cut `text[start:end]` at each of its places where a word of the sentence begins."""
        sources = [self.passed.origin[place][0] for place in self.offsets[: len(self.text)]]
        first = {source: at for at, source in reversed(list(enumerate(sources)))}
        known = self.sentence.cuts or clause_costs(tokenize(self.sentence.text))
        return {first[place] - start: cost for place, cost in known if place in first and start < first[place] < end}

    def whole(self) -> tuple[str, list[int], list[TokenLink]]:
        """(the whole English, where each part begins in it, the links from the sentence's own characters to it)."""
        names = [*(name.english for name in self.passed.names), *(each.english for each in self.kept)]
        english, starts = join([(part.text, part.english) for part in self.parts], names)
        links: list[TokenLink] = []
        for part, start in zip(self.parts, starts, strict=True):
            for link in part.links:
                if start + link.english_end <= len(english):
                    a, b = self.source_span(part.start + link.start, part.start + link.end)
                    links.append(TokenLink(a, b, start + link.english_start, start + link.english_end, link.weight))
        return english, starts, links


def form_faults(source: SourceSentence, english: str, *, finished: bool = True) -> tuple[MarkKind, ...]:
    """What is wrong with an output by its form alone, as kinds of marks."""
    return tuple(finding.kind for finding in judge(source, english, finished=finished, rules=FORM))


def badness(item: Draft | Part) -> int:
    """How bad the form of an English is: 0 where nothing is wrong."""
    if isinstance(item, Draft):
        return sum(map(badness, item.parts))
    return sum(_BADNESS[fault] for fault in item.faults)


def lost_names(draft: Draft) -> set[str]:
    """The names put into the Arabic that did not come back letter for letter."""
    english, terms = draft.english, {term.english for term in draft.terms}
    wanted = {" ".join(name.english.split()) for name in draft.passed.names} - terms
    return {name for name in wanted if place_of(name, english) < 0}


def lost_literals(draft: Draft) -> tuple[Kept, ...]:
    """What of the sentence must come out as it is and did not, names apart."""
    english, names = draft.english, draft.passed.original
    free = (each for each in literals(draft.sentence.text) if not any(each.start < b and a < each.end for a, b in names))
    return tuple(each for each in free if is_lost(each, english))


def joined(part: Part, halves: Sequence[Part]) -> Part:
    """`part` with what came back for the stretches it was cut into."""
    english, starts = join([(half.text, half.english) for half in halves], part.names)
    made = part.again()
    made.take(english, finished=True)
    made.faults = tuple(dict.fromkeys([*made.faults, *(fault for half in halves for fault in half.faults)]))
    made.links = [
        TokenLink(half.start + link.start, half.start + link.end, at + link.english_start, at + link.english_end, link.weight)
        for half, at in zip(halves, starts, strict=True)
        for link in half.links
        if at + link.english_end <= len(english)
    ]
    made.asked = [asked for half in halves for asked in half.asked]
    made.scores = [(at + a, at + b, s) for half, at in zip(halves, starts, strict=True) for a, b, s in half.scores]
    return made


def links_of_output(part: Part, source: list[str], output: Output, pieces: Pieces) -> list[TokenLink]:
    """The links between the words of a part and its English, by the attention of `output`; [] without attention."""
    if not output.attention:
        return []
    left = piece_spans(part.text, source, pieces.specials)
    right = piece_spans(part.english, output.pieces, pieces.specials)
    return link_words(part.text, part.english, left, right, output.attention)


def _strongest(links: list[TokenLink]) -> list[TokenLink]:
    """One link for each pair of stretches, the strongest: a word and its hint are one stretch of the sentence."""
    best: dict[tuple[int, int, int, int], TokenLink] = {}
    for link in links:
        key = (link.start, link.end, link.english_start, link.english_end)
        if key not in best or link.weight > best[key].weight:
            best[key] = link
    return list(best.values())


def tied_names(draft: Draft, english: str, links: list[TokenLink]) -> tuple[list[TokenLink], list[tuple[int, int]]]:
    """(the strongest of `links`, with each name put in linked to where it stands in the English and to nothing else; where they
    stand)."""
    ties: list[TokenLink] = []
    after: dict[str, int] = {}
    stretches = [(name.english, span) for name, span in zip(draft.passed.names, draft.passed.original, strict=True)]
    for text, span in (*stretches, *((each.english, (each.start, each.end)) for each in draft.kept)):
        at = place_of(text, english, after.get(text, 0))
        if at >= 0:
            after[text] = at + len(text)
            ties.append(TokenLink(*span, at, at + len(text), 1.0))
    kept = [
        link
        for link in _strongest(links)
        if not any(link.start < t.end and t.start < link.end for t in ties)
        and not any(link.english_start < t.english_end and t.english_start < link.english_end for t in ties)
    ]
    ordered = sorted([*kept, *ties], key=lambda link: (link.english_start, -link.weight))
    return ordered, [(t.english_start, t.english_end) for t in ties]


def unquote(draft: Draft) -> None:
    """Takes off the quotation marks that stand around names that were given in them."""
    quoted = [name.english for name in draft.given or () if name.english.startswith('"')]
    for part in draft.parts:
        for name in quoted:
            at = part.english.find(name)
            if at >= 0:
                part.edit([(at, at + 1, ""), (at + len(name) - 1, at + len(name), "")])
        part.names = tuple(name.strip('"') if name in quoted else name for name in part.names)
    names = (replace(name, english=name.english.strip('"')) if name.english in quoted else name for name in draft.passed.names)
    draft.passed = replace(draft.passed, names=tuple(names))
    draft.given = tuple(replace(name, english=name.english.strip('"')) for name in draft.given or ())
