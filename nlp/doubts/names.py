"""Names of the Arabic that the English lacks.

How a name is spelt is not judged: on 240 human references of FLORES dev a rule for that spoke on 29, wherever the English of ours
was a guess ("Conami"), and on none of 196 sentences of the embedded engine, which copies the names that are sure.

>>> from nlp.protocols import Name, SourceSentence
>>> source = SourceSentence("زار علي القاهرة", names=(Name(8, 15, "Cairo", "LOC"),))
>>> [finding.message for finding in names(Case(source, "Ali visited Damascus"))]
['name lost']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from nlp.doubts.case import Case, Finding
from nlp.doubts.places import countries
from nlp.names.spelling.likeness import name_is_in
from nlp.protocols import Name
from nlp.text.english import stop_words
from nlp.text.normalize import fold

__all__ = ["names"]

_PRONOUNS: Final = frozenset("he she it they him her them his its their who whose".split())
_WORD: Final = re.compile(r"[^\W\d_]+")
_TYPES: Final = frozenset({"PERS", "LOC", "ORG"})


def names(case: Case) -> Iterator[Finding]:
    """Names that are nowhere in the English, each once. Where links lead to something else («هولندا» "Netherlands"), that must be
    something like a name."""
    for name in _once(case):
        place = case.placed.get((name.start, name.end))
        stands = place is not None and _may_name(case.english[slice(*place)], name)
        if not stands and not name_is_in(name.english, case.english) and not _as_a_people(case, name):
            words = {"arabic": case.source.text[name.start : name.end], "name": name.english}
            yield Finding("name", "name lost", (name.start, name.end), words=words)


def _may_name(written: str, name: Name) -> bool:
    """Whether `written` may be another word for `name`, or a pronoun for it; places have a capital."""
    words = _WORD.findall(written)
    if any(word.lower() in _PRONOUNS for word in words):
        return True
    telling = [word for word in words if word.lower() not in stop_words("function")]
    return any(word[0].isupper() for word in telling) or (bool(telling) and name.type != "LOC")


def _as_a_people(case: Case, name: Name) -> bool:
    """Whether the English has the people or capital of a country in place of its name: "American" for «الولايات المتحدة»."""
    answers, terms = countries()
    arabic = fold(case.source.text[name.start : name.end])
    return any(stem in arabic for term in terms.findall(case.english) for stem in answers[term])


def _once(case: Case) -> Iterator[Name]:
    """The names of the source that can be judged; of several with one English the first that has its place, else the first."""
    names = [name for name in case.source.names if name.type in _TYPES]
    ordered = sorted(names, key=lambda name: ((name.start, name.end) not in case.placed, name.start))
    first = {name.english: name for name in reversed(ordered)}
    yield from sorted(first.values(), key=lambda name: name.start)
