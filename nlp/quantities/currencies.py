"""Currencies that an Arabic text names, as ISO 4217 codes: «دولار كندي», «ليرة», "€", "USD".

The table is `nlp/data/currencies.tsv`. A currency of several countries, without a country, is told by its Arabic word («جنيه»).
Leaves out: small change («سنت», «قرش»).

>>> from nlp.text.tokens import tokenize
>>> [currency(Line(tokenize(text)), 0) for text in ("دولار كندي", "دنانير", "$")]
[(2, 'CAD'), (1, 'دينار'), (1, 'USD')]
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from nlp.quantities.line import Line
from nlp.text.normalize import fold
from nlp.text.tables import rows

__all__ = ["SYMBOLS", "currency"]

SYMBOLS: Final = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₪": "ILS", "﷼": "SAR"}
_CODES: Final = frozenset("USD EUR GBP EGP SAR QAR AED KWD BHD OMR JOD IQD LBP SYP MAD TND DZD ILS JPY CNY CHF TRY".split())


_COINS: Final = frozenset("فلس فلسا فلسين فلوس قرش قرشا قروش سنت سنتا سنتات هللة هللات".split())  # parts of a currency


@dataclass(frozen=True, slots=True)
class _Currency:
    """What a word for money stands for: alone, and with the (folded) adjective of a country."""

    alone: str
    of_country: dict[str, str]


@lru_cache(maxsize=1)
def _currencies() -> dict[str, _Currency]:
    """Folded word → what it stands for."""
    out: dict[str, _Currency] = {}
    for forms, code, countries in rows("currencies.tsv", 3):
        words = [fold(word) for word in forms.split()]
        pairs = [pair.split("=") for pair in countries.split()]
        each = _Currency(words[0] if code == "-" else code, {fold(adjective): of for adjective, of in pairs})
        out |= dict.fromkeys(words, each)
    return out


def is_currency(word: str) -> bool:
    """Whether a folded word is one for money, coins included, with the article or without.

    >>> is_currency(fold("الريال")), is_currency(fold("فلسين")), is_currency(fold("ريال مدريد"))
    (True, True, False)
    """
    bare = word.removeprefix("ال")
    return word in _currencies() or bare in _currencies() or bare in _COINS


def currency(line: Line, at: int) -> tuple[int, str] | None:
    """(next, ISO 4217 code or the Arabic word of a currency whose country is not said) at a place, or None."""
    sign = line.written(at)
    if sign in SYMBOLS or sign in _CODES:
        return at + 1, SYMBOLS.get(sign, sign)
    named = _currencies().get(line.word(at))
    if named is None:
        return None
    adjective = line.word(at + 1)
    for ending in ("", "ا", "ه"):  # «دينارا كويتيا», «ليرة لبنانية»
        code = named.of_country.get(adjective.removesuffix(ending))
        if code is not None:
            return at + 2, code
    return at + 1, named.alone
