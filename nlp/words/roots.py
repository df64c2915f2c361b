"""Weak and hamzated roots spelled out: the database writes "#" for a letter that is و, ي or ء; the words of the root tell which.

>>> spell_out([("ق.#.ل", "قال", "قُول"), ("ق.#.ل", "قال", "قال"), ("#.خ.ذ", "أَخَذ", "أَخَذ")])
{('ق.#.ل', 'قال'): 'ق.و.ل', ('#.خ.ذ', 'أَخَذ'): 'ء.خ.ذ'}
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from nlp.text.normalize import strip_diacritics

__all__ = ["UNKNOWN", "spell_out"]

_WEAK: Final = {"و": "و", "ي": "ي", "ى": "ي", "أ": "ء", "إ": "ء", "آ": "ء", "ؤ": "ء", "ئ": "ء", "ء": "ء"}
_HIDDEN: Final = "#"
UNKNOWN: Final = "؟"


def spell_out(stems: Iterable[tuple[str, str, str]]) -> dict[tuple[str, str], str]:
    """For each (root, lemma) of (root, lemma, stem), the root with its hidden letters; UNKNOWN where the stems do not tell.

    The lemma's own stems count first (#.ز.ر is أزر and وزر), then those of the whole root where they agree.
    """
    by_lemma: dict[tuple[str, str], list[Counter[str]]] = {}
    by_root: dict[str, list[Counter[str]]] = {}
    for root, lemma, stem in stems:
        if _HIDDEN not in root:
            continue
        radicals = root.split(".")
        own = by_lemma.setdefault((root, lemma), [Counter() for _ in radicals])
        shared = by_root.setdefault(root, [Counter() for _ in radicals])
        for i, letter in _read(radicals, strip_diacritics(stem)):
            own[i][letter] += 1
            shared[i][letter] += 1
    spelt: dict[tuple[str, str], str] = {}
    for (root, lemma), counts in by_lemma.items():
        radicals = root.split(".")
        for i, radical in enumerate(radicals):
            if radical == _HIDDEN:
                radicals[i] = _agreed(by_root[root][i], first=i == 0) or _own(counts[i], by_root[root][i], first=i == 0) or UNKNOWN
        spelt[root, lemma] = ".".join(radicals)
    return spelt


def _agreed(votes: Counter[str], *, first: bool, share: float = 0.9) -> str:
    """The letter that at least `share` of `votes` are for. A و turns ي in many derived forms (سياسة), so half is enough for it."""
    total = votes.total()
    if not first and votes["و"] >= 0.5 * total > 0 and votes["ء"] < 0.5 * total:
        return "و"
    return next((letter for letter, n in votes.most_common(1) if n >= share * total), "")


def _own(own: Counter[str], shared: Counter[str], *, first: bool) -> str:
    """What the lemma's own stems say where the root's disagree; ي is not believed then, for it may stand for و."""
    letter = _agreed(own, first=first, share=0.5)
    return letter if first or letter != "ي" or not shared["و"] else ""


def _read(radicals: list[str], stem: str) -> list[tuple[int, str]]:
    """The hidden radicals that `stem` shows, as (index, letter): a weak letter between its neighbours in the root."""
    radicals_seen: list[tuple[int, str]] = []
    at = 0
    for i, radical in enumerate(radicals):
        if radical != _HIDDEN:
            place = stem.find(radical, at)
            if place < 0:
                return []
            at = place + 1
            continue
        if _HIDDEN in radicals[i + 1 : i + 2]:
            return radicals_seen  # two hidden letters side by side: which one is seen is not known
        following = radicals[i + 1] if i + 1 < len(radicals) else ""
        end = stem.find(following, at) if following and following != _HIDDEN else len(stem)
        for j in range(at, end if end >= 0 else len(stem)):
            if stem[j] == "ء" and stem[j - 1 : j] == "ا":
                break  # شراء: the hamza stands for و or ي
            if stem[j] in _WEAK:
                radicals_seen.append((i, _WEAK[stem[j]]))
                at = j + 1
                break
    return radicals_seen
