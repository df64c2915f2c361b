"""Sentences about matches, in which a town's name is its club's: «تعادل روما مع نابولي» is Roma and Napoli, not Rome and Naples.

The words beside tell: a verb, «على», «أمام», «ضيفه» before a club; «في», «إلى», «مدينة» or any other noun («شوارع روما») before the
town. Leaves out: clubs with names of their own (`nlp/data/organisations_list.tsv`), national teams.

>>> from nlp.text.tokens import tokenize
>>> club_at(tokenize("فاز الفريق على روما في الدوري"), 3, 4).english, club_at(tokenize("زار المدرب ملاعب روما"), 3, 4)
('Roma', None)
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final

from nlp.document import NameSource, Token
from nlp.names.english_name import bare_forms, is_one_of
from nlp.names.gazetteer import places
from nlp.names.listed import Known, known
from nlp.names.made_of_words.wording import follows_preposition
from nlp.text.normalize import fold
from nlp.text.tables import rows

__all__ = ["club_at", "is_about_a_match", "names_a_club", "plays"]

_NEAR: Final = 16  # tokens
_OPENING: Final = frozenset("(")  # «إنتر (ميلانو)»
_SURE: Final = frozenset(
    fold(word)
    for word in "دوري مباراة مباريات هدفا هدفين أهداف ملعب ملعبه فريق لاعب لاعبي لاعبو مدرب كأس ضيفه مضيفه ضيفا مهاجم مدافع "
    "مرمى شباك لقاء ملاقاة بوندسليغا بطولة صدارة رصيده رصيد وصيف ترتيب دقيقة شوط انتقال صفوف كرة متصدر ذهاب إياب نادي".split()
)
_PERHAPS: Final = frozenset(fold(word) for word in "هدف نقطة نقاط مرحلة فوز تعادل".split())
_IN_PLACES: Final = frozenset(
    fold(word)
    for word in "في إلى من مدينة العاصمة شمال جنوب شرق غرب قرب حي نحو عبر دورة بطولة سباق جائزة ماراثون مطار شوارع".split()
)
# After these, beside verbs and marks, a town's name is its club's.
_BEFORE_CLUBS: Final = frozenset(
    fold(word)
    for word in "ملاقاة كل تأهل صعود هبوط على أمام مع ضد عن بين لكن إن أن "
    "أما قبل بعد حساب نادي فريق لاعب لاعبي لاعبو مدرب مهاجم حارس مدافع نجم جماهير "
    "رصيد مرمى شباك صفوف ضيفه مضيفه ضيفته منافسه غريمه جاره وصيفه مطارده نظيره فوز خسارة هزيمة تعادل صدارة قميص مباراة لقاء "
    "كان بات عرض اهتمام".split()
)
_TO: Final = fold("إلى")
_IN_LEAGUES: Final = ((fold("في"), fold("الدوري")), (fold("في"), fold("دوري")))
_AT: Final = frozenset(fold(word) for word in "في مدينة العاصمة ملعب ضواحي".split())
_MOVES: Final = frozenset(fold(word) for word in "انتقل ينتقل انتقاله الانتقال انتقال انضم ينضم انضمامه الانضمام انضمام".split())


@lru_cache(maxsize=1)
def _clubs() -> dict[str, Known]:
    """Folded town → its club."""
    return {
        fold(variant): Known(english, NameSource.OURS, "ORG", "Sports", f"sports club, {country}", NameSource.OURS)
        for variants, english, country in rows("names_clubs.tsv", 3)
        for variant in variants.split("|")
    }


def is_about_a_match(tokens: Sequence[Token], first: int, last: int, *, surely: bool = False) -> bool:
    """Whether words of matches stand near `tokens[first:last]`: one that hardly ever means anything else, or (not `surely`) any.

    >>> from nlp.text.tokens import tokenize
    >>> tokens = tokenize("حقق روما هدف المرحلة")
    >>> is_about_a_match(tokens, 1, 2), is_about_a_match(tokens, 1, 2, surely=True)
    (True, False)
    """
    near = tokens[max(0, first - _NEAR) : last + _NEAR]
    wanted = _SURE if surely else _SURE | _PERHAPS
    forms = {form for token in near for form in bare_forms(fold(token.text))}
    return any(form.removeprefix("ال") in wanted or _is_only_a_club(form) for form in forms)


@cache
def _is_only_a_club(word: str) -> bool:
    """Whether a folded word is a club and no town.

    >>> _is_only_a_club("يوفنتوس"), _is_only_a_club("روما")
    (True, False)
    """
    return _is_listed_club(word) and word not in _clubs() and word not in places()


def _is_listed_club(name: str) -> bool:
    """Whether our lists have a folded name as that of a club or of another thing of sports."""
    thing = known().get(name)
    return thing is not None and thing.fine == "Sports"


def names_a_club(words: Sequence[str]) -> bool:
    """Whether folded words are a club's name, a town's or its own: «حارس برشلونة» keeps a goal.

    >>> names_a_club(["برشلونه"]), names_a_club(["ريال", "مدريد"]), names_a_club(["الليل"])
    (True, True, False)
    """
    name = " ".join(words)
    return name in _clubs() or _is_listed_club(name)


def plays(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a town's name may be a club's: «يستضيف ديجون على ملعبه», «أمام روما»; not «وصل إلى روما».

    >>> from nlp.text.tokens import tokenize
    >>> plays(tokenize("فاز الفريق على روما في الدوري"), 3, 4), plays(tokenize("وصل الفريق إلى روما"), 3, 4)
    (True, False)
    """
    before = next((token for token in reversed(tokens[max(0, first - 2) : first]) if token.kind == "word"), None)
    if follows_preposition(tokens[first]) or (before is not None and is_one_of(fold(before.text), _IN_PLACES)):
        return False
    return is_about_a_match(tokens, first, last)


def club_at(tokens: Sequence[Token], first: int, last: int) -> Known | None:
    """The club that a town's name `tokens[first:last]` is; None where it may be the town.

    >>> from nlp.text.tokens import tokenize
    >>> club_at(tokenize("ينتقل اللاعب إلى بلنسية"), 3, 4).english, club_at(tokenize("يسافر اللاعب إلى بلنسية"), 3, 4)
    ('Valencia', None)
    >>> texts = "انتزع المركز من روما في الدوري الإيطالي", "أقيمت المباراة في روما في الدوري الإيطالي"
    >>> [bool(club_at(tokenize(text), 3, 4)) for text in texts]
    [True, False]
    """
    club = next((_clubs()[key] for key in _keys(tokens, first, last) if key in _clubs()), None)
    if club is None or not is_about_a_match(tokens, first, last, surely=True):
        return None
    beside = tokens[first - 1] if first else None
    after = tuple(fold(token.text) for token in tokens[last : last + 2])
    if after in _IN_LEAGUES and not follows_preposition(tokens[first]) and not (beside and is_one_of(fold(beside.text), _AT)):
        return club  # «انتزع المركز الثاني من روما في الدوري الإيطالي»
    if beside is None or (beside.kind != "word" and beside.text not in _OPENING):
        return club
    moves = fold(beside.text) == _TO and any(is_one_of(fold(token.text), _MOVES) for token in tokens[max(0, first - 4) : first - 1])
    if moves:
        return club  # «ينتقل بعدها إلى بلنسية»
    if beside.pos == "verb" or is_one_of(fold(beside.text), _BEFORE_CLUBS):
        return None if is_one_of(fold(beside.text), _IN_PLACES) else club
    joined = fold(tokens[first].text).startswith("و") and fold(tokens[first].text) not in _clubs()
    before = [fold(token.text) for token in tokens[first - 1 : first]]
    return club if joined and (_is_listed_club(before[0]) or club_at(tokens, first - 1, first)) else None  # «روما ونابولي»


def _keys(tokens: Sequence[Token], first: int, last: int) -> list[str]:
    """The folded names that some tokens may be, with and without clitics."""
    tail = [fold(token.text) for token in tokens[first + 1 : last]]
    return [" ".join((form, *tail)) for form in bare_forms(fold(tokens[first].text))]
