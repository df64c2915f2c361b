"""Latin spelling of a name no table knows, by a joint model of how names are written in Arabic («جودمان» → Goodman).

Units of one or two Arabic letters with none to four Latin ones, each likely or not after the three before it (`names_units.npz`,
made by `models/recipes/tables/name_units.py` from 140,000 names), searched with a beam; of the likely spellings one that is a known
Latin name (`names_latin.tsv.xz`) is preferred. The last resort of `nlp.names.english_name`: still a guess, and named so.

>>> romanize("سامسونج"), romanize("غوتيريش")
('Samsung', 'Guterres')
"""

from __future__ import annotations

import heapq
import math
import unicodedata
from collections import defaultdict
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from nlp.text.tables import arrays, rows

__all__ = ["romanize", "spellings"]

_Ids = npt.NDArray[np.int64]
_Logs = npt.NDArray[np.float32]
_BEAM: Final = 24
_AHEAD: Final = 60  # ways to go on from one place of a word that are kept
_CHOICES: Final = 20  # Latin letters that a chunk of Arabic may be
_LONGEST: Final = 20  # letters of a word
_BITS: Final = 12  # of a unit's number; four units are one whole number
_ORDER: Final = 4
_score = itemgetter(1)
_START: Final = "^"
_END: Final = "$"
_IN_LEXICON: Final = 1.6  # log units a known Latin name is ahead by
_PER_WEIGHT: Final = 0.8  # and for each step of its weight
_FAR: Final = 5.0  # log units behind the likeliest, where a known name is no likelier
_PLAIN: Final = {
    "ا": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "س": "s",
    "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ل": "l", "م": "m",
    "ن": "n", "ه": "h", "و": "u", "ي": "i", "ة": "a", "ء": "", "ئ": "e", "ؤ": "o", "پ": "p", "چ": "ch",
    "ڤ": "v", "گ": "g", "ڨ": "g",
}  # fmt: skip
_VOWEL_OF: Final = {"آ": "a", "إ": "ei", "أ": "aeou"}  # «أيسلندا» apart
_MAY_BE: Final = {  # the Latin letters that a consonant is heard in
    "ب": "bpv", "ت": "td", "ث": "ts", "ج": "jgdzyc", "ح": "hk", "خ": "khxjc", "د": "dt", "ذ": "dzt", "ر": "rl", "ز": "zsc",
    "س": "sczx", "ش": "scxjhgtz", "ص": "scz", "ض": "dz", "ط": "td", "ظ": "zd", "غ": "ghrj", "ف": "fvpbw", "ق": "qkgc",
    "ك": "ckqxgh", "ل": "l", "م": "mn", "ن": "nm",
}  # fmt: skip
_PER_LOST: Final = 4.0  # log units a spelling is behind by for each consonant that it has not: «دجانة» is no Jana
_SAME: Final = str.maketrans({"ڨ": "ق"})


def _packed(sequences: npt.NDArray[np.uint16]) -> _Ids:
    """Sequences of unit numbers, a column each, as whole numbers in the same order.

    >>> [int(number) for number in _packed(np.array([[0, 1], [1, 0]], np.uint16))]
    [1, 4096]
    """
    out = np.zeros(sequences.shape[1], np.int64)
    for column in sequences:
        out = (out << _BITS) | column.astype(np.int64)
    return out


class _Model:
    """Log probabilities with back-off, and what each Arabic chunk may become."""

    def __init__(self) -> None:
        table = arrays("names_units.npz")
        units: list[str] = table["units"].tolist()
        self.start, self.end = units.index(_START), units.index(_END)
        self._alone: _Logs = table["log1"].astype(np.float32)
        self._rows = [_packed(table[f"rows{size}"]) for size in range(2, _ORDER + 1)]
        self._logs: list[_Logs] = [table[f"log{size}"].astype(np.float32) for size in range(2, _ORDER + 1)]
        self._histories = [_packed(table[f"histories{size}"]) for size in range(1, _ORDER)]
        self._back: list[_Logs] = [table[f"back{size}"].astype(np.float32) for size in range(1, _ORDER)]
        chunks: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for number, unit in enumerate(units):  # the commonest first
            arabic, _, latin = unit.partition("|")
            if len(chunks[arabic]) < _CHOICES:
                chunks[arabic].append((number, latin))
        self.chunks = {arabic: (np.array([n for n, _ in some]), [latin for _, latin in some]) for arabic, some in chunks.items()}

    def after(self, histories: _Ids, units: _Ids) -> _Logs:
        """[histories, units]: how likely each unit is after each history of three, packed."""
        out = np.zeros((len(histories), len(units)), np.float32)
        open_ = np.ones(out.shape, bool)
        back = np.zeros(len(histories), np.float32)
        for size in range(_ORDER - 1, 0, -1):
            recent = histories & ((1 << (_BITS * size)) - 1)
            at, met = _found(self._rows[size - 1], (recent[:, None] << _BITS) | units)
            met &= open_
            out[met] = (back[:, None] + self._logs[size - 1][at])[met]
            open_ &= ~met
            at, met = _found(self._histories[size - 1], recent)
            back += np.where(met, self._back[size - 1][at], np.float32(0))
        return np.where(open_, back[:, None] + self._alone[units], out)


def _found(known: _Ids, wanted: _Ids) -> tuple[_Ids, npt.NDArray[np.bool_]]:
    """(where each of `wanted` stands in the sorted `known`, whether it does)."""
    at = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
    return at, known[at] == wanted


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
    if len(word) > _LONGEST:
        return []
    states: list[dict[tuple[int, str], float]] = [{} for _ in range(len(word) + 1)]
    start = 0
    for _ in range(_ORDER - 1):
        start = (start << _BITS) | model.start
    states[0][start, ""] = 0.0
    for at in range(len(word)):
        best = heapq.nlargest(_BEAM, states[at].items(), key=_score)
        for length in (1, 2):
            if best and at + length <= len(word) and word[at : at + length] in model.chunks:
                _go_on(model, best, model.chunks[word[at : at + length]], states[at + length])
    likeliest: dict[str, float] = {}
    last = heapq.nlargest(_BEAM, states[-1].items(), key=_score)
    ends = model.after(np.array([key[0] for key, _ in last], np.int64), np.array([model.end])) if last else np.zeros((0, 1))
    for ((_, latin), score), end in zip(last, ends[:, 0].tolist(), strict=True):
        value = score + end
        if latin:
            likeliest[latin] = math.log(math.exp(value) + math.exp(likeliest[latin])) if latin in likeliest else value
    return heapq.nlargest(most, likeliest.items(), key=_score)


def _go_on(model: _Model, best: list[Any], chunk: tuple[_Ids, list[str]], ahead: dict[tuple[int, str], float]) -> None:
    """Puts the likeliest ways to go on from the `best` states by one chunk into the states `ahead`."""
    units, letters = chunk
    histories = np.array([key[0] for key, _ in best], np.int64)
    values = np.array([score for _, score in best], np.float32)[:, None] + model.after(histories, units)
    flat = values.ravel()
    kept = np.argpartition(flat, -_AHEAD)[-_AHEAD:] if flat.size > _AHEAD else np.arange(flat.size)
    for place in kept.tolist():
        row, column = divmod(place, len(letters))
        (history, latin), _ = best[row]
        key = ((history << _BITS | int(units[column])) & ((1 << (_BITS * (_ORDER - 1))) - 1), latin + letters[column])
        value = float(flat[place])
        if value > ahead.get(key, -math.inf):
            ahead[key] = value


def _lost(word: str, latin: str) -> int:
    """How many consonants of a folded Arabic word a Latin spelling has not, in their order; doubled ones are one.

    >>> _lost("دجانه", "jana"), _lost("دجانه", "dujana"), _lost("الكسندر", "aleksander")
    (1, 0, 0)
    """
    letters = "".join(each for each in unicodedata.normalize("NFKD", latin.casefold()) if each.isalpha())
    at = lost = 0
    for before, consonant in pairwise(f" {word}"):
        heard = _MAY_BE.get(consonant, "") if consonant != before else ""
        found = next((place for place in range(at, len(letters)) if letters[place] in heard), -1)
        lost += bool(heard) and found < 0
        at = found + (letters[found] != "x") if found >= 0 else at  # «كس» may be an x
    return lost


@lru_cache(maxsize=4096)
def romanize(word: str, first: str = "") -> str:
    """The best Latin spelling of one folded Arabic word, capitalised; other scripts come back as they are.

    `first` is the letter the word began with before folding: آ asks for an a, إ for e or i, where such a spelling exists.
    """
    best, best_score = "", -math.inf
    options = spellings(word, 200)
    wanted = "" if first == "أ" and word[1:2] == "ي" else _VOWEL_OF.get(first, "")
    near = options[0][1] - _FAR if options else 0.0
    for latin, score in [o for o in options if o[0][0] in wanted] or options:
        entry = _lexicon().get(latin) if score > near else None
        value = score + (_IN_LEXICON + _PER_WEIGHT * entry[1] if entry else 0.0) - _PER_LOST * _lost(word, latin)
        if value > best_score:
            shown = entry[0] if entry and max(map(ord, entry[0])) < 0x100 else latin.capitalize()
            best, best_score = shown, value
    if best:
        return best
    plain = "".join(_PLAIN.get(letter, letter) for letter in word)
    return plain[:1].upper() + plain[1:]
