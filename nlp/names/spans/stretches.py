"""The stretches of a sentence that the tagger's marks are of, one name each: BIO tags read, a person's names joined, a firm and a
person parted, two people, two places, and words of the sentence at a name's ends left out («سيروي زكي نسيبة», will tell).

>>> from nlp.text.tokens import tokenize
>>> stretches(tokenize("قال أندريا غانز"), ["O", "B-PERS", "I-PERS"])
[('PERS', 1, 3)]

Leaves out: marks, titles and roles at their ends (`nlp.names.spans.tagged`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import takewhile
from typing import Final

from nlp.document import EntityType, Token
from nlp.names.english_name import bare_forms
from nlp.names.facts.roles import origins
from nlp.names.gazetteer import borne, ordinary, place_spellings, places, single_names
from nlp.names.listed import known
from nlp.names.made_of_words.lookup import head_of
from nlp.names.spans.bare import listed_alone
from nlp.text.normalize import fold

__all__ = ["is_on", "stretches"]

_NAMES_OF_ONE: Final = 3
_AND, _THE, _ON, _WILL = "و", "ال", "على", "س"
_SERVANT: Final = "عبد"
_SERVANT_OF: Final = 2  # words: «عبد» and whose
_GOD, _WORLD = fold("الله"), fold("العالم")
_EXCHANGES: Final = frozenset({fold("سوق"), fold("بورصة")})
_BLESSINGS: Final = tuple(  # after a name, and none of it
    fold(words)
    for words in (
        "كرم الله", "رضي الله", "رضوان الله", "صلى الله", "رحمه الله", "رحمها الله", "حفظه الله", "رعاه الله", "عليه السلام",
        "عليها السلام", "عليه الصلاة", "عز وجل",
    )
)  # fmt: skip
_PROPHETS: Final = frozenset(fold(word) for word in "نبي رسول خليل كليم".split())
_Run = tuple[EntityType, int, int]  # its kind, first token, the one after its last


def stretches(tokens: Sequence[Token], tags: Sequence[str]) -> list[_Run]:
    """(type, first, end) of each name, in order."""
    runs = [part for run in _joined(tokens, _runs(tags)) for part in _parted(tokens, run)]
    firsts = {first for kind, first, _ in runs if kind == "PERS"}
    return [_alone(tokens, run, firsts) for run in runs]


def _runs(tags: Sequence[str]) -> Iterator[_Run]:
    """(type, first, end) of each stretch that the tags mark.

    >>> list(_runs(["O", "B-LOC", "I-LOC", "I-ORG", "B-PERS"]))
    [('LOC', 1, 3), ('PERS', 4, 5)]
    """
    for first, tag in enumerate(tags):
        if tag.startswith("B-"):
            kind: EntityType = tag[2:]  # type: ignore[assignment]
            inside = takewhile(lambda after: after == f"I-{kind}", tags[first + 1 :])  # noqa: B023 - used up at once
            yield kind, first, first + 1 + sum(1 for _ in inside)


def _joined(tokens: Sequence[Token], runs: Iterable[_Run]) -> list[_Run]:
    """The stretches, those of a person in one where a single name has more names right after it: «سيموني» «أندريا غانز».

    >>> from nlp.text.tokens import tokenize
    >>> _joined(tokenize("سيموني أندريا غانز"), [("PERS", 0, 1), ("PERS", 1, 3)])
    [('PERS', 0, 3)]
    >>> _joined(tokenize("علي وأندريا غانز"), [("PERS", 0, 1), ("PERS", 1, 3)])
    [('PERS', 0, 1), ('PERS', 1, 3)]
    """
    out: list[_Run] = []
    for kind, first, last in runs:
        before = out[-1] if out else ("MISC", 0, 0)
        beside = kind == before[0] == "PERS" and before[2] == first
        one = before[2] - before[1] == 1 and fold(tokens[first - 1].text) in single_names()
        servant = before[2] - before[1] == _SERVANT_OF and fold(tokens[before[1]].text).endswith(_SERVANT)
        if beside and (one or servant) and not tokens[first].text.startswith(_AND):
            out[-1] = ("PERS", before[1], last)
        else:
            out.append((kind, first, last))
    return out


def _parted(tokens: Sequence[Token], run: _Run) -> list[_Run]:
    """A tagged stretch as it is, or parted where a person is named right after a firm of our list.

    >>> from nlp.text.tokens import tokenize
    >>> _parted(tokenize("مايكروسوفت ستيفن بالمر"), ("ORG", 0, 3)), _parted(tokenize("بنك بيروت"), ("ORG", 0, 2))
    ([('ORG', 0, 1), ('PERS', 1, 3)], [('ORG', 0, 2)])
    """
    kind, first, last = run
    words = [fold(token.text) for token in tokens[first:last]]
    begins = {"PERS": _begins_another, "LOC": _begins_a_place}.get(kind)
    second = next((at for at, word in enumerate(words) if at and begins(word)), 0) if begins else 0
    if second and (kind == "PERS" or _are_two_places(words, second)):
        return [(kind, first, first + second), *_parted(tokens, (kind, first + second, last))]
    if kind == "ORG" and (second := _second_body(words)):
        return [(kind, first, first + second), *_parted(tokens, (kind, first + second, last))]
    if kind == "ORG" and (person := _person_after(words)):
        return [("ORG", first, first + person), ("PERS", first + person, last)]
    firm = next((known()[form] for form in bare_forms(words[0]) if form in known()), None)
    people = 2 <= len(words) - 1 <= _NAMES_OF_ONE and all(word in single_names() and not ordinary(word) for word in words[1:])
    if kind == "ORG" and people and firm is not None and firm.type == "ORG" and not _is_listed_whole(words):
        return [("ORG", first, first + 1), ("PERS", first + 1, last)]
    return [run]


def _person_after(words: Sequence[str]) -> int:
    """Where somebody's name begins after all of a body's of our tables: «الجامعة العربية صالح»; 0 where none does.

    >>> _person_after([fold(word) for word in "الجامعة العربية صالح".split()]), _person_after(["الجامعه", "العربيه", "المفتوحه"])
    (2, 0)
    """
    for at in range(2, len(words)):
        body, rest = known().get(" ".join(words[:at])), words[at:]
        people = len(rest) <= _NAMES_OF_ONE and all(word in single_names() and not ordinary(word) for word in rest)
        if body is not None and body.type == "ORG" and people and not _is_listed_whole(words):
            return at
    return 0


def _second_body(words: Sequence[str]) -> int:
    """Where another body of our tables begins within the folded words of one: the exchange that a firm told something («شركة طاقة
    سوق أبوظبي للأوراق المالية»), one after «و»; 0 where none does.

    >>> _second_body(["طاقه", "سوق", "ابوظبي", "للاوراق", "الماليه"]), _second_body(["اتصالات", "والخطوط", "الجويه", "التركيه"])
    (1, 1)
    >>> _second_body([fold(word) for word in "هيئة سوق أبوظبي للأوراق المالية".split()])
    0
    """
    for at in range(1, len(words) - 1):
        rest = " ".join(words[at:])
        of_it = head_of(words[at - 1 : at])[0] in {"of", "after"}  # «هيئة سوق أبوظبي»
        told = words[at] in _EXCHANGES and (rest in known() or _is_place(words[at + 1])) and not of_it
        other = known().get(rest[1:]) if words[at].startswith(_AND) and not told else None
        if told or (other is not None and other.type == "ORG" and not listed_alone(" ".join(words))):
            return at
    return 0


def _begins_another(word: str) -> bool:
    """Whether a folded word of a tagged person is «و» and another one's name: «رونالدو وروماريو».

    >>> [_begins_another(word) for word in ("وروماريو", "وليد", "وزغبلوط")]
    [True, False, False]
    """
    name = word.removeprefix(_AND)
    return name != word and name in single_names() and word not in single_names() and not ordinary(name)


def _is_listed_whole(words: Sequence[str]) -> bool:
    return any(listed_alone(" ".join((form, *words[1:]))) for form in bare_forms(words[0]))


def _begins_a_place(word: str) -> bool:
    return word.startswith(_AND)


def _are_two_places(words: Sequence[str], second: int) -> bool:
    """Whether a table has the words before `second` as a place, and those after its «و», and not all as one.

    >>> _are_two_places(["ديلاوير", "ورود", "ايلاند"], 1), _are_two_places(["البوسنه", "والهرسك"], 1)
    (True, False)
    """
    firsts, after = bare_forms(words[0]), " ".join(words[second:]).removeprefix(_AND)
    before = any(_is_place(" ".join((form, *words[1:second]))) for form in firsts)
    return before and _is_place(after) and not any(listed_alone(" ".join((form, *words[1:]))) for form in firsts)


def _is_place(key: str) -> bool:
    own = known().get(key)
    return own.type == "LOC" if own is not None else key in places() or key in place_spellings()


def _alone(tokens: Sequence[Token], run: _Run, people: Set[int]) -> _Run:
    """A stretch without the words at its ends that are the sentence's. `people`: where persons begin.

    >>> from nlp.text.tokens import tokenize
    >>> _alone(tokenize("طلبه يوسف نبي الله"), ("PERS", 1, 4), set())
    ('PERS', 1, 2)
    >>> _alone(tokenize("لقب بطولة العالم الألماني فيتيل"), ("MISC", 1, 4), {4})
    ('MISC', 1, 3)
    """
    kind, first, last = run
    words = [fold(token.text) for token in tokens[first:last]]
    if kind == "PERS":
        if last - first > 1 and (is_on(tokens[first]) or (_will(tokens[first]) and borne(words[1]))):
            first += 1
        elif last - first == 1 and is_on(tokens[first]):
            return "PERS", first, first
        last = first + next((at for at in range(1, last - first) if _is_of_god(tokens, first + at)), last - first)
        last = first + next((at for at in range(1, last - first) if _is_blessed(tokens, first + at)), last - first)
    elif last in people and len(words) > 2 and words[-2] == _WORLD and words[-1].removeprefix(_THE) in origins():
        last -= 1  # «حامل لقب بطولة العالم الألماني سيباستيان فيتيل», the German
    return kind, first, last


def is_on(token: Token) -> bool:
    """Whether a token is the preposition «على», which folding makes «علي»."""
    return token.text == _ON and token.pos == "preposition"


def _will(token: Token) -> bool:
    """Whether a token is a verb with the «س» of the future."""
    return token.pos == "verb" and bool(token.segments) and token.segments[0].text == _WILL


def _is_blessed(tokens: Sequence[Token], at: int) -> bool:
    """Whether a blessing begins at `at`: «علي كرم الله وجهه».

    >>> from nlp.text.tokens import tokenize
    >>> _is_blessed(tokenize("علي كرم الله وجهه"), 1), _is_blessed(tokenize("علي كرم"), 1)
    (True, False)
    """
    return " ".join(fold(token.text) for token in tokens[at : at + 2]) in _BLESSINGS


def _is_of_god(tokens: Sequence[Token], at: int) -> bool:
    """Whether what a prophet is called begins at `at`: «نبي الله»."""
    return fold(tokens[at].text) in _PROPHETS and at + 1 < len(tokens) and fold(tokens[at + 1].text) == _GOD
