"""What the article itself says someone or something is, beside the name: «مهندس الحاسبات المصري حسام نصر», «شركة مايكروسوفت».

Roles (`nlp/data/entities_roles.tsv`) and adjectives of origin (`entities_nationalities.tsv`) are put into English; the Arabic
words are kept to be shown with it. Leaves out: anything it cannot name in English.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from nlp.document import EntityType, Sentence, Token
from nlp.names.english_name import bare_forms
from nlp.names.roles import origins, roles
from nlp.text.normalize import fold

__all__ = ["Apposition", "apposition"]

_REACH: Final = 6  # words a role may stand before the name
_AFTER: Final = 14  # words of a description after the name
_STOPS: Final = {fold(w) for w in "في من إلى على عن مع إن أن الذي التي كان كانت قال قالت وقال هو هي".split()}
_FORMER: Final = {fold(w): "former" for w in "السابق السابقة الأسبق الراحل الراحلة".split()}
_FORMER[fold("الراحل")] = _FORMER[fold("الراحلة")] = "late"
_KINDS: Final[dict[str, frozenset[str]]] = {
    "PERS": frozenset({"person"}),
    "ORG": frozenset({"thing"}),
    "LOC": frozenset({"place"}),
}
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


def _role_at(words: Sequence[str], at: int, most: int) -> tuple[int, str, str, str] | None:
    """(words it takes, folded head without article, English, kind) of a role that begins at `at`."""
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
    if role is None or role[3] not in kinds:
        return None
    length, head, english, _ = role
    extra: list[str] = []
    origin = ""
    for word in words[first + length : last]:
        bare = word.removeprefix("ال")
        if bare in origins() and (word != bare or not extra):
            origin = origin or bare
            extra.append(origins()[bare])
        elif word in _FORMER:
            extra.insert(0, _FORMER[word])
    shown = " ".join(token.text for token in tokens[first:last])
    text = " ".join(dict.fromkeys([*extra, english]))
    return Apposition(text, shown, head, origin)


def apposition(sentence: Sentence, first: int, last: int, kind: EntityType) -> Apposition | None:
    """What stands beside the name `first:last`: a role before it, or after a person's between commas.

    >>> from nlp.text.tokens import tokenize
    >>> text = "قال مهندس الحاسبات المصري حسام نصر"
    >>> apposition(Sentence(0, len(text), text, tokens=tokenize(text)), 4, 6, "PERS").english
    'Egyptian engineer'
    """
    tokens, kinds = sentence.tokens, _KINDS.get(kind, _OTHER_KINDS)
    if kind == "PERS":
        return _before_a_person(tokens, first, kinds) or _after_a_person(tokens, last, kinds)
    return _before_another(tokens, first, kinds)


def _before_a_person(tokens: Sequence[Token], first: int, kinds: frozenset[str]) -> Apposition | None:
    """The longest description that ends where the name begins."""
    begin = _outside(tokens, first)
    described = [_describe(tokens, at, begin, kinds) for at in _words_before(tokens, begin)]
    return next((each for each in reversed(described) if each is not None), None)


def _before_another(tokens: Sequence[Token], first: int, kinds: frozenset[str]) -> Apposition | None:
    """The shortest description that ends where the name begins; between role and name only adjectives of origin may stand.

    >>> from nlp.text.tokens import tokenize
    >>> _before_another(tokenize("شركة مايكروسوفت"), 1, frozenset({"thing"})).english
    'company'
    """
    begin = _outside(tokens, first)
    for at in _words_before(tokens, begin):
        if at < begin - 1 and fold(tokens[at + 1].text).removeprefix("ال") not in origins():
            return None  # what stands between may be another name
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
