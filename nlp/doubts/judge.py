"""The one judge of an English text against its Arabic: asked by the engine (try again?), by the reader (say so) and by evaluation.

Adding a doubt is a rule (`Case` → findings) in a file of this folder, its line in `RULES`, and its sentence in `messages.py`.

>>> [finding.message for finding in judge(SourceSentence("وصل 15 وزيرا اليوم"), "Ministers arrived today")]
['number lost']
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from nlp.document import Token
from nlp.doubts.case import Case, Finding, Span
from nlp.doubts.english_words import words_invented
from nlp.doubts.form.repetition import repetition
from nlp.doubts.form.shape import arabic_left, empty, ending, proportion, unfinished
from nlp.doubts.names import names
from nlp.doubts.negation import negation
from nlp.doubts.numbers import dates, literals_lost, magnitudes, numbers
from nlp.doubts.omissions import words_passed_over
from nlp.doubts.places import places_unfounded
from nlp.doubts.roles.compare import roles
from nlp.doubts.roles.opposites import opposites
from nlp.protocols import SourceSentence, TokenLink

__all__ = ["AGREEMENT", "FORM", "RULES", "contradictions", "judge"]

Rule = Callable[[Case], Iterator[Finding]]

RULES: Final[dict[str, Rule]] = {
    "empty": empty,
    "unfinished": unfinished,
    "numbers": numbers,
    "magnitudes": magnitudes,
    "dates": dates,
    "literals": literals_lost,
    "negation": negation,
    "names": names,
    "places": places_unfounded,
    "words": words_invented,
    "omissions": words_passed_over,
    "roles": roles,
    "opposites": opposites,
    "arabic left": arabic_left,
    "proportion": proportion,
    "repetition": repetition,
    "ending": ending,
}
"""Every rule, in the order in which a reader is told."""
FORM: Final = ("empty", "unfinished", "repetition", "arabic left")
"""What is wrong by form alone: an engine that gives it has failed."""
AGREEMENT: Final = ("numbers", "magnitudes", "places", "negation")
"""What can be compared quickly enough to choose between translations of one sentence."""


def judge(
    source: SourceSentence,
    english: str,
    links: Sequence[TokenLink] = (),
    *,
    placed: Mapping[Span, Span] | None = None,
    finished: bool = True,
    tokens: Sequence[Token] = (),
    rules: Iterable[str] = tuple(RULES),
) -> list[Finding]:
    """What seems wrong with `english` as a translation of `source`, by the given rules, in their order; see `Case`.

    Of an empty text only that is said, and of one that is copied Arabic nothing about its length.
    """
    case = Case(source, english, links, placed or {}, finished, tokens)
    findings: list[Finding] = []
    for rule in rules:
        for finding in RULES[rule](case):
            findings.append(finding)
            if finding.kind == "empty":
                return findings
    if any(finding.kind == "copied" for finding in findings):
        return [finding for finding in findings if finding.kind != "length"]
    return findings


def contradictions(source: SourceSentence, english: str) -> int:
    """How many numbers, ordinals, countries and denials of the two texts have no partner on the other side."""
    return sum(finding.weight for finding in judge(source, english, rules=AGREEMENT))
