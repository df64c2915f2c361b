"""What every neural engine does around its network: names put in, sentences split, run in batches, tried again, linked, marked.

The network is a `Generator`, its cutter a `Pieces`; this module knows neither CTranslate2 nor transformers. What is tried again,
how, and what is kept of it stands in `models.pipeline.retries`; which translation of a beam is taken, in `models.pipeline.choice`.
"""

from __future__ import annotations

import hashlib
import re
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Final

from models.pipeline.choice import chosen
from models.pipeline.doubt import Doubt, doubt_marks
from models.pipeline.draft import Asked, Draft, Part, links_of_output, tied_names
from models.pipeline.estimate import Estimates, figures_of, with_estimate
from models.pipeline.likely import Likelihoods, losses_by
from models.pipeline.links.attention import WORD, piece_spans
from models.pipeline.links.dictionary import with_dictionary
from models.pipeline.retries import retried
from models.pipeline.search import DecodingOptions, Generator, Pieces, Scorer, Shared
from models.pipeline.text.said_once import said_once
from models.pipeline.text.splitting import split
from models.pipeline.text.stand_ins import Stand, masked
from models.pipeline.text.tidy import capitalised, tidied, with_articles, with_head
from nlp.doubts.find import told
from nlp.doubts.judge import FORM, judge
from nlp.doubts.messages import tell
from nlp.engine_input.clauses import clause_costs
from nlp.engine_input.coverage import decided, senses_of
from nlp.engine_input.hints import term
from nlp.engine_input.insertion import hidden, insert_names, without_hints
from nlp.engine_input.literals import Kept, literals, western
from nlp.protocols import Hint, Name, SourceSentence, TokenLink, Translation
from nlp.text.normalize import for_model_with_map, has_arabic, western_digits
from nlp.text.tokens import tokenize

__all__ = ["PIPELINE_VERSION", "NeuralTranslator", "as_trained", "pass_through"]

# Raised whenever the code around the network changes what comes out.
PIPELINE_VERSION: Final = 16
_SIZES: Final = (4, 32)
_WINDOW: Final = 64  # sentences run together; few at first (`_SIZES`), so that the reader sees English soon
_SURROGATE = re.compile("[\ud800-\udfff]")  # half a character: no encoder takes it


ReadAs = Callable[[str], tuple[str, list[int]]]
"""The text as a network reads it, with the offset in the original of each of its characters and of its end."""


def as_trained(text: str) -> tuple[str, list[int]]:
    """The text in the form that our own networks were trained on, with the digits of English: these come back right more often.

    >>> as_trained("عام ١٩٦٧")[0]
    'عام 1967'
    """
    return for_model_with_map(western(text))


class NeuralTranslator:
    """A `nlp.protocols.Translator` over any network. `open_network` is called once, at the first sentence that needs it."""

    def __init__(
        self,
        name: str,
        weights_version: str,
        open_network: Callable[[], tuple[Generator, Pieces]],
        *,
        options: DecodingOptions | None = None,
        names: bool = False,
        hints: bool = False,
        doubt: Doubt | None = None,
        estimate: Estimates | None = None,
        read_as: ReadAs = as_trained,
        searches: bool = True,
    ) -> None:
        self._name = name
        self._weights = weights_version
        self._open = open_network
        self._options = options or DecodingOptions()
        self._doubt, self._estimate = doubt, estimate
        self._names, self._hints, self._searches = names, hints, searches
        self._read_as = read_as
        self._lock, self._known = threading.Lock(), Likelihoods()
        self._network: tuple[Generator, Pieces] | None = None

    @property
    def name(self) -> str:
        return self._name

    @property
    def version(self) -> str:
        """Weights and decoding: "<12 digits of the weights>-<8 digits of the settings>"."""
        settings = f"{PIPELINE_VERSION};{self._names};{self._hints};{self._doubt};{self._estimate};{self._options.key()}"
        return f"{self._weights[:12]}-{hashlib.sha256(settings.encode()).hexdigest()[:8]}"

    @property
    def uses_hints(self) -> bool:
        """Whether its English follows what the reader says that a word means: as a hint, or asked for where it is not said."""
        return True

    @property
    def tells_terms(self) -> bool:
        """Whether the network was trained to take English in place of an Arabic word."""
        return self._names and self._hints

    @property
    def takes_names(self) -> bool:
        """Whether names are put into every sentence: the network was trained to copy them."""
        return self._names

    @property
    def searches(self) -> bool:
        """Whether the network heeds the settings of its search, so that a stricter one can be asked for."""
        return self._searches

    @property
    def options(self) -> DecodingOptions:
        return self._options

    @property
    def pieces(self) -> Pieces:
        return self._loaded()[1]

    def open(self) -> None:
        """Loads the network now rather than at the first sentence."""
        self._loaded()

    def translate(self, sentences: Sequence[SourceSentence]) -> Iterator[tuple[int, Translation]]:
        """Yields (index, translation), each index once. Within a window of sentences the order is that of the text.

        The first window is alone at the network, for a reader waits for it. After it, where the network bears it, windows are at
        work beside each other: what is judged and tried again in Python then costs the network no pause.
        """
        first, *rest = [range(at, min(end, len(sentences))) for at, end in _windows(len(sentences))] or [range(0)]
        yield from self._window(sentences, first)
        beside = self._beside() if len(rest) > 1 else 1
        if beside == 1:
            for window in rest:
                yield from self._window(sentences, window)
            return
        pool = ThreadPoolExecutor(beside, thread_name_prefix="rafiq-window")
        try:
            begun = deque(pool.submit(self._window, sentences, window) for window in rest[:beside])
            for at in range(beside, len(rest) + beside):
                yield from begun.popleft().result()
                if at < len(rest):
                    begun.append(pool.submit(self._window, sentences, rest[at]))
        finally:
            pool.shutdown(cancel_futures=True)

    def _window(self, sentences: Sequence[SourceSentence], window: range) -> list[tuple[int, Translation]]:
        done: dict[int, Translation] = {}
        drafts: list[Draft] = []
        for i in window:
            ready = pass_through(sentences[i])
            if ready is None:
                drafts.append(self.draft(i, sentences[i]))
            else:
                done[i] = ready
        self.generate([part for draft in drafts for part in draft.parts], self._options)
        drafts = retried(self, drafts)
        self._score([part for draft in drafts for part in draft.parts])
        done.update((draft.index, self._finish(draft)) for draft in drafts)
        return [(i, done[i]) for i in window]

    def _beside(self) -> int:
        """How many windows the network bears at work at once."""
        generator = self._network[0] if self._network else None  # none: nothing of the first window needed it
        return generator.beside if isinstance(generator, Shared) else 1

    def _loaded(self) -> tuple[Generator, Pieces]:
        with self._lock:
            if self._network is None:
                self._network = self._open()
            return self._network

    def draft(
        self,
        index: int,
        sentence: SourceSentence,
        *,
        terms: tuple[Hint, ...] = (),
        aside: tuple[Kept, ...] = (),
        apart: bool = False,
        names: tuple[Name, ...] | None = None,
    ) -> Draft:
        """`sentence` as the network gets it; nothing translated yet.

        `terms`: words given in the dictionary's English. `aside`: what is put aside beside the addresses, which always are.
        `apart`: these are not given to the network at all: the sentence is cut at them. `names`: those to put in, for an engine
        that is given none as a rule.
        """
        known = tuple(hint for hint in sentence.hints if self._hints or hint.own)
        hints = tuple(hint for hint in known if hint not in terms) if self._hints else ()
        sentence = replace(sentence, text=_SURROGATE.sub("\ufffd", sentence.text), hints=known)
        own = sentence.names if self._names else ()
        given = (*(own if names is None else names), *map(term, terms))
        kept = [each for each in literals(sentence.text) if each.kind == "address" or each in aside]
        words, stands = masked(sentence.text, () if apart else kept, given)
        passed = insert_names(replace(sentence, names=(*given, *words), hints=hints)).without(words)
        text, offsets = said_once(*self._read_as(passed.text), [name.english for name in passed.names])
        cuts = [each for each in literals(sentence.text) if each.kind == "emoji" or (apart and each in kept)]
        made = Draft(index, sentence, passed, text, offsets, [], terms, tuple(kept), names)
        for start, end, english in made.between(cuts):
            made.parts += [Part(text[start:end], start, literal=english)] if english else self._parts(made, start, end, stands)
        return made

    def _parts(self, draft: Draft, start: int, end: int, stands: Sequence[Stand]) -> Iterator[Part]:
        """The parts of `start:end` of a draft's text, none too long for the network, each with the names, stand-ins and meanings in
        it."""
        known = tuple(decided(draft.sentence.meanings, draft.sentence.senses))
        for a, b in self.split(draft.text[start:end], self._options.max_source, draft.costs(start, end)):
            part = Part(draft.text[start + a : start + b], start + a)
            part.names = tuple({name.english for name in draft.passed.names if name.english in part.text})
            part.stands = tuple(stand for stand in stands if stand[0] in part.text)
            if self._options.coverage:
                first, last = draft.source_span(part.start, part.start + len(part.text))
                part.senses = senses_of(each for each in known if first <= each.start < last)
            yield part

    def split(self, text: str, most: int, costs: Mapping[int, float] | None = None) -> list[tuple[int, int]]:
        """Spans of at most `most` pieces, hints not counted and never cut off from their words.

        `costs`: what it costs to cut at a place (`nlp.engine_input.clauses`); without it, by punctuation.
        """
        if costs is None:
            costs = dict(clause_costs(tokenize(text)))
        return split(hidden(text), most, lambda part: len(self.pieces.encode(without_hints(part))), costs)

    def generate(self, parts: Sequence[Part], options: DecodingOptions) -> None:
        """Runs the network over `parts` and fills in what comes back."""
        for part in parts:
            if part.is_ready:
                part.take_as_it_is()
        parts = [part for part in parts if not part.is_ready]
        if not parts:
            return
        generator, pieces = self._loaded()
        sources = [pieces.encode(part.text) for part in parts]
        outputs = [
            chosen(part, output, pieces, options.coverage)
            for part, output in zip(parts, generator.generate(sources, options), strict=True)
        ]
        for part, source, output in zip(parts, sources, outputs, strict=True):
            part.take(tidied(pieces.decode(output.pieces)), finished=output.finished)
            part.links = links_of_output(part, source, output, pieces) if options.links else []
            spans = piece_spans(part.english, output.pieces, pieces.specials)
            part.scores = [(*span, 0.0) for span in spans]
            part.asked = [Asked(source, output)]
            part.edit(with_head(part.english, part.text, part.names))
            part.edit(with_articles(part.english, part.names))
            part.put_back()

    def _score(self, parts: Sequence[Part]) -> None:
        """Tells the parts how sure the network was of what is kept; only that is scored, not what was tried."""
        asked = [each for part in parts for each in part.asked]
        if self._doubt is None or not asked or not isinstance(generator := self._loaded()[0], Scorer):
            return
        given, outputs = [each.pieces for each in asked], [each.output for each in asked]
        own = iter(self._known.of(generator, given, outputs, self._options))
        for part in parts:
            if part.asked:
                part.score([next(own) for _ in part.asked])

    def losses(self, pairs: Sequence[tuple[Draft, Draft]]) -> list[float]:
        """By how much less likely than a draft's own English the network finds another's by the first's Arabic: log probability a
        piece; 0 where it cannot say."""
        generator = self._loaded()[0]
        return losses_by(generator, self._known, pairs, self._options) if isinstance(generator, Scorer) else [0.0] * len(pairs)

    def _finish(self, draft: Draft) -> Translation:
        english, starts, links = draft.whole()
        english, source = capitalised(english), draft.sentence.text
        finished = not any("cut" in part.faults for part in draft.parts)
        marks = [told(finding) for finding in judge(SourceSentence(source), english, finished=finished, rules=FORM)]
        if english and any("empty" in part.faults for part in draft.parts):
            marks.append(tell("empty in part"))
        linked, tied = tied_names(draft, english, links)
        ties = with_dictionary(draft.sentence, english, linked)
        if self._doubt is not None:
            scores = [(at + a, at + b, s) for part, at in zip(draft.parts, starts, strict=True) for a, b, s in part.scores]
            sure = (*tied, *_stated(draft.sentence.facts, english))
            doubts = doubt_marks(
                english, draft.sentence.text, scores, ties, doubt=self._doubt, sure=sure, meanings=draft.sentence.meanings
            )
            if self._estimate is not None and not marks:
                figures = figures_of(draft.sentence, english, scores)
                doubts = with_estimate(doubts, self._estimate, draft.sentence, figures)
            marks += doubts
        return Translation(english, tuple(marks), tuple(ties))


def _windows(count: int) -> Iterator[tuple[int, int]]:
    """Where each window begins and may end.

    >>> list(_windows(40))
    [(0, 4), (4, 36), (36, 100)]
    """
    at, sizes = 0, iter(_SIZES)
    while at < count:
        size = next(sizes, _WINDOW)
        yield at, at + size
        at += size


def pass_through(sentence: SourceSentence) -> Translation | None:
    """The translation of what needs none: nothing, numbers, Latin or English. Words are linked to themselves. Digits become 0-9."""
    if has_arabic(sentence.text):
        return None
    text = western_digits(sentence.text)
    english = " ".join(text.split())
    links, at = [], 0
    for word in WORD.finditer(text):
        at = english.find(word.group(), at)
        links.append(TokenLink(*word.span(), at, at + len(word.group()), 1.0))
        at += len(word.group())
    return Translation(english, (), tuple(links))


def _stated(facts: Sequence[Hint], english: str) -> list[tuple[int, int]]:
    """Where `english` has words of the dates and amounts that are known: nothing to doubt."""
    known = {word for fact in facts for word in WORD.findall(fact.english)}
    return [word.span() for word in WORD.finditer(english) if word.group() in known]
