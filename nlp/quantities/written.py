"""Numbers and calendar words of two texts, and which of them have no partner in the other.

A written number can be read in more than one way ("1.200"): each carries all its values, and two agree when they share one.
`hard` ones should have a partner; the others (ordinals, lone "one", «آلاف») may answer for one but are not missed. Leaves out: how
each language writes them (`arabic_numbers`, `english_numbers`, `written_dates`).

>>> readings("1.200") == {"1.2", "1200"}
True
>>> [each.values for each in unmatched([Written(0, 2, frozenset({"15"}))], [Written(0, 2, frozenset({"50"}))])]
[frozenset({'15'})]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from nlp.text.normalize import western_digits

__all__ = ["COMMA", "Written", "in_digits", "other_ordinals", "plain", "readings", "unmatched"]

_PLAIN: Final = re.compile(r"\d+(?:[.,]\d+)?")
_GROUPED: Final = (
    (re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?"), ","),
    (re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?"), "."),
)
COMMA: Final = r"(?<=\d)(?:،\d{3}(?!\d)|(?<!،\d)(?<!،\d\d)،\d{1,2}(?!،?\d))"
"""The pattern of what goes on after an Arabic comma within a number: three digits of thousands, or one or two decimals («5،8»)."""
_DIGITS: Final = re.compile(rf"\d+(?:[.,٫٬:/]\d+|{COMMA})*")


@dataclass(frozen=True, slots=True)
class Written:
    """A number or calendar word at `start:end` of its side. `values`: what it may stand for."""

    start: int
    end: int
    values: frozenset[str]
    hard: bool = True


def plain(value: Decimal) -> str:
    """Digits without exponent or needless zeros: 3500000, 12.5."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def readings(text: str) -> frozenset[str]:
    """The values digits with separators may have. A comma or full stop parts thousands only where three digits follow each time.

    >>> [sorted(readings(text)) for text in ("1.200", "2,24", "1,250,000", "٣٫٥", "5،8", "24.9.2025")]
    [['1.2', '1200'], ['2.24'], ['1250000'], ['3.5'], ['5.8'], ['2492025']]
    """
    text = western_digits(text).replace("،", ",")
    sure_group, sure_point = "٬" in text, "٫" in text
    text = text.replace("٬", ",").replace("٫", ".")
    out: set[str] = set()
    if _PLAIN.fullmatch(text) and not sure_group:
        out.add(text.replace(",", "."))
    for grouped, group in _GROUPED:
        if grouped.fullmatch(text) and not (sure_point and group == "."):
            out.add(text.replace(group, "").replace(",", "."))
    out = out or {re.sub(r"\D", "", text)}
    return frozenset(plain(Decimal(value)) for value in out if value)


def in_digits(text: str) -> Iterator[Written]:
    """The numbers of either language that stand in digits; times, dates and scores are several numbers."""
    for match in _DIGITS.finditer(text):
        start = match.start()
        for part in re.split(r"[:/]", match.group()):
            if part:
                yield Written(start, start + len(part), readings(part))
            start += len(part) + 1


def unmatched(wanted: Sequence[Written], given: Sequence[Written]) -> list[Written]:
    """The hard ones of `wanted` that share a value with none of `given`, nor with half of a clock in four digits that is
    none of `wanted` itself: the 11 of "10-11 October 2011" is not in 2011.

    >>> given = [Written(0, 2, frozenset({"10"})), Written(3, 7, frozenset({"2011"}))]
    >>> [sorted(each.values) for each in unmatched([*given, Written(8, 10, frozenset({"11"}))], given)]
    [['11']]
    """
    values = set().union(*(each.values for each in given)) if given else set()
    spare = values.difference(*(each.values for each in wanted))
    return [each for each in wanted if each.hard and not each.values & values and not _in_pieces(each, values, spare)]


def _in_pieces(number: Written, values: set[str], spare: set[str]) -> bool:
    """Whether a clock in four digits («0930») of `spare` holds this number, or this one is one and `values` have its halves."""
    parts = [pair for value in spare if (pair := _halves(value))]
    own = [pair for value in number.values if (pair := _halves(value))]
    return any(number.values & pair for pair in parts) or any(pair <= values for pair in own)


def _halves(value: str) -> frozenset[str]:
    """The hour and the minute of four digits that can be a clock: "0930" → {"9", "30"}. Nothing of other values, nor of minutes
    that nobody names (no multiple of five): "1011" is two days run together."""
    if len(value) != 4 or not value.isdigit() or int(value[:2]) > 24 or int(value[2:]) % 5 or int(value[2:]) > 55:
        return frozenset()
    return frozenset({value[:2].lstrip("0"), value[2:].lstrip("0")})


def other_ordinals(left: Sequence[Written], right: Sequence[Written]) -> tuple[Written, Written] | None:
    """(number of `left`, number of `right`): the first soft one of either side, from three on, that the other side has not in any
    form: «السابع» against "17th". None where one side alone has such, as in a free translation; "1970s" is no ordinal."""
    here, there = _lone_ordinal(left, right), _lone_ordinal(right, left)
    return (here, there) if here and there else None


def _lone_ordinal(own: Sequence[Written], other: Sequence[Written]) -> Written | None:
    """The first ordinal of `own`, from three on, that shares no value with anything of `other`."""
    values = set().union(*(each.values for each in other)) if other else set()
    return next((each for each in own if not each.hard and not each.values & values and _is_ordinal(each)), None)


def _is_ordinal(number: Written) -> bool:
    return all(value.isdigit() and 2 < int(value) < 1000 for value in number.values)
