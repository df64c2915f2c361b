"""The bare name in a span: without the conjunction and preposition that are written with its first word and are not its own.

>>> from nlp.text.tokens import tokenize
>>> name_of(tokenize("ولمايكروسوفت"), 0, 1, "ORG"), name_of(tokenize("للأمم المتحدة"), 0, 2, "ORG")
(('مايكروسوفت', 'مايكروسوفت'), ('الامم المتحده', 'الأمم المتحدة'))

Leaves out: clitics that only another place of the article tells («بزغبوط» beside «زغبوط»: `nlp.names.groups`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from nlp.document import EntityType, Token
from nlp.names.english_name import bare_forms, is_one_of
from nlp.names.gazetteer import borne, mined, ordinary, own_spellings, places, single_names, units
from nlp.names.listed import known
from nlp.names.made_of_words.bodies import headed
from nlp.names.made_of_words.letters import initials
from nlp.names.made_of_words.wording import bears_clitic
from nlp.text.normalize import fold

__all__ = ["DOUBTFUL", "TANWIN", "is_origin_of", "listed_alone", "name_of", "same_letters"]

# Names of places that are as often other words: found by the tagger or not at all.
DOUBTFUL: Final = frozenset(
    fold(word)
    for word in (
        "الضفة مالي قطر بنين عمان توغو كوبا بالي صور حماة المدينة جدة الخليل الخليج المغرب النيل الأقصى السلام نيس كان ليل مان بون برن فاس صفد "  # noqa: E501
        "فيروز أدونيس فرنسيس سلام فتح الجمعية النصر وام واس ديل ميتا شاس إيني الميادين تاس راند سانا مسقط آبل مراس "
        "الغوطة كونا ايتو قنا"
    ).split()
)


TANWIN: Final = frozenset("\u064b\u064c\u064d")
"""The signs of an indefinite noun, which a place's or body's name hardly ever is."""
_CLITICS: Final = frozenset("بلكو")
_SERVANT: Final = "عبد"
_O: Final = "يا"
_GOD: Final = "الله"  # «لله» has two letters of it less
_AND_OF: Final = frozenset(fold(word) for word in "وبن وابن وآل وأبو وعبد لآل".split())
# «بأم محمد», as Umm Mohammed is called: with the hamza it begins no foreign name.
_TO_PARENT: Final = frozenset(f"{clitic}{parent}" for clitic in "بلك" for parent in ("أم", "أبي", "أبو"))
_BEFORE_LETTERS: Final = frozenset("وبل")
_SHORT: Final = 3
_FAR_MORE: Final = 50
_FEMININE: Final = frozenset(fold(word) for word in "الأم الأخت البنت الحرب الأرض السوق العروس النساء".split())
_ORIGINS: Final = frozenset({fold("السعودية")})
# Letters that no foreign name has after a و of its own (وايت, ويلسون, ولفغانغ, ورنر, وندسور, وست): «وهارمونيكا», «وكييفو».
_AFTER_AND: Final = frozenset("بتثجحخدذزشصضطظعغفقكمه")
_AFTER_FOR: Final = frozenset("بتثجحخدذرزسشصضطظعغفقكمن")  # nor after a ل of its own (لاري, لويس, ليون): «لنييدرماير»
_OBJECT: Final = ("\u0627\u064b", "\u064b\u0627")
_HAMZAS: Final = frozenset("أإآ")


def name_of(tokens: Sequence[Token], first: int, last: int, kind: EntityType, *, listed: bool = False) -> tuple[str, str]:
    """(key, shown) of a span: without a clitic that the name as the tables or its other words know it does not have."""
    shown = [_without_tanwin(token.text.strip("ـ"), kind) for token in tokens[first:last]]
    words = [fold(word) or word for word in shown]
    tail = words[1:]
    letters = (
        words[0][:1] in _BEFORE_LETTERS and initials([words[0][1:], *tail])[1] > 1 and not initials(words)[1]
    )  # «وإتش إس بي سي»
    if letters or (tail and (words[0] in _AND_OF or shown[0] in _TO_PARENT)):
        return " ".join((words[0][1:], *tail)), " ".join((shown[0][1:], *shown[1:]))
    short = (tail or kind == "ORG") and words[0][:1] in _CLITICS and len(words[0]) > 2
    shorter = (words[0][1:],) if short else ()  # «بأم القيوين», «لدو»
    for form in dict.fromkeys((*bare_forms(words[0]), *shorter)):
        key = " ".join((form, *tail))
        if not tail and len(form) <= _SHORT < len(words[0]) and not bears_clitic(tokens[first]):
            continue  # «بييل» is Biel, not Yale
        if (
            key in known()
            or key == _GOD
            or (kind != "PERS" and ((key in places() and form not in DOUBTFUL) or headed((form, *tail))))
        ):
            return key, " ".join((same_letters(shown[0], form), *shown[1:]))
    cut = 2 * (kind == "PERS" and _is_called_to(words[0])) or int(
        _is_likelier_without(words[0], kind) or _begins_with_second(shown[0])
    )
    if cut:
        return " ".join((words[0][cut:], *tail)), " ".join((same_letters(shown[0], words[0][cut:]), *shown[1:]))
    if _is_whole(tokens[first]) or words[0] in single_names():
        return " ".join(words), " ".join(shown)
    for clitic in ("وال", "فال", "بال", "كال", "ولل", "لل"):
        if words[0].startswith(clitic) and len(words[0]) - len(clitic) >= 3:
            form = "ال" + words[0][len(clitic) :]
            return " ".join((form, *tail)), " ".join((same_letters(shown[0], form), *shown[1:]))
    bare = _without_and(words[0], listed=listed)
    if bare == words[0]:
        bare = _without_preposition(bare, kind, tail)
    letter = "ل" if kind == "PERS" else "ب" if kind == "LOC" else "بل"
    if tail and bare == words[0] and _bears(tokens[first], letter, "proper noun" if kind == "PERS" else "noun"):
        bare = words[0][1:]
    return " ".join((bare, *tail)), " ".join((same_letters(shown[0], bare), *shown[1:]))


def _is_called_to(word: str) -> bool:
    """Whether a folded word is a given name and the "O" of who calls its bearer: «يامحمد», not «ياسر».

    >>> _is_called_to("يامحمد"), _is_called_to("ياسر"), _is_called_to("ياسين")
    (True, False, False)
    """
    return word.startswith(_O) and word[2:] in single_names() and not _is_known(word)


def _begins_with_second(word: str) -> bool:
    """Whether a name as written begins after its first letter, for a hamza on an alif stands at a name's beginning only.

    >>> _begins_with_second("لأرسين"), _begins_with_second("وأنيكا"), _begins_with_second("لاري"), _begins_with_second("بأس")
    (True, True, False, False)
    """
    return len(word) > _SHORT + 1 and word[0] in _CLITICS and word[1] in _HAMZAS and fold(word) not in known()


def _without_tanwin(word: str, kind: EntityType) -> str:
    """A word of a person's name without the ending of an object: «زيداً», Zayd.

    >>> [_without_tanwin(word, "PERS") for word in ("زيداً", "كعبًا", "رضا")], _without_tanwin("غداً", "MISC")
    (['زيد', 'كعب', 'رضا'], 'غداً')
    """
    return word[:-2] if kind == "PERS" and len(word) > _SHORT + 1 and word.endswith(_OBJECT) else word


def _is_whole(token: Token) -> bool:
    """Whether the dictionary reads a token as one noun or adjective without clitics: «وحدة» (unit), «وطنية» (national)."""
    first = token.readings[0] if token.readings else None
    if first is None or first.source == "backoff" or first.pos not in {"noun", "adjective"}:
        return False
    return not bears_clitic(token)


def is_origin_of(tokens: Sequence[Token], at: int) -> bool:
    """Whether a country's name that is an adjective of origin too («السعودية») says where the definite feminine noun before it is
    from: «القمة السعودية», not «زار السعودية».

    >>> from nlp.text.tokens import tokenize
    >>> is_origin_of(tokenize("القمة السعودية"), 1), is_origin_of(tokenize("زار السعودية"), 1)
    (True, False)
    """
    if fold(tokens[at].text) not in _ORIGINS or not at or tokens[at - 1].pos == "verb":
        return False
    before = fold(tokens[at - 1].text)
    feminine = before.endswith(("ه", "ات")) or is_one_of(before, _FEMININE)
    return any(form.startswith("ال") for form in bare_forms(before)) and feminine


def listed_alone(key: str) -> bool:
    """Whether a table has a folded name of any kind: of things, places, translated text, or our own spellings."""
    return key in known() or key in own_spellings() or key in places() or key in mined()


def _is_known(word: str) -> bool:
    return listed_alone(word) or borne(word) or ordinary(word)


def _without_and(word: str, *, listed: bool) -> str:
    """The first word of a name without «و» when it is "and": the word is no name that a table knows and what is left is one, or it
    goes on a list of names («باريس وماكسيز»)."""
    rest = word[1:]
    if not word.startswith("و") or len(rest) < 3 or _is_known(word):
        return word
    foreign = len(rest) > 3 and rest[0] in _AFTER_AND
    return rest if _is_known(rest) or foreign or listed else word


def _is_likelier_without(word: str, kind: EntityType) -> bool:
    """Whether a folded word is likelier a name after its first letter: «كدبي», like Dubai, and «وأنس», and Anas, no Vance.

    >>> [_is_likelier_without(fold(word), "PERS") for word in ("وأنس", "وسام", "وليد")], _is_likelier_without(fold("كدبي"), "LOC")
    ([True, False, False], True)
    """
    rest = word[1:]
    if kind == "LOC":
        return word.startswith("ك") and not _is_known(word) and rest in places() and rest not in DOUBTFUL
    if kind == "ORG" and word.startswith("ك") and len(rest) > _SHORT and not _is_known(word):
        return rest in known() and known()[rest].type == kind  # «كداعش», such as ISIS
    whole, bare = units().get(word), units().get(rest)
    return kind == "PERS" and word.startswith("و") and bare is not None and bare.count > _FAR_MORE * (whole.count if whole else 1)


def _without_preposition(word: str, kind: EntityType, tail: Sequence[str] = ()) -> str:
    """The first word of a name without «ل» or «ب», when no table knows it with and a list of names knows it without, or it is the
    servant (عبد) of whom `tail` names.

    >>> _without_preposition("لتوماس", "PERS"), _without_preposition("لوكاس", "PERS"), _without_preposition("لهيغواين", "ORG")
    ('توماس', 'لوكاس', 'هيغواين')
    >>> _without_preposition("لنييدرماير", "PERS"), _without_preposition("لطيفه", "PERS")
    ('نييدرماير', 'لطيفه')
    >>> _without_preposition("لعبد", "PERS", ["الكريم"]), _without_preposition("لعبد", "PERS")
    ('عبد', 'لعبد')
    """
    rest = word[1:]
    if word[:1] not in {"ل", "ب"} or _is_known(word):
        return word
    if kind == "PERS" and rest == _SERVANT:
        return rest if tail else word
    place = kind != "PERS" and rest in places() and rest not in DOUBTFUL
    foreign = kind != "PERS" and word.startswith("ب")  # «بريتيش تيليكوم» is no Ritesh
    if kind in {"PERS", "ORG"} and word.startswith("ل") and len(rest) > _SHORT and rest[0] in _AFTER_FOR:
        return rest
    name = (len(rest) > 3 and (place or (rest in single_names() and not foreign))) or (
        kind == "PERS" and len(rest) > 2 and bool(tail) and borne(rest)
    )
    return rest if name else word


def _bears(token: Token, letters: str, pos: str) -> bool:
    """Whether the dictionary reads one of some prepositions and a word that is a `pos`: «لخلية الإعلام», for the media cell."""
    first = token.readings[0] if token.readings else None
    if first is None or first.source == "backoff" or first.pos != pos or len(first.segments) < 2:
        return False
    return first.segments[0].text in set(letters) and token.text.startswith(first.segments[0].text)


def same_letters(word: str, form: str) -> str:
    """The end of `word`, in its own spelling, that folds to `form`; for «للـ» the article is written out.

    >>> same_letters("لِسُلَيْمَانَ", "سليمان"), same_letters("للبنك", "البنك")
    ('سُلَيْمَانَ', 'البنك')
    """
    for cut in range(len(word)):
        if fold(word[cut:]) == form and fold(word[cut]):  # no vowel sign of the letter that was cut off
            return word[cut:]
    for cut in range(len(word)):
        if "ال" + fold(word[cut:]) == form:
            return "ال" + word[cut:]
    return form
