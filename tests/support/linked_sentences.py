"""Sentences with links that a test gives by hand."""

from __future__ import annotations

from dataclasses import replace

from nlp.document import Alignment, Sentence
from nlp.text.tokens import tokenize
from rafiq.workbench import Workbench


def read(workbench: Workbench, arabic: str, english: str, pairs: str) -> Sentence:
    """The sentence analysed, with links given as "word=word …"; a word of the Arabic may be a part of it."""
    (seen,) = workbench.reader().annotate([Sentence(0, len(arabic), arabic, tokens=tokenize(arabic, 0))])
    links = []
    for pair in pairs.split():
        left, right = pair.split("=")
        token = next(at for at, each in enumerate(seen.sentence.tokens) if left in each.text)
        start = english.index(right)
        links.append(Alignment(token, start, start + len(right), 0.9))
    return replace(seen.sentence, english=english, alignment=tuple(links), engine="embedded")
