"""Where an engine was unsure of what it wrote: words and sentences to which its own network gave little probability.

A network that writes a word with a probability under a few percent is guessing. Where the dictionary knows the Arabic word and the
English is in no meaning of the sentence, less is needed to doubt it; what the dictionary bears out must be a wilder guess. The
bounds are set for one engine's weights on sentences labelled by hand (`benchmarks/faults.py`): another's probabilities are others.

>>> words_in_doubt("The soil is dry", [(0, 3, -0.1), (4, 8, -3.9), (9, 11, -4.0), (12, 15, -0.2)], lambda start, end: -3.0)
[(4, 8)]
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from nlp.document import Mark
from nlp.doubts.messages import tell
from nlp.engine_input.coverage import senses_of
from nlp.protocols import Meaning, TokenLink, strongest
from nlp.text.english import all_stems, stop_words

__all__ = ["WORD", "Doubt", "Score", "doubt_marks", "weakest", "words_in_doubt"]

Score = tuple[int, int, float]
"""English characters start:end and the log probability of the piece they are."""

WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_MOST_WORDS: Final = 3
_ROOT: Final = 6  # letters


@dataclass(frozen=True, slots=True)
class Doubt:
    """Bounds of log probability: `word` for the weakest piece of a word, `unsaid` for that of a word which the dictionary does not
    bear out (by default the same), `sentence` for the mean of a sentence's pieces."""

    word: float
    sentence: float
    unsaid: float | None = None


def weakest(scores: Sequence[Score], start: int, end: int) -> float:
    """The least log probability of the pieces that touch `start:end`; 0 where none does."""
    return min((score for first, last, score in scores if first < end and start < last), default=0.0)


def words_in_doubt(english: str, scores: Sequence[Score], bound: Callable[[int, int], float]) -> list[tuple[int, int]]:
    """The spans of the content words of `english` one of whose pieces scored under its bound, the weakest three, in order."""
    weak: list[tuple[float, tuple[int, int]]] = []
    for word in WORD.finditer(english):
        if len(word.group()) < 3 or word.group().lower() in stop_words("function"):
            continue
        least = weakest(scores, *word.span())
        if least < bound(*word.span()):
            weak.append((least, word.span()))
    return sorted(span for _, span in sorted(weak)[:_MOST_WORDS])


def _root(stem: str) -> str:
    """The beginning of a stem that words derived from it share: "obstruct" and "obstruction"."""
    return stem[:_ROOT]


def _all_sure(english: str, sure: Sequence[tuple[int, int]]) -> bool:
    """Whether all words of `english` that say something lie in the `sure` stretches: a dateline of names and dates."""
    telling = (word.span() for word in WORD.finditer(english) if word.group().lower() not in stop_words("function"))
    return bool(sure) and all(any(a <= start and end <= b for a, b in sure) for start, end in telling)


def doubt_marks(
    english: str,
    arabic: str,
    scores: Sequence[Score],
    links: Sequence[TokenLink],
    *,
    doubt: Doubt,
    sure: Sequence[tuple[int, int]] = (),
    meanings: Sequence[Meaning] = (),
) -> list[Mark]:
    """One mark for the sentence when its mean is under the bound, else one for each word in doubt; spans into both texts.

    `sure` are stretches of the English that did not come from the network's own choice (names passed through): never in doubt.
    `meanings`: what the dictionary knows of the words of the Arabic.
    """
    spoken = {_root(stem) for senses in senses_of(meanings) for stem in senses}

    def bound(start: int, end: int) -> float:
        best = strongest(links, start, end)
        known = best is not None and any(each.start < best.end and best.start < each.end for each in meanings)
        is_unsaid = known and spoken.isdisjoint(map(_root, all_stems(english[start:end])))
        return doubt.unsaid if is_unsaid and doubt.unsaid is not None else doubt.word

    if not scores or _all_sure(english, sure):
        return []
    if sum(score for _, _, score in scores) / len(scores) < doubt.sentence:
        return [tell("unsure sentence")]
    marks = []
    for start, end in words_in_doubt(english, scores, bound):
        if any(a < end and start < b for a, b in sure):
            continue
        word = english[start:end]
        best = strongest(links, start, end)
        if best is None:
            marks.append(tell("unsure word", english=word, english_start=start, english_end=end))
        else:
            mark = tell("unsure word for", english=word, arabic=arabic[best.start : best.end])
            marks.append(replace(mark, start=best.start, end=best.end, english_start=start, english_end=end))
    return marks
