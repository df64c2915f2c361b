"""Dictionary meanings of a sentence's rarer words, offered to an engine beside the word: «المسيّرات ^drones».

A small engine has met the common words often and the rare ones hardly ever; the morphology knows both. A hint stands after its word
and takes nothing away from it: the network was trained to use it where it fits and to pass over it where it does not. Words not in
the dictionary (foreign ones) get a guessed spelling. Training (`models/recipes/translator/step1_hints.py`) and serving make hints
here.

>>> from nlp.document import Reading
>>> rare = Reading("تِلِسْكُوب", "", "noun", ("telescope",), (), "", frequency=-5.5)
>>> token = Token(0, 7, "تلسكوب", lemma="تِلِسْكُوب", pos="noun", glosses=("telescope",), readings=(rare,), level=5)
>>> hints((token,))
(Hint(start=0, end=7, english='telescope', before=0, after=0, own=False),)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from nlp.document import Token
from nlp.engine_input.coverage import CONTENT, is_light
from nlp.names.spelling.romanize import romanize
from nlp.protocols import Hint, Name
from nlp.text.english import stems, stop_words
from nlp.text.normalize import fold, strip_diacritics
from nlp.words.context.article import is_of_article
from nlp.words.context.meanings import asked_beside
from nlp.words.glossary import from_glossary
from nlp.words.readings import BEFORE_CHOICE

__all__ = ["LEAST_LEVEL", "hints", "senses", "term", "wording"]

LEAST_LEVEL: Final = 4
"""Words of this level (`nlp.words.senses`) and rarer ones get a hint."""
_MOST_WORDS, _MOST_OF_EXPRESSIONS = 4, 7  # of English: a word's, that of several words of Arabic
_PLAIN: Final = re.compile(r"[A-Za-z][A-Za-z' -]*")
_TO: Final = re.compile(r"^to (?!the |an? |some |such |that )")  # "to the point that" is no verb
_ASIDE: Final = re.compile(r"\([^()]*\)")


def hints(
    tokens: Sequence[Token],
    *,
    least_level: int = LEAST_LEVEL,
    names: Sequence[tuple[int, int]] | None = None,
    spelled: Mapping[int, str] | None = None,
) -> tuple[Hint, ...]:
    """The hints for one sentence's analysed tokens, in order, disjoint; offsets are the tokens' own.

    An expression or a word of the reader's glossary (a gloss that is not the first of its reading) is a hint at every level;
    so is a word whose reading the reader chose. `names`: where the sentence has names, if that is known: a guessed spelling is
    given for names only, and the dictionary's English of a common word is not given for a part of a name. (On 400 lines of FLORES
    dev 7 of 67 spellings of other words were right, and 13 of 65 meanings of words within names; without both: 25.66 / 53.45
    becomes 25.70 / 53.60.) `spelled`: where a word of a name begins → how the reader sees it spelled.
    """
    return tuple(_each(tokens, least_level, names, spelled or {}))


def senses(tokens: Sequence[Token], names: Sequence[tuple[int, int]] = ()) -> tuple[Hint, ...]:
    """The meanings that the word beside asks for, and those of the article's other sentences: no hints, but what the English is
    asked for where it says another of the word's.

    `names`: where the sentence has names; their words mean nothing else. Of 997 lines of FLORES dev 28 become other English so: 12
    better («برية», "land" and no "wild" trip), 6 worse, and BLEU and chrF2++ stay as they are.
    """
    beside = set(asked_beside(tokens))
    asked = (token for at, token in enumerate(tokens) if at in beside or is_of_article(token))
    return tuple(
        replace(hint, own=hint.own or is_of_article(token))
        for token in asked
        if token.pos in CONTENT
        and token.glosses
        and not is_light(token)
        and not from_glossary(token)
        and not any(start < token.end and token.start < end for start, end in names)
        and (english := wording(token.glosses[0]))
        and (hint := _hint(token, token, english))
    )


def wording(gloss: str, most: int = _MOST_WORDS) -> str:
    """A gloss as a hint says it, the first of alternatives, no "to" before a verb, nothing in brackets; "" for no English, and for
    more than `most` words.

    >>> wording("to drive; to lead"), wording("to the point that"), wording("fish (dish)")
    ('drive', 'to the point that', 'fish')
    """
    text = _TO.sub("", " ".join(_ASIDE.sub(" ", gloss.partition(";")[0]).split()))
    return text if _PLAIN.fullmatch(text) and text.count(" ") < most else ""


def _each(
    tokens: Sequence[Token], least_level: int, names: Sequence[tuple[int, int]] | None, spelled: Mapping[int, str]
) -> Iterator[Hint]:
    at = 0
    while at < len(tokens):
        token, last = tokens[at], at
        while last + 1 < len(tokens) and token.glosses[:1] == tokens[last + 1].glosses[:1] and token.glosses:
            last += 1
        if any(from_glossary(each) for each in tokens[at : last + 1]):
            english = wording(token.glosses[0], _MOST_OF_EXPRESSIONS if last > at else _MOST_WORDS)
            if english:
                yield _hint(token, tokens[last], english)
            at = last + 1
            continue
        english = _of_word(token, least_level, spelled.get(token.start, ""))
        if english and (names is None or _fits(token, any(start < token.end and token.start < end for start, end in names))):
            yield _hint(token, token, english)
        at += 1


def _hint(first: Token, last: Token, english: str) -> Hint:
    before = sum(len(part.text) for part in first.segments if part.kind == "proclitic" and part.pos != "article")
    after = sum(len(part.text) for part in last.segments if part.kind == "enclitic")
    return Hint(first.start, last.end, english, before, after, first.own or _is_chosen(first))


def _is_chosen(token: Token) -> bool:
    """Whether the reader chose its reading."""
    return any(reading.reason == BEFORE_CHOICE for reading in token.readings)


def term(hint: Hint) -> Name:
    """The hint as English to be put into the Arabic in place of its word, clitics apart."""
    return Name(hint.start + hint.before, hint.end - hint.after, hint.english)


def _fits(token: Token, named: bool) -> bool:
    """Whether a word's own English is likely what it means here; `named`: the word is of a name."""
    first = token.readings[0]
    if _is_chosen(token):
        return True
    return named if first.source == "backoff" else not named or token.pos == "proper noun"


def _of_word(token: Token, least_level: int, spelled: str) -> str:
    if token.kind != "word" or not token.readings:
        return ""
    first = token.readings[0]
    if first.source == "backoff":
        return wording(spelled) or _guessed(strip_diacritics(token.text))
    if (token.level < least_level and not _is_chosen(token)) or token.pos not in CONTENT or not token.glosses:
        return ""
    return "" if _is_crude_guess(token) else wording(token.glosses[0])


def _is_crude_guess(token: Token) -> bool:
    """Whether only a small word taken off its beginning made a coarse word of it: «فاست» is a telescope's name, FAST.

    A word of medicine («الشرج», «شرج») stands by itself or after an article.
    """
    return (
        any(part.kind == "proclitic" for part in token.segments)
        and not any(part.pos == "article" for part in token.segments)
        and not stems(token.glosses[0]).isdisjoint(stop_words("coarse"))
    )


def _guessed(word: str) -> str:
    """A foreign word in Latin letters, "" where it is too long; no ending is taken off: «إيرينا» is Irina, «ليمريك» Limerick.

    >>> _guessed("الفوتون"), _guessed("ألفونسو")
    ('Photon', 'Alfonso')
    """
    stem = word[2:] if word.startswith("ال") and len(word) > 5 else word  # «الفوتون» is a photon, no Alphoton
    return wording(romanize(fold(stem), stem[:1])) if 3 <= len(stem) <= 12 else ""
