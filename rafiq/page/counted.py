"""Numbers of things in words, as each language counts them: English has two forms, Arabic four.

>>> counted("note", 1, "en"), counted("note", 2, "en"), counted("note", 0, "en")
('1 note', '2 notes', '0 notes')
>>> [counted("sentence", n, "ar") for n in (1, 2, 3, 11, 103)]
['جملة واحدة', 'جملتان', '٣ جمل', '١١ جملة', '١٠٣ جمل']
"""

from __future__ import annotations

from typing import Final, Literal

from rafiq.page.strings import arabic_digits

__all__ = ["Thing", "counted"]

Thing = Literal["sentence", "note"]
# English one and many; Arabic one, two, three to ten, and the others (after eleven a noun is singular again)
_FORMS: Final[dict[Thing, tuple[tuple[str, str], tuple[str, str, str, str]]]] = {
    "sentence": (("1 sentence", "{n} sentences"), ("جملة واحدة", "جملتان", "{n} جمل", "{n} جملة")),
    "note": (("1 note", "{n} notes"), ("ملاحظة واحدة", "ملاحظتان", "{n} ملاحظات", "{n} ملاحظة")),
}


def counted(thing: Thing, number: int, interface: str) -> str:
    """`number` of `thing` in the language of the interface."""
    english, arabic = _FORMS[thing]
    if interface != "ar":
        return english[number != 1].replace("{n}", str(number))
    few = 3 <= number % 100 <= 10
    form = arabic[number - 1] if number in (1, 2) else arabic[2] if few else arabic[3]
    return form.replace("{n}", arabic_digits(number))
