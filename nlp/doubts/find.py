"""Doubts about a sentence of a document, each in one sentence for the reader: what may be wrong, never how likely.

Everything is judged by `nlp.doubts.judge`; here the document's sentence becomes what is judged, and findings become marks over the
article. `benchmarks/marks.py` prints how often each rule speaks on right and on spoilt translations.

>>> [mark.kind for mark in find_marks(Sentence(0, 19, "وصل 15 وزيرا اليوم.", english="Ministers arrived today."))]
['number']
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from nlp.document import Mark, Sentence
from nlp.doubts.case import Finding, Span
from nlp.doubts.judge import RULES, judge
from nlp.doubts.messages import tell
from nlp.engine_input.coverage import meanings
from nlp.protocols import Name, SourceSentence, TokenLink

__all__ = ["LEAST_SIMILARITY", "find_marks", "judged", "shown_rules", "told"]

LEAST_SIMILARITY: Final = 0.40
"""Under this cosine (models.encoder) the sides seem unlike: no human reference of 400 is under it, 97 % of wrong partners are."""
_RULES: Final = tuple(rule for rule in RULES if rule != "unfinished")  # only the engine knows whether it came to an end

_MEASURED: Final[dict[str, frozenset[str]]] = {
    "omissions": frozenset({"embedded"}),
    "words": frozenset({"embedded", "opus-mt", "opus-mt-big"}),
}
"""Rule → the engines that it is shown for, where it is right for some only (`benchmarks/marks_of_engines.py`, 250 lines of
FLORES dev). On English as good as Firefox's or NLLB's these speak as often on the human references."""


def shown_rules(engine: str) -> tuple[str, ...]:
    """The rules whose findings a reader is shown for the English of `engine`."""
    return tuple(rule for rule in _RULES if rule not in _MEASURED or engine in _MEASURED[rule])


def find_marks(sentence: Sentence, *, similarity: float | None = None) -> tuple[Mark, ...]:
    """The doubts about `sentence.english`, at most one per word; () while it is not translated yet.

    `similarity`: cosine of the two sides, or None. Spans: `start`/`end` index the article, `english_*` the English.
    """
    if not sentence.english.strip() and not (sentence.engine and sentence.arabic.strip()):
        return ()
    marks = [told(finding, sentence.start) for finding in judged(sentence, rules=shown_rules(sentence.engine))]
    if sentence.english.strip() and similarity is not None and similarity < LEAST_SIMILARITY:
        marks.append(tell("unlike"))
    return tuple(marks)


def judged(sentence: Sentence, *, rules: tuple[str, ...] = _RULES) -> list[Finding]:
    """What the judge says of a translated sentence of a document. Spans count the characters of `sentence.arabic`."""
    base = sentence.start
    mentions = [mention for mention in sentence.entities if mention.english]
    bare = [replace(word, start=word.start - base, end=word.end - base) for word in meanings(sentence.tokens)]
    unnamed = [(m.start - base, m.end - base) for m in sentence.entities if not m.english]
    source = SourceSentence(
        sentence.arabic,
        names=tuple(Name(m.start - base, m.end - base, m.english, m.type) for m in mentions),
        meanings=tuple(w for w in bare if not any(start < w.end and w.start < end for start, end in unnamed)),
    )
    placed: dict[Span, Span] = {
        (m.start - base, m.end - base): (m.english_start, m.english_end) for m in mentions if m.english_start >= 0
    }
    tokens = sentence.tokens
    links = tuple(
        TokenLink(tokens[a.token].start - base, tokens[a.token].end - base, a.english_start, a.english_end, a.weight)
        for a in sentence.alignment
    )
    own = tuple(replace(token, start=token.start - base, end=token.end - base) for token in tokens)
    return judge(source, sentence.english, links, placed=placed, tokens=own, rules=rules)


def told(finding: Finding, base: int = 0) -> Mark:
    """A finding as the reader sees it; `base`: where the sentence begins in the article."""
    start, end = finding.source
    moved = (start + base, end + base) if start >= 0 else (-1, -1)
    return tell(
        finding.message,
        start=moved[0],
        end=moved[1],
        english_start=finding.english[0],
        english_end=finding.english[1],
        **finding.words,
    )
