"""What the article itself says someone or something is, beside the name: «مهندس الحاسبات المصري حسام نصر», «شركة مايكروسوفت».

Roles (`nlp/data/entities_roles.tsv`) and adjectives of origin (`entities_nationalities.tsv`) are put into English; the Arabic
words are kept to be shown with it. A description belongs to the noun it stands beside: what follows another person's name at once
is that person's, and an adjective of origin that agrees with a noun between role and name is that noun's. Leaves out: anything it
cannot name in English.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from nlp.document import EntityType, Sentence, Token
from nlp.names.english_name import bare_forms
from nlp.names.facts.matches import is_about_a_match
from nlp.names.facts.roles import GOVERNED, origins, ranks, roles
from nlp.names.gazetteer import places, single_names
from nlp.names.made_of_words.wording import bears_clitic, follows_preposition
from nlp.text.normalize import fold, strip_diacritics

__all__ = ["Apposition", "apposition", "told"]

_REACH: Final = 6  # words a role may stand before the name
_AFTER: Final = 14  # words of a description after the name
_STOPS: Final = {
    fold(w)
    for w in "في من إلى على عن مع إن أن الذي التي كان كانت قال قالت وقال هو هي "
    "ضد بين بعد قبل خلال حول تحت فوق منذ حتى عبر نحو".split()
}
_FORMER: Final = {fold(w): "former" for w in "السابق السابقة الأسبق الراحل الراحلة".split()}
_FORMER[fold("الراحل")] = _FORMER[fold("الراحلة")] = "late"
_KINDS: Final[dict[str, frozenset[str]]] = {
    "PERS": frozenset({"person"}),
    "ORG": frozenset({"thing"}),
    "LOC": frozenset({"place"}),
}
_OF_MONEY: Final = frozenset({"مالي", "ماليه"})  # Malian, and financial
_OF_STATES: Final = frozenset(
    fold(word)
    for word in "رئيس رئيسة وزير وزيرة لاعب لاعبة مهاجم مدافع حارس مدرب مغني مغن مغنية مطرب فنان فنانة كاتب جنرال".split()
)
# With these another person's name begins: «نائب رئيس الوزراء والدكتور زيد» are two men.
_AND_TITLES: Final = frozenset(fold(w) for w in "والدكتور والدكتورة والأب والشيخ والشيخة والسيد والسيدة والأمير والأميرة".split())
_COMPANIONS: Final = frozenset("مواطن زميل شقيق نجل والد زوج صديق رفيق منافس".split())
_RULING: Final = "حكم"
_INTERNATIONAL: Final = fold("الدولي")
_ON_BEHALF: Final = fold("باسم")
_OTHER_KINDS: Final = frozenset({"thing", "work"})
_OPENING: Final = frozenset('«"“(.')
_ENDING: Final = frozenset('»"”)')
_COMMAS: Final = frozenset("،,-–")
_DESCRIBING: Final = frozenset({"word", "latin", "number"})
_WHO: Final = frozenset({"الذي", "التي"})


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
    inner = _listed_role(words, at + length, most - length) if rank else None
    if inner is not None and inner[3] == "person" and words[at + length].removeprefix("ال").startswith(inner[1]):
        shown = GOVERNED.get(inner[1], inner[2]) if inner[0] == 1 and _governs(words, at + length, most - length) else inner[2]
        return length + inner[0], head, f"{rank} {shown}", kind
    if length == 1 and head in GOVERNED and _governs(words, at, most):
        return length, head, GOVERNED[head], kind
    return role


def _governs(words: Sequence[str], at: int, most: int) -> bool:
    """Whether the one-word role at `at` has a noun after it that it is said of: «رئيس النادي»; not «الرئيس السوداني», «رئيس مصر».

    >>> _governs(["رئيس", "النادي"], 0, 2), _governs(["الرئيس", "السوداني"], 0, 2), _governs(["رئيس", "مصر"], 0, 2)
    (True, False, False)
    """
    if most < 2 or any(form.startswith("ال") for form in bare_forms(words[at])):
        return False
    after = words[at + 1]
    bare = after.removeprefix("ال")
    place = places().get(after)
    return bare not in origins() and after not in _FORMER and (place is None or place.kind not in {"country", "capital"})


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


def _describe(tokens: Sequence[Token], first: int, last: int, kinds: frozenset[str]) -> Apposition | None:
    """The role at `first` with what follows it up to `last`."""
    words = [fold(token.text) for token in tokens]
    role = _role_at(words, first, last - first)
    if role is None or role[3] not in kinds or _is_joined_verb(tokens[first]):
        return None
    before = role[1] == "امام" and strip_diacritics(tokens[first].text).lstrip("و").startswith("أ")
    if before or (role[3] == "person" and any(_is_of_something(token) for token in tokens[first + role[0] : last])):
        return None  # «أمام نتنياهو» is before him, no imam
    length, head, english, _ = role
    if strip_diacritics(tokens[first].text).endswith("ه") and head[:-1] in roles():
        return None  # «نائبه», his deputy, is no «نائبة»
    if any(word.startswith("لل") and roles().get(word[2:], ("", ""))[1] == "person" for word in words[first + 1 : last]):
        return None  # «الحارس الشخصي للرئيس», followed by the president's name
    extra: list[str] = []
    origin = ""
    between: list[str] = []  # nouns of the description that its head is said of: «مساعد الرئيس»
    for word in words[first + length : last]:
        bare = word.removeprefix("ال")
        if bare in origins() and (word != bare or not extra):
            if between and not _is_of_head(word, words[first], between):
                continue
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


def _chosen(english: str, tokens: Sequence[Token], first: int, last: int) -> str:
    """Of a role's two meanings, "goalkeeper; guard", the one: the first in a sentence about a match.

    >>> from nlp.text.tokens import tokenize
    >>> [_chosen("goalkeeper; guard", tokenize(text), 0, 1) for text in ("حارس في الدوري", "حارس الليل")]
    ['goalkeeper', 'guard']
    """
    of_match, _, other = english.partition("; ")
    words = [fold(token.text) for token in tokens[first:last]]
    plays = _INTERNATIONAL in words or any(word.removeprefix("ال") in origins() for word in words[1:])  # «الحارس البرازيلي»
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
    gender = _is_feminine(adjective)
    return _is_feminine(head) == gender and all(_is_feminine(noun) != gender for noun in between)


def _is_feminine(word: str) -> bool:
    """Whether a folded word has a feminine ending."""
    return word.endswith(("ه", "ات"))


def _is_adjective(words: Sequence[str], at: int) -> bool:
    """Whether a folded role at `at` only says what kind of thing the noun before it is.

    >>> _is_adjective(["السكرتير", "الصحفي"], 1), _is_adjective(["قال", "الصحفي"], 1)
    (True, False)
    """
    return at > 0 and words[at].startswith("ال") and words[at].endswith(("ي", "يه")) and words[at - 1].startswith("ال")


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
    if follows_preposition(tokens[first]) or _is_joined_name(tokens[first]):
        return None  # «مستشار اقتصادي لماكين» is another man, and so is «مدير الملاحة وسلطان»
    if near and fold(tokens[near[0]].text) == _ON_BEHALF:
        return None  # «متحدث باسم خالد» is another
    other = next((at for at in near if at in people), -1)
    if other >= 0:
        after = _describe(tokens, other + 1, begin, kinds) if other + 1 < begin else None
        joined = after is not None and not fold(tokens[other + 1].text).removeprefix("ال").startswith(after.head)
        if after is not None and not joined:
            return None
        near = [at for at in near if at > other]
    folded = [fold(token.text) for token in tokens[:begin]]
    near = list(takewhile(lambda at: tokens[at].pos != "verb", near))  # «في مطبخ المدير تغني فيردي»
    near = near[: next((place + 1 for place, at in enumerate(near) if folded[at] in _AND_TITLES), len(near))]
    near = near[: next((place for place, at in enumerate(near) if _is_his(folded[at])), len(near))]
    described = [_describe(tokens, at, begin, kinds) for at in near if not _is_adjective(folded, at)]
    found = [each for each in described if each is not None]
    if len(found) > 1 and _is_feminine(found[0].head) and not _is_feminine(found[-1].head):
        return found[0]  # «أعفى عميد الكلية الطالبة ليلى»: the dean is another
    return found[-1] if found else None


def _is_his(word: str) -> bool:
    """Whether a folded word joins somebody to the one before: «لاعب ريال مدريد ومدربه», his coach, is not the player.

    >>> _is_his(fold("ومدربه")), _is_his(fold("وزميله")), _is_his(fold("وكيله")), _is_his(fold("وزير"))
    (True, True, False, False)
    """
    stem = word[1:].removesuffix("ها").removesuffix("ه")
    return word.startswith("و") and stem != word[1:] and (stem in _COMPANIONS or roles().get(stem, ("", ""))[1] == "person")


def _is_joined_name(token: Token) -> bool:
    """Whether «و» before a person's name is "and": no list has the name with it and one has it without.

    >>> from nlp.text.tokens import tokenize
    >>> [_is_joined_name(token) for token in tokenize("وسلطان وائل وليد")]
    [True, False, False]
    """
    word = fold(token.text)
    return word.startswith("و") and word not in single_names() and word[1:] in single_names()


def _before_another(tokens: Sequence[Token], first: int, kinds: frozenset[str]) -> Apposition | None:
    """The shortest description that ends where the name begins; between role and name only adjectives of origin may stand.

    >>> from nlp.text.tokens import tokenize
    >>> _before_another(tokenize("شركة مايكروسوفت"), 1, frozenset({"thing"})).english
    'company'
    """
    begin = _outside(tokens, first)
    if bears_clitic(tokens[first]):
        return None  # «قرية بالسند» is a village in Sindh, «أفراس نهر وتماسيح» no river
    if any(roles().get(form, ("", ""))[1] == "thing" for form in bare_forms(fold(tokens[first].text))):
        return None  # «حملت محكمة إيطالية وزارة الدفاع …»: the name says itself what it is
    for at in _words_before(tokens, begin):
        if at < begin - 1 and fold(tokens[at + 1].text).removeprefix("ال") not in origins():
            return None  # what stands between may be another name
        word = fold(tokens[at].text)
        if word.startswith("ال") and roles().get(word[2:], ("", ""))[1] == "place":
            return None  # «أمن الدولة بوشر النقاش فيه»: a definite kind has no name after it
        described = _describe(tokens, at, begin, kinds)
        if described is not None:
            return described
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
    """
    while last < len(tokens) and tokens[last].text in _ENDING:
        last += 1
    begin = last + 1
    if begin >= len(tokens) or tokens[last].text not in _COMMAS or not fold(tokens[begin].text).startswith("ال"):
        return None
    end = begin
    while end < min(len(tokens), last + _AFTER + 1) and tokens[end].kind in _DESCRIBING:
        if end > begin and fold(tokens[end].text) in _WHO:
            break
        end += 1
    return _describe(tokens, begin, end, kinds)
