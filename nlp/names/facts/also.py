"""What else a name may be, told behind what a table says of it: «تونس» is the country, and its capital.

Which of the two an article means is mostly plain to its reader and seldom to a rule, so the card says both. The table is
`data/entities_also.tsv`. Leaves out: what the words beside a name settle (`nlp.names.facts.surroundings`).

>>> with_also("تونس", "Tunisia", "country in Africa; capital Tunis")
'country in Africa; capital Tunis; also Tunis itself'
>>> with_also("صعدة", "Saada", "city in Yemen"), with_also("صعدة", "Saada", "governorate of Yemen")
('city in Yemen; also the province around it', 'governorate of Yemen')
>>> with_also("مصر", "Egypt", "country in Africa; capital Cairo"), with_also("تونس", "Tunisia", "")
('country in Africa; capital Cairo', '')
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from nlp.text.normalize import fold
from nlp.text.tables import rows

__all__ = ["with_also"]

_ANY: Final = "*"
_PROVINCE: Final = re.compile("province|governorate|emirate")


@lru_cache(maxsize=1)
def _also() -> dict[tuple[str, str], str]:
    """(folded name, English) → what else it may be."""
    table = rows("entities_also.tsv", 3)
    return {(fold(variant), english): other for variants, english, other in table for variant in variants.split("|")}


def with_also(arabic: str, english: str, gloss: str) -> str:
    """A table's `gloss` of a name with what else the name may be; "" stays ""."""
    other = _also().get((fold(arabic), english), "") or _also().get((fold(arabic), _ANY), "")
    return f"{gloss}; {other}" if gloss and other and not _PROVINCE.search(gloss) else gloss
