"""Nouns in a row, as a name of words has them, in English: «أدباء دبي», «دعم الديمقراطية», «الدفاع عن الأرض».

>>> chain_of([Part("Support"), Part("Democracy")]), chain_of([Part("Defense"), Part("Land", link="of"), Part("Water", joined=True)])
('Support of Democracy', 'Defense of Land and Water')

Leaves out: which nouns these are (`nlp.names.made_of_words.bodies`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

__all__ = ["INTERNATIONAL", "SIDES", "Part", "chain_of", "compound_of", "is_loose"]

SIDES: Final = {"Northern": "North", "Southern": "South", "Eastern": "East", "Western": "West"}
INTERNATIONAL: Final = {"World": "International"}  # «مركز دبي المالي العالمي»
_LOOSE: Final = frozenset({"of", "for", "with"})
_TITLES: Final = frozenset("King Queen Prince Sheikh Sultan President Imam Martyr Saint Sayyid".split())


@dataclass(slots=True)
class Part:
    """A noun with its adjectives, in Arabic order."""

    noun: str
    adjectives: list[str] = field(default_factory=list)
    named: bool = False
    joined: bool = False  # by «و»
    link: str = ""  # by a preposition

    def __str__(self) -> str:
        if not self.named or SIDES.keys() & self.adjectives:
            return " ".join([*reversed(self.adjectives), self.noun])
        return " ".join([self.noun, *(INTERNATIONAL.get(word, word) for word in reversed(self.adjectives))])


def is_loose(english: str) -> bool:
    """Whether some English cannot stand before another noun: "the Elderly", "People with Disabilities"."""
    return english.startswith("the ") or not _LOOSE.isdisjoint(english.split())


def chain_of(parts: Sequence[Part]) -> str:
    """Nouns in a row: «أدباء دبي» → Dubai Authors, «دعم الديمقراطية» → Support of Democracy."""
    text = ""
    for index, part in enumerate(parts):
        if not text:
            text = str(part)
        elif part.joined and str(part) == str(parts[index - 1]):
            continue  # «التربية والتعليم»
        elif part.joined and index == 1 and _are_of_both(parts[0], part):
            text = f"{' '.join(reversed(part.adjectives))} {text} and {part.noun}"
        elif part.joined:
            text = text.replace(" and ", ", ") + f" and {part}"
        elif part.link:
            text += f" {part.link} {part}"
        elif parts[index - 1].noun in _TITLES:
            text += f" {part}"
        elif part.named:
            text = f"{part} {text}"
        else:
            text += f" of {part}"
    return text


def _are_of_both(first: Part, second: Part) -> bool:
    """Whether two adjectives that «و» joins are said of both nouns before them: «التعليم والتدريب التقني والمهني».

    >>> _are_of_both(Part("Education"), Part("Training", ["Technical and Vocational"], joined=True))
    True
    >>> _are_of_both(Part("Education"), Part("Training", ["Technical"], joined=True))
    False
    """
    two = any(" and " in adjective for adjective in second.adjectives)
    return two and not (first.adjectives or first.named or second.named)


def compound_of(parts: Sequence[Part]) -> str:
    """Nouns in a row as English puts them before another noun: «صناعة تكنولوجيا المعلومات» → Information Technology Industry.

    >>> compound_of([Part("Care"), Part("the Elderly")]), compound_of([Part("Care"), Part("Forest")])
    ('Care of the Elderly', 'Forest Care')
    """
    plain = not any(part.joined or part.named or part.link or is_loose(str(part)) for part in parts)
    if len(parts) > 1 and plain:
        return " ".join(str(part) for part in reversed(parts))
    return chain_of(parts)
