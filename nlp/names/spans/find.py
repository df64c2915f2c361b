"""The spans of each sentence: the tagger's, the tables' and Latin letters', of which those that clash give way to the better.

>>> from nlp.text.tokens import tokenize
>>> text = "زار No Azure في الأمم المتحدة"
>>> sentence = Sentence(0, len(text), text, tokens=tokenize(text))
>>> [(span.arabic, span.origin.name) for span in find([sentence], [["O", "O", "O", "O", "B-ORG", "O"]], Namer())[0]]
[('No Azure', 'LATIN'), ('الأمم المتحدة', 'TABLE')]

Leaves out: names that are seen only because another place of the article has them (`nlp.names.spans.repeats`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nlp.document import Sentence
from nlp.names.english_name import Namer
from nlp.names.spans.no_names import as_told, is_no_name
from nlp.names.spans.pairs import pairs
from nlp.names.spans.span import Span, SpanOrigin, in_order
from nlp.names.spans.tables import in_tables
from nlp.names.spans.tagged import tagged
from nlp.names.spans.witnessed import borne_out

__all__ = ["find"]


def find(sentences: Sequence[Sentence], tags: Sequence[Sequence[str]], namer: Namer) -> list[list[Span]]:
    """For each sentence its spans, disjoint and in order. A longer table name wins over the parts the tagger saw of it."""
    out: list[list[Span]] = []
    for index, (sentence, row) in enumerate(zip(sentences, tags, strict=True)):
        seen = tagged(index, sentence.tokens, row)
        listed = [_typed(span, seen) if namer.is_untyped(span.key) else span for span in in_tables(index, sentence.tokens, namer)]
        two = pairs(index, sentence.tokens, row)
        single = [span for span in _better(seen, listed) if not any(span.overlaps(each) for each in two)]
        kept = [*two, *(span for span in single if not _is_class_before(span, two))]
        kept = [as_told(span, sentence.tokens) for span in kept if not is_no_name(sentence.tokens, span.first, span.last)]
        out.append(in_order(_with_latin(kept, _latin(index, sentence))))
    return borne_out(out, sentences)


def _better(tagged: Sequence[Span], tables: Sequence[Span]) -> list[Span]:
    """The tagger's spans and the tables'; of those that overlap a person or the longer of the tagger's, else the tables'.

    >>> bank = Span(0, 0, 3, "ORG", "بنك مصر الدولي", "بنك مصر الدولي")
    >>> egypt = Span(0, 1, 2, "LOC", "مصر", "مصر", SpanOrigin.TABLE)
    >>> [span.key for span in _better([bank], [egypt])], [span.key for span in _better([replace(egypt, key="seen")], [egypt])]
    (['بنك مصر الدولي'], ['مصر'])
    """
    kept: list[Span] = []
    for span in tagged:
        clash = [table for table in tables if table.overlaps(span)]
        if len(clash) == 1 and clash[0].covers(span):
            continue  # the table's is as long or longer, and surer
        if not clash or span.type == "PERS" or span.last - span.first > max(table.last - table.first for table in clash):
            tables = [table for table in tables if table not in clash]
            kept.append(span)
    return [*kept, *tables]


def _is_class_before(span: Span, two: Sequence[Span]) -> bool:
    """Whether a span is but the class word that stands before two names («شركتي»)."""
    return span.last - span.first == 1 and any(each.first == span.last for each in two)


def _typed(own: Span, tagged: Sequence[Span]) -> Span:
    """A name of the reader's with the type that the tagger gives it here."""
    return next((replace(own, type=span.type) for span in tagged if own.overlaps(span)), own)


def _with_latin(spans: Sequence[Span], runs: Sequence[Span]) -> list[Span]:
    """The spans with the Latin runs, each of which is one name, whatever part of it the tagger saw.

    >>> run = Span(0, 0, 3, "MISC", "no azure", "No Azure", SpanOrigin.LATIN)
    >>> [(span.arabic, span.type) for span in _with_latin([Span(0, 2, 3, "ORG", "azure", "Azure")], [run])]
    [('No Azure', 'ORG')]
    """
    kept, latin = list(spans), []
    for run in runs:
        parts = [span for span in kept if span.overlaps(run) and span.origin is not SpanOrigin.TABLE]
        if all(run.covers(part) for part in parts):
            kept = [span for span in kept if span not in parts]
            latin.append(replace(run, type=parts[0].type if parts else run.type))
    return [*kept, *latin]


def _latin(index: int, sentence: Sentence) -> list[Span]:
    """Runs of Latin words of which the first is capitalised."""
    tokens = sentence.tokens
    spans: list[Span] = []
    at = 0
    while at < len(tokens):
        end = at
        while end < len(tokens) and (
            tokens[end].kind == "latin" or (end > at and tokens[end].kind == "number" and tokens[end].text.isascii())
        ):
            end += 1
        if end > at and tokens[at].text[:1].isupper() and len(tokens[at].text) > 1:
            text = sentence.arabic[tokens[at].start - sentence.start : tokens[end - 1].end - sentence.start]
            spans.append(Span(index, at, end, "MISC", text.casefold(), text, SpanOrigin.LATIN))
        at = max(end, at + 1)
    return spans
