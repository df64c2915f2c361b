"""Who does what in an Arabic sentence, as far as its words show it without a parser: verbs with a subject that can be told.

A verb's subject is a noun right after it («اتهمت المعارضة …») or, where the sentence begins with the noun, right before it. It must
agree with the verb and bear no preposition. An object is a pronoun on the verb, or a noun behind a subject that is closed: it is
definite, or ends as no first part of a genitive can. Without an object a verb may as well be passive, which unvowelled letters do
not show, so whether there is one is told. Leaves out everything else: better none than a wrong one.

>>> from nlp.document import Reading
>>> def word(text, pos, start, *features):
...     return Token(start, start + len(text), text, pos=pos, readings=(Reading("", "", pos, (), (), "", features=features),))
>>> verb = word("هزم", "verb", 0, ("per", "3"), ("gen", "m"), ("num", "s"), ("vox", "a"))
>>> one, other = word("سامي", "proper noun", 4, ("gen", "m"), ("num", "s")), word("خصما", "noun", 9, ("gen", "m"), ("num", "s"))
>>> actions((verb, one, other))
[Action(verb=0, subject=1, object=2, pronoun='', antecedent=-1)]
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from nlp.document import Token

__all__ = ["Action", "actions", "agents_of_nouns", "feature"]

_NOUNS: Final = frozenset({"noun", "proper noun"})
_BEFORE: Final = frozenset("إن أن لكن لأن بأن وأن وإن كان كانت وكان وكانت قد لا لم لن سوف".split())
_CLOSED: Final = ("ون", "ين", "ان", "ا")
_ELATIVE: Final = 6  # letters of «الأزرق»
_CHAIN: Final = 4  # words of a doer in the genitive
_NEAR: Final = 6  # words in which «بأن» follows
_THAT: Final = ("بأن", "بان")
_OF_OTHERS: Final = frozenset({"ني", "نا", "ك", "كم"})


@dataclass(frozen=True, slots=True)
class Action:
    """A verb and what is known of who does it to whom, as places in the sentence's tokens; -1 is not known. `pronoun` is the object
    that stands on the verb, `antecedent` the noun it stands for in a relative clause («رسامات تجاهلهن المؤرخون»)."""

    verb: int
    subject: int
    object: int = -1
    pronoun: str = ""
    antecedent: int = -1


def actions(tokens: Sequence[Token]) -> list[Action]:
    """The verbs of a sentence whose subject can be told, in order."""
    made = []
    for at, token in enumerate(tokens):
        if token.pos != "verb" or feature(token, "per") not in {"3", ""} or _is_auxiliary(token):
            continue
        pronoun = next((part.text for part in token.segments if part.kind == "enclitic"), "")
        if pronoun in _OF_OTHERS:
            continue
        subject, after = _subject(tokens, at)
        whom = -1 if pronoun or subject < 0 else _object(tokens, subject, after)
        antecedent = _antecedent(tokens, at, pronoun) if pronoun else -1
        if subject < 0 and (antecedent < 0 or _agrees(token, tokens[antecedent], before=True)):
            continue
        if feature(token, "vox") != "p" or (whom >= 0 and _may_be_active(token)):
            made.append(Action(at, subject, whom, pronoun, antecedent))
    return made


def agents_of_nouns(tokens: Sequence[Token]) -> list[tuple[int, tuple[int, ...], int]]:
    """(verbal noun, who does it, to whom) where the doer follows in the genitive and the other after «ل»: «دعم س لـص».

    The doer is one definite word, or some in the genitive where «بأن» shows that the noun is one of saying: «وصف أحد قادة الجيش
    للتقنية بأنها سلاح».
    """
    words = [at for at, token in enumerate(tokens) if token.kind not in {"punctuation", "symbol"}]
    made = []
    for place, first in enumerate(words):
        if not _may_be_noun(tokens[first]) or not _is_bare(tokens[first]):
            continue
        rest = words[place + 1 :]
        count = next((n + 1 for n, at in enumerate(rest[:_CHAIN]) if _is_definite(tokens[at]) or _preposition(tokens[at])), 0)
        doers, after = rest[:count], rest[count:]
        if not doers or any(tokens[at].pos not in _NOUNS or _preposition(tokens[at]) for at in doers) or not after:
            continue
        whom = after[0] if tokens[after[0]].text.startswith("ل") and _preposition(tokens[after[0]]) else -1
        if len(after) > 1 and tokens[after[0]].text.rstrip("ـ") == "ل":
            whom = after[1]
        says = any(tokens[at].text.startswith(_THAT) for at in after[1:_NEAR])
        if whom >= 0 and (says or count == 1):
            made.append((first, tuple(doers), whom))
    return made


def feature(token: Token, name: str) -> str:
    """A feature of the token's first reading; "" where it has none."""
    return dict(token.readings[0].features).get(name, "") if token.readings else ""


def _subject(tokens: Sequence[Token], verb: int) -> tuple[int, int]:
    """(the subject of a verb, the place after it and what describes it), or (-1, -1)."""
    after = verb + 1
    if after < len(tokens) and _may_be_subject(tokens, verb, after):
        return after, _end_of(tokens, after)
    if not _stands_alone_after(tokens, verb):
        return -1, -1
    at = verb - 1
    while at >= 0 and (_bare(tokens[at].text) in _BEFORE or tokens[at].pos == "particle"):
        at -= 1
    head = at
    while head > 0 and tokens[head].pos == "adjective" and tokens[head - 1].pos in {"adjective", *_NOUNS}:
        head -= 1
    opens = head == 0 or _bare(tokens[head - 1].text) in _BEFORE
    if head >= 0 and opens and _is_definite(tokens[head]) and _agrees(tokens[verb], tokens[head], before=True):
        return head, verb + 1
    return -1, -1


def _bare(text: str) -> str:
    """A word without a conjunction in front."""
    return text[1:] if len(text) > 2 and text[0] in "وف" and text[1:] in _BEFORE else text


def _stands_alone_after(tokens: Sequence[Token], verb: int) -> bool:
    """Whether what follows a verb cannot be its subject: no noun, or its object (in the accusative, or of another gender)."""
    after = verb + 1
    if after >= len(tokens) or tokens[after].pos not in _NOUNS or _preposition(tokens[after]):
        return True
    return not _agrees(tokens[verb], tokens[after]) or _is_accusative(tokens[after])


def _may_be_subject(tokens: Sequence[Token], verb: int, at: int) -> bool:
    token = tokens[at]
    return token.pos in _NOUNS and not _preposition(token) and not _is_accusative(token) and _agrees(tokens[verb], token)


def _antecedent(tokens: Sequence[Token], verb: int, pronoun: str) -> int:
    """The noun right before a relative clause that its verb opens, where the pronoun on the verb may stand for it; or -1."""
    at = verb - 1
    while at >= 0 and (_bare(tokens[at].text) in _BEFORE or tokens[at].pos in {"particle", "relative pronoun"}):
        at -= 1
    last = at
    while at > 0 and tokens[at].pos == "adjective" and _is_definite(tokens[at]) == _is_definite(tokens[at - 1]):
        at -= 1
    at = at if at >= 0 and tokens[at].pos in _NOUNS else last  # «دبلوماسيا» is an adjective by its form
    if at < 0 or tokens[at].pos not in {*_NOUNS, "adjective"}:
        return -1
    gender, number = feature(tokens[at], "gen"), feature(tokens[at], "num")
    fits = {"ه": number != "p" and gender == "m", "ها": number == "p" or gender == "f", "هم": number == "p", "هن": number == "p"}
    opens = not _is_definite(tokens[at]) or any(tokens[each].pos == "relative pronoun" for each in range(at + 1, verb))
    return at if opens and fits.get(pronoun, False) else -1


def _may_be_noun(token: Token) -> bool:
    """Whether a word is a noun in one of its readings: «وصف» is read as "described", too."""
    return token.pos == "noun" or (token.pos == "verb" and any(reading.pos == "noun" for reading in token.readings))


def _may_be_active(verb: Token) -> bool:
    """Whether one of a verb's readings is active."""
    return any(reading.pos == "verb" and dict(reading.features).get("vox") == "a" for reading in verb.readings)


def _end_of(tokens: Sequence[Token], at: int) -> int:
    """The place after a noun, a definite one in the genitive after it, its adjectives, and the other words of its name."""
    end = at + 1
    genitive = end < len(tokens) and _is_bare(tokens[at]) and tokens[at].pos == "noun" and tokens[end].pos in _NOUNS
    if genitive and _is_definite(tokens[end]) and not _preposition(tokens[end]) and not tokens[at].text.endswith(_CLOSED):
        at, end = end, end + 1
    while end < len(tokens) and (
        (tokens[end].pos == "adjective" and _is_definite(tokens[end]) == _is_definite(tokens[at]))
        or (tokens[end].pos == "proper noun" and _is_definite(tokens[at]))
    ):
        end += 1
    return end


def _object(tokens: Sequence[Token], subject: int, after: int) -> int:
    """A noun without preposition behind a closed subject, or -1; words that describe the subject may stand before an accusative."""
    if subject < after:
        for at in range(after, min(after + 3, len(tokens))):
            if _is_accusative(tokens[at]) and tokens[at].pos == "noun" and not _preposition(tokens[at]):
                return at
            if tokens[at].pos not in {"adjective", "adverb", "noun"} or _preposition(tokens[at]):
                break
    if not 0 <= after < len(tokens) or tokens[after].pos not in _NOUNS or _preposition(tokens[after]):
        return -1
    if any(part.pos == "conjunction" for part in tokens[after].segments) or feature(tokens[after], "cas") == "n":
        return -1
    head = tokens[subject]
    if tokens[after].text in {"غير", "كل", "جميع"} or (_is_definite(head) and _may_describe(tokens[after])):
        return -1
    closed = _is_definite(head) or head.text.endswith(_CLOSED) or after > subject + 1 or subject > after
    return after if closed else -1


def _may_describe(token: Token) -> bool:
    """Whether a word with the article may be an adjective: in one of its readings, or by its form («الحوت الأزرق»)."""
    adjective = (token.text.startswith("الأ") and len(token.text) == _ELATIVE) or any(
        reading.pos == "adjective" for reading in token.readings
    )
    return adjective and any(part.pos == "article" for part in token.segments)


def _agrees(verb: Token, noun: Token, *, before: bool = False) -> bool:
    """Whether a noun may be the subject of a verb by gender and number; a plural of things is a feminine singular."""
    gender, number = feature(noun, "gen"), feature(noun, "num")
    if number == "p" and not before:
        return feature(verb, "num") in {"s", ""} and (feature(verb, "gen") == "f" or not noun.text.endswith("ات"))
    if number == "p":
        return True
    return feature(verb, "gen") in {gender, ""} or not gender


def _is_definite(token: Token) -> bool:
    return token.pos == "proper noun" or any(part.pos == "article" or part.kind == "enclitic" for part in token.segments)


def _is_bare(token: Token) -> bool:
    """Whether a noun has neither article nor pronoun: the first part of a genitive may."""
    return not any(part.pos == "article" or part.kind == "enclitic" for part in token.segments)


def _is_accusative(token: Token) -> bool:
    """Whether a noun ends as an object does: «وزيرا»."""
    return feature(token, "cas") == "a" or (
        token.text.endswith(("ا", "اً", "ًا")) and feature(token, "stt") == "i" and token.pos == "noun"
    )


def _preposition(token: Token) -> bool:
    return any(part.kind == "proclitic" and part.pos == "preposition" for part in token.segments)


def _is_auxiliary(token: Token) -> bool:
    return bool(token.glosses) and token.glosses[0] in {"to be", "to become", "not to be", "to remain"}
