"""The tagger's spans put right: without marks, titles («الرئيس», «م.») and roles, so that each shows the name and only that.

>>> from nlp.text.tokens import tokenize
>>> tokens = tokenize("قال الرئيس دونالد ترمب")
>>> [span.arabic for span in tagged(0, tokens, ["O", "B-PERS", "I-PERS", "I-PERS"])]
['دونالد ترمب']

Leaves out: names that the tagger did not see (`nlp.names.spans.tables`, `nlp.names.spans.repeats`).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from nlp.document import EntityType, Token
from nlp.names.english_name import bare_forms, is_one_of
from nlp.names.facts.roles import GIVEN_NAMES, origins, role_words, roles
from nlp.names.gazetteer import borne, mined, places
from nlp.names.listed import known
from nlp.names.made_of_words.wording import (
    follows_preposition,
    is_manner,
    is_of_kind,
    is_one_more_adjective,
    is_ordinary,
    is_plain,
    is_said_of,
    is_trade,
    is_within_expression,
)
from nlp.names.spans.bare import TANWIN, is_origin_of, listed_alone, name_of
from nlp.names.spans.span import Span
from nlp.names.spans.stretches import stretches
from nlp.names.spans.whole import beginning, end
from nlp.quantities.currencies import is_currency
from nlp.text.normalize import fold

__all__ = ["tagged"]

# «دور» too, the role that somebody plays: «دور ماهور».
_TITLES: Final = frozenset(
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


_HE_SAID: Final = frozenset(fold(w) for w in "قال أضاف أوضح صرح تابع أردف استطرد".split())
_FUNCTION: Final = frozenset({"conjunction", "preposition", "particle", "pronoun", "relative pronoun"})
_CUT_CLITICS: Final = frozenset({"لـ", "بـ", "كـ", "وـ"})
_LISTS: Final = frozenset("،,؛و")
# Before a name: «غريمه بوكا جونيورز», its rival Boca Juniors.
_HIS: Final = frozenset(
    fold(w) for w in "غريمه ضيفه ضيفته ضيفها مضيفه مضيفته مضيفها جاره منافسه منافسته مطارده نظيره زميله مواطنه مواطنته".split()
)
_FOR_THOSE_WITH: Final = fold("لذوي")
_KINDS_OF_FIRMS: Final = frozenset("شمع شمك شمب شمخ شمعم شمقع شمل ذمم شذمم شمسع".split())
_GOES_ON: Final = frozenset({"بن", "ابن", "بنت", "ال"})  # nobody's last name
_OF_NOW: Final = frozenset(
    fold(w) for w in "السابق السابقة الأسبق الحالي الحالية المقبل المقبلة القادم القادمة الماضي الماضية المذكور المذكورة".split()
)
_GREAT: Final = frozenset(fold(w) for w in "الكبرى الكبير الكبيرة الأولى الثانية الثالثة العظيم العظيمة الجديد الجديدة".split())
_RANKS: Final = frozenset(fold(w) for w in "الفريق اللواء العميد العقيد المقدم الرائد النقيب الملازم".split())
_BRANCHES: Final = frozenset(fold(w) for w in "شرطة ركن طيار بحري مهندس طبيب".split())
_FEDERATION, _FOR_BALL = fold("اتحاد"), fold("لكرة")
_OF_FIRMS: Final = frozenset({fold("القابضة"), fold("المحدودة")})  # last words of a firm's name
_SIDES: Final = frozenset(fold(w) for w in "الشمالية الجنوبية الشرقية الغربية الشمالي الجنوبي الشرقي الغربي".split())
_RELATIVES: Final = frozenset(fold(w) for w in "عقيلة زوجة زوج حرم نجل كريمة شقيق شقيقة والد والدة".split())  # after a name: whose
# A body named by its kind alone is no name.
_GENERIC: Final = frozenset(
    fold(w)
    for w in (
        "جيش قوات شركة شركات حكومة وزارة وزارات شرطة برلمان مجلس محكمة منظمة حركة حزب جامعة بنك هيئة وكالة دولة كيان لجنة مؤسسة "
        "جمعية سلطة منتخب ملعب دول أمم تلفزيون إذاعة"
    ).split()
)
# … and these where they stand alone: «الكلية الفنية» is a college, «الكلية» that of before, or a kidney.
_ALONE: Final = frozenset(fold(w) for w in "كلية مدرسة معهد مستشفى مجلة قناة مصرف مصنع فندق متحف مسجد محيط نهر".split())


def tagged(index: int, tokens: Sequence[Token], tags: Sequence[str]) -> list[Span]:
    """The spans of sentence `index` by the BIO `tags` of its tokens, in order."""
    spans = (_span(index, tokens, tags, part) for part in stretches(tokens, tags))
    return [span for span in spans if span is not None]


def _span(index: int, tokens: Sequence[Token], tags: Sequence[str], run: tuple[EntityType, int, int]) -> Span | None:
    """The span of a tagged stretch, or None when nothing of it is a name."""
    kind, first, last = run
    if _is_branch_of_rank(tokens, first, last):  # «الفريق شرطة الهادي محمد»
        kind, first = "PERS", first + 1
    first, last = _trim(tokens, first, last, kind)
    if last - first > 1 or (first < last and not _is_common(tokens, first, kind, name_of(tokens, first, last, kind)[0])):
        first, last = beginning(tokens, tags, first, kind), end(tokens, tags, first, last, kind)
    if not any(token.kind in {"word", "latin"} for token in tokens[first:last]):
        return None
    words = [fold(token.text) for token in tokens[first:last] if not _is_mark(token)] or [""]
    key, shown = name_of(tokens, first, last, kind, listed=_is_listed(tokens, tags, first))
    alone = last - first == 1
    if alone and kind in {"LOC", "ORG"} and _is_speaker(tokens, first, key):
        kind = "PERS"
    if len(key) <= 1 or _are_letters(words, kind) or _is_kind(words, kind) or (alone and _is_title(fold(tokens[first].text), kind)):
        return None
    if alone and (_is_common(tokens, first, kind, key) or (kind != "PERS" and is_currency(key))):
        return None
    unlisted = kind == "ORG" and not alone and key not in known()
    if (kind == "ORG" and _is_purpose(tokens, first)) or (unlisted and _is_described_trade(tokens, first, last)):
        return None
    if kind == "PERS" and (
        (is_manner(tokens[first:last]) and not any(borne(word) for word in words[1:]))
        or (not alone and key not in known() and _is_of_words(tokens[first:last]))
    ):
        return None
    return Span(index, first, last, kind, key, shown)


def _are_letters(words: Sequence[str], kind: EntityType) -> bool:
    """Whether folded words tagged as a body are two letters, somebody's initials («ش. ي»), or say of what law a firm is: «ش.م.ع».

    >>> _are_letters(["ش", "ي"], "ORG"), _are_letters(["ش", "م", "ع"], "ORG"), _are_letters(["ا", "ف", "ب"], "ORG")
    (True, True, False)
    """
    return kind == "ORG" and all(len(word) == 1 for word in words) and (len(words) == 2 or "".join(words) in _KINDS_OF_FIRMS)


def _is_branch_of_rank(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the first of the tagged words says what an officer's rank is of.

    >>> from nlp.text.tokens import tokenize
    >>> [_is_branch_of_rank(tokenize(text), 1, 3) for text in ("العميد شرطة الهادي", "قالت شرطة دبي")]
    [True, False]
    """
    rank = first > 0 and last - first > 1 and is_one_of(fold(tokens[first - 1].text), _RANKS)
    return rank and fold(tokens[first].text) in _BRANCHES


def _is_speaker(tokens: Sequence[Token], first: int, key: str) -> bool:
    """Whether an unknown word that was tagged as a place or body says something: «وأضاف إلداث», and Eldath added.

    >>> from nlp.text.tokens import tokenize
    >>> _is_speaker(tokenize("وأضاف إلداث"), 1, "الداث"), _is_speaker(tokenize("وقالت كونا"), 1, "كونا")
    (True, False)
    """
    said = first > 0 and is_one_of(fold(tokens[first - 1].text), _HE_SAID)
    return said and not tokens[first].text.startswith("ال") and not listed_alone(key)


def _is_of_words(tokens: Sequence[Token]) -> bool:
    """Whether all words of a tagged person are ordinary ones that nobody is called by: «فنجان شاي», a cup of tea."""
    return all(is_ordinary(token, "PERS") and not borne(fold(token.text).removeprefix("ال")) for token in tokens)


def _is_purpose(tokens: Sequence[Token], first: int) -> bool:
    """Whether what was tagged says what a body of some kind is for: «شركة لبناء السفن», a company that builds ships."""
    return follows_preposition(tokens[first]) and bool(_kind_before(tokens, first))


def _is_described_trade(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether what was tagged is what a company does and what it is like: «شركة الطيران الوطنية», the national airline."""
    like = all(token.pos == "adjective" and token.readings[0].source != "backoff" for token in tokens[first + 1 : last])
    return like and is_trade(tokens[first], _kind_before(tokens, first))


def _kind_before(tokens: Sequence[Token], at: int) -> str:
    """The folded word before a token when it is a role or kind; "" for none."""
    before = fold(tokens[at - 1].text) if at else ""
    return before if any(form in roles() for form in bare_forms(before)) else ""


def _is_common(tokens: Sequence[Token], at: int, kind: EntityType, key: str) -> bool:
    """Whether the only word of a tagged span is a common one: indefinite («ميتاً» is "dead", no Meta; «براغٍ» bolts, no Prague), of
    an expression, of the kind before it, a function word, or one that no table of names has."""
    token = tokens[at]
    if (
        is_within_expression(tokens, at)
        or is_origin_of(tokens, at)
        or (kind != "PERS" and not TANWIN.isdisjoint(token.text))
        or token.pos in _FUNCTION
        or is_one_of(fold(token.text), _HIS)
    ):
        return True
    noun = _kind_before(tokens, at)
    listed = key in known() or key in places()
    if (
        kind != "PERS"
        and noun
        and ((not listed and is_trade(token, noun)) or (is_of_kind(token, noun) and (not listed or is_plain(token))))
    ):
        return True
    before = fold(tokens[at - 1].text) if at else ""
    of_origin = kind == "PERS" and _is_origin(fold(token.text))
    if of_origin and ((noun and not noun.startswith("ال")) or is_one_of(before, _HIS)):
        return True  # «شاعر موريتاني», a Mauritanian poet; «نظيره القبرصي»
    if kind == "PERS" and (is_one_more_adjective(tokens, at) or is_said_of(tokens, at, role=noun)):
        return True
    return is_ordinary(token, kind) and not (listed_alone(key) or (kind == "PERS" and borne(key)))


def _is_listed(tokens: Sequence[Token], tags: Sequence[str], first: int) -> bool:
    """Whether a name goes on a list: a comma or «و» before it, or a name right before it.

    >>> from nlp.text.tokens import tokenize
    >>> _is_listed(tokenize("باريس ، وماكسيز"), ["B-LOC", "O", "B-ORG"], 2), _is_listed(tokenize("قال وماكسيز"), ["O", "B-ORG"], 1)
    (True, False)
    """
    before = next((at for at in range(first - 1, -1, -1) if tokens[at].text not in _LISTS), -1)
    return before >= 0 and (tags[before] != "O" or before < first - 1)


def _is_title(word: str, kind: EntityType) -> bool:
    """Whether a folded word that was tagged as a person is a title alone.

    >>> _is_title(fold("الرئيس"), "PERS"), _is_title(fold("رئيس"), "PERS"), _is_title(fold("السيسي"), "PERS")
    (True, False, False)
    """
    return kind == "PERS" and word.startswith("ال") and word in _TITLES | role_words()


def _is_kind(words: Sequence[str], kind: EntityType) -> bool:
    """Whether folded words that were tagged as a body or place name none: kinds and what they are for, or an adjective of origin.

    >>> _is_kind(["الجيش"], "ORG"), _is_kind(["جيش", "الكيان", "للتكنولوجيا"], "ORG"), _is_kind([fold("الإسرائيلي")], "ORG")
    (True, True, True)
    >>> _is_kind(["جيش", "لبنان"], "ORG")
    False
    """
    if kind == "PERS":
        return False
    if len(words) == 1 and any(_is_origin(form) or form.removeprefix("ال") in _ALONE for form in bare_forms(words[0])):
        return True
    head = [words[0], *takewhile(lambda word: not word.startswith("لل"), words[1:])]
    return all(any(form.removeprefix("ال") in _GENERIC for form in bare_forms(word)) for word in head)


def _is_origin(form: str) -> bool:
    """Whether a folded word is an adjective of origin and no name: «قرية مجرية» is a Hungarian village.

    >>> _is_origin(fold("الإسرائيلي")), _is_origin(fold("مجرية")), _is_origin(fold("مالي"))
    (True, True, False)
    """
    article = form.startswith("ال") and form[2:] in origins()
    return article or (form in origins() and form not in places() and form not in known())


def _is_mark(token: Token) -> bool:
    return token.kind in {"punctuation", "symbol"} or not (fold(token.text).strip("ـ"))


def _trim(tokens: Sequence[Token], first: int, last: int, kind: EntityType) -> tuple[int, int]:
    """The stretch without marks at its ends, titles and roles before a person's name, and what a place is before its name.

    >>> from nlp.text.tokens import tokenize
    >>> _trim(tokenize("« مدينة باريس »"), 0, 4, "LOC"), _trim(tokenize("الأمير سلطان"), 0, 2, "PERS")
    ((2, 3), (1, 2))
    """
    while first < last and (_is_mark(tokens[first]) or tokens[first].text in _CUT_CLITICS):
        first += 1
    while last > first and _is_mark(tokens[last - 1]):
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
    return title or verb or is_one_of(fold(tokens[first].text), _HIS) or (kind != "MISC" and _is_initial(tokens, first))


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
    if kind != "MISC" and words[-1] in _OF_NOW:
        return True
    if words[-1] not in _GREAT:
        return False
    return any(" ".join((form, *words[1:-1])) in table for form in bare_forms(words[0]) for table in (known(), mined()))


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
    return _is_mark(token) or (word in _TITLES | role_words() and word not in GIVEN_NAMES)
