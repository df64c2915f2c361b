"""Which words an English text may hold: «architectmit», which a small network put together from pieces, is not one.

The list has 129,000 words in lower case (`models/recipes/tables/english_words.py`); British spellings, prefixes and compounds of
listed words count as well. Names are not in it: only words in small letters are looked at.

>>> invented("The engineer faceed the shipyard's reorganisation and crossmula")
[(13, 19), (54, 63)]
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from functools import lru_cache
from typing import Final

from nlp.doubts.case import Case, Finding
from nlp.protocols import strongest
from nlp.text import tables

__all__ = ["invented", "is_word", "latin_words", "words_invented"]

_FILE: Final = "english_words.txt.xz"
_LOWER: Final = re.compile(r"(?<![\w'’.@/])[a-z]{4,}(?![\w@/-]|['’](?!s\b)\w|\.\w)")
_BRITISH: Final = (("our", "or"), ("is", "iz"), ("ys", "yz"), ("ll", "l"), ("tre", "ter"), ("ogue", "og"), ("ae", "e"), ("oe", "e"))
_PREFIX: Final = re.compile(
    r"(?:anti|auto|bio|co|counter|cyber|de|dis|eco|extra|geo|hydro|hyper|il|im|in|inter|intra|mega|micro|mid|mini|mis|mono|multi|"
    r"nano|neo|neuro|non|out|over|pan|photo|poly|post|pre|pro|pseudo|psycho|quasi|re|semi|socio|sub|super|tele|thermo|trans|ultra|"
    r"un|under|up)(?=.{4})"
)
_SUFFIX: Final = re.compile(
    r"(?<=.{4})(?:able|ee|ees|er|ers|fold|free|hood|ish|ism|ist|ists|ization|isation|less|like|ness|ship|ward|wide|wise)$"
)
_LATIN: Final = re.compile("[a-z]+")
_PART: Final = 4  # letters of each half of a compound


@lru_cache(maxsize=8192)
def is_word(word: str) -> bool:
    """Whether `word` (lower case) is English, or made of English words as English makes them.

    >>> is_word("houses"), is_word("colourful"), is_word("neurotoxin"), is_word("crewmembers"), is_word("destroin")
    (True, True, True, True, False)
    """
    known = tables.words(_FILE)
    if word in known or any(word.replace(british, american) in known for british, american in _BRITISH if british in word):
        return True
    prefix, suffix = _PREFIX.match(word), _SUFFIX.search(word)
    if (prefix and word[prefix.end() :] in known) or (suffix and {word[: suffix.start()], word[: suffix.start()] + "e"} & known):
        return True
    return any(word[:at] in known and word[at:] in known for at in range(_PART, len(word) - _PART + 1))


def latin_words(texts: Iterable[str]) -> frozenset[str]:
    """The words in Latin letters of some texts, in small letters: what a translation of them may hold though it is no English."""
    return frozenset(word for text in texts for word in _LATIN.findall(text.lower()))


def invented(english: str, allowed: Container[str] = ()) -> list[tuple[int, int]]:
    """The spans of the words of `english` in small letters that are no English words, nor in `allowed`, in order."""
    return [word.span() for word in _LOWER.finditer(english) if not is_word(word.group()) and word.group() not in allowed]


def words_invented(case: Case) -> Iterator[Finding]:
    """Words of the English text that are not English, with the Arabic they are linked to most; what stands in Latin letters in the
    Arabic, in its names or in its hints may stand in the English, whatever it is."""
    source = case.source
    given = latin_words((source.text, *case.names, *(hint.english for hint in source.hints)))
    for start, end in invented(case.english, given):
        best = strongest(case.links, start, end)
        if best is None:
            yield Finding("word", "word invented", english=(start, end), words={"english": case.english[start:end]})
            continue
        words = {"english": case.english[start:end], "arabic": source.text[best.start : best.end]}
        yield Finding("word", "word invented for", (best.start, best.end), (start, end), words)
