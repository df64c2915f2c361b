"""The stretches of a sentence that the tagger's marks are of, one name each: BIO tags read, a person's names joined, a firm and a
person parted, and two people.

>>> from nlp.text.tokens import tokenize
>>> stretches(tokenize("قال أندريا غانز"), ["O", "B-PERS", "I-PERS"])
[('PERS', 1, 3)]

Leaves out: marks, titles and roles at their ends (`nlp.names.spans.tagged`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import Final

from nlp.document import EntityType, Token
from nlp.names.english_name import bare_forms
from nlp.names.gazetteer import ordinary, single_names
from nlp.names.listed import known
from nlp.names.spans.bare import listed_alone
from nlp.text.normalize import fold

__all__ = ["stretches"]

_NAMES_OF_ONE: Final = 3
_AND: Final = "و"
_Run = tuple[EntityType, int, int]  # its kind, first token, the one after its last


def stretches(tokens: Sequence[Token], tags: Sequence[str]) -> list[_Run]:
    """(type, first, end) of each name, in order."""
    return [part for run in _joined(tokens, _runs(tags)) for part in _parted(tokens, run)]


def _runs(tags: Sequence[str]) -> Iterator[_Run]:
    """(type, first, end) of each stretch that the tags mark.

    >>> list(_runs(["O", "B-LOC", "I-LOC", "I-ORG", "B-PERS"]))
    [('LOC', 1, 3), ('PERS', 4, 5)]
    """
    for first, tag in enumerate(tags):
        if tag.startswith("B-"):
            kind: EntityType = tag[2:]  # type: ignore[assignment]
            inside = takewhile(lambda after: after == f"I-{kind}", tags[first + 1 :])  # noqa: B023 - used up at once
            yield kind, first, first + 1 + sum(1 for _ in inside)


def _joined(tokens: Sequence[Token], runs: Iterable[_Run]) -> list[_Run]:
    """The stretches, those of a person in one where a single name has more names right after it: «سيموني» «أندريا غانز».

    >>> from nlp.text.tokens import tokenize
    >>> _joined(tokenize("سيموني أندريا غانز"), [("PERS", 0, 1), ("PERS", 1, 3)])
    [('PERS', 0, 3)]
    >>> _joined(tokenize("علي وأندريا غانز"), [("PERS", 0, 1), ("PERS", 1, 3)])
    [('PERS', 0, 1), ('PERS', 1, 3)]
    """
    out: list[_Run] = []
    for kind, first, last in runs:
        before = out[-1] if out else ("MISC", 0, 0)
        beside = kind == before[0] == "PERS" and before[2] == first and before[2] - before[1] == 1
        if beside and not tokens[first].text.startswith(_AND) and fold(tokens[first - 1].text) in single_names():
            out[-1] = ("PERS", before[1], last)
        else:
            out.append((kind, first, last))
    return out


def _parted(tokens: Sequence[Token], run: _Run) -> list[_Run]:
    """A tagged stretch as it is, or parted where a person is named right after a firm of our list.

    >>> from nlp.text.tokens import tokenize
    >>> _parted(tokenize("مايكروسوفت ستيفن بالمر"), ("ORG", 0, 3)), _parted(tokenize("بنك بيروت"), ("ORG", 0, 2))
    ([('ORG', 0, 1), ('PERS', 1, 3)], [('ORG', 0, 2)])
    """
    kind, first, last = run
    words = [fold(token.text) for token in tokens[first:last]]
    second = next((at for at, word in enumerate(words) if at and _begins_another(word)), 0) if kind == "PERS" else 0
    if second:
        return [("PERS", first, first + second), *_parted(tokens, ("PERS", first + second, last))]
    firm = next((known()[form] for form in bare_forms(words[0]) if form in known()), None)
    people = 2 <= len(words) - 1 <= _NAMES_OF_ONE and all(word in single_names() and not ordinary(word) for word in words[1:])
    if kind == "ORG" and people and firm is not None and firm.type == "ORG" and not _is_listed_whole(words):
        return [("ORG", first, first + 1), ("PERS", first + 1, last)]
    return [run]


def _begins_another(word: str) -> bool:
    """Whether a folded word of a tagged person is «و» and another one's name: «رونالدو وروماريو».

    >>> [_begins_another(word) for word in ("وروماريو", "وليد", "وزغبلوط")]
    [True, False, False]
    """
    name = word.removeprefix(_AND)
    return name != word and name in single_names() and word not in single_names() and not ordinary(name)


def _is_listed_whole(words: Sequence[str]) -> bool:
    return any(listed_alone(" ".join((form, *words[1:]))) for form in bare_forms(words[0]))
