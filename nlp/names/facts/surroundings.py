"""Names that what stands around them makes another's: in quotation marks or after «صحيفة» «الخليج» is the newspaper Al Khaleej; in
a match «الاتحاد الأوروبي» is UEFA; beside Bahrain or Qatar «عمان» is Oman, no Amman; in a match «روما» is Roma, no Rome.

>>> from nlp.text.tokens import tokenize
>>> tokens = tokenize("أبوظبي: «الخليج»")
>>> called(tokens, 3, 4).english, called(tokenize("دول الخليج"), 1, 2)
('Al Khaleej', None)
>>> called(tokenize("البحرين وعمان"), 1, 2).english, called(tokenize("وصل إلى عمان"), 2, 3), called(tokenize("البحرين وعمّان"), 1, 2)
('Oman', None, None)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile
from typing import Final

from nlp.document import NameSource, Token
from nlp.names.english_name import bare_forms, is_one_of
from nlp.names.facts.matches import club_at
from nlp.names.listed import Known, known
from nlp.text.normalize import QUOTATIONS, fold
from nlp.text.tables import rows

__all__ = ["MEDIA", "called", "is_paper", "is_quoted"]

MEDIA: Final = frozenset(fold(word) for word in "جريدة صحيفة مجلة قناة".split())
_ASSEMBLY, _OF_THE_NATIONS = fold("الجمعية العامة"), fold("للأمم")
_EUROPEAN, _UEFA = fold("الاتحاد الأوروبي"), fold("يويفا")
# «كرة» alone is left out: «فكرة» is an idea, and no "and a ball".
_OF_FOOTBALL: Final = frozenset(
    fold(word)
    for word in "لكرة الكرة مباراة المباراة مباريات دوري الدوري لاعب اللاعب لاعبي مدرب المدرب منتخب المنتخب كأس فيفا الفيفا شباك "
    "مرمى يويفا أندية الأندية بلاتر بلاتيني".split()
)
_AMMAN: Final = fold("عمان")
_OMAN: Final = fold("سلطنة عمان")
_DOUBLED: Final = "\u0651"
_OMANI: Final = ("العماني", "عماني", fold("السلطنة"))
_TO_THE: Final = "لال"
_DASHES: Final = frozenset("-–—")
_GULF: Final = fold("الخليج")
_SHE_ASKS: Final = frozenset(fold(word) for word in "كانت حاورت كشفت علمت رصدت التقت زارت استطلعت نشرت سألت تابعت تواصلت".split())
_PRONOUN: Final = re.compile("(?<=ت)(?:ه|ها|هم|هما|نا)$")
_TO: Final = "ل"  # «في تصريح ل الخليج»
_WITH: Final = "مع"
_BYLINE: Final = 2  # tokens before the paper's name that begins a report
_TALKS: Final = frozenset(  # «في حواره مع الخليج»
    fold(word) for word in "حوار حواره حوارها الحوار مقابلة مقابلته مقابلتها دردشة حديثه حديثها حوارنا حوارهم".split()
)
_MEETINGS: Final = frozenset(fold(word) for word in "لقاء تصريح تصريحات لقائه حديث".split())  # «في لقاء خاص مع الخليج»
_ALONE: Final = "خاص"
_SHARE: Final = frozenset({fold("سهم"), fold("أسهم"), fold("سهمي")})
_MARKET: Final = frozenset(
    fold(word)
    for word in (
        "سهم أسهم الأسهم سهما درهم درهما دراهم فلس فلسا فلوس دينار ريال بإغلاق أغلق التداول تداولات التداولات نقطة مغلقا"
    ).split()
)
_DISTANCES: Final = frozenset(fold(word) for word in "كلم كم كيلومتر كيلومترا كيلومترات ميل ميلا أميال".split())
_SIDES: Final = frozenset(fold(word) for word in "شمال جنوب شرق غرب شمالي جنوبي شرقي غربي".split())
_CAPITALS: Final = {fold(country): fold(capital) for country, capital in (("الجزائر", "الجزائر العاصمة"), ("تونس", "تونس العاصمة"))}
_SHIPS: Final = frozenset(
    fold(word) for word in "سفينة السفينة فرقاطة الفرقاطة مدمرة المدمرة غواصة الغواصة بارجة البارجة طراد الطراد".split()
)
_CARRIERS: Final = tuple(fold(words) for words in ("حاملة الطائرات", "ناقلة النفط"))
_TOWARDS: Final = fold("إلى")  # and no adjective
_OMANS: Final = frozenset(fold(word) for word in "خام نفط بحر سلطنة ساحل".split())
_AND_EVEN: Final = frozenset({fold("وحتى"), fold("حتى"), fold("ثم")})  # «الإمارات وحتى عمان»
_STATES: Final = frozenset(fold(word) for word in "السعودية الإمارات البحرين قطر الكويت اليمن".split())


@lru_cache(maxsize=1)
def _quoted() -> dict[str, Known]:
    """Folded name → what it is in quotation marks."""
    return {
        fold(arabic): Known(english, NameSource.OURS, "ORG", fine, gloss, NameSource.OURS)
        for arabic, english, fine, gloss in rows("names_quoted.tsv", 4)
    }


@lru_cache(maxsize=1)
def _shares() -> dict[str, Known]:
    """Folded short name of a listed firm → the firm."""
    return {
        fold(variant): Known(english, NameSource.OURS, "ORG", "Commercial", gloss, NameSource.OURS)
        for variants, english, gloss in rows("names_shares.tsv", 3)
        for variant in variants.split("|")
    }


def _share(tokens: Sequence[Token], first: int, last: int) -> Known | None:
    """The firm that a word or two are in a report of an exchange: «سهم زين», «الاتحاد الوطني بتداولات بقيمة 36 مليون درهم».

    >>> from nlp.text.tokens import tokenize
    >>> [share and share.english for share in (_share(tokenize(text), 1, 2) for text in ("سهم زين", "كلمات زين"))]
    ['Zain', None]
    """
    words = [fold(token.text) for token in tokens[first:last]]
    firm = next((_shares()[key] for form in bare_forms(words[0]) if (key := " ".join((form, *words[1:]))) in _shares()), None)
    if firm is None:
        return None
    before = fold(tokens[first - 1].text) if first else ""
    market = {fold(token.text) for token in tokens} & _MARKET
    return firm if is_one_of(before, _SHARE) or len(market) > 1 else None


def called(tokens: Sequence[Token], first: int, last: int) -> Known | None:
    """What the name `tokens[first:last]` of a sentence is by its quotation marks or neighbours; None where it is itself."""
    if (
        last - first == 1
        and _AMMAN in bare_forms(fold(tokens[first].text))
        and _DOUBLED not in tokens[first].text  # «عمّان» is Amman
        and (_is_among_states(tokens, first) or _has_omanis(tokens))
    ):
        return known()[_OMAN]
    key = " ".join(fold(token.text) for token in tokens[first:last])
    if key in known() and _is_ship(tokens, first):
        return replace(known()[key], type="MISC", fine="Vehicle", gloss="ship", gloss_source=NameSource.ARTICLE)
    other = _body(tokens, last, key) or _capital(tokens, first, key) or club_at(tokens, first, last)
    if other is not None:
        return other
    if share := _share(tokens, first, last):
        return share
    if tokens[first].text.startswith(_TO_THE):
        return _quoted().get(key[1:])  # «في جولة لالخليج»: the paper writes its own name so
    before = [fold(token.text) for token in tokens[max(0, first - 3) : first]]
    named = bool(before) and (before[-1] == _TO or is_one_of(before[-1], MEDIA) or _is_interview(before))
    named = named or _is_at_work(tokens, first, last, key)
    return _quoted().get(key) if named or is_quoted(tokens, first, last) else None


def is_paper(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the name `tokens[first:last]` is a newspaper's or channel's that bears a place's name or a word's.

    >>> from nlp.text.tokens import tokenize
    >>> is_paper(tokenize("أبوظبي: «الخليج»"), 3, 4), is_paper(tokenize("دول الخليج"), 1, 2)
    (True, False)
    """
    return last - first == 1 and called(tokens, first, last) in _quoted().values()


def _is_at_work(tokens: Sequence[Token], first: int, last: int, key: str) -> bool:
    """Whether a name begins a report («دبي: الخليج:», «القاهرة - الخليج:») or asks, as a paper does («حاورت الخليج الباحثة»: the
    sea is masculine).

    >>> from nlp.text.tokens import tokenize
    >>> texts = "القاهرة - الخليج : قررت", "حاورت الخليج الباحثة", "التقته الخليج فقال", "القاهرة - الخليج قريب"
    >>> [_is_at_work(tokens, at, at + 1, fold("الخليج")) for tokens, at in zip(map(tokenize, texts), (2, 1, 1, 2), strict=True)]
    [True, True, True, False]
    """
    before = fold(tokens[first - 1].text) if first else ""
    after = fold(tokens[last].text) if last < len(tokens) else ""
    byline = first == _BYLINE and before == ":"
    if (after == ":" and (before in _DASHES or byline)) or (byline and last < len(tokens) and tokens[last].pos == "verb"):
        return True
    asked = before if is_one_of(before, _SHE_ASKS) else _PRONOUN.sub("", before)  # «التقته الخليج»
    return key == _GULF and (after in _SHE_ASKS or (before != "" and is_one_of(asked, _SHE_ASKS)))


def _is_interview(before: Sequence[str]) -> bool:
    """Whether the folded words before a name say that somebody was asked by it: «في حواره مع الخليج».

    >>> _is_interview(["حواره", "مع"]), _is_interview(["لقاء", "خاص", "مع"]), _is_interview(["علاقاته", "مع"])
    (True, True, False)
    """
    if len(before) < len(("حوار", _WITH)) or before[-1] != _WITH:
        return False
    alone = before[-2] == _ALONE and len(before) > len((_ALONE, _WITH))
    return is_one_of(before[-3] if alone else before[-2], _TALKS | _MEETINGS if alone else _TALKS)


def is_quoted(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a name stands in quotation marks by itself: mostly a play, a picture or a paper that is called so.

    >>> from nlp.text.tokens import tokenize
    >>> is_quoted(tokenize("مسرحية «شمشون الجبار»"), 2, 4), is_quoted(tokenize("قال «إن لندن كبيرة»"), 3, 4)
    (True, False)
    """
    return first > 0 and last < len(tokens) and QUOTATIONS.get(tokens[first - 1].text) == tokens[last].text


def _body(tokens: Sequence[Token], last: int, key: str) -> Known | None:
    """The body that the name of a greater one is said of: UEFA in a match, anybody's general assembly."""
    if key == _EUROPEAN and any(is_one_of(fold(token.text), _OF_FOOTBALL) for token in tokens):
        return known()[_UEFA]
    return Known("General Assembly", NameSource.OURS, "ORG") if key == _ASSEMBLY and _is_of_others(tokens, last) else None


def _is_of_others(tokens: Sequence[Token], last: int) -> bool:
    """Whether a general assembly is somebody's, and not the United Nations': «الجمعية العامة للدول الأطراف».

    >>> from nlp.text.tokens import tokenize
    >>> [_is_of_others(tokenize(f"الجمعية العامة {of}"), 2) for of in ("للشركة", "للأمم المتحدة", "أمس")]
    [True, False, False]
    """
    after = fold(tokens[last].text) if last < len(tokens) else ""
    return after.startswith("لل") and after != _OF_THE_NATIONS


def _capital(tokens: Sequence[Token], at: int, key: str) -> Known | None:
    """The capital that a country's name is said of where a distance from it is told: «250 كلم شرق الجزائر» is Algiers.

    >>> from nlp.text.tokens import tokenize
    >>> _capital(tokenize("250 كلم شرق الجزائر"), 3, "الجزائر").english, _capital(tokenize("في شرق الجزائر"), 2, "الجزائر")
    ('Algiers', None)
    """
    if key not in _CAPITALS:
        return None
    before = {fold(token.text) for token in tokens[max(0, at - 4) : at]}
    return None if before.isdisjoint(_DISTANCES) or before.isdisjoint(_SIDES) else known().get(_CAPITALS[key])


def _is_ship(tokens: Sequence[Token], at: int) -> bool:
    """Whether a name stands after a ship's kind, with adjectives between at most: «حاملة الطائرات الفرنسية شارل ديغول».

    >>> from nlp.text.tokens import tokenize
    >>> _is_ship(tokenize("حاملة الطائرات «لياونينغ»"), 3), _is_ship(tokenize("سفينة قبالة لياونينغ"), 2)
    (True, False)
    >>> _is_ship(tokenize("هذه السفينة إلى مصراتة"), 3)
    False
    """
    before = [fold(token.text) for token in tokens[:at] if token.kind == "word"]
    while before and before[-1] != _TOWARDS and before[-1].startswith("ال") and before[-1].endswith(("ي", "يه")):
        before.pop()
    carrier = " ".join(before[-2:])
    return bool(before) and (is_one_of(before[-1], _SHIPS) or any(carrier.endswith(kind) for kind in _CARRIERS))


def _has_omanis(tokens: Sequence[Token]) -> bool:
    """Whether a sentence speaks of Omanis: «أهل عمان … عرف العمانيين».

    >>> from nlp.text.tokens import tokenize
    >>> _has_omanis(tokenize("من أهل عمان وعرف العمانيين")), _has_omanis(tokenize("من أهل عمان"))
    (True, False)
    >>> _has_omanis(tokenize("من شاعرات عمان، كيف ترين الشعر في السلطنة؟"))
    True
    """
    return any(form.startswith(_OMANI) for token in tokens for form in bare_forms(fold(token.text)))


def _is_among_states(tokens: Sequence[Token], at: int) -> bool:
    """Whether a state of the Gulf is the word before or after a token, with a comma between at most; or both are where somebody
    is from, in brackets.

    >>> from nlp.text.tokens import tokenize
    >>> _is_among_states(tokenize("خام عمان"), 1)
    True
    >>> [_is_among_states(tokenize(f"محمود ({state})، جمال (عمان)"), 7) for state in ("السعودية", "القاهرة")]
    [True, False]
    """
    if at and is_one_of(fold(tokens[at - 1].text), _OMANS):
        return True
    if _is_bracketed(tokens, at) and any(
        _is_bracketed(tokens, other) and is_one_of(fold(token.text), _STATES) for other, token in enumerate(tokens)
    ):
        return True
    words = [token for token in tokens[max(0, at - 2) : at + 3] if token.kind == "word" and fold(token.text) not in _AND_EVEN]
    index = words.index(tokens[at])
    beside = [*words[max(0, index - 1) : index], *words[index + 1 : index + 2]]
    following = takewhile(lambda token: token.text.startswith("و") or token.text in "،,", tokens[at + 1 : at + 6])
    return any(is_one_of(fold(word.text), _STATES) for word in (*beside, *following))  # «عمان وأمريكا وقطر»


def _is_bracketed(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token stands alone in brackets."""
    return 0 < at < len(tokens) - 1 and tokens[at - 1].text == "(" and tokens[at + 1].text == ")"
