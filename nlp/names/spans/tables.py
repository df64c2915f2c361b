"""Spans by look-up: names of our own tables or the reader's glossary, and unmistakable countries and capitals, wherever they stand.

The longest go first. Quotation marks around a part of a name do not count («الجيش «الإسرائيلي»»), except where what is quoted is
the name and what stands before it its kind («شركة «مايكروسوفت»»).

>>> from nlp.text.tokens import tokenize
>>> [(span.arabic, span.type) for span in in_tables(0, tokenize("زار الأمم المتحدة في ألمانيا"), Namer())]
[('الأمم المتحدة', 'ORG'), ('ألمانيا', 'LOC')]

Leaves out: names that are as often other words (`nlp.names.spans.bare.DOUBTFUL`): the tagger sees those, or nobody does, except
where the article tells which they are (`nlp.names.spans.witnessed`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from nlp.document import EntityType, Token
from nlp.names.english_name import Namer, bare_forms
from nlp.names.gazetteer import beginnings, places
from nlp.names.listed import known
from nlp.names.made_of_words.wording import is_within_expression
from nlp.names.spans.bare import DOUBTFUL, TANWIN, is_origin_of, same_letters
from nlp.names.spans.span import Span, SpanOrigin
from nlp.names.spans.witnessed import needs_witness
from nlp.text.normalize import fold

__all__ = ["in_tables"]

_MOST: Final = 8  # words of a name
_CLOSING: Final = frozenset("»”")
_QUOTES: Final = _CLOSING | frozenset('«“"')
_BEFORE_VERBS: Final = frozenset(
    fold(word) for word in "التي الذي الذين اللذين اللتين قد لقد وقد لم لن سوف أنهم إنهم بأنهم كانوا".split()
)
_SURE_PLACES: Final = frozenset({"country", "capital"})


def in_tables(index: int, tokens: Sequence[Token], namer: Namer) -> list[Span]:
    """The spans of sentence `index` by look-up, disjoint, the longest first."""
    unquoted = [at for at, token in enumerate(tokens) if token.text not in _QUOTES]
    folded = [fold(token.text) for token in tokens]
    reach = [_reach(folded[at], namer) if tokens[at].kind == "word" else 0 for at in unquoted]
    taken: set[int] = set()
    spans: list[Span] = []
    for length in range(min(_MOST, len(unquoted), max(reach, default=0)), 0, -1):
        for begin in range(len(unquoted) - length + 1):
            if reach[begin] < length:
                continue
            own = unquoted[begin : begin + length]
            if any(at in taken or tokens[at].kind != "word" for at in own):
                continue
            span = _span(index, tokens, own, namer, folded)
            if span is not None:
                spans.append(span)
                taken.update(range(span.first, span.last))
    return spans


def _reach(word: str, namer: Namer) -> int:
    """Of how many words the longest name is that begins with the folded `word`, with or without clitics; 0 where none does."""
    own, ours = namer.beginnings, _beginnings()
    firsts = [form.partition(" ")[0] for form in bare_forms(word)]
    return max((max(own.get(first, 0), ours.get(first, 0)) for first in firsts), default=0)


@cache
def _beginnings() -> dict[str, int]:
    """The first words of the names of our tables, of countries and capitals → the words of the longest."""
    return beginnings((*known(), *(key for key, place in places().items() if place.kind in _SURE_PLACES)))


def _span(index: int, tokens: Sequence[Token], own: Sequence[int], namer: Namer, folded: Sequence[str]) -> Span | None:
    """The span of the words at `own`, with the quotation marks among them, when they are a name."""
    last = _end(tokens, own, namer)
    at = own[0]
    if last is None or (len(own) == 1 and (is_within_expression(tokens, at) or is_origin_of(tokens, at))):
        return None  # «جوز الهند» is a coconut, no India
    if len(own) == 1 and not TANWIN.isdisjoint(tokens[at].text):
        return None  # «تركيًا» is "Turkish", no Turkey
    if len(own) == 1 and tokens[at].pos == "verb" and at and folded[at - 1] in _BEFORE_VERBS:
        return None  # «أنهم سووا», that they equated, no Suva; «التي تشاد», that is built, no Chad
    words = [folded[at] for at in own]
    for form in bare_forms(words[0]):
        key = " ".join((form, *words[1:]))
        kind = _type_of(key, namer)
        if kind is not None and (key not in DOUBTFUL or needs_witness(key)) and (len(own) > 1 or len(key) >= 3):
            shown = " ".join((same_letters(tokens[own[0]].text, form), *(tokens[at].text for at in own[1:])))
            return Span(index, own[0], last, kind, key, shown, SpanOrigin.TABLE)
    return None


def _end(tokens: Sequence[Token], own: Sequence[int], namer: Namer) -> int | None:
    """The end of the words at `own`, with the mark that closes a quotation opened among them; None when the marks part them.

    >>> from nlp.text.tokens import tokenize
    >>> _end(tokenize("الجيش «الإسرائيلي»"), [0, 2], Namer()), _end(tokenize("شركة «مايكروسوفت»"), [0, 2], Namer())
    (4, None)
    """
    last = own[-1] + 1
    inside = [at for at in range(own[0], last) if at not in own]
    if not inside:
        return last
    quoted = " ".join(fold(tokens[at].text) for at in own if at > inside[0])
    if tokens[inside[0]].text in _CLOSING or len(inside) > 2 or namer.sure(quoted) is not None:
        return None
    closes = len(inside) == 1 and last < len(tokens) and tokens[last].text in _QUOTES
    return last + 1 if closes else last


def _type_of(key: str, namer: Namer) -> EntityType | None:
    """What a folded name is, when a table or the glossary has it, or when it is a country or capital.

    >>> _type_of(fold("الأمم المتحدة"), Namer()), _type_of(fold("فرنسا"), Namer()), _type_of(fold("بلبيس"), Namer())
    ('ORG', 'LOC', None)
    """
    sure = namer.sure(key)
    if sure is not None:
        return sure.type or "MISC"  # type: ignore[return-value]
    place = places().get(key)
    return "LOC" if place is not None and place.kind in _SURE_PLACES and len(key) >= 4 else None
