"""Latin spelling of a name no table knows, by a joint model of how names are written in Arabic («جودمان» → Goodman).

Units of one or two Arabic letters with none to four Latin ones, in trigrams (`nlp/data/names_units.tsv.xz`), searched with a beam;
of the likely spellings one that is a known Latin name (`names_latin.tsv.xz`) is preferred. Made by
`models/recipes/tables/transliterator.py`. The last resort of `nlp.names.english_name`: still a guess, and named so.

>>> romanize("سامسونج"), romanize("غوتيريش")
('Samsung', 'Guterres')
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from operator import itemgetter
from typing import Final

from nlp.text.tables import rows

__all__ = ["romanize", "spellings"]

_Unit = str  # "جا|ga"
_BEAM: Final = 60
_BACKOFF: Final = math.log(0.35)
_NONE: Final[Mapping[_Unit, float]] = {}
_score = itemgetter(1)
_START: Final = "^|"
_END: Final = "$|"
_IN_LEXICON: Final = 1.6  # log units a known Latin name is ahead by
_PER_WEIGHT: Final = 0.7  # and for each step of its weight
_PLAIN: Final = {
    "ا": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "س": "s",
    "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ل": "l", "م": "m",
    "ن": "n", "ه": "h", "و": "u", "ي": "i", "ة": "a", "ء": "", "ئ": "e", "ؤ": "o", "پ": "p", "چ": "ch",
    "ڤ": "v", "گ": "g", "ڨ": "g",
}  # fmt: skip
_VOWEL_OF: Final = {"آ": "a", "إ": "ei"}
_SAME: Final = str.maketrans({"پ": "ب", "ڤ": "ف", "گ": "ج", "ڨ": "ق", "چ": "ش", "ة": "ه"})


class _Model:
    """Log probabilities with back-off, and what each Arabic chunk may become."""

    def __init__(self) -> None:
        three: dict[tuple[_Unit, _Unit, _Unit], int] = {}
        two: dict[tuple[_Unit, _Unit], int] = defaultdict(int)
        one: dict[_Unit, int] = defaultdict(int)
        before: dict[tuple[_Unit, _Unit], int] = defaultdict(int)
        for a, b, c, count in rows("names_units.tsv.xz"):
            number = int(count)
            three[a, b, c] = number
            two[b, c] += number
            one[c] += number
            before[a, b] += number
        first: dict[_Unit, int] = defaultdict(int)
        for (b, _), number in two.items():
            first[b] += number
        total = sum(one.values())
        self._three: dict[tuple[_Unit, _Unit], dict[_Unit, float]] = defaultdict(dict)
        for (a, b, c), number in three.items():
            self._three[a, b][c] = math.log(number / before[a, b])
        self._two: dict[_Unit, dict[_Unit, float]] = defaultdict(dict)
        for (b, c), number in two.items():
            self._two[b][c] = _BACKOFF + math.log(number / first[b])
        self._one = {unit: 2 * _BACKOFF + math.log(number / total) for unit, number in one.items()}
        self.chunks: dict[str, list[tuple[_Unit, str, float]]] = defaultdict(list)  # unit, its Latin, its score by itself
        for unit in sorted(one, key=lambda u: (-one[u], u)):
            arabic, _, latin = unit.partition("|")
            if len(self.chunks[arabic]) < 24:
                self.chunks[arabic].append((unit, latin, self._one[unit]))

    def after(self, a: _Unit, b: _Unit) -> tuple[Mapping[_Unit, float], Mapping[_Unit, float]]:
        """Log probabilities of the units seen after `a` and `b`, and of those seen after `b`, for what the first has not."""
        return self._three.get((a, b), _NONE), self._two.get(b, _NONE)

    def end(self, a: _Unit, b: _Unit) -> float:
        """Log probability that a word ends after `a` and `b`."""
        three, two = self.after(a, b)
        return three.get(_END, two.get(_END, self._one.get(_END, -20.0)))


@lru_cache(maxsize=1)
def _model() -> _Model:
    return _Model()


@lru_cache(maxsize=1)
def _lexicon() -> dict[str, tuple[str, int]]:
    return {row[0]: (row[1], int(row[2])) for row in rows("names_latin.tsv.xz")}


def spellings(word: str, most: int = 20) -> list[tuple[str, float]]:
    """Latin spellings (lower case) of a folded Arabic word with their log probability, likeliest first; [] when there are none."""
    model = _model()
    word = word.translate(_SAME)
    if len(word) > 20:
        return []
    states: list[dict[tuple[_Unit, _Unit, str], float]] = [{} for _ in range(len(word) + 1)]
    states[0][_START, _START, ""] = 0.0
    for at in range(len(word)):
        following = [
            (unit, latin, alone, states[at + length])
            for length in (1, 2)
            if at + length <= len(word)
            for unit, latin, alone in model.chunks.get(word[at : at + length], ())
        ]
        for (a, b, before), score in heapq.nlargest(_BEAM, states[at].items(), key=_score):
            three, two = model.after(a, b)
            for unit, latin, alone, ahead in following:
                log = three.get(unit)
                value = score + (two.get(unit, alone) if log is None else log)
                key = (b, unit, before + latin)
                if value > ahead.get(key, -math.inf):
                    ahead[key] = value
    likeliest: dict[str, float] = {}
    for (a, b, latin), score in states[-1].items():
        value = score + model.end(a, b)
        if latin and value > likeliest.get(latin, -math.inf):
            likeliest[latin] = value
    return heapq.nlargest(most, likeliest.items(), key=_score)


@lru_cache(maxsize=4096)
def romanize(word: str, first: str = "") -> str:
    """The best Latin spelling of one folded Arabic word, capitalised; other scripts come back as they are.

    `first` is the letter the word began with before folding: آ asks for an a, إ for e or i, where such a spelling exists.
    """
    best, best_score = "", -math.inf
    options = spellings(word, 200)
    wanted = _VOWEL_OF.get(first, "")
    for latin, score in [o for o in options if o[0][0] in wanted] or options:
        entry = _lexicon().get(latin)
        value = score + (_IN_LEXICON + _PER_WEIGHT * entry[1] if entry else 0.0)
        if value > best_score:
            shown = entry[0] if entry and max(map(ord, entry[0])) < 0x100 else latin.capitalize()
            best, best_score = shown, value
    if best:
        return best
    plain = "".join(_PLAIN.get(letter, letter) for letter in word)
    return plain[:1].upper() + plain[1:]
