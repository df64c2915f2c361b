"""Whether the words beside a name say that it is another than the one a table knows: «فرجينيا الغربية» is no part of Virginia.

A person or town in quotation marks, a person whom a street is called after («شارع صلاح الدين»), a place that a direction or
«الجديدة» follows,
one that a river, a magazine or a ship is called after, a body that an adjective of another nation follows, and a place that the
article calls a state or village where the table has a country.

>>> from nlp.text.tokens import tokenize
>>> tokens = tokenize("هضبة النيجر")
>>> is_another(tokens, 1, 2, "LOC", "country in Africa"), is_another(tokens, 1, 2, "LOC", "main river of West Africa")
(True, False)
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from nlp.document import EntityType, Token
from nlp.names.english_name import is_one_of
from nlp.names.facts.descriptions import Apposition
from nlp.names.facts.matches import plays
from nlp.names.facts.roles import origins
from nlp.names.facts.surroundings import MEDIA, is_quoted
from nlp.names.gazetteer import places
from nlp.text.normalize import fold

__all__ = ["is_another", "is_contradicted"]

_MAKES_ANOTHER: Final = frozenset(
    fold(word)
    for word in "الغربية الشرقية الشمالية الجنوبية الجديدة الغربي الشرقي الشمالي الجنوبي الجديد الإسلامي العربي الأخرى".split()
)
# What is called after a place and is none of what a table says of it.
_CALLED_AFTER: Final = frozenset(
    fold(word)
    for word in "بعنوان بني بنو وادي نهر نهري أنهار هضبة مشروع حوض شلالات جبل جبال بحيرة معركة اتفاقية سفينة فندق فيلم "
    "رواية مسلسل يخت بارجة طراد مقهى مطعم".split()
)
_CALLED_AFTER_PEOPLE: Final = frozenset(
    fold(word)
    for word in "مدينة حي بحي شارع ساحة ميدان جسر نفق ملعب ملعبه استاد مطار ميناء مدرسة ثانوية مستشفى مسجد جامع كنيسة معبر محطة "
    "معسكر مخيم قاعدة جائزة كأس سفينة فرقاطة مدمرة".split()
)
_POPULATED: Final = ("country", "capital", "state ", "city", "town", "borough", "province", "region", "continent", "island")
_TOWNS: Final = ("city", "town", "capital", "medieval city", "port")
_WORKS: Final = frozenset(  # «روايته (كونار)»
    fold(work + suffix)
    for work in "نص روايت قصت كتاب ديوان مسرحيت فيلم قصيدت مجموعت لوحت أغنيت".split()
    for suffix in ("ه", "ها", "هم")
)
_GROUNDS: Final = frozenset(fold(word) for word in "مجمع شارع حي ميدان برج".split())  # called after a firm, and none
_PLANS: Final = frozenset(fold(word) for word in "رؤية خطة استراتيجية أجندة مبادرة وثيقة".split())
_YEARS: Final = range(1900, 2101)
_PROVINCES: Final = ("province", "state ", "region", "governorate")
_CITIES: Final = frozenset(fold(word) for word in "مدينة بلدة قرية مدينتي بلدتي قريتي".split())
_IN: Final = fold("في")
_YEAR, _OF_48 = fold("عام"), "48"
_BUILDING: Final = frozenset(
    "hospital complex building tower towers stadium airport palace square mosque museum hotel bridge cathedral church".split()
)
_CALLINGS: Final = (  # of which a man has one
    frozenset(
        "artist painter poet novelist writer actor actress singer composer filmmaker author sculptor calligrapher critic".split()
    ),
    frozenset("footballer striker midfielder defender goalkeeper player cyclist swimmer boxer wrestler sprinter referee".split()),
    frozenset("companion caliph imam".split()),
    frozenset("owner businessman businesswoman billionaire tycoon banker".split()),
)
_MAKERS: Final = frozenset("company maker manufacturer brand".split())
_OTHER_BALLS: Final = tuple([fold(word)] for word in "السلة اليد الطائرة".split())  # «الدوري الأوروبي لكرة السلة»
# What is no country or capital: «ولاية النيجر» is a state of Nigeria, «ولاية واشنطن» one of the United States.
_PARTS_OF_COUNTRIES: Final = frozenset(fold(word) for word in "ولاية مقاطعة محافظة قرية بلدة نهر".split())


@lru_cache(maxsize=1)
def _nations() -> frozenset[str]:
    """The adjectives of origin in English."""
    return frozenset(origins().values())


def is_another(tokens: Sequence[Token], first: int, last: int, kind: EntityType, gloss: str) -> bool:
    """Whether the name `tokens[first:last]` of a sentence is another's than what a table's `gloss` is about."""
    grounds = kind == "ORG" and first > 1 and is_quoted(tokens, first, last) and is_one_of(fold(tokens[first - 2].text), _GROUNDS)
    if grounds or _is_title_of_work(tokens, first, last) or _is_plan(tokens, first, last) or _is_model(tokens, first, last, gloss):
        return True
    if kind == "ORG":
        return _is_another_body(tokens, first, last, gloss)
    if kind == "MISC":
        return "football" in gloss and [fold(token.text) for token in tokens[last : last + 2]][-1:] in _OTHER_BALLS
    if kind == "PERS":
        return (first > 0 and is_one_of(fold(tokens[first - 1].text), _CALLED_AFTER_PEOPLE)) or is_quoted(tokens, first, last)
    if kind == "LOC" and gloss.startswith(_TOWNS) and is_quoted(tokens, first, last):
        return True
    return kind == "LOC" and _is_another_place(tokens, first, last, gloss)


def _is_another_body(tokens: Sequence[Token], first: int, last: int, gloss: str) -> bool:
    """Whether an adjective of another nation follows a body, or a club's name is its town's («لمدينة كايزرسلاوترن»)."""
    if "club" in gloss.split() and first > 0 and is_one_of(fold(tokens[first - 1].text), _CITIES):
        return True
    if "hospital" in gloss.split() and _stands_elsewhere(tokens, last, gloss):
        return True  # «مستشفى كليفلاند كلينيك في أبوظبي»
    own = [origins().get(fold(token.text).removeprefix("ال"), "") for token in _after(tokens, last)]
    return any(each and each not in gloss for each in own) and not _nations().isdisjoint(gloss.split(" "))


def _is_title_of_work(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a name stands in brackets or quotation marks right after somebody's work.

    >>> from nlp.text.tokens import tokenize
    >>> [_is_title_of_work(tokenize(text), 2, 3) for text in ("نصها ( كونار )", "ولاية ( كونار )")]
    [True, False]
    """
    marked = first > 1 and last < len(tokens) and (tokens[first - 1].text == "(" or is_quoted(tokens, first, last))
    return marked and is_one_of(fold(tokens[first - 2].text), _WORKS)


def _is_model(tokens: Sequence[Token], first: int, last: int, gloss: str) -> bool:
    """Whether a maker's name and a number are what it made.

    >>> from nlp.text.tokens import tokenize
    >>> _is_model(tokenize("نوكيا 5800"), 0, 2, "Finnish telecoms company"), _is_model(tokenize("فرانس 24"), 0, 2, "news channel")
    (True, False)
    """
    return last - first > 1 and tokens[last - 1].text.isdecimal() and not _MAKERS.isdisjoint(gloss.split())


def _is_plan(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a place's name and a year are a plan's: «خطة أبوظبي 2030».

    >>> from nlp.text.tokens import tokenize
    >>> [_is_plan(tokenize(text), 1, 2) for text in ("خطة أبوظبي 2030", "« أبوظبي 2030 »", "في أبوظبي 2030")]
    [True, True, False]
    >>> _is_plan(tokenize("« أبوظبي 2030 »"), 1, 3)  # the year may be in the mention
    True
    """
    at = last - 1 if tokens[last - 1].text.isdecimal() else last
    year = tokens[at].text if at < len(tokens) else ""
    if first == 0 or not year.isdecimal() or int(year) not in _YEARS:
        return False
    return is_quoted(tokens, first, at + 1) or is_one_of(fold(tokens[first - 1].text), _PLANS)


def _after(tokens: Sequence[Token], last: int) -> list[Token]:
    """The token after a name, a closing quotation mark passed over; none at the end."""
    return [token for token in tokens[last : last + 2] if token.text != "»"][:1]


def _is_another_place(tokens: Sequence[Token], first: int, last: int, gloss: str) -> bool:
    before = [token for token in tokens[max(0, first - 2) : first] if token.kind == "word"]
    city = gloss.startswith(_PROVINCES) and any(is_one_of(fold(token.text), _CITIES) for token in before[-1:])
    if city or (gloss.startswith(_TOWNS) and plays(tokens, first, last)) or _is_after_initial(tokens, first):
        return True
    if _stands_elsewhere(tokens, last, gloss) or _is_of_a_place(tokens, first, last, gloss):
        return True
    if any(is_one_of(fold(token.text), MEDIA) for token in before[-1:]):
        return True
    named_after = any(is_one_of(fold(token.text), _CALLED_AFTER) for token in before[-1:])
    return (named_after and gloss.startswith(_POPULATED)) or any(
        fold(token.text) in _MAKES_ANOTHER for token in _after(tokens, last)
    )


def _is_after_initial(tokens: Sequence[Token], first: int) -> bool:
    """Whether a letter with a full stop stands before a name, which is then a person's: «ه. ويلز» is no Wales.

    >>> from nlp.text.tokens import tokenize
    >>> _is_after_initial(tokenize("ديكنز وه. ويلز"), 3), _is_after_initial(tokenize("في ويلز"), 1)
    (True, False)
    """
    letter = fold(tokens[first - 2].text) if first > 1 and tokens[first - 1].text == "." else ""
    return len(letter.removeprefix("و")) == 1


def _is_of_a_place(tokens: Sequence[Token], first: int, last: int, gloss: str) -> bool:
    """Whether a town's name goes on a place's («عجمان مارينا»), or lands are those of a year («المحتلة عام 48»).

    >>> from nlp.text.tokens import tokenize
    >>> _is_of_a_place(tokenize("على عجمان مارينا"), 2, 3, "city in United States")
    True
    >>> _is_of_a_place(tokenize("الأراضي المحتلة عام 48"), 0, 2, "region")
    True
    """
    before = fold(tokens[first - 1].text) if first else ""
    joined = gloss.startswith("city in") and before in places() and not tokens[first].text.startswith("و")
    after = [fold(token.text) for token in tokens[last : last + 2]]
    return joined or (after[:1] == [_YEAR] and after[1:2] in ([_OF_48], [f"19{_OF_48}"]))


def _stands_elsewhere(tokens: Sequence[Token], last: int, gloss: str) -> bool:
    """Whether a building's name goes on with «في» or «ب» and a place that the table's `gloss` does not have.

    >>> from nlp.text.tokens import tokenize
    >>> tokens = tokenize("مركز التجارة العالمي في دبي")
    >>> _stands_elsewhere(tokens, 3, "New York complex"), _stands_elsewhere(tokens, 3, "tower in Dubai")
    (True, False)
    """
    if _BUILDING.isdisjoint(gloss.split(" ")):
        return False
    words = [fold(token.text) for token in tokens[last : last + 4] if token.kind == "word"]
    words = words[1:] if words[:1] == [_IN] else [word[1:] for word in words[:1] if word.startswith("ب")] + words[1:]
    place = next((places()[key] for key in (" ".join(words[:2]), *words[:1]) if key in places()), None)
    return place is not None and place.english.removesuffix(" City") not in gloss


def is_contradicted(gloss: str, descriptions: Sequence[Apposition]) -> bool:
    """Whether the article calls a part of a country what the table's `gloss` calls a country or capital, or an artist whom it calls
    a footballer or the owner of a club.

    >>> is_contradicted("British-Iranian owner of Everton", [Apposition("Iranian artist", "الفنان الإيراني")])
    True
    >>> is_contradicted("Saudi minister and novelist", [Apposition("poet", "الشاعر")])
    False
    """
    callings = {number for number, words in enumerate(_CALLINGS) if not words.isdisjoint(gloss.split())}
    said = {n for each in descriptions for n, words in enumerate(_CALLINGS) if not words.isdisjoint(each.english.split())}
    if callings and said and callings.isdisjoint(said):
        return True
    return gloss.startswith(("country ", "capital ")) and any(each.head in _PARTS_OF_COUNTRIES for each in descriptions)
