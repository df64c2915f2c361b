"""Words of a sentence that its translation does not say although the dictionary knows them: told to the network a second time, in
English.

A small network puts words together from pieces where it has met none («الجوية» became "armographics"), and sometimes passes over a
rare word, an expression or the year of a date. All are seen in the English: a word of no English list linked to a word with a hint,
a hint whose word nothing is linked to, an expression or date whose English does not stand there.

>>> source = SourceSentence("تراجع الأزيز", hints=(Hint(6, 12, "buzzing"),))
>>> missing("The buzzment went down", [TokenLink(6, 12, 4, 12, 0.9)], source)
(Hint(start=6, end=12, english='buzzing', before=0, after=0),)
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.pipeline.alignment import strongest
from nlp.doubts.english_words import invented, latin_words
from nlp.doubts.omissions import stands_as_a_name
from nlp.engine_input.coverage import coverage, senses_of, stems
from nlp.protocols import Hint, SourceSentence, TokenLink

__all__ = ["better", "missing", "said"]


_LIGHT = frozenset({"all", "each", "every", "any", "whole"})  # English says these in too many ways
_SHORT = 3  # letters; a first word no longer than that is mostly a particle


def missing(english: str, links: Sequence[TokenLink], sentence: SourceSentence) -> tuple[Hint, ...]:
    """The hints of `sentence` to say again in place of their words, in order. `links` lead from the sentence to `english`."""
    lacking = {hint for hint in sentence.hints if _is_expression(hint, sentence.text) and not said((hint,), english)}
    lacking |= {hint for hint in sentence.hints if _is_passed_over(hint, english, links, sentence)}
    lacking |= {fact for fact in sentence.facts if not _numbers(fact.english) <= _numbers(english)}
    for start, end in invented(english, _given(sentence)):
        best = strongest(links, start, end)
        if best is not None:
            over = (hint for hint in sentence.hints if hint.start < best.end and best.start < hint.end)
            lacking |= {hint for hint in over if not hint.english[:1].isupper()}  # a guessed spelling is no better than a guess
    return tuple(
        hint
        for hint in sorted(lacking, key=lambda hint: (hint.start, -hint.end))
        if not any(hint.start < name.end and name.start < hint.end for name in sentence.names)
    )


def _is_passed_over(hint: Hint, english: str, links: Sequence[TokenLink], sentence: SourceSentence) -> bool:
    """Whether the English is not linked to the hint's word and says none of its meanings: `nlp.doubts.omissions`, before there is
    a document."""
    over = [english[link.english_start : link.english_end] for link in links if link.start < hint.end and hint.start < link.end]
    if hint.english[:1].isupper() or hint.english in _LIGHT or any(map(stems, over)):
        return False
    meant = senses_of(word for word in sentence.meanings if word.start < hint.end and hint.start < word.end)
    senses = stems(hint.english).union(*meant)
    word = sentence.text[hint.start + hint.before : hint.end - hint.after]
    return bool(senses) and not senses & stems(english) and not stands_as_a_name(word, english)


def said(terms: Sequence[Hint], english: str) -> bool:
    """Whether `english` says each of `terms` in some form."""
    have, numbers = stems(english), _numbers(english)
    return all(stems(term.english) <= have and _numbers(term.english) <= numbers for term in terms)


def _numbers(english: str) -> frozenset[str]:
    return frozenset(re.findall(r"\d+", english.replace(",", "")))


def better(new: str, old: str, sentence: SourceSentence) -> bool:
    """Whether `new` holds no more words that are none than `old`, and says no less of what the words of the sentence mean."""
    given, senses = _given(sentence), senses_of(sentence.meanings)
    return len(invented(new, given)) <= len(invented(old, given)) and coverage(senses, new) >= coverage(senses, old)


def _given(sentence: SourceSentence) -> frozenset[str]:
    """Words in Latin letters that the sentence has, or gets: they may stand in the English, whatever they are."""
    texts = (sentence.text, *(name.english for name in sentence.names), *(hint.english for hint in sentence.hints))
    return latin_words(texts)


def _is_expression(hint: Hint, text: str) -> bool:
    """Whether the hint is of several words that name a thing: what begins with a particle («في حال») has too many translations."""
    first, _, rest = text[hint.start : hint.end].strip().partition(" ")
    return bool(rest) and len(first) > _SHORT and bool(stems(hint.english))
