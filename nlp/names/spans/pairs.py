"""Two names under one word: «جامعتي القاهرة وعين شمس» are two universities, «شركتا أبل وسامسونج» two companies.

The class word in the dual names nothing: the names are those after it. Where a name needs its class to be known by (a ministry, a
university), each of the two is given it: «وزارتي الداخلية والصحة» are وزارة الداخلية and وزارة الصحة.

>>> from nlp.text.tokens import tokenize
>>> tokens = tokenize("في جامعتي القاهرة وعين شمس")
>>> [(span.arabic, span.type) for span in pairs(0, tokens, ["O", "B-ORG", "I-ORG", "I-ORG", "I-ORG"])]
[('جامعة القاهرة', 'ORG'), ('جامعة عين شمس', 'ORG')]

Leaves out: three names and more, and people's titles (`nlp.names.facts`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from nlp.document import EntityType, Token
from nlp.names.english_name import bare_forms
from nlp.names.spans.bare import name_of
from nlp.names.spans.span import Span
from nlp.text.normalize import fold

__all__ = ["pairs"]

_NAMED_WITH: Final = "جامعة وزارة كلية محكمة هيئة لجنة مجلس حزب بنك مصرف معهد مستشفى"
_NAMED_WITHOUT: Final = "شركة مجموعة صحيفة قناة وكالة منصة مجلة حركة"
_PLACES: Final = "مدينة بلدة قرية محافظة ولاية دولة منطقة مقاطعة جزيرة"
_MOST: Final = 4  # words of one of the two names


@lru_cache(maxsize=1)
def _duals() -> dict[str, tuple[str, EntityType]]:
    """Folded dual before a genitive → (the class word that its names take, "" for none; their type)."""
    table: dict[str, tuple[str, EntityType]] = {}
    for words, keeps, kind in ((_NAMED_WITH, True, "ORG"), (_NAMED_WITHOUT, False, "ORG"), (_PLACES, False, "LOC")):
        for word in words.split():
            stem = word[:-1] + {"ة": "ت", "ى": "ي"}.get(word[-1], word[-1])
            for ending in ("ي", "ا"):
                table[fold(stem + ending)] = (word if keeps else "", kind)  # type: ignore[assignment]
    return table


def pairs(index: int, tokens: Sequence[Token], tags: Sequence[str]) -> list[Span]:
    """The spans of sentence `index` that stand two by two after a class word in the dual."""
    spans: list[Span] = []
    for at, token in enumerate(tokens):
        if token.kind != "word":
            continue
        dual = next((_duals()[form] for form in bare_forms(fold(token.text)) if form in _duals()), None)
        if dual is not None:
            spans += _pair(index, tokens, tags, at, dual)
    return spans


def _pair(index: int, tokens: Sequence[Token], tags: Sequence[str], at: int, dual: tuple[str, EntityType]) -> list[Span]:
    word, kind = dual
    joint = next((place for place in range(at + 2, min(at + 2 + _MOST, len(tokens))) if _is_joint(tokens, tags, at, place)), None)
    if joint is None:
        return []
    end = joint + 1
    while end < len(tokens) and tags[end].startswith("I-"):
        end += 1
    named = any(tags[place] != "O" for place in range(at + 1, end))
    if not (named or word == "وزارة") or any(each.kind not in {"word", "latin"} for each in tokens[at + 1 : end]):
        return []
    start = next((place for place in range(at + 1, joint) if tags[place] != "O"), at + 1) if kind == "LOC" else at + 1
    first, second = (  # «منطقتي النزاع دونيتسك ولوهانسك», the conflict is of both
        Span(index, begin, last, kind, *_named(tokens[begin:last], kind, word)) for begin, last in ((start, joint), (joint, end))
    )
    return [replace(first, first=at) if word else first, second]


def _is_joint(tokens: Sequence[Token], tags: Sequence[str], at: int, place: int) -> bool:
    """Whether the second name begins at `place`: with «و», and tagged, or with the article as the first («الداخلية والصحة»)."""
    text = fold(tokens[place].text)
    if not text.startswith("و") or len(text) < 4:
        return False
    alike = text.startswith("وال") and fold(tokens[at + 1].text).startswith("ال")
    return tags[place] != "O" or alike


def _named(tokens: Sequence[Token], kind: EntityType, word: str) -> tuple[str, str]:
    """(key, shown) of one of the names, with its class word before it where it is known by it."""
    key, shown = name_of(tokens, 0, len(tokens), kind, listed=True)
    if shown.startswith("و") and fold(tokens[0].text).startswith("وال"):
        key, shown = key.removeprefix("و"), shown.removeprefix("و")
    return (f"{fold(word)} {key}", f"{word} {shown}") if word else (key, shown)
