"""Mentions of one entity put together: the same name with clitics and without, spelt otherwise, shorter after fuller.

>>> rows = [[Span(0, 0, 2, "PERS", "حسام نصر", "حسام نصر")], [Span(1, 4, 5, "PERS", "نصر", "نصر")]]
>>> [[span.arabic for span in group.spans] for group in gather(rows, {})]
[['حسام نصر', 'نصر']]

Leaves out: names that are one only in English (`nlp.names.link`), and pronouns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from nlp.document import NAMES, EntityType
from nlp.names.gazetteer import units
from nlp.names.made_of_words.lookup import LINEAGE
from nlp.names.spans.span import Span, SpanOrigin
from nlp.names.spelling.likeness import skeleton
from nlp.text.normalize import fold

__all__ = ["Group", "gather", "merge"]

_VOTES: Final = {SpanOrigin.TABLE: 9, SpanOrigin.LATIN: 1, SpanOrigin.ROLE: 0}
_VOTE: Final = 3
_FAMILY: Final = fold("آل")
_CLITICS: Final = frozenset({"و", "ب", "ل", "ف", "ك", "ول", "وب"})
_TITLED: Final = frozenset(fold(word) for word in "الشيخ الأمير الملك السلطان".split())
_MUHAMMAD: Final = fold("محمد")  # before another name of the same person: «محمد حسني مبارك»
_LONG: Final = 3
_PARENTS: Final = frozenset({"ام", "ابو", "ابي", "ابا"})
_SERVANT: Final = "عبد"
_COMMON: Final = 40  # people who bear a given name that nobody is called by his son's name


@dataclass(slots=True)
class Group:
    """Mentions of one entity while they are being gathered; only this module and `nlp.names.link` see it."""

    spans: list[Span] = field(default_factory=list)
    latin: str = ""  # given beside it in the article

    @property
    def type(self) -> EntityType:
        """The type of most mentions; tables count threefold, Latin runs hardly."""
        votes: Counter[EntityType] = Counter()
        for span in self.spans:
            votes[span.type] += _VOTES.get(span.origin, _VOTE)
        return votes.most_common(1)[0][0]

    @property
    def longest(self) -> Span:
        """The fullest form: of a person most words, then the tables', then the earliest."""
        named = [span for span in self.spans if span.origin not in {SpanOrigin.LATIN, SpanOrigin.ROLE}] or self.spans
        return max(named, key=_fullness)

    @property
    def words(self) -> list[str]:
        """The words of the fullest form, folded."""
        return self.longest.key.split()

    @property
    def place(self) -> tuple[int, int]:
        """Where the first span that was gathered stands."""
        return self.spans[0].place


def _fullness(span: Span) -> tuple[int, bool, int, int]:
    words = len(span.key.split()) if span.type == "PERS" else 0
    return words, span.origin is SpanOrigin.TABLE, -span.sentence, -span.first


def gather(rows: Sequence[Sequence[Span]], latin_of: Mapping[str, str]) -> list[Group]:
    """The spans of all sentences in groups; `latin_of` has the Latin form of a key where the article gives one beside it."""
    groups = _by_key(rows)
    for group in groups:
        group.latin = next((latin_of[span.key] for span in group.spans if span.key in latin_of), "")
    _join_variants(groups)
    _join_people(groups)
    return groups


def merge(groups: list[Group], left: Group, right: Group) -> None:
    """Puts the mentions of `right` into `left` and takes `right` off the list."""
    left.spans.extend(right.spans)
    left.latin = left.latin or right.latin
    groups.remove(right)


def _by_key(rows: Sequence[Sequence[Span]]) -> list[Group]:
    """Spans with the same name together, clitics taken off where the bare name stands elsewhere."""
    keys = frozenset(span.key for row in rows for span in row if span.type in NAMES)
    groups: dict[str, Group] = {}
    for span in (_without_clitic(span, keys) for row in rows for span in row):
        groups.setdefault(span.key, Group()).spans.append(span)
    return list(groups.values())


def _without_clitic(span: Span, keys: Set[str]) -> Span:
    """A span of the tagger without the clitic that is no part of its name, as another span of the article shows.

    >>> _without_clitic(Span(0, 0, 1, "PERS", "بزغبوط", "بزغبوط"), {"زغبوط"}).arabic
    'زغبوط'
    >>> _without_clitic(Span(0, 0, 1, "ORG", "لشركه", "لشركة"), {"الشركه"}).arabic
    'الشركة'
    """
    first, *rest = span.key.split()
    for cut in (1, 2) if span.origin is SpanOrigin.TAGGER else ():
        bare, clitic = " ".join((first[cut:], *rest)), first[:cut]
        if clitic not in _CLITICS or len(first) - cut < 3:
            continue
        if bare in keys:
            return replace(span, key=bare, arabic=span.arabic[cut:])
        if clitic.endswith("ل") and "ال" + bare in keys:
            return replace(span, key="ال" + bare, arabic="ال" + span.arabic[cut:])
    return span


def _within(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether the words of `short` stand in `long` in this order.

    >>> _within(["محمد", "سلمان"], ["محمد", "بن", "سلمان"]), _within(["سلمان", "محمد"], ["محمد", "بن", "سلمان"])
    (True, False)
    """
    at = 0
    for word in long:
        if at < len(short) and _alike(short[at], word):
            at += 1
    return at == len(short)


def _alike(a: str, b: str) -> bool:
    """Whether two words are one, article and vowels apart.

    >>> _alike("ترامب", "ترمب"), _alike("ترامب", "ترابط")
    (True, False)
    """
    return (
        a == b
        or a.removeprefix("ال") == b.removeprefix("ال")
        or (min(len(a), len(b)) > 3 and a[0] == b[0] and skeleton(a) == skeleton(b))
    )


def _join_people(groups: list[Group]) -> None:
    """Shorter names of a person to the fuller one last mentioned before, else the only one there is."""
    people = [group for group in groups if group.type == "PERS"]
    for group in sorted(people, key=lambda each: len(each.words)):
        fuller = [other for other in people if other is not group and other in groups and _is_fuller(other, group)]
        fuller = [other for other in fuller if _may_be(group.words, other.words) or _only(group.words, people, groups)]
        if not fuller or group not in groups:
            continue
        before = [other for other in fuller if other.place < group.place]
        merge(groups, max(before, key=lambda other: other.place) if before else fuller[0], group)


def _is_fuller(other: Group, group: Group) -> bool:
    """Whether the words of `group` stand in the name of `other`, which has more of them, or came first with as many, not one.

    >>> nasr, full = Group([Span(1, 0, 1, "PERS", "نصر", "نصر")]), Group([Span(0, 0, 2, "PERS", "حسام نصر", "حسام نصر")])
    >>> _is_fuller(full, nasr), _is_fuller(nasr, full)
    (True, False)
    """
    more = len(other.words) - len(group.words)
    first = more == 0 and len(group.words) > 1 and other.place < group.place
    if other.words[:1] == [_FAMILY] != group.words[:1]:
        return False  # «زياد» is none of «آل زياد»
    name = next((word for word in group.words if word not in _TITLED), "")
    if any((before in LINEAGE or before in _PARENTS) and _alike(word, name) for before, word in pairwise(other.words)):
        return False  # «محمد» is the father of «فاطمة بنت محمد», «إسحاق» the son of «سارة أم إسحاق»
    if _is_father(group.words, other.words) or _is_fathers_alone(group.words, other.words) or _is_elder(group.words, other.words):
        return False
    two = any(word[:1] == "و" and word[1:] in units() and word not in units() for word in other.words[1:])
    return (more > 0 or first) and not two and _within(group.words, other.words)  # «آدم وحواء» is more than he is


def _is_father(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether a name of three words and more is another's without his first name, and so his father's: «سعيد أحمد لوتاه».

    >>> _is_father(["سعيد", "احمد", "لوتاه"], ["يحيي", "سعيد", "احمد", "لوتاه"])
    True
    >>> _is_father(["حسني", "مبارك"], ["محمد", "حسني", "مبارك"])
    False
    """
    own = len(short) >= _LONG and long[0] != _MUHAMMAD and short[0] in units()
    return own and list(long[1:]) == list(short)


def _is_elder(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether one word is whom a house is called after («نهيان», «آل نهيان»), or has an article that another's given name lacks:
    «العباس» is no «عباس محمود».

    >>> _is_elder(["نهيان"], ["خليفه", "ال", "نهيان"]), _is_elder(["العباس"], ["عباس", "محمود"])
    (True, True)
    """
    if len(short) != 1:
        return False
    house = any(before == _FAMILY and word == short[0] for before, word in pairwise(long))
    return house or (short[0].startswith("ال") and short[0][2:] == long[0] and short[0] not in long)


def _is_fathers_alone(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether a given name stands within another's and so is the father's: «سعيد» is not «محمد سعيد حارب», nor «عبد الله» «جمعة عبد
    الله القبيسي».

    >>> _is_fathers_alone(["سعيد"], ["محمد", "سعيد", "حارب"]), _is_fathers_alone(["رونالدو"], ["كريستيانو", "رونالدو", "دوس"])
    (True, False)
    >>> _is_fathers_alone(["عبد", "الله"], ["جمعه", "عبد", "الله", "القبيسي"])
    True
    """
    if len(short) > 1 and short[0] == _SERVANT:
        return _SERVANT in long[1:-2] and long[0] in units()
    unit = units().get(short[0]) if len(short) == 1 and short[0] in long[1:-1] else None
    return unit is not None and unit.role == "given" and unit.count >= _COMMON and long[0] in units()


def _may_be(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether a name said in short is the fuller one whoever else is in the article: two words of it, or the last.

    >>> _may_be(["نصر"], ["حسام", "نصر"]), _may_be(["حسام"], ["حسام", "نصر"])
    (True, False)
    """
    return len(short) > 1 or _alike(short[0], long[-1])


def _only(words: Sequence[str], people: Sequence[Group], groups: Sequence[Group]) -> bool:
    """Whether a single word stands in the full name of one person alone."""
    full = [group.words for group in people if group in groups]
    return sum(len(name) > 1 and any(_alike(words[0], word) for word in name) for name in full) == 1


def _join_variants(groups: list[Group]) -> None:
    """One entity for spellings that differ in vowels alone («ترامب», «ترمب»), with and without the article."""
    seen: dict[str, Group] = {}
    for group in list(groups):
        if group.type not in NAMES or group.longest.origin is SpanOrigin.LATIN:
            continue
        words = group.words
        mark = " ".join(skeleton(word.removeprefix("ال")) for word in words)
        if len(mark.replace(" ", "")) < 4:
            continue
        other = seen.setdefault(f"{group.type}:{words[0].removeprefix('ال')[:1]}:{mark}", group)
        if other is not group and (len(words) > 1 or len(mark) > 3):
            merge(groups, other, group)
