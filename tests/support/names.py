"""Entities of one sentence whose tags a test gives, so that no tagger is asked."""

from __future__ import annotations

from collections.abc import Sequence

from nlp.document import Entity, Sentence
from nlp.names.link import link
from nlp.text.tokens import tokenize


def entities(text: str, *names: tuple[str, str]) -> dict[str, Entity]:
    """Entities by Arabic name of one sentence in which the tagger sees `names` (words, type)."""
    tokens = tokenize(text)
    words = [token.text for token in tokens]
    tags = ["O"] * len(words)
    for name, kind in names:
        parts: Sequence[str] = name.split()
        at = next(n for n in range(len(words)) if words[n : n + len(parts)] == parts)
        tags[at : at + len(parts)] = [f"B-{kind}", *[f"I-{kind}"] * (len(parts) - 1)]
    return {each.arabic: each for each in link([Sentence(0, len(text), text, tokens=tokens)], [tags])[1]}
