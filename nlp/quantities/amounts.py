"""Numbers of a sentence and what they count: percentages ("12.5%"), sums of money ("3500000 USD"), plain numbers ("8200").

Leaves out: what else is counted, and small numbers in words («ثلاثة رجال»), which no reader looks up.

>>> from nlp.text.tokens import tokenize
>>> [amount(Line(tokenize(text)), 0).value for text in ("3,5 مليار دولار", "خمسة في المئة", "$20", "ثلاثون شخصا")]
['3500000000 USD', '5%', '20 USD', '30']
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from nlp.quantities.arabic_numbers import numeral, read_number
from nlp.quantities.currencies import SYMBOLS, currency
from nlp.quantities.line import PERCENT_WORDS, Line, Quantity
from nlp.quantities.written import plain

__all__ = ["amount"]

_PROCLITICS: Final = frozenset("وفبلك")
_PERCENT: Final = frozenset({"%", "٪", "percent"}) | {word for word in PERCENT_WORDS if word.startswith("با")}
_LONGEST: Final = 14  # words of a number
_SMALLEST: Final = 11  # in words


def amount(line: Line, at: int) -> Quantity | None:
    """The percentage, sum of money or number that begins at a place, or None."""
    symbol = SYMBOLS.get(line.raw[at])
    begin = at + (symbol is not None)
    number = _number(line, begin)
    if number is None:
        return None
    end, value = number
    if symbol is not None:
        return Quantity(at, end, "MONEY", f"{plain(value)} {symbol}")
    after = _after_percent(line, end)
    if after is not None:
        return Quantity(at, after, "PERCENT", f"{plain(value)}%")
    money = currency(line, end)
    if money is not None:
        return Quantity(at, money[0], "MONEY", f"{plain(value)} {money[1]}")
    told = numeral(line.raw[at]) is not None or value >= _SMALLEST or value != value.to_integral()
    return Quantity(at, end, "NUMBER", plain(value)) if told else None


def _number(line: Line, at: int) -> tuple[int, Decimal] | None:
    """(next, value) of a number; one letter before its first word is taken off: «بخمسين»."""
    words = line.raw[at : at + _LONGEST]
    number = read_number(words, 0) if words else None
    word = line.word(at)
    if number is None and words and line.tokens[at].kind == "word" and word[:1] in _PROCLITICS and len(word) > 3:
        number = read_number([word[1:], *words[1:]], 0)
    return (at + number[0], number[1]) if number is not None else None


def _after_percent(line: Line, at: int) -> int | None:
    """The place after «%», «بالمئة», «في المئة», if one is there."""
    if line.word(at) in _PERCENT:
        return at + 1
    return at + 2 if line.word(at) == "في" and line.word(at + 1) in PERCENT_WORDS else None
