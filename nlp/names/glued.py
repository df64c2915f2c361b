"""Words that a lost space or line break has glued together: «دبيقال», «القيوينيقول» are a place and the verb of the next line.

Pages copied without their line breaks have them, and a name glued to the next word is found by no table. A word that the dictionary
does not know is taken apart where both parts are known: first a definite noun or a place of our tables, then a definite noun or a
word that often begins a line; or a name, and «وال» with a noun or what begins a clause: 130 of 1.1 million words of newspapers.
Leaves out: words glued to a ة, which end there anyway (`nlp.text.tokens`), and other verbs.

>>> from nlp.document import Reading
>>> def analyse(word):
...     known = {"القيوين": "noun"}
...     return [Reading(word, "", known.get(word, "noun"), (), (), "", source="" if word in known else "backoff")]
>>> from nlp.text.tokens import tokenize
>>> [token.text for token in unglued(tokenize("أم القيوينيقول زغبلوط"), analyse)]
['أم', 'القيوين', 'يقول', 'زغبلوط']
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from nlp.document import Reading, Token
from nlp.names.english_name import bare_forms, is_one_of
from nlp.names.gazetteer import mined, places, single_names, units
from nlp.names.listed import known
from nlp.text.normalize import fold, strip_diacritics

__all__ = ["Analyse", "unglued"]

Analyse = Callable[[str], Sequence[Reading]]
"""A word → its readings; those whose `source` is "backoff" are guesses."""

_LEAST: Final = 6  # letters of two words
_SHORT: Final = 3  # letters of a place before a word of grammar or report
_LONG: Final = 5  # before any other; with the article six
_COMMON: Final = frozenset(
    "من في على إلى عن مع هذا هذه التي الذي الذين كان كانت قال قالت يقول تقول بعد قبل خلال حتى منذ بين لكن وقد حيث كما إذا "
    "أعلن أعلنت تعلن يعلن أكد أكدت يؤكد تؤكد أكدا كشف كشفت بدأ بدأت رفعت".split()
)
_AFTER_NAMES: Final = frozenset(
    (
        "هل تم إعداد وفي وقد وبلغ وبلغت بلغ بلغت وكان وكانت وقال وقالت ويقول وأضاف وهو وهي للمرحوم نظمت نظم أكد أكدت "
        "كشف كشفت أعلن أعلنت أوضح أوضحت بحث استقبل افتتح يفتتح ينظم تنظم أطلق أطلقت وقع وقعت انطلقت تنطلق بدأ بدأت حققت "
        "سجل سجلت ارتفع ارتفعت تراجع تراجعت شهد شهدت يشهد تشهد عقد عقدت احتفل كرم كرمت"
    ).split()
)
_THE, _AND_THE = ("ال", "وال"), "وال"


def unglued(tokens: Sequence[Token], analyse: Analyse) -> tuple[Token, ...]:
    """The tokens, those of two words as two. Offsets stay those of the text."""
    return tuple(part for token in tokens for part in _parts(token, analyse))


def _parts(token: Token, analyse: Analyse) -> tuple[Token, ...]:
    cut = _cut(token.text, analyse) if token.kind == "word" and len(token.text) >= _LEAST else 0
    if not cut:
        return (token,)
    left, right = token.text[:cut], token.text[cut:]
    middle = token.start + cut
    return replace(token, end=middle, text=left), replace(token, start=middle, text=right)


def _cut(word: str, analyse: Analyse) -> int:
    """Where the second word begins in `word`; 0 where it is one word, or not known to be two."""
    cuts = [at for at in range(len(word) - 2, _SHORT - 1, -1) if word[at:] in _COMMON | _AFTER_NAMES or word.startswith(_THE, at)]
    if not cuts or _is_word(word, analyse) or _is_listed(word):
        return 0
    return next((at for at in cuts if _are_two(word[:at], word[at:], analyse)), 0)


def _are_two(word: str, after: str, analyse: Analyse) -> bool:
    """Whether both parts of a glued word are known; a name before «وال» and a definite noun, or a word that begins a clause."""
    if _may_begin(after, analyse) and _may_end(word, after, analyse):
        return True
    clause = after in _AFTER_NAMES or (after.startswith(_AND_THE) and len(after) > _LONG + 1 and _is_word(after, analyse))
    least = _SHORT if after.startswith(_AND_THE) else _SHORT + 1  # «اليوفي» is Juventus
    return clause and (_is_name(word, least) or (word.startswith("ال") and len(word) > _LONG and _is_word(word, analyse)))


def _is_name(word: str, least: int) -> bool:
    """Whether a table has a name of so many letters or more as it stands, or after «و»."""
    forms = {fold(word), fold(word).removeprefix("و")}
    return any(len(form) >= least and (form in single_names() or form in known() or form in mined()) for form in forms)


def _is_word(word: str, analyse: Analyse) -> bool:
    """Whether the dictionary has a word, and not by a guess."""
    return any(reading.source != "backoff" for reading in analyse(strip_diacritics(word)))


def _is_listed(word: str) -> bool:
    """Whether a table has a name, with or without clitics."""
    return any(is_one_of(fold(word), table.keys()) for table in (known(), places(), single_names(), units()))


def _may_end(word: str, after: str, analyse: Analyse) -> bool:
    """Whether a word is a definite noun, or a place of our tables, long enough to stand before `after`."""
    if word.startswith("ال"):
        return len(word) > _LONG and _is_word(word, analyse)
    least = _SHORT if after in _COMMON else _LONG
    return any(len(form) >= least and _is_place(form) for form in bare_forms(fold(word)))


def _is_place(key: str) -> bool:
    thing, place = known().get(key), places().get(key)
    return (thing is not None and thing.type == "LOC") or (place is not None and place.kind in {"country", "capital"})


def _may_begin(word: str, analyse: Analyse) -> bool:
    return word in _COMMON or (word.startswith("ال") and len(word) > _LONG and _is_word(word, analyse))
