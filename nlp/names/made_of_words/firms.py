"""The English of firms that Arabic calls without the word for a firm: «أملاك للتمويل» is Amlak Finance, «الاتحاد العقارية» Union
Real Estate, «بلتون المالية القابضة» Beltone Financial Holding.

Their own name comes first and is spelt, though it be a common word: an indefinite noun, a noun before what the firm is for, or a
noun whose adjective agrees with «شركة» (company) that is left out. Then follow places, adjectives and the purpose, in Arabic order.
Leaves out: firms that are called by their kind (`nlp.names.made_of_words.bodies`) or are on a list.

>>> firm(fold("زغبوط للتمويل"), str.capitalize), firm(fold("الخليج للملاحة"), str), firm(fold("اتش اس بي سي الشرق الأوسط"), str)
('زغبوط Finance', 'Gulf Navigation', 'HSBC Middle East')
>>> firm(fold("القضاء العسكري"), str), firm(fold("زغبوط"), str)
('', '')
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from nlp.names.listed import known
from nlp.names.made_of_words.bodies import purpose_of
from nlp.names.made_of_words.letters import initials
from nlp.names.made_of_words.lookup import ARTICLE, AS_FIRMS, NOTHING, OF_FIRMS, adjective_of, place_name
from nlp.names.made_of_words.wording import Wording
from nlp.text.normalize import fold

__all__ = ["firm", "outlet"]

_MOST: Final = 10  # words
_LAST: Final = {
    fold(word): english
    for words, english in (("القابضة", "Holding"), ("المحدودة", "Limited"), ("كابيتال", "Capital"), ("جروب غروب", "Group"))
    for word in words.split()
}
_OUTLETS: Final = {
    fold(word): english
    for words, english in (
        ("مول", "Mall"),
        ("سنتر سنترز", "Center"),
        ("سيتي", "City"),
        ("بلازا", "Plaza"),
        ("تاور", "Tower"),
        ("تاورز", "Towers"),
        ("هاوس", "House"),
        ("جاليري غاليري", "Gallery"),
        ("مارت", "Mart"),
        ("ماركت", "Market"),
        ("هايبرماركت", "Hypermarket"),
        ("ريزورت", "Resort"),
        ("كافيه", "Café"),
    )
    for word in words.split()
}
_TRADES: Final = frozenset(
    fold(w) for w in "العقارية المالية الصناعية التجارية الطبية الزراعية الغذائية الدوائية البترولية الاستثمارية".split()
)
_SPELT_ARTICLE: Final = re.compile(r"^(?:al|el|ad|ed|an|as|ash|ar|at|az)-(?=[A-Z])")


def firm(key: str, spell: Callable[[str], str], own: Wording = NOTHING) -> str:
    """The English of a folded name that is a firm's by its form, else "". `spell` writes one word, `own` is the dictionary's.

    >>> firm(fold("السلام القابضة"), lambda word: "al-Salam"), firm(fold("مايكروسوفت الخليج"), str)
    ('Al Salam Holding', 'Microsoft Gulf')
    """
    words = key.split()
    last: list[str] = []
    while words and words[-1] in _LAST:
        last.insert(0, _LAST[words.pop()])
    name, aim = purpose_of(words, spell, own)
    aim = OF_FIRMS.get(aim, aim)
    if not name or not 1 < len(key.split()) <= _MOST or _is_described(name):
        return ""
    pieces = _pieces(name, spell, own)
    trade = name[-1] in _TRADES and not _agrees(name)
    known_first = initials(name)[1] or (len(name) > 1 and _firm_at(name)[1] and (name[1] in AS_FIRMS or place_name(name[1:])[1]))
    in_place = any(place_name(name[at:])[1] > 1 for at in range(1, len(name)))
    if not (pieces and (name[0] == "دار" or aim or last or trade or known_first or in_place)):
        return ""
    return " ".join(" ".join([*pieces, aim, *last]).split())


def outlet(key: str, spell: Callable[[str], str], own: Wording = NOTHING) -> str:
    """The English of a folded name that ends with an English word for its kind: «الريف مول» is Al Reef Mall; "" for any other.

    >>> outlet(fold("زغبوط مول"), str.capitalize), outlet(fold("زغبوط الكبير"), str)
    ('زغبوط Mall', '')
    """
    *name, kind = key.split()
    return " ".join([*_pieces(name, spell, own), _OUTLETS[kind]]) if name and kind in _OUTLETS and len(name) < _MOST else ""


def _is_described(name: Sequence[str]) -> bool:
    """Whether a definite noun and its adjective begin a name, which says what the body is: «الحملة الدولية للدفاع».

    >>> _is_described([fold("الحملة"), fold("الدولية")]), _is_described([fold("الاتحاد"), fold("العقارية")])
    (True, False)
    """
    noun = len(name) > 1 and name[0].startswith(ARTICLE) and not adjective_of(name[0])[0] and name[0] not in AS_FIRMS
    return noun and bool(adjective_of(name[1])[0]) and (name[1] not in _TRADES or _agrees(name[:2]))


def _agrees(name: Sequence[str]) -> bool:
    """Whether the noun that the last adjective may belong to agrees with it: «الشركة العقارية», not «الاتحاد العقارية».

    >>> _agrees([fold("المؤسسة"), fold("المالية")]), _agrees([fold("إشراق"), fold("العقارية")])
    (True, False)
    """
    before = name[-2] if len(name) > 1 else ""
    return before.startswith(ARTICLE) and before.endswith(("ه", "ات"))


def _pieces(name: Sequence[str], spell: Callable[[str], str], own: Wording) -> list[str]:
    """Places, initials and adjectives in English, the other words spelt, in Arabic order."""
    pieces: list[str] = []
    at = 0
    while at < len(name):
        bare = name[at][1:]
        joined = at > 0 and name[at].startswith("و") and (bare.startswith(ARTICLE) or _place_at([bare, *name[at + 1 :]])[1] > 0)
        rest = [bare if joined else name[at], *name[at + 1 :]]
        english, length = _place_at(rest) if joined else place_name(rest)
        if length < 2 and rest[0] in AS_FIRMS:
            english, length = AS_FIRMS[rest[0]], 1
        if not length and at == 0:
            english, length = _firm_at(rest)
        if not length:
            english, length = initials(rest)
        if not length and at == 0 and rest[0] == "دار":
            english, length = "Dar", 1
        if not length:
            english, length = adjective_of(rest[0], NOTHING if at == 0 else own)[0], 1
        pieces += [*(["and"] if joined else []), english or _spelt(rest[0], spell, own)]
        at += length
    return pieces


def _place_at(words: Sequence[str]) -> tuple[str, int]:
    """(English, words) of the place or the continent that words after "and" begin with: «الشرق الأوسط وإفريقيا»; ("", 0).

    >>> _place_at(["افريقيا"]), _place_at(["افراح"])
    (('Africa', 1), ('', 0))
    """
    english, length = place_name(words)
    thing = known().get(words[0])
    return (english, length) if length or thing is None or thing.type != "LOC" else (thing.english, 1)


def _firm_at(words: Sequence[str]) -> tuple[str, int]:
    """(English, words) of a firm on our list that a name begins with: «مايكروسوفت الخليج»; ("", 0)."""
    thing = known().get(words[0])
    return (thing.english, 1) if thing is not None and thing.type == "ORG" and not words[0].startswith(ARTICLE) else ("", 0)


def _spelt(word: str, spell: Callable[[str], str], own: Wording) -> str:
    """A word of a firm's own name in Latin letters: as the dictionary reads it, else as names are spelt.

    >>> from nlp.names.made_of_words.wording import Word
    >>> _spelt(fold("الواحة"), str, {fold("الواحة"): Word("Oasis", "noun", "Waha")}), _spelt("جيتكس", lambda word: "Gitex", {})
    ('Al Waha', 'Gitex')
    """
    meant = own.get(word)
    if meant is not None and word.isascii():
        return meant.english
    if meant is not None and meant.sound and meant.part != "name":
        return f"{'Al ' if word.startswith(ARTICLE) else ''}{meant.sound}"
    return _SPELT_ARTICLE.sub(lambda match: match[0][:-1].title() + " ", spell(word))
