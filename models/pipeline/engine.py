"""What every neural engine does around its network: normalise, put names in, split, batch, run, check, try again, link, mark.

Tried again are sentences whose names were lost (without those), whose words came out as no words (`models.pipeline.missing`: the
dictionary's English is put into the Arabic), and ones that looped or were cut.

The network is a `Generator`, its cutter a `Pieces`; this module knows neither CTranslate2 nor transformers.
"""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from models.pipeline.alignment import link_words, piece_spans
from models.pipeline.doubt import Doubt, Score, doubt_marks
from models.pipeline.missing import better, missing, said
from models.pipeline.search import DecodingOptions, Generator, Output, Pieces, Scorer, find_faults
from models.pipeline.splitting import join, split
from models.pipeline.tidy import capitalised, tidied
from nlp.document import Mark, MarkKind
from nlp.doubts.find import contradictions
from nlp.doubts.form import repeated
from nlp.doubts.places import unfounded
from nlp.engine_input.coverage import coverage, senses_of
from nlp.engine_input.hints import term
from nlp.engine_input.insertion import Passed, hidden, insert_names, without_hints
from nlp.protocols import Hint, Name, SourceSentence, TokenLink, Translation
from nlp.text.normalize import for_model_with_map, has_arabic, original_span, western_digits

__all__ = ["PIPELINE_VERSION", "NeuralTranslator", "fault_mark", "pass_through"]

# Raised whenever the code around the network changes what comes out.
PIPELINE_VERSION: Final = 6
_FIRST_WINDOW, _WINDOW = 4, 32  # sentences run together: few at first, so that the reader sees English soon
_MESSAGES: Final[dict[MarkKind, str]] = {
    "repetition": "The engine said the same words over again here, so part of the meaning may be missing.",
    "cut": "The engine did not come to an end here, so the English may be cut off or made up towards the end.",
    "empty": "The engine gave no English for this sentence.",
    "copied": "The engine left some of the Arabic as it was.",
}
_CONTRADICTION: Final = 0.3  # what a number or country without a partner costs a translation, in mean log probability
_SURROGATE = re.compile("[\ud800-\udfff]")  # half a character: no encoder takes it
_WORD = re.compile(r"\w+(?:['’.,٫٬\-]\w+)*")


@dataclass(slots=True)
class _Part:
    """A stretch of a sentence as the network gets it, and what came back."""

    text: str
    start: int  # in the model text of its sentence
    english: str = ""
    faults: tuple[MarkKind, ...] = ()
    links: list[TokenLink] = field(default_factory=list)  # characters of `text` ↔ of `english`
    scores: list[Score] = field(default_factory=list)  # of the pieces of `english`
    senses: tuple[frozenset[str], ...] = ()  # what its words may mean, for choosing between translations
    names: tuple[str, ...] = ()  # the English names put into it: a translation that has them all is chosen first


@dataclass(slots=True)
class _Job:
    """One sentence under way. `offsets` lead from the model text to `passed.text`, whose `origin` leads to the sentence."""

    index: int
    sentence: SourceSentence
    passed: Passed
    text: str
    offsets: list[int]
    parts: list[_Part]
    terms: tuple[Hint, ...] = ()  # words put into it in the dictionary's English

    @property
    def english(self) -> str:
        return " ".join(part.english for part in self.parts)

    @property
    def badness(self) -> int:
        return sum(map(_badness, self.parts))


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
    ) -> None:
        self._name = name
        self._weights = weights_version
        self._open = open_network
        self._options = options or DecodingOptions()
        self._doubt = doubt
        self._names, self._hints = names, hints
        self._lock = threading.Lock()
        self._network: tuple[Generator, Pieces] | None = None

    @property
    def name(self) -> str:
        return self._name

    @property
    def version(self) -> str:
        """Weights and decoding: "<12 digits of the weights>-<8 digits of the settings>"."""
        settings = f"{PIPELINE_VERSION};{self._names};{self._hints};{self._doubt};{self._options.key()}"
        return f"{self._weights[:12]}-{hashlib.sha256(settings.encode()).hexdigest()[:8]}"

    @property
    def uses_hints(self) -> bool:
        """Whether these weights make use of `SourceSentence.hints`."""
        return self._hints

    @property
    def options(self) -> DecodingOptions:
        return self._options

    def open(self) -> None:
        """Loads the network now rather than at the first sentence."""
        self._loaded()

    def translate(self, sentences: Sequence[SourceSentence]) -> Iterator[tuple[int, Translation]]:
        """Yields (index, translation), each index once. Within a window of sentences the order is that of the text."""
        size, first = _FIRST_WINDOW, 0
        while first < len(sentences):
            window = range(first, min(first + size, len(sentences)))
            done: dict[int, Translation] = {}
            jobs: list[_Job] = []
            for i in window:
                ready = pass_through(sentences[i])
                if ready is None:
                    jobs.append(self._job(i, sentences[i], with_names=self._names))
                else:
                    done[i] = ready
            done.update(self._run(jobs))
            yield from ((i, done[i]) for i in window)
            first, size = window.stop, _WINDOW

    def _loaded(self) -> tuple[Generator, Pieces]:
        with self._lock:
            if self._network is None:
                self._network = self._open()
            return self._network

    def _job(self, index: int, sentence: SourceSentence, *, with_names: bool, terms: tuple[Hint, ...] = ()) -> _Job:
        sentence = replace(
            sentence,
            text=_SURROGATE.sub("\ufffd", sentence.text),
            names=sentence.names if with_names else (),
            hints=sentence.hints if self._hints else (),
        )
        passed = insert_names(
            replace(
                sentence,
                names=(*sentence.names, *map(term, terms)),
                hints=tuple(hint for hint in sentence.hints if hint not in terms),
            )
        )
        text, offsets = for_model_with_map(passed.text)
        spans = self._split(text, self._options.max_source)
        job = _Job(index, sentence, passed, text, offsets, [_Part(text[a:b], a) for a, b in spans], terms)
        for part in job.parts:
            part.names = tuple({name.english for name in passed.names if name.english in part.text})
        for part in job.parts if self._options.coverage else ():
            start, end = _source_span(job, part.start, part.start + len(part.text))
            part.senses = senses_of(each for each in sentence.meanings if start <= each.start < end)
        return job

    def _split(self, text: str, most: int) -> list[tuple[int, int]]:
        """Spans of at most `most` pieces, hints not counted and never cut off from their words."""
        pieces = self._loaded()[1]
        return split(hidden(text), most, lambda part: len(pieces.encode(without_hints(part))))

    def _run(self, jobs: list[_Job]) -> dict[int, Translation]:
        self._generate([part for job in jobs for part in job.parts], self._options)
        for last in (False, True):  # once more without the names that were lost, then without any
            again = [(job, lost) for job in jobs if (lost := _lost_names(job))]
            if not again:
                break
            fresh = [
                self._job(job.index, replace(job.sentence, names=_others(job.sentence.names, lost)), with_names=not last)
                for job, lost in again
            ]
            self._generate([part for job in fresh for part in job.parts], self._options)
            replaced = {job.index: job for job in fresh}
            jobs = [replaced.get(job.index, job) for job in jobs]
        if self._names and self._hints:
            jobs = self._with_terms(jobs)
            self._unsay([part for job in jobs for part in job.parts])
        self._mend(jobs)
        return {job.index: self._finish(job) for job in jobs}

    def _with_terms(self, jobs: list[_Job]) -> list[_Job]:
        """Sentences that do not say a word or expression the dictionary knows (`missing`), once more with its English put into the
        Arabic; the new translation is kept where it says it and is no worse by its form."""
        wanted = []
        for job in jobs:
            (english, _), links = _links_of(job)
            lacking = missing(english, links, job.sentence)
            if lacking:
                wanted.append((job, lacking))
        fresh = {job.index: self._job(job.index, job.sentence, with_names=True, terms=lacking) for job, lacking in wanted}
        self._generate([part for job in fresh.values() for part in job.parts], self._options)
        return [fresh[old.index] if old.index in fresh and _improves(fresh[old.index], old) else old for old in jobs]

    def _unsay(self, parts: list[_Part]) -> None:
        """Parts that name a country out of nowhere: once more with that name forbidden, kept where less is made up."""
        pieces = self._loaded()[1]
        for part in parts:
            source = without_hints(part.text)
            made_up = {part.english[start:end] for start, end in unfounded(source, part.english, part.names)}
            if not made_up:
                continue
            new = _Part(part.text, part.start, senses=part.senses, names=part.names)
            never = tuple(tuple(piece for piece in pieces.encode(name) if piece not in pieces.specials) for name in sorted(made_up))
            self._generate([new], replace(self._options, never=never))
            kept = all(name in new.english for name in part.names if name in part.english)
            odd = [contradictions(source, each.english, part.names) for each in (new, part)]
            if kept and odd[0] < odd[1] and _badness(new) <= _badness(part):
                _take(part, new)

    def _mend(self, jobs: list[_Job]) -> None:
        """Parts that looped, were cut or came out empty: once more with stricter settings, then in halves; the best is kept."""
        bad = [part for job in jobs for part in job.parts if part.faults]
        if not bad:
            return
        strict = self._options.stricter()
        tries = [_Part(part.text, part.start, senses=part.senses, names=part.names) for part in bad]
        self._generate(tries, strict)
        for part, new in zip(bad, tries, strict=True):
            _keep_better(part, new)
        bad = [part for part in bad if part.faults]
        pieces = self._loaded()[1]
        halved: list[tuple[_Part, list[_Part]]] = []
        for part in bad:
            spans = self._split(part.text, max(4, len(pieces.encode(without_hints(part.text))) * 2 // 3))
            if len(spans) > 1:
                halved.append((part, [_Part(part.text[a:b], a) for a, b in spans]))
        self._generate([half for _, halves in halved for half in halves], strict)
        for part, halves in halved:
            _keep_better(part, _joined(part, halves))

    def _generate(self, parts: list[_Part], options: DecodingOptions) -> None:
        if not parts:
            return
        generator, pieces = self._loaded()
        sources = [pieces.encode(part.text) for part in parts]
        outputs = [
            _chosen(part, output, pieces, options.coverage)
            for part, output in zip(parts, generator.generate(sources, options), strict=True)
        ]
        scores: list[list[float]] = [[] for _ in parts]
        if self._doubt is not None and isinstance(generator, Scorer):
            scores = generator.score(sources, outputs, options)
        for part, source, output, told in zip(parts, sources, outputs, scores, strict=True):
            part.english = tidied(pieces.decode(output.pieces))
            part.faults = find_faults(part.english, without_hints(part.text), finished=output.finished)
            part.links = _links(part, source, output, pieces) if options.links else []
            spans = piece_spans(part.english, output.pieces, pieces.specials)
            part.scores = [(*span, score) for span, score in zip(spans, told, strict=False)]

    def _finish(self, job: _Job) -> Translation:
        (english, starts), links = _links_of(job)
        english, source = capitalised(english), without_hints(job.text)
        faults = {fault for part in job.parts for fault in part.faults} | set(find_faults(english, source))
        marks = tuple(fault_mark(kind, english, source) for kind in _MESSAGES if kind in faults)
        ties, tied = _tie_names(job, english, _strongest(links))
        if self._doubt is not None:
            scores = [(at + a, at + b, s) for part, at in zip(job.parts, starts, strict=True) for a, b, s in part.scores]
            sure = (*tied, *_stated(job.sentence.facts, english))
            marks += tuple(doubt_marks(english, job.sentence.text, scores, ties, doubt=self._doubt, sure=sure))
        return Translation(english, marks, tuple(ties))


def pass_through(sentence: SourceSentence) -> Translation | None:
    """The translation of what needs none: nothing, numbers, Latin or English. Words are linked to themselves. Digits become 0-9."""
    if has_arabic(sentence.text):
        return None
    text = western_digits(sentence.text)
    english = " ".join(text.split())
    links, at = [], 0
    for word in _WORD.finditer(text):
        at = english.find(word.group(), at)
        links.append(TokenLink(*word.span(), at, at + len(word.group()), 1.0))
        at += len(word.group())
    return Translation(english, (), tuple(links))


def _links(part: _Part, source: list[str], output: Output, pieces: Pieces) -> list[TokenLink]:
    if not output.attention:
        return []
    left = piece_spans(part.text, source, pieces.specials)
    right = piece_spans(part.english, output.pieces, pieces.specials)
    return link_words(part.text, part.english, left, right, output.attention)


def _chosen(part: _Part, output: Output, pieces: Pieces, worth: float) -> Output:
    """Of the beam's translations without a fault that keep most of the names, the best by probability, by meaning said, and by
    numbers and countries that agree."""
    if not output.others:
        return output
    options = [output, *output.others]
    texts = [pieces.decode(option.pieces) for option in options]
    source = without_hints(part.text)
    whole = [not find_faults(text, source, finished=option.finished) for text, option in zip(texts, options, strict=True)]
    kept = [sum(name in text for name in part.names) for text in texts]
    values = [
        (ok, named, option.score + worth * coverage(part.senses, text) - _CONTRADICTION * contradictions(source, text, part.names))
        for ok, named, option, text in zip(whole, kept, options, texts, strict=True)
    ]
    return options[max(range(len(options)), key=lambda at: values[at])]


def _keep_better(part: _Part, new: _Part) -> None:
    if _badness(new) < _badness(part):
        _take(part, new)


def _take(part: _Part, new: _Part) -> None:
    part.english, part.faults, part.links, part.scores = new.english, new.faults, new.links, new.scores


def _badness(part: _Part) -> int:
    return sum({"empty": 8, "cut": 4, "repetition": 3, "copied": 1}.get(fault, 1) for fault in part.faults)


def _joined(part: _Part, halves: list[_Part]) -> _Part:
    english, starts = join([(half.text, half.english) for half in halves])
    inner = {fault for half in halves for fault in half.faults} | set(find_faults(english, without_hints(part.text)))
    links = [
        TokenLink(half.start + link.start, half.start + link.end, at + link.english_start, at + link.english_end, link.weight)
        for half, at in zip(halves, starts, strict=True)
        for link in half.links
        if at + link.english_end <= len(english)
    ]
    scores = [(at + a, at + b, s) for half, at in zip(halves, starts, strict=True) for a, b, s in half.scores]
    return _Part(part.text, part.start, english, tuple(kind for kind in _MESSAGES if kind in inner), links, scores)


def fault_mark(kind: MarkKind, english: str, source: str) -> Mark:
    """A fault of `find_faults` in words for the reader."""
    span = repeated(english, source) if kind == "repetition" else None
    return Mark(kind, _MESSAGES[kind]) if span is None else Mark(kind, _MESSAGES[kind], english_start=span[0], english_end=span[1])


def _links_of(job: _Job) -> tuple[tuple[str, list[int]], list[TokenLink]]:
    """((the whole English, where each part of it begins), the links from the sentence's own characters to it)."""
    english, starts = join([(part.text, part.english) for part in job.parts])
    links: list[TokenLink] = []
    for part, start in zip(job.parts, starts, strict=True):
        for link in part.links:
            if start + link.english_end <= len(english):
                a, b = _source_span(job, part.start + link.start, part.start + link.end)
                links.append(TokenLink(a, b, start + link.english_start, start + link.english_end, link.weight))
    return (english, starts), links


def _source_span(job: _Job, start: int, end: int) -> tuple[int, int]:
    a, b = original_span(job.offsets, start, end)
    origin = job.passed.origin[a:b]
    return (min(span[0] for span in origin), max(span[1] for span in origin)) if origin else (0, 0)


def _strongest(links: list[TokenLink]) -> list[TokenLink]:
    """One link for each pair of stretches, the strongest: a word and its hint are one stretch of the sentence."""
    best: dict[tuple[int, int, int, int], TokenLink] = {}
    for link in links:
        key = (link.start, link.end, link.english_start, link.english_end)
        if key not in best or link.weight > best[key].weight:
            best[key] = link
    return list(best.values())


def _find_name(english: str, name: str, after: int) -> int:
    found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", english[after:])
    return after + found.start() if found else -1


def _lost_names(job: _Job) -> set[str]:
    """The names put into the Arabic that are not in the English."""
    english, terms = job.english, {term.english for term in job.terms}
    wanted = {" ".join(name.english.split()) for name in job.passed.names} - terms
    return {name for name in wanted if not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", english)}


def _others(names: Sequence[Name], lost: set[str]) -> tuple[Name, ...]:
    return tuple(name for name in names if " ".join(name.english.split()) not in lost)


def _stated(facts: Sequence[Hint], english: str) -> list[tuple[int, int]]:
    """Where `english` has words of the dates and amounts that are known: nothing to doubt."""
    known = {word for fact in facts for word in _WORD.findall(fact.english)}
    return [word.span() for word in _WORD.finditer(english) if word.group() in known]


def _improves(new: _Job, old: _Job) -> bool:
    """Whether the try with terms says them, keeps the names, and is no worse."""
    return (
        new.badness <= old.badness
        and not _lost_names(new)
        and said(new.terms, new.english)
        and better(new.english, old.english, old.sentence)
    )


def _tie_names(job: _Job, english: str, links: list[TokenLink]) -> tuple[list[TokenLink], list[tuple[int, int]]]:
    """Each name put in is linked to where it stands in the English; other links of those characters go. Also where they stand."""
    ties: list[TokenLink] = []
    after: dict[str, int] = {}
    for name, span in zip(job.passed.names, job.passed.original, strict=True):
        at = _find_name(english, name.english, after.get(name.english, 0))
        if at >= 0:
            after[name.english] = at + len(name.english)
            ties.append(TokenLink(*span, at, at + len(name.english), 1.0))
    kept = [
        link
        for link in links
        if not any(link.start < t.end and t.start < link.end for t in ties)
        and not any(link.english_start < t.english_end and t.english_start < link.english_end for t in ties)
    ]
    return sorted([*kept, *ties], key=lambda link: (link.english_start, -link.weight)), [
        (t.english_start, t.english_end) for t in ties
    ]
