"""A tagged stretch without what is no name at its ends: marks, titles and roles before a person, what a place is, words that say
when.

>>> from nlp.text.tokens import tokenize
>>> trim(tokenize("الأمير سلطان"), 0, 2, "PERS")
(1, 2)

Leaves out: the rest of a name that was cut off (`nlp.names.spans.whole`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from nlp.document import EntityType, Token
from nlp.names.english_name import bare_forms, is_one_of
from nlp.names.facts.roles import GIVEN_NAMES, role_words, roles
from nlp.names.gazetteer import borne, mined, places
from nlp.names.listed import known
from nlp.names.made_of_words.lookup import head_of, noun_of, place_name
from nlp.names.spans.bare import TANWIN
from nlp.text.normalize import fold

__all__ = ["HIS", "TITLES", "is_mark", "trim"]

# «دور» too, the role that somebody plays: «دور ماهور».
TITLES: Final = frozenset(
    fold(word)
    for word in (
        "السيد السيدة الدكتور الدكتورة د دكتور دكتورة المهندس المهندسة م مهندس أ الأستاذ الأستاذة أستاذ البروفيسور بروفيسور الشيخ الشيخة "  # noqa: E501
        "الحاج الأمير الأميرة الملك الملكة السلطان الإمام القس الأب البابا المطران الكاردينال اللواء العميد العقيد المقدم الرائد النقيب "  # noqa: E501
        "الجنرال الفريق المشير المستشار المستشارة المحامي المحامية القاضي النائب النائبة السيناتور الوزير الوزيرة الرئيس الرئيسة السفير "  # noqa: E501
        "السفيرة الزعيم القائد الكابتن الفنان الفنانة المخرج الكاتب الكاتبة الشاعر الصحفي الصحفية الصحافي الإعلامي الإعلامية الناشط الناشطة "  # noqa: E501
        "الشهيد الشهيدة مستر سير لورد السير اللورد دور"
    ).split()
)
_PLACE_HEADS: Final = frozenset(
    fold(w) for w in "مدينة بلدة قرية محافظة ولاية دولة منطقة إقليم مقاطعة حي جزيرة عاصمة العاصمة".split()
)
_CUT_CLITICS: Final = frozenset({"لـ", "بـ", "كـ", "وـ"})
# Before a name: «غريمه بوكا جونيورز», its rival Boca Juniors.
HIS: Final = frozenset(
    fold(w) for w in "غريمه ضيفه ضيفته ضيفها مضيفه مضيفته مضيفها جاره منافسه منافسته مطارده نظيره زميله مواطنه مواطنته".split()
)
_FOR_THOSE_WITH: Final = fold("لذوي")
_GOES_ON: Final = frozenset({"بن", "ابن", "بنت", "ال"})  # nobody's last name
_OF_NOW: Final = frozenset(
    fold(w) for w in "السابق السابقة الأسبق الحالي الحالية المقبل المقبلة القادم القادمة الماضي الماضية المذكور المذكورة".split()
)
_OF_SHARES: Final = frozenset(fold(w) for w in "النمو الصعود الهبوط الارتفاع التراجع الانخفاض الصدارة مكاسبه خسائره".split())
_GREAT: Final = frozenset(fold(w) for w in "الكبرى الكبير الكبيرة الأولى الثانية الثالثة العظيم العظيمة الجديد الجديدة".split())
_FEDERATION, _FOR_BALL = fold("اتحاد"), fold("لكرة")
_OF_FIRMS: Final = frozenset({fold("القابضة"), fold("المحدودة")})  # last words of a firm's name
_SIDES: Final = frozenset(fold(w) for w in "الشمالية الجنوبية الشرقية الغربية الشمالي الجنوبي الشرقي الغربي".split())
_RELATIVES: Final = frozenset(fold(w) for w in "عقيلة زوجة زوج حرم نجل كريمة شقيق شقيقة والد والدة".split())  # after a name: whose


def trim(tokens: Sequence[Token], first: int, last: int, kind: EntityType) -> tuple[int, int]:
    """The stretch without marks at its ends, titles and roles before a person's name, and what a place is before its name.

    >>> from nlp.text.tokens import tokenize
    >>> trim(tokenize("« مدينة باريس »"), 0, 4, "LOC"), trim(tokenize("الأمير سلطان"), 0, 2, "PERS")
    ((2, 3), (1, 2))
    """
    while first < last and (is_mark(tokens[first]) or tokens[first].text in _CUT_CLITICS):
        first += 1
    while last > first and is_mark(tokens[last - 1]):
        last -= 1
    while last - first > 1 and _is_before(tokens, first, last, kind):
        first += 1
    while kind == "PERS" and last - first > 1 and _ends_a_person(tokens[last - 1]):
        last -= 1
    if kind == "PERS" and last - first > 2 and _is_office(tokens, last - 1):
        last -= 1
    if kind == "LOC" and last - first > 1 and fold(tokens[first].text) in _PLACE_HEADS and not _is_of_use(tokens, first, last):
        first += 1
    if kind == "LOC" and last - first == 2 and first and _is_side_of_kind(tokens, first):
        last -= 1
    while last - first > 1 and (
        fold(tokens[last - 1].text) == _FOR_THOSE_WITH
        or _is_said_after(tokens[last - 1], kind)
        or _is_of_now(tokens, first, last, kind)
    ):
        last -= 1
    return first, _with_rest(tokens, first, last, kind)


def _is_before(tokens: Sequence[Token], first: int, last: int, kind: EntityType) -> bool:
    """Whether the first of a stretch of several words is a title, a role or another word before the name."""
    person = kind == "PERS"
    title = person and _goes_before_a_person(tokens[first]) and fold(tokens[first + 1].text) != "ولد"
    verb = person and last - first > 2 and _is_verb_before(tokens[first], tokens[first + 1])
    return title or verb or is_one_of(fold(tokens[first].text), HIS) or (kind != "MISC" and _is_initial(tokens, first))


def _with_rest(tokens: Sequence[Token], first: int, last: int, kind: EntityType) -> int:
    """The end of a stretch with what cannot be left out: whose son («عبدالله بن بليلة»), «القابضة», «لكرة القدم».

    >>> from nlp.text.tokens import tokenize
    >>> _with_rest(tokenize("بثينة بن بليلة"), 0, 2, "PERS"), _with_rest(tokenize("بثينة بليلة"), 0, 1, "PERS")
    (3, 1)
    """
    if first >= last or last >= len(tokens):
        return last
    if kind == "PERS":
        return last + (fold(tokens[last - 1].text) in _GOES_ON and tokens[last].kind == "word")
    if kind == "ORG" and fold(tokens[last].text) in _OF_FIRMS:
        last += 1
    return last + 2 * (kind == "ORG" and _is_federation(tokens, first, last))


def _is_initial(tokens: Sequence[Token], at: int) -> bool:
    """Whether a stretch begins with a letter of somebody's initials, or its point, before the name of a place: «(م. ع عجمان)».

    >>> from nlp.text.tokens import tokenize
    >>> _is_initial(tokenize("ع عجمان"), 0), _is_initial(tokenize("ع . سعيد"), 0), _is_initial(tokenize("أبو عجمان"), 0)
    (True, False, False)
    """
    after = fold(tokens[at + 1].text)
    town = known().get(after)
    is_place = (town is not None and town.type == "LOC") or (town is None and after in places())
    return is_place and len(tokens[at].text) == 1


def _is_of_now(tokens: Sequence[Token], first: int, last: int, kind: EntityType) -> bool:
    """Whether the last word of a stretch says when somebody or something was or is that («مجلس الشعب السابق»), or is an adjective
    after all of a name that our tables have («أهداف الإسلام الكبرى»).

    >>> from nlp.text.tokens import tokenize
    >>> [_is_of_now(tokenize(text), 0, at, "ORG") for text, at in (("مجلس الشعب السابق", 3), ("مجلس الشعب المصري", 3))]
    [True, False]
    """
    words = [fold(token.text) for token in tokens[first:last]]
    if " ".join(words) in known():
        return False
    if _is_beside_all(words, kind):
        return True
    if kind != "MISC" and words[-1] in _OF_NOW:
        return True
    if words[-1] not in _GREAT:
        return False
    return any(" ".join((form, *words[1:-1])) in table for form in bare_forms(words[0]) for table in (known(), mined()))


def _is_beside_all(words: Sequence[str], kind: EntityType) -> bool:
    """Whether the last of the folded words stands after all of a name: what a share does («إعمار النمو»), what a body is asked for
    («مجلس الوزراء للاعتماد», no purpose of our tables), where a town is («سرت بليبيا»).

    >>> _is_beside_all(["اعمار", "النمو"], "ORG"), _is_beside_all(["سرت", "بليبيا"], "LOC"), _is_beside_all(["بنك", "دبي"], "ORG")
    (True, True, False)
    """
    before, word = " ".join(words[:-1]), words[-1]
    thing = next((known()[form] for form in bare_forms(before) if form in known()), None)
    if kind == "LOC":
        return word.startswith("ب") and place_name([word[1:]])[1] == 1 and (thing is not None or before in places())
    if kind == "ORG" and word in _OF_SHARES and not head_of(words[:1])[2]:
        return True
    if kind != "ORG" or thing is None or thing.type != "ORG":
        return False
    return word.startswith("لل") and len(words) > 2 and not noun_of([f"ال{word[2:]}"])[1]


def _is_office(tokens: Sequence[Token], at: int) -> bool:
    """Whether the last word of a tagged person is a role that a noun after it goes on with: «بديع مرشد جماعة الإخوان»."""
    word = fold(tokens[at].text)
    if word in GIVEN_NAMES or roles().get(word, ("", ""))[1] != "person" or at + 1 >= len(tokens):
        return False
    return tokens[at + 1].kind == "word" and tokens[at + 1].pos in {"noun", "adjective"}


def _is_verb_before(token: Token, name: Token) -> bool:
    """Whether the first word of a tagged person is the sentence's verb, and the name begins after it: «أطلع خليفة بن دراي»."""
    return token.pos == "verb" and not borne(fold(token.text)) and borne(fold(name.text))


def _is_said_after(token: Token, kind: EntityType) -> bool:
    """Whether the last word of a tagged span is no name's but the sentence's: «شهاب غانم بورقة», who took part with a paper.

    An indefinite common noun with «ب», an accusative («ديوناً»), and, after a person, a verb.
    """
    if kind == "MISC" or not token.readings or token.readings[0].source == "backoff" or borne(fold(token.text)):
        return False
    with_a = token.segments[0].text == "ب" and all(part.pos != "article" for part in token.segments) if token.segments else False
    common = token.pos in {"noun", "adjective"} and bool(token.glosses) and token.glosses[0][:1].islower()
    return (with_a and common) or (common and token.text.endswith("اً")) or (kind == "PERS" and token.pos == "verb")


def _is_federation(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether «لكرة القدم» or another ball game follows a federation: «اتحاد الجبل الأسود لكرة القدم».

    >>> from nlp.text.tokens import tokenize
    >>> _is_federation(tokenize("اتحاد لبنان لكرة القدم"), 0, 2), _is_federation(tokenize("نادي لبنان لكرة القدم"), 0, 2)
    (True, False)
    """
    federation = any(form.removeprefix("ال") == _FEDERATION for form in bare_forms(fold(tokens[first].text)))
    return federation and last + 1 < len(tokens) and fold(tokens[last].text) == _FOR_BALL and tokens[last + 1].kind == "word"


def _is_of_use(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the word of kind belongs to a place's name, which says what it is for: «مدينة دبي للإنترنت», Dubai Internet City.

    >>> from nlp.text.tokens import tokenize
    >>> _is_of_use(tokenize("مدينة دبي للإنترنت"), 0, 3), _is_of_use(tokenize("مدينة نيويورك"), 0, 2)
    (True, False)
    """
    words = [fold(token.text) for token in tokens[first + 1 : last]]
    described = len(words) > 1 and tokens[last - 1].pos == "adjective" and words[-1].startswith("ال") and words[-1] not in _SIDES
    return any(word.startswith("لل") for word in words[1:]) or (described and " ".join(words) not in places())


def _ends_a_person(token: Token) -> bool:
    """Whether a token that was tagged as the last of a person's name goes on about the person: «مكتوباً» (in writing), «عقيلة»."""
    word = token.text.rstrip("ا")
    return fold(token.text) in _RELATIVES or (word[-1:] in TANWIN or token.text[-1:] in TANWIN)


def _is_side_of_kind(tokens: Sequence[Token], first: int) -> bool:
    """Whether the side after a place's name is said of what the place is: «بلدة بيجي الشمالية» is Bayji, the town in the north.

    >>> from nlp.text.tokens import tokenize
    >>> _is_side_of_kind(tokenize("بلدة بيجي الشمالية"), 1), _is_side_of_kind(tokenize("إلى كوريا الشمالية"), 1)
    (True, False)
    """
    kind, name, side = (fold(token.text) for token in tokens[first - 1 : first + 2])
    if side not in _SIDES or f"{name} {side}" in known() or f"{name} {side}" in places():
        return False
    heads = {form for form in bare_forms(kind) if form in _PLACE_HEADS}
    return any(head.endswith("ه") == side.endswith("ه") for head in heads)


def _goes_before_a_person(token: Token) -> bool:
    word = fold(token.text)
    return is_mark(token) or (word in TITLES | role_words() and word not in GIVEN_NAMES)


def is_mark(token: Token) -> bool:
    return token.kind in {"punctuation", "symbol"} or not (fold(token.text).strip("ـ"))
