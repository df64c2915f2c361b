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
from nlp.names.facts.roles import origins, role_words, roles
from nlp.names.gazetteer import borne, places
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
from nlp.names.spans.trimming import HIS, TITLES, is_mark, trim
from nlp.names.spans.whole import beginning, end
from nlp.quantities.currencies import is_currency
from nlp.text.normalize import fold

__all__ = ["tagged"]


_HE_SAID: Final = frozenset(fold(w) for w in "قال أضاف أوضح صرح تابع أردف استطرد".split())
_FUNCTION: Final = frozenset({"conjunction", "preposition", "particle", "pronoun", "relative pronoun"})
_LISTS: Final = frozenset("،,؛و")
_KINDS_OF_FIRMS: Final = frozenset("شمع شمك شمب شمخ شمعم شمقع شمل ذمم شذمم شمسع".split())
_RANKS: Final = frozenset(fold(w) for w in "الفريق اللواء العميد العقيد المقدم الرائد النقيب الملازم".split())
_BRANCHES: Final = frozenset(fold(w) for w in "شرطة ركن طيار بحري مهندس طبيب".split())
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
    first, last = trim(tokens, first, last, kind)
    if last - first > 1 or (first < last and not _is_common(tokens, first, kind, name_of(tokens, first, last, kind)[0])):
        first, last = beginning(tokens, tags, first, kind), end(tokens, tags, first, last, kind)
    if not any(token.kind in {"word", "latin"} for token in tokens[first:last]):
        return None
    words = [fold(token.text) for token in tokens[first:last] if not is_mark(token)] or [""]
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
        or is_one_of(fold(token.text), HIS)
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
    if of_origin and ((noun and not noun.startswith("ال")) or is_one_of(before, HIS)):
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
    return kind == "PERS" and word.startswith("ال") and word in TITLES | role_words()


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
