"""Which meaning of a word the English beside it uses: that meaning comes first, and says so.

Once a sentence is translated, the words linked with an Arabic word show what it was taken for: «الدورة» beside "session" is a
session, whatever dictionaries say first. A meaning counts when all its words stand among the linked ones, or, where the first
meaning is nowhere in the English, anywhere in the sentence. When no meaning of the chosen reading is there and one of another
reading is linked, that reading comes first. Nothing is decided over the reader's head: what the reader chose or wrote stays.
Leaves out: whether the English is right (`nlp.doubts`).

>>> from nlp.document import Alignment, Reading, Sentence, Token
>>> reading = Reading("دَوْرَة", "", "noun", ("tournament", "session"), (), "")
>>> token = Token(0, 6, "الدورة", lemma="دَوْرَة", pos="noun", glosses=("tournament", "session"), readings=(reading,))
>>> row = Sentence(0, 6, "الدورة", english="The session", tokens=(token,), alignment=(Alignment(0, 4, 11, 0.9),))
>>> with_english(row).tokens[0].glosses, with_english(row).tokens[0].readings[0].reason
(('session', 'tournament'), 'as the English has it')
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from nlp.document import Sentence, Token
from nlp.text.english import stems
from nlp.words.context.meanings import put_first
from nlp.words.readings import BEFORE_CHOICE, read_as, with_reasons

__all__ = ["IN_ENGLISH", "with_english"]

IN_ENGLISH: Final = "as the English has it"
"""The reason of a first reading whose first meaning is the one that the English uses."""
_CONTENT: Final = frozenset({"noun", "verb", "adjective", "adverb"})
_known = lru_cache(maxsize=50_000)(stems)


def with_english(sentence: Sentence) -> Sentence:
    """`sentence` with the meanings that its English uses first and marked; as it was where it has no English or no links."""
    if not sentence.english or not sentence.alignment:
        return sentence
    linked: dict[int, list[str]] = {}
    for link in sentence.alignment:
        linked.setdefault(link.token, []).append(sentence.english[link.english_start : link.english_end])
    everything = stems(sentence.english)
    tokens = tuple(
        _used(_unmarked(token), stems(" ".join(linked.get(at, ()))), everything) for at, token in enumerate(sentence.tokens)
    )
    return replace(sentence, tokens=tokens)


def _used(token: Token, linked: frozenset[str], everything: frozenset[str]) -> Token:
    if token.kind != "word" or not token.readings or token.pos not in _CONTENT or _decided(token):
        return token
    meaning = _among(token.glosses, linked)
    if not meaning and not _says(token.glosses[:1], everything):
        meaning = _among(token.glosses[1:], everything)
    if meaning:
        return _marked(put_first(token, (meaning.removeprefix("two "),)))
    for other in token.readings[1:]:
        if other.source != "backoff" and other.pos in _CONTENT and _among(other.glosses, linked):
            order = [other, *(each for each in token.readings if each is not other)]
            promoted = read_as(token, with_reasons([replace(each, reason="") for each in order]))
            return _used(promoted, linked, everything)
    return token


def _decided(token: Token) -> bool:
    """Whether a glossary or the reader has said what it means."""
    return token.glosses[:1] != token.readings[0].glosses[:1] or any(each.reason == BEFORE_CHOICE for each in token.readings)


def _unmarked(token: Token) -> Token:
    """`token` without the mark of an earlier English."""
    if not token.readings or token.readings[0].reason != IN_ENGLISH:
        return token
    return replace(token, readings=(replace(token.readings[0], reason=""), *token.readings[1:]))


def _marked(token: Token) -> Token:
    return replace(token, readings=(replace(token.readings[0], reason=IN_ENGLISH), *token.readings[1:]))


def _among(glosses: Sequence[str], english: frozenset[str]) -> str:
    """The first of `glosses` all of whose words are in `english` (stems); "" for none."""
    return next((gloss for gloss in glosses if _says((gloss,), english)), "")


def _says(glosses: Sequence[str], english: frozenset[str]) -> bool:
    return any(bool(wanted := _known(gloss)) and wanted <= english for gloss in glosses)
