"""Names put into English whole: titles and others without a head, of words of the dictionary («سقوط زغبلوط», «كل الأشياء»); a
ministry by its task, an expression of our table, a town's tournament, what has one of our bodies in its name.

>>> from nlp.names.made_of_words.wording import Word
>>> literal("الشيخ الابيض", {"الشيخ": Word("Sheikh", "noun"), "الابيض": Word("White", "adj")})
'White Sheikh'
>>> at_once([fold("لجنة"), fold("الحكام")]), at_once(["دوره", "باريس"]), at_once(["وزاره", "زغبوط"])
('Referees Committee', 'Paris Tournament', '')

Leaves out: other bodies, which have a head (`nlp.names.made_of_words.bodies`); verbs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from nlp.names.gazetteer import english_words
from nlp.names.listed import known
from nlp.names.made_of_words.chains import chain_of
from nlp.names.made_of_words.idiom import idiomatic
from nlp.names.made_of_words.lookup import (
    ARTICLE,
    CONTINENTS,
    adjective_of,
    head_of,
    meant,
    name_at,
    noun_of,
    place_name,
    table_word,
)
from nlp.names.made_of_words.origins import in_front, moved_to
from nlp.names.made_of_words.phrases import COUNTS, MOST, Spell, parts_of
from nlp.names.made_of_words.purposes import apart, bare_purpose, link_at, purpose_at
from nlp.names.made_of_words.wording import Wording
from nlp.text.normalize import fold, has_arabic

__all__ = ["at_once", "literal", "without_honour"]

_PAIR: Final = 2
_POINTING: Final = {"هذا": "This", "هذه": "This", "ذلك": "That", "تلك": "That"}
_THE_OF_ENGLISH: Final = frozenset({"ذا", "ذي"})
_ALL: Final = frozenset({"كل", "جميع"})
_HONOURS: Final = frozenset({fold("سمو"), fold("السمو")})
_BEARERS: Final = frozenset({fold("صاحب"), fold("صاحبة"), fold("أصحاب")})
_ROUND: Final = "دوره"
_STATE: Final = "دوله"
_FOR: Final = " for "
_FROM, _TO = "من", fold("إلى")


def literal(key: str, own: Wording, spell: Spell | None = None) -> str:
    """The English of a folded name that the dictionary knows: as a name, as an expression, or all of whose words it knows; "" for
    any other. `spell`: a title's, which may have one word after its first that the dictionary does not know.

    >>> from nlp.names.made_of_words.wording import Word
    >>> literal("الشيخ الابيض", {"الشيخ": Word("Sheikh", "noun"), "الابيض": Word("White", "adj")})
    'White Sheikh'
    >>> literal("الزغبلوط الابيض", {"الابيض": Word("White", "adj")})
    ''
    >>> literal("سقوط زغبلوط", {"سقوط": Word("Fall", "noun")}, lambda _: "Zaghbalut")
    'Fall of Zaghbalut'
    """
    words = apart(key.split(), own) if spell is not None else key.split()
    if key in own and (len(words) > 1 or own[key].part == "name"):
        return own[key].english
    if said := _definite(key, own, spell) or _of_two_words(words, own) or _from_to(words, own):
        return said
    if words[0] in _ALL or (spell is not None and (words[0] in english_words() or words[0] in _THE_OF_ENGLISH)):
        return ""  # «كل العرب», a paper; «غوريلا غلاس», no glass of a gorilla
    cut = purpose_at(words, own)
    words, purpose = words[:cut], bare_purpose(words[cut:])
    unknown = sum(
        not (
            word in own
            or word.removeprefix("و") in own
            or word.removeprefix("و") in COUNTS
            or noun_of([word])[1]
            or adjective_of(word)[0]
            or link_at(words, at)
        )
        for at, word in enumerate((*words, *purpose))
    )
    if (
        unknown > (spell is not None)
        or not 1 < len(words) + len(purpose) <= MOST
        or not (noun_of(words)[1] or meant(words, own, "noun")[1])
    ):
        return ""
    parts, origins = parts_of(words, spell or str, own, work=spell is not None)
    if unknown:
        parts[-1].named = False  # «سقوط زغبلوط» is of him, not called after him
    elif spell is not None and parts and not parts[0].named:
        for part in parts[1:]:
            part.named = part.named and not _is_persons(words, part.noun)  # «مأساة زينب», of Zainab; «ليالي الشارقة»
    if parts:
        moved_to(origins, parts[-1].adjectives)
    aims, alike = parts_of(purpose, spell or str, own)
    aim = chain_of(aims) or " ".join(["the", *alike] if alike else [])  # «صلوات للخائفين», for the afraid
    if aim and aims and len(parts) == 1 and not parts[0].named:  # «القوة الدولية للمساعدة», International Assistance Force
        parts[0].noun, aim = f"{aim} {parts[0].noun}", ""
    core = f"{in_front(origins)} {chain_of(parts)}".strip()
    english = idiomatic(f"{core} for {aim}" if aim else core)
    return "" if has_arabic(english) else english


def _definite(key: str, own: Wording, spell: Spell | None) -> str:
    """The English of a title that is one definite noun («السراب»), or all of a kind («كل الأشياء»); "" for others.

    >>> from nlp.names.made_of_words.wording import Word
    >>> own = {"السراب": Word("Mirage", "noun"), "الاشياء": Word("Things", "noun")}
    >>> _definite("السراب", own, str), _definite("كل الاشياء", own, str), _definite("سراب", own, str)
    ('The Mirage', 'All the Things', '')
    """
    first, _, rest = key.partition(" ")
    noun, said = (rest, "All the") if first in _ALL else (key, "The")
    thing = own.get(noun)
    if spell is None or thing is None or thing.part != "noun" or not noun.startswith(ARTICLE):
        return ""
    return f"{said} {thing.english}"


def _of_two_words(words: Sequence[str], own: Wording) -> str:
    return (_pointed_at(words, own) or _to_itself(words, own)) if len(words) == _PAIR else ""


def _pointed_at(words: Sequence[str], own: Wording) -> str:
    """The English of a demonstrative and its noun, "" for others: «تلك اللحظة», That Moment.

    >>> from nlp.names.made_of_words.wording import Word
    >>> _pointed_at(["تلك", "اللحظه"], {"اللحظه": Word("Moment", "noun")})
    'That Moment'
    """
    english = meant(words[1:], own, "noun")[0] if words[0] in _POINTING and words[1].startswith(ARTICLE) else ""
    return f"{_POINTING[words[0]]} {english}" if english else ""


def _to_itself(words: Sequence[str], own: Wording) -> str:
    """The English of a noun and «ل» with the same: «القلب للقلب», Heart to Heart; "" for others."""
    same = words[0].startswith(ARTICLE) and words[1] == f"لل{words[0].removeprefix(ARTICLE)}"
    english = meant(words[:1], own, "noun")[0] if same else ""
    return f"{english} to {english}" if english else ""


def _from_to(words: Sequence[str], own: Wording) -> str:
    """The English of a way from one place or thing to another: «من الإمارات إلى بنجلاديش»; "" for others.

    >>> _from_to(["من", "مصر", "الي", "فرنسا"], {}), _from_to(["من", "مصر", "الي", "زغبوط"], {})
    ('From Egypt to France', '')
    """
    if words[0] != _FROM or _TO not in words[2:-1]:
        return ""
    cut = words.index(_TO)
    ends = [_whole(side, own) for side in (words[1:cut], words[cut + 1 :])]
    return f"From {ends[0]} to {ends[1]}" if all(ends) else ""


def _whole(words: Sequence[str], own: Wording) -> str:
    """The English of words that are one name or one noun; "" for others."""
    thing = known().get(" ".join(words))
    found = ((thing.english if thing is not None else "", len(words)), name_at(words), meant(words, own, "noun"))
    return next((english for english, length in found if english and length == len(words)), "")


def _is_persons(words: Sequence[str], english: str) -> bool:
    """Whether `english` names no place among the folded words of a title, nor is written there.

    >>> _is_persons(["ايام", "الشارقه"], "Sharjah"), _is_persons(["ماساه", "زينب"], "Zainab")
    (False, True)
    """
    places_there = {place_name(words[at:])[0] for at in range(len(words))}
    return english not in places_there and english.casefold() not in " ".join(words)


def at_once(words: Sequence[str]) -> str:
    """The English of folded words that are one of these; "" for any other."""
    return _ministry(words) or _whole_noun(words) or _round(words) or _of_known(words)


def without_honour(words: Sequence[str]) -> list[str]:
    """The words without what English leaves out before a sheikh, prince or country: «مؤسسة سمو الشيخ زايد», «دولة الإمارات».

    >>> without_honour(["موسسه", "سمو", "الشيخ", "زايد"]), without_honour(["مركز", "صاحب", "السمو", "الشيخ", "زايد"])
    (['موسسه', 'الشيخ', 'زايد'], ['مركز', 'الشيخ', 'زايد'])
    """
    state = next((at for at in range(1, len(words) - 1) if words[at] == _STATE and place_name(words[at + 1 :])[1]), 0)
    if state:  # «مؤتمر دولة الإمارات العربية المتحدة»
        return without_honour([*words[:state], *words[state + 1 :]])
    at = next((at for at in range(1, len(words) - 1) if words[at] in _HONOURS and words[at + 1].startswith(ARTICLE)), 0)
    if not at:
        return list(words)
    return [*words[: at - (words[at - 1] in _BEARERS)], *words[at + 1 :]]


def _ministry(words: Sequence[str]) -> str:
    """The English of a ministry that is called by its task and its country.

    >>> _ministry(["الخارجيه", "السودانيه"]), _ministry(["الصحه", "العالميه"]), _ministry(["الدفاع", "الاوروبي"])
    ('Sudanese Foreign Ministry', '', '')
    """
    english = table_word(words[0], "ministry") if len(words) == 2 else ""
    origin, is_origin, _ = adjective_of(words[1]) if english else ("", False, False)
    return f"{origin} {english}" if is_origin and origin not in CONTINENTS else ""


def _whole_noun(words: Sequence[str]) -> str:
    """The English of words that are one expression of our table: «لجنة الحكام», the referees'; "" for others.

    >>> _whole_noun([fold("لجنة"), fold("الحكام")]), _whole_noun([fold("الحكام")])
    ('Referees Committee', '')
    """
    english, length = noun_of(words) if len(words) > 1 else ("", 0)
    return english if length == len(words) else ""


def _round(words: Sequence[str]) -> str:
    """The English of a town's tournament, in tennis: «دورة باريس»; "" for others.

    >>> _round(["دوره", "باريس"]), _round(["دوره", "زغبوط"])
    ('Paris Tournament', '')
    """
    english, length = place_name(words[1:]) if len(words) > 1 and words[0] == _ROUND else ("", 0)
    return f"{english} Tournament" if length and length == len(words) - 1 else ""


def _of_known(words: Sequence[str]) -> str:
    """The English of a head before a body of our tables whose name has an aim: «مسرح المجلس الأعلى لشؤون الأسرة»; "" for others.

    >>> _of_known([fold(word) for word in "مسرح المجلس الأعلى لشؤون الأسرة".split()])
    'Theater of the Supreme Council for Family Affairs'
    """
    part, head, length = head_of(words)
    thing = known().get(" ".join(words[length:])) if part and " ".join(words) not in known() else None
    if thing is None or thing.type != "ORG" or _FOR not in thing.english:
        return ""
    return f"{head} of the {thing.english.removeprefix('the ')}"
