"""Training windows of the neural tagger: sentences of one text stand beside each other, as they do when an article is read.

A window is one or more consecutive sentences; in it names are swapped for others *consistently* (a person met again by the family
name alone is met again by the new family name), so that the network learns to use what the text said before.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence

from models.recipes.tagger.data import Example, spans
from models.taggers.pieces import Pieces

__all__ = ["MOST", "Pool", "swapped", "windows"]

MOST = 250  # pieces of a window, marks of its ends included
Pool = Mapping[str, Sequence[tuple[str, ...]]]
_QUOTES = (("«", "»"), ('"', '"'), ("(", ")"))


def _length(example: Example, pieces: Pieces) -> int:
    return 1 + sum(len(pieces.ids(word)) for word in example.words)


def windows(stream: Sequence[Example], pieces: Pieces, chance: random.Random | None) -> Iterator[list[Example]]:
    """`stream` cut into runs of consecutive sentences: as long as fits without `chance`, else of drawn lengths, some alone."""
    current: list[Example] = []
    length, limit = 1, MOST
    for example in stream:
        more = _length(example, pieces)
        if current and length + more > limit:
            yield current
            current, length = [], 1
        if not current and chance is not None:
            limit = 0 if chance.random() < 0.2 else chance.choice((96, 160, 224, 224))
        current.append(example)
        length += more
    if current:
        yield current


def _partner(name: tuple[str, ...], met: dict[tuple[str, ...], tuple[str, ...]]) -> tuple[str, ...] | None:
    """What `name` became before in this window; the first or last part of a longer name counts."""
    if name in met:
        return met[name]
    if len(name) == 1:
        for old, new in met.items():
            if len(old) > 1 and name[0] in {old[0], old[-1]}:
                return new[:1] if name[0] == old[0] else new[-1:]
    return None


def _swap(example: Example, pools: Pool, rate: float, met: dict[str, dict[tuple[str, ...], tuple[str, ...]]], chance: random.Random) -> Example:  # noqa: E501  # fmt: skip
    words, tags, fine = list(example.words), list(example.tags), list(example.fine)
    moved = 0
    for start, end, kind in spans(example.tags):
        if kind not in pools:
            continue
        name = example.words[start:end]
        new = _partner(name, met[kind])
        if new is None:
            new = tuple(chance.choice(pools[kind])) if chance.random() < rate else name
            met[kind][name] = new
        first = name[0]
        if new != name and kind == "LOC" and first[0] in "وبل" and first[1:2] != "ا" and len(first) > 4 and chance.random() < 0.3:
            new = (first[0] + new[0], *new[1:])
        at, stop = start + moved, end + moved
        words[at:stop] = new
        tags[at:stop] = [f"B-{kind}"] + [f"I-{kind}"] * (len(new) - 1)
        fine[at:stop] = [example.fine[start]] * len(new)
        moved += len(new) - len(name)
    for start, stop, _ in reversed(spans(tuple(tags))):
        if chance.random() < 0.05:
            opening, closing = chance.choice(_QUOTES)
            for at, mark in ((stop, closing), (start, opening)):
                words.insert(at, mark)
                tags.insert(at, "O")
                fine.insert(at, "")
    return Example(tuple(words), tuple(tags), tuple(fine))


def swapped(window: Sequence[Example], pools: Pool, rate: float, chance: random.Random) -> list[Example]:
    """The window with names of the pools' types exchanged at `rate`, the same name always for the same."""
    met: dict[str, dict[tuple[str, ...], tuple[str, ...]]] = {kind: {} for kind in pools}
    return [_swap(example, pools, rate, met, chance) for example in window]
