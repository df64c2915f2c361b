"""Doubts about a translation, each in one sentence for the reader: what may be wrong, never how likely.

`find_marks` compares a sentence with its English by rules alone: numbers, dates, negations and names without a partner on the other
side, words passed over, length, repetition, Arabic left over, words that are none, an ending that is none; and the similarity of
both sides where somebody measured it (`models.encoder`). `benchmarks/marks.py` prints how often each speaks on right and on spoilt
translations, `benchmarks/omissions.py` on words passed over.

>>> [mark.kind for mark in find_marks(Sentence(0, 19, "وصل 15 وزيرا اليوم.", english="Ministers arrived today."))]
['number']
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from nlp.document import Mark, MarkKind, Sentence
from nlp.doubts.english_words import invented, latin_words
from nlp.doubts.form import ends_open, repeated
from nlp.doubts.negation import arabic_may_negate, arabic_negations, english_may_negate, english_negations
from nlp.doubts.omissions import omitted
from nlp.doubts.places import unfounded
from nlp.names.likeness import name_is_in
from nlp.quantities.written import Written, arabic_dates, arabic_numbers, english_dates, english_numbers, other_ordinals, unmatched
from nlp.text.normalize import has_arabic, strip_diacritics

__all__ = ["LEAST_SIMILARITY", "contradictions", "find_marks"]

LEAST_SIMILARITY: Final = 0.40
"""Under this cosine (models.encoder) the sides seem unlike: no human reference of 400 is under it, 97 % of wrong partners are."""
_SHORTEST, _LONGEST = 0.6, 3.2  # English letters per Arabic letter, spaces apart; outside is out of proportion
_NAMES: Final = frozenset({"PERS", "LOC", "ORG"})
_ARABIC_RUN: Final = re.compile(r"[\u0620-\u064a\u0671-\u06d3]+(?:[\s،]+[\u0620-\u064a\u0671-\u06d3]+)*")


def find_marks(sentence: Sentence, *, similarity: float | None = None) -> tuple[Mark, ...]:
    """The doubts about `sentence.english`, at most one per word; () while it is not translated yet.

    `similarity`: cosine of the two sides, or None. Spans: `start`/`end` index the article, `english_*` the English.
    """
    if not sentence.english.strip():
        return (
            (Mark("empty", "The engine gave no English for this sentence."),) if sentence.engine and sentence.arabic.strip() else ()
        )
    plain, offsets = _without_diacritics(sentence.arabic)
    found = [
        *_numbers(plain, sentence.english),
        *_dates(plain, sentence.english),
        *_negation(plain, sentence.english),
        *_names(sentence),
        *_places(plain, sentence),
        *_words(sentence),
        *_omissions(sentence),
        *_shape(plain, sentence.english),
    ]
    if similarity is not None and similarity < LEAST_SIMILARITY:
        found.append(Mark("similarity", "The English and the Arabic seem to speak of different things."))
    return tuple(_placed(mark, offsets, sentence.start) for mark in found)


def contradictions(arabic: str, english: str, names: Iterable[str] = ()) -> int:
    """How many numbers, ordinals and countries of the two texts have no partner on the other side: for choosing between
    translations of one sentence. `names`: English that stands in the Arabic."""
    left, right = _numbers_once(arabic), english_numbers(english)
    odd = len(unmatched(left, right)) + len(unmatched(right, left)) + (other_ordinals(left, right) is not None)
    return odd + len(unfounded(arabic, english, names))


@lru_cache(maxsize=64)
def _numbers_once(arabic: str) -> tuple[Written, ...]:
    """`arabic_numbers` of a sentence whose translations are compared one after the other."""
    return tuple(arabic_numbers(arabic))


def _without_diacritics(text: str) -> tuple[str, list[int]]:
    """`text` without vowel signs, and the offset in `text` of each character kept (and of the end)."""
    kept = [(i, char) for i, char in enumerate(text) if strip_diacritics(char) and char != "ـ"]
    return "".join(char for _, char in kept), [*(i for i, _ in kept), len(text)]


def _placed(mark: Mark, offsets: list[int], base: int) -> Mark:
    if mark.start < 0 or mark.kind in {"name", "word", "omission"}:  # these index the article already
        return mark
    return Mark(
        mark.kind, mark.message, base + offsets[mark.start], base + offsets[mark.end - 1] + 1, mark.english_start, mark.english_end
    )


def _numbers(arabic: str, english: str) -> Iterator[Mark]:
    left, right = arabic_numbers(arabic), english_numbers(english)
    yield from _both("number", "number", (arabic, english), left, right)
    pair = other_ordinals(left, right)
    if pair is not None:
        yield _against("number", "number", (arabic, english), *pair)


def _dates(arabic: str, english: str) -> Iterator[Mark]:
    left, right = arabic_dates(arabic), english_dates(english)
    if re.search(r"\d\s*/\s*\d", arabic) or re.search(r"\d\s*/\s*\d", english):
        return  # one side writes the month as a number
    yield from _both("date", "month or day", (arabic, english), left, right)


def _both(kind: MarkKind, noun: str, texts: tuple[str, str], left: list[Written], right: list[Written]) -> Iterator[Mark]:
    """One mark per number or date of a side that the other lacks; a lone pair of them is one mark with both spans."""
    arabic, english = texts
    lost, made = unmatched(left, right), unmatched(right, left)
    if len(lost) == len(made) == 1:
        yield _against(kind, noun, texts, lost[0], made[0])
        return
    for each in lost:
        yield Mark(kind, f"The {noun} «{arabic[each.start : each.end]}» of the Arabic is not in the English.", each.start, each.end)
    for each in made:
        message = f"The {noun} “{english[each.start : each.end]}” of the English is not in the Arabic."
        yield Mark(kind, message, english_start=each.start, english_end=each.end)


def _against(kind: MarkKind, noun: str, texts: tuple[str, str], left: Written, right: Written) -> Mark:
    a, e = texts[0][left.start : left.end], texts[1][right.start : right.end]
    message = f"The Arabic says «{a}» where the English says “{e}”: check this {noun}."
    return Mark(kind, message, left.start, left.end, right.start, right.end)


def _negation(arabic: str, english: str) -> Iterator[Mark]:
    left, right = arabic_negations(arabic), english_negations(english)
    if left and not english_may_negate(english):
        start, end = left[0]
        yield Mark("negation", f"The Arabic denies something («{arabic[start:end]}») and the English does not.", start, end)
    elif right and not arabic_may_negate(arabic):
        start, end = right[0]
        message = f"The English denies something (“{english[start:end]}”) and the Arabic does not."
        yield Mark("negation", message, english_start=start, english_end=end)


def _names(sentence: Sentence) -> Iterator[Mark]:
    said: set[str] = set()
    for mention in sentence.entities:
        name = mention.english
        if mention.type not in _NAMES or not name or name in said:
            continue
        if mention.english_start >= 0:
            written = sentence.english[mention.english_start : mention.english_end]
            if mention.type == "PERS" and _misspelt(name, written):
                said.add(name)
                message = f"The English writes «{mention.text}» as “{written}”; the name is {name}."
                yield Mark("name", message, mention.start, mention.end, mention.english_start, mention.english_end)
            continue
        said.add(name)
        if not name_is_in(name, sentence.english):
            message = f"The name «{mention.text}» ({name}) does not seem to be in the English."
            yield Mark("name", message, mention.start, mention.end)


def _places(arabic: str, sentence: Sentence) -> Iterator[Mark]:
    said: set[str] = set()
    text = " ".join((arabic, *(mention.text for mention in sentence.entities)))
    for start, end in unfounded(text, sentence.english, [mention.english for mention in sentence.entities]):
        term = sentence.english[start:end]
        if term not in said:
            said.add(term)
            yield Mark(
                "name", f"The English says “{term}”, which nothing in the Arabic names.", english_start=start, english_end=end
            )


def _words(sentence: Sentence) -> Iterator[Mark]:
    given = latin_words((sentence.arabic, *(mention.english for mention in sentence.entities)))
    for start, end in invented(sentence.english, given):
        said = sentence.english[start:end]
        links = [link for link in sentence.alignment if link.english_start < end and start < link.english_end]
        best = max(links, key=lambda link: link.weight, default=None)
        if best is None:
            yield Mark("word", f"“{said}” is no English word: the engine put it together.", english_start=start, english_end=end)
            continue
        token = sentence.tokens[best.token]
        message = f"“{said}” is no English word: the engine put it together for «{token.text}»; see the gloss of the Arabic."
        yield Mark("word", message, token.start, token.end, start, end)


def _omissions(sentence: Sentence) -> Iterator[Mark]:
    spans: list[tuple[int, int, tuple[str, ...]]] = []
    for token in omitted(sentence):
        gloss, last = token.glosses[:1], spans[-1] if spans else None
        if last and last[2] == gloss and not sentence.arabic[last[1] - sentence.start : token.start - sentence.start].strip():
            spans[-1] = (last[0], token.end, gloss)  # an expression is one mark
        else:
            spans.append((token.start, token.end, gloss))
    for start, end, gloss in spans:
        meaning = f" ({gloss[0]})" if gloss else ""
        said = sentence.arabic[start - sentence.start : end - sentence.start]
        yield Mark("omission", f"Nothing in the English seems to say «{said}»{meaning}.", start, end)


def _misspelt(name: str, written: str) -> bool:
    """Whether `written` is meant to be `name` (it sounds like it) and has none of its words."""
    return name_is_in(name, written) and not {word.lower() for word in name.split()} & {word.lower() for word in written.split()}


def _shape(arabic: str, english: str) -> Iterator[Mark]:
    left, right = len(re.sub(r"[\W_]", "", arabic)), len(re.sub(r"[\W_]", "", english))
    if has_arabic(english):
        run = max(_ARABIC_RUN.finditer(english), key=lambda m: len(m.group()), default=None)
        if run is not None and len(run.group()) > 0.5 * len(english):
            yield Mark(
                "copied",
                "The engine copied the Arabic in place of translating it.",
                english_start=run.start(),
                english_end=run.end(),
            )
            return
        if run is not None:
            yield Mark("untranslated", f"«{run.group()}» was left in Arabic.", english_start=run.start(), english_end=run.end())
    if left > 25 and right < _SHORTEST * left:
        yield Mark("length", "The English is much shorter than the Arabic: something may be missing.")
    elif right > _LONGEST * left + 25:
        yield Mark("length", "The English is much longer than the Arabic: something may have been added.")
    again = repeated(english, arabic)
    if again:
        said = english[again[0] : again[1]]
        yield Mark(
            "repetition",
            f"“{said}” is said again in the English and not in the Arabic.",
            english_start=again[0],
            english_end=again[1],
        )
    cut = ends_open(english)
    if cut and left > 25:
        yield Mark(
            "cut",
            f"The English stops at “{english[cut[0] : cut[1]]}”: it seems to be cut off.",
            english_start=cut[0],
            english_end=cut[1],
        )
