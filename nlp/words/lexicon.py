"""Readings from Rafiq's own word list, for modern words that the morphology database lacks (السحابية، خوادم، السيبراني).

A word is a listed stem with regular clitics and endings; the list is `data/glossary_modern.tsv`. Nothing is guessed: a word whose
stem is not listed has no reading here. Leaves out: which reading is meant (`nlp.words.context.ranking`).

>>> [(one.reading.lemma, one.reading.glosses) for one in Lexicon.load().look_up("والسيبرانية")]
[('سِيبْرانِيّ', ('cyber',))]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from nlp.document import Reading
from nlp.text.normalize import fold, strip_diacritics
from nlp.text.tables import rows
from nlp.words import vowels
from nlp.words.clitics import segment
from nlp.words.database_english import pluralise
from nlp.words.readings import Candidate

__all__ = ["FREQUENCY", "Entry", "Lexicon"]

FREQUENCY: Final = -4.6  # what ranking takes a listed word's frequency for: rare in the database's news of 2000, not today
_FILE: Final = "glossary_modern.tsv"

# written → (features for `segment`, vowelled)
_PROCLITICS: Final[dict[str, tuple[dict[str, str], str]]] = {}
for _and, _and_value, _and_vowelled in (("", "", ""), ("و", "wa_conj", "وَ"), ("ف", "fa_conj", "فَ")):
    for _prep, _prep_value, _prep_vowelled, _det in (
        ("", "", "", ""),
        ("", "", "", "ال"),
        ("ب", "bi_prep", "بِ", ""),
        ("ب", "bi_prep", "بِ", "ال"),
        ("ك", "ka_prep", "كَ", ""),
        ("ك", "ka_prep", "كَ", "ال"),
        ("ل", "li_prep", "لِ", ""),
        ("ل", "li_prep", "لِ", "ل"),
        ("س", "sa_fut", "سَ", ""),
    ):
        _features = {"prc2": _and_value, "prc1": _prep_value, "prc0": "Al_det" if _det else ""}
        _PROCLITICS[_and + _prep + _det] = (_features, _and_vowelled + _prep_vowelled + _det)

_ENCLITICS: Final = {
    "": "",
    "ه": "3ms",
    "ها": "3fs",
    "هم": "3mp",
    "هن": "3fp",
    "هما": "3d",
    "نا": "1p",
    "كم": "2mp",
    "ك": "2ms",
    "ي": "1s",
}
# ending → (vowelled, number, gender); a ة before an enclitic is written ت
_ENDINGS: Final = {
    "": ("", "s", ""),
    "ة": ("َة", "s", "f"),
    "ات": ("َات", "p", "f"),
    "ون": ("ُونَ", "p", "m"),
    "ين": ("ِينَ", "p", "m"),
    "ان": ("َانِ", "d", "m"),
    "تان": ("َتَانِ", "d", "f"),
    "تين": ("َتَيْنِ", "d", "f"),
    "ا": ("اً", "s", ""),
}
_FULL_ENDING: Final = {"ه": "ة", "ت": "ة", "ي": "ين"}  # folded, or cut before an enclitic
_RAW_POS: Final = {"noun": "noun", "adjective": "adj", "verb": "verb", "proper noun": "noun_prop", "adverb": "adv"}
_LAST_VOWEL = re.compile("[\u064b-\u0650](?=\u0651?$)")
_SENSES = re.compile(r"\s*;\s*")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list: a lemma and its English; `form` is the stem this key stands for, vowelled where the list vowels it."""

    lemma: str
    pos: str
    glosses: tuple[str, ...]
    form: str
    own: bool = False  # the form has its own English (a broken plural): no ending is added to it
    cut: bool = False  # the form is without its ة: an ending must follow


class Lexicon:
    """The word list, indexed by folded stem. Immutable; shared by threads."""

    def __init__(self, entries: dict[str, tuple[Entry, ...]]) -> None:
        self._entries = entries

    @classmethod
    @cache
    def load(cls) -> Lexicon:
        """The list that comes with Rafiq."""
        by_stem: dict[str, list[Entry]] = {}
        for lemma, pos, english, *rest in rows(_FILE, columns=3):
            glosses = tuple(g for g in _SENSES.split(english) if g)
            if pos == "verb":
                glosses = tuple(g if g.startswith("to ") else f"to {g}" for g in glosses)
            by_stem.setdefault(fold(lemma), []).append(Entry(lemma, pos, glosses, lemma))
            if pos == "noun" and lemma.endswith("ة"):
                by_stem.setdefault(fold(lemma[:-1]), []).append(
                    Entry(lemma, pos, glosses, _LAST_VOWEL.sub("", lemma[:-1]), cut=True)
                )
            for item in rest[0].split() if rest else ():
                form, _, meaning = item.partition("=")
                if fold(form) != fold(lemma):
                    senses = tuple(g for g in _SENSES.split(meaning.replace("_", " ")) if g) or glosses
                    by_stem.setdefault(fold(form), []).append(Entry(lemma, pos, senses, form, own=True))
        return cls({key: tuple(entries) for key, entries in by_stem.items()})

    def __len__(self) -> int:
        return len(self._entries)

    def look_up(self, word: str) -> tuple[Candidate, ...]:
        """The readings of `word` that the list allows, the least taken apart first."""
        bare, written = fold(word), strip_diacritics(word)
        readings: dict[tuple[object, ...], Candidate] = {}
        for before, ending, after in _decompositions(bare):
            stem = bare[len(before) : len(bare) - len(after) - len(ending)]
            for entry in self._entries.get(stem, ()):
                if _allowed(_Split(entry, before, ending, after, written)):
                    candidate = _candidate(word, entry, before, ending, after)
                    if not vowels.agrees(word, candidate.reading.diacritized):
                        continue
                    texts = tuple(s.text for s in candidate.reading.segments)
                    readings.setdefault((entry.pos, candidate.reading.glosses, texts), candidate)
        return tuple(readings.values())


def _decompositions(bare: str) -> Iterator[tuple[str, str, str]]:
    """(proclitics, ending, enclitic) as folded letters that leave a stem of two letters or more, shortest affixes first."""
    affixes = [
        (before, ending, after)
        for before in _PROCLITICS
        if bare.startswith(before)
        for after in _ENCLITICS
        if bare.endswith(after)
        for ending in {fold(e) for e in _ENDINGS} | ({"ت", "ي"} if after else set())
        if bare[: len(bare) - len(after)].endswith(ending) and len(bare) - len(before) - len(ending) - len(after) >= 2
    ]
    return iter(sorted(affixes, key=lambda a: (len(a[0]) + len(a[1]) + len(a[2]), a)))


@dataclass(frozen=True, slots=True)
class _Split:
    """A word taken apart: an entry's stem with what stands around it, as folded letters; `written` is the word without vowels."""

    entry: Entry
    before: str
    ending: str
    after: str
    written: str

    @property
    def future(self) -> bool:
        return _PROCLITICS[self.before][0]["prc1"] == "sa_fut"

    @property
    def article(self) -> bool:
        return bool(_PROCLITICS[self.before][0]["prc0"])


def _allowed(split: _Split) -> bool:
    """Whether Arabic puts a word together so: no rule for its kind of stem forbids it."""
    if split.entry.pos == "verb":
        preposition = _PROCLITICS[split.before][0]["prc1"] and not split.future
        return not (split.ending or split.article or preposition)
    return not any(rule(split) for rule in (_AROUND if split.entry.cut else (*_AROUND, *_NOMINAL)))


def _future_noun(split: _Split) -> bool:  # س + خادم
    return split.future


def _article_and_pronoun(split: _Split) -> bool:  # ال + خادم + هم
    return split.article and bool(split.after)


def _pronoun_on_no_noun(split: _Split) -> bool:  # سيبراني + هم
    return bool(split.after) and split.entry.pos != "noun"


def _cut_without_ending(split: _Split) -> bool:  # حوسب, from حوسبة
    return split.entry.cut and split.ending not in {"ات", "ت", "تان", "تين"}


def _ending_on_a_finished_form(split: _Split) -> bool:  # خوادم + ات, افتراضيا + ون
    return bool(split.ending) and (split.entry.own or split.entry.pos in {"proper noun", "adverb"})


def _ending_before_a_pronoun(split: _Split) -> bool:  # خادمة + هم for خادمتهم, خادمون + هم for خادموهم
    return bool(split.after) and split.ending in {"ه", "ون", "ين", "ان", "تان", "ا", "ت"}


def _ha_for_marbuta(split: _Split) -> bool:  # خادمه, written with ه, is خادم + ه; خادمة is not
    marbuta = split.ending == "ه" and not split.after and split.written.endswith("ه")
    return marbuta or (split.after == "ه" and split.written.endswith("ة"))


def _indefinite_with_article(split: _Split) -> bool:  # ال + خادم + ا
    return split.ending == "ا" and split.article


def _ending_before_my(split: _Split) -> bool:  # خادمين + ي
    return split.after == "ي" and bool(split.ending)


_AROUND: Final = (_future_noun, _article_and_pronoun, _pronoun_on_no_noun, _cut_without_ending)
_NOMINAL: Final = (
    _ending_on_a_finished_form,
    _ending_before_a_pronoun,
    _ha_for_marbuta,
    _indefinite_with_article,
    _ending_before_my,
)
"""What forbids a split of a noun, adjective or adverb, with an example each: around any stem, and on a whole one."""


def _candidate(word: str, entry: Entry, before: str, ending: str, after: str) -> Candidate:
    features, before_vowelled = _PROCLITICS[before]
    vowelled, number, gender = _ENDINGS[_FULL_ENDING.get(ending, ending)]
    person = _ENCLITICS[after]
    analysis: dict[str, object] = {**features, "stem": entry.form}
    if person:
        analysis["enc0"] = f"{person}_{'dobj' if entry.pos == 'verb' else 'poss'}"
    glosses = entry.glosses
    if entry.pos == "noun" and number in {"p", "d"}:
        glosses = tuple(pluralise(g) for g in glosses)
        if number == "d":
            glosses = tuple(f"two {g}" for g in glosses)
    form = entry.form
    known = vowels.has_vowels(form) and not after
    diacritized = vowels.full(before_vowelled + form + vowelled, article=bool(features["prc0"])) if known else word
    raw = _RAW_POS.get(entry.pos, entry.pos)
    shown = tuple(
        (k, v) for k, v in (("gen", gender), ("num", number)) if v and not entry.own and entry.pos in {"noun", "adjective"}
    )
    reading = Reading(
        lemma=entry.lemma,
        root="",
        pos=entry.pos,
        glosses=glosses,
        segments=segment(word, analysis, entry.pos, glosses),
        diacritized=diacritized,
        frequency=FREQUENCY,
        features=shown,
        source="glossary",
    )
    marks = [f"{k}={v}" for k, v in analysis.items() if k in {"prc1", "prc0", "prc2", "enc0"} and v]
    if raw == "verb":
        marks += ["asp=p", "vox=a", "per=3"]
    else:
        marks += [f"num={number}"]
    return Candidate(reading, raw, tuple(marks), 0, FREQUENCY)
