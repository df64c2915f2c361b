"""Which meaning of a word the English beside it uses: that meaning comes first, and says so.

Once a sentence is translated, the words linked with an Arabic word show what it was taken for: «الدورة» beside "session" is a
session, whatever dictionaries say first. In this order: a meaning all of whose words stand among the linked ones, or, where the
first meaning is nowhere in the English, anywhere in the sentence; a meaning of another reading among the linked ones, a proper
noun's with its capital («البندقية» beside "Venice"); a linked word by which translators have said this one
(`nlp.words.context.translations`); for a word of no dictionary the linked word.
Nothing is decided over the reader's head: what the reader chose or wrote stays. Leaves out: whether the English is right
(`nlp.doubts`), words that it shows to be names (`nlp.names.in_english.told`).

>>> from nlp.document import Alignment, Reading, Sentence, Token
>>> reading = Reading("دَوْرَة", "", "noun", ("tournament", "session"), (), "")
>>> token = Token(0, 6, "الدورة", lemma="دَوْرَة", pos="noun", glosses=("tournament", "session"), readings=(reading,))
>>> row = Sentence(0, 6, "الدورة", english="The session", tokens=(token,), alignment=(Alignment(0, 4, 11, 0.9),))
>>> with_english(row).tokens[0].glosses, with_english(row).tokens[0].readings[0].reason
(('session', 'tournament'), 'as the English has it')
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from nlp.document import Reading, Sentence, Token
from nlp.text.english import all_stems, irregular, stems
from nlp.words.context.meanings import put_first
from nlp.words.context.translations import is_of_translators, root, translations
from nlp.words.readings import BEFORE_CHOICE, read_as, with_reasons

__all__ = ["BY_ENGLISH", "IN_ENGLISH", "decided", "with_english"]

IN_ENGLISH: Final = "as the English has it"
"""The reason of a first reading whose first meaning is the one that the English uses."""
BY_ENGLISH: Final = "english"
"""The source of a reading that only the English tells."""
_CONTENT: Final = frozenset({"noun", "verb", "adjective", "adverb"})
_WORD: Final = re.compile(r"[^\W\d_]+")
_SAME: Final = 5  # letters with which words made from one another begin
_known = lru_cache(maxsize=50_000)(stems)


def with_english(sentence: Sentence) -> Sentence:
    """`sentence` with the meanings that its English uses first and marked; as it was where it has no English or no links."""
    if not sentence.english or not sentence.alignment:
        return sentence
    linked: dict[int, list[tuple[int, int]]] = {}
    for link in sentence.alignment:
        linked.setdefault(link.token, []).append((link.english_start, link.english_end))
    everything = all_stems(sentence.english)
    tokens = tuple(
        _used(_unmarked(token), sentence.english, linked.get(at, ()), everything) for at, token in enumerate(sentence.tokens)
    )
    return replace(sentence, tokens=tokens)


def _used(token: Token, english: str, spans: Sequence[tuple[int, int]], everything: frozenset[str]) -> Token:
    if token.kind != "word" or not token.readings or token.pos not in _CONTENT or decided(token):
        return token
    if not token.glosses:
        return _of_no_dictionary(token, [english[start:end] for start, end in spans])
    linked = all_stems(" ".join(english[start:end] for start, end in spans))
    meaning = _among(token.glosses, linked)
    if not meaning and not _says(token.glosses[:1], everything):
        meaning = _among(token.glosses[1:], everything)
    if meaning:
        return _marked(put_first(token, (meaning.removeprefix("two "),)))
    names = frozenset(word[0] for start, end in spans for word in _WORD.finditer(english, start, end) if word[0][0].isupper())
    for other in token.readings[1:]:
        wanted = linked if other.pos in _CONTENT else names if other.pos == "proper noun" else frozenset()
        if other.source != "backoff" and (meaning := next((g for g in other.glosses if _is_among(g, other.pos, wanted)), "")):
            order = [other, *(each for each in token.readings if each is not other)]
            promoted = read_as(token, with_reasons([replace(each, reason="") for each in order]))
            return _marked(put_first(promoted, (meaning.removeprefix("two "),)))
    if _says(token.glosses[:1], everything):
        return token
    told = _translated(token, english, spans)
    return _marked(put_first(token, (told,), shaped=True)) if told else token


def _is_among(gloss: str, pos: str, wanted: frozenset[str]) -> bool:
    """Whether a gloss is among linked stems, or as a proper noun's among linked words with a capital."""
    return gloss in wanted if pos == "proper noun" else _says((gloss,), wanted)


def _of_no_dictionary(token: Token, linked: Sequence[str]) -> Token:
    """A word that no dictionary has, read as the one word in small letters that it is linked with, if translators use that word."""
    small = [word for word in _WORD.findall(" ".join(linked)) if word[0].islower() and stems(word)]
    if len(small) != 1 or not is_of_translators(small[0]):
        return token
    first = token.readings[0]
    told = Reading(first.lemma, first.root, first.pos, (small[0],), first.segments, first.diacritized, source=BY_ENGLISH)
    return _marked(read_as(token, with_reasons([told, *(replace(each, reason="") for each in token.readings)])))


def _translated(token: Token, english: str, spans: Sequence[tuple[int, int]]) -> str:
    """The linked word by which translators say the token's word, as a gloss says it; "" for none.

    A meaning of the dictionary that is made from the same word says it better («تسليم» is "delivery", where the English has
    "delivered"). A noun takes no form that only a verb has.
    """
    said = {root(word): word for word in translations(token.lemma, token.pos)}
    for start, end in spans:
        for match in _WORD.finditer(english, start, end):
            word = match[0]
            if root(word) not in said:
                continue
            derived = next((gloss for gloss in token.glosses if any(_derived(word, part) for part in gloss.split())), "")
            if derived or token.pos == "verb":
                bare = said[root(word)]
                return derived or f"to {irregular().get(bare, bare)}"
            of_verb = word.endswith("ed") or word in irregular() or english[:start].endswith("to ")
            if token.pos != "noun" or not of_verb:
                return word
    return ""


def _derived(word: str, other: str) -> bool:
    """Whether two words begin with the same letters, enough to be made from one another.

    >>> _derived("delivered", "delivery"), _derived("jailed", "prison"), _derived("broke", "fracture")
    (True, False, False)
    """
    return len(word) >= _SAME and word[:_SAME].lower() == other[:_SAME].lower()


def decided(token: Token) -> bool:
    """Whether a glossary or the reader has said what it means."""
    return token.glosses[:1] != token.readings[0].glosses[:1] or any(each.reason == BEFORE_CHOICE for each in token.readings)


def _unmarked(token: Token) -> Token:
    """`token` without the mark of an earlier English, and without a reading that only that told."""
    if not token.readings or token.readings[0].reason != IN_ENGLISH:
        return token
    own = [replace(reading, reason="") for reading in token.readings if reading.source != BY_ENGLISH]
    if len(own) < len(token.readings):
        return read_as(token, with_reasons(own))
    return replace(token, readings=(own[0], *token.readings[1:]))


def _marked(token: Token) -> Token:
    return replace(token, readings=(replace(token.readings[0], reason=IN_ENGLISH), *token.readings[1:]))


def _among(glosses: Sequence[str], english: frozenset[str]) -> str:
    """The first of `glosses` all of whose words are in `english` (stems); "" for none."""
    return next((gloss for gloss in glosses if _says((gloss,), english)), "")


def _says(glosses: Sequence[str], english: frozenset[str]) -> bool:
    return any(bool(wanted := _known(gloss)) and wanted <= english for gloss in glosses)
