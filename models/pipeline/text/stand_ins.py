"""Words that stand in a network's text for what it must not touch, and what they stand for put back into its English.

A network copies a Latin name letter for letter where it spoils an address or a price (of 60 sentences with one of `STAND_INS` in
place of a name, all 60 came back). So an address is a name while the network has the sentence, and itself again afterwards.

>>> edited("See Zeta now", put_back("See Zeta now", (("Zeta", "https://a.org"),))).english
'See https://a.org now'
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from nlp.engine_input.literals import Kept
from nlp.names.spelling.likeness import place_of
from nlp.protocols import Name

__all__ = ["STAND_INS", "Edit", "Edited", "Stand", "edited", "masked", "put_back", "restored"]

STAND_INS: Final = ("Zeta", "Kappa", "Xenon", "Theta", "Sigma", "Krypton")
Stand = tuple[str, str]
"""(stand-in, what it stands for)."""
Edit = tuple[int, int, str]
"""(start, end, what stands there afterwards)."""


def masked(text: str, kept: Sequence[Kept], taken: Sequence[Name]) -> tuple[tuple[Name, ...], tuple[Stand, ...]]:
    """(names to be put into `text` for as many of `kept` as there are stand-ins, what each stands for). What overlaps `taken`, and
    stand-ins that occur in the text, are passed over."""
    taken_words = f"{text} {' '.join(name.english for name in taken)}"
    free = iter([word for word in STAND_INS if word not in taken_words])
    names, stands = [], []
    for each in kept:
        if any(each.start < name.end and name.start < each.end for name in taken):
            continue
        word = next(free, None)
        if word is None:
            break
        names.append(Name(each.start, each.end, word))
        stands.append((word, each.english))
    return tuple(names), tuple(stands)


def restored(text: str, stands: Sequence[Stand]) -> str:
    """`text` with everything in place of what stands for it, wherever that occurs."""
    for word, literal in stands:
        text = text.replace(word, literal)
    return text


def put_back(english: str, stands: Sequence[Stand]) -> list[Edit]:
    """The edits by which each stand-in that `english` has, as a whole word and once, becomes what it stands for."""
    places = ((place_of(word, english), word, literal) for word, literal in stands)
    return [(at, at + len(word), literal) for at, word, literal in places if at >= 0]


@dataclass(frozen=True, slots=True)
class Edited:
    """A text after some edits; `moves` are (start and end of a stretch in the text before, letters added there), in order."""

    english: str
    moves: tuple[tuple[int, int, int], ...] = ()

    def at(self, place: int, *, begins: bool = False) -> int:
        """Where a place of the text before is now; one within an edit is at its end, or its start where a stretch begins.

        >>> new = edited("See Zeta now", [(4, 8, "a.org/b")])
        >>> new.at(9), new.at(6), new.at(6, begins=True)
        (12, 11, 4)
        """
        added = 0
        for start, end, more in self.moves:
            if start < place < end:
                return (start if begins else end + more) + added
            added += more if end <= place else 0
        return place + added


def edited(english: str, edits: Sequence[Edit]) -> Edited:
    """`english` after `edits`, which are disjoint."""
    ordered = sorted(edits)
    for start, end, text in reversed(ordered):
        english = english[:start] + text + english[end:]
    return Edited(english, tuple((start, end, len(text) - end + start) for start, end, text in ordered))
