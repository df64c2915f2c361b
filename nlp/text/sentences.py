"""An article's blocks → sentence spans that fit Arabic news. Works on the tokens of `nlp.text.tokens`, so a sentence never cuts
one.

A sentence ends at `. ؟ ! …` and where its block ends; not at «،», in numbers (3.5, and the spaced «3 .4» of some newspapers), after
abbreviations and initials («د.», «أ.د.», «جون إف. كينيدي»), in addresses, nor inside a short quotation or parenthesis. Titles,
bylines and headings are one sentence each. What is longer than `max_words` is cut at clauses («؛», «،», conjunctions): never lost.
What it leaves out: two sentences with no mark between them stay one.

>>> from nlp.document import Article, Block
>>> text = "قال د. نصر نعم. ثم ذهب."
>>> [sentence.arabic for sentence in split(Article(text, (Block(0, len(text), "paragraph"),)))]
['قال د. نصر نعم.', 'ثم ذهب.']
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final

from nlp.document import Article, Block, Sentence, Token
from nlp.text import tables
from nlp.text.normalize import strip_diacritics
from nlp.text.tokens import tokenize

__all__ = ["MAX_WORDS", "split", "split_text"]

MAX_WORDS: Final = 250  # no sentence of a writer: a text without full stops
_QUOTE_WORDS: Final = 40  # a quotation longer than this is cut at its own full stops
_PAUSE_WORDS: Final = 4  # «..» ends a sentence only with this many words on each side: between fewer it is a pause
_SIGNS: Final = 8  # tokens for each word that a sentence may have: beyond that they are no sentence's punctuation
_WHOLE: Final = frozenset({"title", "byline", "date", "heading"})
_OPENERS: Final = {"«": "»", "“": "”", "‹": "›", "(": ")", "[": "]", "{": "}", "﴿": "﴾", "„": "“"}
_EITHER_WAY: Final = frozenset({'"', "'"})
_CLOSERS: Final = frozenset(_OPENERS.values()) | _EITHER_WAY | {"’"}
_DASHES: Final = frozenset("–—")
_CONTINUES: Final = frozenset({"،", ",", "؛", ";", ":", "/", "إلخ", "الخ"})
_DOMAINS: Final = frozenset({"net", "com", "org", "info", "tv", "me", "js", "io", "py", "ps", "eg", "sa", "ae"})
_BEFORE_NUMBERS: Final = frozenset("صجعط")  # page, volume, issue, edition
_STOPS: Final = ".…۔"
_CALLS: Final = "!?؟⁇⁈⁉‼"


def split(article: Article, *, include_furniture: bool = False, max_words: int = MAX_WORDS) -> tuple[Sentence, ...]:
    """The sentences of `article` in order, without tokens; furniture only when asked for.

    Every character of a block that is not white space lies in exactly one sentence. An article without blocks is read line by line.
    Raises `ValueError` for `max_words` under 1.
    """
    if max_words < 1:
        raise ValueError(f"max_words must be at least 1, not {max_words}")
    blocks = article.blocks or tuple(_lines(article.text))
    return tuple(
        Sentence(start, end, article.text[start:end], kind=block.kind, block=index)
        for index, block in enumerate(blocks)
        if include_furniture or block.kind != "furniture"
        for start, end in _spans(tokenize(article.text[block.start : block.end], block.start), block.kind in _WHOLE, max_words)
    )


def split_text(text: str, *, max_words: int = MAX_WORDS) -> list[str]:
    """The sentences of plain text, line by line: for use without an article, as on the command line."""
    return [sentence.arabic for sentence in split(Article(text), max_words=max_words)]


def _lines(text: str) -> Iterator[Block]:
    start = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield Block(start, start + len(line), "paragraph")
        start += len(line)


@dataclass(frozen=True, slots=True)
class _View:
    """One block's tokens and what the rules ask of them."""

    tokens: Sequence[Token]
    words: Sequence[int]  # words[i]: how many words stand before token i; one entry more than tokens
    inside: Sequence[bool]  # whether token i lies inside a short quotation or parenthesis
    closes: frozenset[int]  # indices of the marks that close a quotation or parenthesis


def _spans(tokens: Sequence[Token], whole: bool, max_words: int) -> Iterator[tuple[int, int]]:
    """The (start, end) of each sentence of one block."""
    words = list(accumulate((_is_word(token) for token in tokens), initial=0))
    view = _View(tokens, words, *_pairs(tokens, words))
    ends = [] if whole else list(_ends(view))
    first = 0
    for end in _with_words([*ends, len(tokens)], words):
        yield from _clauses(view, first, end, max_words)
        first = end


def _is_word(token: Token) -> bool:
    return token.kind in ("word", "latin", "number", "address")


def _with_words(ends: Sequence[int], words: Sequence[int]) -> Iterator[int]:
    """Drops ends that would leave a piece of bare punctuation: it joins the sentence before it, or the first one."""
    last = 0
    for end, following in pairwise(ends):
        if words[last] < words[end] < words[following]:
            yield end
            last = end
    yield ends[-1]


def _pairs(tokens: Sequence[Token], words: Sequence[int]) -> tuple[list[bool], frozenset[int]]:
    """For every token, whether it lies in a short quotation or parenthesis; and which marks close one, of any length."""
    depth = [0] * (len(tokens) + 1)
    closes: set[int] = set()
    opened: list[tuple[str, int]] = []  # (the mark that would close it, token index)
    straight = -1  # the last straight quote still open

    def close(first: int, last: int) -> None:
        closes.add(last)
        if words[last] - words[first] <= _QUOTE_WORDS:
            depth[first + 1] += 1
            depth[last] -= 1

    for i, token in enumerate(tokens):
        mark = token.text
        if mark == '"':
            if straight >= 0 and words[i] - words[straight] <= _QUOTE_WORDS:
                close(straight, i)
                straight = -1
            else:
                straight = i
        elif mark in _CLOSERS and any(mark == wanted for wanted, _ in opened[-4:]):
            while opened[-1][0] != mark:  # an inner mark that was never closed
                opened.pop()
            close(opened.pop()[1], i)
        elif mark in _OPENERS:
            opened.append((_OPENERS[mark], i))
    return [level > 0 for level in accumulate(depth)], frozenset(closes)


def _ends(view: _View) -> Iterator[int]:
    """Token indices before which a new sentence begins."""
    tokens = view.tokens
    first = i = 0  # first token of the sentence at hand; token looked at
    while i < len(tokens):
        mark = i
        i += 1
        if view.inside[mark] or not _is_stop(tokens[mark]):
            continue
        while i < len(tokens) and (_is_stop(tokens[i]) or _closes_here(view, i)):
            i += 1
        if i < len(tokens) and tokens[i].text not in _CONTINUES and _is_end(view, first, mark, i):
            yield i
            first = i


def _is_stop(token: Token) -> bool:
    return token.kind == "punctuation" and token.text[0] in _STOPS + _CALLS


def _closes_here(view: _View, i: int) -> bool:
    """Whether token `i`, right after a full stop, is a closing mark of the sentence that the stop ends."""
    here, before = view.tokens[i], view.tokens[i - 1]
    return i in view.closes or (here.text in _CLOSERS and here.text not in _EITHER_WAY and here.start == before.end)


def _is_end(view: _View, first: int, mark: int, after: int) -> bool:
    """Whether the sentence from token `first` ends with the mark at `mark`; the text goes on with token `after`."""
    tokens, words = view.tokens, view.words
    if any(token.text[0] in _CALLS for token in tokens[mark:after]):
        return True
    if tokens[mark].text not in (".", "۔"):
        return words[mark] - words[first] >= _PAUSE_WORDS and words[-1] - words[after] >= _PAUSE_WORDS
    return mark > first and not (
        _is_inside_expression(view, mark, after) or _is_enumerator(view, first, mark) or _is_abbreviation(view, first, mark - 1)
    )


def _is_inside_expression(view: _View, mark: int, after: int) -> bool:
    """«3 .4 بوصة», «12 . 5 مليون» and «منصة .NET»: full stops with space before them that end nothing."""
    before, stop, following = view.tokens[mark - 1], view.tokens[mark], view.tokens[after]
    if after != mark + 1:
        return False
    touches, apart = stop.end == following.start, stop.start > before.end
    decimal = before.kind == following.kind == "number" and (touches or (apart and len(before.text) < 4))
    return decimal or (touches and apart and following.text.lower() in _DOMAINS)


def _is_enumerator(view: _View, first: int, mark: int) -> bool:
    """«1. السرعة 2. الدقة»: a small number that begins the sentence, or follows a mark that announces a list."""
    number = view.tokens[mark - 1]
    return (
        number.kind == "number" and len(number.text) <= 2 and (mark - 1 == first or view.tokens[mark - 2].text in (":", "؛", "،"))
    )


def _is_abbreviation(view: _View, first: int, i: int) -> bool:
    """Whether token `i`, followed by a full stop, is an abbreviation or an initial."""
    token = view.tokens[i]
    if token.kind == "latin":
        return token.text in _abbreviations() or all(len(part) == 1 for part in token.text.split("."))
    bare = strip_diacritics(token.text).replace("ـ", "") if token.kind == "word" else ""
    following = view.tokens[i + 2].text if i + 2 < len(view.tokens) else ""
    if len(bare) == 1 or (len(bare) == 2 and bare[0] == "و"):
        # «2025 م.» ends a sentence; «م. نصر», «334 ق. م» and «2019 ص. ٤٣» don't
        if bare in _BEFORE_NUMBERS and i + 2 < len(view.tokens) and view.tokens[i + 2].kind == "number":
            return True
        return i == first or view.tokens[i - 1].kind != "number" or len(following.strip("ـ")) == 1
    return bare in _abbreviations() and (token.end == view.tokens[i + 1].start or following in _abbreviations())


def _clause_words() -> frozenset[str]:
    return tables.words("text_clause_words.txt")


def _abbreviations() -> frozenset[str]:
    return tables.words("text_abbreviations.txt")


def _clauses(view: _View, first: int, last: int, max_words: int) -> Iterator[tuple[int, int]]:
    """The sentence of tokens `first:last`, cut at clauses into spans of at most `max_words` words."""
    tokens, words = view.tokens, view.words
    while words[last] - words[first] > max_words or last - first > _SIGNS * max_words:
        left = words[last] - words[first]
        wanted = left / 2 if left <= 2 * max_words else 0.75 * max_words
        best, least = 0, float("inf")
        limit = first + 1  # a place to part tokens where no rule allows it
        for i in range(first + 1, last):
            taken = words[i] - words[first]
            if taken > max_words or i - first > _SIGNS * max_words:
                break
            limit = i
            if taken and _may_begin(view, i):
                cost = _clause_cost(view, i) + 40 * ((taken - wanted) / wanted) ** 2
                best, least = (i, cost) if cost < least else (best, least)
        cut = best or limit
        yield tokens[first].start, tokens[cut - 1].end
        first = cut
    if first < last:
        yield tokens[first].start, tokens[last - 1].end


def _may_begin(view: _View, i: int) -> bool:
    here = view.tokens[i]
    return (here.kind != "punctuation" or here.text in _OPENERS or here.text in _DASHES) and view.tokens[i - 1].text not in _OPENERS


def _clause_cost(view: _View, i: int) -> float:
    """How bad it is to begin a new span at token `i`: 0 after a full stop inside a quotation, 60 and more within a word group."""
    before, here = view.tokens[i - 1], view.tokens[i]
    joins = here.text in _clause_words() or (here.kind == "word" and here.text[0] in "وف" and len(here.text) > 3)
    parted = here.start > before.end
    if _is_stop(before) and parted:
        cost = 0
    elif before.text in ("؛", ";"):
        cost = 4
    elif before.text in ("،", ",") and here.kind != "number":
        cost = 8 if joins else 13
    elif before.text == ":" or before.text in _DASHES or here.text in _DASHES:
        cost = 15
    elif joins:
        cost = 22 if here.text in _clause_words() else 28
    else:
        cost = 60 if parted else 90
    return cost + 30 * view.inside[i]
