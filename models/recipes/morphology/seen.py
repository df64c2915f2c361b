"""What a sentence's English shows of a word's readings: which of their meanings stand in it, and how likely that is by chance.

A meaning is *seen* when all its content words stand in the English by stem (Snowball; irregular forms by a list); a name's words by
their exact capitals. Meanings without a content word («to», «of») show nothing.

>>> english = English.of("The ministers wrote books about Cairo")
>>> [seen(meaning("to write", "verb"), english), seen(meaning("book", "noun"), english), seen(meaning("books", "noun"), english)]
[1, 1, 2]
>>> seen(meaning("Cairo", "noun_prop"), english), seen(meaning("cairo", "noun_prop"), english)
(2, 0)
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import snowballstemmer

from nlp.text.english import stop_words

__all__ = ["RIGHT", "Chance", "English", "Meaning", "likelihood", "meaning", "seen", "stem"]

RIGHT: Final = 0.55  # a right reading's meaning stands in the English, chance apart
EXACT: Final = 0.85  # … and, for a noun, in the very form (book, books)
_WORD: Final = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")
_IRREGULAR: Final = {
    form: base
    for line in """
        arise arose arisen | awake awoke | bear bore borne born | beat beaten | become became | begin began begun | bend bent
        | bind bound | bite bit bitten | bleed bled | blow blew blown | break broke broken | breed bred | bring brought |
        build built | burn burnt | buy bought | catch caught | choose chose chosen | cling clung | come came | creep crept |
        deal dealt | dig dug | draw drew drawn | drink drank drunk | drive drove driven | eat ate eaten | fall fell fallen |
        feed fed | feel felt | fight fought | find found | flee fled | fly flew flown | forbid forbade forbidden | forget
        forgot forgotten | forgive forgave forgiven | freeze froze frozen | get got gotten | give gave given | go went gone |
        grind ground | grow grew grown | hang hung | hear heard | hide hid hidden | hold held | keep kept | kneel knelt | know
        knew known | lay laid | lead led | leave left | lend lent | lie lay lain | light lit | lose lost | make made | mean
        meant | meet met | mistake mistook mistaken | overcome overcame | pay paid | prove proven | ride rode ridden | ring
        rang rung | rise rose risen | run ran | say said | see saw seen | seek sought | sell sold | send sent | shake shook
        shaken | shine shone | shoot shot | show shown | shrink shrank shrunk | sing sang sung | sink sank sunk | sit sat |
        sleep slept | slide slid | speak spoke spoken | spend spent | spin spun | stand stood | steal stole stolen | stick
        stuck | strike struck | strive strove | swear swore sworn | sweep swept | swim swam swum | swing swung | take took
        taken | teach taught | tear tore torn | tell told | think thought | throw threw thrown | undergo underwent undergone |
        understand understood | undertake undertook undertaken | wake woke woken | wear wore worn | weave wove woven | weep
        wept | win won | wind wound | withdraw withdrew withdrawn | withstand withstood | write wrote written | man men |
        woman women | child children | person people persons | foot feet | tooth teeth | mouse mice | wife wives | life lives
        | knife knives | leaf leaves | half halves | thief thieves | wolf wolves | crisis crises | analysis analyses | basis
        bases | criterion criteria | phenomenon phenomena | datum data | medium media | good better best | bad worse worst |
        far further furthest farther
    """.replace("\n", " ").split("|")
    for base, *forms in [line.split()]
    for form in forms
}
_stemmer = snowballstemmer.stemmer("english")


@cache
def stem(word: str) -> str:
    """The Snowball stem of an English word, irregular forms as their base: "wrote" and "writing" are "write"'s."""
    low = word.lower().replace("’", "'").removesuffix("'s")
    made: str = _stemmer.stemWord(_IRREGULAR.get(low, low))
    return made


@dataclass(frozen=True, slots=True)
class English:
    """One English sentence: its stems, its words in small letters, its words as written."""

    stems: frozenset[str]
    words: frozenset[str]
    forms: frozenset[str]

    @classmethod
    def of(cls, text: str) -> English:
        """The sentence `text`."""
        forms = frozenset(_WORD.findall(text))
        return cls(frozenset(map(stem, forms)), frozenset(word.lower() for word in forms), forms)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What must stand in a sentence: `stems` and, to be there exactly, `words` (a name's: `forms`). Nothing: it shows nothing."""

    stems: tuple[str, ...]
    words: tuple[str, ...]
    forms: tuple[str, ...] = ()


@cache
def meaning(gloss: str, pos: str) -> Meaning:
    """What `gloss` of a reading with camel-tools' part of speech `pos` asks of a sentence."""
    words = [word for word in _WORD.findall(gloss) if word.lower() not in stop_words("in glosses")]
    if pos == "noun_prop":
        return Meaning((), (), tuple(words))
    return Meaning(tuple(sorted({stem(word) for word in words})), tuple(sorted({word.lower() for word in words})))


def seen(wanted: Meaning, english: English) -> int:
    """0: not in the sentence; 1: by its stems; 2: word for word."""
    if wanted.forms:
        return 2 if english.forms.issuperset(wanted.forms) else 0
    if not wanted.stems or not english.stems.issuperset(wanted.stems):
        return 0
    return 2 if english.words.issuperset(wanted.words) else 1


class Chance:
    """In what share of all sentences the meanings of a reading stand, whatever the Arabic: (by stem or exactly, exactly)."""

    def __init__(self, sentences: Iterable[English]) -> None:
        self._where: tuple[dict[str, int], dict[str, int], dict[str, int]] = ({}, {}, {})
        self._size = 0
        for english in sentences:
            bit = 1 << self._size
            for where, forms in zip(self._where, (english.stems, english.words, english.forms), strict=True):
                for word in forms:
                    where[word] = where.get(word, 0) | bit
            self._size += 1
        self._known: dict[tuple[Meaning, ...], tuple[float, float]] = {}

    def of(self, meanings: tuple[Meaning, ...]) -> tuple[float, float]:
        """The two shares, never quite 0: half a sentence is added."""
        if meanings not in self._known:
            loose = exact = 0
            for wanted in meanings:
                if wanted.forms:
                    there = self._all(2, wanted.forms)
                    loose, exact = loose | there, exact | there
                elif wanted.stems:
                    by_stem = self._all(0, wanted.stems)
                    loose, exact = loose | by_stem, exact | (by_stem & self._all(1, wanted.words))
            total = self._size + 1
            self._known[meanings] = ((loose.bit_count() + 0.5) / total, (exact.bit_count() + 0.5) / total)
        return self._known[meanings]

    def _all(self, kind: int, words: Sequence[str]) -> int:
        places = -1
        for word in words:
            places &= self._where[kind].get(word, 0)
        return places


def likelihood(best: int, chance: tuple[float, float], *, noun: bool) -> float:
    """log of how much likelier what is seen of a reading (`best`, the most that `seen` says of its meanings) is if it is meant.

    Right, a meaning stands there with RIGHT or by chance. A noun in the very form says more than its stem alone.
    """
    loose, exact = chance
    right = loose + (1.0 - loose) * RIGHT
    if best == 0:
        return math.log((1.0 - right) / (1.0 - loose))
    if not noun:
        return math.log(right / loose)
    form_by_chance = min(max(exact / loose, 0.05), 0.95)  # of the times that the stem stands there by chance
    return math.log(right / loose) + math.log(EXACT / form_by_chance if best == 2 else (1.0 - EXACT) / (1.0 - form_by_chance))
