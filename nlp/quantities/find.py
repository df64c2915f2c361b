"""Dates, times, numbers, money and percentages by rule, over the tokens of a sentence, with a normalised value.

Values: dates as ISO 8601 ("2025-09-24", "2023-10", "2003", "--08" for a month alone, "2025-06-16/2025-07-11" for a range), Hijri
dates turned into Gregorian ones; times "17:30"; numbers in plain digits; money "3500000 USD"; percentages "12.5%". Both digit
systems. One module for each kind: `dates`, `times`, `amounts`. Leaves out: days named by distance («أمس»).

>>> from nlp.text.tokens import tokenize
>>> [(q.type, q.value) for q in find(tokenize("من 16 يونيو - 11 يوليو 2025م"))]
[('DATE', '2025-06-16/2025-07-11')]
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from nlp.document import Token
from nlp.quantities.amounts import amount
from nlp.quantities.dates import date
from nlp.quantities.line import Line, Quantity
from nlp.quantities.times import time

__all__ = ["Quantity", "find"]

_NEVER_FIRST: Final = frozenset({"punctuation", "address", "latin"})


def find(tokens: Sequence[Token]) -> tuple[Quantity, ...]:
    """The quantities of a sentence, in order, disjoint; a date comes before a number at the same place."""
    line = Line(tokens)
    quantities: list[Quantity] = []
    at = 0
    while at < len(tokens):
        first = None if tokens[at].kind in _NEVER_FIRST else date(line, at) or time(line, at) or amount(line, at)
        if first is not None:
            quantities.append(replace(first, last=max(first.last, at + 1)))
        at = quantities[-1].last if first is not None else at + 1
    return tuple(quantities)
