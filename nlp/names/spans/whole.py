"""The rest of a name that the tagger cut off: what a body is for, the adjective that tells it apart, a person's further names.

>>> from dataclasses import replace
>>> from nlp.text.tokens import tokenize
>>> parts = ("noun", "noun", "adjective")
>>> words = [replace(token, pos=pos) for token, pos in zip(tokenize("قوات الحزام الأمني"), parts, strict=True)]
>>> end(words, ["O", "B-ORG", "O"], 1, 2, "ORG")
3

Leaves out: names in the tables, which are as long as they are (`nlp.names.spans.tables`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from nlp.document import EntityType, Token
from nlp.names.english_name import bare_forms, is_one_of
from nlp.names.facts.roles import ranks
from nlp.names.gazetteer import ordinary, places, single_names
from nlp.names.listed import known
from nlp.names.made_of_words.letters import letter
from nlp.names.made_of_words.lookup import adjective_of, head_of, noun_of, place_name
from nlp.names.made_of_words.wording import follows_preposition
from nlp.quantities.arabic_numbers import teen
from nlp.text.calendar import WEEKDAYS
from nlp.text.normalize import fold

__all__ = ["beginning", "end"]

_THE, _FOR_THE, _AND_THE = "ال", "لل", "وال"
# Adjectives of relation that say something of a body rather than name it: «اللجنة الحالية», the present committee.
_SAID_OF: Final = frozenset(
    fold(word)
    for word in (
        "حالي محلي رسمي أصلي أولي نهائي رئيسي سنوي دوري أساسي خارجي داخلي إضافي كبرى أخرى فعلي تقليدي يومي أسبوعي شهري "
        "مالي جاري ثاني تالي"
    ).split()
)
_SHORT_RELATIONS: Final = frozenset(fold(word) for word in "صحي طبي فني جوي ذري".split())
_TIMES: Final = (
    frozenset(fold(word) for word in "اليوم الأمس العام الأسبوع الشهر السنة الليلة الصباح المساء الآن".split()) | WEEKDAYS.keys()
)
_FOR_AFFAIRS: Final = frozenset({fold("لشؤون"), fold("للشؤون")})
_SERVANT: Final = "عبد"
_GOD: Final = fold("الله")
_OF_GOD: Final = frozenset(fold(word) for word in "ضيف عبد جاد فتح نصر خير عطا رزق سعد هبة جار حسب فضل".split())
_TITLES: Final = frozenset(fold(word) for word in "السيد الشيخ الأمير الملك الحاج الأستاذ النائب".split())
_MOTHER: Final = "أم"
_PARENTS: Final = frozenset({_MOTHER, "أبو", "أبي", "أبا", "وأبو", "وأم"})
_GIVEN_TITLES: Final = frozenset({fold("شيخة"), fold("أميرة")})  # without the article, before a name, a woman's own: «شيخة علي كرم»
_LEAST: Final = 4  # letters of a family name that no table has


def end(tokens: Sequence[Token], tags: Sequence[str], first: int, last: int, kind: EntityType) -> int:
    """Where the name that the tagger saw in `first:last` ends."""
    last = _without_office(tokens, first, _initials(tokens, first, last))
    last = _to_its_town(tokens, first, last) if kind == "ORG" else last
    while True:
        after = _person(tokens, tags, first, last) if kind == "PERS" else _body(tokens, tags, first, last, kind)
        if after == last:
            return last
        last = after


def _without_office(tokens: Sequence[Token], first: int, last: int) -> int:
    """The end of a body before what a deputy within it is for: «نائب مدير جامعة الشارقة لشؤون المجتمع».

    >>> from nlp.text.tokens import tokenize
    >>> _without_office(tokenize("نائب مدير جامعة الشارقة لشؤون المجتمع"), 2, 6)
    4
    >>> _without_office(tokenize("في هيئة الشارقة للشؤون"), 1, 4)
    4
    """
    at = next((at for at in range(first + 1, last) if fold(tokens[at].text) in _FOR_AFFAIRS), last)
    return at if any(is_one_of(fold(token.text), ranks().keys()) for token in tokens[max(0, first - 2) : first]) else last


def _to_its_town(tokens: Sequence[Token], first: int, last: int) -> int:
    """The end of a body whose town a noun of the sentence follows: «طالبت هيئة الصحة بدبي أولياء الأمور».

    >>> from dataclasses import replace
    >>> from nlp.text.tokens import tokenize
    >>> words = [replace(token, pos="noun") for token in tokenize("هيئة الصحة بدبي أولياء الأمور")]
    >>> _to_its_town(words, 0, 5), _to_its_town(words, 0, 3)
    (3, 3)
    """
    for at in range(first + 1, last - 1):
        town = fold(tokens[at].text).removeprefix("ب")
        if town != fold(tokens[at].text) and place_name([town])[1] and tokens[at + 1].pos == "noun":
            return at + 1
    return last


def _initials(tokens: Sequence[Token], first: int, last: int) -> int:
    """The end of initials with their points, all of them: «أ .ف .ب».

    >>> from nlp.text.tokens import tokenize
    >>> _initials(tokenize("( أ . ف . ب )"), 1, 4), _initials(tokenize("نادي أ . ب"), 0, 1)
    (6, 1)
    >>> _initials(tokenize("إن . تي . في الإخبارية"), 0, 3)
    5
    """
    while last + 1 < len(tokens) and _is_pointed(tokens, last) and all(map(_is_letter, tokens[first : last + 2])):
        last += 2
    return last


def _is_letter(token: Token) -> bool:
    """Whether a token is a letter, the name of one, or the point between two."""
    return len(token.text) == 1 or bool(letter(fold(token.text)))


def _is_pointed(tokens: Sequence[Token], at: int) -> bool:
    """Whether a point and a letter stand at `at`."""
    return tokens[at].text == "." and tokens[at + 1].kind == "word"


def beginning(tokens: Sequence[Token], tags: Sequence[str], first: int, kind: EntityType) -> int:
    """Where it begins: a given name before a family's, «رشا زين العابدين»."""
    before = first - 1
    if kind == "ORG":
        return _first_letter(tokens, first)
    if kind != "PERS" or before < 0 or tags[before] != "O" or tokens[before].kind != "word":
        return first
    word = fold(tokens[before].text)
    if _is_parent_of(tokens, first) or (word.removeprefix("و") in _GIVEN_TITLES and fold(tokens[first].text) in single_names()):
        return before
    form = next((form for form in bare_forms(word) if form in single_names() and form not in _TITLES), "")
    own = word in {form, f"و{form}"}
    return before if own and tokens[before].pos == "proper noun" and not ordinary(form) and form not in places() else first


def _first_letter(tokens: Sequence[Token], first: int) -> int:
    """Where initials with their points begin, of which the tagger saw the end: «أ .ف .ب».

    >>> from nlp.text.tokens import tokenize
    >>> _first_letter(tokenize("( أ . ف . ب )"), 3), _first_letter(tokenize("في . ب"), 2)
    (1, 2)
    """
    while first > 1 and tokens[first - 1].text == "." and all(len(tokens[at].text) == 1 for at in (first, first - 2)):
        first -= 2
    return first


def _is_parent_of(tokens: Sequence[Token], first: int) -> bool:
    """Whether a word before a person's one name makes it a parent's: «أم جميل».

    >>> from nlp.text.tokens import tokenize
    >>> _is_parent_of(tokenize("العوراء أم جميل"), 2), _is_parent_of(tokenize("زيد أم جميل"), 2)
    (True, False)
    """
    word, other = tokens[first - 1].text, fold(tokens[first - 2].text) if first > 1 else ""
    return word in _PARENTS and not (word == _MOTHER and other in single_names()) and not tokens[first].text.startswith("و")


def _is_free(tokens: Sequence[Token], tags: Sequence[str], at: int) -> bool:
    return at < len(tokens) and tags[at] == "O" and tokens[at].kind == "word"


def _person(tokens: Sequence[Token], tags: Sequence[str], first: int, last: int) -> int:
    """The end with one more name of the person."""
    if not _is_free(tokens, tags, last):
        return last
    word = fold(tokens[last].text)
    if word == _SERVANT and _is_free(tokens, tags, last + 1) and tokens[last + 1].text.startswith(_THE):
        return last + 2
    if word == _GOD and fold(tokens[last - 1].text) in _OF_GOD:  # «مريم ضيف الله»
        return last + 1
    if last - first == 1 and _is_family(tokens[first], tokens[last]):
        return last + 1
    if tokens[last].pos != "proper noun" or word not in single_names() or ordinary(word) or word in places() or word in known():
        return last
    return last + 1


def _is_family(given: Token, token: Token) -> bool:
    """Whether a word that no dictionary knows follows a given name that stood alone: «ريم يسوف»."""
    unknown = bool(token.readings) and token.readings[0].source == "backoff" and token.pos == "proper noun"
    return unknown and len(token.text) >= _LEAST and fold(given.text) in single_names() and not ordinary(fold(given.text))


def _body(tokens: Sequence[Token], tags: Sequence[str], first: int, last: int, kind: EntityType) -> int:
    """The end of a body, work or event with one more word of its name."""
    if kind == "LOC" or not _is_free(tokens, tags, last):
        return last
    words = [fold(token.text) for token in tokens[first:last]]
    if any(" ".join((form, *words[1:])) in known() for form in (words[0], *bare_forms(words[0]))):
        return last
    token, word = tokens[last], fold(tokens[last].text)
    headed = any(head_of([form, *words[1:]])[2] for form in bare_forms(words[0]))
    for_what = words[-1].startswith("ل") and follows_preposition(tokens[last - 1])  # «إس إل إس لبناء السفن»
    if len(words) > 1 and (((headed or for_what) and _is_of(tokens[last - 1], token)) or (headed and _is_for(word))):
        return last + 1
    if len(words) > 1 and words[-1].startswith(_FOR_THE) and word.startswith(_AND_THE) and noun_of([word[1:]])[1]:
        return last + 1
    goes_on = headed and len(words) > 1 and _is_joined(tokens[last - 1], token)
    return last + 1 if goes_on or teen(words[-1], word) or _tells_apart(tokens[first], tokens[last - 1], token) else last


def _is_joined(before: Token, token: Token) -> bool:
    """Whether `token` is one more adjective of a body beside the adjective `before`, where both are of relation and none of origin:
    «اللجنة القضائية والقانونية»."""
    words = [fold(before.text), fold(token.text).removeprefix("و")]
    if any(each.pos != "adjective" for each in (before, token)) or not token.text.startswith("و"):
        return False
    stems = [word.removeprefix(_THE).removesuffix("ه") for word in words]
    alike = words[0].endswith("ه") == words[1].endswith("ه") and all(word.startswith(_THE) for word in words)
    return alike and all(stem.endswith("ي") and stem not in _SAID_OF for stem in stems) and not any(map(_is_of_origin, words))


def _is_of_origin(word: str) -> bool:
    return adjective_of(word)[1]


def _is_of(noun: Token, token: Token) -> bool:
    """Whether a name cannot end before `token`: «محكمة مكافحة الإرهاب», a court of combating what?"""
    bare = not any(form.startswith(_THE) for form in bare_forms(fold(noun.text)))
    told = noun.pos == "noun" and any(reading.source != "backoff" for reading in noun.readings[:1])
    return bare and told and token.text.startswith(_THE) and token.pos == "noun" and fold(token.text) not in _TIMES


def _is_for(word: str) -> bool:
    """Whether a folded word says what a body is for: «للمسرح»."""
    return word.startswith(_FOR_THE) and noun_of([_THE + word.removeprefix(_FOR_THE)])[1] > 0


def _tells_apart(head: Token, before: Token, token: Token) -> bool:
    """Whether `token` is an adjective of relation that agrees with the definite noun or the head before it."""
    word = fold(token.text)
    if (
        token.pos != "adjective"
        or not word.startswith(_THE)
        or not fold(before.text).removeprefix("و").startswith((_THE, _FOR_THE))
    ):
        return False
    stem = word.removeprefix(_THE).removesuffix("ه")
    if not stem.endswith("ي") or (len(stem) < 4 and stem not in _SHORT_RELATIONS) or stem in _SAID_OF:
        return False
    feminine = word.endswith("ه")
    return any(feminine == fold(noun.text).endswith("ه") for noun in (before, head) if noun.pos in {"noun", "proper noun"})
