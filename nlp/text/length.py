"""How long an article may be, and its beginning where it is longer.

What is longer than a short novel would take minutes of analysis and gigabytes of memory before its reader sees it fail. So it is
refused in one sentence that names how much of its beginning can be read. What it leaves out: cutting without being asked.

>>> beginning(Article("قال نعم. ثم ذهب.", (Block(0, 16, "paragraph"),)), 8)
Article(text='قال نعم.', blocks=(Block(start=0, end=8, kind='paragraph'),), title='', byline='', date='', source='')
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from nlp.document import Article, Block, Sentence
from nlp.errors import TooLongError

__all__ = ["MAX_SENTENCES", "MAX_TOKENS", "beginning", "check"]

MAX_SENTENCES: Final = 25_000
MAX_TOKENS: Final = 300_000


def beginning(article: Article, end: int) -> Article:
    """`article` up to character `end`."""
    blocks = tuple(Block(block.start, min(block.end, end), block.kind) for block in article.blocks if block.start < end)
    return replace(article, text=article.text[:end], blocks=blocks)


def check(rows: Sequence[Sentence]) -> None:
    """Raises `TooLongError` when `rows`, with their tokens, are more than are read at once."""
    tokens, fits = 0, 0
    for row in rows[:MAX_SENTENCES]:
        tokens += len(row.tokens)
        if tokens > MAX_TOKENS:
            break
        fits += 1
    if fits < len(rows):
        raise TooLongError(
            f"This text has {len(rows):,} sentences; at most {MAX_SENTENCES:,} of them, or {MAX_TOKENS:,} words and signs, are "
            f"read at once: read the first {fits:,} sentences, or a part of the text.",
            fits,
            rows[fits - 1].end if fits else 0,
        )
