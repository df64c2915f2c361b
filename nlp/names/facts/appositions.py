"""What the article itself says someone or something is, beside the name: «مهندس الحاسبات المصري حسام نصر», «شركة مايكروسوفت».

Roles (`nlp/data/entities_roles.tsv`) and adjectives of origin (`entities_nationalities.tsv`) are put into English; the Arabic
words are kept to be shown with it. A description belongs to the noun it stands beside: what follows another person's name at once
is that person's, and an adjective of origin that agrees with a noun between role and name is that noun's. Leaves out: anything it
cannot name in English.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import takewhile
from typing import Final

from nlp.document import EntityType, Sentence, Token
from nlp.names.english_name import bare_forms, is_one_of
from nlp.names.facts.descriptions import COMMAS, Apposition, describe, is_feminine
from nlp.names.facts.roles import GIVEN_NAMES, origins, role_kind, roles
from nlp.names.gazetteer import ordinary, single_names
from nlp.names.listed import known
from nlp.names.made_of_words.wording import bears_clitic, follows_preposition
from nlp.text.normalize import fold

__all__ = ["apposition"]

_REACH: Final = 6  # words a role may stand before the name
_AFTER: Final = 14  # words of a description after the name
_STOPS: Final = {
    fold(w)
    for w in "في من إلى على عن مع إن أن الذي التي كان كانت قال قالت وقال هو هي "
    "ضد بين بعد قبل خلال حول تحت فوق منذ حتى عبر نحو "
    "وعضوية بحضور وبحضور بمشاركة وبمشاركة ومشاركة".split()
}
_KINDS: Final[dict[str, frozenset[str]]] = {
    "PERS": frozenset({"person"}),
    "ORG": frozenset({"thing"}),
    "LOC": frozenset({"place"}),
}
# With these another person's name begins: «نائب رئيس الوزراء والدكتور زيد» are two men.
_AND_TITLES: Final = frozenset(fold(w) for w in "والدكتور والدكتورة والأب والشيخ والشيخة والسيد والسيدة والأمير والأميرة".split())
# With these bodies' names begin that no website or application beside them is.
_SAY_THEMSELVES: Final = frozenset(
    fold(w)
    for w in "اتحاد مكتبة جامعة وزارة هيئة مجلس بلدية دائرة منظمة لجنة مؤتمر مهرجان ملتقى منتدى معرض قانون اتفاق اتفاقية "
    "شرطة بورصة سوق بنك مصرف رؤية خطة استراتيجية مبادرة نظام قرار ميثاق معاهدة دستور قمة كأس دوري حكومة".split()
)
_PRIZES: Final = frozenset(fold(word) for word in "جائزة جوائز".split())
_COMPANIONS: Final = frozenset("مواطن زميل شقيق نجل والد زوج صديق رفيق منافس".split())
_FREED, _CAPTIVE = fold("محرر"), (fold("أسير"), fold("أسرى"))  # «الأسير المحرر» is no editor
_LIKE: Final = frozenset(  # «الحزب الحاكم» has no governor, «الأمين العام المساعد» no assistant
    fold(word) for word in "الحاكم الحاكمة المساعد المساعدة".split()
)
_LIKE_A_NOUN: Final = ("ي", "يه")  # how adjectives of relation end
_HOUSES: Final = frozenset(fold(word) for word in "مؤسسة شركة مجموعة قناة شبكة وكالة".split())  # «مؤسسة مياسم الإعلامية»
_OF_THE_PRESS: Final = frozenset({fold("صحفي"), fold("صحافي")})
_TOLD_IT: Final = frozenset(fold(w) for w in "تصريح بيان مؤتمر لقاء حديث حوار مقال سبق عمل تحقيق تقرير بلاغ إيجاز".split())
_LADIES: Final = frozenset(fold(w) for w in "الشيخة السيدة الأميرة الملكة".split())  # «مستشار الرئيس الشيخة»: another
_GOD: Final = fold("الله")  # «كتاب الله» is not what He is
_ON_BEHALF: Final = fold("باسم")
_HOLDING: Final = fold("تنظيم")
_OTHER_KINDS: Final = frozenset({"thing", "work"})
_OPENING: Final = frozenset('«"“(.')
_ENDING: Final = frozenset('»"”)')
_DESCRIBING: Final = frozenset({"word", "latin", "number"})
_DOCTORS: Final = frozenset({fold("الدكتور"), fold("الدكتورة")})
_WHO: Final = frozenset({"الذي", "التي"})


def _is_adjective(words: Sequence[str], at: int) -> bool:
    """Whether a folded role at `at` only says what kind of thing the noun before it is.

    >>> _is_adjective(["السكرتير", "الصحفي"], 1), _is_adjective(["قال", "الصحفي"], 1), _is_adjective(["الاسير", "المحرر"], 1)
    (True, False, True)
    >>> _is_adjective(["الحزب", "الحاكم"], 1), _is_adjective(["الاغلبيه", "الحاكمه"], 1), _is_adjective(["بتصريح", "صحفي"], 1)
    (True, True, True)
    >>> _is_adjective(["العام", "المساعد"], 1), _is_adjective(["قال", "المساعد"], 1)
    (True, False)
    >>> _is_adjective(["الحراك", "السياسي", "والصحفي"], 2), _is_adjective(["قال", "السياسي", "والصحفي"], 2)
    (True, False)
    >>> _is_adjective(["لمؤسسه", "مياسم", "الاعلاميه"], 2), _is_adjective(["مع", "مياسم", "الاعلاميه"], 2)
    (True, False)
    """
    if at > 1 and words[at].startswith("وال") and words[at - 1].endswith(_LIKE_A_NOUN):
        return _is_adjective([*words[: at - 1], words[at][1:]], at - 1)
    if at > 1 and words[at].startswith("ال") and words[at].endswith(_LIKE_A_NOUN) and is_one_of(words[at - 2], _HOUSES):
        return True
    freed = at > 0 and words[at].removeprefix("ال").startswith(_FREED) and words[at - 1].removeprefix("ال").startswith(_CAPTIVE)
    if words[at] in _OF_THE_PRESS and at > 0 and not _TOLD_IT.isdisjoint(bare_forms(words[at - 1])):
        return True  # «تصريح صحافي», a press statement
    of_a_noun = at > 0 and words[at - 1].startswith(("ال", "لل"))  # «للشؤون الاقتصادية»
    return freed or (of_a_noun and (words[at] in _LIKE or (words[at].startswith("ال") and words[at].endswith(_LIKE_A_NOUN))))


def apposition(sentence: Sentence, first: int, last: int, kind: EntityType, people: Set[int] = frozenset()) -> Apposition | None:
    """What stands beside the name `first:last`: a role before it, or after a person's between commas. `people` are the places of
    the tokens that are part of people's names.

    >>> from nlp.text.tokens import tokenize
    >>> text = "قال مهندس الحاسبات المصري حسام نصر"
    >>> apposition(Sentence(0, len(text), text, tokens=tokenize(text)), 4, 6, "PERS").english
    'Egyptian engineer'
    """
    tokens, kinds = sentence.tokens, _KINDS.get(kind, _OTHER_KINDS)
    if kind == "PERS":
        return _before_a_person(tokens, first, kinds, people) or _after_a_person(tokens, last, kinds)
    return _before_another(tokens, first, kinds)


def _before_a_person(
    tokens: Sequence[Token], first: int, kinds: frozenset[str], people: Set[int] = frozenset()
) -> Apposition | None:
    """The longest description that ends where the name begins; none where it begins right after another person's name.

    >>> from nlp.text.tokens import tokenize
    >>> tokens = tokenize("التقى نافع مساعد الرئيس السوداني جبريل باسول")
    >>> _before_a_person(tokens, 5, frozenset({"person"}), {1, 5, 6}) is None
    True
    """
    begin = _outside(tokens, first)
    near = _words_before(tokens, begin)
    if follows_preposition(tokens[first]) or _is_joined_name(tokens, first):
        return None  # «مستشار اقتصادي لماكين» is another man, and so is «مدير الملاحة وسلطان»
    if near and fold(tokens[near[0]].text) in GIVEN_NAMES:
        return None
    lady = bool(near) and fold(tokens[near[0]].text) in _LADIES
    if near and _is_on_behalf(tokens, near):
        return None  # «متحدث باسم خالد» is another, and so is «متحدث باسم مستشفيات شون»
    other = next((at for at in near if at in people), -1)
    if other >= 0:
        after = describe(tokens, other + 1, begin, kinds) if other + 1 < begin else None
        joined = after is not None and not fold(tokens[other + 1].text).removeprefix("ال").startswith(after.head)
        if after is not None and not joined:
            return None
        near = [at for at in near if at > other]
    folded = [fold(token.text) for token in tokens[:begin]]
    near = list(takewhile(lambda at: tokens[at].pos != "verb", near))  # «في مطبخ المدير تغني فيردي»
    near = near[: next((place + 1 for place, at in enumerate(near) if folded[at] in _AND_TITLES), len(near))]
    near = near[: next((place for place, at in enumerate(near) if _is_his(folded[at])), len(near))]
    near = near[: next((place + 1 for place, at in enumerate(near) if _is_joined_role(folded[at])), len(near))]
    described = [describe(tokens, at, begin, kinds) for at in near if not _is_adjective(folded, at)]
    found = [each for each in described if each is not None and (not lady or is_feminine(each.head))]
    if len(found) > 1 and is_feminine(found[0].head) and not is_feminine(found[-1].head):
        return found[0]  # «أعفى عميد الكلية الطالبة ليلى»: the dean is another
    return found[-1] if found else None


def _is_on_behalf(tokens: Sequence[Token], near: Sequence[int]) -> bool:
    """Whether the words before a name, the nearest first, are on behalf of who or what bears it.

    >>> from nlp.text.tokens import tokenize
    >>> _is_on_behalf(tokenize("متحدث باسم مستشفيات شون"), [2, 1, 0]), _is_on_behalf(tokenize("متحدث باسم الجيش علي"), [2, 1, 0])
    (True, False)
    """
    words = [fold(tokens[at].text) for at in near]
    return words[0] == _ON_BEHALF or (words[1:2] == [_ON_BEHALF] and not words[0].startswith("ال"))


def _is_his(word: str) -> bool:
    """Whether a folded word joins somebody to the one before: «لاعب ريال مدريد ومدربه», his coach, is not the player.

    >>> _is_his(fold("ومدربه")), _is_his(fold("وزميله")), _is_his(fold("وكيله")), _is_his(fold("وزير"))
    (True, True, False, False)
    """
    stem = word[1:].removesuffix("ها").removesuffix("ه")
    return word.startswith("و") and stem != word[1:] and (stem in _COMPANIONS or role_kind(stem) == "person")


def _is_joined_role(word: str) -> bool:
    """Whether a folded word is a role after «و», what stands before it perhaps another's: «الرئيس الفلسطيني ورئيس الحكومة».

    >>> _is_joined_role(fold("ورئيس")), _is_joined_role(fold("وزير")), _is_joined_role(fold("رئيس"))
    (True, False, False)
    """
    bare = word[1:].removeprefix("ال")
    return word.startswith("و") and word not in roles() and role_kind(bare) == "person"


def _is_joined_name(tokens: Sequence[Token], first: int) -> bool:
    """Whether «و» before a person's name is "and": no list has the name with it and one has it without.

    >>> from nlp.text.tokens import tokenize
    >>> [_is_joined_name(tokenize(text), 0) for text in ("وسلطان", "وائل", "ومسيلمة الكذاب")]
    [True, False, True]
    """
    word = fold(tokens[first].text)
    both = " ".join(fold(token.text) for token in tokens[first : first + 2])
    listed = word[1:] in single_names() or both[1:] in known()
    return word.startswith("و") and word not in single_names() and both not in known() and listed


def _before_another(tokens: Sequence[Token], first: int, kinds: frozenset[str]) -> Apposition | None:
    """The shortest description that ends where the name begins; between role and name only adjectives of origin may stand.

    >>> from nlp.text.tokens import tokenize
    >>> _before_another(tokenize("شركة مايكروسوفت"), 1, frozenset({"thing"})).english
    'company'
    """
    begin = _outside(tokens, first)
    if fold(tokens[first].text) == _GOD or bears_clitic(tokens[first]) or tokens[first].pos == "verb":
        return None  # «قرية بالسند» is a village in Sindh, «أفراس نهر وتماسيح» no river, «مجلة تعنى بالشعر» has no name
    if any(
        form.removeprefix("ال") in _SAY_THEMSELVES or role_kind(form) == "thing" for form in bare_forms(fold(tokens[first].text))
    ):
        return None  # «حملت محكمة إيطالية وزارة الدفاع …», «موقع الاتحاد الدولي»: the name says itself what it is
    for at in _words_before(tokens, begin):
        if at < begin - 1 and fold(tokens[at + 1].text).removeprefix("ال") not in origins():
            return None  # what stands between may be another name
        word = fold(tokens[at].text)
        word = word[1:] if word.startswith("وال") else word  # «تبسة والوادي واليزي» are three towns
        if word.startswith("ال") and (role_kind(word[2:]) == "place" or (at and is_one_of(fold(tokens[at - 1].text), _PRIZES))):
            return None  # «أمن الدولة بوشر النقاش فيه»: a definite kind has no name after it, nor «جائزة الرواية العربية «البوكر»»
        described = describe(tokens, at, begin, kinds)
        if described is not None:
            return None if described.head == _HOLDING and kinds is _OTHER_KINDS else described  # «تنظيم المعرض», its holding
    return None


def _outside(tokens: Sequence[Token], first: int) -> int:
    """Where the marks before the name at `first` begin."""
    while first > 0 and tokens[first - 1].text in _OPENING:
        first -= 1
    return first


def _words_before(tokens: Sequence[Token], begin: int) -> list[int]:
    """The places of the words before `begin` that a description may be made of, the nearest first.

    >>> from nlp.text.tokens import tokenize
    >>> _words_before(tokenize("قال مهندس الحاسبات المصري حسام نصر"), 4)
    [3, 2, 1]
    """
    near = range(begin - 1, max(begin - 1 - _REACH, -1), -1)
    return list(takewhile(lambda at: tokens[at].kind == "word" and fold(tokens[at].text) not in _STOPS, near))


def _after_a_person(tokens: Sequence[Token], last: int, kinds: frozenset[str]) -> Apposition | None:
    """The description after a name and a comma, up to the next mark or «الذي» (who).

    >>> from nlp.text.tokens import tokenize
    >>> _after_a_person(tokenize("حسام نصر، المهندس المصري الذي قال"), 2, frozenset({"person"})).english
    'Egyptian engineer'
    >>> _after_a_person(tokenize("شريف رزق، الدكتور بهاء مزيد"), 2, frozenset({"person"})) is None
    True
    """
    while last < len(tokens) and tokens[last].text in _ENDING:
        last += 1
    begin = last + 1
    if begin >= len(tokens) or tokens[last].text not in COMMAS or not fold(tokens[begin].text).startswith("ال"):
        return None
    if begin + 1 < len(tokens) and _is_given(fold(tokens[begin + 1].text)):
        return None  # «شريف رزق، الدكتور بهاء مزيد»: the next one's
    if fold(tokens[begin].text) in _DOCTORS and tokens[begin + 1 : begin + 2] and not _goes_on(tokens[begin + 1]):
        return None
    end = begin
    while end < min(len(tokens), last + _AFTER + 1) and tokens[end].kind in _DESCRIBING:
        if end > begin and fold(tokens[end].text) in _WHO:
            break
        end += 1
    return describe(tokens, begin, end, kinds)


def _goes_on(token: Token) -> bool:
    """Whether a word after «الدكتور» says where or of what he is one, and is no name's: «في», «بجامعة», «المصري».

    >>> from nlp.text.tokens import tokenize
    >>> [_goes_on(token) for token in tokenize("في المصري السر")]
    [True, True, False]
    """
    word = fold(token.text)
    return token.kind != "word" or word == fold("في") or word.startswith("ب") or word.removeprefix("ال") in origins()


def _is_given(word: str) -> bool:
    """Whether somebody's name begins with a folded word: «بهاء», and not «المصري»."""
    return word in single_names() and not word.startswith("ال") and not ordinary(word) and word not in origins()
