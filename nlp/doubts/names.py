"""Names of the Arabic that the English lacks or spells as somebody else's.

>>> from nlp.protocols import Name, SourceSentence
>>> source = SourceSentence("زار علي القاهرة", names=(Name(8, 15, "Cairo", "LOC"),))
>>> [finding.message for finding in names(Case(source, "Ali visited Damascus"))]
['name lost']
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from nlp.doubts.case import Case, Finding
from nlp.names.likeness import name_is_in

__all__ = ["names"]

_TYPES: Final = frozenset({"PERS", "LOC", "ORG"})


def names(case: Case) -> Iterator[Finding]:
    """Each name once: one that is nowhere in the English, or a person's that stands there in letters of another name."""
    settled: set[str] = set()
    for name in case.source.names:
        if name.type not in _TYPES or name.english in settled:
            continue
        words = {"arabic": case.source.text[name.start : name.end], "name": name.english}
        place = case.placed.get((name.start, name.end))
        if place is not None:
            written = case.english[slice(*place)]
            if name.type == "PERS" and _misspelt(name.english, written):
                settled.add(name.english)
                yield Finding("name", "name misspelt", (name.start, name.end), place, {**words, "english": written})
            continue
        settled.add(name.english)
        if not name_is_in(name.english, case.english):
            yield Finding("name", "name lost", (name.start, name.end), words=words)


def _misspelt(name: str, written: str) -> bool:
    """Whether `written` is meant to be `name` (it sounds like it) and has none of its words; the Arabic article is no part of one.

    >>> _misspelt("Omar al-Bashir", "Basheer"), _misspelt("Omar al-Bashir", "Bashir")
    (True, False)
    """
    return name_is_in(name, written) and not _words(name) & _words(written)


def _words(name: str) -> set[str]:
    return {word.removeprefix("al-").removesuffix("'s") for word in name.lower().replace("’", "'").split()}
