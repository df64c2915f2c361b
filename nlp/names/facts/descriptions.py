"""What the words of a description beside a name say in English: «مهندس الحاسبات المصري» is "Egyptian engineer".

A role (`nlp/data/entities_roles.tsv`) with the adjectives of origin (`entities_nationalities.tsv`) that agree with it; where it
stands, and whose it is, `nlp.names.facts.appositions` tells. Leaves out: what the noun after a role adds ("of the club").

>>> from nlp.text.tokens import tokenize
>>> describe(tokenize("مهندس الحاسبات المصري"), 0, 3, frozenset({"person"})).english
'Egyptian engineer'
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from nlp.document import Token
from nlp.names.english_name import bare_forms, is_one_of
from nlp.names.facts.matches import is_about_a_match, names_a_club
from nlp.names.facts.roles import GOVERNED, origins, ranks, role_kind, roles
from nlp.names.gazetteer import places
from nlp.names.made_of_words.wording import follows_preposition
from nlp.text.normalize import fold, strip_diacritics

__all__ = ["COMMAS", "Apposition", "describe", "is_feminine", "told"]

_FORMER: Final = {
    **{fold(word): "former" for word in "السابق السابقة الأسبق".split()},
    **{fold(word): "late" for word in "الراحل الراحلة".split()},
    **{fold(word): "deposed" for word in "المخلوع المعزول".split()},
}
_OF_MONEY: Final = frozenset({"مالي", "ماليه"})  # Malian, and financial
_OF_STATES: Final = frozenset(
    fold(word)
    for word in "رئيس رئيسة وزير وزيرة لاعب لاعبة مهاجم مدافع حارس مدرب مغني مغن مغنية مطرب فنان فنانة كاتب جنرال".split()
)
_HEADS: Final = frozenset(fold(word) for word in "رئيس رئيسة".split())
_OF_NOW: Final = frozenset(fold(word) for word in "حالي حالية شرعي".split())
_RELATIVES: Final = frozenset(
    fold(word) for word in "زوجة زوج ابنة ابن شقيق شقيقة والد والدة نجل نجلة كريمة حرم أرملة صهر حفيد حفيدة".split()
)
_IMAM: Final = fold("إمام")
_STUDENT: Final = fold("طالب")  # and "he demanded"
_SERVING: Final = frozenset(fold(word) for word in "محامي محام محامية طبيب طبيبة سائق سائقة حارس مترجم مترجمة".split())
_CROWNED: Final = frozenset(fold(word) for word in "ملك ملكة أمير أميرة سلطان سلطانة".split())
_REALMS: Final = frozenset(fold(word) for word in "البلاد دولة منطقة إمارة مملكة سلطنة المؤمنين".split())
_CANDIDATE: Final = fold("مرشح")
_TIPPED: Final = frozenset(fold(word) for word in "للرحيل للانتقال للخروج للبيع للانضمام للعودة".split())
_MISTER: Final = frozenset({fold("الأستاذ"), fold("الأستاذة")})
_OF_PROFESSORS: Final = frozenset(fold(word) for word in "المساعد المشارك الجامعي الدكتور في بجامعة بكلية المتفرغ الزائر".split())
_ACTOR: Final = "ممثل"  # and representative
_SCHOOL: Final = fold("مدرسة")  # and a woman who teaches
_DEMANDING: Final = frozenset({"كبير", "عاهل"})  # «طالب كبير المفاوضين», «طالب العاهل الأردني»: no students
_TOWN: Final = fold("بلدة")  # and "his country"
_RULING: Final = "حكم"
_PLAYS: Final = frozenset(fold(word) for word in "الدولي مرمى المرمى مرماه مرماها مرماهم مرماهما".split())  # of two roles a match's
COMMAS: Final = frozenset("،,-–")


@dataclass(frozen=True, slots=True)
class Apposition:
    """`english` of the words `arabic` beside a name; `head` and `origin` are the folded role and adjective without the article."""

    english: str
    arabic: str
    head: str = ""
    origin: str = ""


def told(descriptions: Sequence[Apposition]) -> str:
    """The fullest of some descriptions as a card says it.

    >>> told([Apposition("engineer", "المهندس"), Apposition("Egyptian engineer", "المهندس المصري")])
    'Egyptian engineer («المهندس المصري»)'
    """
    best = max(descriptions, key=lambda each: (len(each.english.split()), -len(each.arabic)))
    return f"{best.english} («{best.arabic}»)"


def describe(tokens: Sequence[Token], first: int, last: int, kinds: frozenset[str]) -> Apposition | None:
    """The role at `first` with what follows it up to `last`; None where there is none, or it may be something else."""
    words = [fold(token.text) for token in tokens]
    role = _role_at(words, first, last - first)
    if role is None or role[3] not in kinds or _is_another_word(tokens, words, first, role[1]):
        return None
    length, head, english, kind = role
    if kind == "person" and _is_of_another(tokens, first, last, length, head):
        return None
    extra: list[str] = []
    origin = ""
    between: list[str] = []  # nouns of the description that its head is said of: «مساعد الرئيس»
    for word in words[first + length : last]:
        bare = word.removeprefix("ال")
        if bare in origins() and (word != bare or not extra):
            if between and not _is_of_head(word, words[first], between):
                continue
            if length > 1 and bare in _OF_MONEY and is_feminine(word) != is_feminine(head):
                continue  # «رئيس اللجنة المالية»: said of the committee
            if bare in _OF_MONEY and head not in _OF_STATES:
                extra.append("financial")
                continue
            origin = origin or bare
            extra.append(origins()[bare])
        elif word in _FORMER:
            extra.insert(0, _FORMER[word])
        else:
            between.append(word)
    if head == _RULING and between:
        return None  # «حكم قضائي ضد …» is a ruling, no referee
    shown = " ".join(token.text for token in tokens[first:last])
    text = " ".join(dict.fromkeys([*extra, _chosen(english, tokens, first, last)]))
    return Apposition(text, shown, head, origin)


def _is_another_word(tokens: Sequence[Token], words: Sequence[str], first: int, head: str) -> bool:
    """Whether the word at `first` is no role, for all its letters.

    >>> from nlp.text.tokens import tokenize
    >>> [_is_another_word(tokens := tokenize(text), [fold(t.text) for t in tokens], 0, head) for text, head in (
    ...     ("أمام نتنياهو", "امام"), ("إمام المسجد", "امام"), ("طالب النائب ماجد", "طالب"), ("طالب الطب ماجد", "طالب"),
    ...     ("بلده الإمارات", "بلده"), ("بلدة دوما", "بلده"))]
    [True, False, True, False, True, False]
    >>> _is_another_word(tokenize("أواخر حكم ولد الطايع"), ["اواخر", "حكم", "ولد", "الطايع"], 1, "حكم")
    True
    """
    text = strip_diacritics(tokens[first].text)
    if words[first].removeprefix("و") in _MISTER and words[first + 1 : first + 2] and words[first + 1] not in _OF_PROFESSORS:
        return True  # «الأستاذ أحمد», Mr Ahmed
    after = (words[first + 1 : first + 2] or ("",))[0]
    unsaid = text == _IMAM and (not after.startswith("ال") or after[2:] in origins())  # «امام مواطنه», «امام الفرنسي غايل»
    before_him = head == _IMAM and (unsaid or text.lstrip("و").startswith("أ") or tokens[first].pos == "preposition")
    if before_him or (text.endswith("ه") and (head[:-1] in roles() or head == _TOWN)):
        return True  # «نائبه», his deputy, is no «نائبة»; «بلده», his country, no town
    if head == _RULING and not words[first].removeprefix("و").startswith("ال"):
        return True  # «أواخر حكم ولد الطايع», the late rule
    beside = {word.removeprefix("ال") for word in words[first + 1 : first + 3]}
    if head == _CANDIDATE and not _TIPPED.isdisjoint(words[first + 1 : first + 2]):
        return True  # «المرشح للرحيل», tipped to leave
    if head == _SCHOOL and first and any(role_kind(form) == "person" for form in bare_forms(words[first - 1])):
        return True  # «مديرة مدرسة الدار», her school
    demands = head == _STUDENT and any(role_kind(word) == "person" or word in _DEMANDING for word in beside)
    return demands or _is_joined_verb(tokens[first])


def _is_of_another(tokens: Sequence[Token], first: int, last: int, length: int, head: str) -> bool:
    """Whether a role of a person says nothing sure of the one whose name follows.

    >>> from nlp.text.tokens import tokenize
    >>> def of_another(text: str, first: int, last: int) -> bool:
    ...     return _is_of_another(tokenize(text), first, last, 1, "رئيس")
    >>> of_another("زوجة الرئيس ليلى", 1, 2), of_another("الرئيس الفني راسكين", 0, 2), of_another("الرئيس المصري مرسي", 0, 2)
    (True, True, False)
    >>> of_another("مايستري، الرئيس المالي،", 2, 4), of_another("التقى الرئيس المالي كيتا", 1, 3)
    (True, False)
    """
    words = [fold(token.text) for token in tokens]
    rest = words[first + length : last]
    served = (
        length == 1 and head in _SERVING and role_kind(next(iter(rest), "").removeprefix("ال")) == "person"
    )  # «محامي الوزير الساير»
    related = first > 0 and (is_one_of(words[first - 1], _RELATIVES) or is_one_of(words[first - 1], ranks().keys()))
    crowned = length == 1 and head in _CROWNED and bool(rest) and not _is_realm(rest[0])  # «أميرة شعراء بريطانيا»
    if related or served or crowned or _is_a_superiors(words, first):
        return True  # «زوجة الرئيس ليلى» is his wife, «شقيق الرئيس بشار» may be either, «نائب الأمين العام» is another
    school = length == 1 and is_feminine(words[first]) and any(_is_a_mans(word) for word in rest[:1])  # «والمدرسة العالم بيومي»
    if school or any(_is_of_something(token) for token in tokens[first + length : last]):
        return True
    if any(word.startswith("لل") and role_kind(word[2:]) == "person" for word in words[first + 1 : last]):
        return True  # «الحارس الشخصي للرئيس», followed by the president's name
    if not rest or length > 1 or head not in _OF_STATES:
        return False
    bare = rest[0].removeprefix("ال")
    if bare in _OF_MONEY and first and tokens[first - 1].text in COMMAS:
        return True  # «مايستري، الرئيس المالي،»: of Mali, or of the money of a firm
    kind = head in _HEADS and rest[0].startswith("ال") and bare.endswith("ي") and words[first].removeprefix("و").startswith("ال")
    return kind and bare not in origins() and bare not in _OF_NOW  # «الرئيس الفني التنفيذي» of a firm is no president


def _is_a_mans(word: str) -> bool:
    """Whether a folded word is the definite role of a man.

    >>> _is_a_mans("العالم"), _is_a_mans("العالمه"), _is_a_mans("عالم")
    (True, False, False)
    """
    return word.startswith("ال") and role_kind(word.removeprefix("ال")) == "person" and not is_feminine(word)


def _is_realm(word: str) -> bool:
    """Whether somebody can be king, sultan or emir of a folded word, or is said to be of its people: «أمير قطر», «الأمير السعودي».

    >>> [_is_realm(fold(word)) for word in ("قطر", "السعودي", "البلاد", "السابق", "شعراء", "الجمال")]
    [True, True, True, True, False, False]
    """
    return word in _REALMS or word in _FORMER or word in places() or word.removeprefix("ال") in origins()


def _is_a_superiors(words: Sequence[str], first: int) -> bool:
    """Whether the folded role at `first` is that of somebody's superior: «النائب الأول لرئيس الوزراء جابر» is no prime minister.

    >>> _is_a_superiors(["النائب", "الاول", "لرييس", "الوزراء"], 2)
    True
    >>> _is_a_superiors(["الحارس", "للرييس"], 1), _is_a_superiors(["قال", "لرييس"], 1)
    (False, False)
    """
    to = words[first].startswith("ل") and not words[first].startswith("لل") and role_kind(words[first]) != "person"
    return to and any(role_kind(word.removeprefix("ال")) == "person" for word in words[max(0, first - 2) : first])


def _role_at(words: Sequence[str], at: int, most: int) -> tuple[int, str, str, str] | None:
    """(words it takes, folded head without article, English, kind) of a role that begins at `at`.

    A rank before another role is said with it, and a role that governs a noun is not what it is alone.

    >>> _role_at([fold(word) for word in "نائب رئيس الوزراء".split()], 0, 3)
    (3, 'نائب', 'deputy prime minister', 'person')
    >>> _role_at([fold(word) for word in "رئيس اركان الجيش".split()], 0, 3)[2], _role_at(["رئيس", "النادي"], 0, 2)[2]
    ('chief of staff', 'head')
    """
    role = _listed_role(words, at, most)
    if role is None or role[3] != "person":
        return role
    length, head, _, kind = role
    rank = ranks().get(" ".join((head, *(word.removeprefix("ال") for word in words[at + 1 : at + length]))), "")
    if length == 1 and words[at].removeprefix("و").startswith("ال") and rank.endswith(" the"):
        rank = ""  # «المستشار الدكتور محمد» is both
    inner = _listed_role(words, at + length, most - length) if rank else None
    if inner is not None and inner[3] == "person" and words[at + length].removeprefix("ال").startswith(inner[1]):
        shown = GOVERNED.get(inner[1], inner[2]) if inner[0] == 1 and _governs(words, at + length, most - length) else inner[2]
        return length + inner[0], head, "; ".join(f"{rank} {each}" for each in shown.split("; ")), kind
    if length == 1 and head in GOVERNED and _governs(words, at, most):
        return length, head, GOVERNED[head], kind
    return role


def _governs(words: Sequence[str], at: int, most: int) -> bool:
    """Whether the one-word role at `at` has a noun after it that it is said of: «رئيس النادي», «ممثل اليابان» (her representative);
    not «الرئيس السوداني», «رئيس مصر».

    >>> _governs(["رئيس", "النادي"], 0, 2), _governs(["الرئيس", "السوداني"], 0, 2), _governs(["رئيس", "مصر"], 0, 2)
    (True, False, False)
    >>> _governs(["ممثل", "اليابان"], 0, 2), _governs(["الممثل", "الياباني"], 0, 2)
    (True, False)
    """
    if most < 2 or any(form.startswith("ال") for form in bare_forms(words[at])):
        return False
    after = words[at + 1]
    bare = after.removeprefix("ال")
    place = places().get(after)
    of_a_state = place is not None and place.kind in {"country", "capital"} and _ACTOR not in bare_forms(words[at])
    return bare not in origins() and after not in _FORMER and not of_a_state


def _listed_role(words: Sequence[str], at: int, most: int) -> tuple[int, str, str, str] | None:
    """(words it takes, folded head without article, English, kind) of the longest role of the table that begins at `at`."""
    for length in range(min(3, most), 0, -1):
        tail = words[at + 1 : at + length]
        for form in bare_forms(words[at]):
            for head in (form, form.removeprefix("ال")):
                for rest in (tail, [w.removeprefix("ال") for w in tail]):
                    role = roles().get(" ".join((head, *rest)))
                    if role is not None:
                        return length, head.removeprefix("ال"), *role
    return None


def _chosen(english: str, tokens: Sequence[Token], first: int, last: int) -> str:
    """Of a role's two meanings, "goalkeeper; guard", the one: the first in a sentence about a match.

    >>> from nlp.text.tokens import tokenize
    >>> [_chosen("goalkeeper; guard", tokenize(text), 0, 2) for text in ("حارس في الدوري", "حارس الليل", "حارس برشلونة")]
    ['goalkeeper', 'guard', 'goalkeeper']
    """
    of_match, _, other = english.partition("; ")
    words = [fold(token.text) for token in tokens[first:last]]
    of_land = any(word.removeprefix("ال") in origins() for word in words[1:])  # «الحارس البرازيلي»
    club = any(names_a_club(words[1:at]) for at in range(2, len(words) + 1))  # «حارس ريال مدريد», «قائد أتالانتا الحالي»
    plays = not _PLAYS.isdisjoint(words) or of_land or club
    return of_match if not other or plays or is_about_a_match(tokens, first, last) else other


def _is_of_something(token: Token) -> bool:
    """Whether a token is an indefinite noun after a preposition written with it: «القاضية بطرد», the knockout of a dismissal."""
    definite = any(part.pos == "article" for part in token.segments)
    return follows_preposition(token) and not definite and bool(token.glosses)


def _is_joined_verb(token: Token) -> bool:
    """Whether a token can be a verb after "and": «وطالب النواب», and the deputies demanded, not "a student"."""
    clitics = {part.pos for part in token.segments if part.kind == "proclitic"}
    return clitics == {"conjunction"} and any(reading.pos == "verb" for reading in token.readings)


def _is_of_head(adjective: str, head: str, between: Sequence[str]) -> bool:
    """Whether a folded adjective agrees with the head of a description and with no noun between.

    >>> _is_of_head("المصري", "مهندس", ["الحاسبات"]), _is_of_head("السوداني", "مساعد", ["الرئيس"])
    (True, False)
    """
    gender = is_feminine(adjective)
    return is_feminine(head) == gender and all(is_feminine(noun) != gender for noun in between)


def is_feminine(word: str) -> bool:
    """Whether a folded word has a feminine ending."""
    return word.endswith(("ه", "ات"))
