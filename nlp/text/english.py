"""English as far as comparing it needs: which words are function words, and which words are forms of one word.

The stop lists are named sets of `data/english_stop_words.txt`, for each use its own: a word may be too small to be doubted and
still be one that no sentence ends with. `stem` takes the commonest endings off, enough to see that "launches" and "launching" are
"launch"; it is made for comparing two short texts on one sentence and leaves out what that does not need: derivation ("nation",
"national"), irregular forms ("went"), and whether what is left is a word ("raises" becomes "rais"). `singular` undoes a regular
plural and gives a word.

Porter's second stemmer (the package snowballstemmer) was tried in its place on 28 November 2026, in one run on one machine: over
200 lines of the development set BLEU 22.94 against 22.96 and chrF2++ 51.81 against 51.86 (5 lines changed), and 10 of 140
sentences of four articles. Not better, so these ten lines stay and no dependency comes.

>>> sorted(stems("He launched the companies' rockets")), singular("reports of companies")
(['company', 'launch', 'rocket'], 'reports of company')
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from nlp.text import tables

__all__ = ["all_stems", "irregular", "singular", "stem", "stems", "stop_words"]

_FILE: Final = "english_stop_words.txt"
_ENDINGS: Final = (("ies", 2), ("ied", 2), ("ing", 3), ("ed", 3), ("es", 3), ("s", 3), ("ly", 3), ("e", 3))
"""Endings in the order they are tried, with the letters that must be left before them."""
_WORD: Final = re.compile(r"[a-z]+")


@lru_cache(maxsize=16)
def stop_words(name: str) -> frozenset[str]:
    """The stop list `name` (a title of the data file: "function", "grammar" …), in small letters. Raises `KeyError`.

    >>> "during" in stop_words("function"), "during" in stop_words("grammar")
    (True, False)
    """
    return frozenset(word for line in tables.sections(_FILE)[name] for word in line.split())


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A word in small letters without its commonest ending.

    >>> [stem(word) for word in ("launches", "launching", "cities", "city", "badly", "red")]
    ['launch', 'launch', 'city', 'city', 'bad', 'red']
    """
    for ending, least in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            return word[: -len(ending)] + ("y" if ending in {"ies", "ied"} else "")
    return word


def stems(text: str) -> frozenset[str]:
    """The stems of the words of `text`, the stop list "grammar" apart.

    >>> sorted(stems("The launch of three rockets"))
    ['launch', 'rocket', 'thre']
    """
    small = stop_words("grammar")
    return frozenset(stem(word) for word in _WORD.findall(text.lower()) if word not in small)


def all_stems(text: str) -> frozenset[str]:
    """`stems`, with those of the words whose irregular forms stand in `text`.

    >>> sorted(all_stems("the children paid"))
    ['child', 'children', 'paid', 'pay']
    """
    known = irregular()
    return stems(text) | {stem(known[word]) for word in _WORD.findall(text.lower()) if word in known}


@lru_cache(maxsize=1)
def irregular() -> dict[str, str]:
    """Irregular form → its word: "went" → "go"."""
    return {form: word for word, forms in tables.rows("english_irregular.tsv") for form in forms.split()}


def singular(text: str) -> str:
    """`text` (in small letters) with its last word in the singular where it has the form of a regular plural.

    >>> [singular(word) for word in ("companies", "boxes", "classes", "reports", "status", "ties")]
    ['company', 'box', 'class', 'report', 'status', 'tie']
    """
    if text.endswith("ies") and len(text) > 4:
        return text[:-3] + "y"
    if text.endswith(("ches", "shes", "xes", "sses", "zes")):
        return text[:-2]
    return text[:-1] if text.endswith("s") and not text.endswith(("ss", "us", "is")) else text
