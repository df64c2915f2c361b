"""A name that has its own Latin form beside it in brackets, said once: «ديموكراسي ناو» (Democracy Now), whose English would be
"Democracy Now (Democracy Now)".

>>> text = "موقع «Democracy Now» (Democracy Now) أمس"
>>> said_once(text, list(range(len(text) + 1)), ["Democracy Now"])[0]
'موقع «Democracy Now» أمس'
"""

from __future__ import annotations

import re
from collections.abc import Collection

__all__ = ["said_once"]


def said_once(text: str, offsets: list[int], names: Collection[str]) -> tuple[str, list[int]]:
    """`text` without the brackets that repeat one of `names` right after it, and the places its characters come from (one more
    than characters)."""
    for name in dict.fromkeys(names):
        again = re.compile(rf"(?<!\w){re.escape(name)}[»\"”]?(\s*\(\s*{re.escape(name)}\s*\))")
        for match in reversed(list(again.finditer(text))):
            start, end = match.span(1)
            text, offsets = text[:start] + text[end:], offsets[:start] + offsets[end:]
    return text, offsets
