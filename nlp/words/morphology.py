"""Words → readings: every way a word can be read, the likeliest in its context first.

camel-tools analyses a word; `nlp.words.readings` makes its analyses readable; the lexicon of modern words answers where the
database cannot; `nlp.words.context` ranks, or camel-tools' disambiguator where the reader chose it. The database is opened at the
first word asked for. One `Morphology` may be shared by threads. Leaves out: names (the tagger's tags come from outside) and
expressions (`nlp.words.glossary`). Its examples are its tests, which need the database.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from nlp.document import Reading, Token
from nlp.text.normalize import seated, strip_diacritics
from nlp.words.context.forms import usual as usual_form
from nlp.words.context.grammar import points, speaks_of_i
from nlp.words.context.meanings import with_meanings
from nlp.words.context.place import Neighbour, Place
from nlp.words.context.ranking import Ranker, neighbour_class
from nlp.words.lexicon import Lexicon
from nlp.words.readings import Candidate, candidates, identity, read_as, with_reasons
from nlp.words.senses import level_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["MAX_READINGS", "Morphology"]

MAX_READINGS: Final = 5
MAX_GUESSES: Final = 2
_MEMORY: Final = 20_000  # words remembered
_LONGEST: Final = 40  # letters; nothing longer is an Arabic word, and analysis time grows with length
_LETTERS = str.maketrans({"ی": "ي", "ک": "ك", "ـ": None, "\u200c": None, "\u200d": None, "ۀ": "ه", "ە": "ه"})


@dataclass(frozen=True, slots=True)
class _Word:
    """A word's readings, likeliest first out of context, with their scores; `told` remembers each order's readings with reasons.

    `settled`: the first is meant whatever stands beside it, for the disambiguator says so.
    """

    options: tuple[tuple[Candidate, float], ...]
    told: dict[int, tuple[Reading, ...]]
    settled: bool = False


class Morphology:
    """Readings of Arabic words from the database file `database` (see `models.store.morphology_data`).

    `compact` is the folder of its compact form (see `nlp.words.camel.compact`), made when it is not there; None: none is used.
    `disambiguator` is the word model of camel-tools' own (see `models.store.camel_data`): it settles the words it has.
    """

    def __init__(
        self, database: Path, ranker: Ranker | None = None, *, disambiguator: Path | None = None, compact: Path | None = None
    ) -> None:
        self._database, self._compact = Path(database), compact
        self._disambiguator = disambiguator
        self._usual: Callable[[str], Mapping[str, Any] | None] | None = None
        self._lock = threading.Lock()
        self._analyzer: Any = None
        self._roots: dict[tuple[str, str], str] = {}
        self._ranker = ranker or Ranker.load()
        self._lexicon = Lexicon.load()
        self._word = lru_cache(maxsize=_MEMORY)(self._read)

    @property
    def version(self) -> str:
        """The database's name, and that of the disambiguator; changes whenever another is read."""
        return self._database.parent.name + (f"+{self._disambiguator.parent.name}" if self._disambiguator else "")

    def load(self) -> None:
        """Opens the database now (0.3 s; the first time some 3 s) and not at the first word. Raises `ArtefactError`."""
        with self._lock:
            if self._analyzer is None:
                from nlp.words.camel.opening import load_analyzer, load_usual  # camel-tools only when a word is asked for

                analyzer, self._roots = load_analyzer(self._database, self._compact)
                self._usual = load_usual(analyzer, self._disambiguator) if self._disambiguator else None
                self._analyzer = analyzer

    def analyse(self, word: str) -> tuple[Reading, ...]:
        """Up to five readings of `word`, the likeliest out of context first; () for what is no Arabic word."""
        return self._told(self._word(word), 0)

    def options(self, word: str) -> tuple[Candidate, ...]:
        """What ranking chooses among for `word`: at most ten readings, the likeliest out of context first."""
        return tuple(candidate for candidate, _ in self._word(word).options)

    def annotate(self, tokens: Sequence[Token], tags: Sequence[str] | None = None) -> tuple[Token, ...]:
        """The tokens of one sentence with their readings; `tags` are the tagger's, one a token. What is no word stays as given."""
        if tags is not None and len(tags) != len(tokens):
            raise ValueError(f"{len(tags)} tags for {len(tokens)} tokens")
        words = [self._word(t.text) if t.kind == "word" else None for t in tokens]
        classes = [
            neighbour_class(t.text, w.options[0][0] if w and w.options else None, t.kind, self._ranker.words)
            for t, w in zip(tokens, words, strict=True)
        ]
        classes = ["#", *classes, "#"]
        beside = [
            Neighbour(t.text, t.kind, w.options[0][0] if w and w.options else None) for t, w in zip(tokens, words, strict=True)
        ]
        around = [Neighbour.edge(), *beside, Neighbour.edge()]
        first_person = speaks_of_i(beside)
        done: list[Token] = []
        for i, (token, word) in enumerate(zip(tokens, words, strict=True)):
            if word is None or not word.options:
                done.append(token)
                continue
            first = 0
            if not word.settled and len(word.options) > 1:
                tag = tags[i] if tags is not None else None
                place = Place(around[i], around[i + 2], [candidate for candidate, _ in word.options], token.text, first_person)
                first = self._ranker.best(word.options, classes[i], classes[i + 2], tag, points(place))
            done.append(_filled(token, self._told(word, first)))
        return with_meanings(done)

    def _told(self, word: _Word, first: int) -> tuple[Reading, ...]:
        """The readings with `first` in front and every other's reason."""
        if not word.options:
            return ()
        if first not in word.told:
            rest = [c.reading for i, (c, _) in enumerate(word.options) if i != first]
            word.told[first] = with_reasons([word.options[first][0].reading, *rest][:MAX_READINGS])
        return word.told[first]

    def _read(self, word: str) -> _Word:
        word = seated(word)
        bare = strip_diacritics(word).translate(_LETTERS)
        if not bare or len(bare) > _LONGEST:
            return _Word((), {})
        self.load()
        with self._lock:
            analyses = self._analyzer.analyze(bare)
            usual = self._usual(bare) if self._usual else None
        analyses = [a for a in analyses if a.get("source") not in {"foreign", "punc", "digit"}]
        options = _with_lexicon(candidates(word, analyses, self._roots), self._lexicon.look_up(word))
        meant = identity(usual) if usual else None
        ranked = ((c, self._ranker.static(c) + usual_form(bare, c.reading)) for c in options)
        scored = sorted(ranked, key=lambda pair: (pair[0].identity != meant, -pair[1]))
        settled = bool(scored) and scored[0][0].identity == meant
        return _Word(tuple(scored[: 2 * MAX_READINGS]), {}, settled)


def _filled(token: Token, readings: tuple[Reading, ...]) -> Token:
    """`token` so read; it is as common as the likeliest reading of its lemma: "today" as "day"."""
    first = readings[0]
    common = max(each.frequency for each in readings if each.lemma == first.lemma)
    return replace(read_as(token, readings), level=level_of(first.lemma, first.pos, common))


def _with_lexicon(analysed: tuple[Candidate, ...], listed: tuple[Candidate, ...]) -> list[Candidate]:
    """`analysed` with the listed readings: further glosses of the same word where the database has it, else readings of their own.

    Guesses of the back-off are kept only where nothing better is known.
    """
    known = [c for c in analysed if c.reading.source != "backoff"]
    for extra in listed:
        for i, candidate in enumerate(known):
            if _same_word(candidate.reading, extra.reading):
                new = [g for g in extra.reading.glosses if g.lower() not in {old.lower() for old in candidate.reading.glosses}]
                if new:
                    known[i] = replace(candidate, reading=replace(candidate.reading, glosses=(*candidate.reading.glosses, *new)))
                break
        else:
            known.append(extra)
    return known or list(analysed[:MAX_GUESSES])


def _same_word(one: Reading, other: Reading) -> bool:
    if strip_diacritics(one.lemma) != strip_diacritics(other.lemma) or one.pos != other.pos:
        return False
    return [s.text for s in one.segments] == [s.text for s in other.segments]
