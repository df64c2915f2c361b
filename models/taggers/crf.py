"""The small tagger: a conditional random field over word, affix, context and name-table features (python-crfsuite).

Light to load (no neural network), and the second voice beside `models.taggers.neural`. Recipe: `models/recipes/tagger/crf.py`.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from nlp.names.gazetteer import people, places, units
from nlp.text.normalize import fold

__all__ = ["CrfTagger", "features"]

_PREFIXES = ("وبال", "فبال", "وال", "فال", "بال", "كال", "ولل", "لل", "ال", "و", "ف", "ب", "ل", "ك")


@lru_cache(maxsize=65_536)
def stems(folded: str) -> tuple[str, ...]:
    """`folded` and what is left when proclitics are taken off, longest first; at least three letters stay."""
    forms = [folded]
    for prefix in _PREFIXES:
        if folded.startswith(prefix) and len(folded) - len(prefix) >= 3:
            rest = folded[len(prefix) :]
            forms.append(rest)
            if len(prefix) == 1:
                forms += [rest[len(p) :] for p in ("ال", "ب", "ل") if rest.startswith(p) and len(rest) - len(p) >= 3]
            if prefix.endswith("لل"):
                forms.append("ال" + rest)
    return tuple(dict.fromkeys(forms))


def _shape(word: str) -> str:
    if word.isdigit():
        return "digits" + str(min(len(word), 5))
    if not any(c.isalnum() for c in word):
        return "mark" + word[:1]
    if word.isascii():
        return "latin-upper" if word.isupper() else "latin-title" if word[0].isupper() else "latin"
    return "arabic" + str(min(len(word), 8))


@lru_cache(maxsize=65_536)
def _tables(folded: str) -> tuple[str, ...]:
    """What the name tables say of a word or of it without clitics."""
    marks: list[str] = []
    for index, stem in enumerate(stems(folded)):
        mark = "0" if index == 0 else "1"
        place = places().get(stem)
        if place is not None:
            marks.append(f"place:{place.kind}{mark}:{min(len(str(place.weight)), 8)}")
        unit = units().get(stem)
        if unit is not None and index == 0:
            marks.append(f"unit:{unit.role}:{min(len(str(unit.count)), 3)}")
    return tuple(dict.fromkeys(marks))


@lru_cache(maxsize=65_536)
def _own(word: str) -> tuple[str, tuple[str, ...]]:
    folded = fold(word) or word
    features = [f"w={word}", f"f={folded}", "s=" + _shape(word)]
    features += [f"p{n}={folded[:n]}" for n in (1, 2, 3, 4) if len(folded) > n]
    features += [f"x{n}={folded[-n:]}" for n in (1, 2, 3, 4) if len(folded) > n]
    features += [f"stem={stem}" for stem in stems(folded)[1:]]
    features += _tables(folded)
    return folded, tuple(features)


def _phrases(folded: Sequence[str]) -> list[list[str]]:
    """Marks on words that together are a name of a table: a full name of a person, a place of two to four words."""
    marks: list[list[str]] = [[] for _ in folded]
    for start in range(len(folded)):
        for length in (4, 3, 2):
            if start + length > len(folded):
                continue
            tail = folded[start + 1 : start + length]
            for stem in stems(folded[start]):
                key = " ".join((stem, *tail))
                kind = "people" if key in people() else "places" if key in places() else ""
                if kind:
                    for index in range(start, start + length):
                        marks[index].append(f"phrase:{kind}:{'B' if index == start else 'I'}")
                    break
    return marks


def features(words: Sequence[str]) -> list[list[str]]:
    """For each word the strings the field was trained on; the same function at training and at serving."""
    own = [_own(word) for word in words]
    folded = [item[0] for item in own]
    phrases = _phrases(folded)
    out: list[list[str]] = []
    for index in range(len(words)):
        row = ["bias", *own[index][1], *phrases[index]]
        for step in (-2, -1, 1, 2):
            at = index + step
            if not 0 <= at < len(words):
                row.append(f"{step}:edge")
                continue
            row.append(f"{step}:f={folded[at]}")
            if abs(step) == 1:
                row += [
                    f"{step}:{item}"
                    for item in own[at][1][2:]
                    if item[0] in "spux" and not item.startswith(("stem", "p1", "p4", "x4"))
                ]
        if index:
            row.append(f"-1|0={folded[index - 1]}|{folded[index]}")
        out.append(row)
    return out


class CrfTagger:
    """Wraps one trained field; thread-safe. `weights` is a python-crfsuite file."""

    name = "crf"

    def __init__(self, weights: Path) -> None:
        import pycrfsuite

        self._field: Any = pycrfsuite.Tagger()
        self._field.open(str(weights))
        self._lock = threading.Lock()

    def tag_words(self, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        """BIO tags for words already split as `nlp.text.tokens` does."""
        rows = [features(words) for words in sentences]
        with self._lock:
            return [list(self._field.tag(row)) if row else [] for row in rows]

    def marginals(self, sentences: Sequence[Sequence[str]], tags: Sequence[str]) -> list[list[list[float]]]:
        """For each word the probability of each of `tags`."""
        out: list[list[list[float]]] = []
        known = set(self._field.labels())
        for words in sentences:
            row = features(words)
            with self._lock:
                self._field.set(row)
                out.append([[self._field.marginal(tag, i) if tag in known else 0.0 for tag in tags] for i in range(len(words))])
        return out
