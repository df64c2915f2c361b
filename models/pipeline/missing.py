"""Words of a sentence that its translation does not say although the dictionary knows them: told to the network a second time, in
English.

A small network puts words together from pieces where it has met none («الجوية» became "armographics"), sometimes passes over a
rare word, an expression or the year of a date, and takes a word for its namesake («انقلاب سيارة», a coup). All are seen in the
English: a word of no English list linked to a word with a hint, a hint whose word nothing is linked to, an expression or date whose
English does not stand there, another meaning of a word than the word beside asks for.

>>> source = SourceSentence("تراجع الأزيز", hints=(Hint(6, 12, "buzzing"),))
>>> missing("The buzzment went down", [TokenLink(6, 12, 4, 12, 0.9)], source)
(Hint(start=6, end=12, english='buzzing', before=0, after=0, own=False),)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from nlp.doubts.case import Case
from nlp.doubts.english_words import words_invented
from nlp.doubts.numbers import magnitude, magnitudes
from nlp.doubts.omissions import passed_over
from nlp.engine_input.coverage import coverage, decided, senses_of
from nlp.engine_input.hints import term
from nlp.names.spelling.likeness import name_is_in
from nlp.protocols import Hint, Name, SourceSentence, TokenLink
from nlp.quantities.written import in_digits, unmatched
from nlp.quantities.written_dates import english_dates
from nlp.text.english import stem, stems, stop_words

__all__ = ["better", "missing", "said", "tells", "unsaid"]


_LETTERS: Final = re.compile(r"[a-z]+")
_FACT: Final = 0.05  # of a sentence's meanings: what a number or date that comes back makes up for
_LIGHT = frozenset({"all", "each", "every", "any", "whole"})  # English says these in too many ways
_LONG = 4  # words after the first
_SAME: Final = 6  # letters with which words made from one another begin
_SHORT = 3  # letters; a first word no longer than that is mostly a particle


def missing(english: str, links: Sequence[TokenLink], sentence: SourceSentence) -> tuple[Hint, ...]:
    """The hints of `sentence` to say again in place of their words, in order. `links` lead from the sentence to `english`."""
    lacking = {hint for hint in sentence.hints if hint.own or _is_expression(hint, sentence.text)}
    lacking = {hint for hint in lacking if not said((hint,), english)}
    lacking |= {fact for fact in sentence.facts if _is_lost(fact, english)}
    case = Case(sentence, english, links)
    lacking |= {sense for sense in sentence.senses if _says_another(sense, case)}
    lacking |= {Hint(*finding.source, magnitude(finding.words["arabic"])) for finding in magnitudes(case)}
    spans = [finding.source for finding in words_invented(case)]
    sure = [hint for hint in sentence.hints if not hint.english[:1].isupper()]  # a guessed spelling is no better than a guess
    lacking |= {hint for hint in sure if any(hint.start < end and start < hint.end for start, end in spans)}
    lacking |= {hint for hint in sure if hint.english not in _LIGHT and _is_passed_over(hint, case)}
    return tuple(
        hint
        for hint in sorted(lacking, key=lambda hint: (hint.start, -hint.end))
        if not any(hint.start < name.end and name.start < hint.end for name in sentence.names)
    )


def _is_passed_over(hint: Hint, case: Case) -> bool:
    """Whether the English says none of the meanings of the hint's words. Asking again is cheap, so prepositions never count."""
    meant = senses_of(word for word in case.source.meanings if word.start < hint.end and hint.start < word.end)
    senses = stems(hint.english).union(*meant)
    word = hint.start + hint.before, hint.end - hint.after
    return bool(senses) and passed_over(case, (hint.start, hint.end), senses, word, small=frozenset())


def _says_another(sense: Hint, case: Case) -> bool:
    """Whether the English says a meaning of a word that is not the one asked for.

    >>> from nlp.protocols import Meaning
    >>> word, sense = Meaning(0, 6, ("overturning", "coup"), 3), Hint(0, 6, "overturning")
    >>> source = SourceSentence("انقلاب سيارة", meanings=(word,), senses=(sense,))
    >>> [_says_another(sense, Case(source, english)) for english in ("The coup of a car", "A car overturning", "A car turned over")]
    [True, False, False]
    """
    if _is_turned(sense.english, case.english):
        return True
    meant = stems(sense.english)
    others = (
        stems(" ; ".join(gloss for word in case.source.meanings if word.start == sense.start for gloss in word.glosses)) - meant
    )
    return bool(meant) and not said((sense,), case.english) and _are_said(others, case.stems)


def _are_said(meanings: frozenset[str], english: frozenset[str]) -> bool:
    """Whether one of some stems is among those of an English, as it is or in a word made from the same one.

    >>> _are_said(frozenset({"achievement"}), frozenset({"achieving"})), _are_said(frozenset({"coup"}), frozenset({"couple"}))
    (True, False)
    """
    return any(
        stem in english or (len(stem) >= _SAME and any(word.startswith(stem[:_SAME]) for word in english)) for stem in meanings
    )


def _is_turned(meant: str, english: str) -> bool:
    """Whether the English has the passive participle in place of the active one that is meant.

    >>> [_is_turned(*each) for each in (("occupying", "the occupied city"), ("occupying", "occupying it"), ("land", "landed"))]
    [True, False, False]
    """
    words = {word for word in _LETTERS.findall(english.lower()) if stem(word) == stem(meant)}
    return meant.endswith("ing") and meant not in words and any(word.endswith("ed") for word in words)


def unsaid(english: str, sentence: SourceSentence) -> tuple[Name, ...]:
    """The names of `sentence` that are in no form in `english`, and the reader's own meanings that it does not say: each as
    English in place of its Arabic.

    >>> source = SourceSentence("زار علي الدار", (Name(4, 7, "Ali"),), (Hint(8, 13, "the lodge", own=True),))
    >>> [name.english for name in unsaid("He visited the house", source)]
    ['Ali', 'the lodge']
    """
    names = [name for name in sentence.names if not name_is_in(name.english, english)]
    return (*names, *(term(hint) for hint in sentence.hints if hint.own and not said((hint,), english)))


def said(terms: Sequence[Hint], english: str) -> bool:
    """Whether `english` says each of `terms` in some form.

    >>> said((Hint(0, 1, "start-ups"),), "having acquired a start-up"), said((Hint(0, 1, "moreover"),), "more than that")
    (True, False)
    """
    have = stems(english)
    have |= {word.removesuffix("s") for word in have}
    wanted = ((term, stems(term.english)) for term in terms)
    return all(
        all(word in have or word.removesuffix("s") in have for word in words) and not _lost_numbers(term.english, english)
        for term, words in wanted
    )


def tells(term: Hint) -> bool:
    """Whether a term has a word that is no particle or pronoun: worth asking for alone.

    >>> tells(Hint(0, 1, "through")), tells(Hint(0, 1, "through a proxy"))
    (False, True)
    """
    return any(word not in stop_words("function") for word in term.english.lower().split())


def _is_lost(fact: Hint, english: str) -> bool:
    """Whether a number, month or day of the week of a fact is not in `english`."""
    return _lost_numbers(fact.english, english) or _lost_months(fact.english, english)


def _lost_months(wanted: str, english: str) -> bool:
    """Whether a month or day of the week of `wanted` is not in `english`.

    >>> _lost_months("11 July 2025", "from June 16 to 11"), _lost_months("11 July", "July 11"), _lost_months("5 %", "5 percent")
    (True, False, False)
    """
    return bool(unmatched(english_dates(wanted), english_dates(english)))


def _lost_numbers(wanted: str, english: str) -> bool:
    """Whether a number of `wanted` is not in `english`."""
    return bool(unmatched(list(in_digits(wanted)), list(in_digits(english))))


def better(new: str, old: str, sentence: SourceSentence) -> bool:
    """Whether `new` holds no more invented words than `old`, and says no less of what the words of the sentence mean; a number or
    date that `old` lost and `new` has makes up for a word in twenty."""
    invented = [len(list(words_invented(Case(sentence, english)))) for english in (new, old)]
    lost = [sum(_is_lost(fact, english) for fact in sentence.facts) for english in (new, old)]
    senses = senses_of(decided(sentence.meanings, sentence.senses))
    least = coverage(senses, old) - (_FACT if lost[0] < lost[1] else 0)
    return invented[0] <= invented[1] and lost[0] <= lost[1] and coverage(senses, new) >= least


def _is_expression(hint: Hint, text: str) -> bool:
    """Whether the hint is of several words that name a thing: what begins with a particle («في حال») has too many translations,
    unless it is as long as «بكل ما تحمله الكلمة من معنى»."""
    first, *rest = text[hint.start : hint.end].split()
    return bool(rest) and (len(first) > _SHORT or len(rest) >= _LONG) and bool(stems(hint.english))
