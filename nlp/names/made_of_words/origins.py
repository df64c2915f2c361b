"""Adjectives of origin in the names of bodies: «مجلس الأعمال الأردني المغربي» is a Jordanian-Moroccan council, «الجيش العربي
السوري» the Syrian Arab army.

Leaves out: which word is such an adjective (`nlp.names.made_of_words.lookup`).

>>> in_front(["Jordanian", "Moroccan"]), in_front(["Arab", "German"]), in_front(["Arab", "Syrian"]), in_front(["Iraqi"])
('Jordanian-Moroccan', 'Arab-German', 'Syrian Arab', 'Iraqi')
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

__all__ = ["in_front", "moved_to"]

_ARAB: Final = "Arab"
_ARAB_STATES: Final = frozenset(
    "Algerian Bahraini Egyptian Emirati Iraqi Jordanian Kuwaiti Lebanese Libyan Mauritanian Moroccan Omani Palestinian Qatari "
    "Saudi Somali Sudanese Syrian Tunisian Yemeni".split()
)
_PEOPLES: Final = frozenset("Amazigh Armenian Assyrian Chaldean Hashemite Hebrew Jewish Kurdish Syriac Turkmen".split())


def in_front(adjectives: Sequence[str]) -> str:
    """Adjectives of origin, in Arabic order, as English writes them before a noun: those of two sides with a hyphen, as Arabic has
    them; else the last first."""
    first, second = adjectives if len(adjectives) == 2 else ("", "")
    sides = first and _PEOPLES.isdisjoint(adjectives) and not (first == _ARAB and second in _ARAB_STATES)
    return "-".join(adjectives) if sides and second != _ARAB else " ".join(reversed(adjectives))


def moved_to(origins: list[str], adjectives: list[str]) -> None:
    """Moves "Arab" from the end of other adjectives before an origin that followed it: «العربية الألمانية».

    >>> origins, others = ["German"], ["Joint", "Arab"]
    >>> moved_to(origins, others)
    >>> origins, others
    (['Arab', 'German'], ['Joint'])
    """
    if origins and adjectives[-1:] == [_ARAB]:
        origins.insert(0, adjectives.pop())
