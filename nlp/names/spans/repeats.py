"""More mentions of names already found: Latin letters beside them, the same words again, a role said instead of the name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from nlp.document import EntityType, Sentence, Token
from nlp.names.english_name import bare_forms
from nlp.names.facts.descriptions import Apposition
from nlp.names.facts.roles import roles
from nlp.names.spans.bare import is_origin_of
from nlp.names.spans.span import Span, SpanOrigin, in_order
from nlp.text.normalize import QUOTATIONS, fold

__all__ = ["beside", "find_again", "find_roles"]

_LONGEST_QUOTED: Final = 8  # words
_SAYS: Final = frozenset(
    fold(word)
    for word in (
        "قال قالت يقول تقول أضاف أضافت يضيف أكد أكدت يؤكد أوضح أوضحت يوضح صرح صرحت تصريح ذكر ذكرت أشار أشارت يرى ترى اعتبر اعتبرت "
        "أعلن أعلنت حسب بحسب وفق السيد الدكتور م د المهندس الرئيس الوزير الأستاذ حديث رأي"
    ).split()
)
_SHORT: Final = {
    fold(whole): fold(short)
    for whole, short in (
        ("المحكمة الجنائية الدولية", "الجنائية"),
        ("الجنائية الدولية", "الجنائية"),
        ("المحكمة الدستورية العليا", "الدستورية"),
        ("المحكمة الدستورية", "الدستورية"),
    )
}
"""Name → the one word of it that stands for it later in an article."""
_GOD: Final = fold("الله")
_KIND_OF: Final[dict[str, EntityType]] = {"thing": "ORG", "place": "LOC", "person": "PERS", "work": "MISC"}


def beside(sentences: Sequence[Sentence], rows: Sequence[Sequence[Span]]) -> tuple[list[list[Span]], dict[str, str]]:
    """(rows with quoted names that have a Latin form after them, key → that Latin form).

    «ديموكراسي ناو» (Democracy Now): the Latin run in parentheses right after a name or a quotation is that name in English.

    >>> from nlp.text.tokens import tokenize
    >>> text = "لموقع «ديموكراسي ناو» (Democracy Now)"
    >>> run = Span(0, 6, 8, "MISC", "democracy now", "Democracy Now", SpanOrigin.LATIN)
    >>> rows, latin_of = beside([Sentence(0, len(text), text, tokens=tokenize(text))], [[run]])
    >>> [(span.arabic, span.type) for span in rows[0]], latin_of
    ([('ديموكراسي ناو', 'ORG'), ('Democracy Now', 'MISC')], {'ديموكراسي ناو': 'Democracy Now'})
    """
    latin_of: dict[str, str] = {}
    out: list[list[Span]] = []
    for sentence, spans in zip(sentences, rows, strict=True):
        kept = list(spans)
        for latin in [span for span in spans if span.origin is SpanOrigin.LATIN]:
            at = _before_parentheses(sentence.tokens, latin)
            name, kept = (None, kept) if at < 0 else _named_at(sentence.tokens, at, kept, latin)
            if name is not None:
                latin_of.setdefault(name.key, latin.arabic)
        out.append(in_order(kept))
    return out, latin_of


def _before_parentheses(tokens: Sequence[Token], latin: Span) -> int:
    """The index of the token before the parentheses that hold a Latin run and nothing else; -1 where it stands in none.

    >>> from nlp.text.tokens import tokenize
    >>> _before_parentheses(tokenize("ناو (Now)"), Span(0, 2, 3, "MISC", "now", "Now"))
    0
    """
    closed = latin.last < len(tokens) and tokens[latin.last].text in {")", "]"}
    return latin.first - 2 if closed and latin.first > 1 and tokens[latin.first - 1].text in {"(", "["} else -1


def _named_at(tokens: Sequence[Token], at: int, spans: list[Span], latin: Span) -> tuple[Span | None, list[Span]]:
    """(the name that ends at token `at`, the spans with it): a span, or the whole of a quotation that the spans had parts of."""
    ends = {at, at + 1} if tokens[at].text in QUOTATIONS.values() else {at + 1}
    name = next((span for span in spans if span.last in ends and span is not latin), None)
    quotation = _quotation(tokens, at)
    if quotation is None or (name is not None and name.first == quotation[0]):
        return name, spans
    first, last = quotation
    kind = name.type if name is not None and name.type != "LOC" else _kind_before(tokens, first - 1)
    words = [token.text for token in tokens[first:last]]
    whole = Span(latin.sentence, first, last, kind, " ".join(map(fold, words)), " ".join(words), SpanOrigin.BESIDE)
    return whole, [*(span for span in spans if not whole.covers(span)), whole]


def _quotation(tokens: Sequence[Token], closing: int) -> tuple[int, int] | None:
    """The words of a quotation of up to eight that is closed at `closing`.

    >>> from nlp.text.tokens import tokenize
    >>> _quotation(tokenize("موقع «ديموكراسي ناو»"), 4), _quotation(tokenize("موقع ناو"), 1)
    ((2, 4), None)
    """
    first = _opening(tokens, closing) + 1
    return (first, closing) if 0 < first < closing <= first + _LONGEST_QUOTED else None


def _kind_before(tokens: Sequence[Token], first: int) -> EntityType:
    """What a quoted name is, by the noun before the mark at `first` that opens it; MISC when nothing says.

    >>> from nlp.text.tokens import tokenize
    >>> _kind_before(tokenize("لحركة «ناو»"), 1), _kind_before(tokenize("قالت «ناو»"), 1)
    ('ORG', 'MISC')
    """
    for at in range(first - 1, max(first - 4, -1), -1):
        for form in bare_forms(fold(tokens[at].text)):
            role = roles().get(form) or roles().get(form.removeprefix("ال"))
            if role is not None:
                return _KIND_OF[role[1]]
    return "MISC"


def _opening(tokens: Sequence[Token], closing: int) -> int:
    """The index of the quotation mark that `closing` closes, or -1."""
    wanted = {opened for opened, closed in QUOTATIONS.items() if closed == tokens[closing].text}
    for at in range(closing - 1, max(closing - 12, -1), -1):
        if tokens[at].text in wanted:
            return at
    return -1


def _common(token: Token) -> bool:
    """Whether the word is likely one of the language, by its analyses (without any: its letters say nothing)."""
    return bool(token.pos) and token.pos not in {"proper noun", "noun_prop", "foreign"} and bool(token.glosses or token.lemma)


def find_again(sentences: Sequence[Sentence], rows: Sequence[Sequence[Span]]) -> list[list[Span]]:
    """The names found anywhere, wherever else they stand; of a person's full name also the last word alone, and of some bodies the
    word that the news calls them by («الجنائية» after «المحكمة الجنائية الدولية»), where it does not describe a noun.

    A lone word that is also a common word of the language («نصر», victory) needs a sign that it is the name: a title or a verb of
    saying before it, or a colon after it.
    """
    forms: dict[str, Span] = {}
    last_names: dict[str, Span] = {}
    for row in rows:
        for span in row:
            if span.origin is SpanOrigin.LATIN:
                continue
            forms.setdefault(span.key, span)
            words = span.key.split()
            if span.key in _SHORT:
                last_names.setdefault(_SHORT[span.key], span)
            if span.type == "PERS" and len(words) > 1 and len(words[-1]) > 2 and words[-1] != _GOD:  # «عبد الله», no God
                last_names.setdefault(words[-1], span)
    longest = max((len(key.split()) for key in forms), default=0)
    out: list[list[Span]] = []
    for index, (sentence, row) in enumerate(zip(sentences, rows, strict=True)):
        tokens = sentence.tokens
        folded = [fold(token.text) for token in tokens]
        taken = {at for span in row for at in range(span.first, span.last)}
        added: list[Span] = []
        for length in range(longest, 0, -1):
            for first in range(len(tokens) - length + 1):
                last = first + length
                if any(at in taken for at in range(first, last)) or tokens[first].kind not in {"word", "latin"}:
                    continue
                known = _again(tokens, folded, first, (forms, last_names), last)
                if known is None:
                    continue
                whole = known.type != "PERS" or length == len(known.key.split())
                key, arabic = (known.key, known.arabic) if whole else (known.key.split()[-1], known.arabic.split()[-1])
                added.append(Span(index, first, last, known.type, key, arabic, SpanOrigin.AGAIN))
                taken.update(range(first, last))
        out.append(in_order([*row, *added]))
    return out


def _again(
    tokens: Sequence[Token], folded: Sequence[str], first: int, tables: tuple[dict[str, Span], dict[str, Span]], last: int
) -> Span | None:
    forms, last_names = tables
    if last - first == 1 and is_origin_of(tokens, first):
        return None
    tail = folded[first + 1 : last]
    for index, form in enumerate(bare_forms(folded[first])):
        key = " ".join((form, *tail))
        span = forms.get(key)
        if span is None and last - first == 1 and index == 0:
            span = last_names.get(key)
        if span is None:
            continue
        if last - first > 1:
            return span
        if _SHORT.get(span.key) == key:
            return None if first and tokens[first - 1].pos in {"noun", "adjective", "proper noun"} else span
        if index and span.type == "PERS" and _common(tokens[first]):
            continue
        if span.origin is SpanOrigin.TABLE or not _common(tokens[first]) or _cued(tokens, folded, first):
            return span
    return None


def _cued(tokens: Sequence[Token], folded: Sequence[str], at: int) -> bool:
    before = [word for word in folded[max(0, at - 2) : at] if word not in {".", ""}]
    after = tokens[at + 1].text if at + 1 < len(tokens) else ""
    return after == ":" or bool(before and any(form in _SAYS for form in bare_forms(before[-1])))


def find_roles(sentences: Sequence[Sentence], taken: list[set[int]], first: Span, descriptions: Sequence[Apposition]) -> list[Span]:
    """Where a person is called by the role and origin said with the name: «المهندس المصري» after «مهندس الحاسبات المصري حسام
    نصر»."""
    wanted = {(a.head, a.origin) for a in descriptions if a.head and a.origin}
    spans: list[Span] = []
    for index, sentence in enumerate(sentences):
        folded = [fold(token.text) for token in sentence.tokens]
        for at in range(len(folded) - 1):
            if index <= first.sentence or at in taken[index] or at + 1 in taken[index]:
                continue
            head = next((f.removeprefix("ال") for f in bare_forms(folded[at]) if f.startswith("ال")), "")
            if (
                (head, folded[at + 1].removeprefix("ال")) in wanted
                and folded[at + 1].startswith("ال")
                and at + 2 not in taken[index]
            ):
                text = f"{sentence.tokens[at].text} {sentence.tokens[at + 1].text}"
                spans.append(Span(index, at, at + 2, "PERS", first.key, text, SpanOrigin.ROLE))
                taken[index].update({at, at + 1})
    return spans
