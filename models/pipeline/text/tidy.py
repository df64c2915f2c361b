"""Small things of English spelling that a network gets wrong when names are put into its text: "a Egyptian", "al-al-Bashir", a
small first letter.

>>> indefinite("How did a Egyptian join an university for a hour?")
'How did an Egyptian join a university for an hour?'
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from typing import Final

from nlp.doubts.english_words import is_word
from nlp.doubts.places import countries
from nlp.text.calendar import ENGLISH_MONTHS, ENGLISH_WEEKDAYS
from nlp.text.english import stop_words

__all__ = ["capitalised", "indefinite", "lowered", "tidied", "with_articles", "with_head"]

_ARTICLE: Final = re.compile(r"((?:(?<![^\W_])|(?<=[\"'(]))a|(?:^|(?<=[.!?:][ \"'])|(?<=\"))A)(n?) (?=[\"'(]?([A-Za-z]+))")
_CONSONANT: Final = re.compile(
    r"(?:eu|ew|uni(?:on|t|q|v|f|c|l|s)|unanim|use|usu|uta|uti|ura|uro|ubi|ufo|ukr|ugan|urug|one\b|once\b|oui)", re.IGNORECASE
)
_VOWEL: Final = re.compile(r"(?:[aeio]|u|hour|honest|honou?r|heir)", re.IGNORECASE)

_FIRST: Final = re.compile(r"\W*([A-Z])([a-z']*)(?![\w.-]*[A-Z\d@/])(?: ([A-Z]))?")
_TWICE: Final = re.compile(r"\b([Aa]l-)(?:[Aa]l-)+")
_BEFORE_STOP: Final = re.compile(r" +(?=[,.;!?](?:\s|$))")
_YS: Final = re.compile(r"\b([a-z]+[bcdfghjklmnpqrstvwxz])ys\b")  # "universitys", "carrys"
_AFTER_DASH: Final = re.compile(r"(?<=[\w,)] [–—] )[A-Z][a-z]+(?= [a-z])")
_HEADS_OF_TITLES: Final = frozenset(("the", "a", "an"))
_DASH: Final = re.compile(r"(?<=\w)(?: ([–—])|([–—]) )(?=\w)")  # a space on one side of it alone


def indefinite(english: str) -> str:
    """`english` with "a" before consonants and "an" before vowels, by the sound of the commonest words. Abbreviations in capitals
    and single letters stay as they are written."""

    def put_right(match: re.Match[str]) -> str:
        word = match[3]
        if len(word) == 1 or word.isupper():
            return match[0]
        vowel = _VOWEL.match(word) and not _CONSONANT.match(word)
        return f"{match[1]}{'n' if vowel else ''} "

    return _ARTICLE.sub(put_right, english)


def tidied(english: str) -> str:
    """`english` with the right "a" or "an", an Arabic article once before a name, no space before a comma or full stop, one on
    either side of a dash or none, a small function word after it, and the ending of words in -y spelled as it is.

    >>> tidied("a al-al-Bashir , he said ."), tidied("from 16 June– 11 July"), tidied("two universitys")
    ('an al-Bashir, he said.', 'from 16 June – 11 July', 'two universities')
    >>> tidied("In 2023 – At the start of the war – it fell"), tidied("Obama – The making of a president")
    ('In 2023 – at the start of the war – it fell', 'Obama – The making of a president')
    """
    once = _DASH.sub(lambda dash: f" {dash[1] or dash[2]} ", _TWICE.sub(r"\1", english))
    once = _AFTER_DASH.sub(_small, once)
    return indefinite(_YS.sub(_ending, _BEFORE_STOP.sub("", once)))


def _small(word: re.Match[str]) -> str:
    """A function word in small letters; an article as it stands, for a title may begin with it."""
    small = word[0].lower()
    return small if small in stop_words("function") and small not in _HEADS_OF_TITLES else word[0]


def _ending(word: re.Match[str]) -> str:
    """A word in -ys with -ies where that is one and -ys is none."""
    return f"{word[1]}ies" if is_word(f"{word[1]}ies") and not is_word(word[0]) else word[0]


def capitalised(english: str) -> str:
    """`english` with a capital first letter, unless its first word has capitals elsewhere (iPhone).

    >>> capitalised("protest rally"), capitalised('"so it is"'), capitalised("iPhone sales")
    ('Protest rally', '"So it is"', 'iPhone sales')
    """
    first = re.search(r"[^\W\d_]+", english)
    if first is None or not first[0].islower() or len(first[0][0].upper()) > 1 or re.search(r"\d", english[: first.start()]):
        return english
    return english[: first.start()] + first[0][0].upper() + english[first.start() + 1 :]


def lowered(english: str, names: Collection[str] = ()) -> str:
    """`english` with a small first letter where its first word is a common one: neither one of `names`, a place, month or people,
    nor followed by another capital, unless it is a function word.

    >>> lowered("Its report"), lowered("Moscow said"), lowered("The UN said"), lowered("Rose Smith said"), lowered("I said")
    ('its report', 'Moscow said', 'the UN said', 'Rose Smith said', 'I said')
    """
    first = _FIRST.match(english)
    if first is None or any(english.startswith(name, first.start(1)) for name in names) or first[1] + first[2] in _proper_names():
        return english
    word = first[1].lower() + first[2]
    if word not in stop_words("function") and (first[3] or not is_word(word)):
        return english
    return english[: first.start(1)] + first[1].lower() + english[first.end(1) :]


def with_articles(english: str, names: Collection[str]) -> list[tuple[int, int, str]]:
    """The edits (start, end, new text) that put "the" before those of `names` that have it in English and came without.

    >>> with_articles("He fled to West Bank, then the West Bank, then Gaza", ["West Bank", "Gaza"])
    [(11, 11, 'the ')]
    """
    edits = []
    for name in names:
        if len(name.split()) < 2 or name.split()[-1].lower() not in _HEADS:
            continue
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", english):
            before = _LAST_WORD.search(english, 0, match.start())
            if before is not None and before[1].lower() in _BEFORE_ARTICLE:
                edits.append((match.start(), match.start(), "the "))
    return edits


def with_head(english: str, text: str, names: Collection[str]) -> list[tuple[int, int, str]]:
    """The edit that completes a name of `names` at the head of `text` whose beginning the English of it lost, as a network loses
    its first piece at times: "Arab Emirates is" for "United Arab Emirates".

    >>> with_head("dia, born in 2007", "Nadia، المولودة في 2007", ["Nadia"])
    [(0, 3, 'Nadia')]
    """
    head = next((name for name in sorted(names, key=len, reverse=True) if _HEAD.sub("", text).startswith(name)), "")
    start = _BEFORE_HEAD.match(english)
    if not head or start is None or re.search(rf"(?<!\w){re.escape(head)}(?!\w)", english):
        return []
    for cut in range(1, len(head) - _TAIL + 1):
        tail = head[cut:]
        whole = head[cut - 1] in " -" or not is_word(tail.split()[0].lower())
        if whole and re.match(rf"{re.escape(tail)}(?!\w)", english[start.end() :]):
            return [(start.end(), start.end() + len(tail), head)]
    return []


_HEAD: Final = re.compile(r"^\W+")
_BEFORE_HEAD: Final = re.compile(r"\W*(?:[Tt]he )?")
_TAIL: Final = 3  # letters of a name that are left at least
_LAST_WORD: Final = re.compile(r"([A-Za-z]+),? $")
_BEFORE_ARTICLE: Final = frozenset(
    "in of on to from by with and or for between that at against into within inside outside across through over under near but "
    "while as than says said".split()
)
_HEADS: Final = frozenset(
    "bank army council nations states union court committee organization organisation party ministry agency league authority front "
    "movement gulf sea strait river canal emirates kingdom republic strip house bureau federation commission parliament fund "
    "ocean mountains islands heights police guard corps brigades forces foundation association institute assembly senate".split()
)
"""Last words of names that English writes with its article."""


@lru_cache(maxsize=1)
def _proper_names() -> frozenset[str]:
    """Names of countries, peoples, months and weekdays, many of which are words as well (Turkey, Polish, May)."""
    return frozenset([*countries()[0], *ENGLISH_MONTHS, *ENGLISH_WEEKDAYS, "God", "Allah", "I"])
