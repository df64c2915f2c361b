"""How English writes a quantity of the article: a date, a number, a sum of money, a share, a time.

Leaves out: reading English (`nlp.quantities.english_numbers`, `nlp.quantities.written_dates`).

>>> spoken("MONEY", "3500000 USD")[:2], spoken("DATE", "2025-09-24")[0]
(['3,500,000 USD', '$3,500,000'], '24 September 2025')
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Final

from nlp.document import EntityType
from nlp.text.calendar import ENGLISH_MONTHS

__all__ = ["spoken"]

_SCALES: Final = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (10**3, "thousand"))
_CURRENCY: Final = {
    "USD": ("$", "dollars"),
    "EUR": ("€", "euros"),
    "GBP": ("£", "pounds"),
    "EGP": ("", "pounds"),
    "SAR": ("", "riyals"),
}


def _numbers(value: str) -> list[str]:
    """Ways English writes a plain number: 3,500,000; 3500000; 3.5 million."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return [value]
    grouped = f"{number:,f}".rstrip("0").rstrip(".") if "." in value else f"{number:,f}"
    ways = [grouped, value] if number >= 10_000 else [value, grouped]
    for size, word in _SCALES:
        if number >= size and (number / size * 1000) % 1 == 0:
            ways.append(f"{format((number / size).normalize(), 'f')} {word}")
            break
    return list(dict.fromkeys(ways))


def _dates(value: str) -> list[str]:
    """Ways English writes an ISO date: 24 September 2025; September 24, 2025; 24 September; September 2025; 2025."""
    if "/" in value:
        first, last = value.split("/", 1)
        return [f"{_dates(first)[0]} – {_dates(last)[0]}", *_dates(first), *_dates(last)]
    if re.fullmatch(r"\d{4}", value):
        return [value]
    match = re.fullmatch(r"(\d{4}|-)-(\d\d)(?:-(\d\d))?", value)
    if not match:
        return [value]
    year, month, day = (
        match[1] if match[1] != "-" else "",
        ENGLISH_MONTHS[int(match[2]) - 1],
        str(int(match[3])) if match[3] else "",
    )
    if day and year:
        ways = [f"{day} {month} {year}", f"{month} {day}, {year}", f"{month} {day} {year}"]
    elif year:
        ways = [f"{month} {year}", f"{month}, {year}", f"{month} of {year}"]
    else:
        ways = []
    if day:
        ways += [f"{day} {month}", f"{month} {day}"]
    return [*ways, *([f"{month} {year}"] if year else []), month, *([year] if year else [])]


def spoken(kind: EntityType, value: str) -> list[str]:
    """Ways English writes a quantity, the one to show first."""
    if kind == "DATE":
        return _dates(value)
    if kind == "PERCENT":
        number = value.rstrip("%")
        return [f"{number}%", f"{number} percent", f"{number} per cent", number]
    if kind == "MONEY":
        amount, _, code = value.partition(" ")
        symbol, plural = _CURRENCY.get(code, ("", ""))
        ways: list[str] = []
        for way in _numbers(amount):
            ways += [f"{symbol}{way}"] if symbol else []
            ways += [f"{way} {plural}"] if plural else []
            ways += [f"{way} {code}", way]
        return [f"{_numbers(amount)[0]} {code}".strip(), *ways]
    if kind == "TIME":
        hour, minute = (int(part) for part in value.split(":"))
        short = f"{(hour - 1) % 12 + 1}" + (f":{minute:02d}" if minute else "")
        half = "a.m." if hour < 12 else "p.m."
        return [
            value,
            f"{short} {half}",
            f"{short} {half.replace('.', '')}",
            f"{short}{half.replace('.', '')}",
            f"{hour}:{minute:02d}",
        ]
    return _numbers(value)
