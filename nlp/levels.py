"""How common a word is, as a level from 1 to 5 for a reader's slider.

Bounds are quantiles of the database's lemmas by `pos_lex_freq` (log10 share of the words of a million-word news corpus): level 1 is
the 500 commonest lemmas (half of all running words), 2 up to the 1,500th, 3 up to the 4,000th, 4 up to the 10,000th, 5 the rest.

>>> [level(f) for f in (-2.1, -4.0, -4.5, -5.0, -99.0)]
[1, 2, 3, 4, 5]
"""

from __future__ import annotations

from typing import Final

__all__ = ["level"]

_BOUNDS: Final = (-3.5493, -4.0484, -4.6602, -5.4006)


def level(frequency: float) -> int:
    """The level of a lemma whose log10 relative frequency is `frequency` (-99 when never seen)."""
    return 1 + sum(frequency < bound for bound in _BOUNDS)
