"""Training rows as batches of few shapes: lengths are padded to multiples of 8, and all pairs of a batch are about as long.

A new shape costs a new kernel on the CPU, so batches of one bucket all have the same number of rows.
"""

from __future__ import annotations

import collections
import random
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

__all__ = ["EOS", "LONGEST", "PAD", "Row", "batches", "epoch", "padded", "read_rows", "up"]

PAD: Final = 0
EOS: Final = 2
LONGEST: Final = 176


@dataclass(frozen=True, slots=True)
class Row:
    """One training pair as piece ids, each ending in EOS; four bytes an id, as a million rows are held at once."""

    weight: float
    source: Sequence[int]
    target: Sequence[int]


def up(length: int) -> int:
    """`length` rounded up to a multiple of 8."""
    return (length + 7) // 8 * 8


def read_rows(path: Path, pieces: Any) -> list[Row]:
    """The rows of a `pairs.tsv` (weight, source, Arabic, English), cut by the sentencepiece processor; over-long pairs are left
    out."""
    weights, arabic, english = [], [], []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            weight, _, left, right = line.rstrip("\n").split("\t")
            weights.append(float(weight))
            arabic.append(left)
            english.append(right)
    rows = [
        Row(weight, array("i", [*left, EOS]), array("i", [*right, EOS]))
        for weight, left, right in zip(weights, pieces.encode(arabic), pieces.encode(english), strict=True)
    ]
    return [row for row in rows if max(len(row.source), len(row.target)) <= LONGEST]


def epoch(rows: Sequence[Row], draw: random.Random) -> list[int]:
    """Row numbers of one epoch: each row as often as its weight says, the fraction by chance."""
    return [i for i, row in enumerate(rows) for _ in range(int(row.weight) + (draw.random() < row.weight % 1))]


def batches(rows: Sequence[Row], tokens: int, seed: int, *, first: int = 0) -> Iterator[tuple[int, list[int]]]:
    """(epoch, row numbers) without end, from epoch `first` on; about `tokens` padded pieces on the longer side of each batch."""
    number = first
    while True:
        draw = random.Random(f"{seed}/{number}")  # noqa: S311 - repeatable, not secret
        buckets: dict[tuple[int, int], list[int]] = collections.defaultdict(list)
        for i in epoch(rows, draw):
            buckets[up(len(rows[i].source)), up(len(rows[i].target))].append(i)
        out: list[list[int]] = []
        for shape in sorted(buckets):
            index = buckets[shape]
            draw.shuffle(index)
            size = max(8, tokens // max(shape) // 8 * 8)
            for at in range(0, len(index), size):
                chunk = index[at : at + size]
                while len(chunk) < size:
                    chunk = chunk + draw.sample(index, min(size - len(chunk), len(index)))
                out.append(chunk)
        draw.shuffle(out)
        yield from ((number, chunk) for chunk in out)
        number += 1


def padded(rows: Sequence[Sequence[int]]) -> Any:
    """A (rows, longest rounded up) long tensor, filled with PAD."""
    import torch

    width = up(max(map(len, rows)))
    return torch.tensor([[*row, *[PAD] * (width - len(row))] for row in rows])
