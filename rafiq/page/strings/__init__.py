"""Every word the page says, in English and in Arabic: tables, no logic but the look-up.

Lives here: the words of the reader, the start page and the library (`reading.py`), of My words and reviewing (`study.py`), of
the engines (`engines.py`).
Not here: numbers of things in words (`rafiq/page/counted.py`).

>>> text("read", "en"), text("read", "ar")
('Read', 'اقرأ')
>>> text("progress", "ar", done=6, total=14)
'٦ من ١٤ جملة'
"""

from __future__ import annotations

from typing import Final

from rafiq.page.strings.engines import ENGINES
from rafiq.page.strings.reading import READING
from rafiq.page.strings.shelf import SHELF
from rafiq.page.strings.study import STUDY

__all__ = ["STRINGS", "arabic_digits", "strings_for", "text"]

_ARABIC: Final = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
STRINGS: Final[dict[str, tuple[str, str]]] = {**READING, **STUDY, **ENGINES, **SHELF}


def text(key: str, interface: str, **values: object) -> str:
    """The words for `key` in `interface` ("en" or "ar"; anything else is English), with `{name}` filled from `values`."""
    words = STRINGS[key][1 if interface == "ar" else 0]
    for name, value in values.items():
        shown = arabic_digits(value) if interface == "ar" and isinstance(value, int) else str(value)
        words = words.replace("{" + name + "}", shown)
    return words


def arabic_digits(number: int) -> str:
    """`number` as an Arabic reader writes it."""
    return str(number).translate(_ARABIC)


def strings_for(interface: str) -> dict[str, str]:
    """The whole table in one language, for the component."""
    return {key: pair[1 if interface == "ar" else 0] for key, pair in STRINGS.items()}
