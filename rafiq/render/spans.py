"""Cuts a sentence into pieces that carry what is true of them: token, entity, highlight, aligned words, direction. For all exports.

Pieces joined give the text back, whatever the offsets say: spans that overlap or point outside (a damaged import) are left out.

>>> from nlp.document import Sentence, Token
>>> [(p.text, p.token) for p in arabic_pieces(Sentence(5, 13, "قال نعم.", tokens=(Token(5, 8, "قال"), Token(9, 12, "نعم"))))]
[('قال', 0), (' ', -1), ('نعم', 1), ('.', -1)]
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nlp.annotations import Annotation
from nlp.document import Sentence
from rafiq.render.direction import foreign_runs, whole_tokens

__all__ = [
    "Group",
    "Piece",
    "arabic_pieces",
    "arabic_runs",
    "english_pieces",
    "english_runs",
    "grouped",
    "nested",
    "tokens_of_names",
]

Span = tuple[int, int, int]  # start, end, number


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one side: `token`, `mention` number those of the sentence, `run` what runs against the line; -1 is none."""

    text: str
    token: int = -1
    mention: int = -1
    colour: str = ""
    links: tuple[int, ...] = ()
    doubt: bool = False
    run: int = -1


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbouring pieces of one mention (`mention` >= 0), of one run against the line (`run` >= 0), or of neither."""

    mention: int
    run: int
    inside: tuple[Piece | Group, ...]


def arabic_runs(sentence: Sentence) -> tuple[tuple[int, int], ...]:
    """The stretches of the Arabic that are written left to right, none of which splits a token; code points of `arabic`."""
    tokens = [(token.start - sentence.start, token.end - sentence.start) for token in sentence.tokens]
    return whole_tokens(foreign_runs(sentence.arabic, rtl=True), tokens, sentence.arabic, rtl=True)


def english_runs(sentence: Sentence) -> tuple[tuple[int, int], ...]:
    """The stretches of the English that are written right to left."""
    return foreign_runs(sentence.english, rtl=False)


def arabic_pieces(sentence: Sentence, notes: Sequence[Annotation] = ()) -> tuple[Piece, ...]:
    """The Arabic side: one piece a token (never less, so letters stay joined), one for what is between."""
    at, length = sentence.start, len(sentence.arabic)
    tokens = _disjoint(((t.start - at, t.end - at, n) for n, t in enumerate(sentence.tokens)), length)
    edges = [(start, end) for start, end, _ in tokens]
    mentions = _disjoint((_wide(m.start - at, m.end - at, n, edges) for n, m in enumerate(sentence.entities)), length)
    colours = [
        (*_wide(note.start - at, note.end - at, 0, edges)[:2], note.colour)
        for note in notes
        if note.colour and note.side == "arabic" and note.start >= 0
    ]
    runs = [(start, end, n) for n, (start, end) in enumerate(arabic_runs(sentence))]
    aligned = {link.token for link in sentence.alignment if link.weight > 0}
    return tuple(
        Piece(
            text=sentence.arabic[start:end],
            token=(token := _at(tokens, start)),
            mention=_at(mentions, start),
            colour=_colour(colours, start),
            links=(token,) if token in aligned else (),
            run=_at(runs, start),
        )
        for start, end in _cuts(length, tokens, mentions, colours, runs)
    )


def english_pieces(sentence: Sentence, notes: Sequence[Annotation] = ()) -> tuple[Piece, ...]:
    """The English side, cut wherever an entity, an alignment, a highlight or a doubt begins or ends."""
    length = len(sentence.english)
    mentions = _disjoint(((m.english_start, m.english_end, n) for n, m in enumerate(sentence.entities)), length)
    links = [
        (a.english_start, a.english_end, a.token) for a in sentence.alignment if _inside(a.english_start, a.english_end, length)
    ]
    doubts = _disjoint(((m.english_start, m.english_end, n) for n, m in enumerate(sentence.marks)), length)
    colours = [
        (note.start, note.end, note.colour)
        for note in notes
        if note.colour and note.side == "english" and _inside(note.start, note.end, length)
    ]
    runs = [(start, end, n) for n, (start, end) in enumerate(english_runs(sentence))]
    return tuple(
        Piece(
            text=sentence.english[start:end],
            mention=_at(mentions, start),
            colour=_colour(colours, start),
            links=tuple(sorted({token for first, last, token in links if first <= start < last})),
            doubt=_at(doubts, start) >= 0,
            run=_at(runs, start),
        )
        for start, end in _cuts(length, mentions, links, doubts, colours, runs)
    )


def tokens_of_names(sentence: Sentence) -> frozenset[int]:
    """The numbers of the tokens that are part of a person's or a place's name: what a dictionary says of them says nothing."""
    names = [mention for mention in sentence.entities if mention.type in ("PERS", "LOC")]
    here = ((n, t) for n, t in enumerate(sentence.tokens))
    return frozenset(n for n, t in here if any(name.start < t.end and name.end > t.start for name in names))


def grouped(pieces: Sequence[Piece]) -> list[tuple[int, tuple[Piece, ...]]]:
    """Runs of pieces with the same mention: (mention or -1, pieces)."""
    runs: list[tuple[int, list[Piece]]] = []
    for piece in pieces:
        if not runs or runs[-1][0] != piece.mention:
            runs.append((piece.mention, []))
        runs[-1][1].append(piece)
    return [(mention, tuple(run)) for mention, run in runs]


def nested(pieces: Sequence[Piece]) -> tuple[Group, ...]:
    """The pieces in groups, for formats that set runs apart: a run that lies in one mention inside it, any other run around it.

    >>> company = [Piece("شركة ", mention=0), Piece("Azure", mention=0, run=0)]
    >>> [(group.mention, [getattr(each, "run") for each in group.inside]) for group in nested([*company, Piece(" من", mention=-1)])]
    [(0, [-1, 0]), (-1, [-1])]
    """
    names: dict[int, set[int]] = {}
    for piece in pieces:
        names.setdefault(piece.run, set()).add(piece.mention)

    def path(piece: Piece) -> tuple[tuple[int, int], tuple[int, int]]:
        by_name, by_run = (piece.mention, -1), (-1, piece.run)
        return (by_name, by_run) if piece.run < 0 or names[piece.run] == {piece.mention} else (by_run, by_name)

    groups = []
    for outer, around in itertools.groupby(pieces, lambda piece: path(piece)[0]):
        inside: list[Piece | Group] = []
        for inner, alike in itertools.groupby(around, lambda piece: path(piece)[1]):
            held = tuple(alike)
            inside += held if inner == (-1, -1) else [Group(*inner, held)]
        groups.append(Group(*outer, tuple(inside)))
    return tuple(groups)


def _inside(start: int, end: int, length: int) -> bool:
    return 0 <= start < end <= length


def _disjoint(spans: Iterable[Span], length: int) -> list[Span]:
    kept: list[Span] = []
    for start, end, number in sorted(spans):
        if _inside(start, end, length) and (not kept or start >= kept[-1][1]):
            kept.append((start, end, number))
    return kept


def _wide(start: int, end: int, number: int, edges: Sequence[tuple[int, int]]) -> Span:
    """The span, grown to the edges of the tokens it touches."""
    touched = [(first, last) for first, last in edges if first < end and last > start]
    return (min(start, touched[0][0]), max(end, touched[-1][1]), number) if touched and start >= 0 else (start, end, number)


def _cuts(length: int, *layers: Iterable[tuple[int, int, object]]) -> list[tuple[int, int]]:
    edges = sorted({0, length} | {edge for layer in layers for span in layer for edge in span[:2] if 0 <= edge <= length})
    return list(itertools.pairwise(edges))


def _at(spans: Sequence[Span], place: int) -> int:
    number = bisect_right(spans, place, key=lambda span: span[0]) - 1
    return spans[number][2] if number >= 0 and place < spans[number][1] else -1


def _colour(spans: Sequence[tuple[int, int, str]], place: int) -> str:
    return next((colour for start, end, colour in reversed(spans) if start <= place < end), "")
