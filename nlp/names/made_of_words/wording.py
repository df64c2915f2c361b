"""What the words of a name mean when they are ordinary words: «الحرب الأهلية» is a civil war, not "al-Harb al-Ahlia".

The dictionary's reading of each word in its sentence, and expressions that the words are together. Leaves out: words the dictionary
only guesses at (foreign ones) and verbs.

>>> from nlp.document import Reading
>>> house = Token(0, 3, "دار", pos="noun", glosses=("house",), readings=(Reading("دار", "", "noun", ("house",), (), ""),))
>>> wording((house,))
{'دار': Word(english='House', part='noun', sound='')}
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from nlp.document import Reading, Token
from nlp.names.spelling.vowelled import vowelled
from nlp.text.normalize import fold
from nlp.text.tables import words
from nlp.words.glossary import from_glossary

__all__ = [
    "Word",
    "Wording",
    "bears_clitic",
    "capitalised",
    "follows_preposition",
    "is_manner",
    "is_of_kind",
    "is_one_more_adjective",
    "is_ordinary",
    "is_plain",
    "is_said_of",
    "is_trade",
    "is_within_expression",
    "wording",
]

_SMALL: Final = frozenset("a an the of and or for in on at to by with from".split())
_PARTS: Final = {"noun": "noun", "adjective": "adj", "proper noun": "name"}
_WORKS: Final = frozenset(fold(word) for word in "شركة شركات مصنع مصانع معمل معامل قناة قنوات محطة محطات وكالة".split())
_DOUBLED: Final = re.compile("^(.[\u064e-\u0650]?)\u0651")
_SIGNS: Final = frozenset(chr(code) for code in range(0x64B, 0x653))
_WHOSE: Final = {  # pronouns at a noun's end
    fold(arabic): english
    for arabic, english in zip("ي نا ه ها هم هن ك كم".split(), "My Our His Her Their Their Your Your".split(), strict=True)
}
_MINE: Final = "ي"
_CHOICE: Final = 2
_FEMININE: Final = frozenset(
    fold(word)
    for word in "حرب أرض شمس نار دار نفس عين سوق ريح روح رحم طريق بئر كأس يد أذن سن قدم ساق بنت أخت أم عروس عمر حال".split()
)
_COMMON: Final = 4  # level (`nlp.words.senses`); rarer words are as often foreign names: Prado, read as "tool cutters"


@dataclass(frozen=True, slots=True)
class Word:
    """The English of a word of a name, as names are written, its part there (noun, adj, name), and how it sounds, in Latin letters,
    without the article ("" where the dictionary does not know)."""

    english: str
    part: str
    sound: str = ""


Wording = Mapping[str, Word]
"""Folded word, or several of an expression, without conjunction and preposition → what it means in the sentence."""


def wording(tokens: Sequence[Token], *, work: bool = False) -> dict[str, Word]:
    """What the words of a name, all of its tokens, mean; `work`: of a title, whose words may be rare ones («شخصية من زجاج»)."""
    own = [token for token in tokens if token.kind == "word"]
    made: dict[str, Word] = {}
    at = 0
    while at < len(own):
        end = at + 1
        while end < len(own) and from_glossary(own[at]) and own[end].glosses[:1] == own[at].glosses[:1]:
            end += 1
        if end - at > 1:
            made[" ".join(_bare(token) for token in own[at:end])] = Word(_first(own[at].glosses[0]), "noun")
        for place, token in enumerate(own[at:end], at):
            if word := _word(_in_its_place(own, place, work=work), rare=work and len(own) > 1):
                made.setdefault(_bare(token), word)
        at = end
    return made


def is_ordinary(token: Token, kind: str) -> bool:
    """Whether a token alone is likelier the common word it looks like than a name of this kind: «كلية» (college), not «برادو».

    A body may be called by a word with the article (newspapers, clubs), a person by a word in any form: there the tables of names
    decide, which the caller asks.
    """
    if not token.readings or token.kind != "word" or token.pos not in {"noun", "adjective"}:
        return False
    first = token.readings[0]
    if first.source == "backoff" or not _is_small(token) or any(part.kind == "enclitic" for part in token.segments):
        return False
    defined = any(part.kind == "proclitic" and part.pos == "article" for part in token.segments)
    return kind == "PERS" or (0 < token.level <= _COMMON and not (defined and kind == "ORG"))


def is_within_expression(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token is one of the words of an expression that names nothing: «رياض الأطفال» is a kindergarten, no Riyadh."""
    first = tokens[at].glosses[:1]
    beside = (tokens[other].glosses[:1] for other in (at - 1, at + 1) if 0 <= other < len(tokens))
    if not tokens[at].readings or not from_glossary(tokens[at]) or all(gloss != first for gloss in beside):
        return False
    return first[0].partition(";")[0].removeprefix("the ").islower()


def is_of_kind(token: Token, noun: str) -> bool:
    """Whether a token only says what the folded `noun` of a kind before it is like: «جزيرة مرجانية», a coral island.

    An adjective without the article in the noun's gender; or a word of the dictionary with a pronoun, «مدينة نهبها».
    """
    if not token.readings or token.readings[0].source == "backoff":
        return False
    if any(part.kind == "enclitic" for part in token.segments):
        return True
    article = any(part.kind == "proclitic" and part.pos == "article" for part in token.segments)
    return token.pos == "adjective" and not article and fold(token.text).endswith("ه") == noun.endswith("ه")


def is_manner(tokens: Sequence[Token]) -> bool:
    """Whether two tokens only say how something is done: a noun with «ب» and what it is like («بنبرة حاسمة», emphatically)."""
    if len(tokens) != 2 or any(not token.readings or token.readings[0].source == "backoff" for token in tokens):
        return False
    common = all(_is_small(token) for token in tokens) and tokens[1].pos in {"noun", "adjective"}
    return common and tokens[0].pos == "noun" and follows_preposition(tokens[0])


def is_one_more_adjective(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word that was tagged as a person is one more adjective of what stands before: «الثقافي والخيري»."""
    both = at > 0 and tokens[at].text.startswith("وال") and tokens[at - 1].text.startswith("ال")
    return both and tokens[at - 1].pos == "adjective" and any(each.pos == "adjective" for each in tokens[at].readings)


def is_said_of(tokens: Sequence[Token], at: int, *, role: str) -> bool:
    """Whether an adjective that is a given name too follows an indefinite noun, no role: «قرار حكيم», a wise decision."""
    before = tokens[at - 1] if at else None
    bare = before is not None and before.pos == "noun" and not role and not fold(before.text).startswith("ال")
    known = bool(tokens[at].readings) and tokens[at].readings[0].source != "backoff"
    return bare and known and tokens[at].pos == "adjective" and not tokens[at].text.startswith("ال")


def is_plain(token: Token) -> bool:
    """Whether the dictionary knows a token as a common adjective: «نهر جاف» is a river that has dried up."""
    return token.pos == "adjective" and _is_small(token)


def bears_clitic(token: Token) -> bool:
    """Whether a conjunction or preposition, anything but the article, is written with a token («والسلع», «لبناء»)."""
    return any(part.kind == "proclitic" and part.pos != "article" for part in token.segments)


def follows_preposition(token: Token) -> bool:
    """Whether a preposition is written with a token («لبناء», «بنبرة»)."""
    return any(part.kind == "proclitic" and part.pos.startswith("preposition") for part in token.segments)


def _is_small(token: Token) -> bool:
    """Whether a token's first meaning is written small: no name's."""
    return bool(token.glosses) and token.glosses[0][:1].islower()


def is_trade(token: Token, noun: str) -> bool:
    """Whether a token says what the folded `noun` of a kind before it does: «شركة الطيران» is an airline, «قناة ري» for irrigation.

    >>> is_trade(Token(0, 7, "الطيران"), fold("شركة")), is_trade(Token(0, 7, "الطيران"), fold("حزب"))
    (True, False)
    """
    return noun in _WORKS and _bare(token).removeprefix("ال") in words("names_trades.txt")


def capitalised(english: str) -> str:
    """English as it is written in a name.

    >>> capitalised("court of appeal"), capitalised("UN peacekeeping")
    ('Court of Appeal', 'UN Peacekeeping')
    """
    return " ".join(word if word in _SMALL and at else word[:1].upper() + word[1:] for at, word in enumerate(english.split()))


def _word(token: Token, *, rare: bool = False) -> Word | None:
    """The reading's own meaning of one token; None where it has none that a name could be made of. `rare`: of rare words too."""
    first = token.readings[0] if token.readings else None
    if first is None or first.source == "backoff" or first.pos not in _PARTS or not first.glosses:
        return None
    english = _first(first.glosses[0])
    named = first.glosses[0][:1].isupper()
    part = "name" if named and first.pos != "adjective" else _PARTS[first.pos]
    if part != "name" and not rare and token.level > _COMMON and not _bare(token).startswith("ال"):
        return None
    bound = next((fold(part.text) for part in token.segments if part.kind == "enclitic"), "")
    if bound and part == "noun" and english:
        english = f"{_WHOSE[bound]} {english}" if bound in _WHOSE else english  # «جدتي», My Grandmother
    sound = "" if bound else vowelled(_without_sun(_stem(token, first)))
    return Word(english, part, sound) if english and (part != "name" or named) else None


def _in_its_place(tokens: Sequence[Token], at: int, *, work: bool) -> Token:
    """The token at `at` of a name with the reading first that its neighbour asks for: «منتجي البرامج» are producers, no product of
    mine (a title may have that: `work`); «مركز الحرف التقليدية» is for crafts, which are feminine, not for a letter; «أوراق شخصية»
    are personal, not of a personality."""
    token, after = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else None
    if len(token.readings) < _CHOICE or token.pos != "noun":
        return token
    wanted: Sequence[Reading] = ()
    if work and at and _may_describe(tokens[at - 1], token):
        wanted = [each for each in token.readings if each.pos == "adjective"]
    elif after is None:
        return token
    elif not work and _is_mine(token) and after.pos in {"noun", "proper noun"}:
        wanted = [each for each in token.readings if all(part.kind != "enclitic" for part in each.segments)]
    elif after.pos == "adjective" and _is_of_many(tokens, at):
        wanted = [each for each in token.readings if each.pos == "noun" and each.glosses[:1] and each.glosses[0].endswith("s")]
    other = next((each for each in wanted if each.glosses), None)
    return token if other is None else replace(token, readings=(other,), segments=other.segments, pos=other.pos)


def _is_mine(token: Token) -> bool:
    """Whether a token is read as a word with "my"."""
    return any(part.kind == "enclitic" and part.text == _MINE for part in token.segments)


def _may_describe(noun: Token, token: Token) -> bool:
    """Whether an indefinite word in ة may be said of the indefinite noun before it."""
    bare = not any(fold(each.text).startswith("ال") for each in (noun, token))
    return bare and noun.pos == "noun" and fold(token.text).endswith("ه") and not bears_clitic(token)


def _is_of_many(tokens: Sequence[Token], at: int) -> bool:
    """Whether the adjective after a definite noun can only be feminine for its plural: no word before it is feminine."""
    words = [fold(token.text) for token in tokens[: at + 2]]
    bare = words[at].removeprefix("ال")
    own = bare != words[at] and bare not in _FEMININE and not bare.endswith(("ا", "ات", "اء", "ي"))
    singular = not any(gloss.endswith("s") for gloss in tokens[at].glosses[:1])
    return own and singular and words[-1].endswith("ه") and not any(word.endswith(("ه", "ات")) for word in words[:-1])


def _stem(token: Token, reading: Reading) -> str:
    """A reading's word with its vowels, without proclitics."""
    cut = sum(len(part.text) for part in token.segments if part.kind == "proclitic")
    letters = [at for at, sign in enumerate(reading.diacritized) if sign not in _SIGNS]
    return reading.diacritized[letters[cut] :] if cut < len(letters) else ""


def _without_sun(stem: str) -> str:
    """A stem without the doubling that an article before it gives its first letter: النَّدْوَة is Al Nadwa.

    >>> _without_sun("نَّدْوَة") == "نَدْوَة", _without_sun("حَيَّة") == "حَيَّة"
    (True, True)
    """
    return _DOUBLED.sub(r"\1", stem)


def _first(gloss: str) -> str:
    """The first of alternatives, without what stands in brackets, capitalised; "" for an infinitive."""
    plain = gloss.partition(";")[0].partition("(")[0].strip()
    return "" if plain.startswith(("to ", "from ")) else capitalised(plain.removeprefix("the "))


def _bare(token: Token) -> str:
    """The folded token without conjunctions and prepositions; the article stays."""
    cut = sum(len(part.text) for part in token.segments if part.kind == "proclitic" and part.pos != "article")
    text = fold(token.text)
    if cut and text[cut - 1 :].startswith("لل"):
        return f"ال{text[cut + 1 :]}"
    return text[cut:] if 0 < cut < len(text) - 1 else text
