"""Words that the English shows to be names: «ستارك», a veil in the dictionary, beside "Stark" in the English.

A word that is in no mention, whose meanings are nowhere in the English, and that is linked with a word of a capital that sounds
like it, gets that word as its first reading, a proper noun that only the English tells; its other readings follow. A word that
begins the sentence has its capital for nothing. Leaves out: who or what it is, and whether the English spells it right.

>>> from nlp.document import Alignment, Reading, Sentence, Token
>>> veil = Reading("سِتار", "", "noun", ("veil",), (), "")
>>> token = Token(0, 5, "ستارك", lemma="سِتار", pos="noun", glosses=("veil",), readings=(veil,))
>>> row = Sentence(0, 5, "ستارك", english="Stark fell", tokens=(token,), alignment=(Alignment(0, 0, 5, 0.9),))
>>> with_names_of_english(row).tokens[0].glosses
('veil',)
>>> row = Sentence(0, 5, "ستارك", english="Old Stark fell", tokens=(token,), alignment=(Alignment(0, 4, 9, 0.9),))
>>> with_names_of_english(row).tokens[0].glosses, [each.pos for each in with_names_of_english(row).tokens[0].readings]
(('Stark',), ['proper noun', 'noun'])
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from nlp.document import Reading, Sentence, Token
from nlp.names.spelling.likeness import sound
from nlp.names.spelling.romanize import romanize
from nlp.text.english import stems
from nlp.text.normalize import fold, strip_diacritics
from nlp.words.context.english import BY_ENGLISH, IN_ENGLISH, decided
from nlp.words.readings import read_as, with_reasons

__all__ = ["with_names_of_english"]

_OPEN: Final = frozenset({"noun", "verb", "adjective", "adverb", "proper noun"})
_WORD: Final = re.compile(r"[^\W\d_]+")
_LEAST_SOUND: Final = 2  # consonants that a name and its English share at least


def with_names_of_english(sentence: Sentence) -> Sentence:
    """`sentence` with the words that its English shows to be names read as such."""
    if not sentence.english or not sentence.alignment:
        return sentence
    linked: dict[int, list[str]] = {}
    for link in sentence.alignment:
        words = (word for word in _WORD.finditer(sentence.english, link.english_start, link.english_end) if word.start() > 0)
        linked.setdefault(link.token, []).extend(word[0] for word in words if word[0][0].isupper())
    said = stems(sentence.english)
    named = [(mention.start, mention.end) for mention in sentence.entities]
    return replace(
        sentence,
        tokens=tuple(
            _told(token, linked[at], said)
            if linked.get(at) and not any(start < token.end and token.start < end for start, end in named)
            else token
            for at, token in enumerate(sentence.tokens)
        ),
    )


def _told(token: Token, capital: Sequence[str], said: frozenset[str]) -> Token:
    if token.kind != "word" or not token.readings or token.pos not in _OPEN or decided(token):
        return token
    if token.readings[0].reason == IN_ENGLISH or any(stems(gloss) <= said for gloss in token.glosses[:1]):
        return token
    heard = sound(romanize(fold(strip_diacritics(token.text))))
    english = next((word for word in capital if len(heard) >= _LEAST_SOUND and sound(word) == heard), "")
    if not english:
        return token
    own = [replace(reading, reason="") for reading in token.readings]
    order = with_reasons([Reading(token.text, "", "proper noun", (english,), (), token.text, source=BY_ENGLISH), *own])
    return read_as(token, (replace(order[0], reason=IN_ENGLISH), *order[1:]))
